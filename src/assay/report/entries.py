"""What the numbered entries say: what, how, source, known on, confidence, what would change it.

Not here: which numbers they belong to (`notes.py`); entries of published figures
(`entries_record.py`) and of results (`entries_run.py`). Here those of inputs, claims and causes.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

from assay.checks.standing import Evidence
from assay.report import (
    entries_answers,
    entries_fit,
    entries_interest,
    entries_peers,
    entries_record,
    entries_run,
    entries_then,
    entries_trust,
    numbers,
)
from assay.report.entries_record import (
    behind_given,
    boundary_name,
    confidence,
    english,
    known,
    measure,
    source_line,
    work,
)
from assay.report.entries_run import cited, computed_from
from assay.report.page import Page, rows_of
from assay.report.reasons import reason_markup
from assay.report.sections.marks import as_fitted
from assay.ruler.mark import Contribution
from assay.verdict import GivenNote

Writer = Callable[[Page, str], Markup]


def entry(page: Page, key: str) -> Markup:
    """The entry `key` as markup; the part before the colon tells its kind."""
    kind, _, name = key.partition(":")
    return WRITERS[kind](page, name)


def _given(page: Page, name: str) -> Markup:
    given = page.given(name)
    if given is None:
        return Markup("<b>{}</b>").format(name)
    return Markup("<b>{}{}{}</b> {} {} {}{}").format(
        page.words.text(given.title),
        page.say("colon"),
        page.amount(given.band, given.unit),
        _english(page, "entry.why_width", "why", given.why),
        page.say("entry.would_change", {"what": measure(page, given.would_change)}),
        _given_source(page, given),
        behind_given(page, given.facts),
    )


def _english(page: Page, key: str, name: str, text: str) -> Markup:
    if not text:
        return Markup("")
    return page.say(key, {name: english(text)})


def _given_source(page: Page, given: GivenNote) -> Markup:
    listed = {fact.source for fact in map(page.fact, given.facts) if fact is not None}
    pieces: list[object] = [work(page, source) for source in given.source if source not in listed]
    if given.fitted and page.verdict.attribution:
        pieces = [page.notes.cite("fit:method", page.say("entry.fit.link"))]
    if given.judgement:
        key = "entry.judgement_bounded" if given.source else "entry.judgement"
        pieces.insert(0, page.say(key))
    if given.filled:
        years = page.plain("comma").join(map(str, given.filled))
        pieces.append(page.say("entry.placeholder", {"years": years}))
    pieces.append(known(page, given.known_on))
    if given.known_later:
        pieces.append(page.say("entry.known_later"))
    pieces += [confidence(page, given.confidence), Markup("<code>{}</code>").format(given.name)]
    return source_line(pieces)


def _claim(page: Page, name: str) -> Markup:
    claim = page.verdict.claims[int(name)]
    from assay.report.sections.claims import read_as

    article = page.verdict.article
    language = article.language if article else page.language
    against = [_against(page, evidence) for evidence in claim.against]
    how = page.say(
        "entry.claim.how",
        {
            "subject": page.foreign(claim.claim.subject, language),
            "stance": page.say(f"claim_stance.{claim.claim.stance.value}"),
            "against": page.say("semicolon").join(against) or page.say("entry.claim.nothing"),
        },
    )
    what = page.say(
        "entry.claim.what",
        {"text": page.foreign(claim.claim.text, language), "value": read_as(page, claim)},
    )
    # its numbers are this entry's own, so they need no link
    reasons = Markup(" ").join(
        reason_markup(
            reason,
            f"standing.{standing.value}.general",
            page.words,
            lambda _, text: text,
            lambda text: page.foreign(text, language),
        )
        for standing, reason in zip(claim.standings, claim.reasons, strict=False)
    )
    return Markup("<b>{}</b> {} {}{}").format(
        what, how, reasons, source_line([page.say("entry.page")])
    )


def _against(page: Page, evidence: Evidence) -> Markup:
    """A figure that a claim was held against: boundary and work, or the node it follows from."""
    value = numbers.printed(evidence.value, evidence.unit, page.language)
    if evidence.source == "run":
        node = Markup("{}{}{}").format(
            page.say("entry.run"), page.say("colon"), cited(page, evidence.definition)
        )
        return escape(value) + page.say("entry.aside", {"text": node})
    told = [boundary_name(page, key) for key in dict.fromkeys(evidence.definition.split(" / "))]
    told.append(work(page, evidence.source))
    if evidence.known_on:
        told.append(known(page, evidence.known_on))
    figure = page.notes.cite(f"fact:{evidence.fact}", value) if evidence.fact else escape(value)
    return figure + page.say("entry.aside", {"text": page.say("comma").join(told)})


def _cause(page: Page, name: str) -> Markup:
    cause = page.verdict.causes[int(name)]
    article = page.verdict.article
    language = article.language if article else page.language
    what = page.say(
        "entry.cause.what",
        {
            "cause": page.foreign(cause.claim.cause, language),
            "effect": page.foreign(cause.claim.effect, language),
        },
    )
    # a statement may name several causes at once
    groups = (cause.group or "").split("+")
    rows = [
        f"row:{place}"
        for place, row in enumerate(page.verdict.contributions)
        if row.driver in groups
    ]
    return Markup("<b>{}</b> {} {}{}").format(
        what,
        page.say("entry.cause.how"),
        computed_from(page, [*rows, "thresholds"]),
        source_line([page.say("entry.known_run")]),
    )


def _contribution(page: Page, name: str) -> Markup:
    row = as_fitted(page, page.verdict.contributions[int(name)])
    what = page.say(
        "entry.contribution.what",
        {"title": page.words.text(row.title), "value": page.amount(row.band, row.unit)},
    )
    how = page.say(
        "entry.contribution.how",
        {
            "basis": page.say(f"basis.{row.basis}"),
            "view": page.say(f"entry.contribution.view{row.view}"),
        },
    )
    behind = [*row.source] or _left_over(page, row)
    return Markup("<b>{}</b> {} {}{}").format(
        what, how, computed_from(page, behind), source_line([page.say("entry.known_run")])
    )


def _left_over(page: Page, row: Contribution) -> list[str]:
    """The rows of the first view from which a sum or a remainder follows."""
    parts = {
        "subtotal": ("cause",),
        "unexplained": ("total", "cause", "mediator"),
        "rest": ("unexplained", "carved"),
    }
    wanted = parts.get(row.part, ())
    return [f"row:{place}" for place, _ in rows_of(page.verdict, row.view, wanted)]


WRITERS: dict[str, Writer] = {
    "given": _given,
    "claim": _claim,
    "cause": _cause,
    "row": _contribution,
    **entries_answers.WRITERS,
    **entries_fit.WRITERS,
    **entries_interest.WRITERS,
    **entries_peers.WRITERS,
    **entries_record.WRITERS,
    **entries_run.WRITERS,
    **entries_then.WRITERS,
    **entries_trust.WRITERS,
}

"""What the numbered entries say: what, how, source, known on, confidence, what would change it.

Not here: which numbers they belong to (`notes.py`); entries of results (`entries_run.py`).
"""

from collections.abc import Callable, Iterable
from datetime import date

from markupsafe import Markup, escape

from assay.record.fact import Fact
from assay.report import entries_run, numbers
from assay.report.page import Page
from assay.report.reasons import reason_markup
from assay.verdict import GivenNote

DOTS = {"high": "●●●", "medium": "●●○", "low": "●○○"}
Writer = Callable[[Page, str], Markup]


def entry(page: Page, key: str) -> Markup:
    """The entry `key` as markup; the part before the colon tells its kind."""
    kind, _, name = key.partition(":")
    return WRITERS[kind](page, name)


def source_line(pieces: Iterable[object]) -> Markup:
    """The small last line of an entry: where it comes from, when known, how sure."""
    joined = Markup(" · ").join(escape(piece) for piece in pieces if piece)
    return Markup(' <span class="src">{}</span>').format(joined)


def english(text: str) -> Markup:
    """Words of the record, which is kept in English whatever the report's language."""
    return Markup('<span lang="en">{}</span>').format(text)


def confidence(page: Page, level: str) -> Markup:
    """Confidence in dots and a word."""
    return page.say(
        "entry.confidence",
        {"dots": DOTS.get(level, "○○○"), "word": page.say(f"confidence.{level}")},
    )


def known(page: Page, day: date | None) -> Markup:
    """The day it became known."""
    return page.say("entry.known", {"day": page.day(day)}) if day else Markup("")


def _work(page: Page, key: str) -> Markup:
    work = next((work for work in page.verdict.works if work.id == key), None)
    if work is None:
        return escape(key)
    return Markup('<cite class="quoted">{}, {}</cite>').format(work.publisher, work.title)


def _fact(page: Page, name: str) -> Markup:
    fact = next((fact for fact in page.verdict.facts if fact.id == name), None)
    if fact is None:
        return _missing(name)
    pieces: list[object] = [_work(page, fact.source)]
    if fact.inputs:
        pieces.append(page.say("entry.derived", {"inputs": ", ".join(fact.inputs)}))
    if fact.issued_on != fact.known_on:
        pieces.append(page.say("entry.issued", {"day": page.day(fact.issued_on)}))
    pieces += [known(page, fact.known_on), page.say(f"entry.status_{fact.status}")]
    pieces.append(confidence(page, fact.confidence))
    return Markup('<b><span lang="en">{}</span>{}{}</b> {}{}').format(
        _quantity(fact),
        page.say("colon"),
        page.fact_value(fact),
        _boundary(page, fact),
        source_line(pieces),
    )


def _quantity(fact: Fact) -> str:
    if fact.day is not None:
        return f"{fact.quantity}, {fact.day.isoformat()}"
    if fact.years is None or str(fact.years[0]) in fact.quantity:
        return fact.quantity
    first, last = fact.years
    return f"{fact.quantity}, {first}" if first == last else f"{fact.quantity}, {first}–{last}"


def _boundary(page: Page, fact: Fact) -> Markup:
    told = [page.say("entry.definition", {"definition": english(fact.definition)})]
    told.append(page.say("entry.region", {"region": english(fact.region)}))
    if fact.value is not None and fact.low is not None and fact.high is not None:
        span = numbers.printed((fact.low, fact.high), fact.unit, page.language)
        told.append(escape(f"[{span}]"))
    if fact.note:
        told.append(english(fact.note))
    return page.say("semicolon").join(told) + page.say("stop")


def _missing(name: str) -> Markup:
    return Markup("<b>{}</b>").format(name)


def _given(page: Page, name: str) -> Markup:
    given = next((given for given in page.verdict.givens if given.name == name), None)
    if given is None:
        return _missing(name)
    told = page.amount(given.band, given.unit)
    why = _english(page, "entry.why_width", "why", given.why)
    change = _english(page, "entry.would_change", "what", given.would_change)
    return Markup("<b>{}{}{}</b> {} {}{}").format(
        page.words.text(given.title),
        page.say("colon"),
        told,
        why,
        change,
        _given_source(page, given),
    )


def _english(page: Page, key: str, name: str, text: str) -> Markup:
    if not text:
        return Markup("")
    return page.say(key, {name: english(text)})


def _given_source(page: Page, given: GivenNote) -> Markup:
    pieces: list[object] = [_work(page, source) for source in given.source]
    if given.judgement:
        pieces.append(page.say("entry.judgement"))
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
    against = [
        Markup("{} ({}{})").format(
            page.notes.cite(f"fact:{evidence.fact}", value) if evidence.fact else value,
            _work(page, evidence.source) if evidence.source != "run" else page.say("entry.run"),
            Markup(", {}").format(known(page, evidence.known_on)) if evidence.known_on else "",
        )
        for evidence in claim.against
        for value in [numbers.printed(evidence.value, evidence.unit, page.language)]
    ]
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
    return Markup("<b>{}</b> {}{}").format(
        what, page.say("entry.cause.how"), source_line([page.say("entry.known_run")])
    )


def _contribution(page: Page, name: str) -> Markup:
    row = page.verdict.contributions[int(name)]
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
    return Markup("<b>{}</b> {}{}").format(
        what,
        how,
        source_line([*(_behind(page, key) for key in row.source), page.say("entry.known_run")]),
    )


def _behind(page: Page, key: str) -> object:
    if any(given.name == key for given in page.verdict.givens):
        title = next(g.title for g in page.verdict.givens if g.name == key)
        return page.notes.cite(f"given:{key}", page.words.text(title))
    if any(fact.id == key for fact in page.verdict.facts):
        return page.notes.cite(f"fact:{key}", key)
    return _work(page, key)


WRITERS: dict[str, Writer] = {
    "fact": _fact,
    "given": _given,
    "claim": _claim,
    "cause": _cause,
    "row": _contribution,
    **entries_run.WRITERS,
}

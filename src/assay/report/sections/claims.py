"""The article in place: every checked number and cause marked where it stands, with its standing.

Not here: how a standing came about (`checks/`). All text of the page is escaped and keeps its lang.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from markupsafe import Markup, escape

from assay.checks.standing import CheckedCause, CheckedClaim, Evidence, Reason, Standing
from assay.reading.article import Article, Span
from assay.report import numbers
from assay.report.drawing import colour, state_word, symbol
from assay.report.page import Page
from assay.report.reasons import Value, reason_markup

Placed = TypeVar("Placed", CheckedClaim, CheckedCause)
Rows = list[tuple[int, Placed]]
LEAST_FOLDED = 1
"""From so many neighbouring paragraphs without a checked statement on, they are folded."""


def told_reason(
    page: Page, reason: Reason, general: str, key: str, against: Sequence[Evidence] = ()
) -> Markup:
    """A reason with its numbers linked: to the fact they repeat, else to the entry `key`."""
    article = page.verdict.article
    language = article.language if article else page.language

    def link(value: Value, text: str) -> Markup:
        for evidence in against:
            if evidence.fact and evidence.value == value:
                return page.notes.cite(f"fact:{evidence.fact}", text)
        return page.notes.again(key, text)

    return reason_markup(
        reason, general, page.words, link, lambda text: page.foreign(text, language)
    )


def section(page: Page) -> Markup:
    """The section "Which numbers in the article stand?"; empty without an article."""
    article = page.verdict.article
    if article is None or not (page.verdict.claims or page.verdict.causes):
        return Markup("")
    return Markup(
        '<section id="claims"><p class="ask">{}</p><h2>{}</h2><p>{}{}</p>'
        '<div class="art">{}</div>{}{}</section>'
    ).format(
        page.say("claims.ask"),
        _title(page),
        page.say("claims.lead"),
        _polluted(page, article),
        Markup("").join(_paragraphs(page, article)),
        _others(page, article),
        _causes(page, article),
    )


def _polluted(page: Page, article: Article) -> Markup:
    if not article.polluted:
        return Markup("")
    keys = [f"repair.{name.replace('-', '_')}" for name in article.repairs]
    names = [
        page.plain(key) if page.has(key) else name
        for key, name in zip(keys, article.repairs, strict=True)
    ]
    told = page.say("claims.lead_polluted", {"repairs": page.plain("semicolon").join(names)})
    return Markup("{}{}").format(" " if page.language == "en" else "", told)


def _title(page: Page) -> Markup:
    claims = page.verdict.claims
    if not claims:
        return page.say("claims.title_causes")
    first = [claim.standings[0] for claim in claims]
    untraceable = first.count(Standing.UNTRACEABLE)
    if untraceable == len(claims):
        return page.say("claims.title_nothing")
    number = page.words.number
    rest = (
        page.plain("claims.title_rest", {"untraceable": number(untraceable)}) if untraceable else ""
    )
    told = page.plain(
        "claims.title",
        {
            "supported": number(first.count(Standing.SUPPORTED)),
            "total": number(len(claims)),
            "rest": rest,
        },
    )
    return page.notes.again("tally", page.raised(escape(told)))


def _inside(rows: Sequence[Placed], span: Span) -> Rows[Placed]:
    start, end = span
    return [(place, row) for place, row in enumerate(rows) if start <= row.claim.span[0] < end]


def _paragraphs(page: Page, article: Article) -> list[Markup]:
    shown: list[Markup] = []
    folded: list[Markup] = []

    def close() -> None:
        if folded:
            key = "claims.folded_one" if len(folded) == 1 else "claims.folded"
            number = page.count(len(folded), "tally")
            told = page.raised(page.say(key, {"number": number}))
            shown.append(
                Markup('<details class="fold"><summary>{}</summary>{}</details>').format(
                    told, Markup("").join(folded)
                )
            )
            folded.clear()

    for span in article.paragraphs:
        claims = _inside(page.verdict.claims, span)
        causes = _inside(page.verdict.causes, span)
        if claims or causes:
            close()
            shown.append(_paragraph(page, article, span, claims, causes))
        elif article.text[span[0] : span[1]].strip():
            folded.append(
                Markup('<p class="quoted" lang="{}">{}</p>').format(
                    article.language, article.text[span[0] : span[1]]
                )
            )
    close()
    return shown


def _paragraph(
    page: Page,
    article: Article,
    span: Span,
    claims: "Rows[CheckedClaim]",
    causes: "Rows[CheckedCause]",
) -> Markup:
    notes = [_claim_note(page, place, claim) for place, claim in claims]
    notes += [_cause_note(page, place, cause) for place, cause in causes if cause.group is not None]
    notes += _unmeasured(page, [cause for _, cause in causes if cause.group is None])
    return Markup(
        '<div class="para"><div><p class="quoted" lang="{}">{}</p>{}</div>'
        '<ul class="marg">{}</ul></div>'
    ).format(
        article.language,
        _marked(article.text, span, claims, causes),
        _as_found(page, article, span),
        Markup("").join(notes),
    )


def _as_found(page: Page, article: Article, span: Span) -> Markup:
    """The paragraph as the page showed it, folded; nothing where it was not mended."""
    found = dict(zip(article.paragraphs, article.as_found, strict=False)).get(span)
    if not found:
        return Markup("")
    return Markup(
        '<details class="found"><summary>{}</summary><p class="quoted" lang="{}">{}</p></details>'
    ).format(page.say("claims.as_found"), article.language, found)


def _marked(
    text: str, span: Span, claims: "Rows[CheckedClaim]", causes: "Rows[CheckedCause]"
) -> Markup:
    """The paragraph with its numbers marked, and its causes underlined between them."""
    start, end = span
    numbers_here = [
        (c.claim.span[0], min(c.claim.span[1], end), c)
        for _, c in sorted(claims, key=lambda row: row[1].claim.span)
    ]
    cuts = {start, end}
    for low, high, _ in numbers_here:
        cuts |= {low, high}
    for _, cause in causes:
        cuts |= {max(cause.claim.span[0], start), min(cause.claim.span[1], end)}
    pieces, done = [], start
    points = sorted(cuts)
    for low, high in pairwise(points):
        if low < done:
            continue
        claim = next((row for row in numbers_here if row[0] == low), None)
        if claim is not None:
            pieces.append(_mark(text[low : claim[1]], claim[2]))
            done = claim[1]
            continue
        pieces.append(_plain(text[low:high], low, causes))
    return Markup("").join(pieces)


def _plain(text: str, low: int, causes: "Rows[CheckedCause]") -> Markup:
    for _, cause in causes:
        start, end = cause.claim.span
        if start <= low < end:
            sign = symbol(cause.standing.value) if low == start else Markup("")
            return Markup('<span class="cz {}">{}<span>{}</span></span>').format(
                colour(cause.standing.value), sign, text
            )
    return escape(text)


def _mark(text: str, claim: CheckedClaim) -> Markup:
    last = claim.standings[-1].value
    signs = Markup("").join(
        Markup('<i class="{}">{}</i>').format(colour(s.value), symbol(s.value))
        for s in claim.standings
    )
    return Markup('<mark class="{}">{}<span>{}</span></mark>').format(colour(last), signs, text)


def read_as(page: Page, claim: CheckedClaim) -> str:
    """How the number was understood: our gloss in the report's language, not its words."""
    told = numbers.printed(claim.claim.value, claim.claim.unit, page.language)
    return f"{told}, {claim.claim.year}" if claim.claim.year else told


def _claim_note(page: Page, place: int, claim: CheckedClaim) -> Markup:
    key = f"claim:{place}"
    told = page.notes.cite(key, read_as(page, claim))
    lines = [Markup('<p class="gl">{}</p>').format(page.say("claims.read_as", {"value": told}))]
    for standing, reason in zip(claim.standings, claim.reasons, strict=False):
        name = page.say(f"standing.{standing.value}.name")
        text = told_reason(page, reason, f"standing.{standing.value}.general", key, claim.against)
        lines.append(
            Markup('<p class="so">{} {}</p>').format(state_word(standing.value, name), text)
        )
    return Markup("<li>{}</li>").format(Markup("").join(lines))


def _cause_note(page: Page, place: int, cause: CheckedCause) -> Markup:
    return Markup('<li><p class="gl">{}</p><p class="so">{} {}</p></li>').format(
        _cause_says(page, cause), _cause_word(page, cause), _basis(page, place, cause)
    )


def _unmeasured(page: Page, causes: Sequence[CheckedCause]) -> list[Markup]:
    """One note for all statements of a paragraph about causes the story does not have."""
    if not causes:
        return []
    key = "claims.unmeasured" if len(causes) == 1 else "claims.unmeasured_many"
    told = page.say(key, {"number": page.count(len(causes), "tally")})
    text = Markup('<p class="so">{} {}</p>').format(_cause_word(page, causes[0]), page.raised(told))
    return [Markup("<li>{}</li>").format(text)]


def _cause_says(page: Page, cause: CheckedCause) -> Markup:
    return Markup("{}{}{}").format(
        page.say("claims.cause_label"),
        page.say("colon"),
        page.say(f"claim_stance.{cause.claim.stance.value}"),
    )


def _cause_word(page: Page, cause: CheckedCause) -> Markup:
    word = page.say(f"cause.{cause.standing.name.lower()}.name")
    return state_word(cause.standing.value, word)


def _basis(page: Page, place: int, cause: CheckedCause) -> Markup:
    general = f"cause.{cause.standing.name.lower()}.general"
    text = told_reason(page, cause.basis, general, f"cause:{place}")
    if cause.probability is None:
        return text
    chance = page.notes.cite(f"cause:{place}", page.chance(cause.probability))
    gap = " " if page.language == "en" else ""
    return Markup('{}{}<span class="ch">({})</span>').format(
        text, gap, page.say("claims.chance", {"chance": chance})
    )


def _others(page: Page, article: Article) -> Markup:
    placed = {
        place for span in article.paragraphs for place, _ in _inside(page.verdict.claims, span)
    }
    rows = [
        Markup('<li><span class="quoted" lang="{}">{}</span><ul class="marg">{}</ul></li>').format(
            article.language, claim.claim.text, _claim_note(page, place, claim)
        )
        for place, claim in enumerate(page.verdict.claims)
        if place not in placed
    ]
    if not rows:
        return Markup("")
    return Markup('<h3>{}</h3><ul class="kv">{}</ul>').format(
        page.say("claims.others"), Markup("").join(rows)
    )


def _causes(page: Page, article: Article) -> Markup:
    if not page.verdict.causes:
        return Markup("")
    rows: dict[bool, list[Markup]] = {True: [], False: []}
    for place, cause in enumerate(page.verdict.causes):
        said = page.say(
            "claims.cause_row",
            {
                "cause": page.foreign(cause.claim.cause, article.language),
                "effect": page.foreign(cause.claim.effect, article.language),
            },
        )
        rows[cause.group is not None].append(
            Markup("<li><span>{} <i>{}</i></span><span>{}</span><span>{}</span></li>").format(
                said,
                page.say(f"claim_stance.{cause.claim.stance.value}"),
                _cause_word(page, cause),
                _basis(page, place, cause),
            )
        )
    join, rest = Markup("").join, Markup("")
    if rows[False]:
        rest = Markup(
            '<details class="fold"><summary>{}</summary><ul class="kv">{}</ul></details>'
        ).format(page.say("claims.unmeasured_fold"), join(rows[False]))
    return Markup('<h3 class="gap">{}</h3><ul class="kv">{}</ul>{}').format(
        page.say("claims.causes"), join(rows[True]), rest
    )

"""Verdict, reading and hindcast as compact cards for a notebook: escaped, without script or style.

Not here: the report in full (`to_html.py`); who calls this (`assay/shown.py`). Inline styles only,
and the notebook's own colours, so that a card is legible in a light and in a dark one.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from assay.claims.claim import Claims
from assay.reading.article import Article
from assay.report import numbers
from assay.report.page import Page
from assay.report.sections.beside import tally_text
from assay.report.sections.first import likelihood_line, share_line, weak_sentence
from assay.report.sections.marks import value_sentence
from assay.report.to_terminal import track
from assay.report.words import Words, without_notes
from assay.ruler.hindcast import HindcastLine, Point, written
from assay.units import show
from assay.verdict import Verdict

BOX = (
    "border:1px solid #8888;padding:.8em 1em;max-width:52em;line-height:1.45;overflow-wrap:anywhere"
)
CELL = "text-align:left;vertical-align:top;padding:.15em .9em .15em 0;border:0;background:none"
SMALL = "font-size:.85em;opacity:.8;margin:.5em 0 0"
MOST = 400
"""Characters of a text of the page that a cell shows."""


def verdict_card(verdict: Verdict, language: str) -> str:
    """Claim, answer, chain, ruler and tally of a verdict."""
    page = Page(verdict, Words(language))
    chain, story = verdict.chain, verdict.story
    gap = " " if language == "en" else ""
    lines = [
        _line(page.plain("first.claimed"), story.claim[language]),
        Markup('<p style="margin:.3em 0;font-size:1.2em"><b>{}{}{}</b></p>').format(
            page.plain(f"answer.{chain.answer}"), gap, story.answers[chain.answer][language]
        ),
        _line(page.plain("first.so"), without_notes(share_line(page))),
        _line(page.plain("first.sure"), without_notes(likelihood_line(page))),
    ]
    weak = weak_sentence(page, chain.weakest)
    if weak is not None:
        told = {"mark": page.plain(f"mark.{chain.weakest}.name"), "sentence": without_notes(weak)}
        why = page.plain(f"first.why_{chain.answer}")
        lines.append(_line(why, page.plain("first.weakest", told)))
    lines.append(_table((), [_mark_cells(page, place) for place in range(len(verdict.marks))]))
    if verdict.claims:
        lines.append(_line(page.plain("terminal.numbers"), without_notes(tally_text(page))))
    foot = page.plain(
        "sources.again_text",
        {
            "version": verdict.version,
            "seed": verdict.seed,
            "samples": numbers.count(verdict.samples),
            "day": numbers.day_text(verdict.as_of, language),
        },
    )
    lines.append(Markup('<p style="{}">assay · {}</p>').format(SMALL, foot))
    return _boxed(lines, language)


def _mark_cells(page: Page, place: int) -> list[object]:
    mark = page.verdict.marks[place]
    state = page.plain(f"state.{mark.state.replace(' ', '_')}")
    weakest = mark.name == page.verdict.chain.weakest
    return [
        page.plain(f"mark.{mark.name}.name"),
        Markup('<code style="background:none;white-space:pre">{}</code>').format(
            track(mark) if mark.in_chain else ""
        ),
        without_notes(value_sentence(page, mark)),
        Markup("<b>{}</b> {}{}").format(
            state,
            "" if mark.probability is None else page.chance(mark.probability),
            f" ({page.plain('ruler.weakest')})" if weakest else "",
        ),
    ]


def reading_card(article: Article, claims: Claims, topic: str, stance: str) -> str:
    """A page as read: its particulars, its numbers and its statements of causes."""
    language = article.language if article.language in ("en", "zh") else "en"
    words = Words(language)
    earliest, latest = article.published
    days = " – ".join(
        numbers.day_text(day, language) for day in dict.fromkeys((earliest, latest)) if day
    )
    particulars = (
        ("title", article.title),
        ("author", article.author),
        ("publisher", article.publisher),
        ("published", days),
        ("topic", topic),
        ("stance", stance),
    )
    lines = [_line(words.plain(f"reading.{name}"), value) for name, value in particulars if value]
    found = [
        [
            claim.text[:MOST],
            numbers.printed(claim.value, claim.unit, language),
            claim.year or "",
            claim.subject[:MOST],
            words.plain(f"claim_stance.{claim.stance.value}"),
        ]
        for claim in claims.quantities
    ]
    causes = [
        [
            claim.cause[:MOST],
            "→",
            claim.effect[:MOST],
            words.plain(f"claim_stance.{claim.stance.value}"),
        ]
        for claim in claims.causes
    ]
    lines.append(_line(words.plain("reading.numbers"), numbers.count(len(found))))
    lines.append(_table((), found))
    lines.append(_line(words.plain("reading.causes"), numbers.count(len(causes))))
    lines.append(_table((), causes))
    return _boxed(lines, language)


def hindcast_table(lines: Iterable[HindcastLine], language: str) -> str:
    """Each line of a hindcast, year by year: computed, published, error; and how it is computed."""
    words, told = Words(language), tuple(lines)
    years = sorted({point.year for line in told for point in line.told})
    heads = [words.plain("reading.line"), *map(str, years), words.plain("reading.mean_error")]
    heads += [words.plain("hindcast.band"), ""]
    rows = [
        [
            f"{line.title[language]} ({show(line.unit, language)})",
            *("; ".join(_point(p) for p in line.told if p.year == year) for year in years),
            _percent(line.mean_error, language),
            _percent(line.band, language),
            line.reason[language],
        ]
        for line in told
    ]
    return _boxed([_table(heads, rows)], language)


def _point(point: Point) -> str:
    if point.published is None:
        return written(point.computed)
    if point.error is None:
        return f"{written(point.computed)} / {written(point.published)}"
    sign = numbers.MINUS if point.error < 0 else "+"
    error = f"{sign}{abs(point.error):.1f}{SIGN}"
    return f"{written(point.computed)} / {written(point.published)} ({error})"


SIGN = numbers.NARROW + "%"


def _percent(value: float | None, language: str) -> str:
    if value is None:
        return ""
    return numbers.with_unit(numbers.written(value, 1, language), "percent", language)


def _line(label: object, text: object) -> Markup:
    return Markup('<p style="margin:.3em 0"><b>{}</b> {}</p>').format(label, text)


def _table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Markup:
    body = Markup("").join(_row("td", cells) for cells in rows)
    return Markup('<table style="border-collapse:collapse;margin:.4em 0">{}{}</table>').format(
        _row("th", heads) if heads else "", body
    )


def _row(tag: str, cells: Sequence[object]) -> Markup:
    shape = {"td": Markup('<td style="{}">{}</td>'), "th": Markup('<th style="{}">{}</th>')}[tag]
    joined = Markup("").join(shape.format(CELL, escape(cell)) for cell in cells)
    return Markup("<tr>{}</tr>").format(joined)


def _boxed(lines: Iterable[Markup], language: str) -> str:
    joined = Markup("").join(lines)
    return str(Markup('<div lang="{}" style="{}">{}</div>').format(language, BOX, joined))

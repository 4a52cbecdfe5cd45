"""Entries of what only an engine can answer: what a measurement is worth, and the way to the story.

Not here: one input at a time (`entries_run.py`), the sections (`sections/find_out.py`,
`sections/need.py`).
"""

from markupsafe import Markup

from assay.answers import Move
from assay.report import numbers
from assay.report.entries_record import measure
from assay.report.entries_run import Writer, computed_from
from assay.report.page import Page
from assay.report.ways import chance_text, percentile_text, value_text, weight_text


def _worth(page: Page, name: str) -> Markup:
    """What one measurement is worth, how that was estimated, and the givens that it tells."""
    information = page.verdict.information
    if information is None:
        return Markup("")
    finding = information.findings[int(name)]
    what = page.say(
        "entry.worth.what",
        {"title": page.words.text(finding.title), "worth": worth_text(page, finding.worth)},
    )
    how = page.say(
        f"entry.worth.how_{information.by}",
        {
            "measure": measure(page, finding.would_change),
            "mark": page.mark_name(information.mark),
            "error": numbers.measured(100 * finding.error, page.language, 1),
            "wrong": worth_text(page, information.wrong),
        },
    )
    return _told(page, what, how, [*finding.givens, f"mark:{information.mark}"])


def _information(page: Page, _: str) -> Markup:
    """What measurements are held against: the chance of a wrong word, or the weakest link."""
    found = page.verdict.information
    if found is None:
        return Markup("")
    names = {"mark": page.mark_name(found.mark), "wrong": worth_text(page, found.wrong)}
    what = page.say(f"entry.information.what_{found.by}", names)
    return _told(page, what, page.say("entry.information.how"), [f"mark:{found.mark}"])


def worth_text(page: Page, worth: float) -> str:
    """A share or a chance in per cent."""
    told = numbers.measured(100 * worth, page.language)
    return numbers.with_unit(told, "percent", page.language)


def _way(page: Page, _: str) -> Markup:
    """The chance that the chain holds, and how it was sampled."""
    found = page.verdict.ways
    if found is None:
        return Markup("")
    how = page.say(f"entry.way.how_{found.method}", {"runs": numbers.count(found.runs)})
    return _told(page, chance_text(page.words, found), how, ["thresholds"])


def _move(page: Page, name: str) -> Markup:
    """Where one given lies on the nearest way."""
    move = move_of(page, name)
    if move is None:
        return Markup("")
    what = page.say(
        "entry.move.what",
        {
            "title": page.words.text(move.title),
            "needed": value_text(move.needed, move.unit, page.language),
            "where": percentile_text(page.words, move.percentile),
        },
    )
    how = page.say(
        "entry.move.how",
        {
            "median": value_text(move.median, move.unit, page.language),
            "weight": weight_text(page.words, move),
        },
    )
    return _told(page, what, how, [name])


def move_of(page: Page, name: str) -> Move | None:
    """The move of one given on the nearest way."""
    found = page.verdict.ways
    moves = found.ways[0].moves if found and found.ways else ()
    return next((move for move in moves if move.given == name), None)


def _told(page: Page, what: object, how: object, needs: list[str]) -> Markup:
    return Markup('<b>{}</b> {} {}<span class="src">{}</span>').format(
        what, how, computed_from(page, needs), page.say("entry.known_run")
    )


WRITERS: dict[str, Writer] = {
    "information": _information,
    "worth": _worth,
    "way": _way,
    "move": _move,
}

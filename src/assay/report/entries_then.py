"""Entries of then and now: the verdict of the page's day, and what moved each mark since.

Not here: entries of the verdict of now (`entries_run.py`), of published figures
(`entries_record.py`).
"""

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from assay.report import numbers
from assay.report.entries_run import computed_from
from assay.report.page import Page
from assay.report.then import DATED, change_text, inputs_later, mover_name, page_then
from assay.then import Then

Writer = Callable[[Page, str], Markup]


def keys(page: Page) -> list[str]:
    """The keys of the entries here that `verdict.json` cites."""
    then = page.verdict.then
    if then is None:
        return []
    found = ["then:years", "then:tally"]
    if then.verdict is None:
        is_late = then.state in DATED and inputs_later(page, then)
        return [*found, "then:inputs"] if is_late else found
    found += ["then:inputs", "then:chain:material", "then:share"]
    found += [f"then:mark:{mark.name}" for mark in then.verdict.marks]
    return [*found, *(f"moved:{row.name}" for row in then.marks)]


def _then(page: Page, name: str) -> Markup:
    """An entry as it would have read on the page's day."""
    from assay.report.entries import entry

    then = page.verdict.then
    if then is None:
        return escape(name)
    own = {"tally": _tally, "inputs": _inputs, "years": _years}.get(name)
    if own is not None:
        return own(page, then)
    if then.verdict is None or then.day is None:
        return escape(name)
    told = page.say("entry.then.as_of", {"day": page.day(then.day)})
    return Markup("{} {}").format(told, entry(page_then(page, then.verdict), name))


def _told(page: Page, what: object, how: object, needs: Iterable[str] = ()) -> Markup:
    return Markup('<b>{}</b> {} {}<span class="src">{}</span>').format(
        what, how, computed_from(page, needs), page.say("entry.method")
    )


def _years(page: Page, then: Then) -> Markup:
    """Which year was the last fully known one, and by which figures the next became so."""
    day = page.day(then.day) if then.day else page.plain("first.published_unknown")
    return _told(
        page,
        page.say("entry.then.years", {"day": day}),
        page.say("entry.then.years_how"),
        then.counted,
    )


def _tally(page: Page, then: Then) -> Markup:
    values = {
        "figures": sum(row.figure_moved for row in then.claims),
        "standings": sum(row.standing_moved for row in then.claims),
        "implied": sum(
            row.figure_moved and row.now is not None and row.now.source == "run"
            for row in then.claims
        ),
        "all": len(page.verdict.claims),
        "revised": len(then.revised),
        "counted": len(then.counted),
    }
    told = {key: numbers.count(value) for key, value in values.items()}
    how = page.say("entry.then.tally_how", told)
    figures = [item.fact for row in then.claims for item in (row.then, row.now) if item]
    return _told(page, page.say("entry.then.tally"), how, [one for one in figures if one])


def _inputs(page: Page, then: Then) -> Markup:
    later = inputs_later(page, then)
    day = then.day if then.verdict is not None and then.day else page.verdict.as_of
    what = page.say(
        "entry.then.inputs",
        {"later": numbers.count(len(later)), "all": numbers.count(len(page.verdict.givens))},
    )
    names = page.say("comma").join(
        page.notes.cite(f"given:{name}", page.words.text(given.title))
        for name in later
        if (given := page.given(name)) is not None
    )
    return _told(
        page, what, page.say("entry.then.inputs_how", {"names": names, "day": page.day(day)})
    )


def _moved(page: Page, name: str) -> Markup:
    then, mark = page.verdict.then, page.mark(name)
    if then is None or mark is None:
        return escape(name)
    moves = next((row.moves for row in then.marks if row.name == name), ())
    parts = page.say("semicolon").join(
        Markup("{}{}{} ({})").format(
            mover_name(page, move),
            page.say("colon"),
            change_text(page, mark, move, moves[0]),
            page.say("entry.moved.chance", {"chance": _points(page, 100 * move.probability)}),
        )
        for move in moves
    )
    what = page.say("entry.moved.what", {"name": page.mark_name(name)})
    how = page.say("entry.moved.how", {"samples": numbers.count(then.mover_samples)})
    works = [move.mover.source for move in moves if move.mover.source]
    return _told(page, what, Markup("{} {}").format(parts, how), works)


def _points(page: Page, value: float) -> str:
    text = numbers.written(value, 1, page.language)
    signed = text if text.startswith(numbers.MINUS) else f"+{text}"
    return page.plain("then.points", {"value": signed})


WRITERS: dict[str, Writer] = {"then": _then, "moved": _moved}

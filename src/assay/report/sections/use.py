"""Who took more: every user's change between two years, where the effect is a growth of use.

Not here: what moved a price (`price.py`), others who use the same for comparison (`peers.py`).
"""

from markupsafe import Markup

from assay.report import numbers
from assay.report.download import PERCENTILES, Cell, cells, link, unit_cell
from assay.report.drawing import bar, drawing
from assay.report.page import Page, rows_of
from assay.ruler.mark import Contribution

ROOM = 0.03
"""Share of the drawing's width left free at either end."""
HEIGHT = 26
"""Pixels of a row."""
REST = "rest"
"""Part of the rows that are no cause of their own."""
Row = tuple[int, Contribution]


def section(page: Page) -> Markup:
    """The section "If not this, who took more?"; empty where no use grew."""
    rows = rows_of(page.verdict, 2, ("line", REST))
    if page.verdict.story.effect != "use" or not rows:
        return Markup("")
    ask = "use.ask_yes" if page.verdict.chain.answer == "yes" else "use.ask"
    return Markup(
        '<section id="use"><p class="ask">{}</p><h2>{}</h2><p>{}</p>{}<p class="small">{}</p>'
        "</section>"
    ).format(page.say(ask), _title(page, rows), _lead(page), _figure(page, rows), _ahead(page))


def years(page: Page) -> dict[str, object]:
    """The first and the last year of the window, as a sentence names them."""
    window = page.verdict.story.window
    if window is None:
        return {}
    return {"start": page.year(window.start.year), "end": page.year(window.end.year)}


def _title(page: Page, rows: list[Row]) -> Markup:
    """Said by size: a rest that added more than any user by name is the finding."""
    _, most = max(rows, key=lambda row: row[1].band.p50)
    if most.band.p50 <= 0:
        return page.say("use.title_none")
    if most.part == REST:
        return page.say("use.title_rest")
    return page.say("use.title_one", {"name": page.words.text(most.title)})


def _lead(page: Page) -> Markup:
    explained = page.verdict.explained
    own = next((row for row in _own(page)), None)
    if explained is None or explained.growth is None or own is None:
        return Markup("")
    place, row = own
    return page.say(
        "use.lead",
        {
            **years(page),
            "growth": page.notes.cite("growth", page.amount(explained.growth, row.unit)),
            "own": page.notes.cite(f"row:{place}", page.amount(row.band, row.unit)),
            "share": page.notes.cite("share", page.share(explained.share)),
        },
    )


def _own(page: Page) -> list[Row]:
    group = page.verdict.story.driver_group
    return [row for row in rows_of(page.verdict, 2, ("line", REST)) if row[1].driver == group]


def _figure(page: Page, rows: list[Row]) -> Markup:
    told = [(place, row, page.told(row.band, row.unit)[0]) for place, row in rows]
    ends = [x for _, _, band in told for x in (band.p05, band.p95, 0.0)]
    room = ROOM * (max(ends) - min(ends) or 1.0)
    scale = (min(ends) - room, max(ends) + room)
    items = []
    for place, row, band in sorted(told, key=lambda one: (-one[2].p50, one[0])):
        own = row.driver == page.verdict.story.driver_group
        kind = "ai" if own else "macro" if row.part == REST else "oz"
        tone = f"{kind} neg" if band.p50 < 0 else kind
        sign = "+" if band.p50 > 0 else ""
        value = Markup("{}{} <i>{}</i>").format(
            sign, numbers.middle(band, page.language), numbers.band_ends(band, page.language)
        )
        items.append(
            Markup(
                '<li class="{}"><span class="wl">{}</span>{}<span class="wv">{}</span></li>'
            ).format(
                kind,
                page.words.text(row.title),
                drawing(bar(0, band.p50, scale, tone, band), HEIGHT),
                page.notes.cite(f"row:{place}", value),
            )
        )
    cap = page.say("use.cap", {**years(page), "unit": page.unit_name(rows[0][1].unit)})
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<ul class="bars">{}</ul>{}</figure>'
    ).format(page.say("use.figure"), cap, Markup("").join(items), _csv(page, rows))


def _ahead(page: Page) -> Markup:
    """What a growth of use leaves open: who made room, and where the share is going."""
    rest = [row for _, row in rows_of(page.verdict, 2, (REST,))]
    told = [page.say("use.rest", {"name": page.words.text(row.title)}) for row in rest]
    told.append(page.say("use.room"))
    if page.verdict.explained is not None:
        share = page.share(page.verdict.explained.if_horizon_priced_in)
        until = page.year(page.verdict.story.horizon)
        values = {**years(page), "horizon": until, "share": page.notes.cite("share", share)}
        told.append(page.say("use.ahead", values))
    return page.joined(told)


def _csv(page: Page, rows: list[Row]) -> Markup:
    head = ("user", "title", "unit", *PERCENTILES)
    body: list[tuple[Cell, ...]] = []
    for _, row in rows:
        band, unit = page.told(row.band, row.unit)
        body.append((row.driver, row.title[page.language], unit_cell(page, unit), *cells(band)))
    return link(page, "use", head, body)

"""What moved the effect: two views of the same rise, never added up.

Not here: how much of it the driver would need (`need.py`).
"""

from markupsafe import Markup

from assay.model.summary import Band
from assay.report import numbers
from assay.report.download import PERCENTILES, Cell, cells, link, unit_cell
from assay.report.drawing import bar, drawing, shade
from assay.report.page import Page, bare, lowered, rows_of
from assay.report.sections import interest, price_windows
from assay.report.sections.marks import as_fitted
from assay.ruler.mark import Contribution

LITTLE = 0.1
"""Share of the rise below which a cause did little directly: what the ruler calls material."""
ROUNDING = 0.5
"""Log points by which the bars may miss their sum before a row of its own says so."""
Scale = tuple[float, float]


def section(page: Page) -> Markup:
    """The section "If not this, what moved the price?"; empty without contributions."""
    if page.verdict.story.effect == "use" or not page.verdict.contributions:
        return Markup("")
    ask = "price.ask_yes" if page.verdict.chain.answer == "yes" else "price.ask"
    return Markup(
        '<section id="price"><p class="ask">{}</p><h2>{}</h2><p>{}</p>{}{}{}{}</section>'
    ).format(
        page.say(ask),
        _title(page),
        page.say("price.lead"),
        _view1(page),
        price_windows.block(page),
        _view2(page),
        interest.block(page),
    )


def _title(page: Page) -> Markup:
    parts: dict[str, Contribution] = {}
    for part in ("unexplained", "mediator", "cause"):
        rows = [row for _, row in rows_of(page.verdict, 1, (part,))]
        if rows:
            parts[part] = max(rows, key=lambda row: row.band.p50)
    if not parts:
        return page.say("price.view2")
    # said by size: a mediator or an unexplained rest that outweighs every cause is the finding
    largest = max(parts, key=lambda part: parts[part].band.p50)
    name = page.inside(parts[largest].title)
    return page.say(
        f"price.title_{largest}",
        {"name": name if largest != "cause" else page.words.text(parts[largest].title)},
    )


def _value(page: Page, key: str, band: Band) -> Markup:
    if numbers.is_point(band):
        return page.notes.cite(key, numbers.written(band.p50, numbers.RISE, page.language))
    number = numbers.middle(band, page.language)
    return page.notes.cite(
        key, Markup("{} <i>{}</i>").format(number, numbers.band_ends(band, page.language))
    )


def _item(kind: str, label: object, drawn: Markup, value: object) -> Markup:
    return Markup(
        '<li class="{}"><span class="wl">{}</span>{}<span class="wv">{}</span></li>'
    ).format(kind, label, drawn, value)


def _scale(rows: list[Contribution]) -> Scale:
    low = high = position = 0.0
    start = 0.0
    for row in rows:
        if row.part in ("cause", "mediator", "unexplained", "basis"):
            ends = (position, position + row.band.p05, position + row.band.p95)
            if row.part == "unexplained":
                start = position
            position += row.band.p50
        elif row.part in ("carved", "rest"):
            ends = (start, start + row.band.p05, start + row.band.p95)
            start += row.band.p50 if row.part == "carved" else 0.0
        else:
            ends, position = (0.0, row.band.p50, row.band.p50), row.band.p50
        low, high = min(low, *ends), max(high, *ends)
    room = 0.02 * (high - low or 1.0)
    return low - room, high + room


def _view1(page: Page) -> Markup:
    placed = [
        (place, as_fitted(page, row))
        for place, row in enumerate(page.verdict.contributions)
        if row.view == 1
    ]
    if not placed:
        return Markup("")
    scale = _scale([row for _, row in placed])
    items, position, carve, inside = [], 0.0, 0.0, (0.0, 0.0)
    causes = [row for _, row in placed if row.part == "cause"]
    for place, row in placed:
        if row.part in ("cause", "mediator", "unexplained", "basis"):
            if row.part == "unexplained":
                inside, carve = (position, position + row.band.p50), position
            items.append(_summand(page, place, row, position, scale))
            position += row.band.p50
            if causes and row is causes[-1]:
                items.append(_subtotal(page, position, scale))
        elif row.part in ("carved", "rest"):
            items.append(_carved(page, place, row, carve, inside, scale))
            carve += row.band.p50
        elif row.part == "total":
            if abs(row.band.p50 - position) > ROUNDING:
                items.append(_rounding(page, position, row.band.p50 - position, scale))
            items.append(_total(page, place, row, scale))
            position = row.band.p50
    window = page.verdict.story.window
    days = {"start": page.day(window.start), "end": page.day(window.end)} if window else {}
    cap = page.say("price.view1_cap", days) if window else Markup("")
    if any(given.fitted for given in page.verdict.givens):
        cap = page.joined([cap, page.say("price.view1_fit")])
    honest = _honest(page, placed)
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<ul class="bars">{}</ul>{}{}{}</figure>'
    ).format(
        page.say("price.view1"), cap, Markup("").join(items), _key(page), honest, _csv(page, 1)
    )


def _honest(page: Page, placed: list[tuple[int, Contribution]]) -> Markup:
    """What may have worked through a mediator, and how much of it was seen directly."""
    mediators = {row.driver: row for _, row in placed if row.part == "mediator"}
    if not mediators:
        return Markup("")
    rise = next((row.band.p50 for _, row in reversed(placed) if row.part == "total"), 0.0)
    sentences = []
    for key, mediator in mediators.items():
        name = page.inside(mediator.title)
        through = [row for _, row in placed if row.through == key]
        little = all(row.band.p95 < LITTLE * rise for row in through)
        if through and little:
            first, *others = (page.words.text(row.title) for row in through)
            named = [bare(first), *(lowered(bare(one)) for one in others)]
            values = {"names": page.say("and").join(named), "name": name}
            sentences.append(page.say("price.directly_little", values))
        else:
            sentences.append(page.say("price.honest", {"name": name}))
    return Markup('<p class="small">{}</p>').format(page.joined(sentences))


def _csv(page: Page, view: int) -> Markup:
    amounts = tuple(f"amount_{name}" for name in PERCENTILES) if view == 2 else ()
    head = ("part", "title", "unit", *PERCENTILES, *amounts, *(["amount_unit"] if amounts else []))
    rows: list[tuple[Cell, ...]] = []
    for row in page.verdict.contributions:
        if row.view != view:
            continue
        cell: tuple[Cell, ...] = (
            row.part,
            row.title[page.language],
            page.unit_name(row.unit),
            *cells(row.band),
        )
        if amounts:
            told, unit = page.told(row.ounces, "t/year") if row.ounces else (None, "")
            cell += (*cells(told), unit_cell(page, unit) if unit else "")
        rows.append(cell)
    return link(page, f"price-view-{view}", head, rows)


def _summand(page: Page, place: int, row: Contribution, start: float, scale: Scale) -> Markup:
    kind = {"cause": "macro", "mediator": "gold", "unexplained": "unex", "basis": "macro"}[row.part]
    if row.part == "cause" and row.driver == page.verdict.story.driver_group:
        kind = "ai"
    label = page.words.text(row.title)
    if row.part == "mediator":
        label = Markup("{} <em>{}</em>").format(bare(label), page.say("price.mediator"))
    elif row.part == "unexplained":
        label = Markup("<b>{}</b>").format(label)
    tone = f"{kind} neg" if row.band.p50 < 0 else kind
    drawn = drawing(bar(start, start + row.band.p50, scale, tone, row.band), 26)
    return _item(kind, label, drawn, _value(page, f"row:{place}", row.band))


def _carved(
    page: Page, place: int, row: Contribution, start: float, inside: Scale, scale: Scale
) -> Markup:
    own = row.driver == page.verdict.story.driver_group
    kind = "rest" if row.part == "rest" else "ai" if own else "other"
    parts = [
        shade(*inside, scale),
        *bar(start, start + row.band.p50, scale, f"carve {kind}", row.band),
    ]
    label = page.words.text(row.title)
    if row.part == "rest":
        label = page.say("price.still")
    elif own:
        label = Markup("{} {}").format(page.say("price.of_which"), label)
    return _item(f"carve {kind}", label, drawing(parts, 26), _value(page, f"row:{place}", row.band))


def _subtotal(page: Page, end: float, scale: Scale) -> Markup:
    label = Markup("<b>{}</b>").format(page.say("price.measured"))
    value = page.notes.cite(
        "subtotal", Markup("<b>{}</b>").format(numbers.measured(end, page.language))
    )
    return _item("sub", label, drawing(bar(0, end, scale, "sub", None), 26), value)


def _rounding(page: Page, start: float, gap: float, scale: Scale) -> Markup:
    drawn = drawing(bar(start, start + gap, scale, "macro neg", None), 26)
    value = page.notes.again("subtotal", numbers.measured(gap, page.language))
    return _item("round", page.say("price.rounding"), drawn, value)


def _total(page: Page, place: int, row: Contribution, scale: Scale) -> Markup:
    told = numbers.written(row.band.p50, numbers.RISE, page.language)
    return _item(
        "tot",
        Markup("<b>{}</b>").format(page.words.text(row.title)),
        drawing(bar(0, row.band.p50, scale, "tot", None), 26),
        page.notes.cite(f"row:{place}", Markup("<b>{}</b>").format(told)),
    )


def _key(page: Page) -> Markup:
    return Markup('<p class="key">{}</p>').format(
        Markup("").join(
            Markup('<span><i class="{}"></i>{}</span>').format(name, page.say(f"price.key_{key}"))
            for name, key in (
                ("kc", "cause"),
                ("kg", "mediator"),
                ("ka", "driver"),
                ("ku", "unexplained"),
            )
        )
    )


def _view2(page: Page) -> Markup:
    placed = [row for row in enumerate(page.verdict.contributions) if row[1].view == 2]
    if not placed:
        return Markup("")
    ends = [x for _, row in placed for x in (row.band.p05, row.band.p95, 0.0)]
    room = 0.03 * (max(ends) - min(ends) or 1.0)
    scale = (min(ends) - room, max(ends) + room)
    items, unit = [], ""
    for place, row in sorted(placed, key=lambda r: (-r[1].band.p50, r[0])):
        value = numbers.middle(row.band, page.language)
        told = Markup("{}").format(value)
        if row.ounces is not None:
            ounces, unit = page.told(row.ounces, "t/year")
            sign = "+" if ounces.p50 > 0 else ""
            told = Markup("{} <i>{}{}</i>").format(
                value, sign, numbers.middle(ounces, page.language)
            )
        own = row.driver == page.verdict.story.driver_group
        drawn = drawing(bar(0, row.band.p50, scale, "ai" if own else "oz", row.band), 26)
        items.append(
            _item(
                "ai" if own else "oz",
                page.words.text(row.title),
                drawn,
                page.notes.cite(f"row:{place}", told),
            )
        )
    named = page.unit_name(unit) if unit else ""
    return Markup(
        '<div class="apart"><h3>{}</h3><p class="small"><b>{}</b> {}</p>'
        '<ul class="bars">{}</ul>{}</div>'
    ).format(
        page.say("price.view2"),
        page.say("price.view2_warn"),
        page.say("price.view2_cap", {"unit": named}),
        Markup("").join(items),
        _csv(page, 2),
    )

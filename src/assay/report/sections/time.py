"""Over time: the driver's use as a fan, all use as stacked areas.

Not here: how curves are drawn (`plots.py`).
"""

from markupsafe import Markup

from assay.model.summary import Band
from assay.report import numbers
from assay.report.download import PERCENTILES, Cell, cells, link, unit_cell
from assay.report.page import Page
from assay.report.plots import apart, area_paths, fan_paths, height_of, label, nice_step
from assay.verdict import Fan

CHANGE = 1.1
"""A path that moves by less than a tenth from today to its end is called steady."""
TICKS = 4
"""Years written under a plot, at most one more than this."""
FAR = 1e4
"""Values whose ticks need more room at the left."""
LAYERS = 6
"""Layers drawn apart; smaller ones join the last."""
LABEL_GAP = 10.5
"""Least distance of two labels, in per cent of a plot's height."""

FLOOR = 96.0
"""Lowest place of a layer's label: two lines of it must stay above the years."""


def section(page: Page) -> Markup:
    """The section "How big is it, and where is it going?"; empty without paths."""
    fans, areas = page.verdict.fans, page.verdict.areas
    if not fans and not areas:
        return Markup("")
    figures = [_fan(page, fan) for fan in fans]
    if areas:
        figures.insert(1, _areas(page))
    return Markup(
        '<section id="time"><p class="ask">{}</p><h2>{}</h2><div class="two">{}</div></section>'
    ).format(page.say("time.ask"), _title(page), Markup("").join(figures))


def _title(page: Page) -> Markup:
    size = page.mark("size")
    if not page.verdict.fans or size is None or size.value is None:
        return page.say("time.title_plain")
    fan = page.verdict.fans[0]
    today = fan.bands[_known(fan)].p50
    ratio = fan.bands[-1].p50 / today if today else 1.0
    trend = "growing" if ratio > CHANGE else "shrinking" if ratio < 1 / CHANGE else "steady"
    key = "large" if size.value.p50 >= size.threshold else "small"
    return page.say(
        "time.title", {"size": page.say(f"time.{key}"), "trend": page.say(f"time.{trend}")}
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _known(fan: Fan) -> int:
    earlier = [i for i, year in enumerate(fan.years) if year <= fan.known_until]
    return earlier[-1] if earlier else 0


def _years(years: tuple[int, ...]) -> list[Markup]:
    step = max(1, round((len(years) - 1) / TICKS))
    places = list(range(0, len(years), step))
    return [label("x axis", 100 * i / max(len(years) - 1, 1), years[i]) for i in places]


def _heights(page: Page, top: float) -> list[Markup]:
    step, labels, value = nice_step(top), [], 0.0
    while value <= top * 1.0001:
        labels.append(
            label("y axis", height_of(value, top), numbers.published(value, page.language))
        )
        value += step
    return labels


def _fan(page: Page, fan: Fan) -> Markup:
    told = [page.told(band, fan.unit) for band in fan.bands]
    bands, unit = [row[0] for row in told], page.unit(fan.unit)
    factor = numbers.converted(1.0, fan.unit, unit)
    worlds = [[factor * x for x in world] for world in fan.worlds]
    threshold = [factor * x for x in fan.threshold] if fan.threshold else None
    top = 1.06 * max([band.p95 for band in bands] + (threshold or []))
    known, key, last = _known(fan), f"node:{fan.name}", bands[-1]
    drawn = fan_paths(bands, worlds, threshold, known, top)
    heights = apart([height_of(x, top) for x in (last.p95, last.p50, last.p05)], LABEL_GAP)
    texts = (
        page.say("time.high"),
        Markup("<b>{}</b>").format(numbers.measured(last.p50, page.language)),
        page.say("time.low"),
    )
    labels = [*_heights(page, top), *_years(fan.years)]
    labels += [
        label("e", height, page.notes.again(key, text))
        for height, text in zip(heights, texts, strict=True)
    ]
    if threshold:
        text = page.notes.again("mark:size", page.say("time.size_line"))
        labels.append(
            Markup('<span class="in" style="left:2%;top:{}%">{}</span>').format(
                round(max(0.0, height_of(threshold[0], top) - 8), 1), text
            )
        )
    if 0 < known < len(bands) - 1:
        left = round(100 * known / (len(bands) - 1), 1)
        labels.append(
            Markup('<span class="td" style="left:{}%">{}</span>').format(
                left, page.say("time.today")
            )
        )
    cap = page.say(
        "time.fan_cap",
        {
            "unit": _capital(page.unit_name(fan.unit)),
            "number": page.count(len(fan.worlds), key),
            "known": page.notes.again(key, fan.known_until),
        },
    )
    title = page.notes.cite(key, page.words.text(fan.title))
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<div class="plot{}">{}{}</div><div class="get">{}{}</div></figure>'
    ).format(
        title,
        cap,
        (" far" if top >= FAR else "") + ("" if fan.is_driver else " other"),
        drawn,
        Markup("").join(labels),
        _table(page, fan, key),
        _fan_csv(page, fan, bands, worlds, threshold),
    )


def _fan_csv(
    page: Page,
    fan: Fan,
    bands: list[Band],
    worlds: list[list[float]],
    threshold: list[float] | None,
) -> Markup:
    head = ["year", "unit", *PERCENTILES, *(["size_mark"] if threshold else [])]
    head += [f"world_{number}" for number in range(1, len(worlds) + 1)]
    unit = unit_cell(page, fan.unit)
    rows: list[tuple[Cell, ...]] = [
        (
            year,
            unit,
            *cells(bands[place]),
            *([threshold[place]] if threshold else []),
            *(world[place] for world in worlds),
        )
        for place, year in enumerate(fan.years)
    ]
    return link(page, f"time-{fan.name}", head, rows)


def _table(page: Page, fan: Fan, key: str) -> Markup:
    rows = []
    for year, band in zip(fan.years, fan.bands, strict=True):
        told, _ = page.told(band, fan.unit)
        cells = Markup("").join(
            Markup('<td class="r">{}</td>').format(
                page.notes.again(key, numbers.measured(x, page.language))
            )
            for x in (told.p05, told.p50, told.p95)
        )
        rows.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(year, cells))
    heads = Markup("").join(
        Markup('<th class="r">{}</th>').format(page.notes.again("bands", page.say(f"time.{name}")))
        for name in ("low", "mid", "high")
    )
    return Markup(
        '<details class="data"><summary>{}</summary><div class="scroll" tabindex="0" role="group" '
        'aria-label="{}"><table><tr><th>{}</th>{}</tr>{}</table></div></details>'
    ).format(
        page.say("time.table"),
        page.words.text(fan.title),
        page.say("time.year"),
        heads,
        Markup("").join(rows),
    )


def _areas(page: Page) -> Markup:
    areas = sorted(page.verdict.areas, key=lambda area: (not area.is_driver, area.values[-1]))
    unit = page.unit(areas[0].unit)
    layers, labels, floor = [], [], 0.0
    years = areas[0].years
    values = [[numbers.converted(x, area.unit, unit) for x in area.values] for area in areas]
    top = 1.04 * max(sum(column) for column in zip(*values, strict=True))
    middles = []
    for place, (area, line) in enumerate(zip(areas, values, strict=True)):
        tone = "l-own" if area.is_driver else f"l-{(place - 1) % LAYERS}"
        layers.append((tone, line))
        middles.append(height_of(floor + line[-1] / 2, top))
        floor += line[-1]
    for area, height in zip(areas, apart(middles, LABEL_GAP, FLOOR), strict=True):
        text = page.inside(area.title)
        if area.is_driver:
            told = numbers.measured(values[0][-1], page.language)
            text = Markup("<b>{} {}</b>").format(text, told)
        labels.append(label("e", height, page.notes.again(f"node:{area.name}", text)))
    known = max((i for i, year in enumerate(years) if year <= page.verdict.story.today), default=0)
    drawn = area_paths(layers, known, top)
    title = page.notes.cite("areas", page.say("time.areas"))
    cap = page.say(
        "time.areas_cap",
        {
            "unit": _capital(page.unit_name(areas[0].unit)),
            "known": page.notes.again("areas", page.verdict.story.today),
        },
    )
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<div class="plot wide">{}{}</div><div class="get">{}{}</div></figure>'
    ).format(
        title,
        cap,
        drawn,
        Markup("").join([*_heights(page, top), *_years(years), *labels]),
        _area_table(page, unit),
        _area_csv(page, unit),
    )


def _area_csv(page: Page, unit: str) -> Markup:
    areas = page.verdict.areas
    head = ["year", "unit", *(area.title[page.language] for area in areas)]
    named = unit_cell(page, areas[0].unit)
    rows: list[tuple[Cell, ...]] = [
        (year, named, *(numbers.converted(a.values[place], a.unit, unit) for a in areas))
        for place, year in enumerate(areas[0].years)
    ]
    return link(page, "time-all-use", head, rows)


def _area_table(page: Page, unit: str) -> Markup:
    areas = page.verdict.areas
    heads = Markup("").join(
        Markup('<th class="r">{}</th>').format(page.words.text(area.title)) for area in areas
    )
    rows = []
    for place, year in enumerate(areas[0].years):
        cells = Markup("").join(
            Markup('<td class="r">{}</td>').format(
                page.notes.again(
                    f"node:{area.name}",
                    numbers.measured(
                        numbers.converted(area.values[place], area.unit, unit), page.language, 3
                    ),
                )
            )
            for area in areas
        )
        rows.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(year, cells))
    return Markup(
        '<details class="data"><summary>{}</summary><div class="scroll" tabindex="0" role="group" '
        'aria-label="{}"><table><tr><th>{}</th>{}</tr>{}</table></div></details>'
    ).format(
        page.say("time.table"),
        page.plain("time.areas"),
        page.say("time.year"),
        heads,
        Markup("").join(rows),
    )

"""What a mark measured, in the words every section shares.

Not here: the rows of the ruler (`ruler.py`).
"""

from dataclasses import replace
from math import inf

from markupsafe import Markup, escape

from assay.model.summary import Band
from assay.prices.result import GROUPS
from assay.report import numbers
from assay.report.columns import printable
from assay.report.page import Page, rows_of
from assay.ruler.mark import Contribution, Mark

Row = tuple[int, Contribution]
CEILINGS = {"scarcity": 1000.0, "rivals": 1000.0}
"""Where a mark's value ends, in its unit: more is not told apart; tested equal to the ruler."""


def own_fit(page: Page) -> Markup:
    """That a fit of the user's own is in use, of which price, and what it has not measured.

    Empty where the story's own fit serves.
    """
    fit, file = page.verdict.attribution, page.verdict.refit
    if fit is None or file is None:
        return Markup("")
    missing = page.plain("comma").join(
        page.plain(f"own_fit.{group}") for group in GROUPS if group not in fit.groups
    )
    names = {"file": printable(file), "market": printable(fit.target.title[page.language])}
    told = page.say("own_fit.told", names)
    return told + page.say("own_fit.missing", {"groups": missing}) if missing else told


def as_fitted(page: Page, row: Contribution) -> Contribution:
    """The row with the fit's own value in the middle where its cause was fitted.

    The median of the sampled worlds is that of redrawn coefficients: it lies beside the value and
    does not add up, and two middle values of one contribution would look like an error.
    """
    fit = page.verdict.attribution
    fitted = {given.fitted for given in page.verdict.givens}
    if fit is None or row.view != 1 or row.driver not in fitted.intersection(fit.groups):
        return row
    value = fit.window("story").share(row.driver).value
    return replace(row, band=replace(row.band, p50=value))


def value_text(page: Page, mark: Mark) -> Markup:
    """`3.7 % [1.8, 7.7]`, the upper end open where the scale ends; empty without a value."""
    if mark.value is None:
        return Markup("")
    told = page.amount(mark.value, mark.unit)
    open_end = mark.value.p95 >= CEILINGS.get(mark.name, inf)
    return told.replace("]", "+]") if open_end else told


def beside_text(page: Page, band: Band, unit: str) -> Markup:
    """What stands beside a mark, with the digits of a result even where it has no band."""
    if numbers.is_point(band):
        return escape(page.result(band.p50, unit))
    return page.amount(band, unit)


def value_sentence(page: Page, mark: Mark) -> Markup:
    """`3.7 % of all use [1.8, 7.7]`: the value with what it is a value of."""
    band = mark.value
    if band is None:
        return escape(why_no_value(page, mark))
    number = numbers.with_unit(numbers.middle(band, page.language), mark.unit, page.language)
    ceiling = CEILINGS.get(mark.name, inf)
    if band.p50 >= ceiling:
        number = page.plain("ruler.at_least", {"value": number})
    world = mark.name == "giveback" and page.verdict.story.given_back_elsewhere is not None
    key = f"mark.{mark.name}.{'value_elsewhere' if world else 'value'}"
    told = page.say(key, {"value": number})
    if numbers.is_point(band):
        return told
    ends = numbers.band_ends(band, page.language)
    if band.p95 >= ceiling:
        ends = ends.removesuffix("]") + "+]"
    return Markup('{} <span class="bd">{}</span>').format(told, ends)


def why_no_value(page: Page, mark: Mark) -> str:
    """Why a mark has no value."""
    if mark.why_not is not None:
        return mark.why_not[page.language]
    if mark.name == "giveback":
        return page.plain("ruler.no_figure")
    if mark.name == "transmission" and page.verdict.explained is None:
        return page.plain("mark.transmission.no_rise")
    return page.plain("ruler.no_value")


def strongest_rival(page: Page) -> tuple[Row | None, Row | None]:
    """The cause with the largest median beside the driver's own row: of view 1, or of the users."""
    driver = page.verdict.story.driver_group
    of_use = page.verdict.story.effect == "use"
    found = rows_of(page.verdict, *((2, ("line",)) if of_use else (1, ("cause", "carved"))))
    rows = [(place, as_fitted(page, row)) for place, row in found]
    own = next((row for row in rows if row[1].driver == driver), None)
    others = [row for row in rows if row[1].driver != driver and row[1].band.p50 > 0]
    return max(others, key=lambda row: row[1].band.p50, default=None), own

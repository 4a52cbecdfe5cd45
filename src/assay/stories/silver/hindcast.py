"""Would the formulas have known? Lines computed from their drivers, held against what came.

Not here: the formulas (`market.py`, `quantities.py`), the forward run, which takes published years
as known. Here no published year of a scored line is known to the model: its two parameters are
fitted to 2017-21 (`fit`, whose results stand in `givens.toml`), and 2022-25 are computed from power
installed, vehicles, servers and prices alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.model import Model
from assay.model.run import Fix, evaluate
from assay.model.shapes import Path, PathOf, aligned
from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine, Point
from assay.ruler.story import Story, Text
from assay.units import convert

FITTED_YEARS = range(2017, 2022)
"""Years to which parameters are fitted: all of one producer's table before the scored ones."""
SCORED_YEARS = range(2022, 2026)
"""Years that are scored and that no parameter has seen."""
SHUT = 2020
"""The year in which shops and mines were shut by decree: no answer to a price, so left out where
that happened."""
UNIT = "Moz{silver}/year"
"""Unit of all amounts here."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Two parameters of a line."""

    start: float
    """Level in the year before the model's first, Moz."""
    slope: float
    """The line's other parameter: an elasticity or a yearly rate, with the sign of the formula."""
    error: float
    """Standard error of the slope, from the fitted years alone."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """How a scored line is fitted."""

    node: str
    start: str
    slope: str
    sign: int
    shut: bool
    band: float
    title: Text
    reason: Text


SCORED = (
    _Scored(
        "photovoltaics", "photovoltaics_start", "pv_thrift_rate", -1, False, 10,
        {"en": "Solar cells", "zh": "光伏"},
        {"en": "power installed times silver a watt, thrift fitted",
         "zh": "装机量乘每瓦用银，节银率为拟合值"},
    ),
    _Scored(
        "recycling", "recycling_start", "recycling_elasticity_fitted", 1, False, 10,
        {"en": "Recycling", "zh": "再生银"},
        {"en": "price, elasticity fitted", "zh": "银价，弹性为拟合值"},
    ),
    _Scored(
        "mine_production", "mine_production_start", "mine_trend", 1, True, 4,
        {"en": "Mines", "zh": "矿产银"},
        {"en": "planning price and a trend, trend fitted without 2020",
         "zh": "规划价格与趋势，趋势为剔除2020年的拟合值"},
    ),
    _Scored(
        "jewelry", "jewelry_start", "jewelry_elasticity_fitted", -1, True, 17,
        {"en": "Jewelry", "zh": "银首饰"},
        {"en": "price, elasticity fitted without 2020", "zh": "银价，弹性为剔除2020年的拟合值"},
    ),
    _Scored(
        "silverware", "silverware_start", "silverware_elasticity_fitted", -1, True, 36,
        {"en": "Silverware", "zh": "银器"},
        {"en": "price, elasticity fitted without 2020", "zh": "银价，弹性为剔除2020年的拟合值"},
    ),
    _Scored(
        "photography", "photography_start", "photography_trend", 1, True, 5,
        {"en": "Photography", "zh": "摄影"},
        {"en": "a trend, fitted without 2020", "zh": "趋势，为剔除2020年的拟合值"},
    ),
)  # fmt: skip
"""The lines with a published line against them, the givens that hold their two parameters, and the
mean size of error owned up to, percent (judgement: rounded up from the errors themselves)."""

POINTS = (
    ("vehicle_silver", "silver.vehicle_silver", (2021, 2025),
     {"en": "Vehicles", "zh": "汽车"},
     {"en": "vehicles times grams by drive; only two points are published, neither an outcome of "
            "one series",
      "zh": "各类汽车产量乘单车用银；公开数据只有两个点，且不属于同一序列"}),
    ("ai_silver", "silver.electrical_electronics_without_pv", (2024, 2025),
     {"en": "AI, held against all electrical goods without solar cells",
      "zh": "AI（对照不含光伏的全部电子电气用银）"},
     {"en": "servers times silver in one; nothing is published but the category that must hold it, "
            "so the difference is no error",
      "zh": "服务器数量乘单台含银；公开的只有必须容纳它的大类，二者之差不是误差"}),
)  # fmt: skip
"""Computed lines with points only: node, topic, years, title, reason."""

FED = (
    ("other_industry", {"en": "Other industry", "zh": "其他工业"}),
    ("bar_and_coin", {"en": "Bars and coins", "zh": "银条银币"}),
    ("exchange_traded_products", {"en": "Exchange-traded products", "zh": "交易所交易产品"}),
    ("hedging_demand", {"en": "Hedges closed", "zh": "套保平仓"}),
    ("hedging_and_official", {"en": "Hedging and official sales", "zh": "套保与官方售银"}),
)
"""Lines that are fed as published, so that nothing can be scored."""
FED_BECAUSE = {
    "en": "fed as published: nothing physical computes it",
    "zh": "按公布值输入：没有物理过程可以推算",
}


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """Every line: scored ones first, then those with points only, then those that are fed.

    The published figures of `record` are only compared with; no formula sees them.
    """
    nodes = [line.node for line in SCORED]
    years = range(FITTED_YEARS.start, SCORED_YEARS.stop)
    computed = _compute(story, [*nodes, *(point[0] for point in POINTS)])
    lines = []
    for line in SCORED:
        published = _published(record, _topic(line.node))
        points = tuple(
            _point(year, computed[line.node][year], published.get(year)) for year in years
        )
        lines.append(
            HindcastLine(line.node, line.title, points, True, line.reason, UNIT, line.band)
        )
    for node, topic, known, title, reason in POINTS:
        published = _published(record, topic, None)
        points = tuple(_point(year, computed[node][year], published.get(year)) for year in known)
        if node == story.roles.use:
            points = tuple(replace(point, error=None) for point in points)
        lines.append(HindcastLine(node, title, points, False, reason, UNIT))
    lines += [HindcastLine(node, title, (), False, FED_BECAUSE, UNIT) for node, title in FED]
    return tuple(lines)


def fit(story: Story, record: Record) -> dict[str, Fitted]:
    """The parameters of the scored lines from 2017-21 alone, by least squares on logarithms.

    Each line is log-linear in its driver, so two parameters and no search. Elasticities that are
    not fitted (mines', solar cells') stand at the medians of their givens.
    """
    middle = medians(story)
    before = story.model.first_year - 1
    price = _path(story, "silver_price_known") | {before: _number(middle, "silver_price_start")}
    power = _path(story, "pv_installations_known") | {
        before: _number(middle, "pv_installations_start")
    }
    planning = _planning(price, before, _number(middle, "planning_speed"))
    mines = float(
        story.model.quantities["mine_elasticity_fitted"].formula(
            convert(_number(middle, "by_product_share"), "percent", "1"),
            _number(middle, "primary_mine_elasticity"),
            _number(middle, "by_product_mine_elasticity"),
        )
    )
    cells = _number(middle, "photovoltaics_elasticity_fitted")
    offsets: dict[str, Mapping[int, float]] = {
        "photovoltaics": {y: log(power[y]) - cells * log(price[y]) for y in power},
        "mine_production": {y: mines * log(planning[y]) for y in planning},
    }
    found = {}
    for line in SCORED:
        by_price = line.slope.endswith("elasticity_fitted")
        driver = {year: log(price[year]) if by_price else float(year) for year in price}
        offset = offsets.get(line.node, dict.fromkeys(price, 0.0))
        known = _published(record, _topic(line.node))
        years = [year for year in FITTED_YEARS if not (line.shut and year == SHUT)]
        found[line.node] = _least_squares(
            [driver[year] for year in years],
            [log(known[year]) - offset[year] for year in years],
            (driver[before], offset[before]),
            line.sign,
        )
    return found


def medians(story: Story) -> dict[str, NDArray[np.float64]]:
    """Every given at its median, in its own unit: (1,), or (year, 1) over the model's years."""
    years = np.arange(story.model.first_year, story.model.last_year + 1)
    found = {}
    for given in story.givens:
        values = given.shape.quantile(np.array([1 / 2]))
        if isinstance(given.shape, Path | PathOf):
            values = aligned(given.shape, values, years)
        found[given.name] = values
    return found


def _compute(story: Story, nodes: list[str]) -> dict[str, dict[int, float]]:
    """The nodes at the medians of all givens, with no published year of any scored line known."""
    scored = {line.node for line in SCORED}
    model = Model(story.model.first_year, story.model.last_year)
    for name, quantity in story.model.quantities.items():
        model.quantities[name] = replace(quantity, known=None) if name in scored else quantity
    done = evaluate(
        model,
        story.givens,
        medians(story),
        nodes,
        do={"elasticity_shrunk": Fix(1, "1"), "elasticity_added": Fix(0, "1")},
    )
    years = range(FITTED_YEARS.start, SCORED_YEARS.stop)
    return {node: {year: float(done.at(node, year, UNIT)[0]) for year in years} for node in nodes}


def _topic(node: str) -> str:
    return f"silver.{node}"


def _published(record: Record, topic: str, status: str | None = "actual") -> dict[int, float]:
    return {
        year: convert(fact.figure().mid, fact.unit, UNIT)
        for year, fact in record.series(topic).items()
        if status in (None, fact.status)
    }


def _point(year: int, computed: float, published: float | None) -> Point:
    error = None if published is None else convert(computed / published - 1, "1", "percent")
    return Point(year, computed, published, error, year in SCORED_YEARS)


def _number(middle: Mapping[str, NDArray[np.float64]], name: str) -> float:
    return float(middle[name][0])


def _path(story: Story, name: str) -> dict[int, float]:
    """A series given by year, at its median."""
    for given in story.givens:
        if given.name == name and isinstance(given.shape, Path):
            return dict(zip(given.shape.years, given.shape.values, strict=True))
    raise StoryError(f"story {story.name}", f"no series {name}", "a series given", "")


def _planning(price: Mapping[int, float], before: int, speed: float) -> dict[int, float]:
    """The price mines plan with, as `price.py` steps it."""
    planned = {before: price[before]}
    for year in range(before + 1, max(price) + 1):
        last = planned[year - 1]
        planned[year] = last * (price[year - 1] / last) ** speed
    return planned


def _least_squares(
    x: list[float], y: list[float], before: tuple[float, float], sign: int
) -> Fitted:
    """A straight line: its level before the first year, its slope with the formula's sign."""
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((one - mean_x) ** 2 for one in x)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread
    level = mean_y - slope * mean_x
    rest = sum((b - level - slope * a) ** 2 for a, b in zip(x, y, strict=True))
    error = (rest / (len(x) - 2) / spread) ** (1 / 2)
    at, offset = before
    return Fitted(exp(level + slope * at + offset), sign * slope, error)

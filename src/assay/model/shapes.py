"""Every shape a given can have: distributions, series over years, and how a file writes them.

Not here: the quantile functions of single numbers (`distributions.py`), the points they are
evaluated at (`sample.py`), the rest of a given (`stories/load.py`).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.errors import GivenError
from assay.model.distributions import (
    Beta,
    Constant,
    Distribution,
    Lognormal,
    Normal,
    Percentiles,
    Shape,
    Triangular,
    Truncated,
    Uniform,
)
from assay.model.normal import Z95, probabilities_below, standard_normal

__all__ = [
    "Beta",
    "Constant",
    "Distribution",
    "Lognormal",
    "Normal",
    "Path",
    "PathOf",
    "Percentiles",
    "Shape",
    "Triangular",
    "Truncated",
    "Uniform",
    "aligned",
    "at_score",
    "certain",
    "over_time",
    "shape_from",
]

Floats = NDArray[np.float64]

FORMS: dict[str, tuple[Callable[..., Distribution], tuple[str, ...], tuple[str, ...]]] = {
    "normal": (Normal, ("p05", "p95"), ()),
    "percentiles": (Percentiles, ("p05", "p50", "p95"), ()),
    "lognormal": (Lognormal, ("p05", "p95"), ()),
    "uniform": (Uniform, ("low", "high"), ()),
    "triangular": (Triangular, ("low", "mode", "high"), ()),
    "beta": (Beta, ("alpha", "beta"), ("low", "high")),
}
"""Form -> its shape, the keys it needs and the keys it may have."""
OTHER_FORMS = ("constant", "series")
"""Forms that are not a table of named numbers."""
BESIDE = {"truncate": (*FORMS,), "relative": ("series",)}
"""Keys that may stand beside a form, and the forms they fit."""


@dataclass(frozen=True, slots=True)
class Path:
    """A recorded series, one value a year, all of it uncertain by the same unknown factor."""

    years: tuple[int, ...]
    """Calendar years, rising."""
    values: tuple[float, ...]
    """One value a year; NaN where unknown."""
    relative: float = 0.0
    """Half width: 90 % of draws lie within 1/(1+relative) .. 1+relative times it; 0 is exact."""

    def __post_init__(self) -> None:
        _years_rise("series", self.years, len(self.values))
        if not (math.isfinite(self.relative) and self.relative >= 0):
            raise GivenError(
                "relative", f"relative = {self.relative}", "0 or more", "0.05 for 5 percent"
            )
        if any(math.isinf(value) for value in self.values):
            raise GivenError("series", "an infinite value", "finite values", "nan where unknown")

    def quantile(self, u: Floats) -> Floats:
        """(year, sample): the series times one lognormal factor; (year, 1) where it is exact."""
        series = np.asarray(self.values, dtype=np.float64)[:, None]
        return series if self.relative == 0 else series * self.factor(u)

    def factor(self, u: Floats) -> Floats:
        """The lognormal factor that all years share, (sample,)."""
        return np.exp(math.log1p(self.relative) / Z95 * standard_normal(u))


@dataclass(frozen=True, slots=True)
class PathOf:
    """A distribution a year, moved by one shared draw: high in one year is high in every year."""

    years: tuple[int, ...]
    """Calendar years, rising."""
    shapes: tuple[Distribution, ...]
    """One distribution a year."""

    def __post_init__(self) -> None:
        _years_rise("path", self.years, len(self.shapes))

    def quantile(self, u: Floats) -> Floats:
        """(year, sample): each year's quantile at the same `u`."""
        return np.stack([shape.quantile(u) for shape in self.shapes])


def at_score(shape: Shape, z: Floats) -> Floats:
    """The value whose standard normal score is `z`; as `quantile` at the probability below it."""
    if isinstance(shape, Normal | Percentiles | Lognormal | Beta):
        return shape.at_score(z)
    return shape.quantile(probabilities_below(z))


def over_time(shape: Shape) -> bool:
    """Whether the shape has one value a year."""
    return isinstance(shape, Path | PathOf)


def certain(shape: Shape) -> bool:
    """Whether every draw gives the same: a constant, or a series that is exact."""
    return isinstance(shape, Constant) or (isinstance(shape, Path) and shape.relative == 0)


def aligned(shape: Path | PathOf, values: Floats, years: NDArray[np.int64]) -> Floats:
    """The rows of `values` (the shape's years) at `years`; NaN where the shape has none."""
    position = {year: row for row, year in enumerate(shape.years)}
    rows = [position.get(int(year)) for year in years]
    if rows == list(range(len(shape.years))):
        return values
    found = np.full((len(rows), values.shape[1]), np.nan)
    for target, row in enumerate(rows):
        if row is not None:
            found[target] = values[row]
    return found


def _years_rise(kind: str, years: tuple[int, ...], count: int) -> None:
    if not years or len(years) != count or list(years) != sorted(set(years)):
        raise GivenError(
            kind,
            f"{len(years)} years and {count} values",
            "one value for each of some rising years",
            "2022 = 1.0, 2023 = 1.1 and so on",
        )


def shape_from(table: Mapping[str, Any], where: str) -> Shape:
    """The shape written as `{ lognormal = { p05 = 0.3, p95 = 1.3 } }`, `{ constant = 1 }` etc.

    `truncate = [low, high]` may stand beside a distribution, `relative = 0.05` beside a series:
    `{ series = { 2022 = 1.0, 2023 = nan }, relative = 0.05 }`. `where` is the table's path, for
    errors. Raises GivenError with the path of the key and the nearest right name.
    """
    if not isinstance(table, Mapping):
        raise GivenError(where, repr(table), "a table", "{ constant = 1.0 }")
    forms = [key for key in table if key in FORMS or key in OTHER_FORMS]
    strangers = [key for key in table if key not in forms and key not in BESIDE]
    if strangers:
        raise _unknown(where, strangers[0], (*FORMS, *OTHER_FORMS, *BESIDE))
    if len(forms) != 1:
        raise GivenError(
            where,
            " and ".join(forms) or "no distribution",
            "exactly one distribution",
            f"one of {', '.join((*FORMS, *OTHER_FORMS))}",
        )
    form = forms[0]
    for key, fitting in BESIDE.items():
        if key in table and form not in fitting:
            raise GivenError(
                f"{where}.{key}", f"{key} beside {form}", f"it beside {', '.join(fitting)}", ""
            )
    try:
        return _shape(form, table, where)
    except GivenError as error:
        if error.where.startswith(where):
            raise
        raise GivenError(
            f"{where}.{error.where}", error.found, error.expected, error.remedy
        ) from None


def _shape(form: str, table: Mapping[str, Any], where: str) -> Shape:
    body = table[form]
    if form == "constant":
        return Constant(_number(body, f"{where}.constant"))
    if form == "series":
        return _series(body, table.get("relative", 0.0), where)
    build, needed, allowed = FORMS[form]
    if not isinstance(body, Mapping):
        wanted = ", ".join(f"{key} = ..." for key in needed)
        raise GivenError(f"{where}.{form}", repr(body), "a table", f"{{ {wanted} }}")
    for key in body:
        if key not in needed and key not in allowed:
            raise _unknown(f"{where}.{form}", key, (*needed, *allowed))
    for key in needed:
        if key not in body:
            raise GivenError(f"{where}.{form}", f"no {key}", ", ".join(needed), f"{key} = ...")
    shape = build(**{key: _number(value, f"{where}.{form}.{key}") for key, value in body.items()})
    if "truncate" not in table:
        return shape
    bounds = table["truncate"]
    if not isinstance(bounds, list | tuple) or len(bounds) != 2:
        raise GivenError(f"{where}.truncate", repr(bounds), "two numbers", "[low, high]")
    low, high = (_number(bound, f"{where}.truncate") for bound in bounds)
    return Truncated(shape, low, high)


def _series(body: object, relative: object, where: str) -> Path:
    if not isinstance(body, Mapping) or not body:
        raise GivenError(f"{where}.series", repr(body), "a table of years", "{ 2022 = 1.0 }")
    values: dict[int, float] = {}
    for key, value in body.items():
        if not str(key).isdecimal():
            raise GivenError(f"{where}.series.{key}", f"key {key!r}", "a calendar year", "2022")
        path = f"{where}.series.{key}"
        unknown = isinstance(value, float) and math.isnan(value)
        values[int(key)] = math.nan if unknown else _number(value, path)
    years = tuple(sorted(values))
    width = _number(relative, f"{where}.relative")
    return Path(years, tuple(values[year] for year in years), width)


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GivenError(where, repr(value), "a number", "a plain number without quotes")
    if math.isnan(value):
        raise GivenError(where, "nan", "a number", "a plain number")
    return float(value)


def _unknown(where: str, key: str, known: tuple[str, ...]) -> GivenError:
    near = get_close_matches(key, known, n=1, cutoff=0.4)
    remedy = near[0] if near else f"one of {', '.join(known)}"
    return GivenError(f"{where}.{key}", f"key {key!r}", f"one of {', '.join(known)}", remedy)

"""How a file writes the shape of a given: `{ lognormal = { p05 = 0.3, p95 = 1.3 } }` and so on.

Not here: the shapes (`shapes.py`), the rest of a given (`stories/given_file.py`). Every form and
its keys are told in `docs/question-a-number.md`.
"""

import math
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np

from assay.errors import GivenError
from assay.model.normal import Z95
from assay.model.shapes import (
    Beta,
    Constant,
    Discrete,
    Distribution,
    Empirical,
    Lognormal,
    Mixture,
    Normal,
    Path,
    PathOf,
    Percentiles,
    Quantiles,
    Shape,
    Triangular,
    Truncated,
    Uniform,
)

FORMS: dict[str, tuple[Callable[..., Distribution], tuple[str, ...], tuple[str, ...]]] = {
    "uniform": (Uniform, ("low", "high"), ()),
    "triangular": (Triangular, ("low", "mode", "high"), ()),
    "beta": (Beta, ("alpha", "beta"), ("low", "high")),
}
"""Form -> its shape, the keys it needs and the keys it may have."""
BY_PERCENTILES = ("normal", "lognormal", "percentiles")
"""Forms told by percentiles: the first two by two of them, the last by two or more."""
SMOOTH = (*BY_PERCENTILES, *FORMS, "empirical", "mixture")
"""Distributions that can be truncated."""
OTHER_FORMS = ("discrete", "constant", "series", "by_year")
"""All other forms."""
ALL = (*SMOOTH, *OTHER_FORMS)
"""Every form."""
BESIDE = {
    "truncate": SMOOTH,
    "relative": ("series",),
    "widening": ("series",),
    "since": ("series",),
}
"""Keys that may stand beside a form, and the forms they fit."""
PERCENTILE = re.compile(r"p(\d{1,2}(?:\.\d+)?)")
"""A key such as p05, p5, p50 or p2.5."""
USUAL = ("p05", "p50", "p95")
"""The percentiles that make `Percentiles`."""


def shape_from(table: Mapping[str, Any], where: str) -> Shape:
    """The shape written as `{ lognormal = { p05 = 0.3, p95 = 1.3 } }`, `{ constant = 1 }` etc.

    `truncate = [low, high]` may stand beside a distribution, `relative = 0.05` (and `widening`,
    `since`) beside a series: `{ series = { 2022 = 1.0, 2023 = nan }, relative = 0.05 }`. `where` is
    the table's path, for errors. Raises GivenError with the path of the key and the nearest right
    name.
    """
    if not isinstance(table, Mapping):
        raise GivenError(where, repr(table), "a table", "{ constant = 1.0 }")
    forms = [key for key in table if key in ALL]
    strangers = [key for key in table if key not in forms and key not in BESIDE]
    if strangers:
        raise _unknown(where, strangers[0], (*ALL, *BESIDE))
    if len(forms) != 1:
        raise GivenError(
            where,
            " and ".join(forms) or "no distribution",
            "exactly one distribution",
            f"one of {', '.join(ALL)}",
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
    place = f"{where}.{form}"
    if form == "constant":
        return Constant(_number(body, place))
    if form == "series":
        return _series(body, table, where)
    if form == "by_year":
        return _by_year(body, place)
    if form == "discrete":
        return _discrete(body, place)
    shape = _smooth(form, body, place)
    if "truncate" not in table:
        return shape
    bounds = table["truncate"]
    if not isinstance(bounds, list | tuple) or len(bounds) != 2:
        raise GivenError(f"{where}.truncate", repr(bounds), "two numbers", "[low, high]")
    low, high = (_number(bound, f"{where}.truncate") for bound in bounds)
    return Truncated(shape, low, high)


def _smooth(form: str, body: object, place: str) -> Distribution:
    if form == "mixture":
        return _mixture(body, place)
    if form == "empirical":
        return Empirical(tuple(sorted(_numbers(body, "values", place))))
    if form in BY_PERCENTILES:
        return _by_percentiles(form, body, place)
    build, needed, allowed = FORMS[form]
    return build(**_named(body, needed, allowed, place))


def _named(
    body: object, needed: tuple[str, ...], allowed: tuple[str, ...], place: str
) -> dict[str, float]:
    """The numbers of a table by their keys, all that are needed among them."""
    if not isinstance(body, Mapping):
        wanted = ", ".join(f"{key} = ..." for key in needed)
        raise GivenError(place, repr(body), "a table", f"{{ {wanted} }}")
    for key in body:
        if key not in needed and key not in allowed:
            raise _unknown(place, key, (*needed, *allowed))
    for key in needed:
        if key not in body:
            raise GivenError(place, f"no {key}", ", ".join(needed), f"{key} = ...")
    return {key: _number(value, f"{place}.{key}") for key, value in body.items()}


def _by_percentiles(form: str, body: object, place: str) -> Distribution:
    """A distribution through percentiles, whichever they are: two of a normal or lognormal one."""
    if not isinstance(body, Mapping):
        raise GivenError(place, repr(body), "a table", "{ p05 = ..., p95 = ... }")
    strangers = [key for key in body if not PERCENTILE.fullmatch(str(key))]
    if strangers:
        raise _unknown(place, str(strangers[0]), USUAL if form == "percentiles" else ("p05", "p95"))
    told = {str(key): _number(value, f"{place}.{key}") for key, value in body.items()}
    if form != "percentiles" and len(told) != 2:
        raise GivenError(
            place,
            ", ".join(told) or "no percentile",
            "two percentiles",
            "p05 = ..., p95 = ...; percentiles = {...} takes more",
        )
    if tuple(sorted(told)) == USUAL:
        return Percentiles(**told)
    if tuple(sorted(told)) == ("p05", "p95") and form != "percentiles":
        return Normal(**told) if form == "normal" else Lognormal(**told)
    levels = sorted((float(key[1:]) / 100, value) for key, value in told.items())
    if form == "lognormal" and min(told.values()) <= 0:
        raise GivenError(
            place,
            f"{min(told.values()):g}",
            "values above 0: a lognormal amount is never zero or negative",
            "normal, if the amount can be negative",
        )
    values = [math.log(value) if form == "lognormal" else value for _, value in levels]
    through = Quantiles(tuple(level for level, _ in levels), tuple(values))
    if form == "percentiles":
        return through
    low, high = through.at_score(np.array([-Z95, Z95])).tolist()
    return Normal(low, high) if form == "normal" else Lognormal(math.exp(low), math.exp(high))


def _mixture(body: object, place: str) -> Mixture:
    if not isinstance(body, list) or not body:
        example = "[{ weight = 0.7, normal = {...} }, { weight = 0.3, uniform = {...} }]"
        raise GivenError(place, repr(body), "a list of distributions with weights", example)
    weights, shapes = [], []
    for number, part in enumerate(body, 1):
        at = f"{place}.{number}"
        if not isinstance(part, Mapping) or "weight" not in part:
            raise GivenError(at, "no weight", "a distribution with its weight", "weight = 0.5")
        weights.append(_number(part["weight"], f"{at}.weight"))
        shape = shape_from({key: value for key, value in part.items() if key != "weight"}, at)
        if isinstance(shape, Path | PathOf):
            raise GivenError(at, "a value a year", "a distribution of one number", "by_year")
        shapes.append(shape)
    return Mixture(tuple(weights), tuple(shapes))  # type: ignore[arg-type]  # paths are refused


def _discrete(body: object, place: str) -> Discrete:
    values = _numbers(body, "values", place, ("probabilities",))
    shares = _numbers(body, "probabilities", place, ("values",))
    if len(values) != len(shares):
        raise GivenError(
            place, f"{len(shares)} probabilities for {len(values)} values", "one for each", ""
        )
    pairs = sorted(zip(values, shares, strict=True))
    return Discrete(tuple(value for value, _ in pairs), tuple(share for _, share in pairs))


def _numbers(body: object, key: str, place: str, others: tuple[str, ...] = ()) -> list[float]:
    """The list of numbers under a key."""
    if not isinstance(body, Mapping):
        raise GivenError(place, repr(body), "a table", f"{{ {key} = [...] }}")
    for stranger in body:
        if stranger not in (key, *others):
            raise _unknown(place, str(stranger), (key, *others))
    listed = body.get(key)
    if not isinstance(listed, list | tuple) or not listed:
        raise GivenError(f"{place}.{key}", repr(listed), "a list of numbers", f"{key} = [1, 2, 5]")
    return [_number(one, f"{place}.{key}") for one in listed]


def _series(body: object, table: Mapping[str, Any], where: str) -> Shape:
    values: dict[int, float] = {}
    for year, value in _years(body, f"{where}.series", "1.0").items():
        unknown = isinstance(value, float) and math.isnan(value)
        values[year] = math.nan if unknown else _number(value, f"{where}.series.{year}")
    years = tuple(sorted(values))
    width = _number(table.get("relative", 0.0), f"{where}.relative")
    if "widening" not in table:
        if "since" in table:
            raise GivenError(
                f"{where}.since", "since without widening", "the year from which it widens", ""
            )
        return Path(years, tuple(values[year] for year in years), width)
    more = _number(table["widening"], f"{where}.widening")
    since = table.get("since", years[0])
    if isinstance(since, bool) or not isinstance(since, int):
        raise GivenError(f"{where}.since", repr(since), "a calendar year", str(years[0]))
    if more <= 0 or width < 0:
        raise GivenError(
            f"{where}.widening", f"{more:g} a year", "above 0, and relative not below 0", "0.02"
        )
    known = {year: value for year, value in values.items() if not math.isnan(value)}
    return PathOf(
        tuple(sorted(known)),
        tuple(
            _around(known[year], width + more * max(0, year - since), f"{where}.series.{year}")
            for year in sorted(known)
        ),
    )


def _around(value: float, relative: float, place: str) -> Distribution:
    """A lognormal distribution of which 90 % lie within 1/(1+relative) .. 1+relative times it."""
    if relative == 0:
        return Constant(value)
    if value <= 0:
        raise GivenError(
            place,
            f"{value:g}",
            "values above 0 where a width is told as a share of them",
            "by_year, with a normal distribution for that year",
        )
    return Lognormal(value / (1 + relative), value * (1 + relative))


def _by_year(body: object, place: str) -> PathOf:
    """A distribution a year, moved by one draw."""
    shapes: dict[int, Distribution] = {}
    for year, table in _years(body, place, "{ normal = {...} }").items():
        shape = shape_from(table, f"{place}.{year}")
        if isinstance(shape, Path | PathOf):
            raise GivenError(f"{place}.{year}", "a series", "a distribution of one number", "")
        shapes[year] = shape  # type: ignore[assignment]  # whatever is no path is a distribution
    years = tuple(sorted(shapes))
    return PathOf(years, tuple(shapes[year] for year in years))


def _years(body: object, place: str, example: str) -> dict[int, Any]:
    """A table by calendar year."""
    if not isinstance(body, Mapping) or not body:
        raise GivenError(place, repr(body), "a table of years", f"{{ 2022 = {example} }}")
    for key in body:
        if not str(key).isdecimal():
            raise GivenError(f"{place}.{key}", f"key {key!r}", "a calendar year", "2022")
    return {int(key): value for key, value in body.items()}


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

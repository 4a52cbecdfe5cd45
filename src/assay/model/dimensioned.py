"""An array that carries a unit, for checking a formula once; runs never see it.

Not here: units themselves (`units.py`), which formulas are checked (`check.py`).

A bare number counts as dimensionless, but 0, infinity and NaN fit any unit, and a calendar year
(`year >= 2026`) fits `year`.
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from assay.model.answer import numbers
from assay.model.mixing import refuse_axis, refuse_mixing, refuse_of_samples, refuse_picking
from assay.units import Powers, Unit

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Value = Any
"""An array, a number or a Dimensioned: whatever a formula may hand to NumPy."""

LONGEST_CHAIN = 160
"""Characters of an expression that an error shows; a longer one would not be read."""
YEAR_POWERS: Powers = (("year", 1),)
CALENDAR = (1500, 2500)
"""Whole numbers in this range may stand beside `year` as calendar years."""


class Mismatch(Exception):
    """Units that do not fit: found, expected, the chain of operations, and a remedy."""

    def __init__(self, found: str, expected: str, chain: str, remedy: str) -> None:
        super().__init__(found, expected, chain, remedy)
        self.found, self.expected, self.chain, self.remedy = found, expected, chain, remedy


class Dimensioned(NDArrayOperatorsMixin):
    """Values with a unit and the expression that made them."""

    __slots__ = ("powers", "text", "values")

    def __init__(self, values: Value, powers: Powers, text: str) -> None:
        array = np.asarray(values)
        # truths and counts stay what they are, so that what can be done with them can here too
        keeps_type = isinstance(self, Plain) and array.dtype.kind in "biu"
        self.values = array if keeps_type else numbers(array)
        self.powers = powers
        self.text = text if len(text) <= LONGEST_CHAIN else text[: LONGEST_CHAIN - 3] + "..."

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the values."""
        return self.values.shape

    @property
    def ndim(self) -> int:
        """Number of axes of the values."""
        return self.values.ndim

    @property
    def size(self) -> int:
        """Number of values."""
        return self.values.size

    def __len__(self) -> int:
        if self.ndim == 1:
            refuse_of_samples("the number of samples", self.values, f"len({self.text})")
        return len(self.values)

    def __bool__(self) -> bool:
        refuse_of_samples("one answer of all samples", self.values, self.text)
        return bool(self.values)

    def __getitem__(self, key: Value) -> "Dimensioned":
        plain = _bare_all(key)
        refuse_picking(self.values, plain, self.text)
        return _made(self.values[plain], self.powers, self.text, [self])

    def __array__(self, *_: Value, **__: Value) -> NDArray[np.float64]:
        if not self.powers:
            return self.values
        raise Mismatch(
            "numpy.asarray or numpy.array, which see no unit",
            "functions that keep it",
            self.text,
            "the value as it is, or numpy.stack for several",
        )

    def __getattr__(self, name: str) -> Callable[..., "Dimensioned"]:
        if name not in METHODS:
            raise AttributeError(f"what formulas are given has no {name!r}")
        return functools.partial(getattr(np, name), self)

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Value, **options: Value
    ) -> Value:
        """NumPy's elementwise functions (https://numpy.org/neps/nep-0013-ufunc-overrides.html)."""
        out = options.pop("out", None)
        text = _expression(ufunc.__name__, inputs)
        if method in ("reduce", "accumulate", "reduceat"):
            refuse_axis(ufunc.__name__, bare(inputs[0]), options.get("axis", 0), text)
        united = any(map(_carries, inputs))
        powers = _ufunc_powers(ufunc.__name__, method, inputs) if united else None
        values = getattr(ufunc, method)(
            *map(bare, inputs), **{key: bare(value) for key, value in options.items()}
        )
        if powers is None:
            return _plain(values, text)
        result = Dimensioned(values, powers, text)
        if out is not None and isinstance(out[0], Dimensioned):
            out[0].values, out[0].powers, out[0].text = result.values, result.powers, result.text
        return result

    def __array_function__(
        self, function: Value, types: Value, args: Value, kwargs: Value
    ) -> Value:
        """NumPy's other functions (https://numpy.org/neps/nep-0018-array-function-protocol.html)."""
        name = function.__name__
        flat = list(_flat((*args, *kwargs.values())))
        text = _expression(name, flat)
        refuse_mixing(function, _bare_all(args), _bare_all(kwargs), text)
        united = any(map(_carries, flat))
        carrying = _carrying_arguments(name, args, kwargs) if united else None
        if united and carrying is None and name not in BARE_FUNCTIONS:
            raise Mismatch(
                f"numpy.{name}",
                "a function whose unit is known here",
                text,
                "arithmetic, or a kernel of model/kernels.py",
            )
        values = function(*_bare_all(args), **_bare_all(kwargs))
        if carrying is None:
            return _plain(values, text)
        return _made(values, common(carrying, name), text, carrying)


class Plain(Dimensioned):
    """Truths, counts and numbers that come without a unit, as bare numbers do."""

    __slots__ = ()

    def __init__(self, values: Value, text: str) -> None:
        super().__init__(values, (), text)

    def astype(self, kind: Value) -> "Plain":
        """As ndarray.astype."""
        return Plain(self.values.astype(kind), self.text)


def _made(values: Value, powers: Powers, text: str, of: Iterable[Value]) -> Dimensioned:
    """A value with a unit where one of those it is made of has one."""
    return Dimensioned(values, powers, text) if any(map(_carries, of)) else Plain(values, text)


def _plain(values: Value, text: str) -> Value:
    """Arrays without a unit, numbers of Python's own as they are."""
    if isinstance(values, tuple | list):
        return type(values)(_plain(one, text) for one in values)
    return Plain(values, text) if isinstance(values, np.ndarray | np.generic) else values


def _carries(value: Value) -> bool:
    return isinstance(value, Dimensioned) and not isinstance(value, Plain)


def bare(value: Value) -> Value:
    """The values without their unit."""
    return value.values if isinstance(value, Dimensioned) else value


def told_by(
    plain: Callable[..., Any],
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Let the unit check put a kernel's `plain` formula in its place, and a text the kernel's name;
    runs use the kernel."""

    def decorate(kernel: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        signature = inspect.signature(kernel)

        @functools.wraps(kernel)
        def either(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            for value in (*args, *kwargs.values()):
                if isinstance(value, Dimensioned):
                    return cast("Result", plain(*signature.bind(*args, **kwargs).args))
                if hasattr(value, "as_call"):
                    named = signature.bind(*args, **kwargs).args
                    return cast("Result", value.as_call(kernel.__name__, named))
            return kernel(*args, **kwargs)

        return either

    return decorate


def powers_text(powers: Powers) -> str:
    """Powers in coherent base units, for error messages."""
    return Unit(1.0, powers, "").in_base()


def common(values: Iterable[Value], operation: str) -> Powers:
    """The unit that all values share; a bare number that fits any unit takes part in none.

    Raises Mismatch.
    """
    items = list(values)
    leader: Dimensioned | None = next((item for item in items if _carries(item)), None)
    if leader is None:
        return ()
    for item in items:
        if _powers(item) != leader.powers and not _fits_any(item, leader.powers):
            raise Mismatch(
                powers_text(_powers(item)),
                powers_text(leader.powers),
                _expression(operation, items),
                "the same unit and labels on both sides",
            )
    return leader.powers


def _powers(value: Value) -> Powers:
    return value.powers if isinstance(value, Dimensioned) else ()


def _fits_any(value: Value, powers: Powers) -> bool:
    if _carries(value):
        return False
    numbers = np.asarray(bare(value), dtype=np.float64)
    if np.all((numbers == 0) | ~np.isfinite(numbers)):
        return True
    low, high = CALENDAR
    whole = (numbers == np.floor(numbers)) & (numbers >= low) & (numbers <= high)
    return powers == YEAR_POWERS and bool(np.all(whole))


SAME = {"add": "+", "subtract": "-", "maximum": "", "minimum": "", "fmax": "", "fmin": ""}
SAME |= {"remainder": "%", "hypot": ""}
COMPARED = {"less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">="}
COMPARED |= {"equal": "==", "not_equal": "!="}
KEPT = {"negative", "positive", "absolute", "fabs"}
PURE = {"exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "tanh", "sin", "cos"}
PURE |= {"floor", "ceil", "rint", "trunc", "logaddexp", "arctan", "sinh", "cosh", "tan"}
ASKED = {"isnan", "isfinite", "isinf", "signbit", "logical_and", "logical_or", "logical_not"}
SYMBOLS = {**SAME, **COMPARED, "multiply": "*", "divide": "/", "power": "**", "float_power": "**"}


def _ufunc_powers(name: str, method: str, inputs: tuple[Value, ...]) -> Powers | None:
    """Unit of an elementwise function's result; None for a truth value."""
    first = _powers(inputs[0])
    if name in COMPARED:
        common(inputs, name)
        return None
    if name in ASKED:
        return None
    if name in SAME:
        return first if method != "__call__" else common(inputs, name)
    if name in KEPT:
        return first
    if name in PURE or method != "__call__":
        for value in inputs:
            _need_pure(value, name)
        return ()
    if name == "sign":
        return ()
    if name in ("multiply", "divide", "floor_divide"):
        return _combine(first, _powers(inputs[1]), 1 if name == "multiply" else -1)
    if name in ("sqrt", "cbrt", "square", "reciprocal"):
        exponents = {"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}
        whole = {"square": Fraction(2), "reciprocal": Fraction(-1)}
        return _raised(first, {**exponents, **whole}[name], name, inputs)
    if name in ("power", "float_power"):
        return _power(inputs)
    raise Mismatch(
        f"numpy.{name}", "a function whose unit is known here", _expression(name, inputs), ""
    )


def _power(inputs: tuple[Value, ...]) -> Powers:
    base, exponent = inputs
    _need_pure(exponent, "power")
    if not _powers(base):
        return ()
    numbers = np.unique(bare(exponent))
    if _carries(exponent) or numbers.size != 1:
        raise Mismatch(
            powers_text(_powers(base)),
            "1, where the exponent is not one plain number",
            _expression("power", inputs),
            "the base divided by a reference of the same unit",
        )
    value = Fraction(float(numbers[0])).limit_denominator(12)
    return _raised(_powers(base), value, "power", inputs)


def _raised(powers: Powers, exponent: Fraction, name: str, inputs: tuple[Value, ...]) -> Powers:
    raised = [(unit, power * exponent) for unit, power in powers if exponent]
    if any(power.denominator != 1 for _, power in raised):
        raise Mismatch(
            f"{powers_text(powers)} to the power {exponent}",
            "whole powers of units",
            _expression(name, inputs),
            "the base divided by a reference of the same unit",
        )
    return tuple((unit, int(power)) for unit, power in raised)


def _need_pure(value: Value, name: str) -> None:
    if _powers(value):
        years = _powers(value) == YEAR_POWERS
        remedy = "kernels.growth, or kernels.years_since for a count of years" if years else ""
        raise Mismatch(
            powers_text(_powers(value)),
            "1",
            _expression(name, (value,)),
            remedy or "a ratio of two amounts of the same unit",
        )


def _combine(left: Powers, right: Powers, sign: int) -> Powers:
    powers = dict(left)
    for unit, power in right:
        powers[unit] = powers.get(unit, 0) + sign * power
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))


METHODS = {"all", "any", "argmax", "argmin", "clip", "copy", "cumprod", "cumsum", "max", "mean"}
METHODS |= {"min", "prod", "ravel", "repeat", "reshape", "round", "squeeze", "std", "sum"}
METHODS |= {"transpose"}
"""Methods of an array that NumPy has as functions too."""
BARE_FUNCTIONS = {"shape", "ndim", "size", "any", "all", "zeros_like", "ones_like", "isclose"}
"""Functions whose result carries no unit."""
FIRST_CARRIES = {"sum", "mean", "amax", "amin", "max", "min", "cumsum", "diff", "median", "flip"}
FIRST_CARRIES |= {"broadcast_to", "expand_dims", "reshape", "ravel", "repeat", "roll", "copy"}
FIRST_CARRIES |= {"atleast_1d", "atleast_2d", "squeeze", "transpose", "quantile", "sort"}
FIRST_CARRIES |= {"percentile", "std", "ptp", "average", "round", "nansum", "nanmean", "nanmedian"}
FIRST_CARRIES |= {"nanmax", "nanmin"}
"""Functions whose result has the unit of their first argument."""


def _carrying_arguments(name: str, args: tuple[Value, ...], kwargs: Value) -> list[Any] | None:
    """The arguments that share the unit of the result; None if the result carries none."""
    if name == "where":
        return list(args[1:3])
    if name == "clip":
        bounds = (kwargs.get("a_min"), kwargs.get("a_max"), kwargs.get("min"), kwargs.get("max"))
        return [value for value in (*args[:3], *bounds) if value is not None]
    if name in ("concatenate", "stack", "vstack"):
        return list(args[0])
    if name == "select":
        return [*args[1], *args[2:3]]
    if name == "full_like":
        return [args[1]]
    if name == "interp":
        common(args[:2], name)
        return [args[2]]
    if name in ("prod", "cumprod"):
        _need_pure(args[0], name)
        return [args[0]]
    if name == "nan_to_num" or name in FIRST_CARRIES:
        return [args[0]]
    return None


def _bare_all(value: Value) -> Value:
    if isinstance(value, list | tuple):
        return type(value)(_bare_all(item) for item in value)
    if isinstance(value, dict):
        return {key: _bare_all(item) for key, item in value.items()}
    return bare(value)


def _flat(values: Iterable[Value]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield value


def _expression(name: str, inputs: Iterable[Value]) -> str:
    """The operation as a person would write it."""
    told = [_told(value) for value in inputs]
    symbol = SYMBOLS.get(name, "")
    if symbol and len(told) == 2:
        return f"{told[0]} {symbol} {told[1]}"
    if name == "negative":
        return f"-{told[0]}"
    return f"{name}({', '.join(told)})"


def _told(value: Value) -> str:
    if isinstance(value, Dimensioned):
        return f"({value.text})" if " + " in value.text or " - " in value.text else value.text
    numbers = np.asarray(value)
    return f"{numbers.flat[0]:g}" if numbers.size == 1 and numbers.dtype.kind in "if" else "..."

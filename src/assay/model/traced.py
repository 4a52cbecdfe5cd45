"""An array that stands in for samples not yet drawn, and writes down what is done with it.

Not here: what is written (`tape.py`), which formulas are asked (`trace.py`). A formula, or a kernel
of `kernels.py`, cannot tell it from an array of shape (sample,) or (year, sample); where it asks
what only an array can answer (its values, their number), `Untraceable` is raised, and the formula
runs as written. What needs no sample comes as a real array of shape (1,) or (year, 1).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from assay.model.program import OVER_YEARS
from assay.model.tape import Row, Tape, Untraceable

Value = Any
"""An array, a number or a Traced: whatever a formula may hand to NumPy."""


class Traced(NDArrayOperatorsMixin):
    """Rows of a tape: one of them for (sample,), one a year for (year, sample)."""

    __slots__ = ("ndim", "rows", "tape")

    def __init__(self, tape: Tape, rows: tuple[Row, ...], ndim: int) -> None:
        self.tape, self.rows, self.ndim = tape, rows, ndim

    def __len__(self) -> int:
        if self.ndim != 2:
            raise Untraceable("the number of samples")
        return len(self.rows)

    def __iter__(self) -> Iterator[Value]:
        return (self[row] for row in range(len(self)))

    def __getitem__(self, key: Value) -> Value:
        """One year, or some years in a row."""
        if self.ndim == 2 and isinstance(key, int | np.integer):
            return told(self.tape, (self.rows[key],), 1)
        if self.ndim == 2 and isinstance(key, slice):
            return told(self.tape, self.rows[key], 2)
        raise Untraceable("some of the samples")

    def __bool__(self) -> bool:
        raise Untraceable("whether it is true, which samples may answer differently")

    def __float__(self) -> float:
        raise Untraceable("its value")

    def __array__(self, *_: Value, **__: Value) -> NDArray[np.float64]:
        raise Untraceable("its values")

    def _with(self, other: Value, function: np.ufunc, turned: bool = False) -> Value:
        """An operator: at once for two single rows, which are most, else as NumPy broadcasts."""
        tape = self.tape
        if type(other) is Traced and self.ndim == 1 and other.ndim == 1 and other.tape is tape:
            left, right = (other, self) if turned else (self, other)
            row = tape.applied(function, left.rows[0], right.rows[0])
            return Traced(tape, (row,), 1) if row >= 0 else told(tape, (row,), 1)
        inputs = (other, self) if turned else (self, other)
        return elementwise(tape, partial(tape.applied, function), inputs)

    def __add__(self, other: Value) -> Value:
        return self._with(other, np.add)

    def __radd__(self, other: Value) -> Value:
        return self._with(other, np.add, turned=True)

    def __sub__(self, other: Value) -> Value:
        return self._with(other, np.subtract)

    def __rsub__(self, other: Value) -> Value:
        return self._with(other, np.subtract, turned=True)

    def __mul__(self, other: Value) -> Value:
        return self._with(other, np.multiply)

    def __rmul__(self, other: Value) -> Value:
        return self._with(other, np.multiply, turned=True)

    def __truediv__(self, other: Value) -> Value:
        return self._with(other, np.divide)

    def __rtruediv__(self, other: Value) -> Value:
        return self._with(other, np.divide, turned=True)

    def sum(self, axis: int | None = None) -> Value:
        """As ndarray.sum over the years."""
        return np.sum(self, axis=axis)

    def cumsum(self, axis: int | None = None) -> Value:
        """As ndarray.cumsum over the years."""
        return np.cumsum(self, axis=axis)

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Value, **options: Value
    ) -> Value:
        """NumPy's elementwise functions (https://numpy.org/neps/nep-0013-ufunc-overrides.html)."""
        if method != "__call__" or options or ufunc.nout != 1 or len(inputs) not in (1, 2):
            raise Untraceable(f"numpy.{ufunc.__name__} in a way of its own")
        return elementwise(self.tape, partial(self.tape.applied, ufunc), inputs)

    def __array_function__(
        self, function: Value, _types: Value, args: Value, kwargs: Value
    ) -> Value:
        """NumPy's other functions (https://numpy.org/neps/nep-0018-array-function-protocol.html)."""
        known = FUNCTIONS.get(function)
        if known is None:
            raise Untraceable(f"numpy.{function.__name__}")
        return known(self.tape, *args, **kwargs)


def told(tape: Tape, rows: tuple[Row, ...], ndim: int) -> Value:
    """A stand-in for the rows; a real array, (1,) or (year, 1), where none needs a sample."""
    if not rows or max(rows) >= 0:
        return Traced(tape, rows, ndim)
    values = np.array([tape.value(row) for row in rows])
    return values if ndim == 1 else values[:, None]


def rows_of(tape: Tape, value: Value) -> tuple[tuple[Row, ...], int]:
    """The rows of a stand-in, array or number, and its axes as `Traced.ndim`.

    Raises Untraceable for an array with more than one value a year.
    """
    if isinstance(value, Traced):
        if value.tape is not tape:
            raise Untraceable("a value of another model")
        return value.rows, value.ndim
    if type(value) is np.ndarray and value.size == 1 and value.dtype == np.float64:
        return (tape.constant(value.item()),), value.ndim
    if isinstance(value, float | int):
        return (tape.constant(value if isinstance(value, bool) else float(value)),), 0
    array = np.asarray(value)
    if array.dtype.kind not in "fiub" or array.ndim > 2:
        raise Untraceable(f"an array of {array.dtype} over {array.ndim} axes")
    if (array.ndim == 1 and array.size != 1) or (array.ndim == 2 and array.shape[1] != 1):
        raise Untraceable(f"a constant array of shape {array.shape}")
    plain = array.ravel().tolist()
    truth = array.dtype.kind == "b"
    return tuple(tape.constant(one if truth else float(one)) for one in plain), array.ndim


def elementwise(tape: Tape, make: Callable[..., Row], inputs: Iterable[Value]) -> Value:
    """Row by row as NumPy broadcasts: (sample,) and numbers meet each year of (year, sample)."""
    found = [rows_of(tape, value) for value in inputs]
    if max(axes for _, axes in found) < 2:
        return told(tape, (make(*[rows[0] for rows, _ in found]),), 1)
    lengths = {len(rows) for rows, axes in found if axes == 2} - {1}
    if len(lengths) > 1:
        raise Untraceable(f"series of {sorted(lengths)} years together")
    length = lengths.pop() if lengths else 1
    spread = [rows * length if len(rows) == 1 else rows for rows, _ in found]
    return told(tape, tuple(map(make, *spread)), 2)


def _where(tape: Tape, condition: Value, where_true: Value, elsewhere: Value) -> Value:
    def make(truth: Row, one: Row, other: Row) -> Row:
        if truth >= 0 and truth not in tape.truths:
            truth = tape.applied(np.not_equal, truth, tape.constant(0.0))
        if not tape.truths.isdisjoint((one, other)):
            raise Untraceable("a choice of truth values")
        return tape.chosen(truth, one, other)

    return elementwise(tape, make, (condition, where_true, elsewhere))


def _clip(_: Tape, values: Value, low: Value = None, high: Value = None) -> Value:
    if low is not None:
        values = np.maximum(values, low)
    return values if high is None else np.minimum(values, high)


def _stack(tape: Tape, arrays: Sequence[Value], axis: int = 0) -> Value:
    found = [rows_of(tape, value) for value in arrays]
    if axis != 0 or any(axes == 2 for _, axes in found):
        raise Untraceable("stacking over samples")
    return told(tape, tuple(rows[0] for rows, _ in found), 2)


def _running(function: np.ufunc) -> Callable[..., Value]:
    def run(tape: Tape, values: Value, axis: int | None = None) -> Value:
        rows = list(_over_years(tape, values, axis))
        for at in range(1, len(rows)):
            rows[at] = tape.applied(function, rows[at - 1], rows[at])
        return told(tape, tuple(rows), 2)

    return run


def _together(function: np.ufunc) -> Callable[..., Value]:
    def run(tape: Tape, values: Value, axis: int | None = None) -> Value:
        rows = _over_years(tape, values, axis)
        if not rows and function is np.add:
            return np.zeros(1)
        total, *rest = rows
        for row in rest:
            total = tape.applied(function, total, row)
        return told(tape, (total,), 1)

    return run


def _over_years(tape: Tape, values: Value, axis: int | None) -> tuple[Row, ...]:
    rows, axes = rows_of(tape, values)
    if axes != 2 or axis not in (0, -2):
        raise Untraceable("a sum over samples")
    return rows


def _products_summed(tape: Tape, subscripts: str, *factors: Value) -> Value:
    if subscripts != OVER_YEARS or len(factors) != 2:
        raise Untraceable(f"numpy.einsum of {subscripts}")
    (left, left_axes), (right, right_axes) = (rows_of(tape, value) for value in factors)
    if left_axes != 2 or right_axes != 2 or len(left) != len(right):
        raise Untraceable("products of other than as many years")
    return told(tape, (tape.summed(left, right),), 1)


def _at_least_1d(_: Tape, *values: Value) -> Value:
    if len(values) != 1:
        raise Untraceable("atleast_1d of several")
    return values[0]


def _like(value: float) -> Callable[..., Value]:
    def fill(tape: Tape, values: Value) -> Value:
        rows, axes = rows_of(tape, values)
        return told(tape, (tape.constant(value),) * len(rows), axes)

    return fill


FUNCTIONS: dict[Any, Callable[..., Value]] = {
    np.where: _where,
    np.clip: _clip,
    np.stack: _stack,
    np.cumsum: _running(np.add),
    np.cumprod: _running(np.multiply),
    np.sum: _together(np.add),
    np.max: _together(np.maximum),
    np.min: _together(np.minimum),
    np.einsum: _products_summed,
    np.atleast_1d: _at_least_1d,
    np.ndim: lambda _, values: values.ndim,
    np.zeros_like: _like(0.0),
    np.ones_like: _like(1.0),
}
"""NumPy's functions that are no ufuncs and that a stand-in can answer."""

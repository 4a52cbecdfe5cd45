"""The expression graph of a model, row by row: one entry is one number a sample in one year.

Not here: what writes it (`traced.py`, `trace.py`), how it is run (`schedule.py`, `program.py`).

Equal entries are kept once, what needs no sample is computed at once, and a choice whose condition
needs no sample is made at once. So a subexpression without years stands once for all years, and
the years that a published series fills leave no work behind.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function: TypeAlias = Any
"""A NumPy ufunc, or one that behaves like it."""
Row: TypeAlias = int
"""An entry of the tape where 0 or above, a constant (`~row` among them) below 0."""

TRUTHS = frozenset(
    {
        np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal,
        np.isnan, np.isfinite, np.isinf, np.signbit,
        np.logical_and, np.logical_or, np.logical_not, np.logical_xor,
    }
)  # fmt: skip
"""Functions whose result is a truth value, whatever they are asked about."""
OF_TRUTHS = frozenset({np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert})
"""Functions whose result is a truth value where all they are asked about are."""
ABOUT_TRUTHS = TRUTHS | OF_TRUTHS
"""Functions of which one side or the other is a truth value."""
EITHER_WAY = frozenset({np.add, np.multiply, np.equal, np.not_equal})
"""Functions that give the same bits with their two arguments exchanged."""
FEW_PRODUCTS = 3
"""Products up to which a call for each costs no more than one for all (measured)."""


class Untraceable(Exception):
    """A formula does what only arrays can do; it then runs as written."""


class Given(NamedTuple):
    """An entry that the run brings along: one row of a given's values."""

    name: str
    """Name of the given."""
    year: int | None
    """Row of a series; None for one number a sample."""


class Applied(NamedTuple):
    """An entry by an elementwise function of one or two rows."""

    function: Function
    """What is applied."""
    rows: tuple[Row, ...]
    """What it is asked about."""


class Chosen(NamedTuple):
    """An entry that is one row where a third is true, and another elsewhere."""

    rows: tuple[Row, Row, Row]
    """Where it is false; where it is true; the truth."""


class Summed(NamedTuple):
    """An entry that is a sum of products, added in order."""

    left: tuple[Row, ...]
    """One factor of each product."""
    right: tuple[Row, ...]
    """The other factor of each."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows it needs."""
        return self.left + self.right


@dataclass(frozen=True, slots=True, eq=False)
class AsWritten:
    """A formula that cannot be traced: called with arrays, it fills one or more entries."""

    call: Callable[[list[Floats], int], Sequence[Floats]]
    """From arguments and the number of samples to one array for each entry it fills."""
    arguments: tuple[tuple[tuple[Row, ...], int], ...]
    """Rows and number of axes (1: a single row; 2: over years) of each argument."""
    first: Row
    """The first entry it fills."""
    count: int
    """How many it fills, in a row."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows it needs."""
        return tuple(row for rows, _ in self.arguments for row in rows)


Entry: TypeAlias = Given | Applied | Chosen | Summed | AsWritten


@dataclass(slots=True)
class Tape:
    """Entries in the order in which they were written; each needs only earlier ones."""

    entries: list[Entry] = field(default_factory=list)
    """What is computed."""
    truths: set[Row] = field(default_factory=set)
    """Entries that are truth values."""
    constants: list[float | bool] = field(default_factory=list)
    """What needs no sample."""
    _rows: dict[Any, Row] = field(default_factory=dict)
    """What has been written, by what it was made of."""
    _either: set[Row] = field(default_factory=set)
    """Entries and constants that are truth values."""

    def constant(self, value: float | bool) -> Row:
        """The row of a number or truth that needs no sample."""
        key = (type(value) is bool, value, math.copysign(1.0, value))
        row = self._rows.get(key)
        if row is None:
            self.constants.append(value)
            row = self._rows[key] = ~(len(self.constants) - 1)
            if key[0]:
                self._either.add(row)
        return row

    def value(self, row: Row) -> float | bool:
        """The constant of a row below 0."""
        return self.constants[~row]

    def given(self, name: str, year: int | None) -> Row:
        """The row of a given's values."""
        key = (name, year)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._written(Given(name, year))
        return row

    def applied(self, function: Function, *rows: Row) -> Row:
        """The row that an elementwise function makes of one or two."""
        if len(rows) == 2 and rows[0] > rows[1] and function in EITHER_WAY:
            rows = rows[1], rows[0]
        key = (function, *rows)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._simpler(function, rows)
        return row

    def chosen(self, truth: Row, where_true: Row, elsewhere: Row) -> Row:
        """The row that is one where `truth` holds, and another elsewhere."""
        if truth < 0:
            return where_true if self.value(truth) else elsewhere
        if where_true == elsewhere:
            return where_true
        key = (Chosen, truth, where_true, elsewhere)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._written(Chosen((elsewhere, where_true, truth)))
        return row

    def summed(self, left: tuple[Row, ...], right: tuple[Row, ...]) -> Row:
        """The row that is the sum of the products of two rows each, added in order."""
        if not self._either.isdisjoint((*left, *right)):
            raise Untraceable("a sum of truth values")
        if len(left) <= FEW_PRODUCTS or max(*left, *right) < 0:
            total = self.constant(0.0)
            for one, other in zip(left, right, strict=True):
                total = self.applied(np.add, total, self.applied(np.multiply, one, other))
            return total
        key = (Summed, left, right)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._written(Summed(left, right))
        return row

    def as_written(
        self,
        call: Callable[[list[Floats], int], Sequence[Floats]],
        arguments: Sequence[tuple[tuple[Row, ...], int]],
        count: int,
    ) -> tuple[Row, ...]:
        """The rows that a formula fills when it is called with arrays."""
        first = len(self.entries)
        entry = AsWritten(call, tuple(arguments), first, count)
        self.entries.extend([entry] * count)
        return tuple(range(first, first + count))

    def _written(self, entry: Entry) -> Row:
        self.entries.append(entry)
        return len(self.entries) - 1

    def _simpler(self, function: Function, rows: tuple[Row, ...]) -> Row:
        """A constant, a row that is there already, or a new entry."""
        if max(rows) < 0:
            value = function(*(self.value(row) for row in rows))
            return self.constant(bool(value) if isinstance(value, np.bool_) else float(value))
        if len(rows) == 2 and min(rows) < 0 and self.truths.isdisjoint(rows):
            same = self._neutral(function, *rows)
            if same is not None:
                return same
        if function not in ABOUT_TRUTHS and self._either.isdisjoint(rows):
            return self._written(Applied(function, rows))
        of_truths, answers_truth = function in OF_TRUTHS, function in TRUTHS
        if (of_truths or not answers_truth) and of_truths != self._either.issuperset(rows):
            raise Untraceable(f"{function.__name__} of truth values")
        row = self._written(Applied(function, rows))
        if of_truths or answers_truth:
            self.truths.add(row)
            self._either.add(row)
        return row

    def _neutral(self, function: Function, left: Row, right: Row) -> Row | None:
        """The row that x * 1, x / 1 and x ** 1 are, to the bit, and that of a square."""
        if right < 0 and function in (np.divide, np.power) and self._is_one(right):
            return left
        if left < 0 and function is np.multiply and self._is_one(left):
            return right
        if right < 0 and function is np.power and self.value(right) == 2:
            return self.applied(np.square, left)  # as NumPy's own operator does
        return None

    def _is_one(self, row: Row) -> bool:
        return self.value(row) == 1 and row not in self._either

"""The text of a formula, as a reader would write it: what a plain function does with its names.

Not here: its unit (`check.py`), its value (`trace.py`). The function is asked once with names in
place of numbers, so the text is what is computed, not what was typed.
"""

from collections.abc import Iterable

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from assay.model.dimensioned import Value
from assay.model.graph import Graph

COMPARED, SUM, PRODUCT, SIGN, POWER, NAME = range(6)
"""How tightly a text binds, loosest first."""
BETWEEN: dict[str, tuple[str, int]] = {
    "less": ("<", COMPARED),
    "less_equal": ("<=", COMPARED),
    "greater": (">", COMPARED),
    "greater_equal": (">=", COMPARED),
    "equal": ("==", COMPARED),
    "not_equal": ("!=", COMPARED),
    "bitwise_and": ("and", COMPARED),
    "bitwise_or": ("or", COMPARED),
    "add": ("+", SUM),
    "subtract": ("-", SUM),
    "multiply": ("*", PRODUCT),
    "divide": ("/", PRODUCT),
    "floor_divide": ("//", PRODUCT),
    "remainder": ("%", PRODUCT),
    "power": ("**", POWER),
}
"""Functions that stand between their arguments, and how tightly they bind."""
RIGHT_APART = frozenset({"subtract", "divide", "floor_divide", "remainder"})
"""Those of them for which a - (b - c) is not a - b - c."""


class Untold(Exception):
    """A formula asks for what only numbers can answer, so it has no text but its own."""


class Text(NDArrayOperatorsMixin):
    """A name, or what was done with names."""

    __slots__ = ("binds", "ndim", "text")

    def __init__(self, text: str, binds: int = NAME, ndim: int = 1) -> None:
        self.text, self.binds, self.ndim = text, binds, ndim

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        raise Untold("the number of years")

    def __bool__(self) -> bool:
        raise Untold("whether it is true")

    def __getitem__(self, key: Value) -> "Text":
        return Text(f"{_within(self, NAME)}[{_key(key)}]")

    def sum(self, axis: int | None = None) -> "Text":
        """As ndarray.sum."""
        return self.as_call("sum", (self,) if axis is None else (self, f"axis={axis}"))

    def __array__(self, *_: Value, **__: Value) -> Value:
        raise Untold("its values")

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Value, **options: Value
    ) -> "Text":
        """NumPy's elementwise functions."""
        name = ufunc.__name__
        if method != "__call__" or options:
            raise Untold(f"numpy.{name} in a way of its own")
        if name == "negative":
            return Text(f"-{_within(inputs[0], SIGN)}", SIGN)
        if name not in BETWEEN:
            return self.as_call(name, inputs)
        symbol, binds = BETWEEN[name]
        left, right = inputs
        if name == "power":  # binds from the right, and tighter than a sign on its left only
            return Text(f"{_within(left, NAME)} ** {_within(right, SIGN)}", binds)
        tighter = binds + (name in RIGHT_APART or binds == COMPARED)
        first = _within(left, binds + (binds == COMPARED))
        return Text(f"{first} {symbol} {_within(right, tighter)}", binds)

    def __array_function__(
        self, function: Value, _types: Value, args: Value, kwargs: Value
    ) -> "Text":
        """NumPy's other functions."""
        named = (f"{key}={_within(value, COMPARED)}" for key, value in kwargs.items())
        return self.as_call(function.__name__, (*args, *named))

    def as_call(self, name: str, arguments: Iterable[Value]) -> "Text":
        """A function of some values, one of them a text."""
        return Text(f"{name}({', '.join(_within(value, COMPARED) for value in arguments)})")


def formula_of(graph: Graph, name: str) -> str | None:
    """The formula of a quantity in the names of its nodes; None where it cannot be told in one.

    `previous_x` is x of the year before, `history_x` all years before. Raises UnknownNode.
    """
    graph.require([name], "formula_of")
    if name not in graph.quantities:
        return None
    needs = graph.needs[name]
    texts = [
        Text(need.node if need.when == "now" else f"{need.when}_{need.node}") for need in needs
    ]
    try:
        answer = graph.quantities[name].formula(*texts)
    except (Untold, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        return None
    return _within(answer, COMPARED)


def _within(value: Value, binds: int) -> str:
    """The text of an argument, in brackets where what it stands in binds tighter."""
    if isinstance(value, Text):
        return value.text if value.binds >= binds else f"({value.text})"
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float | np.generic):
        number = f"{value:g}" if not isinstance(value, bool | np.bool_) else str(value)
        return f"({number})" if number.startswith("-") and binds > SUM else number
    if isinstance(value, list | tuple):
        return f"[{', '.join(_within(one, COMPARED) for one in value)}]"
    if isinstance(value, np.ndarray):
        raise Untold("a table of numbers")
    return repr(value)


def _key(key: Value) -> str:
    if not isinstance(key, slice):
        return _within(key, COMPARED)
    ends = ("" if end is None else _within(end, COMPARED) for end in (key.start, key.stop))
    return ":".join(ends)

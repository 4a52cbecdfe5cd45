"""Declaration of a model: years and quantities; nothing is computed here.

Not here: the order of computation (`graph.py`), units (`check.py`), runs (`run.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Formula = TypeVar("Formula", bound=Callable[..., Any])

NO_UNIT = "?"
"""Stands for a unit that was told in no way that can be read; it is no unit, so that formulas with
it are not held to one."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A computed node."""

    name: str
    """Name of the function, by which other formulas ask for it."""
    unit: str
    """Unit with labels."""
    formula: Callable[..., Any]
    """The plain function; its parameters' names are the nodes it needs."""
    start: str | None
    """Given that stands for the year before the first; needed where `previous_` asks for it."""
    known: str | None
    """Series given that replaces the formula up to its last known year."""


@dataclass(frozen=True, slots=True)
class Model:
    """Years and the quantities declared on them."""

    first_year: int
    """First calendar year."""
    last_year: int
    """Last calendar year."""
    quantities: dict[str, Quantity] = field(default_factory=dict)
    """Declared quantities by name, in order of declaration."""

    def quantity(
        self, unit: str, *, start: str | None = None, known: str | None = None
    ) -> Callable[[Formula], Formula]:
        """Register a plain function as a quantity and return it untouched."""

        def register(formula: Formula) -> Formula:
            name = formula.__name__
            self.quantities[name] = Quantity(name, unit, formula, start, known)
            return formula

        return register

"""Declaration of a model: years and quantities; nothing is computed here.

Not here: the order of computation and the complaints about it (`graph.py`), units (`check.py`),
runs (`run.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, TypeVar

import numpy as np

from assay.errors import StoryError
from assay.model.complaint import place

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
    """Years and the quantities declared on them. Raises StoryError for years that are none."""

    first_year: int
    """First calendar year."""
    last_year: int
    """Last calendar year."""
    quantities: dict[str, Quantity] = field(default_factory=dict)
    """Declared quantities by name, in order of declaration."""
    asked: frozenset[str] = frozenset()
    """Givens that something other than a formula asks for, so that they are of use without one."""
    amiss: list[StoryError] = field(default_factory=list)
    """What is wrong with declarations; told by every run, with all else that is wrong."""

    def __post_init__(self) -> None:
        years = (self.first_year, self.last_year)
        if not all(isinstance(year, int | np.integer) for year in years) or years[0] > years[1]:
            raise StoryError(
                f"Model({years[0]!r}, {years[1]!r})",
                f"{years[0]!r} as the first year and {years[1]!r} as the last",
                "two whole numbers, the first year not after the last",
                "Model(2015, 2035)",
            )

    def quantity(
        self, unit: str, *, start: str | None = None, known: str | None = None
    ) -> Callable[[Formula], Formula]:
        """Register a plain function as a quantity and return it untouched.

        What is wrong with the declaration is told by a run, or by the story that it is of.
        """
        if callable(unit):
            self._declare(unit, None, start, known)
            return unit

        def register(formula: Formula) -> Formula:
            self._declare(formula, unit, start, known)
            return formula

        return register

    def _declare(
        self, formula: Callable[..., Any], unit: object, start: str | None, known: str | None
    ) -> None:
        name = getattr(formula, "__name__", None)
        if not isinstance(name, str) or not _has_parameters(formula):
            self._tell("a quantity", repr(formula), "a function with a name", "def use(things):")
            return
        where = place(name, formula)
        if name in self.quantities:
            first = place(name, self.quantities[name].formula)
            remedy = "another name, or the model anew if this one is to stand for it"
            self._tell(where, f"a name that has a formula: {first}", "one formula a name", remedy)
            return
        if not isinstance(unit, str):
            found = "no unit" if unit is None else f"{unit!r} as the unit"
            self._tell(where, found, "the unit, as a text in brackets", '@model.quantity("t/year")')
        for role, given in (("start", start), ("known", known)):
            if given is not None and not isinstance(given, str):
                self._tell(where, f"{role}={given!r}", "the name of a given", f'{role}="a_given"')
        told = unit if isinstance(unit, str) else NO_UNIT
        names = (one if isinstance(one, str) else None for one in (start, known))
        self.quantities[name] = Quantity(name, told, formula, *names)

    def _tell(self, where: str, found: str, expected: str, remedy: str) -> None:
        self.amiss.append(StoryError(where, found, expected, remedy))


def _has_parameters(formula: object) -> bool:
    """Whether this is called with parameters that have names."""
    try:
        return callable(formula) and bool(signature(formula))
    except (TypeError, ValueError):  # some of Python's own functions tell none
        return False

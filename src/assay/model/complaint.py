"""Several complaints about one model, raised as one error.

Not here: the errors themselves (`errors.py`), what is complained about (`graph.py`, `check.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from math import isfinite
from numbers import Real
from pathlib import PurePath
from typing import Any

from assay.errors import StoryError

NEAREST = 3
"""How many near names an error offers; more would not be read."""


def raise_all(complaints: Sequence[StoryError], where: str) -> None:
    """Raise nothing, the one complaint, or one error whose text lists them all.

    Several complaints of one kind keep their kind; a mixture is a StoryError.
    """
    if not complaints:
        return
    if len(complaints) == 1:
        raise complaints[0]
    kinds = {type(complaint) for complaint in complaints}
    kind = kinds.pop() if len(kinds) == 1 else StoryError
    listed = "\n".join(
        "    " + line for complaint in complaints for line in str(complaint).splitlines()
    )
    raise kind(
        where,
        f"{len(complaints)} complaints\n{listed}",
        "none",
        "the first one first; others may follow from it",
    )


def alike(name: str, known: Iterable[str]) -> list[str]:
    """The few of these names that are spelt most like `name`, the likest first."""
    from difflib import get_close_matches

    return get_close_matches(name, sorted(known), n=NEAREST, cutoff=0.5)


def require_finite(where: str, *numbers: object) -> None:
    """Raise StoryError unless all are finite numbers."""
    for number in numbers:
        if not isinstance(number, Real) or not isfinite(number):
            raise StoryError(where, f"{number!r:.60}", "a finite number", "a number")


def nearest(name: str, known: Iterable[str]) -> str:
    """The names nearest to `name`, as a remedy."""
    names = sorted(known)
    near = alike(name, names)
    if near:
        return " or ".join(near)
    return "one of " + ", ".join(names) if len(names) <= 12 else "a name that exists"


def place(name: str, formula: Callable[..., Any]) -> str:
    """Where a quantity is written: its name, file and line."""
    code = getattr(formula, "__code__", None)
    if code is None:
        return name
    file = "/".join(PurePath(code.co_filename).parts[-3:]).lstrip("/")
    return f"{name} ({file}:{code.co_firstlineno})"

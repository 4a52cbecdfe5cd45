"""What a formula answers when it is asked, whatever its author wrote.

Not here: shapes that do not fit a run (`plan.py`), units (`check.py`).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError

FAILURES = (Exception, SystemExit)
"""What a formula may raise: anything, since its author may, but for the user's own interrupt; those
who ask it say where it is. A formula that ends the program would end the user's with it."""


def numbers(answer: Any) -> NDArray[np.float64]:  # noqa: ANN401 - whatever was returned
    """The answer as numbers. Raises StoryError, without its place, for none and for complex ones,
    ValueError or TypeError for what is no number at all."""
    if answer is None:
        raise StoryError("", "the formula returns nothing", "a value", "return before its result")
    found = np.asarray(answer)
    if found.dtype.kind == "c":
        remedy = "numpy.real, or a root of what is never negative"
        raise StoryError("", "complex numbers", "real ones", remedy)
    return found.astype(np.float64, copy=False)


def placed(error: StoryError, where: str) -> StoryError:
    """A complaint that a formula raised, with the place of the formula."""
    own = f"{where}: {error.where}" if error.where else where
    return type(error)(own, error.found, error.expected, error.remedy, error.chain)

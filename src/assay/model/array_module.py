"""A module of arrays by name: NumPy on the processor, CuPy on a graphics card.

Not here: what is computed with it (`device.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.errors import ExecutorError

Array = Any
"""An array of the module; its own type is known to CuPy alone."""


@dataclass(frozen=True, slots=True)
class ArrayModule:
    """What a run needs of a library of arrays."""

    name: str
    """What it is called."""
    arrays: Any
    """Namespace of functions as NumPy's."""
    special: Any
    """Namespace with `ndtri` and `ndtr`, as `scipy.special`'s."""
    to_host: Callable[[Array], NDArray[Any]]
    """An array of the module as one of NumPy's."""
    wait: Callable[[], None]
    """Return once all that was asked for is done."""

    def function(self, of_numpy: Any) -> Any:  # noqa: ANN401 - a ufunc has no type of its own
        """The module's function of the same name as one of NumPy's or SciPy's."""
        found = getattr(self.arrays, of_numpy.__name__, None)
        return getattr(self.special, of_numpy.__name__) if found is None else found


def on_processor() -> ArrayModule:
    """NumPy and SciPy: what the same path gives without a card, for comparison."""
    from scipy import special

    return ArrayModule("numpy", np, special, np.asarray, lambda: None)


def on_card() -> ArrayModule:
    """CuPy on the first graphics card. Raises ExecutorError where there is none, or no CuPy."""
    try:
        import cupy
        from cupyx.scipy import special
    except ImportError as cause:
        raise ExecutorError(
            "gpu", f"no CuPy ({cause})", "CuPy", "pip install 'assay[gpu]', or no executor"
        ) from cause
    try:
        cards = cupy.cuda.runtime.getDeviceCount()
    except cupy.cuda.runtime.CUDARuntimeError as cause:
        raise ExecutorError(
            "gpu", str(cause), "a graphics card", "a machine with one, or no executor"
        ) from cause
    if cards < 1:
        raise ExecutorError(
            "gpu", "no graphics card", "a graphics card", "a machine with one, or no executor"
        )
    return ArrayModule(
        "cupy", cupy, special, cupy.asnumpy, cupy.cuda.get_current_stream().synchronize
    )

"""Makes `src/assay/model/directions.npy`: Sobol' direction numbers, one row a dimension.

Not here: what is done with them (`assay/model/sobol.py`). Row: primitive polynomial (with its
leading and last 1), then the initial numbers m_1, m_2, ... up to its degree, 0 beyond.

The numbers are those of S. Joe and F. Y. Kuo (2008), Constructing Sobol sequences with better
two-dimensional projections, SIAM J. Sci. Comput. 30(5), 2635-2654 (file new-joe-kuo-6.21201), read
from the copy that SciPy carries.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np

LARGEST_DEGREE = 15
"""Polynomials kept: 3667 dimensions, so that names rarely meet, and still 16-bit numbers."""
TARGET = Path(__file__).parents[1] / "src" / "assay" / "model" / "directions.npy"


def table() -> "np.ndarray[tuple[int, int], np.dtype[np.uint16]]":
    """The rows, (dimension, 1 + largest degree)."""
    spec = find_spec("scipy")
    assert spec is not None and spec.origin is not None, "SciPy is not installed"
    with np.load(Path(spec.origin).parent / "stats" / "_sobol_direction_numbers.npz") as numbers:
        kept = numbers["poly"] < 2 << LARGEST_DEGREE
        rows = np.column_stack([numbers["poly"][kept], numbers["vinit"][kept, :LARGEST_DEGREE]])
    return rows.astype(np.uint16)


if __name__ == "__main__":
    np.save(TARGET, table())
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")

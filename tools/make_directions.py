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

DIMENSIONS = 256
"""Rows kept. More would let names meet less often, but higher dimensions are in step by pairs: with
2048 points a part, pairs of 80 names are correlated (root mean square, measured) 0.45 times as much
as plain samples in the first 256 dimensions, 0.6 in 512 and 1.3 in 3667."""
TARGET = Path(__file__).parents[1] / "src" / "assay" / "model" / "directions.npy"


def table() -> "np.ndarray[tuple[int, int], np.dtype[np.uint16]]":
    """The rows, (dimension, 1 + largest degree)."""
    spec = find_spec("scipy")
    assert spec is not None and spec.origin is not None, "SciPy is not installed"
    with np.load(Path(spec.origin).parent / "stats" / "_sobol_direction_numbers.npz") as numbers:
        polynomials = numbers["poly"][:DIMENSIONS]
        degree = int(polynomials.max()).bit_length() - 1
        rows = np.column_stack([polynomials, numbers["vinit"][:DIMENSIONS, :degree]])
    return rows.astype(np.uint16)


if __name__ == "__main__":
    np.save(TARGET, table())
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")

"""Rows of samples multiplied with each other and summed, on one thread.

Not here: what the rows are (`sensitivity.py`, `information.py`).

By the library of matrices, a piece at a time: for more it starts threads of its own, which wait for
each other by spinning and, on a machine with other work, cost several times what they save.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AT_ONCE = 128
"""Samples multiplied at a time: few enough to stay in the cache, enough to outweigh the call."""
MOST = 2**18
"""Multiplications for which OpenBLAS starts no thread (interface/gemm.c: 65536 times a threshold of
4)."""


def products(left: Floats, right: Floats) -> Floats:
    """Sums over samples of products, (left, sample) and (right, sample) -> (left, right)."""
    many = len(right)
    length = max(1, min(AT_ONCE, MOST // many))
    height = max(1, MOST // (many * length))
    whole = left.shape[1] - left.shape[1] % length
    pieces = right[:, :whole].reshape(many, -1, length).transpose(1, 2, 0)
    found = np.empty((len(left), many))
    for start in range(0, len(left), height):
        some = left[start : start + height, :whole]
        apart = some.reshape(len(some), -1, length).transpose(1, 0, 2)
        found[start : start + height] = np.matmul(apart, pieces).sum(axis=0)
    if whole < left.shape[1]:
        found += np.einsum("kn,ln->kl", left[:, whole:], right[:, whole:])
    return found

"""Quasi-random points: one randomised digital sequence in base 2 per name.

Not here: distributions (`shapes.py`), which names a run needs (`sample.py`).
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

BITS = 32
"""Binary digits of a point; more than 2^32 points per randomisation would repeat."""

Directions = NDArray[np.uint32]


def named_generator(name: str, seed: int, purpose: str) -> np.random.Generator:
    """A generator that depends on name, seed and purpose alone."""
    digest = hashlib.blake2b(f"{purpose}\0{name}".encode(), digest_size=16).digest()
    entropy = [seed, int.from_bytes(digest, "big")]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


def sequence(directions: Directions, start: int, stop: int) -> NDArray[np.uint32]:
    """Points start..stop of the digital sequence with these direction numbers, as 32-bit integers.

    I. M. Sobol' (1967), USSR Comput. Math. Math. Phys. 7(4), 86-112; point k is the exclusive or of
    the direction numbers at the set bits of k (natural, not Gray-code order).
    """
    points = np.empty(stop - start, dtype=np.uint32)
    position = start
    while position < stop:
        level = (position & -position).bit_length() - 1 if position else BITS
        level = min(level, (stop - position).bit_length() - 1)
        base = np.uint32(0)
        for bit in range(level, position.bit_length()):
            if position >> bit & 1:
                base ^= directions[bit]
        piece = points[position - start : position - start + (1 << level)]
        piece[0] = base
        for bit in range(level):
            np.bitwise_xor(piece[: 1 << bit], directions[bit], out=piece[1 << bit : 2 << bit])
        position += 1 << level
    return points

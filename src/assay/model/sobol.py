"""Quasi-random points: scrambled Sobol' sequences, one dimension a name.

Not here: distributions (`shapes.py`), which names a run needs (`sample.py`). The direction
numbers are `directions.npy`, made by `tools/make_directions.py`; `scipy.stats.qmc` is the oracle
in the tests.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError

BITS = 32
"""Binary digits of a point; more than 2^32 points of one randomisation would repeat."""
STRETCH = 1024
"""Points generated together at least; fewer cost as much (measured)."""
MASK = (1 << BITS) - 1
"""All digits set."""

Digits = NDArray[np.uint32]


@lru_cache(maxsize=1)
def table() -> NDArray[np.uint16]:
    """Primitive polynomial and initial numbers of each dimension (Joe and Kuo 2008)."""
    with as_file(files("assay.model").joinpath("directions.npy")) as path:
        rows: NDArray[np.uint16] = np.load(path)
    return rows


def dimensions(names: Iterable[str]) -> dict[str, int]:
    """A dimension for each name, the lowest first: low ones fill space with the fewest points.

    A name added at the end moves no other. Measured (`benchmarks/rqmc.py`): the worst percentile of
    R1 needs 2^15.1 points, in dimensions that hashes point to 2^16.6. Raises StoryError where the
    table has too few.
    """
    found = {name: place for place, name in enumerate(dict.fromkeys(names))}
    if len(found) > len(table()):
        raise StoryError(
            "the uncertain givens", f"{len(found)}", f"at most {len(table())}", "method=plain"
        )
    return found


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "big")


def named_seed(name: str, seed: int, purpose: str) -> np.random.SeedSequence:
    """A seed that depends on name, seed and purpose alone."""
    return np.random.SeedSequence([seed, _hash(f"{purpose} {name}")])


@lru_cache(maxsize=1024)
def direction_numbers(dimension: int, columns: int) -> Digits:
    """The first `columns` direction numbers, first binary digit highest.

    Recurrence: P. Bratley and B. L. Fox (1988), Algorithm 659, ACM Trans. Math. Softw. 14(1),
    88-100, eq. 2-3. Dimension 0 is the van der Corput sequence.
    """
    row = [int(number) for number in table()[dimension]]
    polynomial, initial = row[0], row[1:]
    degree = polynomial.bit_length() - 1
    numbers = initial[:degree] if dimension else [1] * columns
    for column in range(len(numbers), columns):
        number = numbers[column - degree] ^ numbers[column - degree] << degree
        for step in range(1, degree):
            if polynomial >> (degree - step) & 1:
                number ^= numbers[column - step] << step
        numbers.append(number)
    return np.array(
        [number << (BITS - 1 - column) for column, number in enumerate(numbers[:columns])],
        dtype=np.uint32,
    )


def scrambled(
    name: str, dimension: int, parts: int, columns: int, seed: int
) -> tuple[Digits, Digits]:
    """Direction numbers (part, column) and digital shift (part, 1) of independent randomisations.

    Random linear scramble and digital shift: J. Matousek
    (1998), On the L2-discrepancy for anchored boxes, J. Complexity 14(4), 527-556; what SciPy does
    as well. Drawn by name and seed alone, part after part, so that neither other names nor the
    number of parts move them.
    """
    state = named_seed(name, seed, "sobol").generate_state(parts * (BITS + 1), np.uint32)
    drawn = np.asarray(state, dtype=np.uint32).reshape(parts, BITS + 1)
    place = np.arange(BITS, dtype=np.uint32)
    own = np.uint32(1) << (np.uint32(BITS - 1) - place)
    above = ~(np.uint32(MASK) >> place)
    rows = drawn[:, :BITS] & above | own  # lower triangular, ones on the diagonal
    plain = direction_numbers(dimension, columns)
    odd = np.bitwise_count(rows[:, None, :] & plain[None, :, None]) & 1
    directions: Digits = (odd * own).sum(axis=2, dtype=np.uint32)
    shift: Digits = drawn[:, BITS:]
    return directions, shift


def higher(directions: Digits, point: int) -> Digits:
    """One point of digital sequences, (..., column) -> (...): for a point whose lower binary digits
    are 0, what those it begins have in common."""
    digits: Digits = np.zeros(directions.shape[:-1], dtype=np.uint32)
    for bit in range(point.bit_length()):
        if point >> bit & 1:
            digits = digits ^ directions[..., bit]
    return digits


def sequence(directions: Digits, start: int, stop: int) -> Digits:
    """Points start..stop of digital sequences, (..., column) -> (..., point), as 32-bit integers.

    I. M. Sobol' (1967), USSR Comput. Math. Math. Phys. 7(4), 86-112: point k is the exclusive or of
    the direction numbers at the set bits of k, in natural, not in Gray-code order.
    """
    # whole stretches are cheaper than the odd points at the ends
    stretch = min(STRETCH, 1 << directions.shape[-1])
    first, end = start - start % stretch, stop + -stop % stretch
    points = np.empty((*directions.shape[:-1], end - first), dtype=np.uint32)
    position = first
    while position < end:
        level = (position & -position).bit_length() - 1 if position else BITS
        level = min(level, (end - position).bit_length() - 1)
        piece = points[..., position - first : position - first + (1 << level)]
        piece[..., 0] = higher(directions, position)
        for bit in range(level):
            half = 1 << bit
            np.bitwise_xor(
                piece[..., :half], directions[..., bit, None], out=piece[..., half : 2 * half]
            )
        position += 1 << level
    return points[..., start - first : stop - first]

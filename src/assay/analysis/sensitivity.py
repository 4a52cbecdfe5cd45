"""First-order shares of variance from samples in hand: what knowing one input alone would settle.

Not here: total shares, which need runs of their own (`saltelli.py`); inputs that move together
(`shapley.py`); what a share is worth to a verdict (`information.py`).

Regression of every output on cosines of every input's rank (Plischke 2012, Reliability Engineering
and System Safety 98, 192-199: COSI). Squares of coefficients are estimated by products of
independent parts of the samples, which takes the bias away; errors by leaving parts out.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assay.analysis.products import products
from assay.errors import ArgumentError
from assay.model.normal import standard_normal

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

HARMONICS = 8
"""Cosines an input: what lies beyond the eighth is 0.001 of the variance of a sine (Ishigami)."""
TAILS = 2
"""Functions beside the cosines, for the tails."""
TABLE = 2**13
"""Cells of the table of those: a rank within a cell is told from its middle."""
PARTS = 8
"""Independent parts where the samples bring none."""
FEWEST_PARTS = 3
"""Parts from which an error can be told: coefficients are multiplied in pairs, and one part is left
out."""
AT_ONCE = 2**13
"""Samples taken at a time, so that the cosines of all inputs stay in cache."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of variance, (output, input), and their standard errors."""

    share: Floats
    """About 0 to 1; noise can take a zero slightly below."""
    error: Floats
    """Standard error."""


def ranks(values: Floats) -> Floats:
    """Each row's ranks as the middles of N equal steps from 0 to 1, (input, sample)."""
    count = values.shape[1]
    steps = (np.arange(count) + 0.5) / count
    found = np.empty(values.shape)
    for row, order in zip(found, np.argsort(values, axis=1), strict=True):
        row[order] = steps
    return found


def waves(at: Floats, harmonics: int = HARMONICS) -> Floats:
    """Functions of ranks to regress on: (..., sample) -> (..., harmonics + 2, sample).

    sqrt(2) cos(k pi r) for k = 1, 2, ... by the recurrence; then what they leave of a normal score
    and of its square, which the tails of lognormal inputs need. Orthonormal over ranks, so that
    coefficients are plain means of products.
    """
    found = np.empty((*at.shape[:-1], harmonics + TAILS, at.shape[-1]))
    first = np.cos(np.pi * at)
    before, now = np.ones_like(first), first
    for k in range(harmonics):
        found[..., k, :] = now
        before, now = now, 2 * first * now - before
    found[..., :harmonics, :] *= np.sqrt(2.0)
    cell = np.minimum((at * TABLE).astype(np.int64), TABLE - 1)
    for k, tail in enumerate(_tails(harmonics)):
        found[..., harmonics + k, :] = tail[cell]
    return found


@lru_cache(maxsize=4)
def _tails(harmonics: int) -> Floats:
    """What the cosines leave of a normal score and of its square, by Gram and Schmidt."""
    middles = (np.arange(TABLE) + 0.5) / TABLE
    score = standard_normal(middles)
    known = [np.ones(TABLE)]
    known += [np.sqrt(2.0) * np.cos(np.pi * k * middles) for k in range(1, harmonics + 1)]
    for tail in (score, score**2):
        # twice, since once leaves what rounding brought back
        for one in (*known, *known):
            tail = tail - np.mean(tail * one) * one
        known.append(tail / np.sqrt(np.mean(tail**2)))
    return np.stack(known[-TAILS:])


def parts_of(replicate: Places | None, samples: int) -> Places:
    """The part of each sample: its randomisation, or one sample in eight where there is but one."""
    if replicate is None or int(replicate.max()) == 0:
        return np.arange(samples) % PARTS
    return replicate


def first_order(inputs: Floats, outputs: Floats, replicate: Places | None = None) -> Shares:
    """First-order shares of every output, (output, sample), for every input, (input, sample).

    `replicate` tells which samples were drawn independently of which. An output without variance
    has shares of 0. Raises ArgumentError for arrays of other shapes or of unlike lengths, and for
    values that are no finite numbers.
    """
    _require_samples(inputs, outputs, replicate)
    at = ranks(inputs)
    # of two parts none can be left out and a pair remain
    apart = replicate is not None and int(replicate.max()) + 1 >= FEWEST_PARTS
    part = parts_of(replicate if apart else None, inputs.shape[1])
    # less the first sample, so that a constant is 0 exactly
    centred = outputs - outputs[:, :1]
    centred -= centred.mean(axis=1, keepdims=True)
    variance = (centred**2).mean(axis=1)
    many = int(part.max()) + 1
    sums = np.zeros((many, len(outputs), len(inputs), HARMONICS + TAILS))
    for number in range(many):
        chosen = np.flatnonzero(part == number)
        together = chosen.size > 0 and int(chosen[-1] - chosen[0]) == chosen.size - 1
        # a stretch of samples needs no copy
        some = slice(int(chosen[0]), int(chosen[-1]) + 1) if together else chosen
        sums[number] = coefficients(at[:, some], centred[:, some]) / max(chosen.size, 1)
    return shares_of(sums, variance)


def _require_samples(inputs: Floats, outputs: Floats, replicate: Places | None) -> None:
    """Raise ArgumentError unless all three hold numbers of the same samples."""
    for name, values in (("inputs", inputs), ("outputs", outputs)):
        shape = np.shape(values)
        if len(shape) != 2 or not all(shape):
            expected = f"({name[:-1]}, sample), at least one of each"
            raise ArgumentError(name, f"shape {shape}", expected, f"{name}[None] for a single row")
        if not np.isfinite(values).all():
            found = "values that are no finite numbers"
            raise ArgumentError(name, found, "a number in every sample", "samples that have one")
    lengths = {
        "inputs": inputs.shape[1],
        "outputs": outputs.shape[1],
        **({} if replicate is None else {"replicate": np.size(replicate)}),
    }
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{count} samples in {name}" for name, count in lengths.items())
        raise ArgumentError(
            "first_order", told, "as many in each", "samples of one and the same run"
        )
    if inputs.shape[1] < PARTS:
        found = f"{inputs.shape[1]} samples"
        raise ArgumentError("first_order", found, f"{PARTS} or more", "samples=2**14")


def coefficients(at: Floats, values: Floats) -> Floats:
    """Sums over samples of values, (output, sample), times the waves of ranks or probabilities,
    (input, sample): (output, input, wave)."""
    total = np.zeros((len(values), len(at) * (HARMONICS + TAILS)))
    for start in range(0, at.shape[1], AT_ONCE):
        some = slice(start, start + AT_ONCE)
        rows = waves(at[:, some])
        total += products(values[:, some], rows.reshape(-1, rows.shape[-1]))
    return total.reshape(len(values), len(at), HARMONICS + TAILS)


def shares_of(parts: Floats, variance: Floats) -> Shares:
    """Shares from the mean coefficients of independent parts, three or more, (part, output, input,
    wave), and the variance of the outputs."""
    many = len(parts)
    squares = (parts**2).sum(axis=-1)
    whole, all_squares = parts.sum(axis=0), squares.sum(axis=0)
    share = _of_pairs(whole, all_squares, many, variance)
    left_out = np.stack(
        [
            _of_pairs(whole - parts[k], all_squares - squares[k], many - 1, variance)
            for k in range(many)
        ]
    )
    spread = (left_out - left_out.mean(axis=0)) ** 2
    return Shares(share, np.sqrt(spread.sum(axis=0) * (many - 1) / many))


def _of_pairs(total: Floats, squares: Floats, many: int, variance: Floats) -> Floats:
    """Mean product of coefficients of two different parts, over the variance."""
    pairs = ((total**2).sum(axis=-1) - squares) / (many * (many - 1))
    safe = np.where(variance > 0, variance, 1.0)[:, None]
    found: Floats = np.where(variance[:, None] > 0, pairs / safe, 0.0)
    return found

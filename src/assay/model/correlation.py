"""Givens that move together: rank correlation by a Gaussian copula, which moves no distribution.

Not here: the draws (`sample.py`), how a story's file writes a correlation (`stories/`). The matrix
is that of the standard normal scores behind the draws (Nelsen 2006, An Introduction to Copulas,
section 2.3); Spearman's rank correlation of the draws is then 6 / pi * asin(rho / 2), whatever
their distributions (Kruskal 1958, Journal of the American Statistical Association 53, 814-861).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assay.errors import GivenError, StoryError, UnknownNode
from assay.model.complaint import nearest, raise_all

Floats = NDArray[np.float64]

ROUNDING = 0.005
"""Half a unit of the second decimal, to which such matrices are printed: that far a printed entry
may lie from its own, and n times it an eigenvalue (Weyl's inequality with Gershgorin's bound)."""
LEAST = 1e-12
"""Smallest eigenvalue that is factored; what lies below is lifted to it."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Some givens and how their draws move together."""

    name: str
    """What complaints call it."""
    givens: tuple[str, ...]
    """Names of the givens, in the order of rows and columns."""
    matrix: tuple[tuple[float, ...], ...]
    """Correlation of their standard normal scores, -1..1."""

    def __post_init__(self) -> None:
        raise_all(complaints_about(self), f"correlation.{self.name}")

    def between(self, one: str, other: str) -> float:
        """The entry of two givens; 0 where one of them is not in it."""
        if one not in self.givens or other not in self.givens:
            return 0.0
        return self.matrix[self.givens.index(one)][self.givens.index(other)]


def complaints_about(correlation: Correlation) -> list[StoryError]:
    """Everything that keeps a matrix from being one of correlations, pairs before the whole."""
    where, names = f"correlation.{correlation.name}", correlation.givens
    twice = sorted({name for name in names if names.count(name) > 1})
    found: list[StoryError] = [
        GivenError(f"{where}.givens", f"{name!r} twice", "each given once", "strike one of them")
        for name in twice
    ]
    rows = correlation.matrix
    if len(rows) != len(names) or any(len(row) != len(names) for row in rows):
        shape = f"{len(rows)} rows of {', '.join(sorted({str(len(row)) for row in rows}))}"
        expected = f"a row and a column for each of the {len(names)} givens"
        return [*found, GivenError(f"{where}.matrix", shape, expected, "as many as givens")]
    values = np.array(rows, dtype=np.float64)
    for at, name in enumerate(names):
        if values[at, at] != 1:
            told = f"{values[at, at]:g} for {name} with itself"
            found.append(GivenError(f"{where}.matrix", told, "1", "1 all along the diagonal"))
    for row, column in combinations(range(len(names)), 2):
        upper, lower = values[row, column], values[column, row]
        pair = f"{names[row]} and {names[column]}"
        if upper != lower and not (np.isnan(upper) and np.isnan(lower)):
            told = f"{upper:g} one way and {lower:g} the other for {pair}"
            found.append(GivenError(f"{where}.matrix", told, "the same", "a symmetric matrix"))
        elif not abs(upper) <= 1:
            told = f"{upper:g} for {pair}"
            found.append(GivenError(f"{where}.matrix", told, "between -1 and 1", "a correlation"))
    if not found and names:
        found += _indefinite(f"{where}.matrix", values)
    return found


def _indefinite(where: str, values: Floats) -> list[StoryError]:
    least = float(np.linalg.eigvalsh(values)[0])
    if least >= -ROUNDING * len(values):
        return []
    return [
        GivenError(
            where,
            f"a smallest eigenvalue of {least:.3g}, so no draws can have these correlations",
            "a matrix that is positive semi-definite",
            "correlations estimated together, from the same draws",
        )
    ]


def complaints_among(
    correlations: Sequence[Correlation], givens: Iterable[str]
) -> list[StoryError]:
    """Names that are no given of the story, and givens that two correlations claim."""
    known = list(givens)
    found: list[StoryError] = [
        UnknownNode(f"correlation.{one.name}.givens", name, "a given", nearest(name, known))
        for one in correlations
        for name in one.givens
        if name not in known
    ]
    for first, second in combinations(correlations, 2):
        shared = sorted(set(first.givens) & set(second.givens))
        found += [
            GivenError(
                f"correlation.{second.name}.givens",
                f"{name!r}, which is in correlation.{first.name} too",
                "each given in one correlation",
                "one matrix for both",
            )
            for name in shared
        ]
    return found


def weights_of(correlations: Sequence[Correlation]) -> dict[str, dict[str, float]]:
    """For each given that moves with others, by how much it takes each one's own normal score.

    Each takes only those named before it and its own (a lower triangular factor), so what others
    take moves none of them, and one that moves with none before it keeps its own draw, bit for bit.
    """
    found: dict[str, dict[str, float]] = {}
    for one in correlations:
        for name, row in zip(one.givens, _factor(one), strict=True):
            taken = {
                other: float(weight)
                for other, weight in zip(one.givens, row, strict=True)
                if weight != 0
            }
            if set(taken) != {name}:
                found[name] = taken
    return found


def _factor(correlation: Correlation) -> Floats:
    """The lower triangular factor; a matrix that rounding has left slightly indefinite, or in which
    two givens are one, is first drawn towards independence by no more than that."""
    values = np.array(correlation.matrix, dtype=np.float64)
    lift = max(0.0, LEAST - float(np.linalg.eigvalsh(values)[0])) if len(values) else 0.0
    lifted = (values + lift * np.eye(len(values))) / (1 + lift) if lift else values
    return np.asarray(np.linalg.cholesky(lifted), dtype=np.float64)


def coupled(weights: Mapping[str, float], scores: Mapping[str, Floats]) -> Floats:
    """Standard normal scores of one given from the independent ones it takes.

    Sums term by term, so that no sample depends on how many are drawn at once.
    """
    (first, weight), *rest = weights.items()
    total = weight * scores[first]
    for name, part in rest:
        total += part * scores[name]
    return total

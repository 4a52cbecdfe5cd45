"""Givens that move together: rank correlation by a Gaussian copula, which moves no distribution.

Not here: the draws (`sample.py`), how a story's file writes a correlation (`stories/`). The matrix
is that of the standard normal scores behind the draws (Nelsen 2006, An Introduction to Copulas,
section 2.3); Spearman's rank correlation of the draws is then 6 / pi * asin(rho / 2), whatever
their distributions (Kruskal 1958, Journal of the American Statistical Association 53, 814-861).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assay.errors import GivenError, StoryError, UnknownNode
from assay.model.complaint import nearest, raise_all

Floats = NDArray[np.float64]

LISTS = (list, tuple, np.ndarray)
"""What may hold the rows of a matrix, and the numbers of a row."""
Rows: TypeAlias = Sequence[Sequence[float]]

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
        where = _place(self.name)
        raise_all(complaints_about(self.givens, self.matrix, where), where)

    def between(self, one: str, other: str) -> float:
        """The entry of two givens; 0 where one of them is not in it."""
        if one not in self.givens or other not in self.givens:
            return 0.0
        return self.matrix[self.givens.index(one)][self.givens.index(other)]


def complaints_about(names: Sequence[str], rows: Rows, where: str) -> list[StoryError]:
    """Everything that keeps a matrix from being one of correlations, pairs before the whole."""
    found = _of_form(names, rows, where)
    if any(one.where != f"{where}.givens" for one in found):
        return found
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


def _of_form(names: Sequence[str], rows: Rows, where: str) -> list[StoryError]:
    """What is no list of names, and no numbers in as many rows and columns."""
    found: list[StoryError] = []
    if not isinstance(names, list | tuple) or not all(isinstance(one, str) for one in names):
        expected = "names of givens, one after the other"
        return [GivenError(f"{where}.givens", repr(names), expected, '("one", "other")')]
    found += [
        GivenError(f"{where}.givens", f"{name!r} twice", "each given once", "strike one of them")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    strange = [rows] if not isinstance(rows, LISTS) else [
        one for row in rows for one in (row if isinstance(row, LISTS) else [row])
        if not isinstance(row, LISTS) or not isinstance(one, int | float | np.number)
    ]  # fmt: skip
    if strange:
        told = ", ".join(dict.fromkeys(map(repr, strange)))
        found.append(
            GivenError(f"{where}.matrix", told, "rows of numbers", "((1.0, 0.5), (0.5, 1.0))")
        )
    elif len(rows) != len(names) or any(len(row) != len(names) for row in rows):
        told = f"{len(rows)} rows of {', '.join(sorted({str(len(row)) for row in rows}))}"
        expected = f"a row and a column for each of the {len(names)} givens"
        found.append(GivenError(f"{where}.matrix", told, expected, "as many as givens"))
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
    return complaints_of_names([(_place(one.name), one.givens) for one in correlations], givens)


def complaints_of_names(
    claims: Sequence[tuple[str, Sequence[str]]], givens: Iterable[str]
) -> list[StoryError]:
    """The same for the places of correlations and the names that stand in each."""
    known = list(givens)
    found: list[StoryError] = [
        UnknownNode(f"{place}.givens", name, "a given", nearest(name, known))
        for place, names in claims
        for name in names
        if name not in known
    ]
    for (first, others), (second, names) in combinations(claims, 2):
        found += [
            GivenError(
                f"{second}.givens",
                f"{name!r}, which is in {first.rpartition(': ')[2]} too",
                "each given in one correlation",
                "one matrix for both",
            )
            for name in sorted(set(others) & set(names))
        ]
    return found


def _place(name: str) -> str:
    return f"correlation.{name}"


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

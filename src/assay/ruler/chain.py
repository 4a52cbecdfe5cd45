"""Joins the marks of one story into the probability that the whole story holds.

Not here: how a single mark is measured (`ruler/marks/`), what the article said (`checks/`).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assay.model.summary import band, probability
from assay.ruler.likelihood import answer, likelihood, state
from assay.ruler.mark import Chain, Degree, Mark, Measured

WORLDS = 100
"""How many worlds are shown: as many as an eye can count and a percentage needs."""

RULE_OF_THREE = 3.0
"""Where none of n independent samples holds, 3/n bounds the probability at 95 % (Hanley and
Lippman-Hand 1983, JAMA 249)."""

Holds = NDArray[np.bool_]


def in_chain(measured: Measured) -> bool:
    """Whether the mark has a meaning for the story and counts in the chain."""
    return measured.why_not is None and measured.holds.size > 0


def joint(marks: Sequence[Measured]) -> Holds:
    """In which samples all marks of the chain hold together."""
    return np.asarray(np.logical_and.reduce([m.holds for m in marks if in_chain(m)]))


def degree(holds: Holds, replicate: NDArray[np.int64], independent: Holds | None) -> Degree:
    """The chain in one degree; where it never holds, `independent` samples give the bound."""
    share, error = probability(holds, replicate)
    count = int(holds.sum())
    if count or independent is None:
        return Degree(share, error, None, holds.size, count)
    found = int(independent.sum())
    if found:
        n = independent.size
        share = found / n
        return Degree(share, float(np.sqrt(share * (1 - share) / n)), None, n, found)
    return Degree(0.0, 0.0, RULE_OF_THREE / independent.size, independent.size, 0)


def _distance(mark: Measured) -> float:
    """How far the median falls short of the threshold, in half widths of the 5-95 band."""
    if mark.values.size == 0:
        return float("inf")
    told_in = band(mark.values)
    short = told_in.p50 - mark.threshold if mark.below else mark.threshold - told_in.p50
    half = (told_in.p95 - told_in.p05) / 2
    return short / half if half > 0 else float("inf") * np.sign(short)


def ranking(marks: Sequence[Measured]) -> tuple[tuple[str, str], ...]:
    """The marks from the weakest to the strongest, each with the ground of its place.

    By the reliability index beta = -Phi^-1(P); marks that hold in no sample come first, ranked by
    how far their median
    falls short of the threshold in half widths of its band.
    """
    chained = [m for m in marks if in_chain(m)]
    never = [m for m in chained if not m.holds.any()]
    ever = [m for m in chained if m.holds.any()]
    # beta falls as P rises, so the order by P is the order by beta
    return tuple((m.name, "distance") for m in sorted(never, key=_distance, reverse=True)) + tuple(
        (m.name, "probability") for m in sorted(ever, key=lambda m: float(m.holds.mean()))
    )


def worlds(marks: Sequence[Measured]) -> tuple[tuple[bool, ...], ...]:
    """For each mark in the chain, whether it holds in each of 100 worlds, survivors first.

    The samples are sorted by how many links hold from the first on, then one is taken from the
    middle of each hundredth
    part, so that every count shown is the share of all samples rounded, and not left to chance.
    """
    table = np.array([m.holds for m in marks if in_chain(m)])
    reached = np.logical_and.accumulate(table, axis=0).sum(axis=0)
    order = np.lexsort([*(~table[::-1]), -reached])
    picks = order[((np.arange(WORLDS) + 0.5) * table.shape[1] / WORLDS).astype(int)]
    return tuple(tuple(bool(x) for x in row[picks]) for row in table)


def join(
    marks: Sequence[Measured],
    main_cause: Holds,
    replicate: NDArray[np.int64],
    independent: tuple[Holds, Holds] | None,
) -> Chain:
    """The chain in both degrees; `independent` holds material and main cause in independent
    samples, if drawn."""
    material = joint(marks)
    first = degree(material, replicate, independent[0] if independent else None)
    second = degree(material & main_cause, replicate, independent[1] if independent else None)
    order = ranking(marks)
    table = np.array([m.holds for m in marks if in_chain(m)])
    return Chain(
        material=first,
        main_cause=second,
        product=float(np.prod(table.mean(axis=1))),
        weakest=order[0][0],
        weakest_by=order[0][1],
        second=order[1][0] if len(order) > 1 else None,
        worlds=worlds(marks),
        left=tuple(float(x) for x in np.logical_and.accumulate(table, axis=0).mean(axis=1)),
        answer=answer(first.probability, second.probability),
        likelihood=likelihood(first.probability),
    )


def _sweep(measured: Measured) -> tuple[tuple[float, float], ...]:
    if measured.values.size == 0:
        return ()
    below = measured.below
    return tuple(
        (at, float((measured.values < at).mean() if below else (measured.values >= at).mean()))
        for at in measured.sweep
    )


def told(marks: Sequence[Measured], replicate: NDArray[np.int64]) -> tuple[Mark, ...]:
    """Each mark in the numbers people read, in the order of the ruler."""
    rows = []
    for mark in marks:
        chained = in_chain(mark)
        share, error = probability(mark.holds, replicate) if chained else (None, None)
        others = [m for m in marks if m is not mark and in_chain(m)]
        granted = float(joint(others).mean()) if chained and others else None
        rows.append(
            Mark(
                name=mark.name,
                value=band(mark.values) if mark.values.size else None,
                unit=mark.unit,
                threshold=mark.threshold,
                below=mark.below,
                probability=share,
                error=error,
                probability_if_granted=granted,
                state=state(share),
                sweep=_sweep(mark),
                beside=mark.beside,
                in_chain=chained,
                why_not=mark.why_not,
            )
        )
    return tuple(rows)

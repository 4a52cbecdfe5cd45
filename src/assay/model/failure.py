"""Tells where a result stopped being a number: which formula, in which year, from which inputs.

Not here: the evaluation itself (`plan.py`). Runs only after a failure, for the samples that failed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.complaint import place
from assay.model.graph import YEAR, Need
from assay.model.plan import Hold, Plan, evaluate_block, givens_held, holding, plan_for
from assay.units import unit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST = 4096
"""Failing samples of a block that are looked into: every node is kept of them, which takes 1 MB a
node over 30 years."""


def not_finite(
    plan: Plan,
    name: str,
    result: Floats,
    values: Mapping[str, Floats],
) -> list[StoryError]:
    """Every formula behind `name` that made numbers into none, in the first year and sample in
    which it did; or, where it is a given, that.

    `result` is the failing block's output, `values` its givens in base units.
    """
    if name in plan.graph.inputs:
        found = f"{result[~np.isfinite(result)][0]:g}"
        remedy = "another distribution, or numbers in its place"
        return [StoryError(f"given {name}", found, "a finite number in every sample", remedy)]
    rows, samples = np.nonzero(~np.isfinite(np.atleast_2d(result)))
    if name in plan.kept and result.ndim == 2:
        rows = np.array(plan.kept[name])[rows]
    some, at = np.unique(samples, return_inverse=True)
    some = some[:MOST]
    rows, at = rows[at < some.size], at[at < some.size]
    failing = {int(row): np.isin(np.arange(some.size), at[rows == row]) for row in np.unique(rows)}
    given = {key: each[..., np.minimum(some, each.shape[-1] - 1)] for key, each in values.items()}
    failed = _Failed(plan, given, some.size, [name])
    origins = _origins(failed, name, failing)
    in_order = [node for group in plan.graph.order for node in group.names if node in origins]
    return [_told(plan, failed.computed, node, *origins[node]) for node in in_order]


class _Failed:
    """The samples that failed, with every node behind some of the model's."""

    def __init__(
        self, plan: Plan, given: Mapping[str, Floats], samples: int, names: Sequence[str]
    ) -> None:
        graph = plan.graph
        behind = graph.behind(names)
        self.plan, self.given, self.samples = plan, given, samples
        self.stepped = {name for one in graph.order if one.stepped for name in one.names}
        everything = self._of([node for node in graph.quantities if node in behind], {})
        self.computed = {**givens_held(plan, given), **everything}
        self._mended: dict[str, Floats] = {}

    def needs(self, node: str) -> list[Need]:
        """What a formula asks of other formulas."""
        graph = self.plan.graph
        return [need for need in graph.needs[node] if need.node in graph.quantities]

    def missing(self, node: str, row: int) -> Flags:
        """In which samples a node is no number in a year."""
        flags: Flags = ~np.isfinite(_row(self.computed[node], row))
        return flags

    def mended(self, node: str) -> Floats:
        """What a formula makes of its inputs where each that is no number has that of a year in
        which it is one, and 1 where it has none."""
        if node not in self._mended:
            others = {need.node for need in self.needs(node)}
            self._mended[node] = self._of(
                [node], {other: _stand_ins(self.computed[other]) for other in others}
            )[node]
        return self._mended[node]

    def _of(self, names: Sequence[str], held: Mapping[str, Floats]) -> dict[str, Floats]:
        """Some nodes, with others held where there are values for them."""
        plan = plan_for(self.plan.graph, names, None)
        told = {node: Hold(np.nan, None, told=True) for node in held}
        values = {**self.given, **{holding(node): of for node, of in held.items()}}
        holds = {**self.plan.holds, **told}
        # a copy, since results may lie in memory that is used again
        done = evaluate_block(replace(plan, holds=holds), values, self.samples, {})
        return {name: result.copy() for name, result in done.items()}


def _stand_ins(values: Floats) -> Floats:
    """For each value that is no number that of the last year with one, of the next where there is
    none, else 1; none where it is a number."""
    table = np.atleast_2d(values)
    found = np.where(np.isfinite(table), table, np.nan)
    for rows in (range(1, len(table)), range(len(table) - 2, -1, -1)):
        for row in rows:
            beside = found[row - 1 if rows.step > 0 else row + 1]
            found[row] = np.where(np.isnan(found[row]), beside, found[row])
    found = np.where(np.isnan(found), 1.0, found)
    return np.where(np.isfinite(table), np.nan, found).reshape(values.shape)


def _told(
    plan: Plan, computed: Mapping[str, Floats], node: str, row: int, sample: int
) -> StoryError:
    """What a formula made of which inputs, in one year of one sample."""
    graph = plan.graph
    told = ", ".join(
        f"{_prefix(need)}{need.node} = {_at(plan, computed, need, row, sample):.6g}"
        f" {graph.unit(need.node)}"
        for need in graph.needs[node]
        if need.node != YEAR and need.when != "history"
    )
    value = _value(computed[node], row, sample)
    over_time = computed[node].ndim == 2
    return StoryError(
        place(node, graph.quantities[node].formula),
        f"{value:g} in {int(plan.years[row])}" if over_time else f"{value:g}",
        "a finite number in every year and sample",
        f"other inputs than {told}" if told else "another formula",
    )


def _origins(
    failed: _Failed, name: str, failing: Mapping[int, Flags]
) -> dict[str, tuple[int, int]]:
    """Up the graph from values that are no numbers, to the formulas whose own doing that is.

    `failing` are the samples in which `name` is none, by row; told is the first row and sample of
    each formula.
    """
    found: dict[str, tuple[int, int]] = {}
    seen: dict[tuple[str, int], Flags] = {}
    waiting = [(name, row, samples) for row, samples in failing.items()]
    while waiting:
        node, row, samples = waiting.pop()
        known = seen.get((node, row), np.zeros(samples.size, dtype=bool))
        samples = samples & ~known
        seen[node, row] = known | samples
        if not samples.any():
            continue
        before = [(one.node, at) for one in failed.needs(node) for at in _rows(one, row)]
        own = _follow(failed, samples, before, waiting)
        if own.any() and node not in failed.stepped:
            # a formula on all years at once may have met one that fails in another year
            every = range(failed.plan.years.size)
            others = [(one.node, at) for one in failed.needs(node) for at in every]
            follows = own & np.isfinite(_row(failed.mended(node), row)) if others else own & False
            own &= ~follows | _follow(failed, follows, others, waiting)
        if own.any():
            first = (row, int(np.flatnonzero(own)[0]))
            found[node] = min(found.get(node, first), first)
    return found


def _follow(
    failed: _Failed,
    samples: Flags,
    places: Sequence[tuple[str, int]],
    waiting: list[tuple[str, int, Flags]],
) -> Flags:
    """Put the places that are no number in some of the samples among those `waiting`; the samples
    in which there is no such place."""
    inherited = np.zeros(samples.size, dtype=bool)
    for node, row in places:
        theirs = samples & failed.missing(node, row)
        if theirs.any():
            waiting.append((node, row, theirs))
            inherited |= theirs
    return samples & ~inherited


def _rows(need: Need, row: int) -> Sequence[int]:
    """The years of an input that a formula sees in a year, where it goes year by year."""
    if need.when == "now":
        return [row]
    return range(row) if need.when == "history" else range(row)[-1:]


def _prefix(need: Need) -> str:
    return "previous_" if need.when == "previous" else ""


def _at(plan: Plan, computed: Mapping[str, Floats], need: Need, row: int, sample: int) -> float:
    """What a formula saw of a node, in the node's declared unit."""
    node = need.node
    if need.when == "previous":
        start = plan.graph.quantities[node].start
        if row == 0 and start is not None:
            node, row = start, 0
        else:
            row -= 1
    return _value(computed[node], row, sample) / unit(plan.graph.unit(node)).scale


def _row(array: Floats, row: int) -> Floats:
    """A node's values of one year, or those of a number without years."""
    values: Floats = array[row] if array.ndim == 2 else array
    return values


def _value(array: Floats, row: int, sample: int) -> float:
    values = _row(array, row)
    return float(values[min(sample, values.size - 1)])

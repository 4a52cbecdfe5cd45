"""Tells where a result stopped being a number: which formula, in which year, from which inputs.

Not here: the evaluation itself (`plan.py`). Runs only after a failure, for one sample.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.complaint import place
from assay.model.graph import YEAR, Need
from assay.model.plan import Plan, evaluate_block, givens_held, plan_for
from assay.units import unit

Floats = NDArray[np.float64]


def not_finite(
    plan: Plan,
    name: str,
    result: Floats,
    values: Mapping[str, Floats],
) -> StoryError:
    """The first formula behind `name` that made a number into none, in the first failing sample.

    `result` is the failing block's output, `values` its givens in base units.
    """
    row, sample = (int(i) for i in np.argwhere(~np.isfinite(np.atleast_2d(result)))[0])
    if name in plan.kept and result.ndim == 2:
        row = plan.kept[name][row]
    one = {key: array[..., min(sample, array.shape[-1] - 1), None] for key, array in values.items()}
    graph = plan.graph
    everything = [node for node in graph.quantities if node in graph.behind([name])]
    all_of = replace(plan_for(graph, everything, None), holds=plan.holds)
    computed = {**givens_held(plan, one), **evaluate_block(all_of, one, 1, {})}
    node, row = _origin(plan, computed, name, row)
    over_time = computed[node].ndim == 2
    told = ", ".join(
        f"{_prefix(need)}{need.node} = {_at(plan, computed, need, row):.6g} {graph.unit(need.node)}"
        for need in graph.needs[node]
        if need.node != YEAR and need.when != "history"
    )
    found = computed[node][row, 0] if over_time else computed[node][0]
    return StoryError(
        place(node, graph.quantities[node].formula),
        f"{found:g} in {int(plan.years[row])}" if over_time else f"{found:g}",
        "a finite number in every year and sample",
        f"other inputs than {told}" if told else "another formula",
    )


def _origin(plan: Plan, computed: Mapping[str, Floats], name: str, row: int) -> tuple[str, int]:
    """Up the graph from a value that is no number, while an input of it is none either."""
    seen = set()
    while (name, row) not in seen:
        seen.add((name, row))
        for need in plan.graph.needs[name]:
            before = row - (need.when == "previous")
            inside = need.node in plan.graph.quantities and before >= 0 and need.when != "history"
            if inside and not np.isfinite(_value(computed[need.node], before)):
                name, row = need.node, before
                break
    return name, row


def _prefix(need: Need) -> str:
    return "previous_" if need.when == "previous" else ""


def _at(plan: Plan, computed: Mapping[str, Floats], need: Need, row: int) -> float:
    """What a formula saw of a node, in the node's declared unit."""
    node = need.node
    if need.when == "previous":
        start = plan.graph.quantities[node].start
        if row == 0 and start is not None:
            node, row = start, 0
        else:
            row -= 1
    return _value(computed[node], row) / unit(plan.graph.unit(node)).scale


def _value(array: Floats, row: int) -> float:
    return float(array[row, 0] if array.ndim == 2 else array[0])

"""A node of a model as a function of its inputs' probabilities, for runs made for the purpose.

Not here: what is asked of it (`saltelli.py`, `shapley.py`); an event as such a function
(`limit_state.py`). Every input comes through its inverse distribution function.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.analysis.limit_state import Space, space_of
from assay.model.correlation import Correlation
from assay.model.givens import Given
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.normal import standard_normal
from assay.model.run import evaluate
from assay.model.sample import medians

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NodeOfInputs:
    """What a node is in some years, as a function of the uncertain givens behind it."""

    model: Model
    """The formulas."""
    every: tuple[Given, ...]
    """All givens of the model."""
    node: str
    """The node."""
    years: tuple[int, ...]
    """The years told; none for a number without years."""
    space: Space
    """The givens behind it and those that they move with, over independent coordinates."""
    givens: tuple[Given, ...]
    """The uncertain givens behind it."""
    correlation: Floats
    """Correlation of their normal scores, (given, given)."""
    threads: int | None = None
    """Threads of a run; the result never depends on them."""

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Places of the givens that move together, directly or through others, in rising order;
        one by itself where it moves with none."""
        linked = self.correlation != 0
        found: list[tuple[int, ...]] = []
        seen: set[int] = set()
        for place in range(len(self.givens)):
            edge, group = {place} - seen, set[int]()
            while edge:
                group |= edge
                edge = {int(k) for one in edge for k in np.flatnonzero(linked[one])} - group
            if group:
                found.append(tuple(sorted(group)))
                seen |= group
        return tuple(found)

    def coordinates(self, group: Sequence[int]) -> tuple[int, ...]:
        """Places of the independent coordinates that move a group of the givens."""
        names = [given.name for given in self.space.givens]
        rows = self.space.factor[[names.index(self.givens[place].name) for place in group]]
        return tuple(np.flatnonzero(rows.any(axis=0)).tolist())

    def at_probabilities(self, u: Floats) -> Floats:
        """(coordinate, point) of independent coordinates -> (year, point), in the node's unit.

        Raises StoryError where the node is not a finite number.
        """
        return self._at(self.space.inputs(standard_normal(u)))

    def at_scores(self, scores: Floats) -> Floats:
        """(given, point) of the givens' own normal scores -> (year, point), in the node's unit.

        Raises StoryError where the node is not a finite number.
        """
        apart = Space(self.givens, np.eye(len(self.givens)), self.space.years)
        return self._at(apart.inputs(scores))

    def _at(self, inputs: dict[str, Floats]) -> Floats:
        done = evaluate(
            self.model,
            self.every,
            {**medians(self.every, self.space.years), **inputs},
            (self.node,),
            years={self.node: self.years} if self.years else None,
            threads=self.threads,
        )
        if not self.years:
            return done.values(self.node)[None]
        return np.stack([done.at(self.node, year) for year in self.years])


def node_of_inputs(
    model: Model,
    givens: Sequence[Given],
    node: str,
    years: Sequence[int],
    correlations: Sequence[Correlation] = (),
    threads: int | None = None,
) -> NodeOfInputs:
    """The node as a function. Raises UnknownNode for a node that there is not."""
    graph = graph_of(model, givens)
    graph.require([node], "the node")
    space = space_of(model, givens, (node,), correlations)
    wanted = graph.behind((node,))
    behind = [place for place, given in enumerate(space.givens) if given.name in wanted]
    whole = space.factor @ space.factor.T
    return NodeOfInputs(
        model=model,
        every=tuple(givens),
        node=node,
        years=tuple(years),
        space=space,
        givens=tuple(space.givens[place] for place in behind),
        correlation=whole[np.ix_(behind, behind)],
        threads=threads,
    )

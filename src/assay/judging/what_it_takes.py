"""What would have to be true for a story, or one mark of it: all givens together.

Not here: the method (`analysis/reliability.py`), one given at a time (`weighing.py`), how the
answer is shown (`report/`).
"""

import numpy as np
from numpy.typing import NDArray

from assay.analysis.design_point import DesignPoint
from assay.analysis.limit_state import LimitState, Space, limit_state
from assay.analysis.reliability import requirement
from assay.analysis.tornado import swings
from assay.answers import Move, Requirement, Swing, Way
from assay.errors import UnknownNode
from assay.judging.margins import MAIN, MATERIAL, marks_of, of_chain, of_mark, reached
from assay.model.complaint import nearest
from assay.model.normal import probability_below
from assay.model.watch import Watch
from assay.ruler.lay import outputs
from assay.ruler.movers import model_to_horizon
from assay.ruler.story import Story

Floats = NDArray[np.float64]

BELOW = "scarcity"
"""The mark whose value must lie below its threshold."""
NEGLIGIBLE = 1e-4
"""A score this small is told as no move, unless the given jumps: searches keep what jumps that
little to its side."""
FINER = 17
"""Points by which the way of a given is looked at, and thrice again where it is steepest."""
LOOKS = 3
"""How often: a slope then shrinks to a 256th, a jump not at all."""


def what_it_takes(
    story: Story, target: str, seed: int, watch: Watch | None = None
) -> tuple[Requirement, tuple[Swing, ...]]:
    """The most probable ways to `target`, its probability, and how far each given alone moves it.

    `target` is "material" or "main_cause" for the whole chain, or a mark. Swings come largest
    first. `watch` is told how far the sampling is, and may stop it. Raises UnknownNode for another
    target or a mark that the chain does not have.
    """
    state, space = asked(story, target)
    found = requirement(state, seed, watch=watch)
    names = marks_of(story) if target in (MATERIAL, MAIN) else (target,)
    titles = {given.name: given.title for given in space.givens}
    low, high, _ = (_least_reached(margins, names) for margins in swings(state, space))
    order = np.argsort(-np.abs(high - low), kind="stable")
    told = Requirement(
        target=target,
        holds=found.holds,
        ways=tuple(_way(space, way, names, found.holds) for way in found.ways),
        probability=found.probability,
        error=found.error,
        method=found.method,
        runs=found.runs,
    )
    return told, tuple(
        Swing(state.names[k], titles[state.names[k]], float(low[k]), float(high[k])) for k in order
    )


def _least_reached(margins: Floats, names: tuple[str, ...]) -> Floats:
    """Of margins, (part, ...), the smallest share of what is needed that any mark reaches."""
    shares = [reached(row, name == BELOW) for row, name in zip(margins, names, strict=True)]
    found: Floats = np.stack(shares).min(axis=0)
    return found


def asked(story: Story, target: str) -> tuple[LimitState, Space]:
    """The event that the target holds, over the story's givens."""
    known = (*marks_of(story), MATERIAL, MAIN)
    if target not in known:
        raise UnknownNode("need", repr(target), "a mark of the chain", nearest(target, known))
    margins = of_chain(story, target) if target in (MATERIAL, MAIN) else of_mark(story, target)
    model = model_to_horizon(story)
    return limit_state(model, story.givens, outputs(story), margins, story.correlations)


def _way(space: Space, way: DesignPoint, names: tuple[str, ...], holds: bool) -> Way:
    """A design point in the givens' own units."""
    scores = space.scores(way.point[:, None])[:, 0]
    factors = _factors(space, way.point)
    moves = [
        _move(space, place, float(score), float(factors[place]))
        for place, score in enumerate(scores)
    ]
    return Way(
        distance=way.distance,
        moves=tuple(sorted(moves, key=lambda move: -abs(move.score))),
        tight=tuple(names[k] for k in way.active) if len(names) > 1 and not holds else (),
    )


def _move(space: Space, place: int, score: float, factor: float) -> Move:
    given = space.givens[place]
    jumps = _jumps(space, place, score)
    score = 0.0 if abs(score) < NEGLIGIBLE and not jumps else score
    median, needed = (float(value) for value in space.told(place, np.array([0.0, score])))
    return Move(
        given=given.name,
        title=given.title,
        unit=given.unit,
        median=median,
        needed=needed,
        percentile=100 * probability_below(score),
        score=score,
        factor=factor,
        jumps=jumps,
    )


def _jumps(space: Space, place: int, score: float) -> bool:
    """Whether a given's value jumps on the way from its median to a score: its steepest step then
    does not shrink with the cells."""
    low, high, steps = 0.0, score, []
    for _ in range(LOOKS):
        scores = np.linspace(low, high, FINER)
        rises = np.abs(np.diff(space.told(place, scores)))
        at = int(np.argmax(rises))
        low, high = float(scores[at]), float(scores[at + 1])
        steps.append(float(rises[at]))
    return steps[-1] > steps[0] / 2


def _factors(space: Space, point: Floats) -> Floats:
    """Sensitivity factors of the givens: how the distance answers to each given's own score.

    For givens that move together those of Der Kiureghian (2005), Engineering Design Reliability
    Handbook, chapter 14, eq. 14.29; for the others the direction of the way.
    """
    length = float(np.linalg.norm(point))
    if length == 0:
        return np.zeros(len(point))
    turned = np.linalg.solve(space.factor.T, point / length)
    found: Floats = turned / np.linalg.norm(turned)
    return found

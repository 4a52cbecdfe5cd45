"""What would have to be true: the ways in which an event becomes true, and how probable it is.

Not here: one given at a time (`requirement.py`), the parts of the method (`design_point.py`,
`importance.py`, `subset.py`), the telling in the givens' own units (`judging/what_it_takes.py`).

Searches for design points start from the middle, from the largest single moves, from each side of
what jumps, and from points of the event that subset simulation came upon, so that several ways are
found where there are several.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from assay.analysis.design_point import MET, DesignPoint, distinct, search
from assay.analysis.importance import SURE, Estimate, estimate
from assay.analysis.limit_state import LimitState, replaced
from assay.analysis.subset import subset_simulation
from assay.model.watch import Watch

Floats = NDArray[np.float64]

REACH = 4.0
"""How far single moves are scanned, in standard deviations: the width of the report's axis."""
CELLS = 32
"""Cells of that scan: a quarter of a standard deviation each."""
FINER = 17
"""Points by which a cell that may hold a jump is looked at again, twice."""
JUMP = 0.1
"""A jump is at least this large, a tenth of a logarithm; searches step across smaller ones."""
STANDS_OUT = 8.0
"""... and this many times its neighbours' changes."""
BESIDE = 1e-6
"""How far beside a jump a search is kept."""
MOST_JUMPS = 2
"""Jumps of which both sides are tried, the largest: four combinations."""
SINGLE = 3
"""Largest single moves from which searches start."""
DRAWN = 6
"""Points of subset simulation from which searches start."""
BEYOND = 2.0
"""A way this much farther than the nearest adds less than a hundredth of its probability."""
MOST_WAYS = 4
"""Ways told at most."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """The ways to an event and its probability."""

    holds: bool
    """Whether the event holds at the middle; the ways then lead out of it."""
    ways: tuple[DesignPoint, ...]
    """The most probable points, the nearest first; none where none was found."""
    probability: float
    """How probable the event is."""
    error: float
    """The standard error."""
    method: str
    """"importance" (around the ways), "subset" (where those did not serve), "none" or "certain"
    (there is no coordinate)."""
    runs: int
    """Points computed for the probability."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a margin jumps along one coordinate."""

    coordinate: int
    """Which."""
    place: float
    """Where, in standard deviations."""
    size: float
    """By how much the margin changes."""


def requirement(
    state: LimitState,
    seed: int,
    *,
    thorough: bool = True,
    sure: float = SURE,
    watch: Watch | None = None,
) -> Requirement:
    """The most probable ways to the event, or out of it where it holds at the middle.

    `thorough` adds starts from subset simulation, which also tells the probability where no way
    was found; `sure` is the relative standard error asked for. `watch` is told how far the sampling
    around the ways is and may stop it: the probability is then less sure. The same seed gives the
    same bits.
    """
    middle = np.zeros((len(state.names), 1))
    holds = bool(state.least(middle)[0] >= 0)
    if not state.names:
        return Requirement(holds, (), float(holds), 0.0, "certain", 1)
    aim = _left(state) if holds else state
    ways: list[DesignPoint] = []
    for part in _parts(state) if holds else [state]:
        ways += _ways(part, seed, thorough)
    kept = distinct(sorted(ways, key=lambda one: one.distance))
    near = tuple(one for one in kept if one.distance <= kept[0].distance + BEYOND)[:MOST_WAYS]
    found, method = _probability(aim, near, seed, (sure, thorough), watch)
    share = 1 - found.probability if holds else found.probability
    return Requirement(holds, near, share, found.error, method, found.runs)


def _left(state: LimitState) -> LimitState:
    """The event that any margin is missed."""
    return replaced(state, lambda margins: -margins.min(axis=0, keepdims=True))


def _parts(state: LimitState) -> list[LimitState]:
    """For each margin, the event that it is missed."""
    count = state.margins(np.zeros((len(state.names), 1))).shape[0]

    def missed(part: int) -> LimitState:
        return replaced(state, lambda margins: -margins[part : part + 1])

    return [missed(part) for part in range(count)]


def _probability(
    state: LimitState,
    ways: tuple[DesignPoint, ...],
    seed: int,
    effort: tuple[float, bool],
    watch: Watch | None,
) -> tuple[Estimate, str]:
    """By importance sampling; where it has no ways or too few hits, by subset simulation."""
    sure, thorough = effort
    if ways:
        found = estimate(state, [one.point for one in ways], seed, sure=sure, watch=watch)
        if found.is_sure or not thorough:
            return found, "importance" if found.is_sure else "none"
    if not thorough:
        return Estimate(0.0, 0.0, 0, 0), "none"
    drawn = subset_simulation(state, seed)
    reached = drawn.inside.shape[1]
    told = Estimate(drawn.probability, drawn.error, 0, reached)
    return told, "subset" if reached else "none"


def _ways(state: LimitState, seed: int, thorough: bool) -> list[DesignPoint]:
    """Every design point found from all starts."""
    grid, margins = scan(state)
    jumps = jumps_of(state, grid, margins)
    starts = [np.zeros(len(state.names)), *_single_moves(grid, margins)]
    boxed = [(start, jumps) for start in starts]
    sided = [
        (_beside(start, sides, those), dict(zip((j.coordinate for j in those), sides, strict=True)))
        for start, those in boxed
        for sides in product((-1, 1), repeat=len(those))
    ]
    if thorough:
        inside = subset_simulation(state, seed).inside
        sided += [
            (point, {j.coordinate: 1 if point[j.coordinate] > j.place else -1 for j in jumps})
            for point in _spread(inside)
        ]
    low = np.full((len(state.names), len(sided)), -np.inf)
    high = np.full((len(state.names), len(sided)), np.inf)
    for at, (_, sides) in enumerate(sided):
        for jump in jumps:
            if sides[jump.coordinate] > 0:
                low[jump.coordinate, at] = jump.place + BESIDE
            else:
                high[jump.coordinate, at] = jump.place - BESIDE
    found = search(state, np.stack([start for start, _ in sided], axis=1), low, high)
    return [one for one in found if not _goes_on(state, one, jumps)]


def _goes_on(state: LimitState, one: DesignPoint, jumps: list[Jump]) -> bool:
    """Whether the event goes on across a jump at which a search had to stop, nearer to the origin:
    then the point is none of its own."""
    for jump in jumps:
        beyond = one.point[jump.coordinate] - jump.place
        if jump.place != 0 and abs(beyond) <= 2 * BESIDE and beyond * jump.place > 0:
            across = one.point.copy()
            across[jump.coordinate] = jump.place - beyond
            if state.least(across[:, None])[0] >= -MET:
                return True
    return False


def _beside(start: Floats, sides: tuple[int, ...], jumps: list[Jump]) -> Floats:
    """The start, moved to the chosen side of each jump."""
    moved = start.copy()
    for side, jump in zip(sides, jumps, strict=True):
        edge = jump.place + side * BESIDE
        at = moved[jump.coordinate]
        moved[jump.coordinate] = max(at, edge) if side > 0 else min(at, edge)
    return moved


def scan(state: LimitState) -> tuple[Floats, Floats]:
    """Each coordinate moved alone: the grid, and margins as (part, coordinate, place)."""
    grid = np.linspace(-REACH, REACH, CELLS + 1)
    count = len(state.names)
    cloud = np.zeros((count, count * grid.size + 1, 1))
    for at in range(count):
        cloud[at, 1 + at * grid.size : 1 + (at + 1) * grid.size, 0] = grid
    margins = state.at_variations(cloud)[:, 1:]
    return grid, margins.reshape(-1, count, grid.size)


def _single_moves(grid: Floats, margins: Floats) -> list[Floats]:
    """The single moves that bring the smallest margin highest, each as a point."""
    least = margins.min(axis=0)
    count = least.shape[0]
    best = np.argsort(-least.max(axis=1), kind="stable")[:SINGLE]
    found = []
    for coordinate in best:
        point = np.zeros(count)
        point[coordinate] = grid[np.argmax(least[coordinate])]
        found.append(point)
    return found


def jumps_of(state: LimitState, grid: Floats, margins: Floats) -> list[Jump]:
    """Where a margin jumps along a coordinate, all others at their middle; the largest first.

    A change that stands out among its neighbours is looked at again in ever smaller cells: if it
    does not shrink with them, it is a jump.
    """
    changes = np.abs(np.diff(margins, axis=2))
    around = np.maximum(
        np.pad(changes, ((0, 0), (0, 0), (1, 0)))[:, :, :-1],
        np.pad(changes, ((0, 0), (0, 0), (0, 1)))[:, :, 1:],
    )
    suspects = ((changes > JUMP) & (changes > STANDS_OUT * around)).any(axis=0)
    sizes = np.where(suspects, changes.max(axis=0), 0.0)
    largest = np.argsort(-sizes, axis=None, kind="stable")[:MOST_JUMPS]
    found = []
    for coordinate, cell in zip(*np.unravel_index(largest, sizes.shape), strict=True):
        first = float(sizes[coordinate, cell])
        if first == 0:
            continue
        low, high, last = float(grid[cell]), float(grid[cell + 1]), first
        for _ in range(2):
            inner = np.linspace(low, high, FINER)
            cloud = np.zeros((len(state.names), FINER, 1))
            cloud[coordinate, :, 0] = inner
            steps = np.abs(np.diff(state.at_variations(cloud)[:, :, 0], axis=1)).max(axis=0)
            at = int(np.argmax(steps))
            low, high, last = float(inner[at]), float(inner[at + 1]), float(steps[at])
        if last > first / 2:
            found.append(Jump(int(coordinate), _rounded(low, high), last))
    return sorted(found, key=lambda jump: -jump.size)


def _rounded(low: float, high: float) -> float:
    """The middle of a cell; 0 where the cell ends there, since medians are where switches sit."""
    if low <= 0 <= high:
        return 0.0
    return (low + high) / 2


def _spread(points: Floats) -> list[Floats]:
    """A few points far apart in direction, the nearest to the origin first."""
    if points.shape[1] == 0:
        return []
    lengths = np.linalg.norm(points, axis=0)
    unit = points / lengths
    kept = [int(np.argmin(lengths))]
    while len(kept) < min(DRAWN, points.shape[1]):
        likeness = (unit.T @ unit[:, kept]).max(axis=1)
        kept.append(int(np.argmin(likeness)))
    return [points[:, at] for at in kept]

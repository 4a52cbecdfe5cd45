"""The most probable points at which an event happens: the nearest to the origin of normal space.

Not here: the event itself (`limit_state.py`), from where to search (`reliability.py`).

First-order reliability method: Hasofer and Lind (1974), Rackwitz and Fiessler (1978), Computers and
Structures 9, 489-494; improved by a line search on a merit function after Zhang and Der Kiureghian
(1995), Reliability and Optimization of Structural Systems, 297-304. For several margins together
the step goes to the point nearest to the origin at which all of them, taken as planes, are met: the
joint design point of a parallel system (Hohenbichler and Rackwitz 1983, Journal of Engineering
Mechanics 109, 1127-1148). Slopes are central differences of common points, all starts at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.analysis.least_distance import nearest
from assay.analysis.limit_state import LimitState, replaced

Floats = NDArray[np.float64]

STEP = 1e-3
"""Half width of a difference, in standard deviations: its error is some 1e-6, its noise less."""
WIDE = 0.2
"""Half width where a search with narrow ones is stuck, so that slopes see across small jumps."""
FARTHEST = 8.0
"""Bound of each coordinate: beyond it a probability differs from 0 or 1 by rounding alone."""
ITERATIONS = 40
"""Steps at most; smooth margins take fewer than ten."""
CLOSE = 1e-4
"""Length of a step, relative to the distance, at which a search has arrived."""
MET = 1e-6
"""A margin this little below 0 counts as met, in parts of the largest at the starts."""
FRACTIONS = tuple(0.5**k for k in range(10))
"""Parts of a step that the line search tries; below a thousandth it is stuck."""
GAIN = 1e-10
"""A step must lower the merit by this part of it, more than rounding does."""
SMALL = 1e-5
"""A step that lowers the merit by less than this part of it counts as small ..."""
PATIENCE = 4
"""... and so many in a row end a search at a kink."""
TOGETHER = 0.01
"""Two searches this near to each other, on the same sides of what jumps, go on as one."""
TOWARDS = 65
"""Points on the way from the origin to a point found, and once more between two of them, by which
it is put on the border: to one part in 4096."""
SAME = 0.98
"""Two points are one where the cosine of the angle between them is larger, about 11 degrees."""


@dataclass(frozen=True, slots=True)
class DesignPoint:
    """A most probable point of an event."""

    point: Floats
    """Its independent standard normal coordinates."""
    distance: float
    """Its distance from the origin: the reliability index."""
    active: tuple[int, ...]
    """The margins that are 0 there; the others are met with something left."""
    arrived: bool
    """Whether the search ended by its own criterion rather than at a kink or after many steps."""


@dataclass(slots=True)
class _Search:
    """One search on its way."""

    point: Floats
    low: Floats
    high: Floats
    price: float = 1.0
    best: Floats | None = None
    active: tuple[int, ...] = ()
    arrived: bool = False
    over: bool = False
    step: float = STEP
    small: int = 0


def search(
    state: LimitState, starts: Floats, low: Floats | None = None, high: Floats | None = None
) -> tuple[DesignPoint, ...]:
    """The points found from each start, (coordinate, start), the nearest first, each once.

    `low` and `high`, shaped as `starts`, keep each search on its side of what jumps. Starts from
    which no point of the event was found are left out.
    """
    low = np.full(starts.shape, -FARTHEST) if low is None else np.maximum(low, -FARTHEST)
    high = np.full(starts.shape, FARTHEST) if high is None else np.minimum(high, FARTHEST)
    state = _scaled(state, starts)
    searches = [
        _Search(np.clip(starts[:, k], low[:, k], high[:, k]), low[:, k], high[:, k])
        for k in range(starts.shape[1])
    ]
    for _ in range(ITERATIONS):
        under_way = [one for one in searches if not one.over]
        if not under_way:
            break
        _advance(state, under_way)
        _join(under_way)
    found = [_bordered(state, one) for one in searches if one.best is not None]
    return distinct(sorted(found, key=lambda one: one.distance))


def _join(searches: list[_Search]) -> None:
    """End every search that has come to where an earlier one is."""
    for at, one in enumerate(searches):
        for other in searches[:at]:
            near = float(np.abs(one.point - other.point).max()) < TOGETHER
            alike = (one.low == other.low).all() and (one.high == other.high).all()
            if near and alike and (other.arrived or not other.over):
                one.over, one.best = True, None


def _scaled(state: LimitState, starts: Floats) -> LimitState:
    """Margins in parts of the largest at the starts, so that tolerances mean the same for all."""
    largest = np.abs(state.margins(starts)).max(axis=1)
    scale = np.where(largest > 0, largest, 1.0)

    def by(margins: Floats) -> Floats:
        return margins / scale.reshape(-1, *[1] * (margins.ndim - 1))

    return replaced(state, by)


def distinct(points: list[DesignPoint]) -> tuple[DesignPoint, ...]:
    """Of points that lie in one direction, the first."""
    kept: list[DesignPoint] = []
    for one in points:
        if all(_cosine(one.point, other.point) < SAME for other in kept):
            kept.append(one)
    return tuple(kept)


def _cosine(one: Floats, other: Floats) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths > 0 else 1.0


def _advance(state: LimitState, searches: list[_Search]) -> None:
    """One step of every search: slopes, the nearest point of the planes, the line search."""
    margins, slopes = differences(state, searches)
    aims = []
    for at, one in enumerate(searches):
        here, tilt = margins[:, at], slopes[:, :, at]
        aim, weights = nearest(tilt, tilt @ one.point - here, one.low, one.high)
        one.active = tuple(int(k) for k in np.flatnonzero(weights > 0))
        one.price = max(one.price, 2 * float(weights.max(initial=0.0)))
        aims.append(aim)
        length = float(np.linalg.norm(aim - one.point))
        if length <= CLOSE * max(1.0, float(np.linalg.norm(one.point))) and here.min() >= -CLOSE:
            one.arrived, one.over = one.step < WIDE, True
    paths = np.stack(
        [
            one.point[:, None] + np.outer(aim - one.point, (*FRACTIONS, 0.0))
            for one, aim in zip(searches, aims, strict=True)
        ],
        axis=1,
    )
    reached = state.margins(paths.reshape(paths.shape[0], -1)).reshape(-1, *paths.shape[1:])
    for at, one in enumerate(searches):
        _take(one, paths[:, at], reached[:, at])


def _take(one: _Search, path: Floats, margins: Floats) -> None:
    """Go to the best point of the path; remember the nearest point of the event on it."""
    halves = 0.5 * (path**2).sum(axis=0)
    merits = halves + one.price * np.maximum(-margins, 0).sum(axis=0)
    inside = np.flatnonzero(margins.min(axis=0) >= -MET)
    if inside.size:
        place = inside[np.argmin(halves[inside])]
        if one.best is None or halves[place] < 0.5 * float(one.best @ one.best):
            one.best = path[:, place]
    chosen = int(np.argmin(merits))
    gain = (merits[-1] - merits[chosen]) / (1 + merits[-1])
    one.small = one.small + 1 if gain < SMALL else 0
    if gain > GAIN and one.small < PATIENCE:
        one.point = path[:, chosen]
    elif one.step < WIDE:
        one.step, one.small = WIDE, 0
    else:
        one.over = True


def differences(state: LimitState, searches: list[_Search]) -> tuple[Floats, Floats]:
    """Margins, (part, search), and slopes, (part, coordinate, search), at the searches' points."""
    points = np.stack([one.point for one in searches], axis=1)
    low = np.stack([one.low for one in searches], axis=1)
    high = np.stack([one.high for one in searches], axis=1)
    count = points.shape[0]
    step = np.eye(count)[:, :, None] * np.array([one.step for one in searches])
    # clipped, so that no difference reaches across what jumps
    above = np.minimum(points[:, None, :] + step, high[:, None, :])
    below = np.maximum(points[:, None, :] - step, low[:, None, :])
    cloud = np.concatenate([points[:, None, :], above, below], axis=1)
    margins = state.at_variations(cloud)
    across = np.arange(count)
    width = above[across, across] - below[across, across]
    rise = margins[:, 1 : count + 1] - margins[:, count + 1 :]
    return margins[:, 0], rise / width


def _bordered(state: LimitState, one: _Search) -> DesignPoint:
    """The point of the event found, drawn back towards the origin as far as the event reaches."""
    assert one.best is not None  # only such searches are told
    inner, outer = 0.0, 1.0
    for _ in range(2):
        along = np.linspace(inner, outer, TOWARDS)
        # what is bound to its side of a jump stays there
        path = np.clip(np.outer(one.best, along), one.low[:, None], one.high[:, None])
        inside = state.least(path) >= -MET
        outside = np.flatnonzero(~inside)
        first = min(int(outside[-1]) + 1 if outside.size else 0, TOWARDS - 1)
        inner, outer = float(along[max(first - 1, 0)]), float(along[first])
    point = np.clip(one.best * outer, one.low, one.high)
    return DesignPoint(point, float(np.linalg.norm(point)), one.active, one.arrived)

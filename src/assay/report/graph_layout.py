"""Where the boxes of a graph stand and how its lines run, so that no line runs behind a box.

Not here: how boxes and lines look (`graph_to_svg.py`). The way of Sugiyama, Tagawa and Toda (1981,
IEEE Trans. Syst. Man Cybern. 11, 109-125): boxes in layers by the longest way from what is put in;
a line across several layers has a place in each of them, a lane between the boxes; each layer is
ordered by the mean place of its neighbours as long as that saves crossings; then places are as near
to those of the neighbours as the order and the room needed allow. Lines of one box that go the same
way share their lanes. All of it is deterministic: the same graph is always drawn alike.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assay.argument import Argument, ArgumentNode

AT_ONCE = ("now", "known")
"""What is needed of the same year; the rest is drawn dashed."""
SWEEPS = 24
"""Passes of ordering at most; on the shipped stories none after the twentieth saves a crossing."""
SETTLING = 12
"""Passes of placing; more move no box by a pixel that can be seen."""
LANE = 8.0
"""Room for a line between boxes, in pixels."""
STRAIGHT = 4.0
"""How much more a line that crosses layers wants to be straight than one to the next."""
LOOSE = 1e-3
"""How much a box without neighbours wants to stay where it is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What has a place in a layer: a box, or a line that passes."""

    name: str
    """The box, or the box from which the lines come."""
    way: str = ""
    """For lines: forth or back, dashed or not; lines that agree share a lane. Empty for a box."""
    layer: int = 0
    """For lines: which layer they pass; 0 for a box."""


Route = tuple[str, str, str]
"""What is needed, by whom, and of when."""
Order = list[list[Spot]]
Links = dict[Spot, list[Spot]]


@dataclass(frozen=True, slots=True)
class Layout:
    """All places, from the left upper corner of the first box."""

    layer: Mapping[str, int]
    """Each box's layer."""
    middle: Mapping[Spot, float]
    """The height at which the middle of a box or a line lies."""
    routes: Mapping[Route, tuple[Spot, ...]]
    """For each line what it starts from, passes and ends at."""


def layers(argument: Argument) -> dict[str, int]:
    """The layer of each node: after what it needs of the same year, as near as can be to its use.

    Around a focus by the steps to it: what it needs before it, what asks for it after it.
    """
    drawn = {node.name: node for node in argument.nodes}
    depth = _by_need(drawn) if argument.focus is None else _by_distance(drawn, argument.focus)
    first = min(depth.values(), default=0)
    return {name: depth[name] - first for name in drawn}


def _by_distance(drawn: Mapping[str, ArgumentNode], focus: str) -> dict[str, int]:
    depth = {focus: 0}
    for sign in (-1, 1):
        edge = [focus]
        for step in range(1, len(drawn)):
            edge = [
                other
                for other in drawn
                if other not in depth
                and any(
                    _is_needed(drawn, *((other, one) if sign < 0 else (one, other))) for one in edge
                )
            ]
            depth.update(dict.fromkeys(edge, sign * step))
    return depth


def _is_needed(drawn: Mapping[str, ArgumentNode], needed: str, by: str) -> bool:
    return any(needed == one for one, _ in drawn[by].needs)


def _by_need(drawn: Mapping[str, ArgumentNode]) -> dict[str, int]:
    depth: dict[str, int] = {}
    users: dict[str, list[str]] = {name: [] for name in drawn}
    for name in drawn:
        for one in _needed_now(drawn, name):
            users[one].append(name)
        waiting = [name]
        while waiting:
            last = waiting[-1]
            needs = _needed_now(drawn, last)
            missing = [one for one in needs if one not in depth]
            if missing:
                waiting += missing
            else:
                depth[waiting.pop()] = 1 + max((depth[one] for one in needs), default=-1)
    # from the last layer on: what has more users than needs moves to its users
    for name in sorted(drawn, key=lambda one: -depth[one]):
        if len(users[name]) > len(_needed_now(drawn, name)):
            depth[name] = min(depth[user] for user in users[name]) - 1
    return depth


def _needed_now(drawn: Mapping[str, ArgumentNode], name: str) -> list[str]:
    found = (one for one, when in drawn[name].needs if when in AT_ONCE and one in drawn)
    return list(dict.fromkeys(found))


def laid_out(argument: Argument, height: float, gap: float) -> Layout:
    """Places for boxes so high and so far from each other."""
    layer = layers(argument)
    routes = {
        (other, node.name, when): _spots(other, node.name, when, layer)
        for node in argument.nodes
        for other, when in node.needs
        if other in layer
    }
    before, after = _links(routes, layer)
    order: Order = [[] for _ in range(1 + max(layer.values(), default=-1))]
    for name, at in layer.items():
        order[at].append(Spot(name))
    passing = (spot for spots in routes.values() for spot in spots if spot.way)
    for spot in dict.fromkeys(passing):
        order[spot.layer].append(spot)
    order = _ordered(order, before, after)
    return Layout(layer, _placed(order, before, after, height, gap), routes)


def _spots(source: str, end: str, when: str, layer: Mapping[str, int]) -> tuple[Spot, ...]:
    """What a line starts from, passes and ends at."""
    first, last = layer[source], layer[end]
    forth = first < last
    way = ("forth" if forth else "back") + ("" if when in AT_ONCE else " dashed")
    between = range(first + 1, last) if forth else range(first - 1, last, -1)
    return Spot(source), *(Spot(source, way, at) for at in between), Spot(end)


def _links(
    routes: Mapping[Route, tuple[Spot, ...]], layer: Mapping[str, int]
) -> tuple[Links, Links]:
    """What each spot is joined with in the layer before it, and in the one after it."""
    before: Links = {}
    after: Links = {}
    for (source, end, _), spots in routes.items():
        if layer[source] == layer[end]:
            continue
        rising = spots if layer[source] < layer[end] else spots[::-1]
        for left, right in pairwise(rising):
            if right not in after.setdefault(left, []):
                after[left].append(right)
                before.setdefault(right, []).append(left)
    return before, after


def _ordered(order: Order, before: Links, after: Links) -> Order:
    """The order with the fewest crossings that was come upon; what nothing is joined with stands
    last."""
    alone = [[spot for spot in row if spot not in before and spot not in after] for row in order]
    order = [[spot for spot in row if spot in before or spot in after] for row in order]
    best, fewest = [list(row) for row in order], _crossings(order, after)
    for sweep in range(SWEEPS):
        links = before if sweep % 2 == 0 else after
        rows = order if sweep % 2 == 0 else order[::-1]
        for fixed, row in pairwise(rows):
            place = {spot: (at + 0.5) / len(fixed) for at, spot in enumerate(fixed)}
            _sort(row, place, links)
        _swap(order, before, after)
        found = _crossings(order, after)
        if found < fewest:
            best, fewest = [list(row) for row in order], found
    return [row + rest for row, rest in zip(best, alone, strict=True)]


def _sort(row: list[Spot], place: Mapping[Spot, float], links: Links) -> None:
    """By the mean place of the neighbours; what has none there keeps its own."""
    mean = {}
    for at, spot in enumerate(row):
        near = [place[one] for one in links.get(spot, ())]
        mean[spot] = sum(near) / len(near) if near else (at + 0.5) / len(row)
    row.sort(key=mean.__getitem__)


def _swap(order: Order, before: Links, after: Links) -> None:
    """Swap two that stand beside each other where that saves crossings."""
    place = {spot: at for row in order for at, spot in enumerate(row)}
    for row in order:
        for at in range(len(row) - 1):
            one, other = row[at], row[at + 1]
            saved = 0
            for links in (before, after):
                ends = [place[end] for end in links.get(one, ())]
                others = [place[end] for end in links.get(other, ())]
                saved += sum((a > b) - (a < b) for a in ends for b in others)
            if saved > 0:
                row[at], row[at + 1] = other, one
                place[one], place[other] = at + 1, at


def _crossings(order: Order, after: Links) -> int:
    """How many pairs of lines cross between layers."""
    found = 0
    for row, following in pairwise(order):
        place = {spot: at for at, spot in enumerate(following)}
        seen: list[int] = []
        for spot in row:
            ends = sorted(place[end] for end in after.get(spot, ()))
            found += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return found


def _placed(
    order: Order, before: Links, after: Links, height: float, gap: float
) -> dict[Spot, float]:
    """Middles, each as near to the mean of its neighbours as the order and the room allow."""
    tall = {spot: LANE if spot.way else height for row in order for spot in row}
    middle: dict[Spot, float] = {}
    for row in order:
        rooms = _rooms(row, tall, gap)
        middle.update(zip(row, _nearest(rooms, rooms, [1.0] * len(row)), strict=True))
        centre = (middle[row[0]] + middle[row[-1]]) / 2 if row else 0.0
        middle.update({spot: middle[spot] - centre for spot in row})
    for step in range(SETTLING):
        for row in order if step % 2 == 0 else order[::-1]:
            wanted, weights = [], []
            for spot in row:
                near = [*before.get(spot, ()), *after.get(spot, ())]
                pull = [STRAIGHT if one.way and spot.way else 1.0 for one in near]
                weights.append(sum(pull) or LOOSE)
                drawn = sum(w * middle[one] for w, one in zip(pull, near, strict=True))
                wanted.append(drawn / sum(pull) if near else middle[spot])
            middle.update(zip(row, _nearest(wanted, _rooms(row, tall, gap), weights), strict=True))
    top = min((middle[spot] - tall[spot] / 2 for spot in middle), default=0.0)
    return {spot: at - top for spot, at in middle.items()}


def _rooms(row: Sequence[Spot], tall: Mapping[Spot, float], gap: float) -> list[float]:
    """How far from the first the middle of each lies at least."""
    found = [0.0] if row else []
    for one, other in pairwise(row):
        # lines need less room from each other than boxes do
        apart = gap if not (one.way or other.way) else gap / 2 if not (one.way and other.way) else 0
        found.append(found[-1] + (tall[one] + tall[other]) / 2 + apart)
    return found


def _nearest(
    wanted: Sequence[float], rooms: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """The places nearest to those wanted, by weighted squares, that keep the order and the rooms.

    Pools those that would come too near to each other (isotonic regression).
    """
    pools: list[tuple[float, float, int]] = []
    for want, room, weight in zip(wanted, rooms, weights, strict=True):
        mean, total, count = want - room, weight, 1
        while pools and pools[-1][0] > mean:
            other, heavy, many = pools.pop()
            mean = (mean * total + other * heavy) / (total + heavy)
            total, count = total + heavy, count + many
        pools.append((mean, total, count))
    flat = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + room for mean, room in zip(flat, rooms, strict=True)]

"""What one number of an article says of another: fix the upstream one in the story, run, compare.

Not here: what the record says of either (`against_record.py`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assay.checks.row import PER_TIME, meets, period_of
from assay.checks.standing import Evidence, Reason
from assay.checks.telling import in_both, span
from assay.claims.claim import Comparator, QuantityClaim, Stance
from assay.figure import times_outside
from assay.model.cases import Case, run_cases
from assay.model.graph import Graph, graph_of
from assay.model.plan import Fix
from assay.ruler.story import Line, Story
from assay.units import unit

SAMPLES = 2**11
"""Quasi-random samples of a run: the 5th and 95th percentiles of the silver story stand to a
thousandth of what they are at 2**12, and a clash is a matter of half or more."""
APART = 1.5
"""How many times an end of a printed range may lie outside what is implied (DESIGN, `clashes`)."""
COMPARED = 64
"""Numbers of a page held against each other, first come first; articles have a dozen, and a page
made of thousands must not cost a minute."""
FIXED = 12
"""Numbers that are fixed and run, for the same reason."""
OUTER = (0.05, 0.95)
"""The implied interval."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim at its node."""

    index: int
    """Place of the claim in the article."""
    claim: QuantityClaim
    """The claim."""
    line: Line
    """Its line, which has a node in the story's model."""
    falls: bool = False
    """Whether the words tell a fall or a shortfall, which pages print as a positive number."""

    @property
    def node(self) -> str:
        """Node of the story's model."""
        return self.line.node or ""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that is fixed, and those that are held against what it implies in one year."""

    upstream: Placed
    """The claim that is fixed."""
    downstream: tuple[Placed, ...]
    """The claims that follow from it."""
    year: int
    """The year of all."""


Ends = Sequence[Mapping[str, tuple[float, float]]]
"""What each end of a fixed claim implies of the nodes held against it, 5th to 95th percentile."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims of which at most one can be right."""

    upstream: Placed
    """The claim that was fixed."""
    downstream: Placed
    """The claim it was held against."""
    implied: tuple[float, float]
    """What the upstream claim implies of the downstream one, 5th to 95th percentile, in `unit`."""
    unit: str
    """Unit of the implied interval: the downstream claim's own, with the node's labels."""
    year: int
    """The year of both."""


def clashes(placed: Sequence[Placed], story: Story, seed: int) -> tuple[Clash, ...]:
    """Every pair of claims on one path of the story's graph, of one year, that cannot both be
    right.

    Those that stand closest in the text come first: they are told.
    """
    graph = graph_of(story.model, story.givens)
    usable = [
        one
        for one in placed
        if one.claim.stance is not Stance.DENIED
        and (one.node in graph.quantities or one.node in graph.inputs)
        and _is_of_whole_periods(one.claim, graph.unit(one.node))
    ][:COMPARED]
    fixed: list[Held] = []
    for upstream in usable:
        pairs: dict[int, list[Placed]] = {}
        for downstream in usable:
            year = _shared_year(upstream.claim, downstream.claim, story.today)
            if year in graph.years() and feeds(graph, upstream.node, downstream.node):
                pairs.setdefault(year or 0, []).append(downstream)
        fixed += (Held(upstream, tuple(held), year) for year, held in pairs.items())
    fixed = fixed[:FIXED]
    found = [
        clash
        for held, ends in zip(fixed, _implied(fixed, story, graph, seed), strict=True)
        for downstream in held.downstream
        if (clash := _clash(held.upstream, downstream, held.year, ends, graph)) is not None
    ]
    return tuple(sorted(found, key=lambda one: abs(one.upstream.index - one.downstream.index)))


def _shared_year(left: QuantityClaim, right: QuantityClaim, today: int) -> int | None:
    """The year in which two claims meet; a claim without year is held at the other's, two at
    today's."""
    if left.year is None or right.year is None:
        return left.year or right.year or today
    return left.year if left.year == right.year else None


PART_OF_YEAR = re.compile(
    r"季|半年|月|\b(?:quarter|half|month|Q[1-4]|[1-4]Q|H[12]|[12]H"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)(?![a-z])|[1-4]Q\d|[12]H\d",
    re.IGNORECASE,
)
"""In the words of a time: of less than a year."""


def _is_of_whole_periods(claim: QuantityClaim, told_in: str) -> bool:
    """Whether a number can be a node's, told in `told_in`: the tonnes of a quarter, or of five
    years together, are not those of a year, a day's or a month's rate is."""
    if period_of(told_in) is None or period_of(claim.unit) is not None:
        return True
    several = claim.year is None and claim.years is not None
    return not several and PART_OF_YEAR.search(claim.time or "") is None


def _per(claim: QuantityClaim, told_in: str) -> float:
    """How many of a node's unit, `told_in`, make one of a claim's; a bare amount is one of the
    node's own period: of a node in tonnes a day, 5 t are 5 t a day."""
    if period_of(claim.unit) is None:
        told_in = PER_TIME.sub("", told_in, count=1)
    return unit(claim.unit).scale / unit(told_in).scale


def feeds(graph: Graph, source: str, target: str) -> bool:
    """Whether `target` follows from `source` within the same year."""
    open_names, seen = [target], {target}
    while open_names:
        name = open_names.pop()
        if name not in graph.quantities:
            continue
        now = {need.node for need in graph.needs[name] if need.when == "now"} - seen
        if source in now:
            return True
        seen |= now
        open_names.extend(now)
    return False


def _implied(fixed: Sequence[Held], story: Story, graph: Graph, seed: int) -> list[Ends]:
    """What the two ends of each fixed claim imply of those held against it: one plan for all."""
    if not fixed:
        return []
    ends = [tuple(dict.fromkeys(_interval(held.upstream))) for held in fixed]
    years: dict[str, set[int]] = {}
    for held in fixed:
        for one in held.downstream:
            years.setdefault(one.node, set()).add(held.year)
    done = iter(
        run_cases(
            # no formula looks ahead, so the years after the claims' own need not be run
            replace(story.model, last_year=max(held.year for held in fixed)),
            [
                Case(story.givens, {held.upstream.node: _fix(held, end, graph)})
                for held, both in zip(fixed, ends, strict=True)
                for end in both
            ],
            outputs=tuple(years),
            years=years,
            samples=SAMPLES,
            seed=seed,
            threads=1,
            correlations=story.correlations,
        )
    )
    return [
        [
            {one.node: _outer(run.at(one.node, held.year)) for one in held.downstream}
            for run in islice(done, len(both))
        ]
        for held, both in zip(fixed, ends, strict=True)
    ]


def _outer(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.quantile(values, OUTER).tolist()
    return low, high


def _fix(held: Held, end: float, graph: Graph) -> Fix:
    """The node of a claim, held at one of its ends in its year."""
    node = held.upstream.node
    scale = _per(held.upstream.claim, graph.unit(node))
    over_time = node in graph.quantities or graph.inputs[node].over_time
    return Fix(end * scale, graph.unit(node), held.year if over_time else None)


def _clash(
    upstream: Placed,
    downstream: Placed,
    year: int,
    ends: Ends,
    graph: Graph,
) -> Clash | None:
    node, claim = downstream.node, downstream.claim
    spans = [found[node] for found in ends]
    if len(spans) > 1 and spans[0] == spans[1]:
        # the path is cut in that year, e.g. by a published series: nothing is implied
        return None
    factor = 1.0 / _per(claim, graph.unit(node))
    low, high = min(s[0] for s in spans) * factor, max(s[1] for s in spans) * factor
    if not _apart(downstream, low, high):
        return None
    labels = "".join(f"{{{label}}}" for label in sorted(unit(graph.unit(node)).labels))
    return Clash(upstream, downstream, (low, high), claim.unit + labels, year)


def _apart(placed: Placed, low: float, high: float) -> bool:
    """Whether a claim misses an implied interval, or an end of its printed range lies too far
    outside."""
    claim = placed.claim
    if not meets(_interval(placed), (low, high)):
        return True
    if claim.comparator is Comparator.VAGUE or not isinstance(claim.value, tuple):
        return False
    sign = -1 if placed.falls else 1
    return any(times_outside(sign * end, low, high) > APART for end in claim.value)


def _interval(placed: Placed) -> tuple[float, float]:
    """What a claim stands for where it implies another; a fall or a shortfall is negative."""
    figure = placed.claim.interval(implies=True)
    return (-figure.high, -figure.low) if placed.falls else (figure.low, figure.high)


def told(clash: Clash, index: int) -> tuple[Evidence, Reason]:
    """What one of the two claims is told of the clash: the implied interval and the sentence."""
    evidence = Evidence(
        value=clash.implied,
        unit=clash.unit,
        source="run",
        known_on=None,
        definition=clash.downstream.node,
        quantity=clash.upstream.claim.text,
        year=str(clash.year),
        fact=None,
        role="implied",
    )
    key = "clashes_upstream" if index == clash.upstream.index else "clashes_downstream"
    reason = Reason(
        key,
        {
            "upstream": clash.upstream.claim.text,
            "downstream": clash.downstream.claim.text,
            "figure": span(*clash.implied),
            "unit": clash.downstream.claim.unit,
            **in_both("line", [clash.downstream.line.title]),
        },
    )
    return evidence, reason

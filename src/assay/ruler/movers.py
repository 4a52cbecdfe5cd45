"""Which change of the inputs moved a mark between two days: changed givens swapped mover by mover.

Not here: what changed and through which work (`revisions.py`), how a mark is measured (`marks/`).

All variants are drawn with the same seed, name by name, so that two of them differ in nothing but
the swapped givens and their difference is no noise of sampling.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assay.model.cases import Case, run_cases
from assay.model.givens import Given
from assay.model.model import Model
from assay.model.run import Run
from assay.model.shapes import Path, Shape
from assay.model.summary import medians
from assay.ruler.chain import in_chain
from assay.ruler.lay import lay, outputs, years_of
from assay.ruler.mark import Move, Mover
from assay.ruler.story import Story

SAMPLES = 2**9
"""Samples of a variant: they share out a change whose size comes from the full runs; on the silver
story the shares are those of 2**14 to a hundredth."""

OPPOSED = 0.5
"""Where the parts cancel so far that their sum is less than half of the largest, they are not
scaled: a small sum is mostly the noise of few samples."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one given owes to a mover."""

    given: str
    """Name of the given."""
    mover: Mover
    """What changed it."""
    years: tuple[int, ...] | None
    """Years of its series that changed; None where all of its shape did."""


Marks = Mapping[str, tuple[float, float]]
"""Median and probability of each mark."""


def moves(
    then: Story, now: Story, changes: Sequence[Change], seed: int, samples: int = SAMPLES
) -> dict[str, tuple[Move, ...]]:
    """For each mark of the chain what moved it, the largest change of its median first.

    A mover's part is the mean of what it does alone and of what is missing without it, so that what
    several do only together is shared between them; with one or two movers that is the Shapley
    value. Empty where nothing changed. Raises StoryError where a mixture of both days cannot be
    computed.
    """
    movers = tuple(dict.fromkeys(change.mover for change in changes))
    if not movers:
        return {}
    every = frozenset(movers)
    alone = [frozenset({mover}) for mover in movers]
    variants = dict.fromkeys((frozenset(), every, *alone, *(every - one for one in alone)))
    mixed = {chosen: between(then, now, changes, chosen) for chosen in variants}
    found = dict(zip(mixed, _measured(list(mixed.values()), seed, samples), strict=True))
    return {
        name: tuple(
            sorted(
                (_move(name, mover, found, every) for mover in movers),
                key=lambda move: (-abs(move.value), -abs(move.probability)),
            )
        )
        for name in found[every]
    }


def add_up(moves: Sequence[Move], value: float, probability: float) -> tuple[Move, ...]:
    """The parts scaled so that they add up to the change of median and probability told beside
    them."""
    of_value = _scale([move.value for move in moves], value)
    of_chance = _scale([move.probability for move in moves], probability)
    return tuple(
        Move(move.mover, move.value * of_value, move.probability * of_chance) for move in moves
    )


def _scale(parts: Sequence[float], whole: float) -> float:
    total = sum(parts)
    largest = max(map(abs, parts), default=0.0)
    if largest == 0 or not np.isfinite(whole) or abs(total) < OPPOSED * largest:
        return 1.0
    return whole / total


def _move(
    name: str,
    mover: Mover,
    found: Mapping[frozenset[Mover], Marks],
    every: frozenset[Mover],
) -> Move:
    own = frozenset({mover})
    first = _less(found[own], found[frozenset()], name)
    last = _less(found[every], found[every - own], name)
    return Move(mover, (first[0] + last[0]) / 2, (first[1] + last[1]) / 2)


def _less(left: Marks, right: Marks, name: str) -> tuple[float, float]:
    """The difference of two measurements of a mark; nothing where one of them has no value."""
    if name not in left or name not in right:
        return 0.0, 0.0
    value, probability = (float(a - b) for a, b in zip(left[name], right[name], strict=True))
    return (value if np.isfinite(value) else 0.0), probability


def between(then: Story, now: Story, changes: Sequence[Change], chosen: frozenset[Mover]) -> Story:
    """The story of then with all that the chosen movers changed, and nothing else."""
    after = {given.name: given for given in now.givens}
    owed: dict[str, list[Change]] = {}
    for change in changes:
        if change.mover in chosen:
            owed.setdefault(change.given, []).append(change)

    def own(given: Given) -> Given:
        if given.name not in owed:
            return given
        return replace(given, shape=swapped(given.shape, after[given.name].shape, owed[given.name]))

    counted = any(mover.year is not None for mover in chosen)
    return replace(
        then,
        givens=tuple(own(given) for given in then.givens),
        today=now.today if counted else then.today,
        # the window of a use ends with the last year fully known
        window=now.window if counted else then.window,
    )


def swapped(then: Shape, now: Shape, changes: Iterable[Change]) -> Shape:
    """The shape of then with what the changes brought, whole or year by year."""
    years = [year for change in changes for year in change.years or ()]
    if not years or not isinstance(then, Path) or not isinstance(now, Path):
        return now
    series = dict(zip(then.years, then.values, strict=True))
    later = dict(zip(now.years, now.values, strict=True))
    for year in years:
        if year in later:
            series[year] = later[year]
        else:
            series.pop(year, None)
    kept = tuple(sorted(series))
    if not kept:
        # a series without any year is none: the two sources only make sense together
        return then
    return Path(kept, tuple(series[year] for year in kept), then.relative)


def _measured(stories: Sequence[Story], seed: int, samples: int) -> list[Marks]:
    """The marks of mixtures of two days, which differ in their givens and in what is today."""
    latest = max(stories, key=lambda story: story.today)
    years: dict[str, set[int]] = {}
    for story in stories:
        for node, of in years_of(story).items():
            years.setdefault(node, set()).update(of)
    runs = run_cases(
        model_to_horizon(latest),
        [Case(story.givens) for story in stories],
        outputs=outputs(latest),
        years=years,
        samples=samples,
        seed=seed,
        correlations=latest.correlations,
    )
    return [_marks(done, story) for done, story in zip(runs, stories, strict=True)]


def _marks(done: Run, story: Story) -> Marks:
    return {
        mark.name: (float(medians(mark.values)), float(mark.holds.mean()))
        for mark in lay(done, story).marks
        if in_chain(mark) and mark.values.size
    }


def model_to_horizon(story: Story) -> Model:
    """The story's model up to the last year that a mark asks for; formulas never look ahead, so its
    years are those of the whole."""
    last = max(story.horizon, story.today, story.window.end.year if story.window else story.today)
    return replace(story.model, last_year=min(last, story.model.last_year))

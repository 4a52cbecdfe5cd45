"""The verb `sensitivity`: which inputs the spread of a node comes from, year by year.

Not here: how shares are estimated (`analysis/sensitivity.py`, `saltelli.py`, `shapley.py`), how
they are shown (`report/sensitivity_to_*.py`), how far each input moves the verdict
(`what_it_takes.py`).

First-order shares come from one run, for all years at once. Total shares take Saltelli's design,
which is for inputs that are drawn apart; where some behind the node are drawn together no total
share is one input's own, and Shapley effects take its place, or those that move together count as
one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from assay.analysis.node_of_inputs import NodeOfInputs, node_of_inputs
from assay.analysis.saltelli import runs_of as runs_of_sobol
from assay.analysis.saltelli import sobol_shares
from assay.analysis.sensitivity import first_order
from assay.analysis.shapley import runs_of as runs_of_shapley
from assay.analysis.shapley import shapley_effects
from assay.answers import InputShare, Sensitivity, Spread
from assay.arguments import MOST_KEPT, seed_of, text_of, threads_of, whole_of
from assay.errors import ArgumentError, StoryError
from assay.judging.supposing import titles_of
from assay.model.graph import graph_of
from assay.model.run import Run, run
from assay.model.shapes import Path, PathOf
from assay.model.summary import bands, moments
from assay.model.watch import Watch
from assay.ruler.story import Story

Floats = NDArray[np.float64]
Years = Literal["all"] | int | Iterable[int] | None
"""All years of the model, one, some, or the story's horizon."""

FEWEST = 2**8
"""Samples at least: of fewer, no share is told from noise."""
DESIGN = 2**12
"""Points of a design by default: shares to a hundredth, in seconds (silver)."""
IN_HAND = 2**14
"""Samples of the spread where shares come from a design of their own: as many as of a verdict."""
MOST_NUMBERS = 2**28
"""Numbers that first-order shares may keep, 2 GB."""
MOST_RUNS = 2**26
"""Runs of a design at most: three minutes of the silver story, minutes more of a slower one."""
ROUNDING = 1e-12
"""A deviation below this part of the median is rounding: what was published is the same in all."""


@dataclass(frozen=True, slots=True)
class ShownSensitivity(Sensitivity):
    """Which inputs matter, with the table that a notebook shows."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One flat row an input and year, for a data frame."""
        from assay.report.sensitivity_to_json import flat_rows

        return flat_rows(self)

    def _repr_html_(self) -> str:
        """The small table that a notebook shows."""
        from assay.report.sensitivity_to_notebook import table

        return table(self, "en")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, held against the story."""

    story: Story
    """The story."""
    inputs: NodeOfInputs
    """The node as a function of its inputs."""
    groups: tuple[tuple[int, ...], ...]
    """Places of the givens that move together."""
    samples: int
    """Samples, or points of a design."""
    seed: int
    """What they are drawn with."""
    watch: Watch
    """Told how far the runs are; may stop them."""

    @property
    def node(self) -> str:
        """Name of the node."""
        return self.inputs.node

    @property
    def shown(self) -> tuple[int | None, ...]:
        """The years told, or the one number without a year."""
        return self.inputs.years or (None,)


@dataclass(frozen=True, slots=True)
class Found:
    """Shares by (year, input), with what they were found from."""

    method: str
    """"first", "sobol" or "shapley"."""
    parts: tuple[tuple[int, ...], ...]
    """Places of the givens of each input."""
    values: tuple[Floats, ...]
    """Share and error, and of Sobol's also total and its error."""
    runs: int
    """Runs of a design."""


def sensitivity(
    story: Story,
    day: date,
    node: str,
    years: Years,
    total: bool,
    together: bool,
    lot: tuple[int, int, int | None],
    watch: Watch | None,
) -> ShownSensitivity:
    """Shares of the variance of a node; `lot` is samples, seed and threads.

    `total` asks for a design of its own, `together` counts inputs that move together as one. Raises
    UnknownNode, StoryError for a year outside the model and for a node without spread,
    ArgumentError for what does not go together and for more work than is bearable.
    """
    samples = whole_of(lot[0], "samples", FEWEST, MOST_KEPT, IN_HAND)
    seed, threads, node = seed_of(lot[1]), threads_of(lot[2]), text_of(node, "node", "use")
    if together and not total:
        found = "inputs taken together, and first-order shares"
        raise ArgumentError("sensitivity", found, "together beside total", "total=True")
    graph = graph_of(story.model, story.givens)
    graph.require([node], f"story {story.name}")
    told = _years_told(story, node, years)
    inputs = node_of_inputs(story.model, story.givens, node, told, story.correlations, threads)
    if not inputs.givens:
        raise _no_spread(story, node, "behind it is no uncertain input")
    asked = Asked(story, inputs, inputs.groups(), samples, seed, watch or Watch())
    in_hand = _alone(asked, threads) if total else _in_hand(asked, threads)
    values = _told(asked, in_hand)
    spreads = _spreads(asked, values)
    if not total:
        found_shares = _first(asked, in_hand, values)
    elif together or not _coupled(asked):
        found_shares = _sobol(asked)
    else:
        found_shares = _shapley(asked)
    return _answer(asked, day, in_hand.samples, spreads, found_shares)


def _years_told(story: Story, node: str, years: Years) -> tuple[int, ...]:
    """The years asked for, rising; none for a number without years."""
    graph = graph_of(story.model, story.givens)
    calendar = graph.years()
    given = graph.inputs.get(node)
    number = given is not None and not given.over_time
    if given is None:
        number = run(
            story.model, story.givens, outputs=(node,), samples=1, randomisations=1,
            correlations=story.correlations,
        ).outputs[node].ndim < 2  # fmt: skip
    if number:
        if years is None or years == "all":
            return ()
        where, expected = (
            f"sensitivity of {node}",
            "no year, since it has one value for all of them",
        )
        raise StoryError(where, f"years {years!r}", expected, "the same without a year")
    if years is None:
        return (story.horizon,)
    if years == "all":
        return tuple(calendar)
    listed = [*years] if isinstance(years, Iterable) and not isinstance(years, str) else [years]
    span = f"a year of {calendar[0]}..{calendar[-1]}"
    wrong = [year for year in listed if isinstance(year, bool) or year not in calendar]
    if wrong or not listed:
        found = ", ".join(f"year {year}" for year in wrong) or "no year"
        raise StoryError(f"sensitivity of {node}", found, span, f"{story.horizon}")
    return tuple(sorted({int(year) for year in listed}))


def _no_spread(story: Story, node: str, found: str, remedy: str = "") -> StoryError:
    return StoryError(
        f"sensitivity of {node}",
        f"{found}, so that it is the same in every sample",
        "a node that uncertain inputs move",
        remedy or f"assay story {story.name} --node {node}, which tells what it is computed from",
    )


def _run(
    asked: Asked, outputs: Sequence[str], samples: int, watch: Watch, threads: int | None
) -> Run:
    story, years = asked.story, {}
    if asked.inputs.years:
        years[asked.node] = asked.inputs.years
    for given in asked.inputs.givens:
        if given.name != asked.node and isinstance(given.shape, Path | PathOf):
            # one draw moves all of its years alike, so any one tells its rank
            years[given.name] = (_known_year(given.shape, asked.inputs.space.years),)
    return run(
        story.model,
        story.givens,
        outputs=outputs,
        years={name: of for name, of in years.items() if name in outputs},
        samples=samples,
        seed=asked.seed,
        threads=threads,
        correlations=story.correlations,
        watch=watch,
    )


def _known_year(shape: Path | PathOf, calendar: Sequence[int]) -> int:
    """A year of the model in which the series has a number that its draw moves."""
    values = shape.quantile(np.array([0.25, 0.75]))
    moved = [
        year
        for year, (low, high) in zip(shape.years, values, strict=True)
        if year in calendar and low != high and np.isfinite(low)
    ]
    return moved[-1] if moved else calendar[-1]


def _alone(asked: Asked, threads: int | None) -> Run:
    """The node by itself, for its spread."""
    return _run(asked, (asked.node,), IN_HAND, Watch(), threads)


def _in_hand(asked: Asked, threads: int | None) -> Run:
    """The node and all givens behind it, sample by sample."""
    names = [given.name for given in asked.inputs.givens]
    a_sample = 2 * len(names) + 2 * len(asked.shown)
    if asked.samples * a_sample > MOST_NUMBERS:
        fits = 2 ** int(np.log2(MOST_NUMBERS / a_sample))
        found = f"{asked.samples:,} samples of {len(names)} inputs, {len(asked.shown)} years"
        expected = f"at most {MOST_NUMBERS:,} numbers to keep"
        raise ArgumentError("samples", found, expected, f"{fits:,} samples, or a single year")
    outputs = tuple(dict.fromkeys((asked.node, *names)))
    return _run(asked, outputs, asked.samples, asked.watch, threads)


def _told(asked: Asked, done: Run) -> Floats:
    """The node's values, (year, sample), in its unit."""
    if not asked.inputs.years:
        return done.values(asked.node)[None]
    return np.stack([done.at(asked.node, year) for year in asked.inputs.years])


def _spreads(asked: Asked, values: Floats) -> tuple[Spread, ...]:
    """What the node is in each year. Raises StoryError where it is the same in all samples."""
    _, deviations = moments(values)
    found = []
    for year, band, deviation in zip(asked.shown, bands(values), deviations, strict=True):
        moves = deviation > ROUNDING * abs(band.p50)
        found.append(Spread(year, band.p05, band.p50, band.p95, float(deviation) if moves else 0.0))
    if any(spread.deviation > 0 for spread in found):
        return tuple(found)
    if asked.inputs.years:
        years = ", ".join(map(str, asked.inputs.years[:1])) + (
            f"..{asked.inputs.years[-1]}" if len(asked.inputs.years) > 1 else ""
        )
        remedy = "a later year, or all years (--years): published years have one value"
        raise _no_spread(asked.story, asked.node, f"no input moves it in {years}", remedy)
    raise _no_spread(asked.story, asked.node, "no input moves it")


def _first(asked: Asked, done: Run, values: Floats) -> Found:
    """First-order shares from samples in hand."""
    rows = [_of_given(done, given.name) for given in asked.inputs.givens]
    found = first_order(np.stack(rows), values, done.replicate)
    parts = tuple((place,) for place in range(len(rows)))
    return Found("first", parts, (found.share, found.error), 0)


def _of_given(done: Run, name: str) -> Floats:
    """A given's samples; of a series, those of a year in which its draw moves it."""
    # a series without a number in any year of the model moves nothing
    values = np.nan_to_num(np.atleast_2d(done.outputs[name]))
    moves = values.max(axis=1) > values.min(axis=1)
    found: Floats = values[int(np.argmax(moves))]
    return found


def _coupled(asked: Asked) -> bool:
    return any(len(group) > 1 for group in asked.groups)


def _sobol(asked: Asked) -> Found:
    """First-order and total shares; those that move together count as one."""
    inputs = asked.inputs
    names = [given.name for given in inputs.space.givens]
    _require_bearable(asked, runs_of_sobol(len(asked.groups), asked.samples))
    found = sobol_shares(
        inputs.at_probabilities,
        names,
        asked.seed,
        asked.samples,
        [inputs.coordinates(group) for group in asked.groups],
        asked.watch,
    )
    values = (found.first, found.first_error, found.total, found.total_error)
    return Found("sobol", asked.groups, values, found.runs)


def _shapley(asked: Asked) -> Found:
    """Shapley effects of every given."""
    size = len(asked.inputs.givens)
    _require_bearable(asked, runs_of_shapley(size, asked.seed, asked.samples))
    found = shapley_effects(
        asked.inputs.at_scores, asked.inputs.correlation, asked.seed, asked.samples, asked.watch
    )
    parts = tuple((place,) for place in range(size))
    return Found("shapley", parts, (found.effect, found.error), found.runs)


def _require_bearable(asked: Asked, runs: int) -> None:
    if runs <= MOST_RUNS:
        return
    each = runs // asked.samples
    fits = 2 ** int(np.log2(MOST_RUNS / each))
    found = f"{asked.samples:,} points, which take {runs:,} runs"
    expected = f"at most {MOST_RUNS:,} runs"
    raise ArgumentError("samples", found, expected, f"--samples {fits}")


def _answer(
    asked: Asked, day: date, samples: int, spreads: tuple[Spread, ...], found: Found
) -> ShownSensitivity:
    story = asked.story
    varies = np.array([spread.deviation > 0 for spread in spreads])
    told = _told_first(story, spreads)
    # of rounding there are shares too, and they mean nothing
    columns = [np.where(varies[:, None], values, 0.0) for values in found.values]
    weights = columns[2 if found.method == "sobol" else 0][told]
    inputs = tuple(
        InputShare(
            tuple(asked.inputs.givens[one].name for one in found.parts[place]),
            asked.inputs.givens[found.parts[place][0]].title,
            *(tuple(map(float, values[:, place])) for values in columns),
        )
        for place in np.argsort(-weights, kind="stable").tolist()
    )
    names = [given.name for given in asked.inputs.givens]
    return ShownSensitivity(
        story=story.name,
        title=story.words.title,
        node=asked.node,
        node_title=titles_of(story).get(asked.node),
        unit=graph_of(story.model, story.givens).unit(asked.node),
        as_of=day,
        method=found.method,
        together=tuple(
            tuple(names[one] for one in group) for group in asked.groups if len(group) > 1
        ),
        samples=samples,
        runs=found.runs,
        seed=asked.seed,
        told=told,
        spreads=spreads,
        inputs=inputs,
    )


def _told_first(story: Story, spreads: Sequence[Spread]) -> int:
    """The horizon where the node has a spread then, else the last year in which it has."""
    wide = [place for place, spread in enumerate(spreads) if spread.deviation > 0]
    return next((place for place in wide if spreads[place].year == story.horizon), wide[-1])

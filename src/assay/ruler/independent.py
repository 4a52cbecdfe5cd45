"""The chain in independent samples, for the bound on what no quasi-random sample shows.

Not here: what the bound is made of (`chain.degree`).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.model.model import Model
from assay.model.run import Do, Run, run
from assay.ruler.chain import joint
from assay.ruler.lay import early_marks, early_model, early_outputs, lay, outputs, years_of
from assay.ruler.story import Story

INDEPENDENT = 2**16
"""Independent samples drawn where the chain holds in none, so that 3/n bounds it (the design's
n)."""

APART = 1_000_003
"""Added to the seed, a large prime, so that they share no point with the run they complete."""

AT_ONCE = 2**14
"""Samples run to the horizon at a time: a chain needs one bit of each, so memory stays flat."""

Holds = NDArray[np.bool_]
Years = Mapping[str, tuple[int, ...]]
"""Years kept of a node; all of those that are not named."""


def independent_chain(
    story: Story,
    seed: int,
    threads: int | None,
    asked: tuple[str, ...] = (),
    years: Years | None = None,
    do: Mapping[str, Do] | None = None,
) -> tuple[Holds, Holds]:
    """Whether the chain holds, material and as main cause, in each of 2^16 independent samples.

    Formulas never look ahead, so the marks of the window are laid on a model that ends with it;
    only samples that pass them are run on to the horizon. The result is that of running all in
    full. `asked` and `years` are what the run was asked that this one completes, so that one plan
    serves both. `do` holds or moves nodes, as in a run.
    """
    do = do or {}
    if not asked:
        asked, years = outputs(story), years_of(story)
    material, main_cause = np.zeros(INDEPENDENT, bool), np.zeros(INDEPENDENT, bool)
    passed = _possible(story, early_model(story), seed, threads, do)
    for places in np.split(passed, range(AT_ONCE, passed.size, AT_ONCE)):
        if places.size:
            drawn = _drawn(story, story.model, (seed, threads), places, asked, years, do)
            laid = lay(drawn, story)
            material[places] = joint(laid.marks)
            main_cause[places] = laid.main_cause
    return material, material & main_cause


def _possible(
    story: Story, early: Model, seed: int, threads: int | None, do: Mapping[str, Do]
) -> NDArray[np.int64]:
    """The places of the samples in which the early marks hold."""
    looked_at = years_of(story, early.last_year)
    asked, done = early_outputs(story), up_to(do, early.last_year)
    drawn = _drawn(story, early, (seed, threads), None, asked, looked_at, done)
    marks = early_marks(drawn, story)
    whole = np.ones(INDEPENDENT, bool)
    return np.flatnonzero(np.logical_and.reduce([whole, *(mark.holds for mark in marks)]))


def up_to(do: Mapping[str, Do], last: int) -> dict[str, Do]:
    """What is done up to a year; a change of later years alone is none."""
    found: dict[str, Do] = {}
    for name, change in do.items():
        years = (change.years,) if isinstance(change.years, int) else change.years
        if years is None:
            found[name] = change
        elif early := tuple(year for year in years if year <= last):
            found[name] = replace(change, years=early)
    return found


def _drawn(
    story: Story,
    model: Model,
    lot: tuple[int, int | None],
    places: NDArray[np.int64] | None,
    asked: tuple[str, ...],
    years: Years | None,
    do: Mapping[str, Do],
) -> Run:
    seed, threads = lot
    return run(
        model,
        story.givens,
        outputs=asked,
        years=years,
        samples=INDEPENDENT,
        seed=seed + APART,
        threads=threads,
        method="plain",
        randomisations=1,
        only=places,
        do=do,
        correlations=story.correlations,
    )

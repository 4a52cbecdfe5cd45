"""What to find out next: which single measurement would change the verdict most.

Not here: how worth is estimated (`analysis/information.py`), how it is shown
(`report/sections/find_out.py`).

Givens that the same finding would change (`would_change`, word for word) are one measurement. Where
the chain holds in hardly any sample no measurement can change the word, and what is told is which
would settle most of the weakest link. Where the chain is open but no single measurement would
change the word, it is which would settle most of whether the word is right.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assay.analysis.information import Worth, worth_by_margin, worth_by_word, wrong
from assay.analysis.sensitivity import ranks
from assay.answers import Finding, Information
from assay.judging.margins import margin
from assay.model.givens import Given
from assay.model.run import Run, run
from assay.model.shapes import certain
from assay.ruler.chain import joint
from assay.ruler.lay import Laid
from assay.ruler.story import Story

Floats = NDArray[np.float64]

OPEN = 0.01
"""Chance of a wrong word from which words are asked about: below it the word is settled but for one
world in a hundred, and no measurement could be seen to move it."""
ASKED = 2**13
"""Samples used: a share of variance is then sure to a hundredth, in a tenth of a second."""
MOST = 5
"""Measurements told (the report's section on them)."""
SEEN = 2.0
"""Standard errors by which a worth must lie above 0 to be told."""


def what_to_find_out(story: Story, done: Run, laid: Laid, weakest: str) -> Information:
    """The measurements that are worth most, from samples in hand; the givens are drawn again.

    None where no given is uncertain.
    """
    kept = [given for given in story.givens if not certain(given.shape)]
    if not kept:
        return Information("word", weakest, 0.0, ())
    some = _first_of_each(done.replicate)
    part = done.replicate[some]
    drawn = run(
        story.model,
        story.givens,
        outputs=[given.name for given in kept],
        samples=done.samples,
        seed=done.seed,
        only=some,
        correlations=story.correlations,
    )
    at = ranks(np.stack([_of(drawn, given.name) for given in kept]))
    whole = joint(laid.marks)
    words = whole.astype(np.int64) + (whole & laid.main_cause)
    weak = next(mark for mark in laid.marks if mark.name == weakest)
    groups = _measurements(kept)
    chance = wrong(words)
    if chance >= OPEN or weak.values.size == 0:
        by, worths = "word", worth_by_word(at, groups, words[some], part)
    else:
        told = margin(weak)[some]
        by, chance = "margin", 1.0
        groups = _weightiest_first(groups, at, told)
        worths = worth_by_margin(at, groups, told, part)
    if by == "word" and not any(map(_is_seen, worths)):
        right = (words == np.bincount(words).argmax()).astype(np.float64)[some]
        by, chance = "chance", 1.0
        groups = _weightiest_first(groups, at, right)
        worths = worth_by_margin(at, groups, right, part)
    order = sorted(range(len(groups)), key=lambda k: -worths[k].worth)
    findings = tuple(
        _finding(kept, groups[k], worths[k]) for k in order[:MOST] if _is_seen(worths[k])
    )
    return Information(by, weakest, chance, findings)


def _is_seen(one: Worth) -> bool:
    return one.worth > SEEN * one.error


def _first_of_each(replicate: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of the first samples of each randomisation, which are as evenly spread as all."""
    sizes = np.bincount(replicate)
    starts = np.cumsum(sizes) - sizes
    share = max(1, ASKED // sizes.size)
    return np.concatenate(
        [
            np.arange(start, start + min(share, size))
            for start, size in zip(starts, sizes, strict=True)
        ]
    )


def _of(done: Run, name: str) -> Floats:
    """A given's samples; of a series, those of its last known year."""
    values = done.outputs[name]
    if values.ndim == 1:
        return values
    known = np.flatnonzero(np.isfinite(values[:, 0]))
    return np.broadcast_to(values[known[-1]], done.replicate.shape)


def _measurements(kept: Sequence[Given]) -> list[list[int]]:
    """Places of the givens that one finding would change, in the order of the story."""
    found: dict[str, list[int]] = {}
    for place, given in enumerate(kept):
        found.setdefault(given.would_change, []).append(place)
    return list(found.values())


def _weightiest_first(groups: Sequence[Sequence[int]], at: Floats, told: Floats) -> list[list[int]]:
    """Each group's givens by how closely the margin follows their ranks."""
    centred = told - told.mean()
    follows = np.abs(np.einsum("kn,n->k", at, centred))
    return [sorted(group, key=lambda place: -follows[place]) for group in groups]


def _finding(kept: Sequence[Given], group: Sequence[int], worth: Worth) -> Finding:
    first = kept[group[0]]
    return Finding(
        givens=tuple(kept[place].name for place in group),
        title=first.title,
        would_change=first.would_change,
        worth=worth.worth,
        error=worth.error,
    )

"""How many quasi-random points tell as much as 100,000 plain samples, by model and statistic.

Not here: time and memory (`r1.py`, `memory.py`), the points themselves (`assay/model/sobol.py`).

Question: from how many points on is the error of a mean, a percentile or a probability that of
100,000 independent samples? Each number of points is run in 12 independent randomisations; their
spread is the error. The plain error follows from theory, with deviation and density out of a long
run. Twelve tell a spread to a fifth of itself, so a straight line through all sizes, in logarithms,
is drawn for each output, and where it meets the plain error is told: for the median output, for the
worst, and for each that needs more than the aim. Limits: two models; an output that no size reaches
is told by its line; single outputs scatter, the worst of fifty most: by how much, more
randomisations tell (`--randomisations 60`).
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
PLAIN = 10**5
"""Plain samples that are to be matched."""
RANDOMISATIONS = 12
"""Independent runs of each size."""
SIZES = tuple(2**k for k in range(9, 17))
"""Points of a run."""
LONG = 2**18
"""Points of the run that deviations and densities are taken from."""
PROBABILITIES = (0.05, 0.5, 0.95)
BESIDE = 0.01
"""Density at a percentile: over one hundredth of probability on either side."""
RARE = 0.01
"""Probabilities nearer than that to 0 or 1 are left out: their plain error is none to speak of."""
AIMS = {"means": (None, 11), "percentiles": (15, 16), "probabilities": (15, 16)}
"""Powers of two that the median and the worst output are to need at most."""

Numbers = dict[str, np.ndarray]


@dataclass(frozen=True)
class Found:
    """What one run gives."""

    values: np.ndarray
    """(output, sample)"""
    outputs: tuple[str, ...]
    """What each row of them is."""
    holds: np.ndarray
    """(event, sample)"""
    events: tuple[str, ...]
    """What each row of them is."""


@dataclass(frozen=True)
class Model:
    """A model to be sampled."""

    name: str
    draw: Callable[[int, int], Found]
    """A run from points and seed."""


def r1() -> Model:
    """The reference model: 3 series of 21 years, and whether the share passes 5 % in each."""
    sys.path.insert(0, str(ROOT))
    from assay.model.run import run
    from tests.model.r1_model import OUTPUTS, givens, model

    def draw(points: int, seed: int) -> Found:
        done = run(model, givens, outputs=OUTPUTS, samples=points, seed=seed, randomisations=1)
        return Found(
            np.concatenate([done.values(one) for one in OUTPUTS]),
            tuple(f"{one} {year}" for one in OUTPUTS for year in done.years),
            done.values("share") > 0.05,
            tuple(f"share above 5 % {year}" for year in done.years),
        )

    return Model("R1", draw)


def silver() -> Model:
    """The silver story: every mark, every node of the ruler today and at the horizon."""
    from assay.model.run import run
    from assay.ruler.lay import lay, outputs, years_of
    from assay.stories.load import load_story, record_for

    whole = record_for("silver")
    story = load_story("silver", whole.as_of(whole.last_known_on), whole, None)
    nodes, years = outputs(story), years_of(story)

    def draw(points: int, seed: int) -> Found:
        done = run(
            story.model, story.givens, outputs=nodes, years=years, samples=points, seed=seed,
            randomisations=1, correlations=story.correlations,
        )  # fmt: skip
        marks = [mark for mark in lay(done, story).marks if mark.values.size]
        names = tuple(mark.name for mark in marks)
        rows = dict(zip(names, (mark.values for mark in marks), strict=True)) | {
            f"{node} {year}": np.broadcast_to(done.at(node, year), done.replicate.shape)
            for node in nodes
            for year in (story.today, story.horizon)
            if done.outputs[node].ndim == 2 or year == story.today
        }
        holds = np.stack([mark.holds for mark in marks])
        return Found(np.stack(list(rows.values())), tuple(rows), holds, names)

    return Model("silver", draw)


def names(found: Found) -> dict[str, tuple[str, ...]]:
    """What each number of `told` is of."""
    return {
        "means": found.outputs,
        "percentiles": tuple(f"{one} {p:.0%}" for one in found.outputs for p in PROBABILITIES),
        "probabilities": found.events,
    }


def told(found: Found) -> Numbers:
    """What is told of one run: each statistic of each output, in a row."""
    from assay.model.summary import quantiles

    return {
        "means": found.values.mean(axis=1),
        "percentiles": quantiles(found.values, PROBABILITIES).ravel(),
        "probabilities": found.holds.mean(axis=1),
    }


def plain_errors(found: Found) -> Numbers:
    """The standard errors of 100,000 plain samples, from a long run; 0 where nothing varies."""
    from assay.model.summary import quantiles

    values = found.values
    chance = found.holds.mean(axis=1)
    chance = np.where((chance > RARE) & (chance < 1 - RARE), chance, 0.0)
    errors = []
    for p in PROBABILITIES:
        low, high = quantiles(values, (p - BESIDE, p + BESIDE)).T
        errors.append(np.sqrt(p * (1 - p)) * (high - low) / (2 * BESIDE))
    of_theory = {
        "means": values.std(axis=1),
        "percentiles": np.stack(errors, axis=1).ravel(),
        "probabilities": np.sqrt(chance * (1 - chance)),
    }
    scale = {"means": np.abs(values).mean(axis=1)}
    scale["percentiles"] = np.repeat(scale["means"], len(PROBABILITIES))
    tiny = {key: 1e-9 * some for key, some in scale.items()}
    return {
        key: np.where(one > tiny.get(key, 0.0), one, 0.0) / np.sqrt(PLAIN)
        for key, one in of_theory.items()
    }


def needed(model: Model, randomisations: int) -> dict[str, dict[str, float]]:
    """For each statistic, the logarithm to base 2 of the points that each output needs."""
    long = model.draw(LONG, 10**6)
    plain, of = plain_errors(long), names(long)
    spread: dict[str, list[np.ndarray]] = {key: [] for key in plain}
    for size in SIZES:
        runs = [told(model.draw(size, seed)) for seed in range(randomisations)]
        for key, errors in spread.items():
            errors.append(np.std([one[key] for one in runs], axis=0, ddof=1))
    at = np.log2(SIZES)
    found = {}
    for key, errors in spread.items():
        kept = plain[key] > 0
        ratio = np.log2(np.maximum(np.array(errors)[:, kept] / plain[key][kept], 1e-12))
        slope, height = np.polyfit(at, ratio, 1)
        powers = np.where(slope < 0, -height / np.minimum(slope, -1e-9), np.inf)
        found[key] = dict(zip(np.array(of[key])[kept].tolist(), powers.tolist(), strict=True))
    return found


def beyond(powers: dict[str, float], aim: int) -> str:
    """The outputs that need more than the aim, the worst first."""
    over = sorted((-power, name) for name, power in powers.items() if power > aim)
    told_of = ", ".join(f"{name} 2^{-power:.1f}" for power, name in over)
    return f"{'':23} {len(over)} beyond: {told_of}\n" if over else ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--randomisations", type=int, default=RANDOMISATIONS)
    count = parser.parse_args().randomisations
    print(f"points that tell as much as {PLAIN:,} plain samples; {count} randomisations\n")
    print(f"{'model':8} {'statistic':14} {'outputs':>7} {'median':>8} {'worst':>8}  aim, held")
    for model in (r1(), silver()):
        for key, powers in needed(model, count).items():
            middle, worst = float(np.median([*powers.values()])), max(powers.values())
            median_aim, worst_aim = AIMS[key]
            held = worst <= worst_aim and (median_aim is None or middle <= median_aim)
            aim = f"worst 2^{worst_aim}" + (f", median 2^{median_aim}" if median_aim else "")
            print(
                f"{model.name:8} {key:14} {len(powers):7} {f'2^{middle:.1f}':>8} "
                f"{f'2^{worst:.1f}':>8}  {aim}: {'yes' if held else 'NO'}\n"
                f"{beyond(powers, worst_aim)}",
                end="",
            )


if __name__ == "__main__":
    main()

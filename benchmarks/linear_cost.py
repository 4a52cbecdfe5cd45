"""How the time of a run grows with samples, years and quantities, over three decades each: a chart.

Not here: time beside other programs (`r1.py`), memory (`memory.py`).

Question: does twice the work cost twice the time, and no more? One of the three is varied, the
others stand. The model is a chain of quantities, each of the one before it and of itself a year
earlier, so that all of it feeds back and nothing can be left out. A stock whose outflow comes back
as inflow is varied in years by itself: what leaves in a year is a sum over all cohorts before it,
so its cost must grow with the square of the years; where cohorts are forgotten at an age it must
not. Told are the first run, in which the formulas are asked once, and the least of several others;
the exponent is the slope of a line through the logarithms of the upper two decades, since below
them what is the same for every run weighs more. Limits: two models; a forgotten cohort is left out
by a slice in the story's own formula, since the engine has no oldest age.
"""

import argparse
import math
import os
import time
from collections.abc import Callable
from inspect import Parameter, Signature
from pathlib import Path

from assay.model.cohorts import WeibullLife, leaving_by_age, outflow_this_year
from assay.model.givens import Given
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Uniform

ROOT = Path(__file__).resolve().parent.parent
CHART = ROOT / "benchmarks" / "results" / "linear_cost.svg"
FIRST_YEAR = 1000
STANDING = {"years": 20, "quantities": 20}
"""What those that are not varied are held at."""
VARIED = {
    "samples": [2**power for power in range(10, 21)],
    "years": [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    "quantities": [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
}
"""Three decades of each."""
FEW = 2**8
"""Samples where years or quantities are many, so that all fits in memory."""
COHORTS = [10, 20, 50, 100, 200, 500, 1000, 2000]
"""Years of the stock of which none is forgotten: as far as half a minute goes."""
OLDEST = 40
"""Age in years at which cohorts are forgotten, where they are: at most one part in 70,000 of one is
left by then."""
DECADES = 2
"""Decades through which the line is drawn."""
ROUNDS = 3


Made = tuple[Model, list[Given], str]
"""A model, its givens and the quantity to compute."""


def given(name: str, low: float, high: float, unit: str = "1") -> Given:
    """An uncertain number."""
    return Given(name, {}, unit, Uniform(low, high), (), True, "", "", "low")


def chain(years: int, quantities: int) -> Made:
    """A chain of so many quantities over so many years, and its last."""
    model = Model(FIRST_YEAR, FIRST_YEAR + years - 1)
    before = "push"
    for place in range(quantities):
        name = f"link_{place}"

        def formula(now, last):
            return 0.5 * last + 0.3 * now

        formula.__name__ = name
        formula.__signature__ = Signature(
            [
                Parameter(each, Parameter.POSITIONAL_OR_KEYWORD)
                for each in (before, f"previous_{name}")
            ]
        )
        model.quantity("1", start="begin")(formula)
        before = name
    return model, [given("push", 0.0, 1.0), given("begin", 0.0, 1.0)], before


def stock(years: int, oldest: int | None) -> Made:
    """A stock of which half of what leaves comes back, with all cohorts or none beyond an age."""
    model = Model(FIRST_YEAR, FIRST_YEAR + years - 1)

    @model.quantity("1/year")
    def inflow(push, previous_leaves):
        return push + 0.5 * previous_leaves

    @model.quantity("1")
    def by_age(year, shape, life):
        return leaving_by_age(year, WeibullLife(shape, life))

    if oldest is None:

        @model.quantity("1/year", start="begin")
        def leaves(history_inflow, history_by_age):
            return outflow_this_year(history_inflow, history_by_age)
    else:

        @model.quantity("1/year", start="begin")
        def leaves(history_inflow, history_by_age):
            return outflow_this_year(history_inflow[-oldest:], history_by_age[:oldest])

    givens = [given("push", 0.0, 1.0, "1/year"), given("begin", 0.0, 1.0, "1/year")]
    return model, [*givens, given("shape", 1.5, 3.0), given("life", 4.0, 8.0, "year")], "leaves"


def seconds(made: Made, samples: int) -> tuple[float, float]:
    """The first run, and the least of the others."""
    model, givens, last = made
    times = []
    for seed in range(ROUNDS + 1):
        start = time.perf_counter()
        run(model, givens, outputs=(last,), samples=samples, seed=seed, threads=1)
        times.append(time.perf_counter() - start)
    return times[0], min(times[1:])


def slope(points: list[tuple[float, float]]) -> float:
    """The slope of the least squares line through the logarithms of the upper decades."""
    largest = points[-1][0]
    logs = [(math.log(x), math.log(y)) for x, y in points if x >= largest / 10**DECADES]
    middle = [sum(axis) / len(logs) for axis in zip(*logs, strict=True)]
    across = sum((x - middle[0]) ** 2 for x, _ in logs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / across


def panel(name: str, left: int, first: list, others: list, exponents: tuple[float, float]) -> str:
    """One chart on logarithmic axes, a decade the same length on both."""
    top, size = 40, 240
    low_x = math.floor(math.log10(others[0][0]))
    low_y = math.floor(math.log10(min(y for _, y in others)))
    high = [math.ceil(math.log10(others[-1][0])), math.ceil(math.log10(max(y for _, y in first)))]
    decades = max(high[0] - low_x, high[1] - low_y)
    decade = size / decades

    def at(x: float, y: float) -> tuple[float, float]:
        across = left + (math.log10(x) - low_x) * decade
        return across, top + size - (math.log10(y) - low_y) * decade

    drawn = [
        f'<rect x="{left}" y="{top}" width="{size}" height="{size}" fill="none" stroke="#888"/>'
    ]
    for step in range(decades + 1):
        x, y = left + step * decade, top + size - step * decade
        drawn.append(f'<path d="M{x} {top}V{top + size}M{left} {y}H{left + size}" stroke="#ddd"/>')
        drawn.append(
            f'<text x="{x}" y="{top + size + 16}" text-anchor="middle">{tick(low_x + step)}</text>'
        )
        drawn.append(
            f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{tick(low_y + step)}</text>'
        )
    for points, colour in ((first, "#b05a00"), (others, "#1f5fa8")):
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
            for x, y in (at(*point) for point in points)
        ]
    middle = left + size / 2
    told = f"exponent {exponents[1]:.2f}, first run {exponents[0]:.2f}"
    drawn.append(f'<text x="{middle}" y="16" text-anchor="middle" font-weight="bold">{name}</text>')
    drawn.append(f'<text x="{middle}" y="32" text-anchor="middle">{told}</text>')
    return "\n".join(drawn)


def tick(power: int) -> str:
    """`1000`, `0.01`, `10^5`."""
    return f"{10.0**power:g}" if -3 <= power <= 4 else f"10^{power}"


def chart(panels: list[str]) -> str:
    """The panels beside each other."""
    width = 310 * len(panels) + 20
    legend = (
        '<circle cx="60" cy="334" r="4" fill="#1f5fa8"/>'
        '<text x="70" y="338">seconds of a run</text>'
        '<circle cx="220" cy="334" r="4" fill="#b05a00"/>'
        '<text x="230" y="338">seconds of the first, in which formulas are asked</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 350" width="{width}" '
        'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join((*panels, legend))
        + "</svg>\n"
    )


def cases() -> list[tuple[str, list[int], Callable[[int], tuple[Made, int]]]]:
    """What is varied, its values, and the model and samples for each."""
    years, quantities = STANDING["years"], STANDING["quantities"]
    return [
        ("samples", VARIED["samples"], lambda n: (chain(years, quantities), n)),
        ("years", VARIED["years"], lambda n: (chain(n, quantities), FEW)),
        ("quantities", VARIED["quantities"], lambda n: (chain(years, n), FEW)),
        ("years, all cohorts", COHORTS, lambda n: (stock(n, None), FEW)),
        (f"years, cohorts up to {OLDEST}", VARIED["years"], lambda n: (stock(n, OLDEST), FEW)),
    ]


def main() -> None:
    """Measure, print the tables, draw the chart."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--out", type=Path, default=CHART, help="file of the chart")
    chosen = options.parse_args()
    panels = []
    print(f"{os.cpu_count()} cores, one thread")
    for place, (name, values, made) in enumerate(cases()):
        first, others = [], []
        print(f"\n{name}\n{'':>10} {'first run s':>12} {'run s':>9}")
        for value in values:
            one, other = seconds(*made(value))
            first.append((value, one))
            others.append((value, other))
            print(f"{value:>10} {one:>12.4f} {other:>9.4f}", flush=True)
        exponents = slope(first), slope(others)
        print(f"exponent over the upper two decades: {exponents[1]:.2f}, first {exponents[0]:.2f}")
        panels.append(panel(name, 60 + 310 * place, first, others, exponents))
    chosen.out.parent.mkdir(exist_ok=True)
    chosen.out.write_text(chart(panels), encoding="utf-8")
    print(f"\n{chosen.out}")


if __name__ == "__main__":
    main()

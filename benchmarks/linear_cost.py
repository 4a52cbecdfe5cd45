"""How the time of a run grows with samples, years and quantities, over three decades each: a chart.

Not here: time beside other programs (`r1.py`), memory (`memory.py`).

Question: does twice the work cost twice the time, and no more? One of the three is varied, the
others stand. The model is a chain of quantities, each of the one before it and of itself a year
earlier, so that all of it feeds back and nothing can be left out. Told are the first run, in which
the formulas are asked once, and the least of several others; the exponent is the slope of a line
through the logarithms of the upper two decades, since below them what is the same for every run
weighs more. Limits: one model without cohorts, whose cost grows with the square of the years by
their nature: every year's outflow is a sum over the years before.
"""

import argparse
import math
import os
import time
from inspect import Parameter, Signature
from pathlib import Path

from assay.model.givens import Given
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Uniform

ROOT = Path(__file__).resolve().parent.parent
CHART = ROOT / "benchmarks" / "results" / "linear_cost.svg"
FIRST_YEAR = 1000
STANDING = {"samples": 2**12, "years": 20, "quantities": 20}
"""What the two that are not varied are held at."""
VARIED = {
    "samples": [2**power for power in range(10, 21)],
    "years": [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    "quantities": [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
}
"""Three decades of each."""
FEW = {"samples": 2**12, "years": 2**8, "quantities": 2**8}
"""Samples of each row: few where years or quantities are many, so that all fits in memory."""
DECADES = 2
"""Decades through which the line is drawn."""
ROUNDS = 3


def given(name: str, low: float, high: float) -> Given:
    """An uncertain number."""
    return Given(name, {}, "1", Uniform(low, high), (), True, "", "", "low")


def chain(years: int, quantities: int) -> tuple[Model, list[Given], str]:
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


def seconds(samples: int, years: int, quantities: int) -> tuple[float, float]:
    """The first run, and the least of the others."""
    model, givens, last = chain(years, quantities)
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


def main() -> None:
    """Measure, print the tables, draw the chart."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--out", type=Path, default=CHART, help="file of the chart")
    chosen = options.parse_args()
    panels = []
    print(f"{os.cpu_count()} cores, one thread")
    for place, (name, values) in enumerate(VARIED.items()):
        first, others = [], []
        print(f"\n{name:>10} {'first run s':>12} {'run s':>9}")
        for value in values:
            held = {**STANDING, "samples": FEW[name], name: value}
            one, other = seconds(**held)
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

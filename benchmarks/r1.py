"""R1 through the engine and in plain NumPy, side by side: time, peak memory, cold start.

Not here: whole commands (`cold.py`), where the time of a verdict goes (`judge.py`).

Question: what does the engine cost, or save, against the same formulas written straight down in
NumPy? A run draws 15 inputs, computes 3 series over 21 years and takes mean and 3 percentiles of
each. Each case is a process of its own: first call, then the median of several; both programs take
turns on the same machine. Limits: one model, smooth, 15 inputs: says little about feedback.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "r1.jsonl"
PROBABILITIES = (0.05, 0.5, 0.95)
ANCHORS = {10**5: "60 ms", 10**6: "500 ms, 700 MB"}
"""What the engine is held to on two cores; NumPy in blocks by hand takes 45 and 360 ms."""


def engine(samples: int) -> Callable[[], object]:
    """One run through the engine."""
    sys.path.insert(0, str(ROOT))
    from assay.model.run import run
    from assay.model.summary import quantiles
    from tests.model.r1_model import OUTPUTS, givens, model

    def once() -> object:
        result = run(model, givens, outputs=OUTPUTS, samples=samples)
        return [
            (result.values(name).mean(axis=1), quantiles(result.values(name), PROBABILITIES))
            for name in OUTPUTS
        ]

    return once


def plain(samples: int) -> Callable[[], object]:
    """The same in plain NumPy on whole arrays."""
    import numpy as np

    years = np.arange(2015.0, 2036.0)[:, None]
    ages = np.arange(21.0)[:, None]
    generator = np.random.default_rng(1)
    z95 = 1.6448536269514722

    def between(low: float, high: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        middle, spread = np.log(low * high) / 2, np.log(high / low) / (2 * z95)
        return generator.lognormal(middle, spread, samples)

    def once() -> object:
        growth = np.clip(generator.normal(0.25, 0.08, samples), -0.1, 0.8)
        servers = 0.4e6 * (1 + growth) ** (years - 2022)
        silver = between(0.6, 1.8) * (1 - generator.uniform(0, 0.08, samples)) ** (years - 2024)
        speed, middle = generator.uniform(0.3, 1.2, samples), generator.uniform(2027, 2034, samples)
        replaced = generator.beta(2, 3, samples) / (1 + np.exp(-speed * (years - middle)))
        demand = servers * silver * (1 - replaced) / 1000
        life, wear = generator.uniform(4, 8, samples), generator.uniform(1.5, 3, samples)
        left = np.diff(-np.exp(-((ages / life) ** wear)), axis=0)
        retired = np.zeros_like(demand)
        for row in range(1, 21):
            retired[row] = (demand[:row] * left[row - 1 :: -1]).sum(axis=0)
        net = demand - generator.beta(2, 6, samples) * retired
        other = generator.normal(35000, 1500, samples) * (
            1 + generator.normal(0.0, 0.015, samples)
        ) ** (years - 2024)
        mine = generator.normal(26000, 700, samples) * (
            1 + generator.normal(0.005, 0.01, samples)
        ) ** (years - 2024)
        elasticity = between(0.1, 0.6) + between(0.05, 0.4)
        rise = (net - net[5]) / (other + demand) / elasticity
        outputs = (demand / (demand + other), rise, np.cumsum(other + net - mine, axis=0))
        return [(one.mean(axis=1), np.quantile(one, PROBABILITIES, axis=1)) for one in outputs]

    return once


PROGRAMS = {"engine": engine, "plain NumPy": plain}


def measured(program: str, samples: int, repetitions: int) -> dict[str, float]:
    """First call and median of the others, in ms, and peak memory, in MB; of this process."""
    once = PROGRAMS[program](samples)
    times = []
    for _ in range(repetitions + 1):
        start = time.perf_counter()
        once()
        times.append(1000 * (time.perf_counter() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first_ms": times[0], "median_ms": statistics.median(times[1:]), "peak_MB": peak}


def in_process(program: str, samples: int, repetitions: int) -> dict[str, float]:
    """The same in a process of its own, with the time from its start to its end for cold start."""
    command = [sys.executable, __file__, "--one", program, str(samples), str(repetitions)]
    start = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {**json.loads(output), "wall_ms": 1000 * (time.perf_counter() - start)}


def main() -> None:
    """Print the table; with --keep, add a line to the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also 1e6 samples")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="add a line to benchmarks/results")
    parser.add_argument("--one", nargs=3, metavar=("PROGRAM", "SAMPLES", "REPETITIONS"))
    options = parser.parse_args()
    if options.one:
        program, samples, repetitions = options.one
        print(json.dumps(measured(program, int(samples), int(repetitions))))
        return
    rows = []
    print(f"{'program':12} {'samples':>8} {'first ms':>9} {'median ms':>10} {'peak MB':>8}  anchor")
    for samples in (10**4, 10**5, *((10**6,) if options.million else ())):
        for program in PROGRAMS:
            found = in_process(program, samples, options.repetitions)
            rows.append({"program": program, "samples": samples, **found})
            anchor = ANCHORS.get(samples, "") if program == "engine" else ""
            print(
                f"{program:12} {samples:8d} {found['first_ms']:9.0f} {found['median_ms']:10.1f} "
                f"{found['peak_MB']:8.0f}  {anchor}"
            )
    for program in PROGRAMS:
        cold = statistics.median(in_process(program, 10**4, 1)["wall_ms"] for _ in range(3))
        rows.append({"program": program, "samples": 10**4, "cold_ms": cold})
        print(f"{program:12} process start to end, two runs of 1e4: {cold:.0f} ms")
    if not options.keep:
        return
    line = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "rows": rows,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a") as file:
        file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

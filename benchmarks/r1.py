"""R1 through the engine and through what people use instead, side by side: time and peak memory.

Not here: whole commands (`cold.py`), where the time of a verdict goes (`judge.py`), the programs
compared with (`r1_peers.py`).

Question: what does the engine cost, or save, against the same model written straight down in NumPy,
in NumPy as fast as by hand, in a fused Numba kernel, and in libraries? A run draws 15 inputs,
computes 3 series over 21 years and takes mean and 3 percentiles of each. Each case is a process of
its own; the programs take turns, several rounds, and the least time is told, since other work on
the machine only ever adds. On a busy machine read the processor time: that of a program of one
thread beside the engine's on one thread. Limits: one model, smooth, 15 inputs: says little about
feedback. The engine draws quasi-random numbers, so its percentiles are as good as those of two to
four times as many plain samples; that is not counted here. NumPy's percentiles are exact and so are
the engine's up to 2^18 samples; beyond, it counts into histograms as the fused kernel does.
"engine, processes" hands its blocks to a pool of processes, which the first call starts; their
processor time and memory are told where the system tells them (Linux).
"""

import argparse
import json
import math
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from results_file import keep

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "anchors" / "r1_reference.json"
NAMES = {"share": "share", "price_rise": "dlnP", "deficit": "cumdef"}
"""The engine's series and the reference's names of them."""
PROBABILITIES = (0.05, 0.5, 0.95)
ENGINE = ("engine", "engine, one thread", "engine, processes")
PEERS = ("plain NumPy", "NumPy blocks by hand", "Numba, fused", "squigglepy", "xarray", "Hamilton")
AIMS = {
    (10**5, "NumPy blocks by hand"): "engine at most 1.3 times it",
    (10**6, "plain NumPy"): "engine 6 times as fast",
    (10**6, "squigglepy"): "engine 8 times as fast",
    (10**6, "xarray"): "engine 12 times as fast",
    (10**6, "Hamilton"): "engine 12 times as fast",
    (10**6, "Numba, fused"): "with histograms 1.7 times it",
    (10**6, "engine"): "650 MB",
}
"""What the project holds its engine to."""


def engine(samples: int, threads: int, executor: Executor | None = None) -> Callable[[], object]:
    """One run through the engine; percentiles exact up to 2^18 samples, then counted."""
    sys.path.insert(0, str(ROOT))
    from assay.model import condensed
    from tests.model.r1_model import OUTPUTS, givens, model

    def once() -> object:
        return condensed.condense(
            model,
            givens,
            outputs=OUTPUTS,
            samples=samples,
            probabilities=PROBABILITIES,
            threads=threads,
            executor=executor,
        )

    return once


def case(program: str, samples: int) -> Callable[[], object]:
    """A program ready to run."""
    if program in ENGINE:
        threads = 1 if program.endswith("one thread") else os.cpu_count() or 1
        pool = ProcessPoolExecutor(threads) if program.endswith("processes") else None
        return engine(samples, threads, pool)
    from r1_peers import PROGRAMS

    return PROGRAMS[program](samples)


def measured(program: str, samples: int, repetitions: int) -> dict[str, float]:
    """First call and least of the others, in ms, and peak memory, in MB; of this process."""
    once = case(program, samples)
    times, spent = [], []
    for _ in range(repetitions + 1):
        start, used = time.perf_counter(), time.process_time() + of_workers()[0]
        once()
        times.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() + of_workers()[0] - used))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + of_workers()[1]
    return {
        "first_ms": times[0],
        "least_ms": min(times[1:]),
        "processor_ms": min(spent[1:]),
        "peak_MB": peak,
    }


def of_workers() -> tuple[float, float]:
    """Seconds of processor time and megabytes at their peak of this process's workers."""
    seconds = megabytes = 0.0
    for worker in multiprocessing.active_children():
        about = Path(f"/proc/{worker.pid}")
        if not about.exists():
            continue
        user, system = (about / "stat").read_text().rpartition(")")[2].split()[11:13]
        seconds += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        found = re.search(r"VmHWM:\s+(\d+)", (about / "status").read_text())
        megabytes += int(found[1]) / 1024 if found else 0.0
    return seconds, megabytes


def in_process(program: str, samples: int, repetitions: int, peers: str) -> dict[str, float] | str:
    """The same in a process of its own, with its time from start to end; or why not."""
    python = sys.executable if program in ENGINE else peers
    command = [python, __file__, "--one", program, str(samples), str(repetitions)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = 1000 * (time.perf_counter() - start)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1][:100]
    return {**json.loads(done.stdout.splitlines()[-1]), "wall_ms": wall}


def least(rounds: list[dict[str, float] | str]) -> dict[str, float] | str:
    """The least of several rounds; or why none was measured."""
    told = [one for one in rounds if isinstance(one, dict)]
    if not told:
        return str(rounds[0])
    return {key: min(one[key] for one in told) for key in told[0]}


def table(samples: int, options: argparse.Namespace) -> list[dict[str, object]]:
    """Measure and print all programs for one number of samples; they take turns."""
    print(f"\n{samples:,} samples")
    print(f"{'':43} {'of engine,':>15} {'processor, of':>19}")
    print(
        f"{'program':22} {'first ms':>9} {'least ms':>9} {'threads':>8} {'processes':>9} "
        f"{'ms':>7} {'1 thread':>8} {'peak MB':>8}  aim"
    )
    programs = (*ENGINE, *(PEERS if samples <= options.most else ()))
    rounds: dict[str, list[dict[str, float] | str]] = {program: [] for program in programs}
    for _ in range(options.rounds):
        for program, found in rounds.items():
            found.append(in_process(program, samples, options.repetitions, options.peers))
    rows: list[dict[str, object]] = []
    told = {program: least(found) for program, found in rounds.items()}
    threads, alone, processes = (
        one if isinstance(one := told[program], dict) else {} for program in ENGINE
    )
    for program in programs:
        row = told[program]
        if isinstance(row, str):
            print(f"{program:22} not measured: {row}")
            continue
        rows.append({"program": program, "samples": samples, **row})
        print(
            f"{program:22} {row['first_ms']:9.0f} {row['least_ms']:9.1f} "
            f"{row['least_ms'] / threads.get('least_ms', math.nan):7.2f}x "
            f"{row['least_ms'] / processes.get('least_ms', math.nan):8.2f}x "
            f"{row['processor_ms']:7.0f} "
            f"{row['processor_ms'] / alone.get('processor_ms', math.nan):7.2f}x "
            f"{row['peak_MB']:8.0f}  "
            f"{AIMS.get((samples, program), '')}"
        )
    return rows


def agreement(samples: int) -> str:
    """The largest difference from ten million plain samples of an independent program, in standard
    errors of so many plain samples (which overstate the engine's own)."""
    if not REFERENCE.exists():
        return "the reference lies beside the repository, and is not there"
    reference = json.loads(REFERENCE.read_text())
    found = engine(samples, os.cpu_count() or 1)()
    worst = {"means": 0.0, "percentiles": 0.0}
    for name, told in NAMES.items():
        expected, one = reference[told], found[name]
        rest = 1 + reference["n"] / samples
        told_of = [("means", one.mean, "mean")]
        told_of += [
            ("percentiles", one.quantiles[:, column], key)
            for column, key in enumerate(("p05", "p50", "p95"))
        ]
        for kind, values, key in told_of:
            for value, wanted, error in zip(
                values, expected[key], expected[f"se_{key}"], strict=True
            ):
                if error > 0:
                    worst[kind] = max(worst[kind], abs(value - wanted) / (error * rest**0.5))
    return ", ".join(f"{kind} {value:.2f}" for kind, value in worst.items())


def main() -> None:
    """Print the tables; with --keep, add a line to the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--million", action="store_true", help="also 1e6 and, engine only, 4e6")
    parser.add_argument("--samples", type=int, nargs="*", help="these numbers of samples instead")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3, help="processes of each case")
    parser.add_argument(
        "--peers", default=sys.executable, help="the interpreter with the libraries"
    )
    parser.add_argument("--most", type=int, default=10**6, help="most samples for the peers")
    parser.add_argument("--keep", action="store_true", help="add a line to benchmarks/results")
    parser.add_argument("--one", nargs=3, metavar=("PROGRAM", "SAMPLES", "REPETITIONS"))
    options = parser.parse_args()
    if options.one:
        program, samples, repetitions = options.one
        print(json.dumps(measured(program, int(samples), int(repetitions))))
        return
    print(f"furthest from the reference, in standard errors (aim 4): {agreement(10**5)}")
    rows = []
    usual = (10**4, 10**5, *((10**6, 4 * 10**6) if options.million else ()))
    for samples in options.samples or usual:
        rows += table(samples, options)
    cold = [in_process("engine", 10**4, 1, options.peers) for _ in range(5)]
    walls = [one["wall_ms"] for one in cold if isinstance(one, dict)]
    print(f"\nengine, process start to end, two runs of 10,000: {min(walls):.0f} ms (aim 400)")
    node = (
        "is not ported to this table" if shutil.which("node") else "needs node, which is not here"
    )
    print(f"Squiggle {node}.")
    if options.keep:
        keep("r1", {"rows": rows})


if __name__ == "__main__":
    main()

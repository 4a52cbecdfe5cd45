"""R1 in Squiggle beside the engine: time, and whether the means agree.

Not here: the other programs that the engine is measured beside (`r1.py`).

Question: what does the same model cost in Squiggle, as its documentation writes models
(`peers/r1.squiggle`)? Needs Node and a folder with its package:

    npm install --prefix .venv-peers/squiggle @quri/squiggle-lang@0.10.0
    python benchmarks/r1_squiggle.py --modules .venv-peers/squiggle [--million]

Both draw the inputs, compute three series over 21 years and take the mean and three percentiles of
each. Squiggle compiles on its first run, which is not counted; one process, one thread, of the
engine two threads, one, and two processes, whose first run, which starts them, is not counted
either. Told are wall and processor time, of processes wall time alone, and the largest resident
memory of Squiggle.
Limits: one author of the port; its users may know faster ways; a million samples run once.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
SIZES = (1000, 10_000, 100_000)
MILLION = 1_000_000
HEAP = 16_384
"""Megabytes that Node may use: by default it ends with less than a million samples need."""
ROUNDS = 5
PERCENTILES = (0.05, 0.5, 0.95)


def engine(
    samples: int, threads: int, pool: Executor | None = None
) -> tuple[float, float, dict[str, float]]:
    """Least seconds and processor seconds of several runs, and the means that Squiggle is asked
    for."""
    sys.path.insert(0, str(ROOT))
    from assay.model.condensed import condense
    from tests.model.r1_model import OUTPUTS, givens, model

    times, spent = [], []
    for _ in range(ROUNDS + 1):
        start, before = time.perf_counter(), time.process_time()
        told = condense(
            model, givens, outputs=OUTPUTS, samples=samples, probabilities=PERCENTILES,
            threads=threads, executor=pool,
        )  # fmt: skip
        times.append(time.perf_counter() - start)
        spent.append(time.process_time() - before)
    names = {"share": ("share", 15), "rise": ("price_rise", 20), "deficit": ("deficit", 20)}
    means = {key: float(told[name].mean[row]) for key, (name, row) in names.items()}
    return min(times[1:]), min(spent[1:]), means


def main() -> None:
    """Measure and print the table, or say what is missing."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--modules", type=Path, default=ROOT / ".venv-peers" / "squiggle")
    options.add_argument("--million", action="store_true", help="a million samples too: minutes")
    chosen = options.parse_args()
    node = shutil.which("node")
    if node is None or not (chosen.modules / "node_modules").is_dir():
        print("skipped: no Node, or no folder with @quri/squiggle-lang (see the docstring)")
        return
    sizes = (*SIZES, MILLION) if chosen.million else SIZES
    command = [node, f"--max-old-space-size={HEAP}", str(PEERS / "r1_squiggle.mjs")]
    command += [str(chosen.modules.resolve()), str(PEERS / "r1.squiggle")]
    command += map(str, (sizes[0], *sizes))
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()][1:]
    head = f"{'samples':>8} {'threads':>7} {'Squiggle s':>11} {'processor':>9} {'MB':>6}"
    print(f"{head} {'engine s':>9} {'processor':>9} {'times':>6} {'by processor':>12}")
    for row in rows:
        theirs = f"{row['seconds']:>11.3f} {row['processor']:>9.3f} {row['peak_mb']:>6.0f}"
        for threads in (2, 1):
            seconds, spent, means = engine(row["samples"], threads)
            ratios = f"{row['seconds'] / seconds:>6.0f} {row['processor'] / spent:>12.0f}"
            print(
                f"{row['samples']:>8} {threads:>7} {theirs} {seconds:>9.4f} {spent:>9.4f} {ratios}"
            )
        with ProcessPoolExecutor(2) as pool:
            seconds, *_ = engine(row["samples"], 1, pool)
        times = f"{seconds:>9.4f} {'':>9} {row['seconds'] / seconds:>6.0f}"
        print(f"{'':>8} {'2 proc.':>7} {theirs} {times}")
        apart = ", ".join(f"{name} {row['means'][name] / means[name]:.3f}" for name in means)
        print(f"{'':>8} means, Squiggle / engine: {apart}")


if __name__ == "__main__":
    main()

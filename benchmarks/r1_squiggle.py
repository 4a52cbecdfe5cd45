"""R1 in Squiggle beside the engine: time, and whether the means agree.

Not here: the other programs that the engine is measured beside (`r1.py`).

Question: what does the same model cost in Squiggle, as its documentation writes models
(`peers/r1.squiggle`)? Needs Node and a folder with its package:

    npm install --prefix .venv-peers/squiggle @quri/squiggle-lang@0.10.0
    python benchmarks/r1_squiggle.py --modules .venv-peers/squiggle

Both draw the inputs, compute three series over 21 years and take the mean and three percentiles of
each. Squiggle compiles on its first run, which is not counted; one process, one thread. Limits: one
author of the port; its users may know faster ways.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
SIZES = (1000, 10_000, 100_000)
ROUNDS = 5
PERCENTILES = (0.05, 0.5, 0.95)


def engine(samples: int) -> tuple[float, dict[str, float]]:
    """Least seconds of several runs, and the means that Squiggle is asked for."""
    sys.path.insert(0, str(ROOT))
    from assay.model.condensed import condense
    from tests.model.r1_model import OUTPUTS, givens, model

    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        told = condense(model, givens, outputs=OUTPUTS, samples=samples, probabilities=PERCENTILES)
        times.append(time.perf_counter() - start)
    names = {"share": ("share", 15), "rise": ("price_rise", 20), "deficit": ("deficit", 20)}
    means = {key: float(told[name].mean[row]) for key, (name, row) in names.items()}
    return min(times[1:]), means


def main() -> None:
    """Measure and print the table, or say what is missing."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--modules", type=Path, default=ROOT / ".venv-peers" / "squiggle")
    chosen = options.parse_args()
    node = shutil.which("node")
    if node is None or not (chosen.modules / "node_modules").is_dir():
        print("skipped: no Node, or no folder with @quri/squiggle-lang (see the docstring)")
        return
    command = [node, str(PEERS / "r1_squiggle.mjs"), str(chosen.modules.resolve())]
    command += [str(PEERS / "r1.squiggle"), *map(str, (SIZES[0], *SIZES))]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()][1:]
    print(
        f"{'samples':>8} {'Squiggle s':>11} {'engine s':>9} {'times':>6}  means, Squiggle / engine"
    )
    for row in rows:
        seconds, means = engine(row["samples"])
        apart = ", ".join(f"{name} {row['means'][name] / means[name]:.3f}" for name in means)
        ratio = row["seconds"] / seconds
        print(f"{row['samples']:>8} {row['seconds']:>11.3f} {seconds:>9.4f} {ratio:>6.0f}  {apart}")


if __name__ == "__main__":
    main()

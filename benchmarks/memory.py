"""Whether memory stays flat as samples grow: R1 condensed at 2^18 to 2^24 samples and beyond.

Not here: time beside other programs (`r1.py`), whole commands (`cold.py`).

Question: does a run of a thousand times as many samples need more memory? Each size is a process of
its own; peak memory is its largest resident set, less that of a process which has only loaded the
engine. In the first row all samples are kept, in the others they are counted into histograms.
Limits: one model; 2^30 takes minutes to an hour and runs with `--largest 30` only.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST, LAST = 18, 24


def once(power: int) -> dict[str, float]:
    """Seconds and megabytes of one run in this process; 0 loads the engine and runs nothing."""
    sys.path.insert(0, str(ROOT))
    from assay.model.condensed import condense
    from tests.model.r1_model import OUTPUTS, givens, model

    start = time.perf_counter()
    if power:
        condense(model, givens, outputs=OUTPUTS, samples=2**power)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes on Linux
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {"seconds": seconds, "peak_mb": peak}


def in_a_process(power: int) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--once", str(power)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--largest", type=int, default=LAST, help="power of 2 to end with")
    options.add_argument("--once", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.once is not None:
        print(json.dumps(once(chosen.once)))
        return
    loaded = in_a_process(0)["peak_mb"]
    print(f"engine loaded: {loaded:.0f} MB; {os.cpu_count()} cores")
    print(f"{'samples':>8} {'seconds':>8} {'MB':>6} {'of the run':>10} {'samples a second':>17}")
    for power in range(FIRST, chosen.largest + 1, 2):
        found = in_a_process(power)
        rate = 2**power / found["seconds"]
        more = found["peak_mb"] - loaded
        row = f"{found['seconds']:>8.2f} {found['peak_mb']:>6.0f} {more:>10.0f} {rate:>17,.0f}"
        print(f"{f'2^{power}':>8} {row}", flush=True)


if __name__ == "__main__":
    main()

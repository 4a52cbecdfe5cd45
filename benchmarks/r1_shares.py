"""Where the processor time of a run of R1 goes: draws, cohorts, other formulas, percentiles.

Not here: other programs beside the engine (`r1.py`).

Question: which part of a million samples is worth making faster? Clocks of processor time stand
around the parts' own functions, in a process that works on one thing at a time; the least of
several runs is told for each part. Limits: what formulas other than cohorts cost is what is left of
a block's formulas; page faults are part of whatever meets them, so they are told apart as the
system's share of all.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def timed(owner: Any, name: str, part: str, spent: Counter[str]) -> None:
    """Let a function add what it spends to a part."""
    function: Callable[..., Any] = getattr(owner, name)

    def clocked(*arguments: Any, **keywords: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **keywords)
        finally:
            spent[part] += time.process_time() - start

    setattr(owner, name, clocked)


def shares(samples: int, repetitions: int, counted: bool) -> dict[str, float]:
    """Least seconds of each part over some runs."""
    sys.path.insert(0, str(ROOT))
    from assay.model import condensed, distributions, draws, program, summary
    from tests.model.r1_model import OUTPUTS, givens, model

    spent: Counter[str] = Counter()
    summary.os.cpu_count = lambda: 1  # type: ignore[attr-defined]  # percentiles on one thread
    timed(draws.Draws, "factors", "draws", spent)
    timed(distributions, "standard_normal", "of them normal quantiles", spent)
    timed(program.Program, "fill", "formulas", spent)
    timed(program.ProductsSummed, "__call__", "of them cohorts", spent)
    if counted:
        condensed.EXACT = 0
        timed(condensed.Counting, "count", "histograms, means and deviations", spent)
    else:
        timed(condensed, "_of_kept", "percentiles, means and deviations", spent)
        timed(condensed, "moments", "of them means and deviations", spent)
    best: dict[str, float] = {}
    for _ in range(repetitions + 1):
        spent.clear()
        start, system = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_stime
        condensed.condense(
            model, givens, outputs=OUTPUTS, samples=samples, probabilities=(0.05, 0.5, 0.95),
            threads=1,
        )  # fmt: skip
        spent["all"] = time.process_time() - start
        spent["of all the system's, mostly page faults"] = (
            resource.getrusage(resource.RUSAGE_SELF).ru_stime - system
        )
        best = {part: min(value, best.get(part, value)) for part, value in spent.items()}
    return best


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=10**6)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--counted", action="store_true", help="with histograms")
    options = parser.parse_args()
    best = shares(options.samples, options.repetitions, options.counted)
    for part, value in best.items():
        each = 1e9 * value / options.samples
        print(f"{part:42} {each:6.0f} ns a sample  {value / best['all']:5.0%}")


if __name__ == "__main__":
    main()

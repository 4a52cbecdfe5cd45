"""R1 on a graphics card: samples a second, and the share of the memory's speed that is reached.

Not here: the processor beside other programs (`r1.py`).

Question: how fast is the same plan of kernels on a card, and what holds it back? Every kernel reads
one or two arrays and writes one, so that the bytes moved are known from the plan, and the card's
memory is the limit. What it can move is measured by copying an array. Results stay on the card;
percentiles are not taken. Where there is no card, that is said and nothing is measured; `--numpy`
runs the same path by NumPy, which shows that the benchmark works and says nothing about cards.
"""

import argparse
import sys
import time
from pathlib import Path

from assay.errors import ExecutorError
from assay.model.array_module import ArrayModule, on_card, on_processor
from assay.model.blocks import compiled
from assay.model.device import BLOCK, computed
from assay.model.draws import draws_for
from assay.model.graph import graph_of
from assay.model.plan import plan_for
from assay.model.sample import Design

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
NUMBER = 8
"""Bytes of a number."""


def best(module: ArrayModule, work) -> float:
    """Least seconds of several rounds, after one that compiles the kernels."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        module.wait()
        times.append(time.perf_counter() - start)
    return min(times[1:])


def copied(module: ArrayModule, samples: int) -> float:
    """Bytes a second that a copy of an array reads and writes."""
    source = module.arrays.zeros(16 * samples)
    target = module.arrays.empty_like(source)
    return 2 * NUMBER * source.size / best(module, lambda: module.arrays.copyto(target, source))


def main() -> None:
    """Measure and print, or say why not."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--numpy", action="store_true", help="by NumPy, to try the benchmark")
    options.add_argument("--samples", type=int, default=BLOCK, help="samples at a time")
    chosen = options.parse_args()
    try:
        module = on_processor() if chosen.numpy else on_card()
    except ExecutorError as none:
        print(f"skipped: no GPU ({none.found})")
        return
    sys.path.insert(0, str(ROOT))
    from tests.model.r1_model import OUTPUTS, givens, model

    plan = plan_for(graph_of(model, givens), OUTPUTS, None)
    draws = draws_for(plan, givens, Design(chosen.samples, 0, 1, "sobol"), (), None)
    program = compiled(plan.key(), draws.known())
    seconds = best(module, lambda: computed(module, program, draws, 0, chosen.samples))
    touched = sum(2 + (other >= 0) for _, _, other, result in program.steps if result >= 0)
    moved = NUMBER * chosen.samples * touched / seconds
    limit = copied(module, chosen.samples)
    print(f"{module.name}, {chosen.samples:,} samples at a time, {len(program.steps)} kernels")
    print(f"{chosen.samples / seconds:,.0f} samples a second")
    print(f"{moved / 1e9:,.0f} GB/s of {limit / 1e9:,.0f} GB/s by copying: {moved / limit:.0%}")


if __name__ == "__main__":
    main()

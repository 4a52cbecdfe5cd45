"""What the questions cost that are asked of a story once it has run: milliseconds of one processor.

Not here: whole commands (`cold.py`, `judge.py`), the reference model (`r1.py`).

Question: does asking cost less than running? The silver story is run once; then each question is
asked several times of the same samples, and the least processor time is told, which other work on
the machine hardly touches. First-order indices are those of R1: 15 inputs, 63 outputs. Limits: one
story; the first call, which makes the plan, is told on its own.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = 2**14
"""Samples of the story, the default."""
MANY = 10**5
"""Samples of R1 that indices are taken from."""


def spent(question: Callable[[], object], repetitions: int) -> tuple[float, float]:
    """Milliseconds of the first call, and the least of the others."""
    times = []
    for _ in range(repetitions + 1):
        start = time.process_time()
        question()
        times.append(1000 * (time.process_time() - start))
    return times[0], min(times[1:])


def of_silver() -> list[tuple[str, str, Callable[[], object]]]:
    """Name, aim and question, of the silver story."""
    from assay.judging.weighing import alone
    from assay.judging.what_to_find_out import what_to_find_out
    from assay.model.run import run
    from assay.ruler.chain import join
    from assay.ruler.lay import lay, outputs, years_of
    from assay.stories.load import load_story, record_for

    whole = record_for("silver")
    story = load_story("silver", whole.as_of(whole.last_known_on), whole, None)

    def once(of_all: bool) -> Callable[[], object]:
        def ask() -> object:
            return run(
                story.model, story.givens, outputs=outputs(story),
                years=None if of_all else years_of(story), samples=SAMPLES, seed=1, threads=1,
                correlations=story.correlations,
            )  # fmt: skip

        return ask

    done = once(of_all=False)()
    laid = lay(done, story)
    chain = join(laid.marks, laid.main_cause, done.replicate, None)

    def answers() -> object:
        return (
            join(laid.marks, laid.main_cause, done.replicate, None),
            alone(story),
            what_to_find_out(story, done, laid, chain.weakest),
        )

    return [
        ("silver, 2^14 samples, what the ruler looks at", "40 ms", once(of_all=False)),
        ("silver, 2^14 samples, all years of it", "", once(of_all=True)),
        ("chain, each given alone, what to find out", "100 ms", answers),
    ]


def of_r1() -> list[tuple[str, str, Callable[[], object]]]:
    """The same of R1."""
    sys.path.insert(0, str(ROOT))
    from assay.analysis.sensitivity import first_order
    from assay.model.run import run
    from assay.model.shapes import certain
    from tests.model.r1_model import OUTPUTS, givens, model

    names = [given.name for given in givens if not certain(given.shape)]
    done = run(model, givens, outputs=(*OUTPUTS, *names), samples=MANY, seed=1)
    inputs = np.stack([done.values(name) for name in names])
    series = np.concatenate([done.values(name) for name in OUTPUTS])
    title = f"first-order indices, {len(series)} outputs, {len(inputs)} inputs, {MANY:,} samples"
    return [(title, "300 ms", lambda: first_order(inputs, series, done.replicate))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repetitions", type=int, default=9)
    chosen = parser.parse_args()
    print(f"{'question':62} {'first ms':>8} {'least ms':>8}  aim")
    for name, aim, question in (*of_silver(), *of_r1()):
        first, least = spent(question, chosen.repetitions)
        print(f"{name:62} {first:8.0f} {least:8.1f}  {aim}")


if __name__ == "__main__":
    main()

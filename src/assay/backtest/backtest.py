"""All of a backtest: both days, one story left out at a time, the placebo.

Not here: its parts (`measuring.py`, `placebo.py`), its file (`result_file.py`).
"""

from collections.abc import Callable

from assay.backtest.elasticities import common_prior, facts_behind
from assay.backtest.inputs import parts
from assay.backtest.measuring import inputs_then, leave_one_out, other_choices, vintage
from assay.backtest.placebo import placebo
from assay.backtest.result import Backtest
from assay.backtest.result_file import digest, rounded
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS

SAMPLES = 2**14
"""Samples of a story's run: as many as a verdict's."""

PLACEBO_SAMPLES = 2**12
"""Samples of a placebo's run: its word needs a probability to a per cent, in 154 runs."""

SEED = 1
"""Default seed, as elsewhere."""


def backtest(seed: int, progress: Callable[[str], None]) -> Backtest:
    """The ruler on stories whose end is known, in the digits of the file that ships."""
    progress("record")
    record = load(KNOWN_ENDS)
    facts_behind(record)
    prior = common_prior()
    progress("run")
    then = vintage("then", record, SAMPLES, seed)
    now = vintage("now", record, SAMPLES, seed)
    left_out = leave_one_out(then.stories, record, SAMPLES, seed)
    progress("placebo")
    strangers = placebo([inputs_then(name, record) for name in parts()], prior,
                        PLACEBO_SAMPLES, seed)  # fmt: skip
    return rounded(
        Backtest(
            digest=digest(),
            samples=SAMPLES,
            seed=seed,
            supply=(prior.supply.p05, prior.supply.p95),
            demand=(prior.demand.p05, prior.demand.p95),
            then=then,
            now=now,
            left_out=left_out,
            placebo=strangers,
            choices=other_choices(record, SAMPLES, seed),
        )
    )

"""What the tests of the backtest share: the record, a story on a day, the whole backtest.

Not here: the tests.
"""

from datetime import date
from functools import lru_cache

from assay.backtest.backtest import SEED, backtest
from assay.backtest.elasticities import common_prior
from assay.backtest.inputs import inputs_of
from assay.backtest.measuring import measure
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS

TODAY = date(2026, 11, 22)


@lru_cache(maxsize=1)
def whole():
    """A backtest as the command runs it."""
    return backtest(SEED, lambda _: None)


@lru_cache(maxsize=32)
def inputs(name, day=TODAY):
    return inputs_of(name, load(KNOWN_ENDS), day)


def measured(name, day=TODAY, prior=None, samples=2**12):
    return measure(inputs(name, day), prior or common_prior(), samples, SEED)


def by_name(vintage):
    return {story.name: story for story in vintage.stories}

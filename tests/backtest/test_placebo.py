"""Drivers laid on prices that they have nothing to do with.

Not here: the real pairs (`test_past_stories.py`).
"""

from itertools import product

from assay.backtest.elasticities import common_prior
from assay.backtest.inputs import parts
from assay.backtest.placebo import placebo
from tests.backtest.past import inputs, whole


def test_no_story_is_its_own_stranger_and_none_of_its_kin():
    stories = [inputs(name) for name in parts()]
    markets = [one for one in stories if one.end.name != "gpu_crypto"]
    drivers = [one for one in markets if not one.zero]
    apart = [(d, p) for d, p in product(drivers, markets) if not d.kin & p.kin]
    assert whole().placebo.pairs == len(apart) == 154
    for alarm in whole().placebo.alarms:
        assert not inputs(alarm.driver).kin & inputs(alarm.price).kin


def test_tonnes_that_do_not_fit_raise_no_alarm():
    """All the ore of the world does not fit into the market of rhodium, so nothing holds there."""
    found = placebo([inputs("iron_china"), inputs("rhodium_auto")], common_prior(), 2**10, 1)
    assert (found.pairs, found.no_room, found.alarms) == (2, 1, ())
    assert found.material < 0.01


def test_tonnes_that_fit_by_chance_raise_one():
    """The weakness that the rate measures: nothing in tonnes alone tells a stranger."""
    found = placebo([inputs("iron_china"), inputs("maize_ethanol")], common_prior(), 2**10, 1)
    assert [(one.driver, one.price) for one in found.alarms] == [("iron_china", "maize_ethanol")]


def test_the_rate_is_told_for_all_pairs_and_for_those_with_room():
    found = whole().placebo
    assert found.with_room == found.pairs - found.no_room
    assert found.rate < found.rate_with_room

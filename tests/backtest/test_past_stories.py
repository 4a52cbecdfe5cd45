"""The small stories: which figures, on which day, and that the ruler agrees with the hand.

Not here: how well they score (`test_scores.py`), the placebo (`test_placebo.py`).
"""

import re
from dataclasses import replace
from datetime import date

import pytest

from assay.backtest.elasticities import BEHIND, DEMAND, SUPPLY, Elasticities, common_prior
from assay.backtest.inputs import inputs_of, parts
from assay.backtest.measuring import day_after, measure
from assay.backtest.small_story import small_story
from assay.errors import RecordError
from assay.model.shapes import Lognormal
from assay.record.known_ends import known_ends
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS
from tests.backtest.past import by_name, inputs, measured, whole

RECORD = load(KNOWN_ENDS)
NARROW = 1.0001


def point(value):
    return Lognormal(value / NARROW, value * NARROW)


def test_all_sixteen_are_told_in_the_order_of_the_record():
    assert list(parts()) == list(known_ends())
    assert len(parts()) == 16


def hand(name):
    return {one.key: one.value for one in known_ends()[name].by_hand}


def asked_alike(name):
    """Neither nought or below by hand, nor told with another driver."""
    return hand(name).get("pe_x", 0) > 0 and name != "oil_demand"


@pytest.mark.parametrize("name", [name for name in parts() if asked_alike(name)])
def test_needed_is_that_of_the_hand_where_the_same_is_asked(name):
    """The hand takes a logarithmic mean of use, the ruler that of the years, and it adds what the
    driver gave up; without that the two differ by the mean alone."""
    stiff = replace(inputs(name), answers="nothing")
    needed = measure(stiff, common_prior(), 2**12, 1).needed.p50
    by_hand = hand(name)["pe_x"] / hand(name)["pe_dlnP"]
    # guar more than triples and the graphics cards begin at nought: there the means lie far apart
    wide = name in ("guar_frack", "gpu_crypto", "iron_china", "uranium_nuclear", "maize_ethanol")
    assert needed == pytest.approx(by_hand, rel=0.35 if wide else 0.2)


def test_the_share_is_the_shift_over_market_and_elasticities():
    """Iron ore with everything but the elasticities at its middle, worked out here."""
    supply, demand = 0.3, 0.2
    one = inputs("iron_china")
    first, last = one.total.start.value, one.total.end.value
    market = sum(first + (last - first) * n / 5 for n in range(1, 6)) / 5
    rise = 1.494
    shift = one.use.end.value - one.use.start.value + one.use.end.value * demand * rise
    story = measured("iron_china", prior=Elasticities(point(supply), point(demand)))
    assert story.rise == pytest.approx(rise, abs=1e-3)
    assert story.share.p50 == pytest.approx(shift / (market * (supply + demand) * rise), rel=0.02)


def test_maize_is_material_and_not_the_main_cause():
    story = measured("maize_ethanol")
    assert story.share.p05 < 0.242 < story.share.p95
    assert story.main_cause < 0.1
    assert {m.name: m.probability for m in story.marks}["transmission"] > 0.9


def test_oil_is_not_refuted_when_all_of_the_boom_is_the_driver():
    assert by_name(whole().then)["oil_demand"].answer != "no"
    assert whole().then.china_alone.main_cause < 0.01


@pytest.mark.parametrize("name", ["silver_pv", "uranium_nuclear", "ree_quota"])
def test_something_is_left_unexplained(name):
    assert by_name(whole().now)[name].share.p95 < 1


def test_the_quota_says_otherwise_once_customs_had_counted():
    """The cut as announced in July 2010 against the exports told in January 2011."""
    told, counted = (measured("ree_quota", day) for day in (date(2010, 7, 31), date(2011, 1, 31)))
    assert told.answer != "no"
    assert counted.answer == "no"
    assert told.share.p50 > 4 * counted.share.p50


def test_what_was_known_is_taken_and_what_was_not_is_named():
    then = inputs("lithium_ev", date(2023, 11, 30))
    assert then.price.end.value == 37000
    assert inputs("lithium_ev").price.end.value == 68100
    early = inputs("iron_china", date(2009, 12, 31))
    assert early.use.end.value == 325
    assert early.later == ()
    assert inputs("copper_china", date(2009, 12, 31)).later == ("copper_china.tot_end",)
    assert inputs("copper_china").later == ()


def test_nothing_known_after_the_day_is_used_silently():
    for name in parts():
        one = inputs(name, day_after(known_ends()[name].end))
        for figure in one.figures:
            assert figure.known_on is None or figure.known_on <= one.as_of or figure.later


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("2008", date(2009, 12, 31)),
        ("2008-07", date(2009, 7, 31)),
        ("2011/12", date(2013, 12, 31)),
        ("2021Q3", date(2022, 9, 30)),
    ],
)
def test_then_is_a_year_after_the_window(end, day):
    assert day_after(end) == day


def test_every_mark_that_does_not_apply_says_why_in_both_languages():
    for story in whole().then.stories:
        names = [mark.name for mark in story.marks]
        assert names == ["size", "growth", "necessity", "scarcity", "transmission", "rivals"]
        for mark in story.marks:
            assert (mark.probability is None) == (mark.why_not is not None)
            assert mark.why_not is None or set(mark.why_not) == {"en", "zh"}


def test_the_elasticities_are_those_of_the_record():
    for resource, facts in BEHIND.items():
        found = [RECORD.fact(key) for key in facts]
        if resource != "oil":
            assert [one.value for one in found] == [*SUPPLY[resource], *DEMAND[resource]]
            continue
        for fact, supply, demand in zip(found[:3], SUPPLY["oil"], DEMAND["oil"], strict=False):
            text = f"supply {supply:g}, demand {demand:g}"
            assert text in re.sub(r"\s+", " ", fact.note)
            assert fact.value == pytest.approx(supply + demand, abs=0.001)
        assert found[3].value == DEMAND["oil"][3]


def test_no_story_has_elasticities_of_its_own():
    prior = common_prior()
    for name in parts():
        givens = {given.name: given.shape for given in small_story(inputs(name), prior).givens}
        assert (givens["supply_elasticity"], givens["demand_elasticity"]) == (
            prior.supply,
            prior.demand,
        )


def test_a_resource_left_out_moves_the_prior():
    assert common_prior("oil") != common_prior()
    assert common_prior(None) == common_prior()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"use": {"start": ["nobody"], "end": ["use_D_end"]}}, "nobody"),
        ({"driver": "guessed"}, "guessed"),
        ({"answers": "a little"}, "a little"),
    ],
)
def test_a_part_that_fits_nothing_is_refused_by_name(change, found):
    table = {**parts()["copper_china"], **change}
    with pytest.raises(RecordError, match=found):
        inputs_of("copper_china", RECORD, date(2026, 1, 1), table)

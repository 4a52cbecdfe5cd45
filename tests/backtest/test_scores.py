"""The scores: what they are by definition, and that the aims that were set are met or told.

Not here: the stories (`test_past_stories.py`), the placebo (`test_placebo.py`).
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.backtest.result_file import SHIPPED, digest, read, shipped, written
from assay.backtest.scores import best_threshold, brier, in_order, informative, scored
from assay.errors import PriceError
from tests.backtest.past import by_name, whole

LABELS = st.sampled_from(["confirmed", "refuted"])
CHANCES = st.lists(st.tuples(LABELS, st.floats(0, 1)), min_size=1, max_size=20)
AMOUNTS = st.lists(st.tuples(LABELS, st.floats(0.01, 10)), min_size=2, max_size=20)


def test_the_aims_set_beforehand():
    """As good as the algebra by hand (13 of 14), below the base rate, few false alarms."""
    found = whole()
    for vintage in (found.then, found.now):
        scores = vintage.scores
        assert scores.pairs == 14
        assert scores.right >= 13
        assert scores.brier < scores.brier_base
        assert scores.brier_informative < scores.brier_informative_base
    assert found.placebo.rate <= 0.05


def test_who_is_scored():
    stories = whole().then.stories
    assert len(scored(stories)) == 11
    assert {one.name for one in scored(stories)} - {one.name for one in informative(stories)} == {
        "oil_spec",
        "grain_index",
    }


def test_the_narrow_driver_of_oil_is_told_to_score_worse():
    for vintage in (whole().then, whole().now):
        assert vintage.scores_china_alone.right < vintage.scores.right
        assert vintage.scores_china_alone.brier > vintage.scores.brier


def test_what_hangs_on_how_drivers_answer_the_price_is_told():
    """The order is robust; without what drivers gave up the level is worse than the base rate."""
    users, trifle = whole().choices
    assert (users.answers, trifle.answers) == ("as users do", "trifle")
    assert min(users.scores.right, trifle.scores.right) >= 13
    assert trifle.scores.brier > trifle.scores.brier_base
    assert trifle.scores.brier_informative > trifle.scores.brier_informative_base


def test_calibration_counts_every_scored_story_once():
    for vintage in (whole().then, whole().now):
        bins = vintage.scores.bins
        assert sum(one.stories for one in bins) == 11
        assert sum(one.confirmed for one in bins) == 7
        assert bins[0].low == 0
        assert bins[-1].high == 1


def test_published_shares_are_held_against_the_band():
    found = {n: s.published for n, s in by_name(whole().then).items() if s.published}
    assert {name: one.covered for name, one in found.items()} == {
        "oil_demand": True,
        "oil_spec": False,
        "maize_ethanol": True,
        "grain_index": True,
    }


def test_a_story_left_out_is_not_in_its_own_threshold():
    found = whole()
    left = {row.name: row for row in found.left_out.stories}
    assert len(left) == 9
    assert left["silver_pv"].threshold < left["iron_china"].threshold
    assert [name for name, row in left.items() if not row.right] == ["silver_pv"]


@given(CHANCES)
def test_pairs_in_order_do_not_depend_on_the_scale(forecasts):
    right, pairs = in_order(forecasts)
    assert 0 <= right <= pairs
    assert in_order([(label, 8 * p) for label, p in forecasts]) == (right, pairs)
    turned = {"confirmed": "refuted", "refuted": "confirmed"}
    assert in_order([(turned[label], p) for label, p in forecasts])[0] == pytest.approx(
        pairs - right
    )


@given(CHANCES)
def test_a_brier_score_lies_between_knowing_and_being_wrong(forecasts):
    assert 0 <= brier(forecasts) <= 1
    knowing = [(label, float(label == "confirmed")) for label, _ in forecasts]
    assert brier(knowing) == 0
    assert brier([(label, 1 - p) for label, p in knowing]) == 1


@given(AMOUNTS)
def test_no_other_threshold_parts_better(values):
    def right(at):
        return sum((value >= at) == (label == "confirmed") for label, value in values)

    amounts = sorted({value for _, value in values})
    between = [(a * b) ** 0.5 for a, b in pairwise(amounts)]
    found = best_threshold(values)
    assert all(right(found) >= right(other) for other in between)


def test_the_file_that_ships_is_a_fresh_run():
    assert written(whole()) == SHIPPED.read_text("utf-8")
    assert shipped() == whole()
    assert shipped().digest == digest()


def test_a_file_with_a_wrong_key_is_refused_by_its_name():
    text = SHIPPED.read_text("utf-8")
    with pytest.raises(PriceError, match="samples"):
        read(text.replace('"samples"', '"draws"', 1), "result.json")

"""Does news lead or follow a price: found where it was built in, and not where it was not.

Not here: the shipped finding and its file (`test_interest_file.py`).
"""

import sys
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.errors import ExtraMissing
from assay.prices.interest import EPISODES, SHORTEST, Interest, LagTest, Telling
from assay.prices.lead_and_lag import MONTH, WEEK, granger_f, orders, ruled, surprises
from assay.prices.steps import changes, interest_of, last_of, masses, mean_of, study_of_tellings
from assay.prices.tellings import episodes, placed
from tests.prices.interest_worlds import FIRST, fridays, news_world, series, telling_world

SEEDS = range(30)
ENOUGH = 27
"""Nine tenths of the seeds."""
pytest.importorskip("statsmodels", reason="the extra assay[prices] is not installed")


def asked(kind: str, seed: int, weeks: int = 208, memory: float = 0.6) -> Interest:
    news, price = news_world(kind, seed, weeks, memory)
    return interest_of(news, price, seed=1, draws=499)


@pytest.mark.parametrize("word", ["follows", "leads"])
def test_news_built_to_follow_or_lead_is_found_to(word):
    assert sum(asked(word, seed).word == word for seed in SEEDS) >= ENOUGH


@pytest.mark.parametrize("memory", [0.3, 0.95], ids=["short memory", "long memory"])
def test_of_news_that_has_nothing_to_do_with_the_price_one_cannot_tell(memory):
    found = [asked("apart", seed, memory=memory).word for seed in SEEDS]
    assert found.count("cannot tell") >= ENOUGH


@pytest.mark.parametrize("word", ["follows", "leads"])
def test_tellings_built_to_follow_or_lead_are_found_to(word):
    assert sum(telling_world(word, seed).word == word for seed in SEEDS) >= ENOUGH


def test_of_bursts_of_tellings_placed_at_random_one_cannot_tell():
    found = [telling_world("apart", seed).word for seed in SEEDS]
    assert found.count("cannot tell") >= ENOUGH


@pytest.mark.parametrize("weeks", [1, 2, 5, 12, SHORTEST])
def test_a_short_sample_never_tells_and_never_breaks(weeks):
    # the first price makes no change, so 40 prices are 39 steps
    found = asked("follows", 3, weeks=weeks).studies[0]
    assert (found.word, found.reason) == ("cannot tell", "short")
    assert found.steps < SHORTEST
    assert found.tests == ()


def test_no_price_at_all_is_a_short_sample():
    nothing = series("x", np.zeros(0), [])
    assert interest_of(nothing, nothing).studies[0].reason == "short"


@pytest.mark.parametrize("which", ["news", "price"])
def test_a_series_that_never_varies_tells_nothing(which):
    news, price = news_world("follows", 1)
    flat = tuple(1.0 for _ in news.days)
    if which == "news":
        news = replace(news, values=flat)
    else:
        price = replace(price, values=flat)
    assert interest_of(news, price).studies[0].reason == "flat"


def test_a_series_that_its_own_past_foresees_tells_nothing():
    news, price = news_world("follows", 1)
    wave = tuple(float(np.exp(np.sin(0.3 * n))) for n in range(len(news.days)))
    assert interest_of(replace(news, values=wave), price).studies[0].reason == "flat"


def test_news_that_is_the_price_of_last_week_follows_it():
    _, price = news_world("apart", 1)
    change = np.diff(np.log(price.values))
    echo = series("x", np.exp(np.concatenate([[0, 0], change[:-1]])), list(price.days))
    assert interest_of(echo, price).word == "follows"


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "statsmodels.tsa.stattools", None)
    with pytest.raises(ExtraMissing) as refused:
        asked("follows", 1)
    assert ".venv/bin/pip install '.[prices]'" in refused.value.remedy
    assert asked("follows", 1, weeks=12).studies[0].reason == "short"


def test_of_news_and_price_in_a_loop_one_cannot_tell():
    told = []
    for seed in SEEDS:
        leading, price = news_world("leads", seed)
        change = np.concatenate([[0.0], np.diff(np.log(price.values))])
        heard = np.exp(6 * np.convolve(change, [0, 1, 0.5])[: change.size])
        told.append(replace(leading, values=tuple(np.array(leading.values) * heard)))
    found = [
        interest_of(news, news_world("leads", seed)[1], seed=1, draws=499).studies[0]
        for seed, news in zip(SEEDS, told, strict=True)
    ]
    assert sum((one.word, one.reason) == ("cannot tell", "both") for one in found) >= ENOUGH


def test_five_episodes_decide_and_four_do_not():
    weeks = 200
    rng = np.random.default_rng(2)
    days = fridays(weeks)
    change = rng.normal(size=weeks)
    told = [30, 60, 90, 120, 150]
    for week in told:
        change[week - 4 : week] += 15
    price = dict(zip(days, 25 * np.exp(np.cumsum(change) / 100), strict=True))

    def study(count: int):
        tellings = tuple(
            Telling(f"t{week}", days[week], days[week], "x", "told", "en", "here", days[week])
            for week in told[:count]
        )
        return study_of_tellings("x", tellings, ("told",), price, "x", WEEK, FIRST, 1, 499)

    assert study(EPISODES).word == "follows"
    assert study(EPISODES).episodes == EPISODES
    assert (study(EPISODES - 1).word, study(EPISODES - 1).reason) == ("cannot tell", "few")


def test_the_same_seed_gives_the_same_and_another_seed_hardly_another():
    news, price = news_world("follows", 5)
    one, again, other = (interest_of(news, price, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one.studies[0].tests != other.studies[0].tests
    for first, second in zip(one.studies[0].tests, other.studies[0].tests, strict=True):
        assert first.p == pytest.approx(second.p, abs=0.05)


def test_our_granger_statistic_is_that_of_statsmodels():
    from statsmodels.tsa.stattools import grangercausalitytests

    rng = np.random.default_rng(7)
    for own in (1, 2, 4):
        effect, cause = rng.normal(size=(2, 90))
        effect[1:] += 0.4 * cause[:-1]
        theirs = grangercausalitytests(np.column_stack([effect, cause]), [own])
        ours = granger_f(effect, np.stack([cause, cause[::-1]]), own)
        assert ours[0] == pytest.approx(theirs[own][0]["ssr_ftest"][0], rel=1e-9)


def test_the_statistic_printed_and_the_one_reordered_agree():
    study = asked("follows", 4).studies[0]
    news, price = news_world("follows", 4)
    steps, change = changes(last_of(dict(zip(price.days, price.values, strict=True)), WEEK), WEEK)
    weekly = mean_of(dict(zip(news.days, news.values, strict=True)), WEEK)
    told = np.log([weekly[step] for step in steps])
    found = study.test("granger", "follows")
    assert found is not None
    assert found.statistic == pytest.approx(granger_f(told, change[None, :], WEEK.own)[0])
    assert found.p_asymptotic is not None


def test_surprises_are_what_the_own_past_does_not_foresee():
    rng = np.random.default_rng(3)
    series = np.zeros(400)
    for t in range(1, 400):
        series[t] = 0.9 * series[t - 1] + rng.normal()
    left = surprises(series, 4)
    assert left.size == 396
    assert abs(np.corrcoef(left[1:], left[:-1])[0, 1]) < 0.1
    assert left @ series[3:-1] == pytest.approx(0, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(steps=st.integers(5, 200), block=st.integers(1, 30), seed=st.integers(0, 2**32 - 1))
def test_an_order_holds_every_step_once_and_keeps_neighbours_within_blocks(steps, block, seed):
    made = orders(steps, block, 5, np.random.default_rng(seed))
    assert (np.sort(made, axis=1) == np.arange(steps)).all()
    together = ((made[:, 1:] - made[:, :-1]) % steps == 1).sum(axis=1)
    assert (together >= steps - -(-steps // block)).all()


def test_the_rule_needs_every_test_and_one_direction():
    def tests(follows: list[float], leads: list[float]) -> list[LagTest]:
        both = [("follows", p) for p in follows] + [("leads", p) for p in leads]
        return [LagTest("x", direction, 0.0, None, p, p) for direction, p in both]

    assert ruled(tests([0.01, 0.04], [0.2, 0.01])) == ("follows", "shown")
    assert ruled(tests([0.2, 0.01], [0.01, 0.05])) == ("leads", "shown")
    assert ruled(tests([0.01, 0.06], [0.2, 0.2])) == ("cannot tell", "neither")
    assert ruled(tests([0.01, 0.01], [0.01, 0.01])) == ("cannot tell", "both")


def test_the_path_around_a_single_telling_is_the_price_itself():
    weeks, at = 80, 40
    days = fridays(weeks)
    level = np.cumsum(np.random.default_rng(1).normal(size=weeks))
    price = dict(zip(days, np.exp(level / 100), strict=True))
    told = Telling("t", days[at], days[at], "x", "told", "en", "here", days[at])
    study = study_of_tellings("x", (told,), ("told",), price, "x", WEEK, FIRST, 1, 99)
    for step in study.path:
        expected = level[at + step.offset] - level[at - 1]
        assert step.value == pytest.approx(expected, abs=1e-9)
    before, after = study.test("event", "follows"), study.test("event", "leads")
    assert before is not None
    assert after is not None
    assert before.statistic == pytest.approx(level[at - 1] - level[at - 9])
    assert after.statistic == pytest.approx(level[at + 8] - level[at])


def test_a_gap_in_the_price_is_never_bridged():
    days = [day for n, day in enumerate(fridays(100)) if n not in (30, 31)]
    steps, change = changes(last_of(dict.fromkeys(days, 2.0), WEEK), WEEK)
    assert len(steps) == change.size == 67
    assert steps[0] > days[30]


def test_an_interval_counts_by_its_days_and_a_vague_one_not_at_all():
    month = Telling("m", date(2025, 12, 1), date(2025, 12, 31), "x", "told", "en", "here", FIRST)
    year = Telling("y", date(2026, 1, 1), date(2026, 11, 22), "x", "told", "en", "here", FIRST)
    assert placed((month, year), ("told",)) == (month,)
    assert placed((month, year), ("report",)) == ()
    steps = [date(2025, 12, 1) + timedelta(days=7 * n) for n in range(5)]
    assert masses((month,), steps, WEEK) == pytest.approx([7 / 31] * 4 + [3 / 31])
    assert masses((month,), [date(2025, 12, 1)], MONTH) == pytest.approx([1.0])


def test_episodes_are_further_apart_than_the_lags():
    def telling(first: int, last: int) -> Telling:
        start = date(2025, 1, 1)
        days = start + timedelta(days=first), start + timedelta(days=last)
        return Telling("x", *days, "x", "told", "en", "here", start)

    assert episodes((), 56) == 0
    assert episodes((telling(0, 0), telling(56, 80), telling(136, 136)), 56) == 1
    assert episodes((telling(0, 0), telling(57, 57)), 56) == 2
    assert episodes((telling(0, 100), telling(10, 10), telling(150, 150)), 56) == 1

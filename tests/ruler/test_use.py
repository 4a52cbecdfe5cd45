"""The ruler on a growth of use, by hand: who added how much, in every sample by itself.

Not here: the electricity story (`tests/stories/test_electricity.py`), a rise of a price
(`test_marks_by_hand.py`).
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assay.judging.weighing import group_shares, weigh
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Constant
from assay.record.record import load
from assay.ruler.contributions import contributions
from assay.ruler.explained import shares_of
from assay.ruler.lay import lay, outputs
from assay.ruler.story import Window
from assay.stories.load import load_story

SAMPLES = 512


def of(**changes: float):
    """Shares for users that change by these amounts a year, the driver first."""
    story = load_story("electricity", load())
    model = Model(2020, 2030)
    scope: dict[str, object] = {}
    for user, amount in changes.items():
        exec(
            f"def {user}(year, one, first, level):\n"
            f"    return level + {amount} * level * (year - first) / one\n",
            scope,
        )
        model.quantity("TWh/year")(scope[user])
    exec("def total(" + ", ".join(changes) + "):\n    return " + " + ".join(changes), scope)
    model.quantity("TWh/year")(scope["total"])
    some = story.givens[0]
    givens = tuple(
        replace(some, name=name, unit=unit, shape=Constant(value), facts=(), filled=())
        for name, unit, value in (
            ("one", "year", 1.0),
            ("first", "year", 2022.0),
            ("level", "TWh/year", 100.0),
        )
    )
    users = tuple(changes)
    groups = tuple(
        replace(story.groups[0], name=user, nodes=(user,), compared=user != "rest")
        for user in users
    )
    roles = replace(
        story.roles,
        use=users[0],
        net_use=users[0],
        total_use="total",
        use_with_substitution=users[0],
        use_without_substitution=users[0],
        supply="total",
        users=users,
    )
    story = replace(
        story,
        model=model,
        givens=givens,
        roles=roles,
        groups=groups,
        window=Window(date(2022, 12, 31), date(2025, 12, 31)),
        outlook=(),
        peers=(),
        comparison=(),
    )
    done = run(model, givens, outputs=outputs(story), samples=SAMPLES)
    return story, done


def test_the_share_is_the_change_over_the_sum_of_what_all_users_added():
    story, done = of(ai=0.1, rest=0.2, ev=0.1)
    shares = shares_of(done, story)
    assert shares.share == pytest.approx(np.full(SAMPLES, 0.25))
    assert shares.rise == pytest.approx(np.full(SAMPLES, 3 * 100 * 0.4))


def test_who_took_less_makes_room_and_is_not_counted():
    story, done = of(ai=0.1, rest=-0.3, ev=0.1)
    assert shares_of(done, story).share == pytest.approx(np.full(SAMPLES, 0.5))


def test_a_driver_that_took_less_has_a_share_below_nothing():
    story, done = of(ai=-0.1, rest=0.2)
    assert shares_of(done, story).share == pytest.approx(np.full(SAMPLES, -0.5))


def test_where_nobody_grew_there_is_nothing_to_share_out():
    story, done = of(ai=-0.1, rest=-0.2)
    laid = lay(done, story)
    assert laid.shares is None
    assert laid.moved == {}
    mark = next(mark for mark in laid.marks if mark.name == "transmission")
    assert not mark.holds.any()


def test_the_shares_of_all_users_that_grew_add_up_to_one_in_every_sample():
    story = load_story("electricity", load())
    done = run(story.model, story.givens, outputs=outputs(story), samples=SAMPLES)
    shares = group_shares(story, lay(done, story))
    total = sum(np.maximum(share, 0) for share in shares.values())
    assert total == pytest.approx(np.ones(SAMPLES))


def test_the_share_of_a_sample_is_not_its_change_over_the_mean_growth():
    story = load_story("electricity", load())
    done = run(story.model, story.givens, outputs=outputs(story), samples=SAMPLES)
    laid = lay(done, story)
    by_mean = laid.moved["ai"] / np.mean(laid.shares.rise)
    assert group_shares(story, laid)["ai"] == pytest.approx(laid.shares.share)
    assert not np.allclose(by_mean, laid.shares.share, rtol=1e-3)


def test_the_rest_is_no_rival_however_much_it_added():
    story, done = of(ai=0.1, ev=0.05, rest=0.9)
    mark = next(mark for mark in lay(done, story).marks if mark.name == "rivals")
    assert mark.values == pytest.approx(np.full(SAMPLES, 200))
    assert mark.holds.all()


def test_a_driver_that_added_nothing_is_no_cause_though_all_others_took_less():
    story, done = of(ai=-0.1, ev=-0.2, rest=0.9)
    mark = next(mark for mark in lay(done, story).marks if mark.name == "rivals")
    assert not mark.holds.any()


def test_a_use_has_no_companions_that_only_a_price_has():
    story, done = of(ai=0.1, rest=0.2)
    laid = lay(done, story)
    mark = next(mark for mark in laid.marks if mark.name == "transmission")
    assert [key for key, *_ in mark.beside] == ["share_to_horizon"]
    assert laid.shares.needed is None
    assert laid.shares.if_no_driver is None


def test_contributions_are_told_in_the_unit_of_use_and_the_rest_apart():
    story, done = of(ai=0.1, rest=0.2)
    rows = contributions(done, story, lay(done, story).moved, "TWh/year")
    assert [(row.driver, row.part, row.unit) for row in rows] == [
        ("ai", "line", "TWh/year"),
        ("rest", "rest", "TWh/year"),
    ]
    assert rows[0].band.p50 == pytest.approx(30)


def test_growth_and_share_are_told_and_nothing_of_a_price():
    story, record = load_story("electricity", load()), load()
    weighed = weigh(story, record, 1024, 1, None)
    assert weighed.explained is not None
    assert weighed.explained.rise is None
    assert weighed.explained.growth is not None
    assert weighed.needed_shift is None
    assert {row.unit for row in weighed.contributions} == {"TWh/year"}
    assert weighed.requirement

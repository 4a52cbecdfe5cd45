"""The marks of a made-up market small enough to reckon by hand.

Grain: a mill uses 40 t of 1,000 t in 2024, 50 of 1,000 in 2025, 60 in 2026 ... 100 in 2030; the
price goes from 100 to
exp(1) x 100 over 31 December 2024 to 31 December 2025, so that the rise is exactly 1.
"""

from dataclasses import replace
from datetime import date
from math import e

import numpy as np
import pytest

from assay.model.givens import Given
from assay.model.model import Model
from assay.model.run import run
from assay.model.written import shape_from
from assay.ruler.chain import join
from assay.ruler.contributions import contributions
from assay.ruler.lay import lay, outputs
from assay.ruler.story import CauseGroup, Roles, Story, Window, Words
from assay.ruler.window import change_over, last_full_year, mean_over

TEXT = {"en": "x", "zh": "x"}
WORDS = Words(TEXT, TEXT, {}, {}, {}, {}, {}, {})
MILL = {2023: 30.0, **{2024 + i: 40.0 + 10.0 * i for i in range(7)}}
YEARS = range(2023, 2031)


def given(name, unit, shape):
    return Given(name, TEXT, unit, shape_from(shape, name), (), True, "made up", "nothing", "low")


def series(values):
    return {"series": {str(year): value for year, value in values.items()}}


def market(
    elasticities=0.5, displaced=0.0, given_up=0.0, dollar=20.0, supply_growth=0.0, stocks=0.0
):
    model = Model(2023, 2030, asked=frozenset({"dollar_effect"}))

    @model.quantity("t{grain}/year")
    def mill(mill_use):
        return mill_use

    @model.quantity("t{grain}/year")
    def mill_net(mill_use, displaced_share):
        return mill_use * (1 - displaced_share)

    @model.quantity("t{grain}/year")
    def mill_without_thrift(mill_use):
        return 2 * mill_use

    @model.quantity("t{grain}/year")
    def bakers(mill_use, all_use):
        return all_use - mill_use

    @model.quantity("t{grain}/year")
    def total(all_use):
        return all_use

    @model.quantity("t{grain}/year")
    def harvest(harvest_use):
        return harvest_use

    givens = (
        given("mill_use", "t{grain}/year", series(MILL)),
        given("all_use", "t{grain}/year", series(dict.fromkeys(YEARS, 1000.0))),
        given(
            "harvest_use",
            "t{grain}/year",
            series({y: 1000.0 + supply_growth * (y - 2025) for y in YEARS}),
        ),
        given("stock", "t{grain}", {"constant": stocks}),
        given("elasticity", "1", {"constant": elasticities}),
        given("own_elasticity", "1", {"constant": given_up}),
        given("displaced_share", "1", {"constant": displaced}),
        given("dollar_effect", "log_point", {"constant": dollar}),
    )
    roles = Roles(
        use="mill",
        net_use="mill_net",
        total_use="total",
        use_with_substitution="mill",
        use_without_substitution="mill_without_thrift",
        irreplaceable_use=None,
        supply="harvest",
        releasable_stocks="stock",
        elasticity_sum="elasticity",
        driver_elasticity="own_elasticity",
        users=("mill", "bakers"),
    )
    groups = (
        CauseGroup("mill", TEXT, "demand", ("mill_net",), True, (1, 2)),
        CauseGroup("dollar", TEXT, "measured", ("dollar_effect",), True, (1,)),
        CauseGroup("bakers", TEXT, "demand", ("bakers",), True, (1, 2)),
        CauseGroup("harvest", TEXT, "supply", ("harvest",), True, (1, 2)),
    )
    window = Window(date(2024, 12, 31), date(2025, 12, 31), 100.0, 100.0 * e, "USD/t", ("a", "b"))
    return Story("grain", "price", model, givens, roles, groups, window, 2025, 2030, {}, WORDS)


def laid(story):
    done = run(story.model, story.givens, outputs=outputs(story), samples=256, seed=1)
    return done, lay(done, story)


def mark(story, name):
    return next(m for m in laid(story)[1].marks if m.name == name)


def test_fifty_of_a_thousand_tonnes_is_a_size_of_five_per_cent():
    size = mark(market(), "size")
    assert size.values == pytest.approx(5.0)
    assert size.holds.all()


def test_from_fifty_to_a_hundred_tonnes_is_a_growth_of_two():
    assert mark(market(), "growth").values == pytest.approx(2.0)


def test_half_of_what_would_be_used_without_thrift_is_left():
    assert mark(market(), "necessity").values == pytest.approx(50.0)


def test_ten_tonnes_more_a_year_move_the_price_by_two_per_cent():
    """dlnP = 10 / (1000 x 0.5) = 0.02 of a rise of 1; needed = 10/1000 = 0.01."""
    _, found = laid(market())
    assert found.shares.share == pytest.approx(0.02)
    assert found.shares.needed == pytest.approx(0.01)
    assert found.shares.if_no_driver == pytest.approx(0.1), "all 50 t over 1000 x 0.5"
    assert found.shares.if_horizon_priced_in == pytest.approx(0.12), "100 less 40 over 500"


def test_what_the_driver_gave_up_counts_as_its_demand():
    """10 t more, and 50 t x 0.2 x 1 given up because of the price: 20 / 500."""
    _, found = laid(market(given_up=0.2))
    assert found.shares.share == pytest.approx(0.04)


def test_only_net_use_explains_and_gross_use_stands_beside():
    _, found = laid(market(displaced=0.4))
    assert found.shares.share == pytest.approx(0.012)
    assert found.shares.gross == pytest.approx(0.02)


def test_a_larger_sum_of_elasticities_explains_less():
    shares = [laid(market(elasticities=s))[1].shares.share.mean() for s in (0.2, 0.5, 1.0)]
    assert shares == pytest.approx([0.05, 0.02, 0.01])


def test_supply_that_adds_ten_tonnes_a_year_covers_what_the_mill_adds():
    """Both add 10+20+30+40+50 t: covered once, so there is just enough."""
    scarcity = mark(market(supply_growth=10.0), "scarcity")
    assert scarcity.values == pytest.approx(1.0)
    assert not scarcity.holds.any()
    assert mark(market(supply_growth=9.0), "scarcity").holds.all()


def test_stocks_cover_too():
    """150 t are added; 90 from the harvest and 60 from the stock cover them."""
    assert mark(market(supply_growth=6.0, stocks=60.0), "scarcity").values == pytest.approx(1.0)


def test_the_largest_rival_decides():
    """The mill moves 2 log points, the dollar 20: a tenth of the largest rival."""
    rivals = mark(market(dollar=20.0), "rivals")
    assert rivals.values == pytest.approx(10.0)
    assert not rivals.holds.any()
    assert mark(market(dollar=1.0), "rivals").holds.all()


def test_view_one_sums_to_the_rise_and_nothing_is_added_twice():
    story = market(dollar=20.0, supply_growth=5.0)
    done, found = laid(story)
    rows = {(r.driver, r.view): r for r in contributions(done, story, found.moved, "t{grain}/year")}
    total = rows["total", 1].band.p50
    assert total == pytest.approx(100.0)
    assert rows["dollar", 1].band.p50 + rows["unexplained", 1].band.p50 == pytest.approx(total)
    carved = sum(r.band.p50 for r in rows.values() if r.part == "carved")
    assert carved + rows["still_unexplained", 1].band.p50 == pytest.approx(
        rows["unexplained", 1].band.p50
    )
    assert rows["harvest", 2].band.p50 == pytest.approx(-1.0), "5 t more supply lower the price"
    assert rows["harvest", 2].ounces.p50 == pytest.approx(5.0)


def test_a_price_that_did_not_rise_leaves_nothing_to_explain_and_no_story():
    story = market()
    story = replace(story, window=replace(story.window, end_value=90.0))
    done, found = laid(story)
    assert found.shares is None
    assert contributions(done, story, found.moved, "t{grain}/year") == ()
    chain = join(found.marks, found.main_cause, done.replicate, None)
    assert chain.material.probability == 0.0
    assert chain.answer == "no"


def test_effect_use_gives_the_share_of_the_growth_of_all_users():
    """The mill adds 10 t, the bakers lose 10: the mill is all of the growth."""
    story = replace(market(), effect="use")
    story = replace(story, groups=tuple(g for g in story.groups if g.kind == "demand"))
    _, found = laid(story)
    assert found.shares.share == pytest.approx(1.0)
    assert found.moved["bakers"] == pytest.approx(-10_000.0 / 1000)


def test_twenty_three_days_are_twenty_three_365ths_of_a_year():
    story = market()
    done, _ = laid(story)
    window = replace(story.window, end=date(2026, 1, 23))
    change = change_over(done, "mill", window, "t{grain}/year")
    assert change == pytest.approx(10.0 + 23 / 365 * 10.0)
    mean = mean_over(done, "mill", window, "t{grain}/year")
    assert mean == pytest.approx((365 * 50 + 23 * 60) / 388)
    assert last_full_year(window) == 2025


def test_the_same_ruler_is_told_in_whatever_unit_the_story_is_written():
    """Ounces in place of tonnes move no mark."""
    story = market()
    ounces = tuple(
        replace(g, unit="oz{grain}/year", shape=shape_from(
            series({y: v / 31.1034768e-6 for y, v in MILL.items()}), g.name))
        if g.name == "mill_use" else g
        for g in story.givens
    )  # fmt: skip
    plain, rewritten = laid(story)[1], laid(replace(story, givens=ounces))[1]
    for a, b in zip(plain.marks, rewritten.marks, strict=True):
        assert np.allclose(a.values, b.values, rtol=1e-9)

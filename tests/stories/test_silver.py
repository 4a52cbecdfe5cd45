"""What the silver story says when it is asked: sizes, chains, balances, scenarios."""

import numpy as np
import pytest

from assay.model.run import Fix, run
from assay.record.record import load
from assay.stories.load import attribution_of, load_story
from assay.stories.silver.market import jewelry, photovoltaics_at_old_price
from assay.stories.silver.price import elasticity_added, elasticity_shrunk, silver_price
from assay.stories.silver.quantities import (
    ai_copper_share,
    ai_server_growth,
    ai_server_silver,
    ai_servers_counted,
    ai_servers_ordered,
)

SAMPLES = 2**12
MOZ = "Moz{silver}/year"
TONNES = "t{silver}/year"


@pytest.fixture(scope="module")
def story():
    return load_story("silver", load())


def of(story, *outputs, **fixed):
    return run(
        story.model,
        story.givens,
        outputs=list(outputs),
        samples=SAMPLES,
        do=fixed,
        correlations=story.correlations,
    )


def test_two_million_servers_at_half_a_kilo_hold_a_thousand_tonnes():
    """2.0 M x 0.5 kg = 1,000 t before any saving; chips are inside the half kilo."""
    assert ai_server_silver(2.0e6, 0.5, 0.0, 1, 0, 0) == pytest.approx(1.0e6)


def test_what_is_in_the_chips_is_neither_thrifted_nor_replaced():
    assert ai_server_silver(1e6, 0.5, 2e4, 0.0, 0.5, 0.1) == pytest.approx(2e4)


def test_the_two_scopes_of_the_count_are_never_mixed():
    counted = ai_servers_counted(2.11e6, 2.45e6, np.array([0.2, 0.9, 1.1, 1.9]))
    assert counted.tolist() == [2.11e6, 2.11e6, 2.45e6, 2.45e6]


def test_shipments_grow_as_the_servers_of_the_shared_race_and_orders_never_break_off():
    assert ai_servers_ordered(130.0, 100.0, 0.5) == 130.0
    assert ai_servers_ordered(-20.0, 100.0, 0.5) == 50.0
    assert ai_server_growth(130.0, 100.0) == pytest.approx(1.3)


def test_what_moves_the_race_moves_silver_and_nothing_that_was_counted():
    """One efficiency race for all stories: a fix of it is a fix of silver."""
    story = load_story("silver", load())
    over = {"ai_demand_fade": Fix(0.5, "1/year")}
    node = "ai_servers_shipped"
    kept = run(story.model, story.givens, outputs=[node], samples=256)
    moved = run(story.model, story.givens, outputs=[node], samples=256, do=over)
    assert np.array_equal(kept.at(node, 2026), moved.at(node, 2026))
    ratio = np.median(moved.at(node, 2030) / kept.at(node, 2030))
    assert ratio < 0.85


def test_the_race_brings_out_the_forecast_of_2028_that_it_was_not_told():
    """Nearly 5 million in the scope of May 2026, by those who count them."""
    story = load_story("silver", load())
    wider = {"ai_server_scope": Fix(1, "1")}
    done = run(story.model, story.givens, outputs=["ai_servers_shipped"], samples=2**12, do=wider)
    assert np.median(done.at("ai_servers_shipped", 2028)) == pytest.approx(5.0e6, rel=0.03)


def test_a_sampled_fleet_that_shrinks_never_ships_fewer_than_none():
    story = load_story("silver", load())
    done = run(story.model, story.givens, outputs=["ai_servers_shipped"], samples=2**14)
    assert all((done.at("ai_servers_shipped", year) > 0).all() for year in (2027, 2030, 2035))


def test_copper_comes_after_a_price_above_the_trigger_and_stops_at_the_floor():
    assert ai_copper_share(0.0, 60.0, 70.0, 0.2, 0.4, 0.1) == 0.0
    assert ai_copper_share(0.0, 80.0, 70.0, 0.2, 0.4, 0.1) == pytest.approx(0.1)
    assert ai_copper_share(0.5, 80.0, 70.0, 0.2, 0.4, 0.1) == pytest.approx(0.5)


def test_cells_twice_as_many_and_half_as_silvery_take_the_same_silver():
    assert photovoltaics_at_old_price(100.0, 2.0, 1.0, np.log(2), 0.0, 0.0) == pytest.approx(100.0)


def test_a_price_up_by_ten_per_cent_takes_two_per_cent_of_jewelry_at_a_fifth():
    assert jewelry(100.0, 1.1, 1.0, 0.2, 1.0, 0.0) == pytest.approx(98.1, abs=0.05)


def test_a_shift_of_one_per_cent_moves_the_price_by_four_at_a_quarter():
    price = silver_price(2027, 2025, 1, 50.0, 72.0, 1.0, 0.0, 100.0, 0.25, 0.0)
    assert np.log(price / 50.0) == pytest.approx(0.04)


def test_the_first_unknown_year_starts_from_the_last_years_end():
    assert silver_price(2026, 2025, 1, 39.8, 71.99, 0.0, 0.0, 1.0, 0.4, 0.0) == 71.99


@pytest.mark.parametrize("draw", [0.15, 0.24, 0.38, 1.0])
def test_the_lines_together_always_make_the_markets_elasticity(draw):
    weights, own = np.array([0.7, 0.2, 0.1]), np.array([0.05, 0.4, 1.0])
    total = (weights * own).sum()
    lines = own * elasticity_shrunk(draw, total) + elasticity_added(draw, total, weights.sum())
    assert (weights * lines).sum() == pytest.approx(draw)


def test_the_elasticity_sum_is_drawn_within_the_published_range_and_not_piled_at_its_ends(story):
    drawn = of(story, "elasticity_sum").at("elasticity_sum", 2025)
    assert drawn.min() >= 0.15 - 1e-9 and drawn.max() <= 1.0 + 1e-9
    assert ((drawn < 0.1501) | (drawn > 0.9999)).mean() < 0.001


def test_one_point_two_kilos_a_server_imply_two_and_a_half_to_three_thousand_tonnes(story):
    done = of(story, "ai_silver", silver_per_ai_server=Fix(1.2, "kg{silver}/server"))
    low, high = np.percentile(done.at("ai_silver", 2025, TONNES), [5, 95])
    assert 2400 <= low <= high <= 3150


@pytest.mark.parametrize(("tonnes", "share"), [(1000, 2.84), (1100, 3.13)])
def test_a_thousand_tonnes_imply_a_share_just_below_three_per_cent(story, tonnes, share):
    done = of(story, "ai_silver_share", "total_demand", ai_silver=Fix(tonnes, TONNES, 2025))
    assert done.at("ai_silver_share", 2025, "percent") == pytest.approx(share, abs=0.01)
    assert done.at("total_demand", 2025, MOZ) == pytest.approx(1130.7, abs=0.01)


@pytest.mark.parametrize("year", [2024, 2025])
def test_ai_and_vehicles_leave_room_for_what_else_their_category_must_hold(story, year):
    """Electrical goods without solar cells hold grid, appliances, phones and servers too."""
    category = load().series("silver.electrical_electronics_without_pv")[year].value
    done = of(story, "vehicle_silver", "ai_silver")
    left = category - done.at("vehicle_silver", year, MOZ) - done.at("ai_silver", year, MOZ)
    assert left.min() > 40
    assert np.median(left) > 120


def test_the_years_published_add_up_to_the_published_total(story):
    """Identity check only: lines are taken as published. 2 % covers the sum's own rounding."""
    done = of(story, "total_demand", "total_supply")
    record = load()
    for node in ("total_demand", "total_supply"):
        published = record.series(f"silver.{node}")
        for year in range(2017, 2026):
            told = done.at(node, year, MOZ)
            assert told == pytest.approx(published[year].value, rel=0.02), (node, year)


def test_what_nobody_has_weighed_is_still_bounded(story):
    done = of(story, "ai_silver_share", "ai_net_silver", "ai_silver", "ai_silver_irreplaceable",
              "ai_silver_without_saving")  # fmt: skip
    share = done.at("ai_silver_share", 2025, "percent")
    assert 1.5 < np.median(share) < 4.5
    assert (done.values("ai_net_silver") <= done.values("ai_silver")).all()
    for year in (2025, 2030, 2035):
        floor = done.at("ai_silver_irreplaceable", year, TONNES)
        assert (floor <= done.at("ai_silver", year, TONNES) * (1 + 1e-9)).all()
        assert (
            done.at("ai_silver", year, TONNES)
            <= done.at("ai_silver_without_saving", year, TONNES) * (1 + 1e-9)
        ).all()


def test_no_more_silver_comes_back_than_went_in(story):
    done = of(story, "ai_silver_returned", "ai_server_silver")
    back = done.values("ai_silver_returned", TONNES).sum(axis=0)
    assert (back > 0).all()
    assert (back <= 0.5 * done.values("ai_server_silver", TONNES).sum(axis=0)).all()


@pytest.mark.parametrize(
    ("switch", "servers"),
    [("stargate_built", 1e5), ("nvidia_openai_built", 1e5), ("china_built", 3e3)],
)
def test_an_announcement_counts_only_when_its_scenario_is_switched_on(story, switch, servers):
    usual = of(story, "ai_servers_shipped")
    built = of(story, "ai_servers_shipped", **{switch: Fix(1, "1")})
    more = built.at("ai_servers_shipped", 2027) - usual.at("ai_servers_shipped", 2027)
    assert (more > servers).all()
    assert (built.at("ai_servers_shipped", 2025) == usual.at("ai_servers_shipped", 2025)).all()


def test_a_higher_price_last_year_means_less_silver_and_more_scrap_this_year(story):
    asked = ("photovoltaics", "jewelry", "recycling", "mine_production", "ai_silver")
    dear = of(story, *asked, silver_price=Fix(150, "USD/oz", (2026, 2027, 2028, 2029, 2030)))
    cheap = of(story, *asked, silver_price=Fix(30, "USD/oz", (2026, 2027, 2028, 2029, 2030)))
    for node in ("photovoltaics", "jewelry", "ai_silver"):
        assert np.median(dear.at(node, 2030)) < np.median(cheap.at(node, 2030)), node
    for node in ("recycling", "mine_production"):
        assert np.median(dear.at(node, 2030)) > np.median(cheap.at(node, 2030)), node


def test_the_price_is_history_up_to_the_last_full_year_and_then_spreads(story):
    done = of(story, "silver_price")
    assert done.at("silver_price", 2025, "USD/oz") == pytest.approx(39.805)
    low, high = np.percentile(np.log(done.at("silver_price", 2026, "USD/oz")), [5, 95])
    assert 0.55 < high - low < 0.95, "22 log points a year are 72 between the 5th and the 95th"


def test_the_draws_leave_unexplained_what_the_fit_left(story):
    """Bands and correlations of the contributions make the fit's own bands of their sums, which the
    story does not read; drawn independently the rest would be two thirds wider."""
    found = attribution_of("silver").window("story")
    groups = [g for g in story.groups if g.kind in ("measured", "mediator")]
    assert [g.name for g in groups] == [share.group for share in found.shares]
    nodes = [group.nodes[0] for group in groups]
    done = of(story, *nodes, "new_york_rise")
    drawn = {node: done.values(node, "log_point") for node in nodes}
    rise = done.values("new_york_rise", "log_point")
    assert rise == pytest.approx(found.actual)
    rest = rise - sum(drawn.values())
    told = found.unexplained
    assert np.percentile(rest, [5, 50, 95]) == pytest.approx([told.p05, told.p50, told.p95], abs=1)
    macro = sum(values for node, values in drawn.items() if node != "gold_contribution")
    told = found.macro
    assert np.percentile(macro, [5, 50, 95]) == pytest.approx([told.p05, told.p50, told.p95], abs=1)


def test_the_fits_window_is_the_storys_own(story):
    found = attribution_of("silver").window("story")
    assert (found.start, found.end) == (story.window.start, story.window.end)


def test_ai_is_on_the_path_from_one_server_to_its_share(story):
    from assay.model.graph import graph_of

    graph = graph_of(story.model, story.givens)
    assert graph.path("silver_per_ai_server", "ai_silver")
    assert graph.path("ai_silver", "ai_silver_share")
    assert not graph.path("ai_silver_share", "ai_silver")


def test_fitted_elasticities_that_add_up_to_nothing_or_less_are_not_shrunk(story):
    shrunk = story.model.quantities["elasticity_shrunk"].formula
    with np.errstate(divide="ignore"):
        found = shrunk(np.full(4, 0.2), np.array([-0.001, 0.0, 0.1, 0.4]))
    np.testing.assert_array_equal(found, [1.0, 1.0, 1.0, 0.5])

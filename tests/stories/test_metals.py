"""What the metals story and its cases say when asked: headlines given back, and their own runs.

Not here: pages with slips of units (`tests/pages/test_metals.py`), the race of AI's power with its
efficiency (`test_cases_and_shared.py`).
"""

import numpy as np
import pytest

import assay
from assay.model.run import Fix, run
from assay.record.record import load
from assay.ruler.chain import in_chain, join
from assay.ruler.lay import lay, outputs
from assay.stories.load import cases_of, given_of, load_story

SAMPLES = 2**11
COPPER, TITANIUM = "Mt{copper}/year", "t{titanium}/year"

AS_TOLD = {
    "data_centre_capacity_added": Fix(28, "GW/year"),
    "copper_with_servers": Fix(0, "1"),
    "copper_kept": Fix(1, "1"),
    "copper_use": Fix(28.7, COPPER),
}
"""What the headline of copper takes: 132 less 104 GW, nothing replaced or saved, all copper used in
2026."""


@pytest.fixture(scope="module")
def record():
    return load()


@pytest.fixture(scope="module")
def copper(record):
    return load_story("metals", record)


@pytest.fixture(scope="module")
def titanium(record):
    return load_story("metals:titanium", record)


@pytest.fixture(scope="module")
def gold(record):
    return load_story("metals:gold", record)


def of(story, *asked, samples=SAMPLES, **fixed):
    return run(story.model, story.givens, outputs=list(asked), samples=samples, do=fixed)


def quantiles(done, node, year, unit):
    return np.percentile(done.at(node, year, unit), [5, 50, 95])


def laid(story):
    done = run(
        story.model, story.givens, outputs=outputs(story), samples=SAMPLES,
        correlations=story.correlations,
    )  # fmt: skip
    found = lay(done, story)
    chain = join(found.marks, found.main_cause, done.replicate, None)
    return found, chain


def probability(found, name):
    (mark,) = [one for one in found.marks if one.name == name]
    return float(mark.holds.mean())


def middle(found, name):
    (mark,) = [one for one in found.marks if one.name == name]
    return float(np.median(mark.values))


# ---- headlines, given back by fixing givens


@pytest.mark.parametrize(("tonnes", "million", "share"), [(27, 0.76, 2.6), (39, 1.09, 3.8)])
def test_twenty_eight_gigawatts_take_the_copper_of_the_headline(copper, tonnes, million, share):
    """39 t/MW is what the headline uses; the story uses what is published (27 to 40, and 47)."""
    intensity = Fix(tonnes, "t{copper}/MW")
    asked = ("data_centre_copper", "data_centre_copper_share", "ai_halls_added")
    done = of(copper, *asked, **AS_TOLD, copper_per_capacity=intensity)
    # where AI alone builds more than all that is added, the headline's 28 GW are not what is built
    fits = done.at("ai_halls_added", 2026, "GW/year") <= 28
    assert fits.mean() > 0.8
    assert np.round(done.at("data_centre_copper", 2026, COPPER)[fits], 2) == pytest.approx(million)
    told = done.at("data_centre_copper_share", 2026, "percent")[fits]
    assert np.round(told, 1) == pytest.approx(share)


def test_robots_of_2035_take_the_titanium_of_the_headline(titanium):
    done = of(
        titanium, "robot_titanium", "robot_titanium_share",
        robots_made=Fix(1.4e6, "robot/year"), titanium_per_robot=Fix(4.5, "kg{titanium}/robot"),
        sponge_per_part=Fix(1, "1"), titanium_kept=Fix(1, "1"),
        titanium_supply=Fix(380e3, TITANIUM),
    )  # fmt: skip
    assert done.at("robot_titanium", 2035, TITANIUM) == pytest.approx(6300)
    assert np.round(done.at("robot_titanium_share", 2035, "percent"), 1) == pytest.approx(1.7)


def test_only_a_thousand_million_robots_would_bite(titanium):
    done = of(
        titanium, "fleet_titanium", "fleet_titanium_share",
        titanium_per_robot=Fix(4.5, "kg{titanium}/robot"), sponge_per_part=Fix(1, "1"),
        titanium_supply=Fix(380e3, TITANIUM),
    )  # fmt: skip
    assert done.at("fleet_titanium", 2035, TITANIUM) == pytest.approx(300e3)
    assert np.round(done.at("fleet_titanium_share", 2035, "percent")) == pytest.approx(79)


# ---- beside what others published


def test_the_forecasts_of_two_agencies_lie_inside_the_run_and_the_highest_estimate_above(copper):
    """0.51 Mt in 2030, 0.57 at a peak in 2028, 0.5 in 2024; 1.1 Mt in 2025 is above the run."""
    done = of(copper, "data_centre_copper")
    for year, published in ((2024, 0.5), (2028, 0.572), (2030, 0.512)):
        low, _, high = quantiles(done, "data_centre_copper", year, COPPER)
        assert low < published < high
    assert quantiles(done, "data_centre_copper", 2025, COPPER)[2] < 1.1


def test_the_mean_of_a_decade_is_that_of_another_forecaster_within_a_factor_of_two(copper):
    done = of(copper, "data_centre_copper")
    means = np.mean([done.at("data_centre_copper", y, COPPER) for y in range(2025, 2036)], axis=0)
    assert 0.2 < np.median(means) < 0.8


def test_all_copper_follows_the_forecasts_that_no_given_takes(copper, record):
    done = of(copper, "copper_use")
    for fact in ("me_cu_use_2025", "me_cu_use_2026"):
        told = record.fact(fact)
        year = told.years[0]
        assert quantiles(done, "copper_use", year, COPPER)[1] == pytest.approx(told.value, rel=0.02)
    assert 31 < quantiles(done, "copper_use", 2035, COPPER)[1] < 40


def test_users_add_up_to_all_use_and_to_what_was_published(copper, titanium, gold):
    for story, published in ((copper, 27.4e6), (titanium, 380e3)):
        done = of(story, *story.roles.users, story.roles.total_use, samples=2**6)
        unit = done.unit(story.roles.total_use)
        parts = sum(done.at(user, 2024, unit) for user in story.roles.users)
        assert parts == pytest.approx(done.at(story.roles.total_use, 2024, unit))
        assert parts == pytest.approx(published)
    done = of(gold, *gold.roles.users, "gold_use", samples=2**6)
    parts = sum(done.at(user, 2025, "t{gold}/year") for user in gold.roles.users)
    assert parts == pytest.approx(5002.3)


def test_no_user_takes_less_than_nothing_in_the_years_judged(copper, titanium, gold):
    for story in (copper, titanium, gold):
        done = of(story, *story.roles.users)
        for user in story.roles.users:
            for year in (2022, 2024, story.today, story.horizon):
                if story is gold and year < 2024:  # nothing of gold is published here before
                    continue
                if user == "over_the_counter_gold":  # net: stocks are sold there too
                    continue
                assert done.at(user, year, done.unit(user)).min() >= 0, (story.name, user, year)


# ---- how the model answers


def test_dearer_copper_makes_all_use_less_and_brings_out_more(copper):
    asked = ("copper_use", "copper_supply", "data_centre_copper")
    cheap = of(copper, *asked, copper_price=Fix(1, "1"))
    dear = of(copper, *asked, copper_price=Fix(1.6, "1"))
    for node, sign in (("copper_use", -1), ("copper_supply", 1), ("data_centre_copper", -1)):
        change = dear.at(node, 2032, COPPER) - cheap.at(node, 2032, COPPER)
        assert (sign * change >= 0).all(), node
        assert (sign * change > 0).mean() > 0.95, node


def test_price_holds_demand_and_supply_together(copper):
    """At the price that the model finds, both sides meet but for what AI itself gives up late."""
    done = of(copper, "copper_use", "copper_supply")
    gap = done.at("copper_use", 2030, COPPER) / done.at("copper_supply", 2030, COPPER)
    assert np.percentile(np.abs(gap - 1), 95) < 0.03


def test_the_floor_that_nothing_replaces_is_never_undercut(copper):
    done = of(copper, "ai_copper", "ai_copper_irreplaceable", high_voltage_saving=Fix(0, "1"),
              copper_thrift_rate=Fix(0, "1/year"), copper_price=Fix(3, "1"))  # fmt: skip
    left = done.at("ai_copper", 2035, COPPER) - done.at("ai_copper_irreplaceable", 2035, COPPER)
    assert (left >= 0).all()


# ---- the ruler


def test_copper_is_no_story_of_ai(copper):
    found, chain = laid(copper)
    assert chain.answer == "no"
    assert probability(found, "size") < 0.05
    assert probability(found, "scarcity") < 0.05
    assert probability(found, "rivals") < 0.05
    assert probability(found, "necessity") > 0.66
    assert 2 < middle(found, "transmission") < 10


def test_titanium_is_no_story_of_robots_though_they_grow_most(titanium):
    found, chain = laid(titanium)
    assert chain.answer == "no"
    assert probability(found, "growth") > 0.95
    assert middle(found, "size") < 0.01
    assert middle(found, "transmission") < 0.1


def test_gold_the_control_is_told_as_next_to_nothing_though_its_price_rose_most(gold):
    found, chain = laid(gold)
    assert gold.effect == "price"
    assert gold.window.end_value / gold.window.start_value == pytest.approx(1.65, abs=0.01)
    assert chain.answer == "no"
    assert middle(found, "size") < 0.5
    assert np.percentile(100 * found.shares.share, 95) < 5
    assert "rivals" not in [mark.name for mark in found.marks if in_chain(mark)]


def test_investors_outweigh_ai_a_hundredfold_in_gold(gold):
    found, _ = laid(gold)
    assert np.median(found.moved["investment"] / np.abs(found.moved["ai"])) > 100


def test_the_story_has_its_cases():
    assert cases_of("metals") == ("metals:gold", "metals:titanium")


@pytest.mark.parametrize("name", ["metals", "metals:gold", "metals:titanium"])
def test_nothing_is_to_mend_in_a_story_or_its_cases(name):
    """A case's words tell only of nodes that the case has, though it takes over the story's."""
    assert assay.check(name).wrong == 0


# ---- numbers of the givens that follow from the record


def logarithm(record, last, first):
    """The change between two facts of one unit, in logarithms."""
    return np.log(record.fact(last).value / record.fact(first).value)


def test_trends_in_the_givens_are_those_between_two_published_years(copper, record):
    growth = logarithm(record, "me_cu_use_2019", "me_cu_use_2013") / 6
    assert given_of(copper, "copper_use_growth_before").shape.value == pytest.approx(
        growth, abs=2e-4
    )
    scrap = logarithm(record, "me_cu_secondary_2024", "me_cu_secondary_2016") / 8
    assert given_of(copper, "scrap_growth_before").shape.value == pytest.approx(scrap, abs=5e-4)
    level = record.fact("me_cu_use_2013").value * np.exp(growth)
    assert given_of(copper, "copper_use_start").shape.value == pytest.approx(level, abs=0.05)


@pytest.mark.parametrize(
    ("given", "last", "first", "sign"),
    [
        ("jewellery_elasticity", "me_au_jewellery_2025", "pe_me_au_jewel", -1),
        ("gold_recycling_elasticity", "me_au_recycled_2025", "me_au_recycled_2024", 1),
        ("gold_mine_elasticity", "me_au_mined_2025", "me_au_mined_2024", 1),
        ("technology_elasticity", "me_au_tech_2025", "me_au_tech_2024", -1),
    ],
)
def test_what_gold_answered_in_2025_lies_inside_its_elasticity(
    gold, record, given, last, first, sign
):
    price = logarithm(record, "me_au_wb_2025", "me_au_wb_2024")
    shape = given_of(gold, given).shape
    assert shape.low < sign * logarithm(record, last, first) / price < shape.high

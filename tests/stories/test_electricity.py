"""What the electricity story says: the headlines it must give back, and its own run."""

import re

import numpy as np
import pytest

import assay
from assay.model.run import Fix, run
from assay.record.record import load
from assay.report.to_html import render
from assay.ruler.chain import join
from assay.ruler.lay import lay, outputs
from assay.stories.electricity.hindcast import BAND, STATES
from assay.stories.electricity.hindcast import CASES as LINES
from assay.stories.load import cases_of, given_of, hindcast_of, load_story

SAMPLES = 2**11
CASES = ("electricity", "electricity:world", "electricity:china", "electricity:eu")
YEAR = 2035
"""The year of the headline."""
WHOLE = Fix(4995, "TWh/year", YEAR)
"""All electricity of the United States, as the forecast behind the headline has it."""


@pytest.fixture(scope="module")
def stories():
    return {name: load_story(name, load()) for name in CASES}


@pytest.fixture(scope="module")
def laid(stories):
    found = {}
    for name, story in stories.items():
        done = run(story.model, story.givens, outputs=outputs(story), samples=SAMPLES)
        found[name] = lay(done, story)
    return found


def told(story, node, unit, year=YEAR, **fixed):
    """One number, where the fixed nodes leave nothing open."""
    done = run(story.model, story.givens, outputs=[node], samples=16, do=fixed)
    found = done.at(node, year, unit)
    assert np.ptp(found) <= 1e-9 * abs(found[0])
    return float(found[0])


# ---- the headlines, fed with the inputs of those who published them


def test_49_gigawatts_on_average_are_430_terawatt_hours_and_8_6_per_cent(stories):
    story, load_2035 = stories["electricity"], Fix(49, "GW", YEAR)
    used = told(story, "data_centre_use", "TWh/year", data_centre_load=load_2035)
    assert used == pytest.approx(429.5, abs=0.05)
    share = told(story, "data_centre_share", "percent", data_centre_load=load_2035, total_use=WHOLE)
    assert share == pytest.approx(8.6, abs=0.005)


def test_16_gigawatts_were_140_terawatt_hours_and_3_5_per_cent(stories):
    story = stories["electricity"]
    fixed = {
        "data_centre_load": Fix(16, "GW", 2024),
        "total_use": Fix(4007, "TWh/year", 2024),
    }
    used = told(story, "data_centre_use", "TWh/year", 2024, **fixed)
    assert used == pytest.approx(140, abs=0.5)
    assert told(story, "data_centre_share", "percent", 2024, **fixed) == pytest.approx(
        3.5, abs=0.05
    )


def test_the_headline_was_stale_106_gigawatts_at_the_same_load_are_11_7_per_cent(stories):
    story = stories["electricity"]
    april = {"data_centre_power": Fix(78, "GW", YEAR), "data_centre_load": Fix(49, "GW", YEAR)}
    utilisation = told(story, "data_centre_utilisation", "percent", **april)
    assert utilisation == pytest.approx(63, abs=0.5)
    december = {
        "data_centre_power": Fix(106, "GW", YEAR),
        "data_centre_load_factor": Fix(utilisation, "percent"),
        "total_use": WHOLE,
    }
    share = told(story, "data_centre_share", "percent", **december)
    assert share == pytest.approx(11.7, abs=0.05)


@pytest.mark.parametrize(("used", "power"), [(325, 74), (580, 132)])
def test_the_laboratorys_range_closes_at_half_the_power_on_average(stories, used, power):
    fixed = {
        "data_centre_load": Fix(used, "TWh/year", 2028),
        "data_centre_power": Fix(power, "GW", 2028),
    }
    found = told(stories["electricity"], "data_centre_utilisation", "percent", 2028, **fixed)
    assert found == pytest.approx(50, abs=0.5)


@pytest.mark.parametrize(("whole", "share"), [(4097, 3.42), (4391, 3.19), (4007, 3.5)])
def test_the_same_use_is_another_share_of_another_whole(stories, whole, share):
    fixed = {
        "data_centre_load": Fix(16, "GW", 2024),
        "total_use": Fix(whole, "TWh/year", 2024),
    }
    found = told(stories["electricity"], "data_centre_share", "percent", 2024, **fixed)
    assert found == pytest.approx(share, abs=0.01)


# ---- its own run


def test_the_headline_lies_within_what_the_story_itself_expects(stories):
    story = stories["electricity"]
    done = run(story.model, story.givens, outputs=["data_centre_share"], samples=SAMPLES)
    low, high = np.quantile(done.at("data_centre_share", YEAR, "percent"), (0.05, 0.95))
    assert low < 8.6 < high
    assert low < 11.7 < high


@pytest.mark.parametrize(
    ("year", "figure"), [(2030, 426), (2030, 606), (2028, 325)], ids=["IEA", "McKinsey", "LBNL"]
)
def test_published_forecasts_for_the_united_states_lie_near_its_band(stories, year, figure):
    story = stories["electricity"]
    done = run(story.model, story.givens, outputs=["data_centre_use"], samples=SAMPLES)
    low, high = np.quantile(done.at("data_centre_use", year, "TWh/year"), (0.005, 0.995))
    assert low < figure < high


def test_the_upper_end_of_the_laboratory_for_2028_lies_beyond_what_the_count_of_2025_allows(
    stories,
):
    story = stories["electricity"]
    done = run(story.model, story.givens, outputs=["data_centre_use"], samples=SAMPLES)
    assert np.quantile(done.at("data_centre_use", 2028, "TWh/year"), 0.99) < 580


@pytest.mark.parametrize("figure", [669, 945, 980, 1264])
def test_published_forecasts_for_the_world_in_2030_lie_within_its_band(stories, figure):
    story = stories["electricity:world"]
    done = run(story.model, story.givens, outputs=["data_centre_use"], samples=SAMPLES)
    low, high = np.quantile(done.at("data_centre_use", 2030, "TWh/year"), (0.01, 0.99))
    assert low < figure < high


def test_the_users_add_up_to_all_use_in_every_world_and_year(stories):
    for story in stories.values():
        names = [*story.roles.users, "total_use"]
        done = run(story.model, story.givens, outputs=names, samples=64)
        parts = sum(done.values(name, "TWh/year") for name in story.roles.users)
        assert np.allclose(parts, done.values("total_use", "TWh/year"), rtol=1e-9)


def test_no_user_ever_takes_less_than_nothing(stories):
    for story in stories.values():
        done = run(story.model, story.givens, outputs=list(story.roles.users), samples=SAMPLES)
        for name in story.roles.users:
            assert (done.values(name, "TWh/year") >= 0).all(), (story.name, name)


def test_only_in_the_united_states_and_europe_did_ai_add_a_material_share(laid):
    chances = {
        name: float(next(m for m in found.marks if m.name == "transmission").holds.mean())
        for name, found in laid.items()
    }
    assert chances["electricity"] > 0.95
    assert chances["electricity:eu"] > 0.66
    assert chances["electricity:world"] < 0.05
    assert chances["electricity:china"] < 0.05


def test_nowhere_is_ai_large_enough_for_the_story_to_hold(stories, laid):
    for name, found in laid.items():
        size = next(mark for mark in found.marks if mark.name == "size")
        assert np.quantile(size.values, 0.95) < size.threshold, name
        done = join(found.marks, found.main_cause, np.repeat(np.arange(8), SAMPLES // 8), None)
        assert done.answer == "no"


def test_the_efficiency_race_is_the_same_in_every_case(stories):
    found = []
    for story in stories.values():
        done = run(story.model, story.givens, outputs=["ai_electricity"], samples=256)
        found.append(np.median(done.at("ai_electricity", 2025, "TWh/year")))
        assert given_of(story, "ai_rebound_elasticity").source
    assert np.ptp(found) < 0.02 * found[0]


def test_without_rebound_efficiency_saves_more(stories):
    story = stories["electricity"]

    def kept(**fixed):
        done = run(
            story.model, story.givens, outputs=["ai_use", "ai_use_without_saving"],
            samples=256, do=fixed,
        )  # fmt: skip
        ratio = done.at("ai_use", 2030) / done.at("ai_use_without_saving", 2030)
        return float(np.median(ratio))

    assert kept(ai_rebound_elasticity=Fix(0, "1")) < 0.1 < kept()
    assert kept(ai_rebound_elasticity=Fix(1.2, "1")) > 1


def test_what_is_published_of_data_centres_lies_within_the_stated_band(stories):
    scored = [
        point
        for story in stories.values()
        for line in hindcast_of(story, load())
        for point in line.points
        if point.error is not None
    ]
    assert len(scored) >= 10
    assert all(abs(point.error) <= BAND for point in scored)


def test_no_figure_that_is_scored_is_taken_by_a_given(stories):
    for story in stories.values():
        taken = {fact for given in story.givens for fact in given.facts}

        rows = LINES.get(story.name, STATES)
        assert taken.isdisjoint(fact for row in rows for fact in row.facts)


def test_its_cases_are_the_world_china_and_the_union():
    assert set(cases_of("electricity")) == set(CASES[1:])


@pytest.mark.parametrize(("name", "told"), [("electricity", True), ("electricity:world", False)])
def test_beside_one_country_the_report_says_that_what_is_given_back_is_the_worlds(name, told):
    verdict = assay.story(name, samples=2**8)
    page = render(verdict, "en")
    said = "nothing of the kind is published for the story’s own place (United States)"
    assert (said in page) is told
    assert ("of its own in the world" in page) is told
    if told:
        assert "没有针对本故事所在地（美国）的同类公布数字" in render(verdict, "zh")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_entry_of_what_is_given_back_leads_to_every_figure_behind_it(language):
    verdict = assay.story("electricity", samples=2**8)
    page = render(verdict, language)
    assert verdict.story.giveback
    assert not re.search(r"\bfact:\w", page)
    assert not re.search(r"[a-z]\.\.|。。", page)
    assert re.search(r"1,400\sMt", page)

"""Several stories under one ruler: the same numbers as alone, peers in the driver's unit and year.

Not here: the marks themselves (`tests/ruler`), what a page makes of the peers
(`test_double_standard.py`).
"""

import json
from importlib.resources import files

import jsonschema
import pytest
from click.testing import CliRunner
from markupsafe import escape

import assay
from assay.cli import assay as command
from assay.errors import NotKnownYet, UnknownStory
from assay.report.compare_to_json import compare_json

SAMPLES = 1024


@pytest.fixture(scope="module")
def silver():
    return assay.compare(["silver"], samples=SAMPLES)


def test_a_story_stands_as_it_does_alone(silver):
    alone = assay.story("silver", samples=SAMPLES)
    (beside,) = silver.stories
    assert beside.answer == alone.chain.answer
    assert [(m.name, m.value, m.state) for m in beside.marks] == [
        (m.name, m.value, m.state) for m in alone.marks
    ]
    assert alone.explained is not None
    assert beside.share == alone.explained.share


def test_peers_stand_in_the_unit_and_year_of_the_driver_the_largest_first(silver):
    (beside,) = silver.stories
    multiples = [peer.multiple for peer in beside.peers]
    assert multiples == sorted(multiples, reverse=True)
    solar = next(peer for peer in beside.peers if peer.name == "pv")
    assert solar.year == beside.today
    assert solar.driver is not None
    assert solar.multiple == pytest.approx(solar.value.p50 / solar.driver.p50)
    assert solar.multiple > 1


def test_json_has_the_published_form(silver):
    schema = files("assay").joinpath("report", "schema", "compare-1.json").read_text("utf-8")
    told = json.loads(compare_json(silver))
    jsonschema.validate(told, json.loads(schema))
    assert [story["story"] for story in told["stories"]] == ["silver"]


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads(silver):
    again = assay.compare(["silver"], samples=SAMPLES, threads=2)
    assert compare_json(again) == compare_json(silver)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_prints_every_story_once_with_a_sign_a_mark(language):
    done = CliRunner().invoke(
        command, ["compare", "silver", "--samples", str(SAMPLES), "--lang", language]
    )
    assert done.exit_code == 0, done.output
    title = {"en": "AI is melting silver", "zh": "AI熔化白银"}[language]
    row = next(line for line in done.output.splitlines() if line.startswith(title))
    assert sum(row.count(sign) for sign in "●×◐○–") == 6


def test_the_page_names_the_work_behind_every_published_peer(tmp_path):
    out = tmp_path / "out"
    done = CliRunner().invoke(command, ["compare", "--samples", str(SAMPLES), "--out", str(out)])
    assert done.exit_code == 0, done.output
    page = (out / "compare.html").read_text("utf-8")
    found = assay.compare(samples=SAMPLES)
    for story in found.stories:
        assert str(escape(story.title["en"])) in page
    assert "<script" not in page
    assert "http-equiv" in page


def test_the_page_says_first_how_many_stories_hold_and_who_takes_more(tmp_path):
    done = CliRunner().invoke(
        command, ["compare", "silver", "water", "--samples", str(SAMPLES), "--out", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    page = (tmp_path / "compare.html").read_text("utf-8")
    assert "None of the 2 stories holds" in page
    assert "In each of the 2 stories another user takes more" in page


def test_a_peer_names_the_works_of_its_own_figure_and_not_those_of_the_driver(silver):
    """Jewelry of a published year rests on the survey of that year; other years are not asked."""
    (beside,) = silver.stories
    works = {peer.name: peer.works for peer in beside.peers}
    assert works["jewelry"] == works["pv"] == ("wss2026",)
    assert works["ev"] and "wss2026" not in works["ev"]


def test_a_peer_taken_from_the_record_names_the_work_it_was_printed_in():
    (beside,) = assay.compare(["metals:titanium"], samples=SAMPLES).stories
    phones = next(peer for peer in beside.peers if peer.fact)
    assert phones.works == ("projectblue23",)


def test_gold_as_a_control_has_users_a_hundred_times_larger_than_ai():
    (gold,) = assay.compare(["metals:gold"], samples=SAMPLES).stories
    assert {peer.name for peer in gold.peers} == {"jewellery", "investment", "central_banks"}
    assert all(peer.multiple and peer.multiple > 50 for peer in gold.peers)


def test_no_peer_is_without_a_work():
    found = assay.compare(samples=256)
    assert [(s.name, p.name) for s in found.stories for p in s.peers if not p.works] == []


def test_the_last_full_year_is_told_and_a_peer_of_another_year_has_the_driver_of_that_year():
    asked = ["compare", "ewaste", "metals", "--samples", str(SAMPLES)]
    told = CliRunner().invoke(command, asked).output
    assert "Last full year: 2025; 2024 (metals)" in told
    miners = next(line for line in told.splitlines() if "Bitcoin miners" in line)
    assert "World 2024" in miners and "AI with" in miners
    fridges = next(line for line in told.splitlines() if "Fridges" in line)
    assert "AI" not in fridges


def test_an_unknown_story_is_refused_with_the_nearest():
    with pytest.raises(UnknownStory, match="silver"):
        assay.compare(["slver"], samples=SAMPLES)


def test_one_name_is_one_story_and_one_named_twice_stands_once():
    (one,) = assay.compare("metals:titanium", samples=SAMPLES).stories
    (same,) = assay.compare(["metals:titanium"] * 2, samples=SAMPLES).stories
    assert one.name == same.name == "metals:titanium"


@pytest.mark.parametrize(
    ("language", "places", "beside"),
    [
        ("en", ("World 2024", "World 2023"), "others beside humanoid robots"),
        ("zh", ("全球 2024", "全球 2023"), "与人形机器人（2024年"),
    ],
)
def test_regions_and_drivers_are_told_in_the_readers_language(language, places, beside):
    asked = ["compare", "metals:titanium", "ewaste", "--lang", language]
    told = CliRunner().invoke(command, [*asked, "--samples", str(SAMPLES)]).output
    for place in (*places, beside, "metals:titanium"):
        assert place in told


def test_a_story_too_early_for_the_day_is_left_out_and_told_unless_it_was_asked_for():
    found = assay.compare(as_of="2024-06-01", samples=SAMPLES)
    names = {story.name for story in found.stories}
    left_out = dict(found.left_out)
    assert names and left_out
    assert names.isdisjoint(left_out)
    assert all(remedy.startswith("--as-of") for remedy in left_out.values())
    with pytest.raises(NotKnownYet, match="--as-of"):
        assay.compare([next(iter(left_out))], as_of="2024-06-01", samples=SAMPLES)

"""A story has cases, and stories share submodels: one definition, one set of givens."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assay.errors import StoryError, UnknownStory
from assay.model.run import run
from assay.record.record import load
from assay.stories.load import FOLDER, cases_of, given_of, load_story

DRY = """
[silver_per_ai_server]
title = { en = "Silver in one AI server", zh = "每台AI服务器含银" }
unit = "kg{silver}/server"
shape = { constant = 0.1 }
judgement = true
why = "A case for a test."
would_change = "Nothing."
confidence = "low"
"""


@pytest.fixture(scope="module")
def record():
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the silver story with a case in which a server holds little."""
    copied = Path(shutil.copytree(FOLDER / "silver", tmp_path / "silver_copy"))
    (copied / "cases" / "dry").mkdir(parents=True)
    (copied / "cases" / "dry" / "givens.toml").write_text(DRY, "utf-8")
    return copied


def shares(story):
    done = run(story.model, story.givens, outputs=["ai_silver_share"], samples=256)
    return done.at("ai_silver_share", 2025)


def test_a_case_is_the_story_but_for_what_it_says_otherwise(folder, record):
    told, case = load_story(str(folder), record), load_story(f"{folder}:dry", record)
    assert (case.name, case.topic) == ("silver_copy:dry", "silver_copy")
    assert [given.name for given in case.givens] == [given.name for given in told.givens]
    assert float(given_of(case, "silver_per_ai_server").shape.value) == 0.1
    assert np.median(shares(case)) < np.median(shares(told)) / 2


def test_a_case_may_say_keys_of_the_story_and_words_otherwise(folder, record):
    (folder / "cases" / "dry" / "story.toml").write_text("horizon = 2028\n", "utf-8")
    (folder / "cases" / "dry" / "words.toml").write_text(
        '[title]\nen = "Dry servers"\nzh = "少银服务器"\n[answers.no]\nen = "No."\nzh = "否。"\n',
        "utf-8",
    )
    case = load_story(f"{folder}:dry", record)
    assert case.horizon == 2028
    assert case.words.title["en"] == "Dry servers"
    assert case.words.answers["no"]["en"] == "No."
    assert case.words.answers["yes"] == load_story(str(folder), record).words.answers["yes"]
    assert "ai_silver" in case.words.lines


def test_the_cases_of_a_story_are_listed_and_an_unknown_one_names_the_nearest(folder):
    assert cases_of(str(folder)) == ("silver_copy:dry",)
    with pytest.raises(UnknownStory) as caught:
        cases_of(f"{folder}:dri")
    assert "dri" in caught.value.found
    assert f"{folder}:dry" in caught.value.remedy


def test_a_story_without_cases_says_so():
    with pytest.raises(UnknownStory) as caught:
        load_story("silver:london", load())
    assert "no cases" in caught.value.expected


def test_a_case_of_no_story_names_the_stories():
    with pytest.raises(UnknownStory) as caught:
        load_story("silvr:london", load())
    assert "silver" in caught.value.remedy


def with_power(folder: Path) -> None:
    """Let the copied story ask for one more node of the shared submodel."""
    story = folder / "story.toml"
    text = story.read_text("utf-8")
    story.write_text(
        text + '\n[[outlook]]\nnode = "ai_electricity"\ntitle = { en = "Power", zh = "用电" }\n',
        "utf-8",
    )


def test_every_story_runs_the_one_efficiency_race():
    """One definition and one set of givens: what AI asks for grows alike in all of them."""
    stories = [load_story(name, load()) for name in ("silver", "electricity", "water", "ewaste")]
    grown = []
    for story in (*stories, load_story("metals", load())):
        done = run(story.model, story.givens, outputs=["ai_power"], samples=2**12)
        grown.append(np.median(done.at("ai_power", 2030) / done.at("ai_power", 2025)))
    assert max(grown) / min(grown) < 1.03


def test_a_shared_submodel_brings_its_nodes_and_givens_but_none_that_nobody_needs(folder, record):
    with_power(folder)
    story = load_story(str(folder), record)
    assert {"ai_electricity", "ai_power", "ai_service_demand"} <= set(story.model.quantities)
    assert "ai_servers_retired" not in story.model.quantities
    names = {given.name for given in story.givens}
    assert "ai_rebound_elasticity" in names
    assert "data_centre_load_factor" not in names
    done = run(story.model, story.givens, outputs=["ai_electricity"], samples=256)
    assert 60 < np.median(done.at("ai_electricity", 2025, "TWh/year")) < 300


def test_a_story_cannot_give_a_number_of_a_shared_submodel_anew(folder, record):
    givens = folder / "givens.toml"
    text = givens.read_text("utf-8")
    givens.write_text(
        text.replace("[one_year]", '[each_year]\nlike = "one_year"\n[one_year]', 1), "utf-8"
    )
    with pytest.raises(StoryError) as caught:
        load_story(str(folder), record)
    assert "each_year" in str(caught.value)
    assert "shared" in str(caught.value)


def test_an_unknown_shared_submodel_names_the_nearest(folder, record):
    story = folder / "story.toml"
    text = story.read_text("utf-8")
    story.write_text(text.replace('["efficiency"]', '["efficency"]', 1), "utf-8")
    with pytest.raises(StoryError) as caught:
        load_story(str(folder), record)
    assert caught.value.remedy == "efficiency"

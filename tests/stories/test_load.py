"""A story's folder is read whole, and complains about everything at once."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import assay
from assay.errors import (
    AssayError,
    GivenError,
    StoryError,
    UnitError,
    UnknownNode,
    UnknownSource,
    UnknownStory,
)
from assay.model.graph import graph_of
from assay.model.run import run
from assay.record.record import load
from assay.report.to_html import render
from assay.report.words import catalogue
from assay.stories.load import FOLDER, cases_of, given_of, load_story, topics
from assay.units import unit

PAGE_DAY = date(2026, 1, 23)


@pytest.fixture(scope="module")
def record():
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the silver story that a test may spoil."""
    return Path(shutil.copytree(FOLDER / "silver", tmp_path / "silver_copy"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert text.count(old) >= 1, old
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def complaint(folder: Path, record, kind: type[AssayError]) -> AssayError:
    with pytest.raises(kind) as caught:
        load_story(str(folder), record)
    return caught.value


def test_a_copy_of_a_story_runs_to_the_same_numbers_as_the_story(folder, record):
    told = [load_story(name, record) for name in ("silver", str(folder))]
    first, second = (
        run(story.model, story.givens, outputs=["ai_silver_share"], samples=256).values(
            "ai_silver_share"
        )
        for story in told
    )
    assert np.array_equal(first, second)


def test_silver_has_a_model_and_every_folder_with_words_is_a_topic():
    found = {topic.name: topic.has_model for topic in topics()}
    assert found["silver"] is True
    assert {"electricity", "water", "metals", "ewaste"} <= set(found)


def test_an_unknown_story_is_told_with_the_nearest_name(record):
    with pytest.raises(UnknownStory) as caught:
        load_story("silvr", record)
    assert "silver" in caught.value.remedy


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("白银", "silver"),
        ("银", "silver"),
        ("Silver", "silver"),
        ("AI熔化白银", "silver"),
        ("electronic waste", "ewaste"),
        ("e-waste", "ewaste"),
        ("电力:china", "electricity:china"),
    ],
)
def test_a_story_answers_to_its_title_its_resource_and_its_name_in_the_record(called, name, record):
    assert load_story(called, record).name == name


def test_the_mark_that_some_editors_begin_files_with_is_no_part_of_a_story(folder, record):
    for name in ("story.toml", "givens.toml", "words.toml"):
        text = (folder / name).read_bytes()
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text)
    assert load_story(str(folder), record).name == "silver_copy"


def test_a_unit_that_does_not_fit_the_record_names_given_and_fact(folder, record):
    text = (folder / "givens.toml").read_text("utf-8")
    start = text.index("[jewelry_known]")
    wrong = text[start:].replace('unit = "Moz{silver}/year"', 'unit = "Moz{gold}/year"', 1)
    (folder / "givens.toml").write_text(text[:start] + wrong, "utf-8")
    error = complaint(folder, record, UnitError)
    assert "jewelry_known" in error.where
    assert "Moz{gold}/year" in error.found and "jewelry.20" in error.found
    assert "Moz{silver}/year" in error.remedy


def test_a_unit_that_cannot_be_read_is_told_with_its_given(folder, record):
    spoil(folder, "givens.toml", 'unit = "kg{silver}/server"', 'unit = "kgg{silver}/server"')
    error = complaint(folder, record, UnitError)
    assert "silver_per_ai_server" in error.where
    assert "kg" in error.remedy


def test_a_unit_that_does_not_fit_the_formulas_stops_the_story(folder, record):
    spoil(folder, "givens.toml", 'unit = "kg{silver}/server"', 'unit = "kg{silver}"')
    error = complaint(folder, record, StoryError)
    assert "server" in str(error)


def test_an_unknown_source_is_told_with_its_given_and_the_nearest(folder, record):
    spoil(folder, "givens.toml", '"tempro"', '"temppro"')
    error = complaint(folder, record, UnknownSource)
    assert "silver_per_ai_server.source" in error.where
    assert "tempro" in error.remedy


@pytest.mark.parametrize("key", ["why", "would_change", "confidence", "title"])
def test_a_given_that_does_not_argue_for_itself_is_refused(folder, record, key):
    text = (folder / "givens.toml").read_text("utf-8")
    start = text.index("[ai_thrift_rate]")
    line = text.index(f"\n{key} = ", start)
    end = text.index("\n", line + 1)
    (folder / "givens.toml").write_text(text[:line] + text[end:], "utf-8")
    assert f"ai_thrift_rate.{key}" in str(complaint(folder, record, StoryError))


def test_a_number_without_source_must_own_up_to_being_a_judgement(folder, record):
    spoil(folder, "givens.toml", "judgement = true\n", "")
    assert "neither a source nor a judgement" in str(complaint(folder, record, GivenError))


def test_an_unknown_key_is_told_with_the_nearest(folder, record):
    spoil(folder, "givens.toml", "would_change", "would_chance")
    error = complaint(folder, record, StoryError)
    assert "would_chance" in str(error)
    assert "would_change" in str(error)


def test_all_complaints_come_at_once(folder, record):
    spoil(folder, "givens.toml", '"tempro"', '"temppro"')
    spoil(folder, "givens.toml", 'fact = "pv.installations.2014.1"', 'fact = "pv.installs"')
    spoil(folder, "story.toml", 'kind = "mediator"', 'kind = "medium"')
    error = complaint(folder, record, StoryError)
    assert all(word in str(error) for word in ("temppro", "pv.installs", "'medium'"))


def test_a_role_that_no_node_plays_is_told_with_the_nearest_node(folder, record):
    spoil(folder, "story.toml", 'net_use = "ai_net_silver"', 'net_use = "ai_nett_silver"')
    error = complaint(folder, record, UnknownNode)
    assert "roles.net_use" in error.where
    assert "ai_net_silver" in error.remedy


def test_a_given_that_nothing_asks_for_is_refused(folder, record):
    spoil(
        folder, "givens.toml", "[optics_rate]", '[optics_too]\nlike = "optics_rate"\n[optics_rate]'
    )
    assert "optics_too" in str(complaint(folder, record, StoryError))


def test_a_broken_file_is_no_traceback(folder, record):
    (folder / "givens.toml").write_text("[a\n", "utf-8")
    assert "givens.toml" in complaint(folder, record, StoryError).where


def test_today_is_the_last_year_whose_lines_were_all_published_by_the_day(record):
    assert load_story("silver", record).today == 2025
    assert load_story("silver", record.as_of(PAGE_DAY)).today == 2024


def test_on_the_pages_day_no_outcome_of_a_later_year_is_known_to_the_model(record):
    then = load_story("silver", record.as_of(PAGE_DAY))
    for name in ("photovoltaics_known", "industrial_known", "silver_price_known"):
        assert max(given_of(then, name).shape.years) == 2024, name
    assert given_of(then, "year_end_price").shape.value == 28.91


def test_what_was_printed_only_later_says_so(record):
    then = load_story("silver", record.as_of(PAGE_DAY))
    now = load_story("silver", record)
    assert given_of(then, "photovoltaics_known").known_later
    assert not given_of(then, "ai_server_growth_before").known_later
    assert not any(given.known_later for given in now.givens)


def test_every_given_has_a_source_or_is_a_judgement_and_both_languages(record):
    for given in load_story("silver", record).givens:
        assert given.source or given.judgement, given.name
        assert given.title["en"] and given.title["zh"], given.name
        assert all(source in record.sources for source in given.source), given.name


def test_no_given_rests_on_a_claim(record):
    relayed = ("unconfirmed", "article", "claim", "jrhz", "mffb", "hlw80", "pimbex", "binance")
    for given in load_story("silver", record).givens:
        assert not [source for source in given.source if source.startswith(relayed)], given.name


def test_a_name_missing_in_one_language_is_told(folder, record):
    spoil(folder, "words.toml", 'zh = "AI熔化白银"', "")
    error = complaint(folder, record, StoryError)
    assert "words.toml: title.zh" in error.where


def test_every_line_that_names_a_node_names_one_in_a_unit_that_fits(record):
    story = load_story("silver", record)
    graph = graph_of(story.model, story.givens)
    nodes = [line for line in story.words.lines.values() if line.node]
    assert nodes
    for line in nodes:
        assert unit(graph.unit(line.node)).fits(unit(line.unit)), line.name


def test_every_line_and_every_user_speaks_of_what_the_record_and_the_words_know(record):
    story = load_story("silver", record)
    for line in story.words.lines.values():
        assert set(line.record) <= set(record.topics), line.name
    named = {line.node for line in story.words.lines.values()}
    assert set(story.roles.users) <= named, "a user's line has no name in the report"


def test_every_cause_that_words_name_is_a_group_of_the_story(record):
    story = load_story("silver", record)
    assert set(story.words.groups) <= {group.name for group in story.groups}
    assert story.groups[0].nodes == (story.roles.net_use,), "the driver comes first"


def test_what_would_change_a_given_is_said_in_chinese_too_and_nothing_else_is():
    told = {
        given.would_change
        for topic in topics()
        if topic.has_model
        for name in (topic.name, *cases_of(topic.name))
        for given in load_story(name, load()).givens
    }
    assert told <= set(catalogue("measures.zh"))
    written = "".join(path.read_text("utf-8") for path in FOLDER.rglob("givens.toml"))
    written += "".join(path.read_text("utf-8") for path in FOLDER.rglob("efficiency.toml"))
    assert [sentence for sentence in catalogue("measures.zh") if sentence not in written] == []


def test_what_to_find_out_is_chinese_in_a_chinese_report():
    page = render(assay.story("electricity", samples=2**10), "zh")
    section = page.split('<section id="find_out"')[1].split("</section>")[0]
    assert 'lang="en"' not in section
    assert "五家最大运营商披露的AI用电量" in section

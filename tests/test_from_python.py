"""What a user of Python may hand to the verbs, and what a prompt prints of what they return.

Not here: the command line (`tests/hostile`), what the verbs find out.
"""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

import assay
from assay.errors import ArgumentError, PriceError, UnknownStory
from assay.record.feeds import cache
from assay.report.to_json import verdict_json

EXAMPLE = Path(assay.__file__).parent / "examples" / "ai-silver-en.html"
DAY = date(2026, 3, 1)
SAMPLES = 512


@pytest.fixture(scope="module")
def judged():
    return assay.judge(str(EXAMPLE), as_of=DAY, samples=SAMPLES)


@pytest.mark.parametrize("day", ["2026-03-01", datetime(2026, 3, 1, 17, 45)])
def test_a_page_may_be_a_path_and_a_day_a_text_or_a_datetime(judged, day):
    again = assay.judge(EXAMPLE, as_of=day, samples=SAMPLES)
    assert verdict_json(again, "en") == verdict_json(judged, "en")


def test_every_verb_that_takes_a_day_takes_it_as_text():
    told, same = (assay.hindcast("silver", as_of=day) for day in ("2026-03-01", DAY))
    assert repr(told) == repr(same)
    name = "silver.photovoltaics"
    assert assay.record(name, as_of="2026-03-01").rows == assay.record(name, as_of=DAY).rows
    assert assay.read(EXAMPLE).claims == assay.read(str(EXAMPLE)).claims


def test_files_may_be_texts(tmp_path, monkeypatch):
    """They are opened, so a file that is none is refused as one."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    bad = tmp_path / "bad.csv"
    bad.write_text("no,series\n", "utf-8")
    with pytest.raises(PriceError, match="the header date,value"):
        assay.fit("silver", series={"copper": str(bad)})
    shipped = Path(assay.__file__).parent / "stories" / "silver" / "attribution.toml"
    verdict = assay.story("silver", samples=SAMPLES, attribution=str(shipped))
    assert verdict.refit == "attribution.toml"


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (lambda: assay.story("silver", as_of="last spring"), "as_of"),
        (lambda: assay.story("silver", as_of=20260301), "as_of"),
        (lambda: assay.record("silver", as_of="2026-02-30"), "as_of"),
        (lambda: assay.judge(7), "target"),
        (lambda: assay.judge(EXAMPLE.read_bytes()), "target"),
        (lambda: assay.story("silver", attribution=7), "attribution"),
        (lambda: assay.fit("silver", series="copper.csv"), "series"),
        (lambda: assay.fit("silver", series={"copper": 7}), "series"),
    ],
)
def test_anything_else_is_refused_by_the_name_of_the_argument(asked, where):
    with pytest.raises(ArgumentError, match=f"the argument {where}"):
        asked()


STORY = "electricity"
WHOLE = {"samples": (0, -5, 1e4, "many", None, True, 2**33), "seed": (-1, "x", 0.5),
         "threads": (0, -1, 1.5, "two", 10**9)}  # fmt: skip


@pytest.mark.parametrize("verb", ["story", "judge", "compare", "what_if", "graph"])
@pytest.mark.parametrize("name", WHOLE)
def test_a_number_that_is_none_of_a_run_is_refused_before_anything_is_done(verb, name):
    asked = EXAMPLE if verb == "judge" else STORY
    more = {"node": "ai_use"} if verb == "graph" else {}
    for value in WHOLE[name]:
        if (verb, name, value) == ("graph", "samples", None):
            continue  # a graph alone
        with pytest.raises(ArgumentError, match=f"the argument {name}"):
            getattr(assay, verb)(asked, **{name: value}, **more)


@pytest.mark.parametrize("verb", ["need", "check", "backtest", "fit"])
def test_so_is_a_seed_of_a_verb_without_samples(verb):
    with pytest.raises(ArgumentError, match="the argument seed"):
        getattr(assay, verb)(*([] if verb in ("backtest", "fit") else [STORY]), seed=-1)


def test_what_was_written_as_a_decimal_is_told_as_a_whole_number():
    with pytest.raises(ArgumentError) as caught:
        assay.story(STORY, samples=1e4)
    assert caught.value.remedy == "samples=10000"


def test_whole_numbers_of_numpy_are_whole_numbers():
    told = assay.story(STORY, samples=np.int64(512), seed=np.int32(3), threads=np.int8(1))
    assert verdict_json(told, "en") == verdict_json(
        assay.story(STORY, samples=512, seed=3, threads=1), "en"
    )


@pytest.mark.parametrize(
    "verb", ["story", "need", "what_if", "graph", "hindcast", "record", "new", "fit", "update"]
)
@pytest.mark.parametrize("name", [3, None])
def test_a_name_that_is_no_text_is_refused_as_such(verb, name):
    with pytest.raises(ArgumentError, match=r"the argument (name|feeds)"):
        getattr(assay, verb)(name)


@pytest.mark.parametrize("verb", ["story", "need", "graph", "check"])
def test_a_story_may_be_named_by_the_path_of_its_folder(verb, tmp_path):
    folder = assay.new("my_story", tmp_path)
    assert repr(getattr(assay, verb)(folder)) == repr(getattr(assay, verb)(str(folder)))


def test_what_a_complaint_repeats_of_an_argument_is_short_and_plain():
    with pytest.raises(ArgumentError) as caught:
        assay.story("silver", as_of="\x1b[2J" + "x" * 9_000)
    assert len(caught.value.found) <= 60 and caught.value.found.isprintable()


def test_a_prompt_prints_a_verdict_in_one_line(judged):
    told = repr(judged)
    assert told.startswith("Verdict(story='silver', as_of=2026-03-01, answer='no'")
    assert repr(judged.then).startswith("Then(day=2026-02-05, state='told'")
    assert max(len(told), len(repr(judged.then))) < 160


def test_completion_offers_the_verbs():
    asked = "import assay; print(set(assay.__all__) <= set(dir(assay)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "True"


def test_stories_are_named_by_text_or_path_and_nothing_else():
    missing = Path("no-such-folder")
    for asked in (missing, [missing], "no-such-folder"):
        with pytest.raises(UnknownStory):
            assay.compare(asked)
    with pytest.raises(UnknownStory):
        assay.check(missing)
    for ask in (lambda: assay.compare(3), lambda: assay.compare([3]), lambda: assay.check(3)):
        with pytest.raises(ArgumentError):
            ask()


def test_a_hindcast_in_a_notebook_names_each_line_with_its_unit_and_what_it_is_held_against():
    table = assay.hindcast("metals:gold")._repr_html_()
    assert "Moz" not in table
    assert "4.91 / 270.8" in table

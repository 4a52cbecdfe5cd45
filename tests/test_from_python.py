"""What a user of Python may hand to the verbs, and what a prompt prints of what they return.

Not here: the command line (`tests/hostile`), what the verbs find out.
"""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

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

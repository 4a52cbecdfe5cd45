"""Give-back: arithmetic of promises and returns, only published evidence, never in the chain."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import StoryError
from assay.figure import Figure
from assay.model.run import run
from assay.record.record import load
from assay.ruler.chain import in_chain, joint, told
from assay.ruler.lay import lay, outputs
from assay.ruler.marks.giveback import kept_at_most, measure, over
from assay.stories.load import FOLDER, load_story

WHOLE = load()


def figure(low, mid=None, high=None, unit="Mt{CO2}/year"):
    return Figure(low, mid if mid is not None else low, high if high is not None else low, unit)


def beside(story):
    return {name: (band, unit) for name, band, unit in measure(story).beside}


def test_a_saving_is_told_as_a_multiple_of_what_is_taken():
    """1,400 Mt over 399 Mt is 3.5."""
    assert over(figure(1400), figure(399)).p50 == pytest.approx(3.5, abs=0.01)


def test_of_a_promise_at_most_the_distance_below_the_projection_was_kept():
    """9.1 Gt are 16.5 % of 55.15 Gt; 52.4 Gt came, which leaves 2.75 Gt, 30 % of the promise."""
    band = kept_at_most(figure(9100), 0.165, figure(47200, 52400, 57600))
    assert band.p50 == pytest.approx(30.2, abs=0.1)
    assert band.p05 == 0
    assert band.p95 == pytest.approx(87.4, abs=0.1)


@given(
    promised=st.floats(1, 1e5), share=st.floats(0.01, 1), came=st.floats(0, 1e7),
    more=st.floats(0, 1e5),
)  # fmt: skip
def test_more_emissions_never_keep_more_of_a_promise(promised, share, came, more):
    less = kept_at_most(figure(promised), share, figure(came))
    worse = kept_at_most(figure(promised), share, figure(came + more))
    assert 0 <= worse.p50 <= less.p50
    assert less.p50 <= 100 / share * (1 + 1e-9)


def test_like_over_like_is_a_tenth_of_what_is_often_told():
    """45 to 58 % of GDP over 2 % of electricity is 22 to 29 and more; the core over all of ICT
    is 6.75 to 7.9 over 3.2 to 7, about two."""
    found = beside(load_story("electricity", WHOLE))
    as_told, _ = found["return_as_told"]
    alike, _ = found["return_like_with_like"]
    assert as_told.p05 == pytest.approx(22.5) and as_told.p95 >= 29
    assert alike.p05 == pytest.approx(6.75 / 7, abs=0.01)
    assert alike.p95 == pytest.approx(7.9 / 3.2, abs=0.01)
    assert as_told.p50 > 10 * alike.p50


def test_both_promises_are_scored_and_neither_is_a_count():
    found = beside(load_story("electricity", WHOLE))
    for name in ("promise_of_2012", "promise_of_2015"):
        band, unit = found[name]
        assert unit == "percent"
        assert 0 <= band.p50 < 50, "less than half of either promise can have come"


@pytest.mark.parametrize("name", ["electricity", "water"])
def test_it_is_reported_and_no_link_of_the_chain(name):
    story = load_story(name, WHOLE)
    done = run(story.model, story.givens, outputs=outputs(story), samples=256)
    laid = lay(done, story)
    mark = laid.marks[-1]
    assert mark.name == "giveback" and mark.values.size == 1
    assert not in_chain(mark)
    without = [one for one in laid.marks if one.name != "giveback"]
    assert (joint(laid.marks) == joint(without)).all()
    shown = told(laid.marks, done.replicate)[-1]
    assert shown.value is not None and shown.probability is None and shown.state == "no data"


def test_a_story_of_which_nothing_is_published_has_no_value():
    assert load_story("ewaste", WHOLE).giveback == ()
    assert measure(load_story("ewaste", WHOLE)).values.size == 0


def test_what_was_not_published_yet_is_left_out():
    early = load_story("electricity", WHOLE.as_of(date(2025, 1, 31)), WHOLE)
    late = load_story("electricity", WHOLE)
    assert "saving_if_applied" not in beside(early)
    assert "promise_of_2012" in beside(early)
    assert set(beside(early)) < set(beside(late))
    assert measure(early).values.size == 0, "a promise is no saving"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the e-waste story that a test may give evidence."""
    return Path(shutil.copytree(FOLDER / "ewaste", tmp_path / "mine"))


def add(folder: Path, name: str, evidence: str) -> None:
    text = (folder / "story.toml").read_text("utf-8")
    (folder / "story.toml").write_text(f'giveback = ["{name}"]\n' + text, "utf-8")
    (folder / "giveback.toml").write_text(evidence, "utf-8")


def test_a_story_of_ones_own_brings_its_own_evidence(folder):
    add(
        folder, "mine",
        '[mine]\nkind = "saving"\nof = ["of_iea_save_2035"]\nagainst = ["of_dv25_co2"]\n',
    )  # fmt: skip
    band, unit = beside(load_story(str(folder), WHOLE))["mine"]
    assert unit == "x"
    assert (band.p05, band.p95) == pytest.approx((1400 / 79.7, 1400 / 32.6))


@pytest.mark.parametrize(
    ("name", "evidence", "words"),
    [
        ("promise_of_2021", "", "promise_of_20"),
        ("mine", '[mine]\nkind = "gift"\nof = ["of_iea_save_2035"]\nagainst = ["of_dv25_co2"]\n',
         "saving, promise, return"),
        ("mine", '[mine]\nkind = "saving"\nof = ["of_iea_save_2036"]\nagainst = ["of_dv25_co2"]\n',
         "of_iea_save_2035"),
        ("mine", '[mine]\nkind = "saving"\nof = ["of_iea_save_2035"]\n', "against"),
    ],
)  # fmt: skip
def test_broken_evidence_is_named_with_what_would_fit(folder, name, evidence, words):
    add(folder, name, evidence)
    with pytest.raises(StoryError, match=words):
        load_story(str(folder), WHOLE)

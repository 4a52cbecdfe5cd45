"""What would have to be true for small stories of a use: where nothing grew, where inputs step."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

import assay
from assay.cli import assay as command
from assay.judging.margins import MARKS
from assay.judging.verdict_of import as_known, known_by
from assay.judging.what_it_takes import asked
from tests.analysis.begun import begun

SHRINKING = {
    "driver_growth": "uniform = { low = -0.2, high = -0.01 }",
    "other_growth": "uniform = { low = -0.03, high = -0.001 }",
}
STEPPING = {
    "driver_growth": "discrete = { values = [0.0, 0.1, 0.4], probabilities = [0.5, 0.3, 0.2] }",
    "use_per_unit": "lognormal = { p05 = 1, p95 = 9 }",
    "other_growth": "uniform = { low = -0.02, high = 0.01 }",
}
CERTAIN = {
    "driver_units_today": "constant = 1e6",
    "driver_growth": "constant = 0.2",
    "use_per_unit": "constant = 2",
    "thrift_rate": "constant = 0.05",
    "other_use_today": "constant = 100_000",
    "other_growth": "constant = 0.02",
    "supply_today": "constant = 115_000",
    "supply_growth": "constant = 0.02",
}


@pytest.fixture(scope="module")
def certain(tmp_path_factory):
    return begun(tmp_path_factory.mktemp("certain"), "tea", **CERTAIN)


@pytest.fixture(scope="module")
def shrinking(tmp_path_factory):
    return begun(tmp_path_factory.mktemp("shrinking"), "tea", **SHRINKING)


@pytest.fixture(scope="module")
def stepping(tmp_path_factory):
    return begun(tmp_path_factory.mktemp("stepping"), "tea", **STEPPING)


@pytest.mark.parametrize("target", ["material", "main_cause", "transmission", "rivals"])
def test_where_nothing_grew_nothing_is_shared_out_and_the_story_never_holds(shrinking, target):
    found = assay.need(shrinking, target=target)
    requirement = found.requirement
    assert (requirement.holds, requirement.probability, requirement.ways) == (False, 0.0, ())
    assert [end for swing in found.swings for end in (swing.low, swing.high)] == pytest.approx(
        [0.0] * 2 * len(found.swings)
    )


def test_a_point_has_the_same_margins_alone_as_among_others(stepping):
    """At the medians nothing grew: alone, that once left the chain without two of its marks."""
    whole, record, day = known_by(stepping, None)
    story = as_known(stepping, record, whole, day, None)
    state, _ = asked(story, "material")
    points = np.random.default_rng(4).standard_normal((len(state.names), 64))
    points[:, 0] = 0
    together = state.margins(points)
    assert together.shape == (len(MARKS), 64)
    assert (together >= 0).all(axis=0).any()
    apart = np.concatenate([state.margins(points[:, k : k + 1]) for k in range(64)], axis=1)
    assert apart == pytest.approx(together)


@pytest.mark.parametrize("target", ["material", *MARKS])
def test_the_chance_that_is_told_is_the_share_of_worlds_that_the_ruler_counts(stepping, target):
    verdict = assay.story(stepping)
    degree = verdict.chain.material
    counted = {mark.name: (mark.probability, mark.error) for mark in verdict.marks}
    counted["material"] = (degree.probability, degree.error)
    found = assay.need(stepping, target=target, seed=2).requirement
    share, error = counted[target]
    assert abs(found.probability - share) <= 4 * np.hypot(found.error, error) + 1e-9


def needed(*arguments: str) -> str:
    done = CliRunner().invoke(command, ["need", *arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


@pytest.mark.parametrize(
    ("language", "tells", "tells_not"),
    [
        ("en", ("it holds in every sample", "No way out was found"), "no sample reached it"),
        ("zh", ("每次都成立", "没有找到失效途径"), "没有一次达到"),
    ],
)
def test_a_link_that_always_holds_is_not_told_as_out_of_reach(stepping, language, tells, tells_not):
    told = needed(stepping, "--mark", "necessity", "--lang", language)
    assert all(piece in told for piece in tells)
    assert tells_not not in told
    html = assay.need(stepping, target="necessity")._repr_html_()
    assert ("it holds in every sample" in html, "No way out" in html) == (True, True)


def test_the_page_tells_the_chance_of_a_link_that_always_holds(stepping, tmp_path):
    needed(stepping, "--mark", "necessity", "--out", str(tmp_path))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "it holds in every sample" in page
    assert "No way out was found" in page


def test_a_story_of_which_all_is_certain_is_laid_under_the_ruler(certain):
    verdict = assay.story(certain)
    assert {mark.probability for mark in verdict.marks if mark.in_chain} == {0.0, 1.0}
    assert verdict.information.findings == ()


@pytest.mark.parametrize(("mark", "holds"), [("growth", True), ("size", False)])
def test_where_all_is_certain_one_run_tells_whether_a_link_holds(certain, mark, holds, tmp_path):
    row = json.loads(needed(certain, "--mark", mark, "--json"))["requirement"]
    assert (row["method"], row["holds"], row["probability"]) == ("certain", holds, float(holds))
    told = "No input is uncertain: it holds." if holds else "No input is uncertain: it does not"
    assert told in needed(certain, "--mark", mark, "--out", str(tmp_path))
    assert told in (tmp_path / "report.html").read_text("utf-8")


def test_an_input_that_has_to_jump_is_told_to_and_no_weight_is_all_noughts(stepping):
    way = assay.need(stepping).requirement.ways[0]
    jumping = {move.given: move for move in way.moves if move.jumps}
    assert jumping["driver_growth"].needed > jumping["driver_growth"].median == 0
    assert jumping.keys() == {"driver_growth"}
    told = needed(stepping)
    assert "must jump" in told
    assert "0.000" not in told

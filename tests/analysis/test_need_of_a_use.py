"""What would have to be true for small stories of a use: where nothing grew, where inputs step."""

import numpy as np
import pytest

import assay
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

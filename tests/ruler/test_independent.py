"""The bound for what no sample shows: independent samples, most of them run no longer than
needed."""

import numpy as np
import pytest

from assay.model.run import run
from assay.record.record import load
from assay.ruler import independent
from assay.ruler.chain import joint
from assay.ruler.lay import lay, outputs
from assay.stories.load import load_story


@pytest.fixture(scope="module")
def silver():
    return load_story("silver", load())


def in_full(story, seed):
    """The slow twin: every sample run to the last year."""
    done = run(
        story.model,
        story.givens,
        outputs=outputs(story),
        samples=independent.INDEPENDENT,
        seed=seed + independent.APART,
        method="plain",
        randomisations=1,
    )
    laid = lay(done, story)
    return joint(laid.marks), joint(laid.marks) & laid.main_cause


def test_leaving_out_years_nobody_asks_for_changes_no_sample(silver):
    for short, full in zip(
        independent.independent_chain(silver, 3, None), in_full(silver, 3), strict=True
    ):
        assert np.array_equal(short, full)


def test_samples_picked_out_are_the_ones_they_would_be_among_all(silver):
    asked = {"outputs": ("ai_silver", "elasticity_sum"), "samples": 4096, "seed": 5}
    places = np.array([0, 7, 1000, 1001, 4095])
    for method in ("plain", "sobol"):
        whole = run(silver.model, silver.givens, method=method, **asked)
        some = run(silver.model, silver.givens, method=method, only=places, **asked)
        for node in asked["outputs"]:
            np.testing.assert_allclose(
                some.values(node), whole.values(node)[..., places], rtol=1e-12
            )
        assert np.array_equal(some.replicate, whole.replicate[places])

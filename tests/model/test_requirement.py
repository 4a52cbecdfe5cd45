"""Break-even: where a given alone would have to lie, in its own unit and on its own scale."""

import numpy as np
import pytest

from assay.analysis.requirement import break_even
from assay.errors import StoryError
from assay.model.model import Model
from assay.model.normal import Z95
from assay.model.shapes import Constant, Lognormal, Normal, Path, Uniform
from tests.model.r1_model import given, givens, model

STORY = Model(2020, 2022)


@STORY.quantity("t/year")
def mass(servers, silver, series):
    return servers * silver * series


@STORY.quantity("1")
def root(servers, fewest):
    return np.log(servers / fewest - 1)


GIVENS = [
    given("servers", "t/year", Lognormal(0.5, 2.0)),
    given("silver", "1", Normal(1.0, 3.0)),
    given("series", "1", Path((2020, 2021, 2022), (1.0, 1.0, 1.0), 0.1)),
    given("fewest", "t/year", Constant(0.3)),
    given("idle", "1", Uniform(0, 1)),
]


def test_one_given_at_a_time_is_told_in_its_own_unit_and_percentile():
    found = break_even(STORY, GIVENS, lambda r: r.at("mass", 2021), ("mass",), 4.0)
    assert [one.name for one in found] == ["servers", "silver"]  # nearest first
    servers, silver = found
    # medians 1 t/year and 2: silver would have to be 4, servers 2 t/year
    assert silver.median == pytest.approx(2.0) and silver.needed == pytest.approx(4.0, rel=1e-6)
    assert servers.median == pytest.approx(1.0) and servers.needed == pytest.approx(2.0, rel=1e-3)
    assert silver.z == pytest.approx(2 * Z95, rel=1e-6)
    assert servers.z == pytest.approx(Z95, rel=1e-3)
    assert servers.percentile == pytest.approx(95, abs=0.01)
    assert servers.unit == "t/year"


def test_a_given_that_cannot_do_it_says_how_far_it_gets():
    found = break_even(model, givens, lambda r: r.at("share", 2030), ("share",), 0.10)
    assert [one.name for one in found[:2]] == ["shipment_growth", "silver_per_server"]
    assert all(one.needed is None for one in found[2:])
    assert all(one.best < 0.10 for one in found[2:])
    names = {one.name for one in found}
    assert "shipments_2022" not in names  # a constant cannot move
    assert "mine_2024" not in names  # the share does not need it


def test_the_threshold_may_lie_below_the_median():
    found = break_even(STORY, GIVENS, lambda r: r.at("mass", 2021), ("mass",), 1.0)
    assert all(one.z < 0 for one in found)


def test_a_sweep_into_where_the_formula_fails_still_finds_its_crossing():
    """The logarithm has no value below 0.3 t/year."""
    found = break_even(STORY, GIVENS, lambda r: r.values("root"), ("root",), np.log(0.5))
    assert found[0].name == "servers"
    assert found[0].needed == pytest.approx(0.45, rel=1e-3)


def test_a_target_that_is_no_number_at_the_medians_is_refused():
    with pytest.raises(StoryError, match="at its median"):
        break_even(STORY, GIVENS, lambda r: r.values("root") * np.nan, ("root",), 1.0)

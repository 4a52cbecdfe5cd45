"""A node moved from outside moves itself by so much, and all that follows from it."""

import numpy as np
import pytest

from assay.errors import UnitError
from assay.model.run import Shift, run
from tests.model.r1_model import givens, model
from tests.model.test_run import MARKET, MARKET_GIVENS


@pytest.mark.parametrize("formulas", ["traced", "as written"])
def test_a_shifted_node_moves_from_where_it_is_and_everything_after_it_follows(formulas):
    asked = ("silver_per_server", "shipments", "demand")
    free = run(model, givens, outputs=asked, samples=128, formulas=formulas)
    moved = run(
        model,
        givens,
        outputs=asked,
        samples=128,
        formulas=formulas,
        do={
            "silver_per_server": Shift(step=200, unit="g{silver}/server"),
            "shipments": Shift(factor=1.5, step=1000, years=(2025, 2026)),
        },
    )
    own = free.values("silver_per_server")
    np.testing.assert_allclose(moved.values("silver_per_server"), own + 0.2, rtol=1e-12)
    for year, factor, step in ((2024, 1, 0), (2025, 1.5, 1000), (2026, 1.5, 1000)):
        expected = free.at("shipments", year) * factor + step
        np.testing.assert_allclose(moved.at("shipments", year), expected, rtol=1e-12)
    grown = free.at("demand", 2025) * (own + 0.2) / own
    grown *= moved.at("shipments", 2025) / free.at("shipments", 2025)
    np.testing.assert_allclose(moved.at("demand", 2025), grown, rtol=1e-9)


@pytest.mark.parametrize("formulas", ["traced", "as written"])
def test_a_node_shifted_inside_a_feedback_loop_moves_what_comes_after(formulas):
    asked = ("price", "demand")
    free, moved = (
        run(MARKET, MARKET_GIVENS, outputs=asked, samples=64, do=do, formulas=formulas)
        for do in ({}, {"price": Shift(factor=2, years=2023)})
    )
    np.testing.assert_array_equal(moved.at("price", 2022), free.at("price", 2022))
    np.testing.assert_allclose(moved.at("price", 2023), 2 * free.at("price", 2023), rtol=1e-12)
    assert (moved.at("demand", 2024) != free.at("demand", 2024)).all()


def test_a_shift_by_nothing_moves_no_bit():
    asked = ("share", "demand")
    free, same = (
        run(model, givens, outputs=asked, samples=128, do=do)
        for do in (
            {},
            {"silver_per_server": Shift(), "other": Shift(step=0, unit="kt{silver}/year")},
        )
    )
    for name in asked:
        np.testing.assert_array_equal(free.values(name), same.values(name))


def test_a_step_in_a_unit_that_does_not_fit_is_refused():
    with pytest.raises(UnitError, match="do other"):
        run(model, givens, outputs=("share",), do={"other": Shift(step=1, unit="kg")})

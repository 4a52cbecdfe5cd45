"""Several cases of one model give what a run of each gives.

Not here: runs (`test_run.py`), what cases are used for (`tests/checks`, `tests/then_and_now`).
"""

from dataclasses import replace

import numpy as np
import pytest

from assay.errors import StoryError
from assay.model.cases import Case, run_cases
from assay.model.model import Model
from assay.model.run import Fix, run
from assay.model.shapes import Constant, Path, Uniform
from tests.model.r1_model import OUTPUTS, given, givens, model

LOOP = Model(2020, 2026)


@LOOP.quantity("t/year", start="stock_before", known="stock_known")
def stock(previous_stock, growth):
    return previous_stock * (1 + growth)


@LOOP.quantity("t/year")
def double(stock):
    return 2 * stock


def loop_givens(*known: float):
    years = tuple(range(2020, 2020 + len(known)))
    return (
        given("stock_before", "t/year", Constant(1.0)),
        given("growth", "1", Uniform(0.1, 0.3)),
        given("stock_known", "t/year", Path(years, known, 0.1)),
    )


def same(cases, of_model, outputs, **options):
    """Each case as it comes out of a run of its own."""
    found = run_cases(of_model, cases, outputs=outputs, samples=256, seed=3, **options)
    for case, one in zip(cases, found, strict=True):
        own = run(
            of_model, case.givens, outputs=outputs, samples=256, seed=3, do=case.do, **options
        )
        for name in outputs:
            np.testing.assert_allclose(one.outputs[name], own.outputs[name], rtol=1e-13)
            assert one.units[name] == own.units[name]
    return found


def test_nodes_held_in_some_cases_are_free_in_the_others():
    found = same(
        [
            Case(givens),
            Case(givens, {"demand": Fix(500, "t{silver}/year", 2025)}),
            Case(givens, {"demand": Fix(0.4, "kt{silver}/year", (2026, 2027))}),
            Case(givens, {"silver_per_server": Fix(800, "g{silver}/server")}),
            Case(givens, {"other": Fix(30, "kt{silver}/year")}),
        ],
        model,
        (*OUTPUTS, "demand"),
    )
    assert (found[1].at("demand", 2025) == 500).all()
    assert found[0].at("demand", 2025).std() > 0


def test_a_node_of_a_feedback_loop_is_held_in_its_year():
    own = loop_givens(2.0, 3.0)
    found = same(
        [Case(own), Case(own, {"stock": Fix(7, "t/year", 2023)})], LOOP, ("stock", "double")
    )
    assert (found[1].at("double", 2023) == 14).all()


def test_givens_may_differ_and_be_known_for_other_years():
    found = same(
        [Case(loop_givens(2.0, 3.0)), Case(loop_givens(2.0, 3.5, 5.0)), Case(loop_givens(1.0))],
        LOOP,
        ("stock", "double"),
    )
    assert len({one.at("stock", 2022).mean() for one in found}) == 3


def test_givens_of_another_kind_have_a_plan_of_their_own():
    wider = tuple(
        replace(one, unit="percent", shape=Uniform(1, 2)) if one.name == "growth" else one
        for one in loop_givens(2.0)
    )
    found = same([Case(loop_givens(2.0)), Case(wider)], LOOP, ("double",))
    assert found[0].at("double", 2026).mean() > found[1].at("double", 2026).mean()


def test_only_the_years_asked_for_are_kept():
    years = {"demand": (2025, 2030)}
    (found,) = run_cases(
        model, [Case(givens)], outputs=("demand", "share"), years=years, samples=64
    )
    whole = run(model, givens, outputs=("demand", "share"), samples=64)
    part = run(model, givens, outputs=("demand", "share"), years=years, samples=64)
    for one in (found, part):
        np.testing.assert_array_equal(one.at("demand", 2030), whole.at("demand", 2030))
        np.testing.assert_array_equal(one.values("share"), whole.values("share"))
        with pytest.raises(StoryError, match="2026"):
            one.at("demand", 2026)
        with pytest.raises(StoryError, match="2025, 2030"):
            one.values("demand")
    with pytest.raises(StoryError, match="years of demand"):
        run(model, givens, outputs=("demand",), years={"demand": (2050,)})


def test_the_years_kept_are_those_of_formulas_as_written():
    years = {"demand": (2025, 2030), "share": (2020,)}
    fast, slow = (
        run(model, givens, outputs=("demand", "share"), years=years, samples=64, formulas=formulas)
        for formulas in ("traced", "as written")
    )
    np.testing.assert_allclose(fast.outputs["demand"], slow.outputs["demand"], rtol=1e-12)
    assert fast.outputs["share"].shape == slow.outputs["share"].shape == (1, 64)


def test_a_result_that_is_no_number_in_a_case_names_its_inputs():
    broken = Model(2020, 2021)

    @broken.quantity("1")
    def odd(root):
        return np.sqrt(root)

    of = (given("root", "1", Uniform(0, 1)),)
    with pytest.raises(StoryError, match="root = -1"):
        run_cases(broken, [Case(of), Case(of, {"root": Fix(-1, "1")})], outputs=("odd",), samples=8)


def test_no_cases_are_no_runs():
    assert run_cases(model, [], outputs=OUTPUTS) == ()

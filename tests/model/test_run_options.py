"""What a user of the engine may ask of a run, and what is said of all else."""

import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from assay.errors import ArgumentError, ExecutorError, ExtraMissing, StoryError, UnknownNode
from assay.model import memory
from assay.model.condensed import condense
from assay.model.givens import Given
from assay.model.model import Model
from assay.model.run import Fix, Shift, evaluate, run
from assay.model.shapes import Lognormal, Normal

NAMES = {"n": ("1/year", Normal(1, 3)), "each": ("kg", Lognormal(1, 2))}
GIVENS = [
    Given(name, {"en": name, "zh": name}, unit, shape, (), True, "w", "c", "low")
    for name, (unit, shape) in NAMES.items()
]
MODEL = Model(2020, 2025)


@MODEL.quantity("kg/year")
def use(n, each):
    return n * each


@MODEL.quantity("kg/year")
def path(n, each, year):
    return n * each * (year / year) ** 2


def ran(**options):
    return run(MODEL, GIVENS, **{"outputs": ("use",), "samples": 2**9, **options})


def condensed(**options):
    return condense(MODEL, GIVENS, **{"outputs": ("use",), "samples": 2**9, **options})


WRONG = [
    ("samples", (0, -5, 1e4, "many", None, 2**40)),
    ("seed", (-1, "x", 1.5)),
    ("threads", (0, -1, 1.5)),
    ("randomisations", (0, 8.0)),
]


@pytest.mark.parametrize("ask", [ran, condensed])
@pytest.mark.parametrize(("name", "values"), WRONG, ids=[name for name, _ in WRONG])
def test_an_option_that_is_no_whole_number_in_reach_is_refused_by_its_name(ask, name, values):
    for value in values:
        with pytest.raises(ArgumentError, match=f"the argument {name}"):
            ask(**{name: value})


def test_so_are_a_block_of_nothing_formulas_of_no_kind_and_threads_of_inputs_by_hand():
    for block in (0, -1, 1.5):
        with pytest.raises(ArgumentError, match="the argument block"):
            ran(block=block)
    with pytest.raises(ArgumentError, match="the argument formulas"):
        ran(formulas="compiled")
    with pytest.raises(ArgumentError, match="the argument threads"):
        evaluate(MODEL, GIVENS, {"n": 1, "each": 2}, ("use",), threads=0)


def test_whole_numbers_of_numpy_serve_and_one_output_needs_no_brackets():
    found = ran(outputs="use", samples=np.int64(512), seed=np.uint8(7), threads=np.int16(1))
    np.testing.assert_array_equal(found.values("use"), ran(seed=7).values("use"))


def test_samples_that_the_machine_cannot_hold_are_refused_before_they_are_drawn(monkeypatch):
    """A system promises what it has not, and would end the process instead."""
    monkeypatch.setattr(memory, "memory", lambda: 2.0**20)
    assert ran(outputs=("path",), samples=2**14).samples == 2**14
    for outputs, samples in ((("path",), 2**15), (("use",), 2**18)):
        with pytest.raises(StoryError, match="condense") as caught:
            ran(outputs=outputs, samples=samples)
        assert f"{samples:,}" in caught.value.found and "GiB" in caught.value.expected


@pytest.mark.parametrize(
    "do",
    [
        {"each": 3.0},
        {"each": "3kg"},
        {"each": Fix("x")},
        {"each": Fix(float("nan"))},
        {"each": Shift(float("inf"))},
        {"each": Shift(step=None)},
    ],
)
def test_what_is_no_fix_and_no_shift_is_told_so(do):
    with pytest.raises(StoryError, match="in do") as caught:
        ran(do=do)
    assert caught.value.remedy


def test_a_fix_without_a_unit_is_in_the_unit_of_the_node():
    fixed, told = (ran(do={"each": one}).values("use") for one in (Fix(2), Fix(2000, "g")))
    np.testing.assert_allclose(fixed, told, rtol=1e-15)


@pytest.mark.parametrize("asked", [{"outputs": (3,)}, {"do": {3: Fix(1)}}, {"outputs": ("uze",)}])
def test_what_names_no_node_is_told_with_what_there_is(asked):
    with pytest.raises(UnknownNode, match="use"):
        ran(**asked)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"outputs": None}, "outputs"),
        ({"years": [2020]}, "years"),
        ({"do": ["each"]}, "do"),
        ({"correlations": ["n"]}, "correlations"),
    ],
)
def test_what_is_of_another_kind_is_refused_by_the_name_of_the_argument(asked, where):
    with pytest.raises(ArgumentError, match=f"the argument {where}"):
        ran(**asked)


def test_so_are_a_model_givens_and_inputs_that_are_none():
    for model, givens, where in ((3, GIVENS, "model"), (MODEL, ["n"], "givens")):
        with pytest.raises(ArgumentError, match=f"the argument {where}"):
            run(model, givens, outputs="use")
    with pytest.raises(ArgumentError, match="the argument inputs"):
        evaluate(MODEL, GIVENS, "n", "use")
    with pytest.raises(ArgumentError, match="the argument unfinished"):
        evaluate(MODEL, GIVENS, {"n": 1, "each": 2}, "use", unfinished="drop")
    for wrong in ((2,), (0.5, -0.1), ("x",), None):
        with pytest.raises(ArgumentError, match="the argument probabilities"):
            condensed(probabilities=wrong)


@pytest.mark.parametrize("years", [2030, "2020", (2020, 2020.5), ()])
def test_years_that_the_model_does_not_have_are_told_with_those_that_it_has(years):
    for asked in ({"years": {"path": years}}, {"do": {"path": Fix(1, years=years)}}):
        with pytest.raises(StoryError, match=r"years of 2020\.\.2025"):
            ran(outputs="path", **asked)


def test_one_year_needs_no_brackets():
    one, listed = (ran(outputs="path", years={"path": years}) for years in (2022, [2022]))
    np.testing.assert_array_equal(one.at("path", 2022), listed.at("path", 2022))
    assert one.kept == listed.kept == {"path": (2022,)}


@pytest.mark.parametrize("value", ["x", object(), [1, "y"], [[1], [1, 2]]])
def test_inputs_that_are_no_numbers_are_told_by_the_name_of_the_given(value):
    with pytest.raises(StoryError, match=r"inputs\.n"):
        evaluate(MODEL, GIVENS, {"n": value, "each": 2}, ("use",))


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
@pytest.mark.parametrize("samples", [2**9, 2**16])
def test_an_executor_that_takes_no_work_any_more_is_told_so(kind, samples):
    pool = kind(1)
    pool.shutdown()
    with pytest.raises(ExecutorError, match="after shutdown"):
        ran(executor=pool, samples=samples)


def test_a_formula_that_no_other_process_can_have_is_told_by_its_place():
    """A lock, an open file: what stands for something of this process."""
    model, lock = Model(2020, 2025), threading.Lock()

    @model.quantity("kg/year")
    def locked(n, each):
        with lock:
            return n * each

    with ProcessPoolExecutor(1) as pool, pytest.raises(StoryError, match="lock") as caught:
        run(model, GIVENS, outputs="locked", samples=2**9, executor=pool)
    assert "locked (" in caught.value.where and "threads" in caught.value.remedy
    assert run(model, GIVENS, outputs="locked", samples=2**9).samples == 2**9


def test_without_xarray_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(ExtraMissing, match="notebook"):
        ran().to_xarray()


def one_quantity(formula):
    model = Model(2020, 2025)
    model.quantity("kg/year")(formula)
    return model


@pytest.mark.parametrize("late", [False, True], ids=["when asked for units", "in the run"])
def test_a_formula_that_ends_the_program_ends_the_run_alone(late):
    def leaves(n, each):
        if not late or type(n) is np.ndarray:
            sys.exit("enough")
        return n * each

    with pytest.raises(StoryError, match="SystemExit: enough") as caught:
        run(one_quantity(leaves), GIVENS, outputs="leaves", formulas="as written")
    assert "leaves (" in caught.value.where


def test_the_users_own_interrupt_passes_through_a_formula():
    def interrupted(n, each):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(one_quantity(interrupted), GIVENS, outputs="interrupted")

"""Traced formulas give what the same formulas give as written, whatever they do."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from assay.errors import StoryError
from assay.model.blocks import compiled
from assay.model.cohorts import WeibullLife, leaving_by_age, outflow_this_year
from assay.model.draws import draws_for
from assay.model.graph import declaration, drafted, graph_of
from assay.model.model import Model
from assay.model.plan import plan_for
from assay.model.run import Fix, Shift, evaluate, run
from assay.model.sample import Design
from assay.model.shapes import Constant, Lognormal, PathOf, Uniform
from assay.model.shapes import Path as Series
from assay.model.tape import Tape
from assay.model.trace import Line
from assay.record.record import load
from assay.ruler.lay import outputs
from assay.stories.load import load_story
from tests.model.r1_model import OUTPUTS, given, givens, model

YEARS = (2020, 2021, 2022, 2023)
GIVENS = (
    given("a", "1", Uniform(0.5, 1.5)),
    given("b", "1", Lognormal(0.3, 1.3)),
    given("c", "1", Constant(0.7)),
    given("exact", "1", Series(YEARS, (1.0, 0.5, 2.0, 1.5))),
    given("late", "1", Series(YEARS, (1.0, 0.5, np.nan, np.nan), relative=0.1)),
    given("path", "1", PathOf(YEARS, tuple(Uniform(low, 2.0) for low in (0.5, 1.0, 0.2, 1.5)))),
)
BINARY = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "over one more": lambda x, y: x / (1 + np.abs(y)),
    "least": np.minimum,
    "greatest": np.maximum,
    "remainder": lambda x, y: x % (1 + np.abs(y)),
    "choice": lambda x, y: np.where(x > y, x, y * 2),
    "both": lambda x, y: np.where((x > 0) & ~(y > 1), x, y),
}
UNARY = {
    "negative": np.negative,
    "exp": lambda x: np.exp(np.minimum(x, 3)),
    "log": lambda x: np.log1p(np.abs(x)),
    "squared": lambda x: x**2,
    "clipped": lambda x: np.clip(x, -1.0, 0.8),
    "root": lambda x: np.sqrt(np.abs(x)),
}
LEAVES = st.sampled_from(["x", "y", "z", "w", 0, 1, 2, 0.5, -1.0])
FORMULAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(sorted(BINARY)), inner, inner),
        st.tuples(st.sampled_from(sorted(UNARY)), inner),
    ),
    max_leaves=8,
)


def value_of(formula, names):
    """A formula drawn by hypothesis, with values for its names."""
    if not isinstance(formula, tuple):
        return names.get(formula, formula)
    name, *arguments = formula
    values = [value_of(one, names) for one in arguments]
    if name in UNARY:
        return UNARY[name](*values)
    return BINARY[name](*values)


def both(model, givens, asked, **options):
    """The same run with formulas traced and as written, of those givens that it asks for."""
    behind = drafted(declaration(model, givens))[0].behind([*model.quantities, *asked])
    used = [one for one in givens if one.name in behind]
    return (
        run(model, used, outputs=asked, formulas=formulas, **options)
        for formulas in ("traced", "as written")
    )


def assert_same(one, other):
    assert dict(one.units) == dict(other.units)
    for name in one.outputs:
        assert one.values(name).shape == other.values(name).shape
        np.testing.assert_array_equal(one.values(name), other.values(name))


def random_model(first, second, third):
    """A number or series, a feedback loop with a known series, and what follows from both."""
    made = Model(YEARS[0], YEARS[-1])

    @made.quantity("1")
    def whole(a, b, exact, path):
        return value_of(first, {"x": a, "y": b, "z": exact, "w": path})

    @made.quantity("1", start="a", known="late")
    def fed_back(previous_fed_back, whole, path, c):
        step = value_of(second, {"x": previous_fed_back, "y": whole, "z": path, "w": c})
        return 0.5 * previous_fed_back + np.tanh(step)

    @made.quantity("1")
    def after(fed_back, previous_fed_back, whole, late):
        filled = np.where(np.isnan(late), 0, late)
        return value_of(third, {"x": fed_back, "y": previous_fed_back, "z": whole, "w": filled})

    return made


@drawn(FORMULAS, FORMULAS, FORMULAS)
@settings(max_examples=60, deadline=None)
def test_random_formulas_traced_are_the_formulas_as_written(first, second, third):
    made = random_model(first, second, third)
    asked = ("whole", "fed_back", "after")
    one, other = (
        evaluate(made, GIVENS, INPUTS, asked, unfinished="keep", formulas=formulas)
        for formulas in ("traced", "as written")
    )
    assert_same(one, other)


GENERATOR = np.random.default_rng(5)
INPUTS = {
    "a": GENERATOR.uniform(0.5, 1.5, 37),
    "b": GENERATOR.lognormal(0, 1, 37),
    "c": np.array([0.7]),
    "exact": np.array([[1.0], [0.5], [2.0], [1.5]]),
    "late": np.concatenate([GENERATOR.uniform(0.5, 1, (2, 37)), np.full((2, 37), np.nan)]),
    "path": GENERATOR.uniform(-1, 2, (4, 37)),
}


def test_a_series_missing_in_some_samples_is_computed_in_those():
    made = random_model("x", "y", "z")
    late = INPUTS["late"].copy()
    late[1, ::2] = np.nan
    one, other = (
        evaluate(made, GIVENS, {**INPUTS, "late": late}, ("fed_back",), formulas=formulas)
        for formulas in ("traced", "as written")
    )
    assert_same(one, other)
    np.testing.assert_array_equal(one.at("fed_back", 2021)[1::2], late[1, 1::2])


@pytest.mark.parametrize("seed", range(3))
def test_no_entry_is_written_over_while_another_still_reads_it(seed):
    """Hundreds of nodes, each of some before it; a slot given out too early would show."""
    generator = np.random.default_rng(seed)
    made = Model(YEARS[0], YEARS[-1])
    names = ["a", "b", "exact", "path"]
    kinds = sorted(BINARY)
    for number in range(300):
        left, right = (names[k] for k in generator.integers(0, len(names), 2))
        kind = kinds[generator.integers(0, len(kinds))]
        made.quantities[f"n{number}"] = node(f"n{number}", left, right, kind)
        names.append(f"n{number}")
    asked = [f"n{number}" for number in range(0, 300, 7)]
    one, other = both(made, GIVENS, asked, samples=9000)
    assert_same(one, other)


def node(name, left, right, kind):
    """A quantity of two others, by name."""
    scope = {"BINARY": BINARY, "np": np}
    parameters = left if left == right else f"{left}, {right}"
    body = f"np.tanh(BINARY[{kind!r}]({left}, {right}))"
    exec(f"def {name}({parameters}):\n    return {body}", scope)
    made = Model(*YEARS[:2])
    made.quantity("1")(scope[name])
    return made.quantities[name]


def test_the_order_in_which_quantities_are_declared_moves_no_bit():
    turned = Model(model.first_year, model.last_year, dict(reversed(model.quantities.items())))
    one = run(model, givens, outputs=OUTPUTS, samples=5000)
    other = run(turned, givens, outputs=OUTPUTS[::-1], samples=5000)
    for name in OUTPUTS:
        np.testing.assert_array_equal(one.values(name), other.values(name))


@pytest.mark.parametrize("method", ["sobol", "plain"])
def test_the_reference_model_is_the_same_traced_and_as_written(method):
    """Growth, logistic, cohorts, sums and lookups among its formulas."""
    one, other = both(model, givens, (*OUTPUTS, "retired", "mine"), samples=10_000, method=method)
    for name in one.outputs:
        np.testing.assert_allclose(one.values(name), other.values(name), rtol=1e-12)


def test_the_story_of_silver_is_the_same_traced_and_as_written():
    story = load_story("silver", load())
    fix = {"silver_price": Fix(40, "USD/oz", years=2027), "ai_server_life": Fix(4, "year")}
    shift = {
        "silver_price": Shift(1.5, years=(2026, 2027)),
        "total_demand": Shift(step=100),
        "bar_and_coin": Shift(1.2),
        "silver_per_ai_server": Shift(step=200, unit="g{silver}/server"),
        "ai_servers_january": Shift(2),
    }
    for do in (None, fix, shift):
        one, other = both(
            story.model,
            story.givens,
            outputs(story),
            samples=1000,
            correlations=story.correlations,
            do=do,
        )
        for name in one.outputs:
            np.testing.assert_allclose(one.values(name), other.values(name), rtol=1e-12)


def forgetting(years: int, oldest: int) -> Model:
    """A stock that feeds back, of which cohorts beyond an age are forgotten."""
    made = Model(2000, 2000 + years - 1)

    @made.quantity("1/year")
    def inflow(push, previous_leaves):
        return push + 0.5 * previous_leaves

    @made.quantity("1")
    def by_age(year, shape, life):
        return leaving_by_age(year, WeibullLife(shape, life))

    @made.quantity("1/year", start="push")
    def leaves(history_inflow, history_by_age):
        return outflow_this_year(history_inflow[-oldest:], history_by_age[:oldest])

    return made


FORGETTING = (
    given("push", "1/year", Uniform(0.1, 1.0)),
    given("shape", "1", Uniform(1.5, 3.0)),
    given("life", "year", Uniform(4.0, 8.0)),
)


def test_windows_of_cohorts_that_overlap_share_their_memory():
    made, years, oldest = forgetting(60, 10), 60, 10
    one, other = both(made, FORGETTING, ("leaves",), samples=5000)
    np.testing.assert_allclose(one.values("leaves"), other.values("leaves"), rtol=1e-12)
    plan = plan_for(graph_of(made, FORGETTING), ("leaves",), None)
    draws = draws_for(plan, FORGETTING, Design(8, 0, 1, "sobol"), (), None)
    rows = len(compiled(plan.key(), draws.known()).truths)
    assert rows <= years + 2 * oldest


def untraceable() -> Model:
    """Formulas that only arrays can answer, over whole years and in a loop, among others."""
    made = Model(YEARS[0], YEARS[-1])

    @made.quantity("1")
    def sorted_by_sample(path):
        return np.sort(path, axis=0)

    @made.quantity("1")
    def above(a):
        return np.select([a > 1.2, a > 0.4], [a, a - 0.5], 0)

    @made.quantity("1", start="a")
    def looped(previous_looped, sorted_by_sample, c):
        grown = np.interp(previous_looped, np.array([0.0, 1.0, 9.0]), np.array([0.1, 0.9, 1.2]))
        return grown * c + sorted_by_sample

    @made.quantity("1")
    def after(looped, above, history_looped, year):
        before = history_looped[-1] if len(history_looped) else 0
        return looped + above * before + (1 if year[0] > 2021 else 2)

    return made


def test_what_cannot_be_traced_runs_as_written_node_by_node():
    asked = ("sorted_by_sample", "above", "looped", "after", "path")
    one, other = both(untraceable(), GIVENS, asked, samples=9000)
    assert_same(one, other)
    assert one.values("above").shape == (9000,)


def test_a_formula_that_fails_with_arrays_too_says_so():
    made = Model(2020, 2021)

    @made.quantity("1")
    def wrong(a):
        return a.nonsense()

    with pytest.raises(StoryError, match="nonsense"):
        run(made, GIVENS, outputs=("wrong",), samples=8)


def test_a_program_is_made_once_for_a_content():
    compiled.cache_clear()
    for seed in (1, 2):
        run(random_model("x", "y", "z"), GIVENS, outputs=("after",), samples=8, seed=seed)
    made = random_model("x", "y", "z")
    for seed in (1, 2):
        run(made, GIVENS, outputs=("after",), samples=8, seed=seed)
    assert compiled.cache_info().misses == 3


def test_years_that_are_known_and_choices_that_need_no_sample_leave_no_work():
    made = random_model("x", "y", "x")

    @made.quantity("1")
    def chosen(year, a, b):
        return np.where(year > YEARS[-1], np.exp(a) ** b, a)

    done = run(made, GIVENS, outputs=("chosen",), samples=8)
    np.testing.assert_array_equal(done.at("chosen", 2020), done.at("chosen", 2023))
    tape = Tape()
    row = tape.given("a", None)
    truth = tape.constant(True)
    assert tape.chosen(truth, row, tape.applied(np.exp, row)) == row
    assert tape.applied(np.multiply, row, tape.constant(1.0)) == row
    assert tape.applied(np.add, row, truth) != tape.applied(np.add, row, tape.constant(2.0))
    assert Line((row,), False).spread(3) == (row,) * 3


@pytest.mark.parametrize("exponent", [0.5, 1, 2, -1, 3.7])
def test_powers_of_one_exponent_and_of_many_agree_to_their_last_digits(exponent):
    """NumPy's loop for one exponent rounds otherwise than that for many, by one unit at most."""
    made = Model(YEARS[0], YEARS[-1])

    @made.quantity("1")
    def powers(path, exact, b):
        return path**exponent + path**exact + exact**path + b**path

    one, other = both(made, GIVENS, ("powers",), samples=9000)
    np.testing.assert_allclose(one.values("powers"), other.values("powers"), rtol=1e-14)


def test_givens_are_outputs_as_well():
    names = [one.name for one in GIVENS]
    one, other = both(random_model("x", "y", "z"), GIVENS, names, samples=64)
    for name in names:
        np.testing.assert_array_equal(one.values(name), other.values(name))
    assert np.isnan(one.at("late", 2022)).all()

"""What a model may look like, and what it is told if it does not."""

from dataclasses import replace

import numpy as np
import pytest

from assay.errors import Cycle, GivenError, StoryError, UnitError, UnknownNode
from assay.model.condensed import condense
from assay.model.correlation import Correlation
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.run import Fix, run
from assay.model.shapes import Path, Uniform
from assay.model.sound import sound
from tests.model.r1_model import given

A = given("a", "t/year", Uniform(1, 2))
B = given("b", "t/year", Uniform(1, 2))


def model_of(*formulas, **starts):
    """Years 2020..2022, each formula in t/year."""
    model = Model(2020, 2022)
    for formula in formulas:
        model.quantity("t/year", start=starts.get(formula.__name__))(formula)
    return model


def line(formula):
    return f"tests/model/test_graph.py:{formula.__code__.co_firstlineno}"


def test_quantities_follow_from_their_parameters_whatever_the_order_of_declaration():
    def last(middle, a):
        return middle + a

    def middle(b):
        return b

    graph = graph_of(model_of(last, middle), [A, B])
    assert [group.names for group in graph.order] == [("middle",), ("last",)]
    assert graph.path("b", "last") and graph.path("middle", "last")
    assert not graph.path("a", "middle") and not graph.path("last", "last")


def test_feedback_through_last_year_is_stepped_and_the_rest_is_not():
    def price(previous_demand, a):
        return previous_demand + a

    def demand(price, b):
        return price - b

    def share(demand):
        return demand

    graph = graph_of(model_of(price, demand, share, demand="a"), [A, B])
    stepped = {name: group.stepped for group in graph.order for name in group.names}
    assert stepped == {"price": True, "demand": True, "share": False}
    assert graph.path("demand", "price") and graph.path("b", "price")


def test_a_misspelt_parameter_is_told_with_the_nearest_name():
    def total(aa, b):
        return aa + b

    with pytest.raises(UnknownNode) as caught:
        graph_of(model_of(total), [A, B])
    assert str(caught.value) == (
        f"UnknownNode in total ({line(total)})\n"
        "  found     aa\n"
        "  expected  a given or a quantity\n"
        "  try       a"
    )


def test_a_circle_within_a_year_names_its_path():
    def price(demand):
        return demand

    def demand(stock):
        return stock

    def stock(price):
        return price

    with pytest.raises(Cycle) as caught:
        graph_of(model_of(price, demand, stock), [])
    text = str(caught.value)
    assert "price needs demand needs stock needs price" in text
    assert "previous_demand in price, if last year's value is meant" in text


def spoilt():
    """A model with one fault of each kind."""
    model = Model(2020, 2022)

    @model.quantity("t/year")
    def total(aa, b):
        return aa + b

    @model.quantity("t/year")
    def weight(total, year):
        return total * year

    @model.quantity("1")
    def chicken(egg):
        return egg

    @model.quantity("1")
    def egg(chicken):
        return chicken

    return model


def test_a_run_tells_names_circles_units_and_idle_givens_in_one_go():
    givens = [A, B, given("idle", "t", Uniform(1, 2))]
    pair = Correlation("pair", ("b", "c"), ((1.0, 0.5), (0.5, 1.0)))
    with pytest.raises(StoryError) as caught:
        run(spoilt(), givens, outputs=("totl",), do={"bb": Fix(1, "1")}, correlations=(pair,))
    text = str(caught.value)
    assert "8 complaints" in text
    for piece in (
        "UnknownNode in total",
        "chicken needs egg needs chicken",
        "UnitError in weight",
        "chain     total [t/year] * year [year]",
        "UnknownNode in outputs\n      found     totl",
        "UnknownNode in do\n      found     bb",
        "correlation.pair.givens",
        "StoryError in given a\n",
        "StoryError in given idle\n",
    ):
        assert piece in text, (piece, text)


def test_a_given_that_nothing_asks_for_is_refused_by_a_run_and_by_a_run_that_keeps_no_samples():
    def total(a):
        return a

    for started in (run, condense):
        with pytest.raises(StoryError, match=r"given b\n.*no formula asks for it"):
            started(model_of(total), [A, B], outputs=("total",), samples=64)
        started(replace(model_of(total), asked=frozenset({"b"})), [A, B], outputs=("total",),
                samples=64)  # fmt: skip
        started(model_of(total), [A, B], outputs=("total", "b"), samples=64)


def test_every_complaint_is_told_at_once():
    def first(nowhere):
        return nowhere

    def second(first, a=1.0):
        return first

    def third(previous_first):
        return previous_first

    with pytest.raises(StoryError) as caught:
        graph_of(model_of(first, second, third), [])
    text = str(caught.value)
    assert "3 complaints" in text
    for piece in ("nowhere", "without defaults", "start=a given"):
        assert piece in text


def test_a_given_that_nothing_asks_for_is_told_unless_a_role_does():
    def total(a):
        return a

    with pytest.raises(StoryError, match="no formula asks for it"):
        sound(model_of(total), [A, B])
    sound(model_of(total), [A, B], outputs=["b"])


@pytest.mark.parametrize("name", ["year", "previous_a", "history_b"])
def test_names_the_engine_reads_in_its_own_way_are_refused(name):
    def total(a):
        return a

    with pytest.raises(StoryError, match="reads in its own way"):
        graph_of(model_of(total), [A, given(name, "1", Uniform(0, 1))])


def test_a_second_formula_of_a_name_is_refused_and_does_not_replace_the_first():
    def total(a):
        return a

    model = model_of(total)
    first = line(total)

    def total(b):
        return 2 * b

    model.quantity("t/year")(total)
    with pytest.raises(StoryError) as caught:
        run(model, [A, B], outputs=("total",))
    text = str(caught.value)
    assert f"total ({line(total)})" in text and f"total ({first})" in text
    assert "one formula a name" in text
    assert "given b" in text, "the first formula stays, so nothing asks for b"


def test_a_quantity_without_a_unit_in_brackets_is_told_with_all_else():
    model = Model(2020, 2022)

    @model.quantity
    def total(a):
        return a

    @model.quantity(3)
    def other(b):
        return b

    @model.quantity("t/year", start=4)
    def third(bb):
        return bb

    model.quantity("t/year")(np.float64(1))
    model.quantity("t/year")(max)
    with pytest.raises(StoryError) as caught:
        run(model, [A, B], outputs=("total",))
    text = str(caught.value)
    for piece in (
        f"total ({line(total)})\n      found     no unit",
        f"other ({line(other)})\n      found     3 as the unit",
        '@model.quantity("t/year")',
        "found     start=4",
        "found     np.float64(1.0)",
        "found     <built-in function max>",
        "a function with a name",
        "UnknownNode in third",
    ):
        assert piece in text, (piece, text)
    assert "given a" not in text, "a formula without a unit asks for its givens all the same"
    assert "'?'" not in text, "what stands for no unit is not told"


@pytest.mark.parametrize("years", [(2035, 2015), ("2015", 2035), (2015.0, 2035), (None, 2035)])
def test_years_that_are_none_are_refused_where_they_stand(years):
    with pytest.raises(StoryError, match="the first year not after the last"):
        Model(*years)


def test_a_unit_that_is_no_text_is_refused_for_a_given_too():
    def total(a):
        return a

    with pytest.raises(UnitError, match="a unit, as a text"):
        run(model_of(total), [given("a", 3, Uniform(1, 2))], outputs=("total",))


def test_one_name_is_one_node():
    def a(b):
        return b

    with pytest.raises(StoryError, match="given twice"):
        graph_of(model_of(a), [A, B])


def test_star_parameters_and_the_past_of_a_given_are_refused():
    def total(*parts):
        return sum(parts)

    def late(previous_a):
        return previous_a

    for formula in (total, late):
        with pytest.raises(StoryError):
            graph_of(model_of(formula), [A])


def test_a_series_is_no_start_and_a_number_is_no_known_series():
    model = Model(2020, 2022)

    @model.quantity("t/year", start="series", known="a")
    def total(previous_total):
        return previous_total

    series = given("series", "t/year", Path((2020,), (1.0,)))
    with pytest.raises(StoryError) as caught:
        graph_of(model, [A, series])
    assert "one number to start from" in str(caught.value)
    assert "a series of known years" in str(caught.value)


def test_a_chain_of_two_thousand_quantities_is_no_trouble():
    model = Model(2020, 2021)
    for number in range(2000):
        before = f"q{number - 1}" if number else "a"
        space = {}
        exec(f"def q{number}({before}):\n    return {before}", space)
        model.quantity("t/year")(space[f"q{number}"])
    result = run(model, [A], outputs=("q1999", "a"), samples=16)
    np.testing.assert_array_equal(result.values("q1999"), result.values("a"))


def test_a_unit_that_cannot_be_read_is_told_where_it_stands():
    def total(a):
        return a

    with pytest.raises(UnitError, match="given a"):
        run(model_of(total), [given("a", "tonz/year", Uniform(1, 2))], outputs=("total",))


def test_an_unknown_output_is_told_with_the_nearest_name():
    def total(a):
        return a

    with pytest.raises(UnknownNode, match="total"):
        run(model_of(total), [A], outputs=("totale",))


def test_an_impossible_given_never_reaches_a_run():
    with pytest.raises(GivenError, match="low below high"):
        given("a", "t/year", Uniform(2, 1))

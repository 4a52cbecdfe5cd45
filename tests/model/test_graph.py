"""What a model may look like, and what it is told if it does not."""

import numpy as np
import pytest

from assay.errors import Cycle, GivenError, StoryError, UnitError, UnknownNode
from assay.model.check import check
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Path, Uniform
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
        check(model_of(total), [A, B])
    check(model_of(total), [A, B], used=["b"])


@pytest.mark.parametrize("name", ["year", "previous_a", "history_b"])
def test_names_the_engine_reads_in_its_own_way_are_refused(name):
    def total(a):
        return a

    with pytest.raises(StoryError, match="reads in its own way"):
        graph_of(model_of(total), [A, given(name, "1", Uniform(0, 1))])


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

"""A formula's text is what it computes, in the names of its nodes."""

import numpy as np
import pytest

from assay.errors import UnknownNode
from assay.model.formula import formula_of
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.shapes import Uniform
from assay.record.record import load
from assay.stories.load import load_story
from tests.model.r1_model import given, givens, model

SILVER = load_story("silver", load())


def told(formula):
    """The text of one formula of a and b."""
    made = Model(2020, 2021)
    formula.__name__ = "made"
    made.quantity("1")(formula)
    names = [given(name, "1", Uniform(1, 2)) for name in ("a", "b")]
    return formula_of(graph_of(made, names), "made")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (lambda a, b: a * (1 - b), "a * (1 - b)"),
        (lambda a, b: (a + b) - (a - b), "a + b - (a - b)"),
        (lambda a, b: a / (b * a) / b, "a / (b * a) / b"),
        (lambda a, b: (a + b) ** -b, "(a + b) ** -b"),
        (lambda a, b: (-a) ** 2 * b, "(-a) ** 2 * b"),
        (lambda a, b: 2 - a, "2 - a"),
        (lambda a, b: np.where(a > b, np.exp(a), -1), "where(a > b, exp(a), -1)"),
        (lambda a, b: np.clip(a, 0, 1) * -2, "clip(a, 0, 1) * (-2)"),
        (lambda a, b: a if (a > b).any() else b, None),
        (lambda a, b: np.asarray(a).sum(), None),
    ],
)
def test_a_formula_is_told_with_the_brackets_it_needs(formula, text):
    assert told(formula) == text


def test_kernels_and_the_past_are_told_by_name():
    graph = graph_of(model, givens)
    assert formula_of(graph, "shipments") == "growth(shipments_2022, shipment_growth, year, 2022)"
    retired = "outflow(demand, WeibullLife(shape=wear, scale=life))"
    assert formula_of(graph, "retired") == retired
    silver = graph_of(SILVER.model, SILVER.givens)
    assert formula_of(silver, "price_ratio") == "silver_price / previous_silver_price"
    assert formula_of(silver, "silver_per_ai_server") is None
    with pytest.raises(UnknownNode):
        formula_of(silver, "silver_prise")


def test_every_formula_of_silver_has_a_text():
    graph = graph_of(SILVER.model, SILVER.givens)
    assert all(formula_of(graph, name) for name in graph.quantities)

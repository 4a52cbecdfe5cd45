"""Every formula that makes no number of numbers is told, and none that only meets one."""

import numpy as np
import pytest

from assay.errors import StoryError
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Uniform
from tests.model.r1_model import given


def complaints_of(*formulas, outputs, samples=4096):
    """What a run tells of formulas of a and b, numbers from 1 to 2, over three years."""
    model = Model(2020, 2022)
    for formula in formulas:
        model.quantity("1")(formula)
    givens = [given("a", "1", Uniform(1.0, 2.0)), given("b", "1", Uniform(1.0, 2.0))]
    with pytest.raises(StoryError) as caught:
        run(model, givens, outputs=outputs, samples=samples)
    return str(caught.value)


def test_every_formula_that_makes_no_number_is_told_behind_one_output():
    """One fails in nearly half of the samples, one in a hundredth, one in a year of its own."""

    def root(a, b):
        return np.sqrt(a - 1.4) * b

    def rare(b):
        return 1 / np.maximum(b - 1.01, 0)

    def late(root, rare, year):
        return (root + rare) / np.where(year > 2021, 0.0, 1.0)

    text = complaints_of(root, rare, late, outputs=("late",))
    assert "3 complaints" in text
    assert "root (" in text and "found     nan\n" in text
    assert "rare (" in text and "found     inf\n" in text
    assert "late (" in text and "found     inf in 2022" in text


def test_a_formula_that_only_meets_what_is_no_number_is_not_told():
    """It meets it in the same year, in another year, and in years before."""

    def root(a, year):
        return np.sqrt(a * np.where(year == 2021, -1.0, 1.0))

    def now(root, b):
        return b * root

    def from_another_year(root, b):
        return root / root[1] * b

    def running(root, b):
        return np.cumsum(root, axis=0) * b

    def before(history_root, b):
        return history_root.sum(axis=0) * b

    for formula in (now, from_another_year, running, before):
        text = complaints_of(root, formula, outputs=(formula.__name__,))
        assert text.startswith("StoryError in root ("), text
        assert "nan in 2021" in text

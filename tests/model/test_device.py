"""A run by another array module: the same numbers, with the same formulas.

NumPy as the module shows that the path computes the right numbers, and no more: it cannot show that
every function of CuPy takes what it is given, nor that arrays stay on the card. Only the tests that
need a card do, and they are skipped where none is at hand.
"""

import sys

import numpy as np
import pytest

from assay.errors import ExecutorError, StoryError
from assay.model import array_module
from assay.model.array_module import on_card, on_processor
from assay.model.correlation import Correlation
from assay.model.device import Device
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import (
    Beta,
    Constant,
    Discrete,
    Empirical,
    Lognormal,
    Mixture,
    Normal,
    Path,
    PathOf,
    Percentiles,
    Quantiles,
    Triangular,
    Truncated,
    Uniform,
)
from assay.record.record import load
from assay.ruler.lay import outputs
from assay.stories.load import load_story, topics
from tests.model.r1_model import OUTPUTS, given, givens, model


def card():
    try:
        return on_card()
    except ExecutorError as none:
        return pytest.param(None, marks=pytest.mark.skip(reason=f"no card: {none.found}"))


MODULES = [on_processor(), card()]
EACH = pytest.mark.parametrize("module", MODULES, ids=["numpy", "cupy"])
STORIES = [topic.name for topic in topics() if topic.has_model]


def must_agree(one, other, rtol=1e-9):
    assert one.outputs.keys() == other.outputs.keys()
    for name, values in one.outputs.items():
        scale = np.abs(values).max(initial=0.0)
        np.testing.assert_allclose(
            other.outputs[name], values, rtol=rtol, atol=1e-12 * scale, err_msg=name
        )
    np.testing.assert_array_equal(one.replicate, other.replicate)


@EACH
@pytest.mark.parametrize("method", ["sobol", "plain"])
def test_the_reference_model_agrees_to_nine_digits(module, method):
    asked = {"outputs": OUTPUTS, "samples": 50_000, "seed": 3, "method": method}
    device = Device(module, 2**14)
    must_agree(run(model, givens, **asked), run(model, givens, executor=device, **asked))


@EACH
@pytest.mark.parametrize("name", STORIES)
def test_every_story_agrees_to_nine_digits(module, name):
    story = load_story(name, load())
    asked = {"outputs": outputs(story), "samples": 10_000, "correlations": story.correlations}
    found = run(story.model, story.givens, executor=Device(module), **asked)
    must_agree(run(story.model, story.givens, **asked), found)


SHAPES = [
    Constant(2.0),
    Normal(-1.0, 3.0),
    Lognormal(0.3, 1.3),
    Percentiles(-1.0, 1.0, 6.0),
    Quantiles((0.1, 0.5, 0.8), (1.0, 2.0, 3.0)),
    Uniform(0.0, 2.0),
    Triangular(0.0, 1.0, 3.0),
    Beta(0.7, 6.0, 10.0, 20.0),
    Truncated(Normal(-1.0, 1.0), 0.0, 0.5),
    Discrete((1.0, 2.0, 5.0), (0.5, 0.3, 0.2)),
    Empirical((0.1, 0.4, 2.0, 2.0, 7.0)),
    Mixture((0.4, 0.6), (Constant(0.0), Uniform(-1.0, 1.0))),
    Path((2020, 2021, 2022), (1.0, 2.0, 4.0), 0.1),
    PathOf((2020, 2021, 2022), (Normal(1, 2), Uniform(1, 2), Constant(3.0))),
]


@EACH
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
@pytest.mark.parametrize("tied", [False, True])
def test_every_shape_is_drawn_as_on_the_processor(module, shape, tied):
    made = Model(2020, 2022)

    @made.quantity("t")
    def twice(amount, other):
        return 2 * amount + 0 * other

    known = [given("amount", "kg", shape), given("other", "t", Normal(1.0, 2.0))]
    ties = (Correlation("pair", ("amount", "other"), ((1.0, 0.5), (0.5, 1.0))),) if tied else ()
    asked = {"outputs": ("twice", "amount"), "samples": 5000, "correlations": ties}
    must_agree(run(made, known, **asked), run(made, known, executor=Device(module), **asked))


@EACH
def test_choices_and_formulas_that_cannot_be_traced_run_too(module):
    made = Model(2020, 2022)

    @made.quantity("1")
    def chosen(amount, other):
        return np.where(amount > other, np.maximum(amount, 2 * other), np.minimum(amount, 0.5))

    @made.quantity("1")
    def sorted_by_hand(chosen):
        return np.sort(chosen, axis=0) if chosen.ndim == 2 else np.array(chosen, copy=True)

    @made.quantity("1", start="other")
    def held_over(previous_held_over, sorted_by_hand):
        return np.clip(0.5 * previous_held_over + sorted_by_hand, 0.0, 3.0)

    known = [given("amount", "1", Normal(0.0, 3.0)), given("other", "1", Uniform(0.0, 1.0))]
    asked = {"outputs": tuple(made.quantities), "samples": 4000}
    must_agree(run(made, known, **asked), run(made, known, executor=Device(module), **asked))


@EACH
def test_a_formula_that_fails_there_says_what_it_says_here(module):
    made = Model(2020, 2022)

    @made.quantity("1")
    def root(amount):
        return np.sqrt(amount)

    told = []
    for executor in (None, Device(module)):
        with pytest.raises(StoryError) as refused:
            run(
                made, [given("amount", "1", Uniform(-1.0, 2.0))], outputs=("root",),
                samples=4096, executor=executor,
            )  # fmt: skip
        told.append((refused.value.where, refused.value.found))
    assert told[0] == told[1]


def test_without_cupy_the_card_is_refused_with_a_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "cupy", None)
    with pytest.raises(ExecutorError) as refused:
        array_module.on_card()
    assert "assay[gpu]" in refused.value.remedy

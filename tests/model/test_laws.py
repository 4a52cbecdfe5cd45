"""Laws that hold for every story: units, the order of nodes and a second run move nothing."""

import random
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from assay.model.graph import graph_of
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
from assay.units import unit
from tests.model.r1_model import OUTPUTS, givens, model

STORIES = [topic.name for topic in topics() if topic.has_model]
OTHERWISE = {
    "t": ("kg", "oz", "Mt"),
    "kg": ("g", "t", "oz"),
    "g": ("kg", "oz"),
    "Moz": ("t", "kg"),
    "oz": ("g", "kg"),
    "Mt": ("t", "kg"),
    "kt": ("t", "kg"),
    "GW": ("MW", "kW"),
    "MW": ("GW", "kW"),
    "kW": ("W", "MW"),
    "TWh": ("GWh", "kWh", "J"),
    "kWh": ("MWh", "J"),
    "km3": ("m3", "L"),
    "m3": ("L", "km3"),
    "L": ("m3", "mL"),
    "mL": ("L", "m3"),
}
"""Other units in which an amount can be told."""
WHOLE = {"1": "percent", "percent": "1", "1/year": "percent/year"}
"""The same for shares and rates. A calendar year is a place and no amount, so it is left."""


@cache
def told(name):
    return load_story(name, load())


def told_of(story):
    """All that the ruler and the report ask of a story."""
    return list(dict.fromkeys((*outputs(story), *(node for node, *_ in story.outlook))))


def in_another_unit(text, dice):
    """Another way to write the unit, with the same labels."""
    if text in WHOLE:
        return WHOLE[text]

    def swap(match):
        symbol = match[0]
        return dice.choice(OTHERWISE[symbol]) if symbol in OTHERWISE else symbol

    # what stands in braces is a label
    parts = re.split(r"(\{[^}]*\})", text)
    return "".join(
        part if part.startswith("{") else re.sub(r"[A-Za-z_][A-Za-z_0-9]*", swap, part)
        for part in parts
    )


def times(shape, factor):
    """The shape of an amount that is told in a unit so many times smaller."""

    def all_of(numbers):
        return tuple(number * factor for number in numbers)

    match shape:
        case Constant():
            return Constant(shape.value * factor)
        case Normal() | Lognormal():
            return replace(shape, p05=shape.p05 * factor, p95=shape.p95 * factor)
        case Percentiles():
            return Percentiles(*all_of((shape.p05, shape.p50, shape.p95)))
        case Uniform() | Beta():
            return replace(shape, low=shape.low * factor, high=shape.high * factor)
        case Triangular():
            return Triangular(*all_of((shape.low, shape.mode, shape.high)))
        case Truncated():
            return Truncated(times(shape.shape, factor), *all_of((shape.low, shape.high)))
        case Path() | Quantiles() | Discrete() | Empirical():
            return replace(shape, values=all_of(shape.values))
        case Mixture() | PathOf():
            return replace(shape, shapes=tuple(times(one, factor) for one in shape.shapes))
    raise AssertionError(f"a shape that this test does not know: {shape}")


def otherwise(given, dice):
    text = in_another_unit(given.unit, dice)
    factor = unit(given.unit).scale / unit(text).scale
    return replace(given, unit=text, shape=times(given.shape, factor))


def must_be_close(one, other):
    for name in one.outputs:
        before, after = one.outputs[name], other.outputs[name]
        finite = np.isfinite(before)
        np.testing.assert_array_equal(finite, np.isfinite(after), err_msg=name)
        scale = np.abs(before[finite]).max(initial=0.0)
        np.testing.assert_allclose(
            after[finite], before[finite], rtol=1e-8, atol=1e-10 * scale, err_msg=name
        )


@pytest.mark.parametrize("name", STORIES)
@drawn(st.integers(0, 10**6))
@settings(max_examples=4, deadline=None)
def test_givens_told_in_other_units_leave_all_that_is_told_as_it_is(name, seed):
    story, dice = told(name), random.Random(seed)
    changed = [otherwise(given, dice) for given in story.givens]
    assert sum(a.unit != b.unit for a, b in zip(changed, story.givens, strict=True)) > 5
    asked = {
        "outputs": told_of(story), "samples": 64, "correlations": story.correlations,
    }  # fmt: skip
    must_be_close(run(story.model, story.givens, **asked), run(story.model, changed, **asked))


@pytest.mark.parametrize("name", STORIES)
@drawn(st.integers(0, 10**6))
@settings(max_examples=4, deadline=None)
def test_the_order_in_which_nodes_are_declared_moves_no_bit(name, seed):
    story, dice = told(name), random.Random(seed)
    mixed = list(story.model.quantities.items())
    dice.shuffle(mixed)
    shuffled = Model(story.model.first_year, story.model.last_year, dict(mixed))
    names = told_of(story)
    asked = {"samples": 64, "correlations": story.correlations}
    before = run(story.model, story.givens, outputs=names, **asked)
    after = run(shuffled, story.givens, outputs=dice.sample(names, len(names)), **asked)
    for output in names:
        np.testing.assert_array_equal(after.outputs[output], before.outputs[output], err_msg=output)
    # whatever their order, each follows from those before it
    graph, seen = graph_of(shuffled, story.givens), set()
    for group in graph.order:
        seen.update(group.names)
        for member in group.names:
            assert seen.issuperset(set(graph.parents(member)) - set(graph.inputs))


@drawn(st.permutations(givens), st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_the_order_in_which_givens_stand_moves_no_bit_of_plain_samples(mixed, seed):
    asked = {"outputs": OUTPUTS, "samples": 128, "seed": seed, "method": "plain"}
    before, after = run(model, givens, **asked), run(model, mixed, **asked)
    for name in OUTPUTS:
        np.testing.assert_array_equal(after.outputs[name], before.outputs[name])


@drawn(st.integers(0, 2**40), st.sampled_from(["sobol", "plain"]))
@settings(max_examples=20, deadline=None)
def test_a_seed_is_a_sample_and_another_seed_another(seed, method):
    asked = {"outputs": ("share",), "samples": 128, "method": method}
    one, again, other = (run(model, givens, seed=at, **asked) for at in (seed, seed, seed + 1))
    np.testing.assert_array_equal(one.outputs["share"], again.outputs["share"])
    assert not np.array_equal(one.outputs["share"], other.outputs["share"])

"""What a formula says of a sample comes from that sample alone, whatever its author wrote: else it
is refused, since its answer would depend on blocks and threads."""

import inspect

import numpy as np
import pytest

from assay.errors import StoryError
from assay.model.condensed import condense
from assay.model.kernels import growth
from assay.model.model import Model
from assay.model.run import evaluate, run
from assay.model.shapes import Constant, Lognormal, PathOf, Uniform
from assay.model.sound import sound
from tests.model.r1_model import given

N = given("n", "1", Uniform(1, 3))
EACH = given("each", "kg", Lognormal(1, 2))
PATH = given("path", "1", PathOf(tuple(range(2020, 2026)), (Uniform(1, 3),) * 6))
BASE = given("base", "year", Constant(2020))
SETTLED = given("settled", "1", Constant(0.1))
GIVENS = (N, EACH, PATH, BASE, SETTLED)
OWN = np.random.default_rng(1)


def asked_for(made):
    """The givens that the formulas of a model ask for."""
    named = {
        name.removeprefix("previous_")
        for quantity in made.quantities.values()
        for name in inspect.signature(quantity.formula).parameters
    }
    named |= {quantity.start for quantity in made.quantities.values()}
    return [one for one in GIVENS if one.name in named]


def model_of(formula, unit="kg", start=None):
    made = Model(2020, 2025)
    formula.__name__ = "formula"
    made.quantity(unit, start=start)(formula)
    return made


MIXING = {
    "sum": lambda n, each: n.sum() / 4096 * each,
    "numpy.sum": lambda n, each: np.sum(n) / 4096 * each,
    "sum over the only axis of a number": lambda n, each: n.sum(axis=0) / 4096 * each,
    "mean": lambda n, each: np.mean(n) * each,
    "mean of years and samples": lambda path, each: path.mean() * each,
    "mean over the last axis": lambda path, each: np.mean(path, axis=-1) * each,
    "mean over the samples by number": lambda path, each: np.mean(path, axis=1)[:, None] * each,
    "largest": lambda n, each: n.max() * each,
    "median": lambda n, each: np.median(n) * each,
    "percentile": lambda n, each: np.percentile(n, 50) * each,
    "spread": lambda n, each: n.std() * each,
    "sorted": lambda n, each: np.sort(n) * each,
    "running sum": lambda n, each: np.cumsum(n) * each,
    "running sum of all": lambda path, each: np.cumsum(path).reshape(path.shape) * each,
    "by a ufunc": lambda n, each: np.add.reduce(n) * each,
    "differences": lambda n, each: np.diff(n, prepend=1.0) * each,
    "rolled": lambda n, each: np.roll(n, 1) * each,
    "turned": lambda n, each: n[::-1] * each,
    "the first": lambda n, each: n[0] * each,
    "the first of each year": lambda path, each: path[:, :1] * each,
    "those above": lambda n, each: n[n > 2].mean() * each,
    "how many are above": lambda n, each: (n > 2).sum() * each,
    "share above": lambda n, each: np.where(n > 2, 1, 0).mean() * each,
    "all at once": lambda n, each: each * 2 if (n > 0.4).all() else each,
    "all at once, as bare numbers": lambda n, each: (
        each * 2 if (np.asarray(n) > 0.4).all() else each
    ),
    "any": lambda n, each: each * 2 if np.any(n > 2.9) else each,
    "an if": lambda n, each: each * 2 if n > 2 else each,
    "Python's largest": lambda n, each: max(n, 2) * each,
    "how many samples": lambda n, each: len(n) * each,
    "how many samples by size": lambda n, each: n.size / 4096 * each,
    "how many samples by shape": lambda path, each: path.sum(axis=0) / path.shape[1] * each,
    "the place among the samples": lambda n, each: np.arange(n.shape[0]) * each,
    "an axis of its own": lambda n, each: np.sum(n[:, None], axis=0) * each,
    "turned over": lambda path, each: np.transpose(path).sum(axis=0)[:, None] * each,
    "looked up among samples": lambda n, each: np.interp(2.0, np.array([0, 9]), n[:2]) * each,
    "another number each time": lambda n, each: np.random.random() * n * each,
    "another number each sample": lambda n, each: OWN.normal(size=n.shape) * each,
    "numbers by place": lambda n, each: np.random.default_rng(0).normal(size=n.shape) * each,
    "a kernel's year that is a sample's": lambda n, each, base: growth(each, n, base * n, 2020),
}


@pytest.mark.parametrize("way", MIXING)
def test_a_formula_that_mixes_samples_is_refused_by_check_and_by_every_run(way):
    made = model_of(MIXING[way])
    with pytest.raises(StoryError, match=r"(?s)formula \(.*: it mixes samples"):
        sound(made, asked_for(made))
    for threads in (1, 2):
        for formulas in ("traced", "as written"):
            with pytest.raises(StoryError, match="mixes samples"):
                run(made, asked_for(made), outputs=("formula",), threads=threads, formulas=formulas)
    with pytest.raises(StoryError, match="mixes samples"):
        condense(made, asked_for(made), outputs=("formula",), samples=2**12)
    inputs = {"n": np.ones(3), "each": np.ones(3), "path": np.ones((6, 3)), "base": [2020.0]}
    with pytest.raises(StoryError, match="mixes samples"):
        evaluate(made, asked_for(made), {**inputs, "settled": [0.1]}, ("formula",))


def test_a_sum_over_years_of_a_quantity_without_years_mixes_samples():
    made = model_of(lambda twice, each: twice.sum(axis=0) * each)

    @made.quantity("1")
    def twice(n):
        return 2 * n

    with pytest.raises(StoryError, match=r"numpy\.sum over the samples"):
        run(made, asked_for(made), outputs=("formula",))


def test_last_years_value_of_a_loop_is_no_series():
    made = model_of(lambda previous_formula, n: previous_formula.sum() * n, start="each")
    with pytest.raises(StoryError, match=r"numpy\.sum over the samples"):
        run(made, asked_for(made), outputs=("formula",))


def test_the_refusal_names_the_formula_what_it_does_and_the_remedy():
    def use(n, each):
        return n.sum() / 4096 * each

    made = Model(2020, 2025)
    made.quantity("kg")(use)
    with pytest.raises(StoryError) as caught:
        run(made, (N, EACH), outputs=("use",))
    assert str(caught.value) == (
        f"StoryError in use (tests/model/test_mixing.py:{use.__code__.co_firstlineno})\n"
        "  found     numpy.sum over the samples: it mixes samples\n"
        "  expected  each sample's value from that sample alone, whichever others are computed with"
        " it\n"
        "  chain     sum(n [1])\n"
        "  try       axis=0 for a sum over years, numpy.where for a choice by sample"
    )


APART = {
    "a sum over years": lambda path, each: path.sum(axis=0) * each,
    "a mean over years by the other end": lambda path, each: np.mean(path, axis=-2) * each,
    "the largest over years": lambda path, each: path.max(axis=0) * each,
    "sorted over years": lambda path, each: np.sort(path, axis=0) * each,
    "a percentile over years": lambda path, each: np.percentile(path, 50, axis=0) * each,
    "years above": lambda path, each: (path > 2).sum(axis=0) * each,
    "any year above": lambda path, each: (path > 2).any(axis=0) * each,
    "years until it is above": lambda path, each: (np.argmax(path > 2, axis=0) + 1.0) * each,
    "truths as numbers": lambda n, each: (n > 2).astype(float) * each,
    "parts on an axis of their own": lambda n, each: (
        np.stack([n, n * 2], axis=-1).sum(axis=-1) * each
    ),
    "a table on an axis of its own": lambda n, each: (
        (n[:, None] * np.array([1.0, 2.0])).sum(axis=1) * each
    ),
    "some years": lambda path, each: path[1:3].sum(axis=0) * path[-1] * each,
    "all samples by name": lambda path, each: path[2, :] * each,
    "a table": lambda n, each: np.interp(n, [1.0, 2.0, 3.0], [0.0, 1.0, 4.0]) * each,
    "one answer for a year": lambda n, each, year: each * 2 if year[0] > 2000 else each * n,
    "a loop over years": lambda path, each: sum(row * each for row in path),
    "choices": lambda n, each: np.select([n > 2, n > 1.5], [each, 2 * each], 0.0),
    "as wide as what it is given": lambda path, each: np.zeros(path.shape) + path * each,
    "bare numbers": lambda n, each: np.sort(np.asarray(n)[None], axis=0)[0] * each,
    "a kernel": lambda each, settled, year, base: growth(each, settled, year, base),
}


@pytest.mark.parametrize("way", APART)
def test_a_formula_that_keeps_samples_apart_says_the_same_in_any_company(way):
    made = model_of(APART[way])
    used = asked_for(made)
    sound(made, used)
    answers = [
        run(
            made,
            asked_for(made),
            outputs=("formula",),
            samples=9000,
            formulas=formulas,
            block=block,
        )
        for formulas in ("traced", "as written")
        for block in (4096, 16384)
    ]
    for other in answers[1:]:
        np.testing.assert_array_equal(answers[0].values("formula"), other.values("formula"))


def test_what_only_the_numbers_of_a_given_let_run_is_found_to_mix_samples_too():
    """A kernel that wants one year is asked with the year that the given has."""
    made = model_of(
        lambda path, n, each, year, base: (
            growth(each, path, year, base) * growth(n, 0.1, base * n, 2020)
        )
    )
    with pytest.raises(StoryError, match="mixes samples"):
        run(made, asked_for(made), outputs=("formula",))


class Unheard(Exception):
    """What only the author of a formula knows."""


@pytest.mark.parametrize("kind", [KeyError, Unheard, RuntimeError, RecursionError, AssertionError])
def test_whatever_a_formula_raises_is_told_with_the_formula(kind):
    def raising(n, each):
        raise kind("too bad")

    def raising_where_it_runs(n, each):
        sorted_alone = np.sort(np.stack([n]), axis=0)[0]
        if type(sorted_alone) is np.ndarray:
            raise kind("too bad")
        return each * n

    for formula in (raising, raising_where_it_runs):
        made = model_of(formula)
        for formulas in ("traced", "as written"):
            with pytest.raises(StoryError, match=rf"(?s)formula \(.*{kind.__name__}.*too bad"):
                run(made, asked_for(made), outputs=("formula",), formulas=formulas)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (lambda n, each: None, "returns nothing"),
        (lambda n, each: each * 1j, "complex numbers"),
        (lambda n, each: np.where(n > 2, 1j, 1) * each, "complex numbers"),
        (lambda n, each: [each, "text"], "formula"),
    ],
)
def test_an_answer_that_is_no_number_is_refused_in_words(formula, found):
    made = model_of(formula)
    for formulas in ("traced", "as written"):
        with pytest.raises(StoryError, match=found):
            run(made, asked_for(made), outputs=("formula",), formulas=formulas)

"""What finding out one thing is worth, against cases with a closed form."""

import numpy as np
import pytest

from assay.analysis.information import worth_by_margin, worth_by_word, wrong
from assay.analysis.sensitivity import ranks

N = 2**15
DRAWN = np.random.default_rng(11).standard_normal((4, N))
RANKS = ranks(DRAWN)
REPLICATE = np.repeat(np.arange(8), N // 8)


def exact(weight: float) -> float:
    """Of Y = a X + b Z the sign follows that of X with probability 1 - arccos(a / sd) / pi."""
    return 0.5 - np.arccos(weight) / np.pi


@pytest.mark.parametrize("weights", [(0.6, 0.8), (0.3, 0.954), (0.0, 1.0)])
def test_the_worth_of_one_term_of_a_sum_for_the_word_of_its_sign(weights):
    words = (weights[0] * DRAWN[0] + weights[1] * DRAWN[1] > 0).astype(np.int64)
    found = worth_by_word(RANKS, [[0], [1], [2]], words, REPLICATE)
    norm = np.hypot(*weights)
    for one, weight in zip(found, (*weights, 0.0), strict=True):
        assert one.worth == pytest.approx(exact(weight / norm), abs=max(0.01, 4 * one.error))
    assert wrong(words) == pytest.approx(0.5, abs=0.01)


def test_the_worth_for_a_word_that_is_seldom_right():
    """P(Y > 1) = 0.16: knowing X pays only where it makes the other word likelier."""
    from assay.model.normal import probabilities_below

    words = (0.8 * DRAWN[0] + 0.6 * DRAWN[1] > 1).astype(np.int64)
    x = np.linspace(-8, 8, 100_001)
    density = np.exp(-0.5 * x**2) / np.sqrt(2 * np.pi)
    chance = probabilities_below((0.8 * x - 1) / 0.6)
    best = np.trapezoid(density * np.maximum(chance, 1 - chance), x)
    known = best - (1 - np.trapezoid(density * chance, x))
    (found,) = worth_by_word(RANKS, [[0]], words, REPLICATE)
    assert found.worth == pytest.approx(known, abs=max(0.005, 4 * found.error))


def test_two_that_tell_nothing_alone_tell_everything_together():
    """The sign of a product: each factor alone is worth nothing, both are worth the whole half."""
    words = (DRAWN[0] * DRAWN[1] > 0).astype(np.int64)
    one, other, both = worth_by_word(RANKS, [[0], [1], [0, 1]], words, REPLICATE)
    assert one.worth == pytest.approx(0, abs=0.02)
    assert other.worth == pytest.approx(0, abs=0.02)
    assert both.worth == pytest.approx(0.5, abs=0.02)


def test_two_that_settle_the_word_by_their_sum_are_worth_nearly_all_of_it():
    """The exact worth is all of the chance to be wrong; what is told errs downwards, if at all."""
    at = np.random.default_rng(3).random((2, 2**13))
    words = (at.sum(axis=0) > 1.13).astype(np.int64)
    replicate = np.repeat(np.arange(8), 2**10)
    (found,) = worth_by_word(ranks(at), [[0, 1]], words, replicate)
    assert wrong(words) - 2.5 * found.error < found.worth <= wrong(words)


def test_three_words_are_weighed_as_one_choice():
    words = np.digitize(DRAWN[0], [-0.5, 0.5])
    known, unknown = worth_by_word(RANKS, [[0], [1]], words, REPLICATE)
    assert known.worth == pytest.approx(wrong(words), abs=0.02)
    assert abs(unknown.worth) <= max(0.005, 4 * unknown.error)


def test_shares_of_a_margin_are_those_of_its_terms():
    margin = 3 * DRAWN[0] + 4 * DRAWN[1] + 0 * DRAWN[2] - 100
    found = worth_by_margin(RANKS, [[0], [1], [2], [0, 1], [0, 1, 2]], margin, REPLICATE)
    for one, share in zip(found, (0.36, 0.64, 0, 1, 1), strict=True):
        assert one.worth == pytest.approx(share, abs=0.02)
    # knowing more is never worth less, but for noise
    assert found[3].worth >= max(found[0].worth, found[1].worth) - 0.01
    assert found[4].worth >= found[3].worth - 0.01


def test_noise_is_never_told_as_worth():
    """Choosing on the samples it is scored on would find worth in thirty inputs of pure noise."""
    rng = np.random.default_rng(5)
    noise = ranks(rng.random((30, 2**10)))
    words = (rng.random(2**10) > 0.5).astype(np.int64)
    found = worth_by_word(noise, [[k] for k in range(30)], words)
    assert np.mean([one.worth for one in found]) <= 0.01
    by_margin = worth_by_margin(noise, [[k] for k in range(30)], rng.random(2**10))
    assert np.mean([one.worth for one in by_margin]) <= 0


def test_what_never_varies_is_worth_nothing():
    (by_word,) = worth_by_word(RANKS, [[0]], np.zeros(N, np.int64), REPLICATE)
    (by_margin,) = worth_by_margin(RANKS, [[0]], np.full(N, 2.0), REPLICATE)
    assert (by_word.worth, by_margin.worth) == (0.0, 0.0)

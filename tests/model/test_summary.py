"""Quantiles are NumPy's, and errors come from independent parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.model.summary import BAND, band, bands, mean, probability, quantiles


@given(
    arrays(
        np.float64, st.tuples(st.integers(1, 4), st.integers(1, 40)), elements=st.floats(-1e6, 1e6)
    )
)
def test_quantiles_are_numpys(values):
    expected = np.quantile(values, BAND, axis=1).T
    np.testing.assert_allclose(quantiles(values, BAND), expected, rtol=1e-9, atol=1e-6)
    assert bands(values)[0] == band(values[0])


@pytest.mark.parametrize("samples", [1, 2, 7, 16384])
def test_one_quantile_alone_is_that_among_several(samples):
    values = np.random.default_rng(samples).normal(size=(3, samples))
    several = quantiles(values, (0.1, 0.5, 0.9))
    for place, share in enumerate((0.1, 0.5, 0.9)):
        alone = quantiles(values, (share,))[:, 0]
        np.testing.assert_array_equal(alone, several[:, place])


def test_the_probability_of_three_in_four_is_three_quarters():
    holds = np.array([True, True, True, False, True, True, False, True])
    p, error = probability(holds, np.repeat([0, 1], 4))
    assert p == 0.75
    assert error == 0.0  # both parts say 3/4


def test_the_error_is_the_spread_of_the_parts():
    values = np.array([0.0, 0.0, 1.0, 1.0])
    assert mean(values, np.array([0, 0, 1, 1])) == (0.5, pytest.approx(0.5))
    assert mean(values, np.zeros(4, dtype=int)) == (0.5, pytest.approx(0.25))


def test_the_error_of_independent_draws_is_the_textbooks():
    draws = np.random.default_rng(2).normal(size=2**16)
    replicate = np.repeat(np.arange(256), 256)
    _, error = mean(draws, replicate)
    # sd of an estimated standard error from 256 parts is 1/sqrt(2*255) = 4.4 %
    assert error == pytest.approx(2**-8, rel=4 * 0.0443)


@pytest.mark.parametrize("samples", [2**16, 2**16 + 1, 100_003])
def test_long_rows_are_told_as_short_ones_are(samples):
    """By pivots over threads, to the bit as NumPy's linear interpolation of a sort."""
    values = np.random.default_rng(4).lognormal(size=(5, samples))
    probabilities = (0.95, 0.0, 0.05, 0.5, 1.0, 0.25)
    ordered = np.sort(values, axis=1)
    place = np.array(probabilities) * (samples - 1)
    low = np.floor(place).astype(int)
    high = np.minimum(low + 1, samples - 1)
    expected = ordered[:, low] + (ordered[:, high] - ordered[:, low]) * (place - low)
    np.testing.assert_array_equal(quantiles(values, probabilities), expected)
    np.testing.assert_array_equal(quantiles(values[0], probabilities), expected[0])

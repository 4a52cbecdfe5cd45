"""Rows multiplied a piece at a time give what they give at once."""

import numpy as np
import pytest

from assay.analysis.products import AT_ONCE, products


@pytest.mark.parametrize("left", [1, 9, 63])
@pytest.mark.parametrize("right", [1, 40, 300])
@pytest.mark.parametrize("samples", [1, AT_ONCE - 1, AT_ONCE, 5 * AT_ONCE + 3])
def test_products_are_those_of_whole_matrices(left, right, samples):
    drawn = np.random.default_rng(1)
    one, other = drawn.normal(size=(left, samples)), drawn.normal(size=(right, samples))
    np.testing.assert_allclose(products(one, other), one @ other.T, rtol=1e-10, atol=1e-10)


def test_rows_may_be_a_stretch_of_longer_ones():
    drawn = np.random.default_rng(2).normal(size=(20, 1000))
    some = drawn[:, 300:900]
    np.testing.assert_allclose(products(some, some), some @ some.T, rtol=1e-10, atol=1e-10)

"""The residuals of ordinary years, against the same done by hand.

Not here: the fit (`test_attribution.py`).
"""

import numpy as np
import pytest

from assay.prices.null import leave_one_year_out, out_of_sample
from tests.prices.worlds import table

ONE = table(weeks=52 * 8, noise=2.0)
YEARS = np.repeat(np.arange(2011, 2019), 52)
AFTER = table(weeks=52, seed=8, noise=2.0)


def by_hand(kept, left, columns):
    design = np.column_stack([np.ones(ONE.target.size), ONE.regressors[:, :columns]])
    found = np.linalg.lstsq(design[kept], ONE.target[kept], rcond=None)[0]
    return float(np.sum(ONE.target[left] - design[left] @ found))


def test_each_year_is_predicted_by_the_others():
    nulls = leave_one_year_out(ONE, YEARS, AFTER, 2019, 2012)
    for null, columns in zip(nulls, (4, 5), strict=True):
        assert null.years == tuple(range(2012, 2019))
        expected = [by_hand(year != YEARS, year == YEARS, columns) for year in null.years]
        assert null.residuals == pytest.approx(expected)
        assert null.sd == pytest.approx(np.std(expected, ddof=1))
        assert null.z == pytest.approx(null.residual / null.sd)


def test_an_ordinary_year_is_not_called_abnormal_and_a_lifted_one_is():
    ordinary = leave_one_year_out(ONE, YEARS, AFTER, 2019, 2012)[1]
    lifted = table(weeks=52, seed=8, noise=2.0)
    lifted.target[:] += 2.0
    assert abs(ordinary.z) < 3
    assert leave_one_year_out(ONE, YEARS, lifted, 2019, 2012)[1].residual == pytest.approx(
        ordinary.residual + 104
    )


def test_out_of_sample_a_good_model_foresees_and_pure_noise_does_not():
    good = {one.stage: one.r2 for one in out_of_sample(ONE, AFTER, 2019)}
    assert 0 < good["macro"] < good["gold"] < 1
    noise = table(weeks=52, seed=9)
    noise.target[:] = np.random.default_rng(2).standard_normal(52)
    assert out_of_sample(ONE, noise, 2019)[1].r2 < 0

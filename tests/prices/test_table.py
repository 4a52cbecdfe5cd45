"""The table that was measured beforehand on the same series, reproduced by assay's own code.

Not here: the method in small worlds (`test_attribution.py`). The expectations are printed numbers,
and a printed number stands for half a unit of its last digit.

The table was measured with DXY as the dollar throughout, though its text says broad dollar: with
DXY it is reproduced to the digit printed. What ships uses the broad dollar; there the dollar's own
contribution lies at the upper end of the band printed, and all else within its bounds.
"""

from datetime import date

import numpy as np
import pytest

from assay.prices.drivers import drivers
from assay.prices.fit import FITTED
from assay.prices.result import SHIPPED
from assay.prices.result_file import to_toml
from tools.make_attribution import HEAD, attribution

ACTUAL = {"2025": 89.5, "2026_january": 36.6, "2026_fall": -37.7}
BANDED = {
    ("2025", "macro"): (27, 17, 36),
    ("2026_january", "macro"): (3, 2, 4),
    ("2026_fall", "macro"): (-4, -5, -4),
    ("2025", "dollar"): (15, 10, 19),
    ("2025", "copper"): (11, 7, 14),
    ("2025", "rates"): (1.6, -1, 5),
    ("2025", "ai_equity"): (0.9, 0, 2),
    ("2025", "unexplained"): (20, 10, 28),
    ("2026_january", "unexplained"): (16, 14, 18),
    ("2026_fall", "unexplained"): (-16, -17, -13),
}
UNBANDED = {
    ("2025", "geopolitics"): 0.3,
    ("2025", "drift"): -1,
    ("2025", "gold"): 43,
    ("2026_january", "dollar"): 0.7,
    ("2026_january", "copper"): 1.3,
    ("2026_january", "rates"): 0.4,
    ("2026_january", "geopolitics"): 0.1,
    ("2026_january", "ai_equity"): 0.5,
    ("2026_january", "gold"): 18,
    ("2026_fall", "dollar"): -1.4,
    ("2026_fall", "copper"): -2.7,
    ("2026_fall", "rates"): -0.2,
    ("2026_fall", "geopolitics"): 0,
    ("2026_fall", "ai_equity"): -0.1,
    ("2026_fall", "gold"): -18,
}


def share(found, window, group):
    one = found.window(window)
    return {"macro": one.macro, "unexplained": one.unexplained}.get(group) or one.share(group)


def half_a_unit(printed):
    return 0.05 if isinstance(printed, float) else 0.5


@pytest.fixture(scope="module")
def by_dxy(driver_series):
    told = {
        name: one for name, one in driver_series.items() if name not in ("dxy", "managed_money")
    }
    return attribution({**told, "dollar": driver_series["dxy"]})


def test_the_price_did_what_it_did(measured):
    assert {name: measured.window(name).actual for name in ACTUAL} == pytest.approx(ACTUAL, abs=0.5)
    assert measured.weeks == 684


@pytest.mark.parametrize("window, group", BANDED)
def test_every_contribution_with_a_band_lies_in_it(measured, window, group):
    value, low, high = BANDED[window, group]
    found = share(measured, window, group)
    assert low - half_a_unit(low) <= found.value <= high + half_a_unit(high)
    assert found.p05 <= value + half_a_unit(value) and value - half_a_unit(value) <= found.p95


@pytest.mark.parametrize("window, group", UNBANDED)
def test_every_contribution_without_one_is_near(measured, window, group):
    value = UNBANDED[window, group]
    assert share(measured, window, group).value == pytest.approx(value, abs=max(1, abs(value) / 2))


def test_the_null_and_the_weeks_after_the_fit(measured):
    null = {one.stage: one for one in measured.null}
    assert null["macro"].sd == pytest.approx(22, abs=0.5)
    assert null["gold"].sd == pytest.approx(12, abs=0.5)
    assert null["macro"].z == pytest.approx(3.3, abs=0.2)
    assert null["gold"].z == pytest.approx(1.7, abs=0.2)
    assert null["macro"].years == tuple(range(2012, 2025))
    r2 = {one.stage: one.r2 for one in measured.out_of_sample}
    assert r2["macro"] == pytest.approx(0.25, abs=0.03)
    assert r2["gold"] == pytest.approx(0.61, abs=0.03)


def test_gold_is_answered_as_before_and_mostly_unexplained_itself(measured):
    gold = measured.coefficients[-1]
    assert gold.regressor == "gold"
    assert gold.value == pytest.approx(1.37, abs=0.07) and gold.error == pytest.approx(
        0.07, abs=0.01
    )
    year = measured.window("2025")
    moved = year.drivers[-1].change
    assert moved == pytest.approx(49, abs=0.5)
    assert moved - year.share("gold").value / gold.value == pytest.approx(18, abs=1.5)


@pytest.mark.parametrize("window, group", [*BANDED, *UNBANDED])
def test_with_dxy_as_the_dollar_the_table_returns_to_the_digit(by_dxy, window, group):
    """Every point within its last digit; one that was printed as 3 has 2.8, one of 0.1 has 0.06."""
    value = BANDED.get((window, group), (UNBANDED.get((window, group)),))[0]
    assert share(by_dxy, window, group).value == pytest.approx(value, abs=half_a_unit(value) + 0.05)


def test_with_dxy_the_bands_and_tests_return_too(by_dxy):
    for (window, group), (_, low, high) in BANDED.items():
        found = share(by_dxy, window, group)
        if window == "2025":
            assert (found.p05, found.p95) == pytest.approx((low, high), abs=2.0), group
        else:
            assert (found.p05, found.p95) == pytest.approx((low, high), abs=1.2), (window, group)
    assert [one.z for one in by_dxy.null] == pytest.approx([3.3, 1.7], abs=0.05)
    assert [one.sd for one in by_dxy.null] == pytest.approx([22, 12], abs=0.5)
    assert [one.r2 for one in by_dxy.out_of_sample] == pytest.approx([0.25, 0.61], abs=0.005)
    assert by_dxy.coefficients[-1].value == pytest.approx(1.37, abs=0.005)


def test_what_dxy_would_have_said_is_told_beside_the_result(measured, by_dxy):
    told = {one.name: one.value for one in measured.robustness.readings}
    for group in ("dollar", "copper", "gold"):
        expected = by_dxy.window("2025").share(group).value
        assert told[f"by_dxy_2025_{group}"] == pytest.approx(expected, abs=1e-9)
    assert measured.window("2025").share("dollar").value > told["by_dxy_2025_dollar"] + 3


def test_the_slope_of_the_broad_dollar_on_dxy_is_measured_not_taken_over(measured, driver_series):
    """0.66 was measured on monthly means; the weeks of the fit say a little less."""
    assert measured.dollar_bridge == pytest.approx(0.66, abs=0.06)
    without = {name: one for name, one in driver_series.items() if name != "dxy"}
    assert drivers(without, *FITTED).bridge == 0
    assert drivers(driver_series, *FITTED).levels["dollar"].last > date(2026, 7, 1)
    assert drivers(without, *FITTED).levels["dollar"].last == date(2025, 12, 26)


def test_the_other_methods_say_what_they_said_before(measured):
    found = measured.robustness
    monthly = [one for one in found.episodes if one.name == "explosive_silver_monthly"]
    assert [(one.start, one.end) for one in monthly] == [(date(2025, 9, 30), date(2026, 5, 31))]
    assert "explosive_silver_over_gold_monthly" in found.never
    held = [one.value for one in found.readings if one.name == "managed_money_net"]
    assert (held[0], held[-1]) == (16_824, 7_294)
    beta = {one.day: one.value for one in found.readings if one.name == "gold_beta_over_time"}
    assert beta[date(2024, 12, 27)] == pytest.approx(0.9, abs=0.15)
    assert beta[date(2026, 1, 23)] == pytest.approx(1.8, abs=0.15)


def test_weekly_closes_miss_calling_silver_over_gold_explosive_by_one_week(measured):
    """So "never" is told with its figures: it hangs on month ends and on the shortest stretch."""
    told = {one.name: one.value for one in measured.robustness.readings}
    name = "explosive_silver_over_gold_weekly"
    assert told[f"{name}_sup"] > told[f"{name}_sup_critical"]
    assert told[f"{name}_longest"] == told[f"{name}_long_enough"] - 1


def test_the_shipped_file_is_made_again_to_the_last_digit(measured):
    assert to_toml(measured, HEAD) == SHIPPED.read_text("utf-8")


def test_monthly_means_differ_from_closes(driver_series, measured):
    """70 log points against 89 from December to December: a mean lags a rise."""
    silver = driver_series["silver"]
    days = np.array([date.fromordinal(int(day)).strftime("%Y-%m") for day in silver.days])
    means = [silver.values[days == month].mean() for month in ("2024-12", "2025-12")]
    assert 100 * np.log(means[1] / means[0]) < measured.window("2025").actual - 10


def test_nothing_of_a_series_is_in_the_shipped_file(measured, driver_series):
    """No close and no level stands in it, only changes over whole windows."""
    text = SHIPPED.read_text("utf-8")
    for name in ("silver", "gold", "copper", "semiconductors", "nasdaq", "dxy", "volatility"):
        series = driver_series[name]
        for window in measured.windows:
            at = np.flatnonzero(series.days <= window.end.toordinal())[-1]
            assert f"{series.values[at]:.2f}" not in text, (name, window.name)

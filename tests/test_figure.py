"""Figures are compared as intervals, whatever unit each is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.figure import Figure, comparable, overlap, times_outside


def figure(low, high, unit="t"):
    return Figure(low, (low + high) / 2, high, unit)


def test_a_thousand_tonnes_and_32_million_ounces_overlap():
    """1000 t are 32.15 Moz."""
    assert overlap(figure(1000, 1000), figure(32.0, 32.2, "Moz"))
    assert not overlap(figure(1000, 1000), figure(32.2, 33.0, "Moz"))


def test_power_and_energy_cannot_be_compared():
    assert not comparable(figure(1, 2, "GW"), figure(1, 2, "GWh"))
    assert comparable(figure(1, 2, "L{withdrawn}"), figure(1, 2, "m3{consumed}"))


def test_six_per_cent_is_nearly_twice_outside_an_implied_band():
    assert times_outside(6.0, 2.8, 3.1) == pytest.approx(6.0 / 3.1)
    assert times_outside(1.4, 2.8, 3.1) == pytest.approx(2.0)
    assert times_outside(3.0, 2.8, 3.1) == 1.0


def test_a_rise_is_infinitely_far_from_a_fall():
    assert times_outside(-1.0, 2.0, 3.0) == float("inf")


ends = st.tuples(st.floats(0.001, 1e6), st.floats(0.001, 1e6)).map(sorted)


@given(ends, ends)
def test_overlap_is_mutual(a, b):
    left, right = figure(*a), figure(b[0] * 1000, b[1] * 1000, "kg")
    assert overlap(left, right) == overlap(right, left)


@given(ends)
def test_a_figure_overlaps_itself_told_in_another_unit(a):
    assert overlap(figure(*a), figure(*a).to("Moz"))

"""Slips of units that circulate about metals: each comes out on a page, and its mirror does not.

Not here: the story itself (`tests/stories/test_metals.py`), rules of checking (`tests/checks`).
"""

from pathlib import Path

import pytest

import assay
from assay.checks.standing import Standing

PAGES = Path(__file__).resolve().parent / "metals"
SAMPLES = 2**10


def claims_of(page: str):
    return assay.judge(str(PAGES / page), samples=SAMPLES).claims


def claim(page: str, line: str):
    (found,) = [one for one in claims_of(page) if one.line == line]
    return found


def implied(checked):
    """The interval that one claim implies for the other, in per cent."""
    (found,) = [one for one in checked.against if one.role == "implied"]
    assert found.unit == "percent"
    return found.value


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("busbar-en.txt", "copper_busbar_of_a_gigawatt"),
        ("busbar-zh.txt", "copper_busbar_of_a_gigawatt"),
        ("busbar-per-gigawatt-en.txt", "copper_busbar"),
    ],
)
def test_a_busbar_of_half_a_million_tonnes_is_contradicted_by_two_hundred(page, line):
    found = claim(page, line)
    assert found.standings == (Standing.CONTRADICTED,)
    assert {one.value for one in found.against if one.role == "match"} == {200}


def test_the_corrected_busbar_is_supported():
    found = claim("busbar-right-en.txt", "copper_busbar_of_a_gigawatt")
    assert found.standings == (Standing.SUPPORTED,)


@pytest.mark.parametrize("page", ["robots-en.txt", "robots-zh.txt"])
def test_ten_thousand_tonnes_are_no_per_cent_of_the_worlds_copper(page):
    """5 to 10 kt of 27.4 to 28.7 Mt are 0.017 to 0.036 per cent; 0.5 to 1 circulates."""
    tonnes, share = claim(page, "copper_for_robots"), claim(page, "copper_for_robots_share")
    for found in (tonnes, share):
        assert Standing.CLASHES in found.standings
        low, high = implied(found)
        assert 0.015 <= low <= 0.018
        assert 0.034 <= high <= 0.038


def test_the_right_share_does_not_clash():
    for found in claims_of("robots-right-en.txt"):
        assert Standing.CLASHES not in found.standings


def test_the_slip_is_found_of_data_centres_too_and_the_tonnes_are_far_below_the_record():
    tonnes = claim("data-centres-en.txt", "copper_data_centres")
    share = claim("data-centres-en.txt", "copper_data_centres_share")
    assert tonnes.standings[0] == Standing.CONTRADICTED
    assert Standing.CLASHES in share.standings
    assert implied(share)[1] < 0.05


def test_a_share_of_titanium_is_held_against_the_tonnes_beside_it_in_the_case_of_titanium():
    """6.3 kt of the sponge of 2035 are 0.4 to 1.7 per cent, not 40."""
    page = str(PAGES / "titanium-en.txt")
    claims = {
        one.line: one for one in assay.judge(page, story="metals:titanium", samples=SAMPLES).claims
    }
    assert claims["titanium_per_robot"].standings[0] == Standing.SUPPORTED
    share = claims["titanium_for_robots_share"]
    assert share.standings == (Standing.CONTRADICTED, Standing.CLASHES)
    low, high = next(
        one.value
        for one in share.against
        if one.role == "implied" and one.quantity == "6,300 tonnes"
    )
    assert 0.3 < low < high < 2


@pytest.mark.parametrize("page", ["robots-as-told-en.txt", "robots-as-told-zh.txt"])
def test_a_robot_holds_no_more_copper_than_it_weighs(page):
    """50 to 100 kg in a machine of 60: the record has 6.5 and 20 to 30."""
    found = claim(page, "copper_per_robot")
    assert found.standings[0] == Standing.CONTRADICTED
    assert Standing.CLASHES in claim(page, "copper_for_robots_share").standings

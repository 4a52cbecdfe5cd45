"""The essay that the tool was made for: its fourteen numbers as record and rules have them.

Not here: what is read from it (`tests/claims/`), its verdict (`tests/reports/`).
"""

from pathlib import Path

import pytest

from tests.checks.reading_room import checked, read, standings

ESSAY = Path(__file__).resolve().parents[3] / "shared" / "article" / "ai-melts-silver.txt"
pytestmark = pytest.mark.skipif(not ESSAY.exists(), reason="the essay is not beside the repository")

EXPECTED = {
    "99": ["supported"],
    "150%": ["supported"],
    "超过30%": ["supported"],
    "1.2公斤": ["untraceable", "clashes"],
    "0.5公斤": ["untraceable"],
    "11倍": ["untraceable"],
    "1000吨": ["untraceable", "clashes"],
    "3%—6%": ["untraceable", "clashes"],
    "8.6%": ["superseded"],
    "一半": ["misframed"],
    "数万吨": ["misframed"],
    "2%左右": ["misframed"],
    "45%—58%": ["misframed"],
}


@pytest.fixture(scope="module")
def found():
    return checked(ESSAY.read_text("utf-8"))


@pytest.mark.parametrize("number", EXPECTED)
def test_the_number_stands_as_the_record_has_it(found, number):
    assert standings(found, number) == EXPECTED[number]


def test_the_growth_of_ai_silver_is_untraceable(found):
    (growth,) = [one for one in found if one.claim.text == "30%"]
    assert [standing.value for standing in growth.standings] == ["untraceable"]
    assert growth.line == "ai_silver_change"


def test_all_fourteen_are_checked(found):
    assert len(found) == len(read(ESSAY.read_text("utf-8"))[1]) == 14


def test_the_share_of_american_power_was_revised_before_the_page(found):
    (share,) = [one for one in found if one.claim.text == "8.6%"]
    assert share.reasons[0].key == "superseded_before"
    assert share.story == "electricity"


def test_half_of_britains_water_is_withdrawn_and_not_consumed(found):
    (half,) = [one for one in found if one.claim.text == "一半"]
    assert half.reasons[0].key == "misframed_definition_told"
    assert half.reasons[0].values["figure"] == (50.0, 78.0)
    assert half.reasons[0].values["proper"] == (4.5, 7.1)


def test_the_share_of_output_is_that_of_forty_seven_and_of_five_countries(found):
    (share,) = [one for one in found if "58%" in one.claim.text]
    assert [one.fact for one in share.against][:2] == ["of_caict_2021", "of_caict_2022_5"]


def test_a_thousand_tonnes_are_about_three_per_cent(found):
    (share,) = [one for one in found if "6%" in one.claim.text and "3%" in one.claim.text]
    implied = [one.value for one in share.against if one.role == "implied"]
    assert any(2.7 < low < 2.9 and 3.0 < high < 3.3 for low, high in implied)

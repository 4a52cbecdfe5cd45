"""Both languages say the same, and numbers are written as the design decides."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model.summary import Band
from assay.report import numbers
from assay.report.page import MAIN_CAUSE
from assay.report.palette import contrast, palette
from assay.report.sections.marks import CEILINGS
from assay.report.ways import MATERIAL
from assay.report.words import PLACEHOLDER, catalogue
from assay.ruler.marks import rivals, scarcity, transmission

PAIRS = ["", "reasons."]
BANNED = ("debunk", "myth", " lie ", "!", "！", "谎", "辟谣")


def _needs(text):
    """What a sentence must be given, whatever the language it is told in."""
    return {re.sub("_(en|zh)$", "", name) for name in PLACEHOLDER.findall(text)}


@pytest.mark.parametrize("name", PAIRS)
def test_both_languages_have_the_same_sentences(name):
    english, chinese = catalogue(f"{name}en"), catalogue(f"{name}zh")
    assert set(english) == set(chinese)
    for key, text in english.items():
        assert _needs(text) == _needs(chinese[key]), key


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_voice_judges_claims_and_not_people(language):
    for key, text in catalogue(language).items():
        assert not any(word in text for word in BANNED), key


def test_the_main_cause_of_the_report_is_that_of_the_ruler():
    assert MAIN_CAUSE == transmission.MAIN_CAUSE
    assert {"scarcity": scarcity.CEILING, "rivals": rivals.CEILING} == CEILINGS
    assert pytest.approx(transmission.MATERIAL) == 100 * MATERIAL


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_has_the_contrast_its_role_needs(theme):
    rows = palette()
    least = {"text": 4.5, "graphic": 3.0}
    for name, role in rows["role"].items():
        for ground in ("paper", "card"):
            if role in least:
                ratio = contrast(rows[theme][name], rows[theme][ground])
                assert ratio >= least[role], (theme, name, ground, ratio)


def test_the_stylesheet_uses_no_colour_outside_the_palette(root):
    css = (root / "src/assay/report/templates/report.css").read_text("utf-8")
    colours = set(re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[;} ,)])", css))
    assert colours <= {"#0003", "#000a"}  # shadows


@pytest.mark.parametrize(
    ("value", "unit", "target", "en", "zh"),
    [
        (126.09000000000002, "log_point", "log_point", "126.1", "126.1"),
        (2024.0, "year", "year", "2024", "2024"),
        (1.0, "year", "year", "1\u00a0year", "1\u00a0年"),
        (12.5, "year", "year", "12.5\u00a0years", "12.5\u00a0年"),
        (657.4, "Moz", "t", "20,450\u00a0t", "2.045\u00a0万吨"),
        (40.0, "t", "Moz", "1.3\u00a0Moz", "1.3\u00a0百万盎司"),
        (0.0, "t", "Moz", "0\u00a0Moz", "0\u00a0百万盎司"),
        (315.0, "EFLOPS/year", "EFLOPS/year", "315", "315"),
    ],
)
def test_what_is_known_exactly_keeps_its_digits(value, unit, target, en, zh):
    assert numbers.exactly(value, unit, target, "en").startswith(en)
    assert numbers.exactly(value, unit, target, "zh").startswith(zh)


def test_black_on_white_has_a_contrast_of_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (262.9, "Moz", "262.9\u00a0Moz", "262.9\u00a0百万盎司"),
        (429.5, "TWh", "429.5\u00a0TWh", "4,295\u00a0亿千瓦时"),
        (106.0, "GW", "106\u00a0GW", "1.06\u00a0亿千瓦"),
        (4.2, "km3", "4.2\u00a0km³", "42\u00a0亿立方米"),
        (5.0, "percent", "5\u202f%", "5%"),
        ((-1.0, 5.0), "percent", "−1 to 5\u202f%", "−1%～5%"),
        ((4.5, 7.0), "percent", "4.5–7\u202f%", "4.5%～7%"),
        (99.0, "USD/oz", "99.00\u00a0USD\u00a0an ounce", "每盎司\u00a099.00\u00a0美元"),
        (61.735, "USD/oz", "61.735\u00a0USD\u00a0an ounce", "每盎司\u00a061.735\u00a0美元"),
        (2.7e6, "server/year", "2.7\u00a0million\u00a0servers\u00a0a year", "270\u00a0万台/年"),
        (4.50503853, "percent{a}/{b}", "4.51\u202f%", "4.51%"),
        (1130.0, "t", "1,130\u00a0t", "1,130\u00a0吨"),
        (35200.0, "t", "35,200\u00a0t", "3.52\u00a0万吨"),
        (-2.5, "percent", "−2.5\u202f%", "−2.5%"),
        (11.0, "x", "11-fold", "11\u00a0倍"),
    ],
)
def test_a_published_figure_is_written_as_each_language_writes_it(value, unit, en, zh):
    assert numbers.printed(value, unit, "en") == en
    assert numbers.printed(value, unit, "zh") == zh


def test_a_day_is_written_out():
    assert numbers.day_text(date(2026, 1, 23), "en") == "23\u00a0January\u00a02026"
    assert numbers.day_text(date(2026, 1, 23), "zh") == "2026年1月23日"


@pytest.mark.parametrize(
    ("p", "en"),
    [(0.5003, "50\u202f%"), (0.24, "24\u202f%"), (0.0, "0 in 65,536"), (1.0, "all 65,536")],
)
def test_a_probability_has_two_digits_at_most(p, en):
    assert numbers.chance(p, 65536, "en") == en


@given(st.floats(1e-9, 1 - 1e-9))
def test_a_probability_is_never_told_as_nought_or_one(p):
    assert numbers.chance(p, 65536, "en") not in ("0\u202f%", "100\u202f%")


def test_a_bound_is_rounded_to_the_safe_side():
    assert numbers.bound(3 / 65536, "en") == "0.005\u202f%"
    assert numbers.lower_bound(3 / 65536, "en") == "99.995\u202f%"


def _value(text):
    return float(text.replace(",", "").replace("−", "-"))


@given(st.tuples(*[st.floats(-9e5, 9e5).map(lambda x: round(x, 4))] * 3).map(sorted))
def test_the_ends_of_a_band_are_rounded_outwards(ends):
    low, mid, high = ends
    text = numbers.band_ends(Band(low, low, mid, high, high), "en").strip("[]")
    shown = [_value(part) for part in text.split(",\u00a0")]
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert shown[0] <= low + slack
    assert shown[1] >= high - slack


def test_a_result_has_two_significant_digits():
    assert numbers.measured(414.7, "en") == "410"
    assert numbers.measured(0.00791, "en") == "0.0079"
    assert numbers.measured(3.72, "en") == "3.7"

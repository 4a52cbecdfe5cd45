"""The file of results: written, read back, and refused where it is not whole.

Not here: that the shipped one is made again (`test_table.py`).
"""

import re
from dataclasses import replace

import pytest

from assay.errors import NotWritten, PriceError
from assay.prices.result import GROUPS, SHIPPED, Target, read_attribution
from assay.prices.result_file import to_toml, write_attribution
from assay.record.record import load
from tests.house import ROOT

ONE = read_attribution()


def test_the_shipped_result_is_whole():
    assert ONE.groups == GROUPS
    assert [window.name for window in ONE.windows] == ["2025", "2026_january", "2026_fall", "story"]
    for window in ONE.windows:
        assert tuple(share.group for share in window.shares) == GROUPS
        assert len(window.correlations) == len(GROUPS)
        assert window.known_on == window.end
        for share in (*window.shares, window.macro, window.measured, window.unexplained):
            assert share.p05 <= share.p50 <= share.p95
    assert len(ONE.covariance) == len(ONE.coefficients) == 10
    assert set(ONE.sources) <= set(load().sources)


def test_sums_hold_as_printed():
    for window in ONE.windows:
        macro = sum(share.value for share in window.shares if share.group != "gold")
        assert macro == pytest.approx(window.macro.value, abs=0.05)
        measured = window.macro.value + window.share("gold").value
        assert measured == pytest.approx(window.measured.value, abs=0.02)
        rest = window.actual - window.measured.value
        assert rest == pytest.approx(window.unexplained.value, abs=0.02)


def test_errors_are_the_roots_of_the_covariance():
    for at, one in enumerate(ONE.coefficients):
        assert one.error**2 == pytest.approx(ONE.covariance[at][at], rel=1e-3)


def test_the_story_window_is_the_sum_of_its_two_parts():
    parts = ONE.window("2025"), ONE.window("2026_january")
    for group in GROUPS:
        total = sum(part.share(group).value for part in parts)
        assert ONE.window("story").share(group).value == pytest.approx(total, abs=0.02)


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "own.toml"
    write_attribution(ONE, path, "a head")
    assert read_attribution(path) == ONE
    assert path.read_text("utf-8").startswith("# a head\n")
    assert to_toml(read_attribution(path), "a head") == path.read_text("utf-8")


def test_hostile_text_stays_text(tmp_path):
    title = 'x"\n[windows]\n\x1b[31m\\u0041 \N{BELL}\x7f'
    odd = replace(ONE, target=Target('"\\', {"en": title, "zh": "\u2028银"}))
    path = tmp_path / "own.toml"
    write_attribution(odd, path, "head")
    assert read_attribution(path).target == odd.target


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("format = 1", "format = 2", "format"),
        ("weeks = 684", "", "weeks"),
        ("weeks = 684", 'weeks = "many"', "weeks"),
        ("weeks = 684", "weeks = 684\nodd = 1", "odd"),
        ("weeks = 684", "weeks = true", "weeks"),
        ("dollar_bridge = 0.619", "dollar_bridge = nan", "dollar_bridge"),
        ("fitted = [2011-11-15, 2024-12-31]", "fitted = [2011-11-15]", "fitted"),
        ("known_on = 2026-08-21", "known_on = 2026-08-21T00:00:00", "known_on"),
        ("actual = 89.47", "actual = 99.47", "add up"),
        ("start = 2024-12-31", "start = 20", "start"),
        ("[[windows]]", "[[windows", "TOML"),
        ("weeks = 684", "weeks = " + "[" * 9000, "TOML"),
        ("weeks = 684", 'weeks = 684\n"\\u001b[31m" = 1', ": ?[31m"),
        ("weeks = 684", "weeks = 684 # " + "x" * 1_000_000, "more than 1,000,000 bytes"),
        (', zh = "白银ETF（SLV）纽约收盘价"', "", "nothing for zh"),
        ('groups = ["dollar", ', "groups = [", "window 2025: shares"),
        ("  [1.000, 0.056, ", "  [1.000, ", "window 2025: correlations"),
        ("  [0.00586164, ", "  [", "covariance"),
        ('name = "2026_january"', 'name = "2025"', "2025 twice"),
        ("years = [2012, ", "years = [", "null macro"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_place(tmp_path, old, new, said):
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path = tmp_path / "own.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PriceError) as refusal:
        read_attribution(path)
    assert str(path) in refusal.value.where
    assert said in str(refusal.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PriceError, match="none"):
        read_attribution(tmp_path / "none.toml")
    with pytest.raises(NotWritten):
        write_attribution(ONE, tmp_path / "no" / "own.toml", "head")


def test_the_table_of_the_docs_is_the_one_that_ships():
    lines = (ROOT / "docs" / "attribution.md").read_text("utf-8").splitlines()
    rows = {
        cells[0]: cells[1:] for line in lines if len(cells := line.strip("| ").split(" | ")) == 5
    }
    for at, window in enumerate(ONE.windows):
        assert float(rows["actual"][at]) == round(window.actual, 1)
        shares = (*window.shares, window.macro, window.unexplained)
        for share in shares:
            told = [float(number) for number in re.findall(r"-?[\d.]+", rows[share.group][at])]
            assert told == [round(one, 1) for one in (share.value, share.p05, share.p95)], share
    assert set(rows) - {"log points", "---"} == {share.group for share in shares} | {"actual"}


def test_a_window_or_a_group_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(PriceError, match="2026_fall"):
        ONE.window("2027")
    with pytest.raises(PriceError, match="ai_equity"):
        ONE.window("2025").share("tariffs")

"""What a chart's CSV file holds: the numbers drawn, in the unit drawn, safe to open."""

import csv
import re
from html import unescape
from io import StringIO
from urllib.parse import unquote

import pytest

from assay.model.summary import Band
from assay.report import download, numbers
from assay.report.page import Page
from assay.report.to_html import render
from assay.report.words import Words
from tests.reports.example_verdict import verdict

BOTH = pytest.mark.parametrize("language", ["en", "zh"])
LINK = re.compile(r'download="([^"]+)\.csv" href="data:text/csv;charset=utf-8,([^"]+)"')
SEEN = 0.02
"""Largest relative difference of a drawn height, rounded to a tenth of a pixel, from its number."""


@pytest.fixture(scope="module")
def reports():
    return {language: render(verdict(), language) for language in ("en", "zh")}


def files(page):
    found = {}
    for name, address in LINK.findall(page):
        text = unquote(address)
        assert text[0] == "\ufeff"
        found[name] = list(csv.DictReader(StringIO(text[1:])))
    return found


def _band(row):
    return Band(*(float(row[name]) for name in download.PERCENTILES))


def _plain(markup):
    text = re.sub(r"<sup>\d+</sup>|<[^>]+>", " ", markup)
    return re.sub(r"\s+", " ", unescape(text)).strip()


@BOTH
def test_every_chart_has_its_numbers_to_save(reports, language):
    names = files(reports[language])
    assert {"ruler", "price-view-1", "price-view-2", "time-all-use"} < set(names)
    assert sum(name.startswith("time-") for name in names) == len(verdict().fans) + 1
    assert all(len(rows) > 3 for rows in names.values())


@BOTH
def test_the_ruler_saves_what_its_rows_say(reports, language):
    rows = {row["mark"]: row for row in files(reports[language])["ruler"]}
    drawn = re.findall(r'<li class="rr[^"]*">(.*?)</li>', reports[language], re.S)
    assert len(drawn) == len(rows)
    for line in map(_plain, drawn):
        row = next(rows[name] for name in rows if line.startswith(name + " "))
        assert row["state"] in line
        if row["p50"]:
            band = _band(row)
            told = numbers.middle(band, language), numbers.band_ends(band, language)
            assert all(_plain(text) in line for text in told)


@BOTH
@pytest.mark.parametrize("view", [1, 2])
def test_the_price_views_save_what_their_bars_say(reports, language, view):
    rows = files(reports[language])[f"price-view-{view}"]
    contributions = [row for row in verdict().contributions if row.view == view]
    assert len(rows) == len(contributions)
    before = reports[language][: reports[language].index(f"price-view-{view}.csv")]
    bars = before[before.rindex('<ul class="bars">') :]
    lines = [_plain(line) for line in re.findall(r"<li.*?</li>", bars, re.S)]
    for row in rows:
        if row["part"] in ("total", "rest"):
            continue
        name = row["title"].partition("（")[0].partition(" (")[0]
        value = numbers.middle(_band(row), language)
        assert any(name in line and f" {_plain(value)}" in line for line in lines), row


@BOTH
def test_a_fan_saves_what_its_table_and_its_line_show(reports, language):
    for fan in verdict().fans:
        rows = files(reports[language])[f"time-{fan.name}"]
        assert [int(row["year"]) for row in rows] == list(fan.years)
        start = reports[language].index(f"time-{fan.name}.csv")
        figure = reports[language][reports[language].rindex("<figure>", 0, start) : start]
        table = re.findall(r'<tr><th scope="row">(.*?)</tr>', figure)
        for row, line in zip(rows, table, strict=True):
            told = [numbers.measured(float(row[p]), language) for p in ("p05", "p50", "p95")]
            assert _plain(line).split(" ", 1)[1] == _plain(" ".join(told))
        _same_shape(figure, 'class="fm" d="M([^"]+)"', [float(row["p50"]) for row in rows])


def _same_shape(figure, pattern, values):
    path = re.search(pattern, figure).group(1)
    heights = [200 - float(point.split()[1]) for point in path.split("L")]
    scale = heights[-1] / values[-1]
    for height, value in zip(heights, values, strict=True):
        assert height == pytest.approx(scale * value, rel=SEEN, abs=0.2)


@BOTH
def test_the_stacked_areas_save_what_their_table_shows(reports, language):
    rows = files(reports[language])["time-all-use"]
    start = reports[language].index("time-all-use.csv")
    figure = reports[language][reports[language].rindex("<figure>", 0, start) : start]
    table = re.findall(r'<tr><th scope="row">(.*?)</tr>', figure)
    for row, line in zip(rows, table, strict=True):
        told = [numbers.measured(float(x), language, 3) for x in list(row.values())[2:]]
        assert _plain(line).split(" ", 1)[1] == _plain(" ".join(told))


def test_no_cell_can_become_a_formula_or_end_its_attribute():
    page = Page(verdict(), Words("en"))
    hostile = '=HYPERLINK("x")"><script>alert(1)</script>\r\n&amp;'
    told = str(download.link(page, "x", ("a", "b"), [(hostile, -1.5)]))
    assert told.count('"') == 6
    assert "<script" not in told
    (row,) = csv.DictReader(StringIO(unquote(LINK.search(told).group(2))[1:], newline=""))
    assert row == {"a": "'" + hostile, "b": "-1.5"}


def test_what_is_not_a_finite_number_is_an_empty_cell():
    page = Page(verdict(), Words("en"))
    told = str(download.link(page, "x", ("a", "b"), [(float("inf"), None)]))
    assert unquote(LINK.search(told).group(2)).endswith("\r\n,\r\n")

"""The publishers' forms, read from made-up samples; and arbitrary bytes, which never get through.

Not here: asking and keeping (`test_update.py`).
"""

import io
import json
import math
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assay.errors import FeedContent, FeedError, FeedForm
from assay.record.feeds.asking import TYPES
from assay.record.feeds.feed import feed_named, feed_of, feeds
from assay.record.feeds.parse import READERS, series_in
from assay.record.feeds.series import RULES, known_by
from assay.record.feeds.worldbank import linked
from assay.units import unit
from tests.feeds.publisher import csv_of, sample

TEXTS = {
    "fred.DFII10": "fredgraph_DFII10.csv",
    "lbma.silver": "lbma_silver.json",
    "cftc.silver": "cftc_72hh-3qpy.json",
    "gdelt.silver_price": "gdelt_timelinevolraw.json",
}
BOOKS = {
    "gpr.monthly": "data_gpr_export.xls",
    "worldbank.pinksheet": "pinksheet_monthly.xlsx",
}
DAILY_GPR = "gpr.daily"


def read(name: str, body: bytes) -> dict:
    return {each.name: each for each in series_in(feed_named(name), body)}


def test_the_table_of_feeds_is_whole():
    names = [column.name for feed in feeds() for column in feed.series]
    assert len(names) == len(set(names))
    for feed in feeds():
        assert feed.address.startswith("https://")
        assert feed.about.startswith("https://")
        assert feed.known in RULES
        assert feed.reader in READERS
        assert feed.reader in TYPES
        assert feed.frequency in ("daily", "weekly", "monthly")
        assert feed.licence
        assert feed.terms
        for column in feed.series:
            assert feed_of(column.name) == (feed, column)
            assert column.name.split(".")[0] == feed.name.split(".")[0]
            assert column.low < column.high
            unit(column.unit)  # a unit that cannot be read raises


def test_what_may_not_be_passed_on_is_marked():
    private = {feed.name for feed in feeds() if not feed.may_redistribute}
    assert private == {"fred.NASDAQCOM", "fred.VIXCLS", "lbma.silver", "lbma.gold_pm"}


def test_fred_csv_in_its_newer_and_its_older_dress():
    newer = read("fred.DFII10", sample("fredgraph_DFII10.csv"))["fred.DFII10"]
    assert newer.days == (date(2031, 1, 2), date(2031, 1, 3))
    assert newer.values == (1.11, 1.22)
    assert newer.known_on == (date(2031, 1, 3), date(2031, 1, 6))  # a Friday's is out on Monday
    older = sample("fredgraph_DFII10.csv").replace(b"observation_date", b"DATE")
    older = older.replace(b"2031-01-01,\n", b"2031-01-01,.\n")
    assert read("fred.DFII10", b"\xef\xbb\xbf" + older)["fred.DFII10"] == newer


def test_the_api_gives_the_same_series_as_the_csv():
    api = read("fred.DFII10", sample("fred_api_observations.json"))
    assert api == read("fred.DFII10", sample("fredgraph_DFII10.csv"))


def test_with_vintages_a_value_is_known_from_its_own_day():
    told = json.loads(sample("fred_api_observations.json"))
    first, second = told["observations"][1:]
    told["realtime_start"], told["realtime_end"] = "1776-07-04", "9999-12-31"
    told["observations"] = [
        first | {"realtime_start": "2031-01-05", "realtime_end": "2031-01-19"},
        first | {"realtime_start": "2031-01-20", "realtime_end": "9999-12-31", "value": "1.33"},
        second | {"realtime_start": "2031-01-08", "realtime_end": "9999-12-31"},
    ]
    series = read("fred.DFII10", json.dumps(told).encode())["fred.DFII10"]
    assert series.values == (1.33, 1.22)
    assert series.known_on == (date(2031, 1, 20), date(2031, 1, 8))
    assert series.as_of(date(2031, 1, 10)).values == (1.22,)


def test_lbma_prices_are_in_dollars_and_known_at_once():
    silver = read("lbma.silver", sample("lbma_silver.json"))["lbma.silver"]
    assert silver.values == (11.11, 12.22)
    assert silver.known_on == silver.days
    assert silver.unit == "USD/oz"
    zero = sample("lbma_silver.json").replace(b"11.11", b"0")
    assert read("lbma.silver", zero)["lbma.silver"].values == (12.22,)


def test_positions_are_those_of_tuesday_and_known_on_friday():
    series = read("cftc.silver", sample("cftc_72hh-3qpy.json"))
    net = series["cftc.silver_managed_money_net"]
    assert (net.days, net.known_on) == ((date(2031, 1, 7),), (date(2031, 1, 10),))
    assert net.days[0].strftime("%A") == "Tuesday"
    assert net.values == (22222 - 11111,)
    assert series["cftc.silver_producer_net"].values == (3333 - 33333,)
    assert series["cftc.silver_swap_net"].values == (4444 - 44444,)
    assert series["cftc.silver_open_interest"].values == (111111,)


def test_an_answer_as_long_as_its_limit_may_be_cut_and_is_refused():
    (row,) = json.loads(sample("cftc_72hh-3qpy.json"))
    with pytest.raises(FeedForm, match="limit"):
        read("cftc.silver", json.dumps([row] * 5000).encode())


def test_gdelt_gives_the_share_of_all_articles():
    price = read("gdelt.silver_price", sample("gdelt_timelinevolraw.json"))["gdelt.silver_price"]
    assert price.values == (11 / 111111, 22 / 122222)
    assert price.known_on == (date(2031, 1, 2), date(2031, 1, 3))


def test_gdelt_by_the_quarter_hour_is_added_up_by_day():
    told = json.loads(sample("gdelt_timelinevolraw.json"))
    told["timeline"][0]["data"] = [
        {"date": "20310101T000000Z", "value": 1, "norm": 100},
        {"date": "20310101T001500Z", "value": 3, "norm": 300},
        {"date": "20310102T000000Z", "value": 0, "norm": 0},
    ]
    body = json.dumps(told).encode()
    assert read("gdelt.silver_price", body)["gdelt.silver_price"].values == (4 / 400,)
    told["timeline"][0]["data"].reverse()
    with pytest.raises(FeedForm, match="rising"):
        read("gdelt.silver_price", json.dumps(told).encode())


def test_the_monthly_gpr_is_a_real_xls():
    series = read("gpr.monthly", sample("data_gpr_export.xls"))
    assert series["gpr.monthly"].days == (date(2030, 11, 1), date(2030, 12, 1))
    assert series["gpr.monthly"].values == (112.1, 123.2)
    assert series["gpr.monthly_threats"].values == (113.1, 124.2)
    assert series["gpr.monthly_acts"].values == (114.1, 125.2)
    assert series["gpr.monthly"].known_on[-1] == date(2031, 1, 5)


def workbook(rows: list[list[object]], sheet: str = "Sheet1", more: bytes = b"") -> bytes:
    """A small xlsx with texts, numbers and days (as Excel's numbers), written by hand."""

    def cell(value: object) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        if isinstance(value, date):
            return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        return f"<c><v>{value}</v></c>"

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    formats = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{formats}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}'
        f"{more.decode()}</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


DAILY = [
    ["DAY", "N10D", "GPRD", "GPRD_ACT", "GPRD_THREAT", "date", "GPRD_MA30", "GPRD_MA7", "event"],
    [20310106, 111, 122.2, 133.3, 144.4, date(2031, 1, 6), 1.1, 1.1, ""],
    [20310107, 222, 133.3, 144.4, 155.5, date(2031, 1, 7), 2.2, 2.2, "MADE UP"],
]


def test_the_daily_gpr_is_out_on_the_monday_after():
    series = read(DAILY_GPR, workbook(DAILY))
    assert series["gpr.daily"].values == (122.2, 133.3)
    assert series["gpr.daily_threats"].values == (144.4, 155.5)
    assert series["gpr.daily"].days == (date(2031, 1, 6), date(2031, 1, 7))
    assert set(series["gpr.daily"].known_on) == {date(2031, 1, 13)}


def test_pink_sheet_columns_are_found_by_name_and_checked_by_unit():
    series = read("worldbank.pinksheet", sample("pinksheet_monthly.xlsx"))
    assert series["worldbank.silver"].values == (11.1, 12.2)
    assert series["worldbank.copper"].values == (1111.0, 1222.0)
    assert series["worldbank.copper"].unit == "USD/t"
    head = ["", "Gold", "Copper **", "Silver ", "Platinum"]
    units = ["", "($/troy oz)", "($/mt)", "($/troy oz)", "($/troy oz)"]
    rows = [["Title"], head, units, ["2030M12", 2333, "…", 12.2, ".."]]
    with pytest.raises(FeedContent, match=r"no value of worldbank\.platinum"):
        read("worldbank.pinksheet", workbook(rows, "Monthly Prices"))
    rows.append(["2031M01", 2444, 1333, 13.3, 355])
    series = read("worldbank.pinksheet", workbook(rows, "Monthly Prices"))
    assert series["worldbank.silver"].values == (12.2, 13.3)
    assert series["worldbank.copper"].days == (date(2031, 1, 1),)
    units[3] = "($/kg)"
    with pytest.raises(FeedForm, match=r"Silver in \(\$/kg\)"):
        read("worldbank.pinksheet", workbook(rows, "Monthly Prices"))
    with pytest.raises(FeedForm, match="no sheet Monthly Prices"):
        read("worldbank.pinksheet", workbook(rows, "Prices"))


@given(st.text(max_size=200) | st.text('<>![]a href="/x.lp&#1;', max_size=200), st.booleans())
@example('<a href="http://[x.xlsx">monthly prices</a>', True)
@example("<![x[<a>", True)
@example("", False)
@example('<a href="b.xlsx">Monthly&nbsp;<i>prices</i> (xlsx)</a>', True)
def test_any_page_gives_the_link_or_a_refusal(text, whole):
    feed = feed_named("worldbank.pinksheet")
    page = (text if whole else f"<html><body>{text}</body></html>").encode("utf-8", "replace")
    try:
        found = linked(feed, page, "https://example.org/a/")
    except FeedForm as refusal:
        assert refusal.found.isprintable()
    else:
        assert ".xlsx" in found.lower()


def test_the_link_of_the_pink_sheet_is_found_by_its_words():
    page = b'<a href="/a.xlsx">Annual prices</a><a href=" b.xlsx "> Monthly\n<b>prices</b></a>'
    feed = feed_named("worldbank.pinksheet")
    assert linked(feed, page, "https://example.org/a/") == "https://example.org/a/b.xlsx"


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


BOMBS = {
    "zeros": packed({"xl/worksheets/sheet1.xml": b"0" * 70_000_000}),
    "many files": packed({f"xl/worksheets/sheet{n}.xml": b"" for n in range(600)}),
    "a cell far away": workbook(DAILY, more=b'<row r="1048576"><c r="XFD1048576"/></row>'),
    "a place that is none": workbook(DAILY, more=b'<row><c r="&#65;9"><v>1</v></c></row>'),
    "another encoding": packed({"xl/worksheets/sheet1.xml": "<worksheet/>".encode("utf-16")}),
    "a foreign compression": packed({"xl/workbook.xml": b"x" * 99}).replace(
        b"\x08\x00\x00\x00", b"\x63\x00\x00\x00"
    ),
    "no workbook inside": packed({"readme.txt": b"hello"}),
}


@pytest.mark.parametrize("case", BOMBS)
def test_a_workbook_that_would_burst_is_refused(case):
    assert len(BOMBS[case]) < 100_000
    with pytest.raises(FeedForm):
        read(DAILY_GPR, BOMBS[case])


def test_an_archive_that_lies_about_its_size_is_not_passed_on():
    """The directory says ten bytes, the stream holds eighty million."""
    content = b"0" * 80_000_000
    raw = packed({"xl/worksheets/sheet1.xml": content})
    lying = raw.replace(len(content).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != raw
    with pytest.raises(FeedForm):
        read(DAILY_GPR, lying)


@pytest.mark.skipif(sys.platform != "linux", reason="only there can the memory be bounded")
def test_the_reading_process_gets_no_more_memory_than_its_bound():
    code = (
        "from assay.record.feeds import workbook\n"
        "workbook._limit_memory()\n"
        "bytearray(workbook.MAX_MEMORY)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "MemoryError"


@pytest.mark.skipif(sys.platform != "linux", reason="only there can the memory be bounded")
def test_a_workbook_that_would_fill_the_memory_ends_with_its_reading_process():
    """One cell of an old .xls moved to the far corner: every reader lays out all cells between."""
    raw = bytearray(sample("data_gpr_export.xls"))
    text_cell = b"\xfd\x00\x0a\x00"  # LABELSST, ten bytes: row, column, ...
    at = raw.rfind(text_cell) + len(text_cell)
    raw[at : at + 4] = b"\xff" * 4
    with pytest.raises(FeedForm, match="a broken workbook"):
        read("gpr.monthly", bytes(raw))


def test_every_rule_gives_a_day_not_before_the_values_own():
    for rule in RULES:
        for n in range(400):
            day = date(2030, 12, 1) + timedelta(days=n)
            assert day <= known_by(rule, day) <= day + timedelta(days=40)
    assert known_by("month_end", date(2030, 12, 1)) == date(2031, 1, 5)
    assert known_by("next_monday", date(2031, 1, 6)) == date(2031, 1, 13)
    assert known_by("next_friday", date(2031, 1, 10)) == date(2031, 1, 17)


def test_what_was_known_on_a_day_and_what_stood_on_it():
    series = read("cftc.silver", sample("cftc_72hh-3qpy.json"))["cftc.silver_open_interest"]
    assert series.as_of(date(2031, 1, 9)).values == ()
    assert series.as_of(date(2031, 1, 10)) == series
    assert series.on(date(2031, 1, 6)) is None
    assert series.on(date(2031, 2, 1)) == 111111


def must_be_series_or_refusal(name: str, body: bytes) -> None:
    """Series that keep their promises, or a FeedError whose every line can be shown."""
    feed = feed_named(name)
    try:
        found = series_in(feed, body)
    except FeedError as refusal:
        for text in (refusal.where, refusal.found, refusal.expected, refusal.remedy):
            assert text
            assert text.isprintable()
            assert len(text) < 400
        return
    assert [each.name for each in found] == [column.name for column in feed.series]
    for each in found:
        assert each.days
        assert len(each.days) == len(each.values) == len(each.known_on)
        assert all(before < after for before, after in pairwise(each.days))
        assert all(map(math.isfinite, each.values))
        assert all(day <= known for day, known in zip(each.days, each.known_on, strict=True))


ANY = st.sampled_from([feed.name for feed in feeds()])


@given(ANY, st.binary(max_size=300))
@example("fred.DFII10", b"observation_date,DFII10\n2031-01-01,1\n\n")
@example("fred.DFII10", b'observation_date,DFII10\n"2031-01-01,1\n')
@example("fred.DFII10", b"observation_date,DFII10\r\n9999-12-31,1\r\n")
@example("fred.FEDFUNDS", b"observation_date,FEDFUNDS\n9999-12-01,1\n")
@example("lbma.silver", b'[{"d":"9999-12-31","v":[1e400,1,1]}]')
@example("fred.DFII10", b"observation_date,DFII10\n2031-01-01,1_0\n")
@example("lbma.silver", b'[{"d":1,"v":[true,1,1]}]')
@example("lbma.silver", b'[{"d":"2031-01-01","v":[' + b"9" * 5000 + b",1,1]}]")
@example("cftc.silver", b'[{"report_date_as_yyyy_mm_dd":null}]')
@example("gdelt.silver_price", b'{"timeline":[{"data":[{"date":1,"value":1,"norm":1}]}]}')
def test_arbitrary_bytes_are_never_taken_for_something_else(name, body):
    must_be_series_or_refusal(name, body)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_sample_with_any_bytes_changed_gives_series_or_a_refusal(name, data):
    whole = bytearray(sample(TEXTS[name]))
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 12))
    whole[at : at + length] = data.draw(st.binary(max_size=12))
    must_be_series_or_refusal(name, bytes(whole))


@settings(max_examples=30)
@given(st.sampled_from(sorted(BOOKS)), st.data())
def test_a_workbook_with_any_bytes_changed_gives_series_or_a_refusal(name, data):
    whole = bytearray(sample(BOOKS[name]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + 2] = data.draw(st.binary(max_size=3))
    must_be_series_or_refusal(name, bytes(whole))


@given(st.lists(st.floats(-10, 20), min_size=1, max_size=40), st.integers(0, 3000))
def test_a_csv_gives_back_the_numbers_that_were_put_in(values, start):
    days = [date(2003, 1, 2) + timedelta(days=start + n) for n in range(len(values))]
    lines = [f"{day},{value!r}" for day, value in zip(days, values, strict=True)]
    body = "\n".join(["observation_date,DFII10", *lines]).encode()
    series = read("fred.DFII10", body)["fred.DFII10"]
    assert (series.days, series.values) == (tuple(days), tuple(values))


def test_a_long_history_is_read_whole():
    feed = replace(feed_named("fred.DFII10"))
    assert len(series_in(feed, csv_of(9_000))[0].days) == 9_000

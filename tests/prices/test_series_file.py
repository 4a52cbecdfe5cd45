"""Files that users give as series: read, or refused with the line.

Not here: what is fitted on them (`test_fit_command.py`).
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import PriceError
from assay.prices import series_file
from assay.prices.series_file import read_series


def written(tmp_path, text):
    path = tmp_path / "copper.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("start", ["date,value", "Date, Value", "\ufeffdate,value"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_series_is_read(tmp_path, start, end):
    lines = [start, "2026-01-05,5.5", "2026-01-06,", "2026-01-07,.", "2026-01-08, 6e0", ""]
    found = read_series(written(tmp_path, end.join(lines)), "copper")
    assert [date.fromordinal(int(day)) for day in found.days] == [
        date(2026, 1, 5),
        date(2026, 1, 8),
    ]
    assert list(found.values) == [5.5, 6.0]


@pytest.mark.parametrize(
    "text, where, found",
    [
        ("day,price\n", "line 1", "day,price"),
        ("", "", "no value"),
        ("date,value\n", "", "no value"),
        ("date,value\n2026-01-05,1\n05.01.2026,2\n", "line 3", "05.01.2026"),
        ("date,value\n2026-01-05,one\n", "line 2", "one"),
        ("date,value\n2026-01-05,inf\n", "line 2", "inf"),
        ("date,value\n2026-01-05,1,2\n", "line 2", "3 columns"),
        ("date,value\n2026-01-06,1\n2026-01-05,2\n", "line 3", "2026-01-05"),
        ("date,value\n2026-01-06,1\n2026-01-06,2\n", "line 3", "2026-01-06"),
        ("date,value\n2026-01-05,\x1b[31mred\n", "line 2", "?[31mred"),
        (b"date,value\n2026-01-05,\xff\n", "", "UTF-8"),
        ("date,value\n2026-01-05," + "9" * 200_000 + "\n", "line 2", "field"),
    ],
)
def test_anything_else_is_refused_with_its_line(tmp_path, text, where, found):
    with pytest.raises(PriceError) as refusal:
        read_series(written(tmp_path, text), "copper")
    assert "copper.csv" in refusal.value.where and where in refusal.value.where
    assert found in refusal.value.found
    assert "\x1b" not in str(refusal.value)


def test_a_file_without_bound_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(series_file, "MOST_BYTES", 1000)
    with pytest.raises(PriceError, match="more than 1,000 bytes"):
        read_series(written(tmp_path, "date,value\n" + "2026-01-05,1\n" * 100), "copper")


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(PriceError) as refusal:
            read_series(path, "copper")
        assert refusal.value.where == str(path)


@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_series_or_a_refusal(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("bytes") / "copper.csv"
    path.write_bytes(b"date,value\n2026-01-05,1\n" + raw)
    try:
        found = read_series(path, "copper")
    except PriceError as refusal:
        assert "copper.csv" in refusal.where
    else:
        assert found.days.size == found.values.size > 0

"""Whatever a publisher sends instead of its data, the last good copy stays and one line says why.

Not here: good answers (`test_update.py`), damage on this machine (`test_cache.py`).
"""

import gzip
from dataclasses import replace
from datetime import date

import pytest

from assay.record.feeds import cache
from assay.record.feeds.feed import feed_named
from assay.record.feeds.outcome import State
from assay.record.feeds.parse import series_in
from assay.record.feeds.update import update
from tests.feeds.publisher import (
    BOUND,
    TYPES,
    asker,
    bomb,
    csv_of,
    drip,
    endless,
    reply,
    reset,
    sample,
)

DAYS = 100
SHORT = 1.0
"""Seconds granted to a server that drips for four."""
ZIP = b"PK\x03\x04" + b"\0" * 100
PAGE = b"<!doctype html><html><body>Service \x1b[31munavailable</body></html>"
SWAPPED = csv_of(120).replace(b"2031-01-02,", b"2031-01-09,", 1)

BAD = {
    "500 forever": (reply(b"", 500), "status 500 (3 tries)", 3),
    "429 forever": (reply(b"", 429), "status 429 (3 tries)", 3),
    "429 for an hour": (reply(b"", 429, Retry_After="3600"), "wait 3,600 seconds", 1),
    "404": (reply(b"", 404), "status 404", 1),
    "connection reset": (reset, "", 3),
    "truncated body": (reply(csv_of(120), Content_Length="50000"), "", 3),
    "slow drip": (drip, "(3 tries)", 3),
    "HTML with 200": (reply(PAGE, kind="text/html"), "content of type text/html", 1),
    "HTML called csv": (reply(PAGE), "a web page", 1),
    "changed columns": (reply(csv_of(120, "DFII30")), "the columns observation_date, DFII30", 1),
    "a zip": (reply(ZIP, kind="application/zip"), "content of type application/zip", 1),
    "a zip without its type": (reply(ZIP, kind="application/octet-stream"), "a zip archive", 1),
    "redirect loop": (reply(b"", 302, Location="/fred.DFII10"), "redirects", 6),
    "redirect inwards": (reply(b"", 302, Location="http://10.0.0.1/x"), "not public", 1),
    "redirect to a file": (reply(b"", 302, Location="file:///etc/passwd"), "scheme 'file'", 1),
    "declared too large": (reply(b"", Content_Length=str(BOUND + 1)), "60,001 bytes", 1),
    "endless": (endless, "more than 60,000 bytes", 1),
    "gzip bomb": (bomb(), "bytes", 1),
    "cut gzip": (reply(gzip.compress(csv_of(120))[:60], Content_Encoding="gzip"), "breaks off", 3),
    "empty body": (reply(b""), "an empty answer", 1),
    "no rows": (reply(csv_of(0)), "no value of fred.DFII10", 1),
    "only missing values": (reply(b"observation_date,DFII10\n2031-05-01,\n"), "no value", 1),
    "days out of order": (reply(SWAPPED), "2031-01-03 follows 2031-01-09", 1),
    "a day twice": (reply(csv_of(120) + b"2031-04-30,1.1\n"), "2031-04-30 follows 2031-04-30", 1),
    "a word for a number": (reply(csv_of(120) + b"2031-05-01,n/a\n"), "'n/a' where a number", 1),
    "an infinite number": (reply(csv_of(120) + b"2031-05-01,inf\n"), "'inf' where a number", 1),
    "a day that is none": (reply(csv_of(120) + b"2031-05-32,1.1\n"), "'2031-05-32' where a day", 1),
    "an absurd value": (reply(csv_of(120) + b"2031-05-01,1111\n"), "= 1111 on 2031-05-01", 1),
    "far shorter": (
        reply(csv_of(20, first=date(2031, 3, 25))),
        "has 20 values, the last good copy 100",
        1,
    ),
    "older": (reply(csv_of(95)), "ends on 2031-04-05", 1),
    "in the future": (reply(csv_of(400)), "in the future", 1),
    "binary": (reply(bytes(range(256)) * 20), "no UTF-8", 1),
    "304 unasked": (reply(b"", 304, Content_Length=None), "nothing changed", 1),
}


def must_stand_on_the_last_copy(outcome, where, before, found):
    """Nothing is lost, the last good copy is what is read, and one line says why."""
    assert outcome.state == State.LAST_GOOD
    assert found in outcome.reason
    assert outcome.reason.isprintable()
    assert 0 < len(outcome.reason) <= 160
    assert outcome.last_day == before.days[-1]
    assert outcome.rows == len(before.days)
    assert cache.read(before.name, where) == before


@pytest.mark.parametrize("case", BAD)
def test_a_bad_answer_leaves_the_last_good_copy_in_use(case, publisher, clock, where):
    answer, found, requests = BAD[case]
    feed = publisher.has("fred.DFII10", csv_of(DAYS))
    update([feed], where, asker(clock))
    before = cache.read("fred.DFII10", where)
    publisher.seen.clear()

    feed = publisher.says(feed, answer)
    other = publisher.has("fred.DGS10", csv_of(120, "DGS10"))
    if case == "slow drip":  # the other feed gets the time that a busy machine may need
        (broken,) = update([feed], where, asker(clock, max_seconds=SHORT))
        (good,) = update([other], where, asker(clock))
    else:
        broken, good = update([feed, other], where, asker(clock))

    must_stand_on_the_last_copy(broken, where, before, found)
    assert len(publisher.asked(feed)) == requests
    assert good.state == State.FRESH
    assert len(cache.read("fred.DGS10", where).days) == 120


@pytest.mark.parametrize("case", [case for case in BAD if case not in ("far shorter", "older")])
def test_a_bad_answer_without_a_copy_leaves_nothing_behind(case, publisher, clock, where):
    answer, found, _ = BAD[case]
    feed = publisher.says(feed_named("fred.DFII10"), answer)
    patience = {"max_seconds": SHORT} if case == "slow drip" else {}
    (outcome,) = update([feed], where, asker(clock, **patience))
    assert outcome.state == State.MISSING
    assert found in outcome.reason
    assert cache.read("fred.DFII10", where) is None
    assert list(where.iterdir()) == []


XLSX, XLS = sample("pinksheet_monthly.xlsx"), sample("data_gpr_export.xls")
PLAIN = b"Please limit requests to one every 5 seconds."
FORMS = {
    "gdelt.silver_ai_en": {
        "a plain-text error": (reply(PLAIN, kind="text/html"), "a text: Please limit requests"),
        "a page": (reply(PAGE, kind="text/html"), "a web page"),
        "a list": (reply(b"[]", kind="application/json"), "the answer that is no object"),
        "no timeline": (reply(b"{}", kind="application/json"), "without timeline"),
        "an empty timeline": (
            reply(b'{"timeline":[{"data":[]}]}', kind="application/json"),
            "no value of gdelt.silver_ai_en",
        ),
    },
    "lbma.silver": {
        "cut JSON": (reply(sample("lbma_silver.json")[:90], kind="application/json"), "JSON"),
        "deep JSON": (reply(b"[" * 30_000, kind="application/json"), "JSON"),
        "no number": (
            reply(b'[{"d":"2031-01-06","v":[NaN,1,1]}]', kind="application/json"),
            "NaN is no number",
        ),
        "fewer currencies": (
            reply(b'[{"d":"2031-01-06","v":[11.1]}]', kind="application/json"),
            "1 currencies",
        ),
    },
    "cftc.silver": {
        "another contract": (
            reply(
                sample("cftc_72hh-3qpy.json").replace(b"084691", b"088691"),
                kind="application/json",
            ),
            "088691",
        ),
        "a column gone": (
            reply(
                sample("cftc_72hh-3qpy.json").replace(b"swap__pos", b"swap_pos"),
                kind="application/json",
            ),
            "swap__positions_short_all",
        ),
        "an error": (
            reply(b'{"message":"query failed"}', kind="application/json"),
            "no list of reports",
        ),
    },
    "gpr.monthly": {
        "cut xls": (reply(XLS[:3000], kind="application/vnd.ms-excel"), "broken workbook"),
        "text called xls": (reply(PLAIN, kind="application/vnd.ms-excel"), "no workbook but"),
        "empty": (reply(b"", kind="application/vnd.ms-excel"), "an empty answer"),
        "another book": (reply(XLSX, kind="application/vnd.ms-excel"), "expected month, GPR"),
    },
}


@pytest.mark.parametrize(
    ("name", "case"), [(name, case) for name, cases in FORMS.items() for case in cases]
)
def test_each_publishers_own_ways_to_fail_are_told(name, case, publisher, clock, where):
    answer, found = FORMS[name][case]
    good = {
        "gdelt.silver_ai_en": "gdelt_timelinevolraw.json",
        "lbma.silver": "lbma_silver.json",
        "cftc.silver": "cftc_72hh-3qpy.json",
        "gpr.monthly": "data_gpr_export.xls",
    }[name]
    feed = publisher.has(name, sample(good))
    (first,) = update([feed], where, asker(clock))
    assert first.state == State.FRESH, first.reason
    before = cache.read(feed.series[0].name, where)
    (outcome,) = update([publisher.says(feed, answer)], where, asker(clock))
    must_stand_on_the_last_copy(outcome, where, before, found)


def pink_sheet(publisher, page: bytes, book: bytes):
    """The Pink Sheet's page and file, served here."""
    publisher.answers["/book.xlsx"] = [reply(book, kind=TYPES["worldbank"])]
    return publisher.says(
        feed_named("worldbank.pinksheet"), reply(page, kind="text/html; charset=utf-8")
    )


LINK = b'<p><a href="/other.pdf">Pink Sheet</a> <a href="/book.xlsx">Monthly <b>prices</b></a></p>'


@pytest.mark.parametrize(
    ("page", "book", "found"),
    [
        (b"<a href='/book.xlsx'>Annual prices</a>", XLSX, "without the link; it has: Annual"),
        (b"<a href='/book.pdf'>monthly prices</a>", XLSX, "without the link"),
        (b"", XLSX, "without the link"),
        (LINK, XLSX[:4000], "a broken archive"),
        (LINK, PAGE, "no workbook but: <!doctype html>"),
        (LINK.replace(b"/book", b"http://10.0.0.1/book"), XLSX, "not public"),
        (LINK.replace(b"/book", b"file:///etc/book"), XLSX, "scheme 'file'"),
    ],
)
def test_the_page_before_the_pink_sheet_can_fail_too(page, book, found, publisher, clock, where):
    feed = pink_sheet(publisher, LINK, XLSX)
    update([feed], where, asker(clock))
    before = cache.read("worldbank.silver", where)
    assert before.values == (11.1, 12.2)
    (outcome,) = update([pink_sheet(publisher, page, book)], where, asker(clock))
    must_stand_on_the_last_copy(outcome, where, before, found)


def test_a_key_of_the_api_is_told_nowhere(publisher, clock, where, monkeypatch):
    """Neither the note on disk nor a reason holds it, whatever the server sends back."""
    key = "0123456789abcdef0123456789abcdef"
    monkeypatch.setattr("assay.record.feeds.fred.API", publisher.base + "/api?id={series}")
    good = reply(sample("fred_api_observations.json"), kind="application/json")
    feed = feed_named("fred.DFII10")
    publisher.answers["/api"] = [good]
    (outcome,) = update([feed], where, asker(clock), key)
    assert outcome.state == State.FRESH, outcome.reason
    assert f"api_key={key}" in publisher.seen[0][0]
    assert series_in(feed, cache.load(feed, where).body)[0].values == (1.11, 1.22)
    publisher.answers["/api"] = [reply(b"", 302, Location=f"ftp://example.org/?api_key={key}")]
    (outcome,) = update([feed], where, asker(clock), key)
    publisher.answers["/api"] = [reply(f"key {key} refused".encode())]
    (quoted,) = update([feed], where, asker(clock), key)
    written = "".join(path.read_text("utf-8", "replace") for path in where.iterdir())
    assert outcome.state == quoted.state == State.LAST_GOOD
    assert "refused" in quoted.reason
    assert key not in written + outcome.reason + quoted.reason


def test_an_encrypted_address_does_not_lead_to_one_that_is_not(clock, where, monkeypatch):
    from assay.net import Answer

    answer = Answer(csv_of(DAYS), "http://fred.stlouisfed.org/x", date(2031, 6, 2))
    monkeypatch.setattr("assay.record.feeds.asking.fetch", lambda *arguments: answer)
    feed = replace(feed_named("fred.DFII10"), address="https://fred.stlouisfed.org/x")
    (outcome,) = update([feed], where, asker(clock))
    assert outcome.state == State.MISSING
    assert "not encrypted" in outcome.reason

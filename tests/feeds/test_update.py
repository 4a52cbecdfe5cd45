"""Good answers are kept, confirmed cheaply, and asked for politely.

Not here: bad answers (`test_bad_answers.py`), what lies on the disk (`test_cache.py`).
"""

import json
from dataclasses import replace
from datetime import date

import pytest

from assay.errors import FeedError, NotWritten, UnknownFeed
from assay.record.feeds import cache
from assay.record.feeds.asking import SPACING
from assay.record.feeds.feed import feed_named, feeds
from assay.record.feeds.outcome import State
from assay.record.feeds.update import adopt, offline, selected, update
from tests.feeds.publisher import NOW, asker, csv_of, reply, reset, sample


def test_what_came_is_kept_as_it_came_with_a_note_beside(publisher, clock, where):
    body = csv_of(100)
    feed = publisher.has("fred.DFII10", body, ETag='"v1"')
    (outcome,) = update([feed], where, asker(clock))
    assert (outcome.state, outcome.rows) == (State.FRESH, 100)
    assert (outcome.reason, outcome.notes) == ("", ())
    assert outcome.last_day == date(2031, 4, 10)
    copy = cache.load(feed, where)
    assert copy.body == body
    told = json.loads((where / "fred.DFII10.json").read_text("utf-8"))
    assert told["fetched"] == told["confirmed"] == "2031-06-02T12:00:00+00:00"
    assert told["asked"] == told["answered"] == feed.address
    assert (told["etag"], told["rows"], told["may_redistribute"]) == ('"v1"', 100, True)
    assert (told["first_day"], told["last_day"]) == ("2031-01-01", "2031-04-10")
    assert told["licence"] == "public domain"


def test_a_copy_is_confirmed_without_being_sent_again(publisher, clock, where):
    day = "Mon, 02 Jun 2031 08:00:00 GMT"
    feed = publisher.has("fred.DFII10", csv_of(100), ETag='"v1"', Last_Modified=day)
    update([feed], where, asker(clock))
    before = cache.load(feed, where)
    feed = publisher.says(feed, reply(b"", 304, Content_Length=None))
    clock.sleep(86_400)
    (outcome,) = update([feed], where, asker(clock))
    assert outcome.state == State.UNCHANGED
    asked = publisher.asked(feed)
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == ('"v1"', day)
    after = cache.load(feed, where)
    assert after.body == before.body
    assert after.note == replace(before.note, confirmed="2031-06-03T12:00:00+00:00")
    assert outcome.fetched == date(2031, 6, 3)


def test_the_mark_of_one_address_is_not_sent_to_another(publisher, clock, where):
    """GDELT's address names the last day, the Pink Sheet's changes with every release."""
    feed = publisher.has("fred.DFII10", csv_of(100), ETag='"v1"')
    update([feed], where, asker(clock))
    (outcome,) = update([replace(feed, address=feed.address + "?day=2")], where, asker(clock))
    assert outcome.state == State.UNCHANGED  # the bytes are the same
    assert "if-none-match" not in publisher.asked(feed)[1]


def test_the_same_bytes_again_are_unchanged(publisher, clock, where):
    feed = publisher.has("fred.DFII10", csv_of(100))
    update([feed], where, asker(clock))
    (outcome,) = update([feed], where, asker(clock))
    assert outcome.state == State.UNCHANGED


def test_new_days_replace_the_copy(publisher, clock, where):
    feed = publisher.has("fred.DFII10", csv_of(100))
    update([feed], where, asker(clock))
    feed = publisher.has("fred.DFII10", csv_of(101))
    (outcome,) = update([feed], where, asker(clock))
    assert (outcome.state, outcome.rows) == (State.FRESH, 101)
    assert len(cache.read("fred.DFII10", where).days) == 101


@pytest.mark.parametrize("first", [reply(b"", 500), reply(b"", 503), reply(b"", 429), reset])
def test_a_passing_failure_is_tried_again_after_a_pause(first, publisher, clock, where):
    feed = publisher.says(feed_named("fred.DFII10"), first, reply(csv_of(100)))
    (outcome,) = update([feed], where, asker(clock))
    assert (outcome.state, outcome.reason) == (State.FRESH, "")
    assert len(publisher.asked(feed)) == 2
    assert clock.slept == [2.0]


def test_pauses_grow_and_differ_between_users(publisher, clock, where):
    feed = publisher.says(feed_named("fred.DFII10"), reply(b"", 500))
    update([feed], where, asker(clock))
    assert clock.slept == [2.0, 4.0]
    one = asker(clock)
    one.jitter = lambda: 1.0
    clock.slept.clear()
    update([feed], where, one)
    assert clock.slept == [3.0, 6.0]


@pytest.mark.parametrize("told", ["7", "Mon, 02 Jun 2031 12:00:07 GMT"])
def test_a_server_that_says_when_to_come_back_is_obeyed(told, publisher, clock, where):
    feed = publisher.says(
        feed_named("fred.DFII10"), reply(b"", 429, Retry_After=told), reply(csv_of(100))
    )
    (outcome,) = update([feed], where, asker(clock))
    assert outcome.state == State.FRESH
    assert clock.slept == [7.0]


@pytest.mark.parametrize("told", ["-5", "soon", "", "٧", "1" * 90])
def test_a_time_to_come_back_that_says_nothing_useful_holds_nobody(told, publisher, clock, where):
    told = told.encode().decode("latin-1")
    feed = publisher.says(
        feed_named("fred.DFII10"), reply(b"", 429, Retry_After=told), reply(csv_of(100))
    )
    update([feed], where, asker(clock))
    assert sum(clock.slept) <= 2.0


def test_a_host_that_is_down_is_not_tried_thrice_for_each_feed(publisher, clock, where):
    down = [publisher.says(feed_named(name), reset) for name in ("fred.DFII10", "fred.DGS10")]
    outcomes = update(down, where, asker(clock))
    assert [each.state for each in outcomes] == [State.MISSING] * 2
    assert [len(publisher.asked(feed)) for feed in down] == [3, 1]


def test_requests_to_gdelt_keep_their_distance(publisher, clock, where, monkeypatch):
    assert SPACING["api.gdeltproject.org"] >= 5
    monkeypatch.setitem(SPACING, "127.0.0.1", SPACING["api.gdeltproject.org"])
    body = sample("gdelt_timelinevolraw.json")
    wanted = [publisher.has(f"gdelt.{name}", body) for name in ("silver_ai_en", "silver_ai_zh")]
    outcomes = update(wanted, where, asker(clock))
    assert [each.state for each in outcomes] == [State.FRESH] * 2
    assert clock.slept == [6.0]


def test_gdelt_is_asked_for_whole_days_only(publisher, clock, where):
    feed = publisher.has("gdelt.silver_price", sample("gdelt_timelinevolraw.json"))
    feed = replace(feed, address=feed.address + "?enddatetime={yesterday}235959")
    update([feed], where, asker(clock))
    assert publisher.seen[0][0].endswith("?enddatetime=20310601235959")


def test_we_say_who_we_are(publisher, clock, where):
    feed = publisher.has("fred.DFII10", csv_of(100))
    update([feed], where, asker(clock))
    (asked,) = publisher.asked(feed)
    assert asked["user-agent"].startswith("assay (")
    assert "mozilla" not in asked["user-agent"].lower()


def test_the_pink_sheet_is_found_through_its_page(publisher, clock, where):
    kind = "application/octet-stream"
    publisher.answers["/book.xlsx"] = [reply(sample("pinksheet_monthly.xlsx"), kind=kind)]
    page = b'<a href="/book.xlsx">Monthly prices</a>'
    feed = publisher.says(feed_named("worldbank.pinksheet"), reply(page, kind="text/html"))
    (outcome,) = update([feed], where, asker(clock))
    assert (outcome.state, outcome.rows) == (State.FRESH, 2)
    assert cache.load(feed, where).note.asked == publisher.base + "/book.xlsx"
    assert cache.read("worldbank.copper", where).values == (1111.0, 1222.0)


def test_names_and_publishers_choose_feeds():
    assert selected(()) == feeds()
    assert {feed.name for feed in selected(["cftc", "cftc.gold", "fred.DGS2"])} == {
        "cftc.silver",
        "cftc.gold",
        "cftc.copper",
        "fred.DGS2",
    }
    with pytest.raises(UnknownFeed, match=r"fred\.DGS10"):
        selected(["fred.DGS1O"])


def test_a_folder_that_takes_no_files_is_refused_before_anybody_is_asked(
    publisher, clock, tmp_path
):
    (tmp_path / "file").write_text("in the way")
    feed = publisher.has("fred.DFII10", csv_of(100))
    with pytest.raises(NotWritten, match="ASSAY_CACHE"):
        update([feed], tmp_path / "file" / "feeds", asker(clock))
    assert publisher.seen == []


def test_a_copy_that_cannot_be_written_leaves_the_last_one(publisher, clock, where):
    feed = publisher.has("fred.DFII10", csv_of(100))
    update([feed], where, asker(clock))
    before = cache.read("fred.DFII10", where)
    longer = csv_of(110)
    (where / f"fred.DFII10.{cache.sha256(longer)[:16]}.body").mkdir()
    feed = publisher.has("fred.DFII10", longer)
    other = publisher.has("fred.DGS10", csv_of(120, "DGS10"))
    (outcome, good) = update([feed, other], where, asker(clock))
    assert (outcome.state, good.state) == (State.LAST_GOOD, State.FRESH)
    assert outcome.reason
    assert cache.read("fred.DFII10", where) == before


def test_a_file_of_the_users_is_checked_like_an_answer(publisher, clock, where, tmp_path):
    feed = feed_named("fred.DFII10")
    mine = tmp_path / "mine.csv"
    mine.write_bytes(csv_of(100))
    outcome = adopt(feed, mine, where, NOW)
    assert (outcome.state, outcome.rows) == (State.FRESH, 100)
    assert cache.load(feed, where).note.asked == "a file of your own"
    before = cache.read("fred.DFII10", where)
    for bad in (b"", b"\0", csv_of(3), csv_of(100, "DGS10")):
        mine.write_bytes(bad)
        with pytest.raises(FeedError):
            adopt(feed, mine, where, NOW)
    with pytest.raises(FeedError, match="No such file"):
        adopt(feed, tmp_path / "none.csv", where, NOW)
    assert cache.read("fred.DFII10", where) == before


def test_offline_tells_what_there_is(publisher, clock, where):
    feed = publisher.has("fred.DFII10", csv_of(100))
    update([feed], where, asker(clock))
    publisher.seen.clear()
    here, absent = offline([feed, feed_named("fred.DGS2")], where)
    assert (here.state, here.rows, here.reason) == (State.LAST_GOOD, 100, "")
    assert (absent.state, absent.reason) == (State.MISSING, "never fetched")
    assert publisher.seen == []

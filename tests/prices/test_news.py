"""News volume from the copies of the feeds: used where there is a copy, asked for where not.

Not here: the tests of direction (`test_interest.py`), the copies themselves (`tests/feeds`).
"""

import io
from datetime import date

import pytest
from rich.console import Console

from assay.prices import news
from assay.record.feeds import cache
from assay.report.interest_to_terminal import render
from tests.prices.interest_worlds import news_world

pytest.importorskip("statsmodels", reason="the extra assay[prices] is not installed")


@pytest.fixture
def copies(monkeypatch):
    """Copies of the feeds by name, in place of the user's."""
    held = {}
    monkeypatch.setattr(cache, "read", held.get)
    return held


def told(found):
    console = Console(file=io.StringIO(), width=200)
    render(found, console)
    return console.file.getvalue()


def test_without_copies_it_says_how_to_get_them(copies):
    assert news.interest_at_hand() == ()
    assert "assay update fetches them" in told(())


def test_news_without_a_price_tells_nothing(copies):
    copies["gdelt.silver_ai_en"], _ = news_world("follows", 1)
    assert news.interest_at_hand() == ()


def test_each_language_at_hand_is_held_against_the_price(copies):
    copies["gdelt.silver_ai_en"], copies["lbma.silver"] = news_world("follows", 1)
    copies["gdelt.silver_ai_zh"], _ = news_world("apart", 9)
    english, chinese = news.interest_at_hand(draws=499)
    assert (english.word, chinese.word) == ("follows", "cannot tell")
    assert english.source == ("lbma.silver", "gdelt.silver_ai_en")
    lines = told((english, chinese)).splitlines()
    assert any("gdelt.silver_ai_en against lbma.silver: follows" in line for line in lines)
    assert any("granger" in line and "price first" in line for line in lines)


def test_on_an_earlier_day_only_what_was_known_is_used(copies):
    copies["gdelt.silver_ai_en"], copies["lbma.silver"] = news_world("follows", 1)
    whole, early, none = (
        news.interest_at_hand(day, draws=99)[0]
        for day in (None, date(2022, 1, 1), date(2019, 1, 1))
    )
    assert early.studies[0].steps < whole.studies[0].steps
    assert early.known_on <= date(2022, 1, 1) < whole.known_on
    assert none.studies[0].reason == "short"
    assert "fewer than 40" in told((none,))

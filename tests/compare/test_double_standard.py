"""A page that alarms about one user and is silent about larger ones, and pages that are not.

Not here: the peers' own figures (`test_compare.py`).
"""

import pytest

import assay
from assay.checks.double_standard import names, unnamed_peers
from assay.comparison import PeerBeside
from assay.model.summary import Band

SAMPLES = 1024
ALARMED = """AI is eating the world's silver
5 February 2026

Silver prices have soared because AI servers and data centres use up the metal. Every AI server
takes silver for its contacts, and data centres swallow ever more of it. AI is driving the price of
silver higher, and the boom in data centres will devour what is left. Silver has doubled because of
AI.{more}
"""


def peer(name: str, value: float, *words: str) -> PeerBeside:
    point, own = Band(*[value] * 5), Band(*[1.0] * 5)
    told = {"en": tuple(words), "zh": ()}
    return PeerBeside(name, {"en": name, "zh": name}, told, 2025, "t/year", point, own, None, None)


def verdict(tmp_path, more: str):
    page = tmp_path / "page.txt"
    page.write_text(ALARMED.format(more=more), "utf-8")
    return assay.judge(page, story="silver", samples=SAMPLES)


def test_a_page_that_alarms_and_names_nobody_else_is_told_who_takes_more(tmp_path):
    found = verdict(tmp_path, "")
    assert found.stance == "asserts"
    assert {one.name for one in found.unnamed} == {"bar_and_coin", "jewelry", "pv", "ev"}


def test_naming_them_ends_it_one_by_one(tmp_path):
    found = verdict(tmp_path, " Solar panels, jewelry and electric cars use silver too.")
    assert [one.name for one in found.unnamed] == ["bar_and_coin"]


@pytest.mark.parametrize("stance", ["disputes", "none"])
def test_a_page_that_does_not_tell_the_story_as_its_own_is_left_alone(tmp_path, stance):
    article = verdict(tmp_path, "").article
    assert unnamed_peers(article, stance, [peer("solar", 9.0, "solar")]) == ()


def test_who_takes_less_need_not_be_named(tmp_path):
    article = verdict(tmp_path, "").article
    peers = [peer("more", 1.5, "thimbles"), peer("less", 0.9, "spoons")]
    assert [one.name for one in unnamed_peers(article, "asserts", peers)] == ["more"]


def test_a_name_counts_as_a_whole_word_only(tmp_path):
    article = verdict(tmp_path, " A solarium is no such thing.").article
    assert not names(article, peer("solar", 9.0, "solar"))
    assert names(article, peer("boom", 9.0, "boom + data centres"))

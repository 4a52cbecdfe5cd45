"""Whole pages, each beside a twin in which a number or a word is changed so that a standing flips.

Not here: the rules one by one (`test_standings.py`), the essay (`test_the_essay.py`).
"""

import tomllib

import pytest

from assay.record.record import load
from assay.report.reasons import plain_reason
from assay.report.words import Words
from tests.checks.reading_room import PAGES, checked, standings

MIRRORS = tomllib.loads((PAGES / "mirrors.toml").read_text("utf-8"))["mirror"]


@pytest.mark.parametrize("mirror", MIRRORS, ids=lambda m: f"{m['number']} then {m['twin']}")
def test_a_changed_number_or_word_flips_the_standing(mirror):
    page = (PAGES / mirror["page"]).read_text("utf-8")
    twin = page
    for old, new in mirror["change"].items():
        assert old in page
        twin = twin.replace(old, new)
    assert standings(checked(page), mirror["number"]) == mirror["standings"]
    assert standings(checked(twin), mirror["twin"]) == mirror["then"]
    assert mirror["standings"] != mirror["then"]


PAIRS = [mirror for mirror in MIRRORS if "named" in mirror]


@pytest.mark.parametrize("mirror", PAIRS, ids=lambda m: f"{m['named']} for {m['told']}")
def test_the_reason_says_which_is_which(mirror):
    """The reader learns what the number is, and what the words make of it, in their language."""
    language = mirror["page"].removesuffix(".txt")[-2:]
    page = (PAGES / mirror["page"]).read_text("utf-8")
    for old, new in mirror["change"].items():
        page = page.replace(old, new)
    (one,) = [item for item in checked(page) if mirror["twin"] in item.claim.text]
    (reason,) = [plain_reason(reason, "", Words(language)) for reason in one.reasons]
    assert mirror["told"] in reason
    assert mirror["named"] in reason
    assert reason.index(mirror["told"]) < reason.index(mirror["named"])


def test_both_languages_hold_every_pair():
    sides = {"pairs-en.txt": 0, "pairs-zh.txt": 0}
    for mirror in PAIRS:
        sides[mirror["page"]] += 1
    assert sides["pairs-en.txt"] == sides["pairs-zh.txt"] == 7


def test_every_side_of_a_pair_has_words_in_both_languages():
    """Also gross and net, of which no published figure tells the one from the other yet."""
    known = load().definitions
    for first, second in (
        ("withdrawn", "consumed"),
        ("nameplate", "mean_load"),
        ("site_load", "it_load"),
        ("of_gdp_47_countries", "of_world_gdp"),
        ("london_noon", "new_york_close"),
        ("general_server", "ai_server_january_2026_basis"),
        ("gross", "net_of_displaced"),
    ):
        assert known[first].axis == known[second].axis
        for one in (known[first], known[second]):
            assert one.words_en
            assert one.words_zh
            assert one.title_en
            assert one.title_zh
            assert one.what


def test_every_standing_is_flipped_by_some_twin():
    told = {name for mirror in MIRRORS for name in (*mirror["standings"], *mirror["then"])}
    assert told == {
        "supported", "superseded", "misframed", "contradicted", "untraceable", "clashes",
    }  # fmt: skip


def test_every_standing_has_its_reason_and_every_figure_its_source():
    for name in ("silver-zh.txt", "siblings-en.txt"):
        for one in checked((PAGES / name).read_text("utf-8")):
            assert len(one.reasons) == len(one.standings)
            assert all(item.source and item.unit for item in one.against)
            assert all(item.known_on for item in one.against if item.source != "run")


def test_the_same_seed_gives_the_same_checks():
    page = (PAGES / "silver-zh.txt").read_text("utf-8")
    first = checked(page)
    checked.cache_clear()
    assert checked(page) == first


def test_a_revision_of_the_future_supersedes_nothing():
    """In March 2026 the survey of April 2026 was not out."""
    from datetime import date

    page = (PAGES / "silver-zh.txt").read_text("utf-8")
    assert standings(checked(page, date(2026, 3, 5)), "1164.1") == ["supported"]

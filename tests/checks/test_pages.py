"""Whole pages, each beside a twin in which a number or a word is changed so that a standing flips.

Not here: the rules one by one (`test_standings.py`), the essay (`test_the_essay.py`).
"""

import tomllib

import pytest

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

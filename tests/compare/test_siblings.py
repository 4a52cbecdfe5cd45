"""Every story that ships, in the report of one that touches no other.

Not here: the other stories that a page touches (`test_asides.py`).
"""

from datetime import date, timedelta

import pytest

import assay
from assay.judging.siblings import SHIPPED, shipped_siblings, written
from assay.record.record import load
from assay.report.to_html import render


def test_what_ships_is_what_a_fresh_run_finds():
    assert written(assay.compare()) == SHIPPED.read_text("utf-8"), "run tools/make_siblings.py"


def test_another_day_has_none_since_they_were_not_run_for_it():
    day = load().last_known_on
    assert len(shipped_siblings(day)) > 10
    assert shipped_siblings(day - timedelta(days=1)) == ()
    early = assay.story("electricity", as_of=date(2025, 6, 1), samples=2**8)
    assert 'id="siblings"' not in render(early, "en")


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "None of the stories that ship holds"), ("zh", "随附的故事无一成立")],
)
def test_a_story_without_a_page_is_shown_among_all_others(language, title):
    verdict = assay.story("electricity:china", samples=2**8)
    section = render(verdict, language).split('<section id="siblings"')[1].split("</section>")[0]
    assert title in section
    own = verdict.story.title[language].replace("'", "&#39;")
    assert f"<b>{own}</b>" in section
    assert section.count("<tr>") == 1 + len(verdict.siblings)

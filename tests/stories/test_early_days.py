"""Every story and case on days that may be too early for it: a verdict, or the first day of one.

Not here: what an early verdict says (`then_and_now/`), broken folders (`test_bad_stories.py`).
"""

import re

import pytest

import assay
from assay.errors import NotKnownYet
from assay.stories.load import cases_of, topics

NAMES = sorted(name for topic in topics() for name in (topic.name, *cases_of(topic.name)))
SAMPLES = 2**8


@pytest.mark.parametrize("name", NAMES)
def test_a_day_too_early_names_the_first_one_that_suffices(name):
    with pytest.raises(NotKnownYet) as early:
        assay.story(name, as_of="2014-01-01", samples=SAMPLES)
    first = re.search(r"--as-of (\d{4}-\d\d-\d\d) or later", str(early.value))
    assert first is not None
    assert assay.story(name, as_of=first[1], samples=SAMPLES).marks


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("water")])
def test_water_taken_is_not_laid_beside_water_gone(name):
    """In early 2024 the last published irrigation of the story's year was a withdrawal."""
    told = assay.story(name, as_of="2024-01-10", samples=SAMPLES)
    assert {row[2] for row in told.comparison} == {"km3{consumed}/year"}


@pytest.mark.parametrize(
    "name", ["electricity", "electricity:world", "water", "water:us", "ewaste"]
)
def test_in_2024_the_last_full_year_is_2022_as_counted_that_january(name):
    """460 TWh with crypto and 110 of crypto were told at the end of January 2024."""
    before, after = (
        assay.compare([name], as_of=day, samples=SAMPLES).stories[0]
        for day in ("2024-01-30", "2024-06-01")
    )
    assert (before.today, after.today) == (2020, 2022)


def test_a_window_that_opens_in_the_last_full_year_is_of_the_year_before():
    told = assay.story("electricity", as_of="2024-06-01", samples=SAMPLES)
    assert told.story.window is not None
    assert (told.story.window.start.year, told.story.window.end.year) == (2021, 2022)

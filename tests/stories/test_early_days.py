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

"""The words of every topic point at things that exist.

Not here: whether they find the right line (`test_tie.py`).
"""

import pytest

from assay.checks.spelling import pieces
from assay.record.record import load
from assay.stories.load import load_story, topics
from assay.units import unit

TOPICS = {topic.name: topic for topic in topics()}
LINES = [(name, line) for name, topic in TOPICS.items() for line in topic.words.lines.values()]
AWAITED = {
    "silver.silver_per_ai_server",
    "silver.silver_per_general_server",
    "silver.ai_silver",
    "silver.ai_silver_change",
    "silver.ai_silver_share",
}
"""Topics that would hold the driver's own figures, had anybody with a source published one."""


def test_all_five_topics_have_words():
    assert set(TOPICS) == {"silver", "electricity", "water", "metals", "ewaste"}


@pytest.mark.parametrize(("topic", "line"), LINES, ids=[f"{t}.{x.name}" for t, x in LINES])
def test_a_line_has_a_unit_words_in_both_languages_and_topics_that_the_record_lists(topic, line):
    unit(line.unit)
    assert line.words["en"] and line.words["zh"]
    assert all(pieces(name) for names in line.words.values() for name in names)
    asked = {*line.record, *line.part, *line.whole}
    assert asked <= {*load().topics, *AWAITED}
    assert asked or line.node


@pytest.mark.parametrize(("topic", "line"), LINES, ids=[f"{t}.{x.name}" for t, x in LINES])
def test_the_recorded_figures_of_a_line_are_told_like_the_line(topic, line):
    """So that no claim tied to the line is held against another dimension."""
    from assay.checks.row import shape

    counted = {"year"}
    want = {k: v for k, v in shape(unit(line.unit)).items() if k not in counted}
    for name in line.record:
        for fact in load().by_topic.get(name, ()):
            have = {k: v for k, v in shape(unit(fact.unit)).items() if k not in counted}
            assert have == want, fact.id


def test_the_nodes_of_the_silver_lines_are_in_its_model():
    story = load_story("silver", load())
    known = {*story.model.quantities, *(given.name for given in story.givens)}
    nodes = {line.node for line in story.words.lines.values() if line.node}
    assert nodes <= known


def test_every_cause_group_of_silver_has_words_and_no_group_is_invented():
    story = load_story("silver", load())
    names = {group.name for group in story.groups}
    assert set(story.words.groups) <= names
    assert names - set(story.words.groups) <= {"drift"}

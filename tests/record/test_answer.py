"""What an answer holds beside what it prints: the points of its chart.

Not here: how it looks (`tests/reports/test_record.py`).
"""

from assay.record.answer import of_topic
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS
from assay.units import unit


def points(record, name, *, history=False):
    topic = record.topics[name]
    return of_topic(topic, record, record.last_known_on, history=history).charted


def test_a_metal_and_its_carbonate_are_not_drawn_as_one_line():
    """373 kt of lithium carbonate hold the 70 kt of lithium of the same year."""
    past = load(KNOWN_ENDS)
    assert [point.middle for point in points(past, "lithium_ev.total_use")] == [373, 583, 724]


def test_every_chart_is_of_one_definition_region_and_label():
    for record in (load(), load(KNOWN_ENDS)):
        for topic in record.topics.values():
            told = of_topic(topic, record, record.last_known_on, history=True)
            drawn = {value for point in told.charted for value in point.path}
            alike = {
                fact.figure().mid * unit(fact.unit).scale / unit(topic.unit).scale
                for fact in record.topic(topic.name)
                if unit(fact.unit).labels == unit(topic.unit).labels
            }
            assert drawn <= alike, topic.name


def test_the_issuer_asked_first_speaks_for_a_year():
    (year,) = [p for p in points(load(), "electricity.data_centre_use") if p.label == "2024"]
    assert year.issuer == "IEA"


def test_a_history_keeps_issuers_apart_and_a_chart_takes_one():
    plain = [p for p in points(load(), "electricity.data_centre_use") if p.label == "2030"]
    apart = points(load(), "electricity.data_centre_use", history=True)
    assert len(plain) == 1
    assert {p.issuer for p in apart if p.label == "2030"} == {"IEA", "Gartner", "Goldman Sachs"}

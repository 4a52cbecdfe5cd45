"""Asking the record by name, and how a figure came to be what it is.

Not here: how an answer looks (`tests/reports/test_record.py`).
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import RecordError
from assay.record.names import called, meant_by, spellings, stories_of, story_of
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS

BOTH = (load(), load(KNOWN_ENDS))
TOPICS = st.sampled_from(sorted(load().topics))


@pytest.mark.parametrize(
    "name",
    ["silver.photovoltaics", "silver.pv", "Silver.PV", " silver.pv ", "SILVER.photovoltaics"],
)
def test_a_topic_answers_to_its_name_and_to_its_short_one(name):
    assert meant_by(name, BOTH).topic.name == "silver.photovoltaics"


def test_a_story_answers_to_its_name_and_past_stories_are_asked_last():
    assert meant_by("water", BOTH).topic is None
    past = meant_by("oil_demand.price", BOTH)
    assert past.record is BOTH[1]
    assert meant_by("oil-demand", BOTH).story == "oil_demand"


@pytest.mark.parametrize(
    ("name", "story"),
    [("白银", "silver"), ("电子垃圾", "ewaste"), ("Electronic waste", "ewaste"), ("铜", "metals")],
)
def test_a_story_answers_to_what_it_is_called_in_either_language(name, story):
    meant = meant_by(name, BOTH)
    assert (meant.story, meant.topic) == (story, None)


@pytest.mark.parametrize("name", ["光伏用银", "silver in photovoltaics"])
def test_a_topic_answers_to_the_title_under_which_it_is_listed(name):
    topic = load().topics["silver.photovoltaics"]
    assert name in (topic.title_zh, topic.title_en.casefold())
    assert meant_by(name, BOTH).topic == topic


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("silver.photovoltaic", "silver.photovoltaics"),
        ("sliver.pv", "silver.photovoltaics"),
        ("pv", "silver.photovoltaics"),
        ("silver.solar", "silver.pv_silver_intensity"),
        ("oil_demand.prise", "oil_demand.price"),
        ("watter", "water"),
        ("silver.qqqq", "assay record silver"),
        ("zzzz", "electricity"),
        ("nonsense", "electricity, ewaste, metals, offsets, silver, water"),
    ],
)
def test_a_name_that_nothing_has_is_answered_with_the_nearest(name, nearest):
    with pytest.raises(RecordError) as caught:
        meant_by(name, BOTH)
    assert repr(name) in caught.value.found
    assert nearest in caught.value.remedy


def test_no_two_topics_answer_to_one_name():
    for record in BOTH:
        names = [text for topic in record.topics.values() for text in spellings(topic)]
        names += [text for story in stories_of(record) for text in called(story)]
        assert len(names) == len(set(names))


@given(TOPICS)
def test_every_topic_is_found_by_each_of_its_spellings(name):
    topic = load().topics[name]
    for text in spellings(topic):
        assert meant_by(text, BOTH).topic == topic
    assert meant_by(story_of(topic), BOTH).topic is None


def test_the_deficit_of_2025_was_forecast_twice_before_it_was_known():
    """117.6 in May 2025, 95 in November, 40.3 in April 2026: one line, forecast and outcome."""
    (year,) = [one for one in load().history("silver.market_balance") if one.years == (2025, 2025)]
    told = [(v.fact.value, v.fact.status, v.known_on) for v in year.vintages]
    assert told == [
        (-117.6, "forecast", date(2025, 5, 14)),
        (-95.0, "forecast", date(2025, 11, 13)),
        (-40.3, "actual", date(2026, 4, 15)),
    ]
    assert [v.change for v in year.vintages] == [None, pytest.approx(22.6), pytest.approx(54.7)]


def test_another_issuer_revises_nothing():
    """Gartner's 980 TWh of 2030 is no revision of IEA's 945."""
    years = load().history("electricity.data_centre_use", region="World")
    (year,) = [one for one in years if one.years == (2030, 2030)]
    (gartner,) = [one for one in year.vintages if one.fact.issuer == "Gartner"]
    assert gartner.before is None
    (iea,) = [one for one in year.vintages if one.fact.id == "el_iea_2030_2026ed"]
    assert iea.change == 5


@given(TOPICS)
def test_a_history_holds_every_fact_once_in_order_of_issue(name):
    record = load()
    years = record.history(name)
    told = [one.fact.id for year in years for one in year.vintages]
    assert sorted(told) == sorted(fact.id for fact in record.topic(name))
    for year in years:
        issued = [one.fact.issued_on for one in year.vintages]
        assert issued == sorted(issued)
        for one in year.vintages:
            assert one.fact.years == year.years
            if one.before is not None:
                assert one.before.issuer == one.fact.issuer
                assert one.before.issued_on < one.fact.issued_on
                moved = one.before.figure().mid + one.change
                assert moved == pytest.approx(one.fact.figure().mid)


@given(TOPICS, st.dates(date(2019, 1, 1), date(2026, 11, 22)))
def test_no_history_tells_what_came_later(name, day):
    known = load().as_of(day)
    for year in known.history(name):
        assert all(one.known_on <= day for one in year.vintages)

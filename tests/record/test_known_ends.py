"""The past stories: facts beside judgements, labels with reasons, none of it evidence for a page.

Not here: where their rows come from (`test_origin_of_known_ends.py`), derived figures
(`test_derived.py`).
"""

from collections import Counter
from datetime import date

import pytest

from assay.errors import RecordError
from assay.record.check import complaints
from assay.record.known_ends import KINDS, known_ends
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS
from assay.units import unit

RECORD = load(KNOWN_ENDS)
STORIES = known_ends()
ROLES = ("price_start", "price_end", "use_D_start", "use_D_end")


def test_the_past_stories_keep_every_rule_of_the_record():
    assert complaints(RECORD, sums=KNOWN_ENDS / "sums.toml") == ()


def test_sixteen_stories_end_as_their_literature_says():
    assert Counter(story.label for story in STORIES.values()) == {
        "confirmed": 7,
        "mixed": 5,
        "refuted": 4,
    }
    assert STORIES["oil_spec"].label == "refuted"
    assert STORIES["palladium_auto"].label == "confirmed"
    assert all(story.why and story.confidence for story in STORIES.values())


def test_every_story_is_told_in_both_languages_and_has_a_window():
    for story in STORIES.values():
        assert set(story.title) == set(story.claim) == {"en", "zh"}
        assert story.start and story.end and story.driver and story.resource


@pytest.mark.parametrize("name", STORIES)
def test_a_story_has_its_prices_and_uses_as_facts_or_as_judgements(name):
    judged = {one.id for one in STORIES[name].judgements}
    for role in ROLES:
        if name == "gpu_crypto" and role == "use_D_end":
            role = "share_used"  # nobody counted the cards; published shares are all there is
        key = f"{name}.{role}"
        assert (key in RECORD.by_id) != (key in judged), key


def test_a_judgement_says_why_and_is_never_a_fact_or_an_input():
    judged = [one for story in STORIES.values() for one in story.judgements]
    assert len(judged) > 40
    for one in judged:
        assert one.kind in KINDS
        assert one.why
        unit(one.unit, one.id)
        assert one.figure().low <= one.value <= one.figure().high
    ids = {one.id for one in judged}
    assert ids.isdisjoint(RECORD.by_id)
    assert all(ids.isdisjoint(fact.inputs) for fact in RECORD.facts)


def test_every_sum_of_elasticities_is_a_judgement():
    """None was published for any of the markets in the form the algebra takes."""
    for name, story in STORIES.items():
        (chosen,) = [one for one in story.judgements if one.id == f"{name}.eps_sum"]
        assert chosen.low <= chosen.value <= chosen.high


def test_what_is_told_names_a_work_of_the_record_or_none():
    for story in STORIES.values():
        for told in story.told:
            assert told.source == "" or told.source in RECORD.sources
            assert told.known_on <= date(2026, 11, 22)


def test_no_page_is_held_against_a_past_story():
    """Iron ore of 2008 must not answer a claim about silver: the two records share no topic."""
    assert set(load().topics).isdisjoint(RECORD.topics)
    assert set(load().by_id).isdisjoint(RECORD.by_id)
    assert {topic.partition(".")[0] for topic in RECORD.topics} == set(STORIES)


def test_the_cut_exports_of_rare_earths_were_known_half_a_year_after_the_quota():
    """The quota fell by 40 % in July 2010; that exports fell by 9 % was known in January 2011."""
    told = RECORD.as_of(date(2010, 8, 31))
    assert told.latest("ree_quota.export_quota_change", 2010).value == -40
    assert told.topic("ree_quota.driver_use") == ()
    later = RECORD.as_of(date(2011, 1, 31))
    assert later.latest("ree_quota.driver_use", 2010).value == 39813


def test_the_first_count_of_lithium_was_revised_upwards():
    (year,) = [
        one
        for one in RECORD.history("lithium_ev.total_use", issuer="USGS")
        if one.years == (2020, 2020)
    ]
    assert [vintage.fact.value for vintage in year.vintages if not vintage.fact.inputs] == [56, 70]
    assert year.vintages[1].change == 14


def test_a_wrong_label_is_refused(tmp_path):
    path = tmp_path / "known_ends.toml"
    text = (KNOWN_ENDS / "known_ends.toml").read_text("utf-8")
    path.write_text(text.replace('label = "mixed"', 'label = "perhaps"', 1), "utf-8")
    with pytest.raises(RecordError, match="perhaps"):
        known_ends(path)


def test_a_missing_key_is_named(tmp_path):
    path = tmp_path / "known_ends.toml"
    text = (KNOWN_ENDS / "known_ends.toml").read_text("utf-8")
    path.write_text(text.replace("driver = ", "engine = ", 1), "utf-8")
    with pytest.raises(RecordError, match="driver"):
        known_ends(path)

"""Changes held against two levels of the record, by hand: which levels, which band, which sentence.

Not here: whole pages with changed numbers (`test_pages.py`), printed changes (`test_standings.py`).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.changes import change_lines, changed
from assay.checks.check import check_claims
from assay.checks.standing import Standing
from assay.claims.claim import Comparator
from tests.checks.world import EARLY, LATE, LATER, article, claim, fact, line, record, words

LEVEL = line()


def levels(before=100.0, after=110.0, **changes):
    """A record of a line in two years, by one issuer."""
    return record(
        fact("before", before, years=(2024, 2024), known_on=EARLY),
        fact("after", after, years=(2025, 2025), **changes),
    )


def change(value, **told):
    """A claimed rise in per cent in 2025."""
    return claim(value, "percent", is_change=True, direction=1, time="in 2025", **told)


def test_two_levels_give_the_change_with_the_band_of_their_rounding():
    (row,) = changed(change(10.0), "", LEVEL, levels())
    assert row.value == pytest.approx(10.0)
    assert row.low == pytest.approx(100 * (108.9 / 101 - 1))
    assert row.high == pytest.approx(100 * (111.1 / 99 - 1))
    assert [one.id for one in row.facts] == ["after", "before"]


@given(
    before=st.floats(1.0, 1e6), after=st.floats(1.0, 1e6), scale=st.sampled_from([1e-3, 1.0, 1e6])
)
def test_the_change_does_not_depend_on_the_unit_of_the_levels(before, after, scale):
    """And the band holds the value, whatever the levels."""
    (plain,) = changed(change(10.0), "", LEVEL, levels(before, after))
    assert plain.low <= plain.value <= plain.high
    assert plain.value == pytest.approx(100 * (after * scale / (before * scale) - 1), abs=1e-6)


@pytest.mark.parametrize(
    "departure",
    [{"definition": "consumed"}, {"region": "United Kingdom"}, {"issuer": "another office"}],
)
def test_levels_that_are_not_told_alike_give_no_change(departure):
    assert changed(change(10.0), "", LEVEL, levels(**departure)) == ()


def test_a_relayed_level_is_no_evidence():
    assert changed(change(10.0), "", LEVEL, levels(source="article_x")) == ()


@pytest.mark.parametrize(
    ("time", "clause"),
    [
        ("since March 2025", ""),
        ("in the first half of 2025", "in the first half"),
        ("in 2025", "rose 10 percent quarter on quarter"),
        ("in 2025", "年均增长10%"),
        ("in 2025", "demand was 10 percent higher than supply"),
        ("in 2025", "需求比供应高10%"),
    ],
)
def test_another_stretch_or_a_comparison_of_two_things_is_not_held_against_the_year(time, clause):
    one = claim(10.0, "percent", is_change=True, direction=1, time=time)
    assert changed(one, clause, LEVEL, levels()) == ()


@pytest.mark.parametrize("clause", ["10 percent higher than in 2024", "比去年高10%", "rose"])
def test_the_year_before_is_no_other_thing(clause):
    assert len(changed(change(10.0), clause, LEVEL, levels())) == 1


def test_a_change_since_a_year_runs_to_the_last_outcome_and_not_to_a_forecast():
    known = record(
        fact("a", 100.0, years=(2020, 2020), known_on=EARLY),
        fact("b", 150.0, years=(2025, 2025)),
        fact("c", 400.0, years=(2026, 2026), status="forecast"),
    )
    one = claim(50.0, "percent", is_change=True, direction=1, year=None, time="since 2020")
    (row,) = changed(one, "", LEVEL, known)
    assert (row.value, row.years) == (pytest.approx(50.0), (2020, 2025))


def test_a_balance_that_may_change_its_sign_gives_no_change():
    assert changed(change(10.0), "", LEVEL, levels(-5.0, 10.0)) == ()


@pytest.mark.parametrize("unit", ["percent", "USD/oz"])
def test_shares_and_prices_get_no_line_of_change(unit):
    assert change_lines(words(line(unit=unit)), "") == ()


def test_the_change_of_an_amount_a_piece_is_meant_only_where_the_words_say_so():
    known = words(line(unit="mg/W"))
    assert change_lines(known, "ore used rose") == ()
    (derived,) = change_lines(known, "ore used per watt rose")
    assert derived.change_of == "line"


def test_a_line_with_a_change_of_its_own_gets_no_second_one():
    own = line(name="line_change", unit="percent", change_of="line")
    assert change_lines(words(line(), own), "") == ()
    (derived,) = change_lines(words(line()), "")
    assert (derived.change_of, derived.unit, derived.record) == ("line", "percent", ())


def standing(value, known, text="The ore used rose {} percent in 2025.", topic="ore"):
    """The standing of a change on a page of the topic, and its reason."""
    told = text.format(value)
    start = told.index(str(value))
    one = change(
        value, subject="ore used", step=0.1, comparator=Comparator.EXACT, text=f"{value} percent",
        span=(start, start + len(f"{value} percent")), sentence=(0, len(told)),
    )  # fmt: skip
    page = article(f"{told} ore ore ore ore", title=topic)
    (checked,) = check_claims(page, [one], known, None, {"ore": words(line())}, 1)
    return checked.standings[0], checked


def test_a_change_of_two_levels_is_supported_and_another_contradicted_with_both_named():
    known = levels(1001.0, 1101.1)
    right, checked = standing(10.0, known)
    assert right is Standing.SUPPORTED
    assert checked.reasons[0].key == "supported_change"
    assert [one.fact for one in checked.against] == [None, "after", "before"]
    assert {key: checked.reasons[0].values[key] for key in ("before", "after", "before_year")} == {
        "before": 1001.0,
        "after": 1101.1,
        "before_year": 2024,
    }
    wrong, checked = standing(30.0, known)
    assert wrong is Standing.CONTRADICTED
    assert checked.reasons[0].key == "contradicted_change"


def test_a_revised_level_supersedes_the_change_that_was_right_before():
    known = record(
        fact("before", 1001.0, years=(2024, 2024), known_on=EARLY),
        fact("after", 1101.1, known_on=LATE),
        fact("revised", 1251.3, known_on=LATER),
    )
    assert standing(10.0, known)[0] is Standing.SUPERSEDED
    assert standing(25.0, known)[0] is Standing.SUPPORTED


def test_a_page_of_no_topic_ties_no_change_to_a_level():
    page = article("The ore used rose 10 percent in 2025.")
    one = change(10.0, subject="ore used", text="10 percent", span=(18, 28), sentence=(0, 37))
    (checked,) = check_claims(page, [one], levels(), None, {"ore": words(line())}, 1)
    assert checked.line is None

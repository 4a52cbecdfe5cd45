"""The figure that a claim meets on a day, and when two days give another one."""

from dataclasses import replace

import pytest

from assay.checks.reference import moved, reference, references
from assay.checks.row import printed
from assay.checks.standing import CheckedClaim, Evidence, Reason, Standing
from tests.checks.world import EARLY, LATE, LATER, claim, fact, record

FORECAST = fact("f1", 95.0, known_on=EARLY, status="forecast")
LATER_FORECAST = fact("f2", 98.0, known_on=LATE, status="forecast")
OUTCOME = fact("f3", 40.3, known_on=LATER)
RECORD = record(FORECAST, LATER_FORECAST, OUTCOME)


def held(one, role="match"):
    row = printed(one)
    return row.evidence(role, row.ends())[0]


def checked(*against):
    reason = Reason("supported", {})
    return CheckedClaim(claim(95.0), "line", "t", (Standing.SUPPORTED,), against, (reason,))


def test_the_newest_issue_of_the_issuer_is_the_reference():
    found = reference(checked(held(FORECAST)), record(FORECAST, LATER_FORECAST))
    assert (found.fact, found.value, found.known_on, found.role) == ("f2", 98.0, LATE, "newest")
    assert reference(checked(held(FORECAST)), RECORD).fact == "f3"


def test_an_issuer_who_counts_more_has_moved_the_figure():
    wider = fact("f4", 96.0, known_on=LATER, definition="consumed")
    found = reference(checked(held(FORECAST)), record(FORECAST, wider))
    assert found.fact == "f4"
    assert moved(held(FORECAST), found, record(FORECAST, wider))


@pytest.mark.parametrize(
    "change",
    [{"issuer": "bureau"}, {"years": (2024, 2024)}, {"region": "United Kingdom"}, {"unit": "GW"}],
)
def test_another_issuer_year_region_or_dimension_is_no_later_issue(change):
    other = fact("f5", 40.0, known_on=LATER, **change)
    assert reference(checked(held(FORECAST)), record(FORECAST, other)).fact == "f1"


def test_a_relayed_claim_is_no_reference():
    relayed = fact("claim.5", 40.0, known_on=LATER)
    assert reference(checked(held(FORECAST)), record(FORECAST, relayed)).fact == "f1"


def test_the_revision_leads_where_a_vintage_was_overtaken():
    against = (held(FORECAST, "vintage"), held(OUTCOME, "revision"))
    assert reference(checked(*against), RECORD).fact == "f3"


def test_a_figure_of_one_day_stays_the_figure_of_that_day():
    price = fact("p1", 99.0, day=EARLY)
    later = fact("p2", 55.0, day=LATE, known_on=LATER)
    assert reference(checked(held(price)), record(price, later)).fact == "p1"


def test_without_a_figure_what_another_number_implies_is_the_reference():
    implied = Evidence((2.0, 3.0), "t", "run", None, "node", "1.2 kg", "2025", None, "implied")
    assert reference(checked(implied), RECORD) == implied
    assert reference(checked(), RECORD) is None


def test_two_days_are_compared_by_what_the_same_number_implies():
    """Like is held against like, wherever it stands among the figures of either day."""
    wide = Evidence((1.1, 8.0), "t", "run", None, "node", "2.7 million", "2025", None, "implied")
    close = replace(wide, value=(2.2, 2.4), quantity="830 tonnes")
    later = replace(close, value=(2.3, 2.5))
    far = replace(wide, value=(10.0, 13.0), quantity="1.8 kg")
    assert references(checked(wide, close), checked(later, far), RECORD, RECORD) == (close, later)
    assert references(checked(wide), checked(later), RECORD, RECORD) == (None, None)
    assert references(checked(wide), checked(), RECORD, RECORD) == (wide, None)


def test_a_number_without_a_year_implies_something_of_the_last_full_one_on_either_day():
    old = Evidence((1.0, 2.0), "t", "run", None, "node", "1.8 kg", "2024", None, "implied")
    other = replace(old, value=(3.0, 4.0), year="2025")
    exact, moved_on = replace(old, value=(5.0, 6.0)), replace(other, value=(7.0, 8.0))
    assert references(checked(other), checked(exact), RECORD, RECORD) == (other, exact)
    found = references(checked(old, other), checked(moved_on), RECORD, RECORD)
    assert found == (other, moved_on)


def test_a_figure_has_moved_by_more_than_rounding_or_not_at_all():
    again = fact("f6", 95.0, known_on=LATER)
    nearly = fact("f7", 95.2, known_on=LATER)
    whole = record(FORECAST, again, nearly, OUTCOME)
    assert not moved(held(FORECAST), held(FORECAST), whole)
    assert not moved(held(FORECAST), held(again), whole)
    assert not moved(held(FORECAST), held(nearly), whole)
    assert moved(held(FORECAST), held(OUTCOME), whole)
    assert moved(None, held(OUTCOME), whole)
    assert not moved(None, None, whole)


def test_an_implied_interval_moves_in_the_digits_in_which_it_is_told():
    implied = Evidence((2.01, 3.04), "t", "run", None, "node", "1.2 kg", "2025", None, "implied")
    assert not moved(implied, replace(implied, value=(2.04, 2.96)), RECORD)
    assert moved(implied, replace(implied, value=(2.04, 3.2)), RECORD)

"""The record: what was published, side by side, as known on a day.

Not here: whether rows keep the rules (`test_check.py`), where they come from (`test_origin.py`).
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import NotKnownYet, RecordError
from assay.figure import Figure
from assay.record.record import Record, load

JANUARY = date(2026, 2, 3)
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))


@pytest.fixture(scope="module")
def record() -> Record:
    return load()


def test_the_deficit_of_2025_shrank_between_november_and_april(record):
    """The interim review of November 2025 said 95 Moz, the survey of April 2026 40.3."""
    assert record.as_of(JANUARY).latest("silver.market_balance", 2025).value == -95
    assert record.latest("silver.market_balance", 2025).value == -40.3


def test_the_demand_of_2025_was_forecast_before_it_was_known(record):
    then = record.as_of(JANUARY).latest("silver.total_demand", 2025)
    now = record.latest("silver.total_demand", 2025)
    assert (then.value, then.status) == (1120, "forecast")
    assert (now.value, now.status) == (1130.6, "actual")


def test_vintages_stand_side_by_side_oldest_first(record):
    values = [fact.value for fact in record.vintages("silver.market_balance", 2025)]
    assert values == [-117.6, -95, -40.3]


def test_the_december_revision_counts_under_the_issuer_of_april(record):
    """78 GW became 106 GW: the share derived from it supersedes the headline of the same issuer."""
    headline, *revised = record.vintages("electricity.data_centre_share", 2035, "United States")
    assert (headline.value, headline.issuer) == (8.6, "BloombergNEF")
    assert {fact.issuer for fact in revised} == {"BloombergNEF"}
    assert {fact.issued_on for fact in revised} == {date(2025, 12, 1)}
    assert record.fact("el_der_dec_share_lo").value == 11.7


def test_growth_of_ai_servers_was_raised_after_january(record):
    """+28 % for 2026 in January, +51.3 % in May; the two counts are told apart."""
    growth = record.vintages("silver.ai_server_growth", 2026)
    assert [(fact.value, fact.definition) for fact in growth] == [
        (28, "ai_server_january_2026_basis"),
        (51.3, "ai_server_may_2026_basis"),
    ]
    assert len(record.as_of(JANUARY).vintages("silver.ai_server_growth", 2026)) == 1


def test_half_of_the_uk_fits_withdrawal_only(record):
    shares = {fact.definition: fact for fact in record.topic("water.ai_share_of_uk")}
    assert (shares["withdrawn"].low, shares["withdrawn"].high) == (49.8, 78.3)
    assert (shares["consumed"].low, shares["consumed"].high) == (4.5, 7.1)
    assert shares["withdrawn"].unit == "percent"
    assert "{consumed}/{withdrawn}" in shares["consumed"].unit, "unlike labels stay printed"


def test_shares_of_gdp_say_whose_gdp(record):
    shares = {
        (fact.definition, fact.years[0]): fact.value
        for fact in record.topic("offsets.digital_share_of_gdp")
    }
    assert shares["of_gdp_47_countries", 2021] == 45
    assert shares["of_gdp_5_countries", 2022] == 58
    assert max(value for (of, _), value in shares.items() if of == "of_world_gdp") < 25


def test_another_producer_of_a_line_is_another_definition(record):
    """USGS counts 836 Moz mined in 2025 where the World Silver Survey has 846.6."""
    assert record.latest("silver.mine_production", 2025).value == 846.6
    assert record.latest("silver.mine_production", 2025, definition="usgs").value == 835.9
    assert record.latest("silver.industrial", 2017).definition == "metals_focus"
    assert record.latest("silver.industrial", 2014).definition == "gfms"


def test_a_series_has_one_figure_a_year(record):
    series = record.series("silver.photovoltaics")
    assert list(series) == list(range(2014, 2027))
    assert series[2022].value == 118.1, "the survey of 2023 said 140.3"
    assert series[2026].status == "forecast"


def test_the_last_full_year_has_an_outcome_for_every_line(record):
    lines = ("silver.total_demand", "silver.industrial", "silver.jewelry", "silver.mine_production")
    assert record.last_full_year(lines) == 2025
    assert record.as_of(date(2026, 4, 14)).last_full_year(lines[:2]) == 2024
    assert record.last_full_year(("silver.ai_server_growth",)) != 2026


def test_a_figure_finds_facts_of_its_dimension_whatever_period_and_label(record):
    """A page says tonnes; the record has million ounces a year and tonnes a day."""
    found = record.find(Figure(900, 1000, 1100, "t", 2025))
    assert "wss2026.total_demand.2025" in {fact.id for fact in found}
    assert "wa_chatgpt_day" in {fact.id for fact in found}
    assert not [fact for fact in found if fact.topic == "silver.price"]


def test_prices_of_a_day_are_known_that_day(record):
    """99.00 on 23 January 2026, and a rise of 37.5 % since the year began."""
    then = record.as_of(date(2026, 1, 23))
    assert then.latest("silver.price", 2026).value == 99.0
    assert then.latest("silver.price_change", 2026).value == 37.5
    assert then.latest("silver.price_change", 2025).value == 149.0
    with pytest.raises(NotKnownYet):
        then.fact("price.london.2026-01-29")


def test_only_few_london_fixes_travel_with_the_record(record):
    fixes = [fact for fact in record.topic("silver.price") if fact.definition == "london_noon"]
    assert len(fixes) <= 7
    assert all(fact.day for fact in fixes)


@given(DAYS)
def test_nothing_known_later_is_in_an_earlier_record(day):
    earlier = load().as_of(day)
    assert all(fact.known_on <= day for fact in earlier.facts)
    assert earlier.last_known_on <= day
    assert len(earlier.facts) + len(earlier.later) == len(load().facts)


@given(DAYS, DAYS)
def test_looking_back_twice_is_looking_back_to_the_earlier_day(one, other):
    assert load().as_of(one).as_of(min(one, other)).facts == load().as_of(min(one, other)).facts


def test_an_unknown_topic_names_the_nearest(record):
    with pytest.raises(RecordError, match=r"silver\.market_balance"):
        record.topic("silver.market_ballance")


def test_a_topic_of_which_nothing_was_known_is_empty_and_not_an_error(record):
    assert record.as_of(date(2020, 1, 1)).topic("silver.price_change") == ()
    assert record.as_of(date(2020, 1, 1)).latest("silver.price_change", 2025) is None


def test_a_fact_of_later_says_when_it_became_known(record):
    with pytest.raises(NotKnownYet) as caught:
        record.as_of(JANUARY).fact("wss2026.market_balance.2025")
    assert "2026-04-15" in caught.value.expected


def test_before_anything_was_known_there_is_no_record(record):
    with pytest.raises(NotKnownYet):
        record.as_of(date(1900, 1, 1))


def test_every_topic_and_definition_has_a_name_in_both_languages(record):
    for named in (*record.topics.values(), *record.definitions.values()):
        assert named.title_en and named.title_zh, named


def test_a_bare_word_of_use_means_consumed_for_a_user_and_withdrawn_for_a_country(record):
    consumed, withdrawn = record.definitions["consumed"], record.definitions["withdrawn"]
    assert consumed.default_for == ("user",) and withdrawn.default_for == ("whole",)
    assert {"use", "用水"} <= set(consumed.default_words) & set(withdrawn.default_words)
    assert consumed.axis == withdrawn.axis

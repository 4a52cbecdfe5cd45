"""The five standings by hand: each rule with the smallest record that decides it, and its twin.

Not here: clashes (`test_implied.py`), whole pages (`test_pages.py`).
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.against_record import stand
from assay.checks.row import is_evidence
from assay.checks.rows import between_days, rows_of
from assay.checks.standing import Standing
from assay.checks.wording import Told, definitions_named, name
from assay.claims.claim import Comparator
from assay.record.record import load
from tests.checks.world import EARLY, LATE, LATER, claim, fact, line, record


def outcome(one, known, tied=None, sentence="", published=None):
    """(standing, evidence, reason) of a claim held against a hand-made record."""
    tied = tied or line()
    rows = rows_of(tied, known, one.unit)
    named = name(one, Told(tied, sentence or one.text, sentence or one.text), rows, known)
    if named.month_day is None and one.year is not None and tied.change_of is None:
        rows = (*rows, *between_days(rows))
    return stand(named, rows, published)


def standing(*arguments, **changes):
    return outcome(*arguments, **changes)[0]


def test_a_number_that_the_record_has_is_supported_and_another_is_contradicted():
    known = record(fact("f", 1000.0))
    assert standing(claim(1000.0), known) is Standing.SUPPORTED
    assert standing(claim(1200.0), known) is Standing.CONTRADICTED


def test_a_figure_may_have_been_converted_by_rounded_factors():
    known = record(fact("f", 197.5, unit="Moz{silver}/year"))
    silver = line(unit="t{silver}/year")
    assert standing(claim(6147.0), known, silver) is Standing.SUPPORTED
    assert standing(claim(6193.0), known, silver) is Standing.CONTRADICTED
    # in the unit of the record every digit counts
    assert standing(claim(197.7, "Moz", step=0.1), known, silver) is Standing.CONTRADICTED
    assert standing(claim(6147.0), record(fact("f", 6143.0)), line()) is Standing.CONTRADICTED


def test_the_narrower_of_two_words_tells_the_definition():
    both = [load().definitions[key] for key in ("consumed", "consumed_on_site")]
    for text in ("66 litres were consumed directly", "直接消耗66升"):
        assert [one.key for one in definitions_named((text,), both, "user")] == ["consumed_on_site"]
    (plain,) = definitions_named(("66 litres were consumed",), both, "user")
    assert plain.key == "consumed"


def test_a_figure_of_another_region_is_meant_only_where_its_digits_are_those():
    """About 1,660 may be 1,800, but some country always uses a tenth more or less."""
    known = record(
        fact("uk", 1800.0, region="United Kingdom"), fact("world", 1000.0, region="World")
    )
    of_world = {"subject": "world's ore used", "comparator": Comparator.ABOUT}
    assert standing(claim(1660.0, step=10.0, **of_world), known) is Standing.CONTRADICTED
    assert standing(claim(1800.0, step=100.0, **of_world), known) is Standing.MISFRAMED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bot drinks 500 ml for every 10 to 50 prompts.", Standing.SUPPORTED),
        ("A bot drinks 500 ml for every 30 medium-length responses.", Standing.SUPPORTED),
        ("每回答20到50个问题，要喝掉500毫升。", Standing.SUPPORTED),
        ("A bot drinks 500 ml for every 200 questions.", Standing.CONTRADICTED),
        ("A bot drinks 500 ml for every prompt.", Standing.CONTRADICTED),
    ],
)
def test_an_amount_for_several_things_is_held_against_that_for_one(sentence, expected):
    known = record(fact("f", 16.9, unit="mL/prompt"))
    told = claim(500.0, "mL", year=None, step=100.0)
    assert standing(told, known, line(unit="mL/prompt"), sentence) is expected


def test_who_tells_what_one_thing_takes_is_not_where():
    known = record(fact("f", 16.9, unit="mL/prompt"))
    told = claim(16.9, "mL", year=None, step=0.1, attributed_to="UK")
    sentence = "UK said a prompt takes 16.9 ml."
    assert standing(told, known, line(unit="mL/prompt"), sentence) is Standing.SUPPORTED


def test_what_nobody_published_is_untraceable():
    assert standing(claim(1000.0), record()) is Standing.UNTRACEABLE


def test_another_year_says_nothing():
    known = record(fact("f", 1000.0, years=(2024, 2024)))
    assert standing(claim(1000.0), known) is Standing.UNTRACEABLE


def test_a_claim_without_year_is_held_against_every_year():
    known = record(fact("a", 1003.0, years=(2020, 2020)), fact("b", 2007.0, years=(2024, 2024)))
    assert standing(claim(2007.0, year=None), known) is Standing.SUPPORTED
    assert standing(claim(3000.0, year=None), known) is Standing.CONTRADICTED


@pytest.mark.parametrize(
    ("comparator", "printed", "recorded", "expected"),
    [
        (Comparator.OVER, 100.0, 149.0, Standing.SUPPORTED),
        (Comparator.OVER, 100.0, 151.0, Standing.CONTRADICTED),
        (Comparator.ALMOST, 100.0, 91.0, Standing.SUPPORTED),
        (Comparator.ALMOST, 100.0, 102.0, Standing.CONTRADICTED),
        (Comparator.ABOUT, 100.0, 109.0, Standing.SUPPORTED),
        (Comparator.ABOUT, 100.0, 112.0, Standing.CONTRADICTED),
        (Comparator.EXACT, 100.0, 103.0, Standing.CONTRADICTED),
    ],
)
def test_a_hedge_says_how_far_a_number_reaches(comparator, printed, recorded, expected):
    known = record(fact("f", recorded))
    assert standing(claim(printed, comparator=comparator), known) is expected


def test_a_number_that_its_own_issuer_has_changed_is_superseded():
    known = record(
        fact("old", 1000.0, known_on=EARLY),
        fact("new", 1200.0, known_on=LATE),
    )
    found, against, reason = outcome(claim(1000.0), known, published=LATER)
    assert found is Standing.SUPERSEDED
    assert [one.role for one in against] == ["vintage", "revision"]
    assert reason.key == "superseded_before"
    assert standing(claim(1200.0), known) is Standing.SUPPORTED


def test_the_report_is_told_whether_the_revision_came_after_the_page():
    known = record(fact("old", 1000.0, known_on=EARLY), fact("new", 1200.0, known_on=LATER))
    assert outcome(claim(1000.0), known, published=LATE)[2].key == "superseded_after"
    assert outcome(claim(1000.0), known)[2].key == "superseded"


def test_on_the_day_before_the_revision_the_number_still_stood():
    everything = (fact("old", 1000.0, known_on=EARLY), fact("new", 1200.0, known_on=LATER))
    known = record(*[one for one in everything if one.known_on <= LATE])
    assert standing(claim(1000.0), known) is Standing.SUPPORTED


def test_another_issuer_supersedes_nobody():
    known = record(
        fact("old", 1000.0, known_on=EARLY),
        fact("new", 1200.0, known_on=LATE, issuer="another office"),
    )
    assert standing(claim(1000.0), known) is Standing.SUPPORTED


def test_a_revision_within_rounding_is_none():
    known = record(fact("old", 945.0, known_on=EARLY), fact("new", 950.0, known_on=LATE))
    assert standing(claim(945.0), known) is Standing.SUPPORTED


def test_a_hedged_number_that_still_fits_the_newest_issue_is_supported():
    known = record(fact("old", 1164.0, known_on=EARLY), fact("new", 1157.0, known_on=LATE))
    assert standing(claim(1160.0, comparator=Comparator.ABOUT), known) is Standing.SUPPORTED


def test_a_share_of_the_wrong_kind_of_water_is_misframed():
    """The user's 'use' means consumed: 1 of 10; withdrawn it would be 5 of 10."""
    known = record(
        fact("wd", 5.0, topic="t.ai", definition="withdrawn", unit="km3{withdrawn}/year"),
        fact("co", 1.0, topic="t.ai", definition="consumed", unit="km3{consumed}/year"),
        fact(
            "uk", 10.0, topic="t.uk", definition="withdrawn", unit="km3{withdrawn}/year",
            region="United Kingdom", years=(2018, 2018),
        ),
    )  # fmt: skip
    tied = line(record=(), part=("t.ai",), whole=("t.uk",), unit="percent")
    told = {"unit": "percent", "share_of": "Britain's annual use"}
    found, against, reason = outcome(
        claim(50.0, subject="global AI water use", **told), known, tied
    )
    assert found is Standing.MISFRAMED
    assert reason.key == "misframed_definition_told"
    assert reason.values["proper"] == 10.0
    assert [one.role for one in against][:3] == ["other definition", "input", "input"]
    rightly = claim(50.0, subject="water withdrawn for global AI", **told)
    assert standing(rightly, known, tied) is Standing.SUPPORTED
    assert standing(claim(10.0, subject="AI water use", **told), known, tied) is Standing.SUPPORTED
    assert (
        standing(claim(90.0, subject="AI water use", **told), known, tied) is Standing.CONTRADICTED
    )


def test_labels_that_do_not_cancel_stay_printed():
    known = record(
        fact("co", 1.0, topic="t.ai", definition="consumed", unit="km3{consumed}/year"),
        fact("uk", 10.0, topic="t.uk", definition="withdrawn", unit="km3{withdrawn}/year"),
    )
    tied = line(record=(), part=("t.ai",), whole=("t.uk",), unit="percent")
    against = outcome(claim(10.0, "percent"), known, tied)[1]
    assert against[0].unit == "percent{consumed}/{withdrawn}"


def test_one_countrys_figure_told_of_the_world_is_misframed():
    known = record(fact("uk", 1000.0, region="United Kingdom"), fact("world", 9000.0))
    assert standing(claim(1000.0, subject="the world's use"), known) is Standing.MISFRAMED
    assert standing(claim(1000.0, subject="Britain's use"), known) is Standing.SUPPORTED


def test_a_daily_flow_told_without_its_period_is_misframed():
    known = record(fact("f", 17003.0, unit="t/day"))
    found, _, reason = outcome(claim(17003.0, year=None), known)
    assert found is Standing.MISFRAMED
    assert reason.key == "misframed_period"
    by_day = claim(17003.0, year=None, subject="use per day")
    assert standing(by_day, known) is Standing.SUPPORTED
    assert standing(claim(17003.0, "t/day", year=None), known) is Standing.SUPPORTED


def test_a_number_for_the_year_does_not_fit_the_figure_of_a_day():
    known = record(fact("f", 17003.0, unit="t/day"))
    assert standing(claim(17003.0, year=2025), known) is Standing.CONTRADICTED


def test_the_two_ends_of_a_range_may_fit_two_rows():
    known = record(
        fact("a", 45.0, unit="percent", region="47 countries"),
        fact("b", 58.0, unit="percent", region="5 countries"),
        fact("w", 15.0, unit="percent"),
    )
    tied = line(unit="percent")
    told = "of the world's output"
    one = claim((45.0, 58.0), "percent", comparator=Comparator.RANGE, subject=told)
    found, against, reason = outcome(one, known, tied)
    assert found is Standing.MISFRAMED
    assert [item.fact for item in against][:2] == ["a", "b"]
    assert reason.values["figure"] == (45.0, 58.0)
    assert reason.values["region_en"] == "47 countries / 5 countries"
    honest = claim(15.0, "percent", subject="of the world's output")
    assert standing(honest, known, tied) is Standing.SUPPORTED


def test_a_named_day_asks_for_that_day():
    known = record(
        fact("a", 28.9, unit="USD/oz", day=date(2025, 1, 3)),
        fact("b", 71.9, unit="USD/oz", day=date(2025, 12, 30)),
    )
    tied = line(unit="USD/oz")
    on = {"unit": "USD/oz", "step": 0.1}
    assert standing(claim(71.9, time="December 30", **on), known, tied) is Standing.SUPPORTED
    assert standing(claim(28.9, time="12月30日", **on), known, tied) is Standing.CONTRADICTED
    assert standing(claim(28.9, time="3 January", **on), known, tied) is Standing.SUPPORTED
    assert standing(claim(50.0, time="5 May", **on), known, tied) is Standing.UNTRACEABLE


def test_without_a_day_a_price_between_two_known_days_was_passed_through():
    known = record(
        fact("a", 28.9, unit="USD/oz", day=date(2025, 1, 3)),
        fact("b", 71.9, unit="USD/oz", day=date(2025, 12, 30)),
    )
    tied = line(unit="USD/oz")
    assert standing(claim(50.0, "USD/oz"), known, tied) is Standing.SUPPORTED
    assert standing(claim(90.0, "USD/oz"), known, tied) is Standing.CONTRADICTED


def test_a_fall_is_not_a_rise():
    known = record(fact("f", -30.8, unit="percent"))
    tied = line(unit="percent", change_of="price")
    fell = claim(30.8, "percent", is_change=True, direction=-1, step=0.1)
    rose = claim(30.8, "percent", is_change=True, direction=1, step=0.1)
    assert standing(fell, known, tied) is Standing.SUPPORTED
    assert standing(rose, known, tied) is Standing.CONTRADICTED


def test_a_shortfall_is_printed_without_its_sign():
    known = record(fact("f", -40.3, unit="Moz/year"))
    tied = line(unit="Moz/year")
    short = claim(40.3, "Moz", step=0.1, subject="market deficit")
    over = claim(40.3, "Moz", step=0.1, subject="market surplus")
    assert standing(short, known, tied) is Standing.SUPPORTED
    assert standing(over, known, tied) is Standing.CONTRADICTED


def test_troy_ounces_and_tonnes_are_one_figure():
    """32.15 Moz are 1000 t."""
    known = record(fact("f", 32.15, unit="Moz{silver}/year"))
    assert standing(claim(1000.0, step=1.0), known) is Standing.SUPPORTED


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "claim.f"},
        {"id": "f_claim_2"},
        {"quantity": "claim: relayed"},
        {"source": "article_july"},
        {"source": "unconfirmed"},
        {"inputs": ("claim.other",)},
    ],
)
def test_what_relays_a_claim_is_no_evidence(changes):
    rest = {field: told for field, told in changes.items() if field != "id"}
    known = record(fact(changes.get("id", "f"), 1000.0, **rest))
    assert standing(claim(1000.0), known) is Standing.UNTRACEABLE


def test_what_derives_from_a_refused_row_is_refused_however_far():
    rows = (
        fact("a", 1.0, source="unconfirmed"),
        fact("b", 2.0, inputs=("a",)),
        fact("c", 3.0, inputs=("b",)),
        fact("d", 4.0),
    )
    by_id = {one.id: one for one in rows}
    assert [is_evidence(one, by_id) for one in rows] == [False, False, False, True]


@given(st.floats(1e-6, 1e12), st.floats(0.001, 1.5))
def test_a_number_always_agrees_with_itself_and_never_with_its_double(value, share):
    printed = float(f"{value:.3g}")
    known = record(fact("f", printed))
    assert standing(claim(printed, step=share * printed), known) is Standing.SUPPORTED
    assert standing(claim(2 * printed, step=share * printed), known) is Standing.CONTRADICTED


def test_one_countrys_part_of_anothers_whole_means_nothing():
    """5 of 10 in one region, 5 of 50 in the other; 5 of the other's 50 was never meant."""
    uk = {"region": "United Kingdom"}
    known = record(
        fact("a", 5.0, topic="t.part"),
        fact("b", 10.0, topic="t.whole"),
        fact("c", 50.0, topic="t.whole", **uk),
    )
    tied = line(record=(), part=("t.part",), whole=("t.whole",), unit="percent")
    assert standing(claim(50.0, "percent"), known, tied) is Standing.SUPPORTED
    assert standing(claim(10.0, "percent"), known, tied) is Standing.CONTRADICTED
    named = claim(10.0, "percent", share_of="Britain's")
    assert standing(named, known, tied) is Standing.SUPPORTED

"""What the essay claims, held against a careful reader's list."""

import tomllib
from pathlib import Path

import pytest

from assay.claims.claim import Claims
from assay.claims.page_stance import page_stance
from assay.reading.article import Article

GOLD = tomllib.loads(Path(__file__).with_name("essay_gold.toml").read_text("utf-8"))
CAUSES_AT_LEAST = 23
"""Of 23 statements; the floor rises with the reader and does not sink."""


def test_every_amount_of_the_essay_is_read_and_nothing_else(essay_claims: Claims):
    read = [(claim.value, claim.unit) for claim in essay_claims.quantities]
    gold = [
        (tuple(row["value"]) if isinstance(row["value"], list) else row["value"], row["unit"])
        for row in GOLD["amount"]
    ]
    assert read == gold


@pytest.mark.parametrize("row", GOLD["amount"], ids=lambda row: row["near"])
def test_an_amount_comes_with_its_time_subject_speaker_and_comparator(
    row, essay: Article, essay_claims: Claims
):
    place = essay.text.index(row["near"])
    claim = next(
        c for c in essay_claims.quantities if c.span[0] < place + len(row["near"]) <= c.span[1] + 3
    )
    assert claim.comparator == row["comparator"]
    assert claim.year == row.get("year")
    assert claim.is_change == row.get("change", False)
    assert all(word in claim.subject for word in row["words"])
    assert row.get("whole", "") in (claim.share_of or "")
    assert (claim.attributed_to is not None) == row.get("told", False)
    assert row.get("speaker", "") in (claim.attributed_to or "")
    assert row.get("hedge", "") in (claim.hedge or "")
    if "other" in row:
        assert tuple(row["other"]) in claim.alternatives


def test_every_span_quotes_the_article(essay: Article, essay_claims: Claims):
    for claim in (*essay_claims.quantities, *essay_claims.causes):
        assert essay.text[slice(*claim.span)] == claim.text


def found(row, claims: Claims) -> bool:
    return any(
        row["cause"] in claim.cause
        and row["effect"] in claim.effect
        and claim.sign == row["sign"]
        and claim.stance == row["stance"]
        and row.get("near", "") in claim.text
        for claim in claims.causes
    )


def test_the_essays_causes_are_read_with_what_it_makes_of_them(essay_claims: Claims):
    missed = [
        (row["cause"], row["effect"]) for row in GOLD["cause"] if not found(row, essay_claims)
    ]
    assert len(GOLD["cause"]) == 23
    assert len(GOLD["cause"]) - len(missed) >= CAUSES_AT_LEAST, missed


def test_the_essay_says_in_its_own_voice_that_geopolitics_and_low_rates_moved_silver(
    essay_claims: Claims,
):
    main = next(claim for claim in essay_claims.causes if "地缘政治" in claim.cause)
    assert (main.stance, main.attributed_to, main.sign) == ("asserted", None, 1)
    assert "低利率" in main.cause and "白银涨价" in main.effect


def test_the_essay_disputes_the_story_it_tells(essay: Article, essay_claims: Claims):
    assert (
        page_stance(essay, essay_claims.causes, ["AI", "人工智能"], ["白银", "银价"]) == "disputes"
    )

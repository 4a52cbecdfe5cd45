"""Sixty sentences of our own, half Chinese and half English: every field of every amount."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

HERE = Path(__file__).parent
ROWS = [
    row
    for name in ("sentences_zh.toml", "sentences_en.toml")
    for row in tomllib.loads((HERE / name).read_text("utf-8"))["sentence"]
]
PAGE = (date(2026, 1, 23), date(2026, 2, 3))


def test_there_are_thirty_sentences_of_each_language():
    assert len(ROWS) == 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:24])
def test_a_sentence_of_the_news_is_read_in_every_field(row):
    claims = claims_of(article_of(row["text"], PAGE)).quantities
    assert len(claims) == len(row["amounts"]), [claim.text for claim in claims]
    for claim, gold in zip(claims, row["amounts"], strict=True):
        assert claim.value == pytest.approx(
            tuple(gold["value"]) if isinstance(gold["value"], list) else gold["value"], rel=1e-4
        )
        assert claim.unit == gold["unit"]
        assert claim.step == pytest.approx(gold.get("step", claim.step))
        assert claim.comparator == gold.get("comparator", "exact")
        assert claim.year == gold.get("year")
        assert [word for word in gold["words"] if word not in claim.subject] == [], claim.subject
        assert gold.get("whole", "") in (claim.share_of or "")
        assert (claim.attributed_to is None) == ("speaker" not in gold)
        assert gold.get("speaker", "") in (claim.attributed_to or "")
        assert gold.get("hedge", "") in (claim.hedge or "")
        assert claim.stance == gold.get("stance", "asserted")
        assert claim.direction == gold.get("direction", 0)
        assert claim.is_change == (claim.direction != 0)
        if "other" in gold:
            assert tuple(gold["other"]) in claim.alternatives
        assert row["text"][slice(*claim.span)] == claim.text

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


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Server halls in Finland are thirsty for power. By 2033 they will take 7.4 percent of it.",
         "Server halls"),
        ("全国智算中心越建越多。到2033年，它们可能吃掉全国7%的电力。", "智算中心"),
        ("Congo, which mines 61 percent of the world's cobalt, is far away.", "Congo"),
        ("1.3 million AI servers a year would need 520 tonnes.", "AI servers"),
        ("Makers shipped 1.9 million data center GPUs in 2024.", "GPUs"),
        ("这家公司的总市值约470亿元。", "总市值"),
        ("云水科技去年实现营收31.4亿元。", "营收"),
        ("“过去一台机器用锡不到4克。”", "过去"),
    ],
)  # fmt: skip
def test_a_subject_is_whole_or_taken_from_the_sentence_before(text, head):
    claim = claims_of(article_of(text)).quantities[-1]
    assert head in claim.subject


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("昨日，伦锡收报每吨31200美元。", 2025),
        ("The Tin Board, in a December report, says that use was 380 tonnes.", None),
    ],
)
def test_a_day_beside_the_page_has_its_year_and_the_month_of_a_report_has_none(text, year):
    day = date(2025, 9, 4)
    (claim,) = claims_of(article_of(text, (day, day))).quantities
    assert claim.year == year

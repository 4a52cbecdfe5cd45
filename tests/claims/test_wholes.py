"""A share whose whole is told with its own amount, and words that only look like comparators."""

import pytest

from assay.claims.claim import Comparator
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of


@pytest.mark.parametrize(
    ("text", "subjects", "whole"),
    [
        (
            "科技用金只有326吨，占总需求4974吨的约6.6%。",
            ["科技用金", "总需求", "科技用金"],
            "总需求",
        ),
        (
            "服务器用银不到200吨，占全球需求3.5万吨的不足1%。",
            ["服务器用银", "全球需求", "服务器用银"],
            "全球需求",
        ),
    ],
)
def test_a_share_behind_the_amount_of_its_whole_is_that_of_the_subject(text, subjects, whole):
    found = claims_of(article_of(text)).quantities
    assert [claim.subject for claim in found] == subjects
    assert found[-1].share_of == whole


def test_a_whole_is_named_without_its_amount():
    text = "Servers used 200 t, less than 1% of total demand of 35,000 t."
    share = next(c for c in claims_of(article_of(text)).quantities if c.unit == "percent")
    assert share.share_of == "total demand"


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("An overwhelming 70 percent of buyers worry about silver.", Comparator.EXACT),
        ("The plant used 5 GW plus what the site draws.", Comparator.EXACT),
        ("The bar costs 549 dollars plus tax.", Comparator.EXACT),
        ("The bar costs 549 dollars plus.", Comparator.OVER),
        ("The bar costs 549 dollars plus a year.", Comparator.OVER),
        ("More than 70 percent of buyers worry about silver.", Comparator.OVER),
    ],
)
def test_a_word_compares_only_where_it_is_one(text, comparator):
    (found,) = claims_of(article_of(text)).quantities
    assert found.comparator is comparator

"""A page's main causal statement, and what the page as a whole makes of it.

Not here: single statements (`test_causes.py`).
"""

import re
from dataclasses import replace

import pytest

from assay.claims.claim import MainCause
from assay.claims.main_cause import main_cause
from assay.claims.page_stance import page_stance
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

DRIVER, EFFECT, RESOURCE = r"\bAI\b|AI", r"silver price|price of silver|银价|白银涨价", r"silver|银"


def told(text: str, title: str | None = None) -> MainCause | None:
    article = replace(article_of(text), title=title)
    causes = claims_of(article).causes
    stance = page_stance(article, causes, ["AI"], ["silver", "白银", "银价"])
    names = (lambda words, named=named: bool(re.search(named, words)) for named in NAMED)
    return main_cause(article, causes, stance, *names)


NAMED = (DRIVER, EFFECT, RESOURCE)


@pytest.mark.parametrize(
    ("text", "cause", "effect", "stance", "instead"),
    [
        (
            "AI servers consume a lot of silver. AI is driving up the price of silver.",
            "AI",
            "the price of silver",
            "asserted",
            None,
        ),
        (
            "有人说AI推高了银价。但这个说法站不住脚。推高银价的是降息预期。",
            "AI",
            "银价",
            "denied",
            "降息预期",
        ),
        (
            "AI推高了银价？这种说法未免牵强。AI真的推高了银价吗？美元走弱推高了银价。",
            "AI",
            "银价",
            "disputed",
            "美元走弱",
        ),
        ("The Silver Institute said that AI raises the silver price.", "AI", "the silver price",
         "attributed", None),
        ("A strike drove up the price of silver.", "A strike", "the price of silver", "asserted",
         None),
    ],
)  # fmt: skip
def test_the_statement_that_ties_driver_and_effect_is_the_main_one(
    text, cause, effect, stance, instead
):
    main = told(text)
    assert (main.cause, main.effect, main.stance) == (cause, effect, stance)
    assert (main.instead.cause if main.instead else None) == instead


@pytest.mark.parametrize(
    ("title", "stance"),
    [("AI drives silver higher", "asserted"), ("Is AI driving silver higher?", "disputed")],
)
def test_a_headline_serves_where_the_text_states_none(title, stance):
    main = told("Spot silver closed at 31 dollars an ounce.", title)
    assert (main.cause, main.stance, main.span) == ("AI", stance, None)


def test_a_page_without_a_cause_has_none():
    assert told("Spot silver closed at 31 dollars an ounce.", "Silver closes at 31 dollars") is None


def test_the_place_of_the_statement_quotes_the_article():
    text = "Silver is a metal. AI is driving up the price of silver."
    assert text[slice(*told(text).span)].startswith("AI is driving up")

"""Who says that what drives what, in both languages, and what a page makes of it."""

import tomllib
from pathlib import Path

import pytest

from assay.claims.claim import Claims
from assay.claims.page_stance import page_stance
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

STATEMENTS = tomllib.loads(Path(__file__).with_name("causes_gold.toml").read_text("utf-8"))[
    "statement"
]


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: row["text"][:20])
def test_a_statement_is_read_with_cause_effect_sign_stance_and_speaker(row):
    found = claims_of(article_of(row["text"])).causes
    assert found
    claim = found[0]
    assert row["cause"] in claim.cause
    assert row["effect"] in claim.effect
    assert (claim.sign, claim.stance) == (row.get("sign", 1), row.get("stance", "asserted"))
    assert row.get("speaker", "") in (claim.attributed_to or "")
    assert (claim.attributed_to is None) == ("speaker" not in row)


@pytest.mark.parametrize(
    "text",
    [
        "换成萝卜推动西红柿涨价，故事也能成立。",
        "世界白银协会发布了报告。",
        "The institute published its report on Tuesday.",
        "我们还不知道AI是如何消耗电力的。",
        "Root causes and jet fuel were discussed at length.",
        "Lower prices and the fuel depot were on the agenda.",
        "She was driving for hours in the rain.",
        "The bank may raise up to $12bn.",
        "The headphones are down to $164.",
        "They could.",
    ],
)
def test_what_drives_nothing_gives_no_cause(text):
    assert claims_of(article_of(text)).causes == ()


INSTEAD = tomllib.loads(Path(__file__).with_name("instead_gold.toml").read_text("utf-8"))


@pytest.mark.parametrize("row", INSTEAD["contrast"], ids=lambda row: row["text"][:30])
def test_a_cause_set_aside_is_denied_and_the_one_named_instead_is_not(row):
    found = {
        (claim.cause, str(claim.stance), claim.sign)
        for claim in claims_of(article_of(row["text"])).causes
        if row["effect"] in claim.effect
    }
    assert found == {(row["cause"], "asserted", 1), ("AI", "denied", 1)}


@pytest.mark.parametrize("text", INSTEAD["denials"])
def test_a_denied_driver_is_read_and_denied(text):
    claims = claims_of(article_of(text)).causes
    assert [(claim.cause, claim.stance) for claim in claims] == [("AI", "denied")]


@pytest.mark.parametrize(
    "text",
    [*(row["text"] for row in INSTEAD["contrast"]), *INSTEAD["denials"], *INSTEAD["taken_back"]],
)
def test_a_page_that_names_another_driver_instead_disputes_the_story(text):
    assert stance_of(text if "silver" in text.lower() else f"{text} 白银。") == "disputes"


@pytest.mark.parametrize("row", INSTEAD["bare"], ids=lambda row: row["text"][:20])
def test_a_cause_is_a_thing_and_no_remnant_of_the_sentence(row):
    assert [claim.cause for claim in claims_of(article_of(row["text"])).causes] == row["causes"]


PAGES = {
    "asserts": (
        "AI正在推高银价。AI服务器消耗了大量白银，AI的扩张导致白银短缺。白银涨价是因为AI。",
        "AI is driving up the price of silver. AI servers consume vast amounts of silver, and the "
        "boom in AI data centres has pushed silver to a record. Silver rose because of AI.",
    ),
    "disputes": (
        "有人说AI推高了银价。但这个说法站不住脚。AI真的消耗了那么多白银吗？AI不是白银涨价的主要原因。",
        "Some say AI is driving up the price of silver. But the claim does not hold. Is AI really "
        "melting all that silver? AI is hardly the main driver of silver prices.",
    ),
    "mixed": (
        "AI推高了银价。AI服务器消耗大量白银。但AI不是白银涨价的主要原因。",
        "AI pushes up the price of silver. AI servers consume a lot of silver. But AI is not the "
        "main cause of the rally in silver.",
    ),
    "none": (
        "白银是一种贵金属。AI正在改变世界。",
        "Silver is a precious metal. AI is changing the world, she said.",
    ),
}


def stance_of(text: str) -> str:
    article = article_of(text)
    claims: Claims = claims_of(article)
    return page_stance(article, claims.causes, ["AI"], ["白银", "银价", "silver"])


@pytest.mark.parametrize(
    ("stance", "text"), [(stance, text) for stance, texts in PAGES.items() for text in texts]
)
def test_a_page_asserts_disputes_mixes_or_says_nothing(stance, text):
    assert stance_of(text) == stance


def test_a_driver_is_not_found_inside_another_word():
    assert stance_of("He said that paint drives up the price of silver.") == "none"

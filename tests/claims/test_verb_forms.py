"""Causal verbs of English pages in every form, and the words beside them that drive nothing."""

import pytest

from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of


def told(text: str) -> list[tuple[str, str, int]]:
    return [(one.cause, one.effect, one.sign) for one in claims_of(article_of(text)).causes]


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("AI tightened the copper market.", "AI", "the copper market", 1),
        ("New campuses are squeezing supplies.", "New campuses", "supplies", 1),
        ("The build-out could worsen shortages.", "The build-out", "shortages", 1),
        ("Chatbots have swallowed the output.", "Chatbots", "the output use", 1),
        ("Frost and drought damaged trees.", "Frost and drought", "trees", -1),
        ("Tariffs threaten to push up prices.", "Tariffs threaten", "prices", 1),
        ("Chatbots will one day drain rivers.", "Chatbots will one day", "rivers use", 1),
        ("Increasing the tariff could dent demand.", "Increasing the tariff", "demand", -1),
    ],
)  # fmt: skip
def test_a_verb_is_known_in_every_form(text, cause, effect, sign):
    assert told(text) == [(cause, effect, sign)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan to cut costs was dropped.",
        "Water damage costs were small.",
        "Prices were driven higher.",
        "It was a record-breaking summer.",
        "Increased demand was expected.",
        "He thought about raising goats.",
    ],
)
def test_a_purpose_a_noun_a_passive_and_an_adjective_drive_nothing(text):
    assert told(text) == []

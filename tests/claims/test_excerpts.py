"""The labelled excerpts of both halves: floors that cannot sink by accident.

The develop half was tuned on; the check half only run, its totals seen while the reader grew. The
develop half holds a later part, with the sentences that leave their subject to an earlier clause.
The dense halves, of fiscal years, quarters, lists and flattened tables, name no subject.
"""

import pytest

from tests.claims.excerpts import excerpts, score

HALVES = ("develop", "check", "dense_develop", "dense_check")
TOPICS = {"silver", "electricity", "water", "metals", "e-waste", "none"}
FLOORS = {
    ("develop", None): {"precision": 0.99, "amount": 0.99, "year": 0.91, "subject": 0.94},
    ("check", None): {"precision": 0.98, "amount": 0.98, "year": 0.90, "subject": 0.80},
    ("check", "zh"): {"precision": 0.98, "amount": 0.97, "year": 0.92, "subject": 0.76},
    ("check", "en"): {"precision": 0.98, "amount": 0.98, "year": 0.88, "subject": 0.83},
    ("dense_develop", None): {"precision": 0.99, "amount": 0.99, "year": 0.97, "comparator": 0.99},
    ("dense_check", "zh"): {"precision": 0.97, "amount": 0.99, "year": 0.96, "comparator": 0.95},
    ("dense_check", "en"): {"precision": 0.98, "amount": 0.97, "year": 0.85, "comparator": 0.94},
}
"""Shares reached when written, rounded down; they rise with the reader and do not sink."""


def test_both_halves_hold_both_languages_and_every_resource():
    for half in HALVES:
        rows = list(excerpts(half))
        for language in ("zh", "en"):
            assert {row.topic for row in rows if row.language == language} == TOPICS
    assert sum(1 for half in HALVES for _ in excerpts(half)) >= 60


@pytest.mark.parametrize(("half", "language"), sorted(FLOORS, key=str))
def test_the_excerpts_are_read_as_well_as_they_were(half, language):
    found, floors = score(half, language), FLOORS[half, language]
    told = "\n".join(found.missed)
    assert found.precision() >= floors["precision"], told
    for field in floors.keys() - {"precision"}:
        assert found.recall(field) >= floors[field], (field, told)


def test_every_amount_of_the_excerpts_quotes_its_text():
    for half in HALVES:
        counts = score(half).counts
        assert counts["quoted"] == counts["amount"]

"""Rows that relay claims are no evidence: with them in the record every standing stays as it was.

Not here: that they do not ship (`tests/record/`).
"""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assay.checks.check import check_claims
from assay.errors import UnitError
from assay.record.fact import Fact
from assay.record.record import load
from assay.stories.load import load_story
from assay.units import unit
from tests.checks.reading_room import PAGES, WORDS, checked, read
from tests.checks.test_the_essay import ESSAY

RELAYED = Path(__file__).parents[1] / "record" / "relayed.csv"
TEXTS = [PAGES / "silver-zh.txt", PAGES / "siblings-en.txt", ESSAY]
PARTS = {"kg/server": "silver.silver_per_ai_server", "t": "silver.ai_silver"}


def relayed():
    """Each relayed row under every topic that any line asks for and whose unit it fits."""
    lines = [line for words in WORDS.values() for line in words.lines.values()]
    topics = {topic: line.unit for line in lines for topic in line.record}
    with RELAYED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for topic, asked in topics.items():
                yield from _under(row, topic, asked)


def _under(row, topic, asked):
    printed = row["unit"].split()[0].replace("/yr", "/year") if row["unit"] else "1"
    printed = {"fold": "x", "%": "percent"}.get(printed, printed)
    ends = [float(row[end]) if row[end] else None for end in ("value", "low", "high")]
    try:
        have = dict(unit(printed).unlabelled().powers)
    except UnitError:
        return
    want = dict(unit(asked).unlabelled().powers)
    if {**have, "year": 0} != {**want, "year": 0} or ends == [None] * 3:
        return
    year = (int(row["year"]),) * 2 if row["year"].isdigit() else None
    source, inputs = row["source_id"], ()
    if source == "derived":
        inputs = ("claim.something",)
    yield Fact(
        f"{row['id']}@{topic}", topic, row["quantity"], "as_named", *ends, printed, year, None,
        "World", source, inputs, date(2025, 1, 1), date(2025, 1, 1), "somebody", "estimate", "",
        "low",
    )  # fmt: skip


def refused(fact):
    """What the rules refuse: the other rows of the file were left out for being derived."""
    return "claim" in fact.id or fact.source == "unconfirmed" or fact.source.startswith("article_")


def with_relayed(record):
    rows = tuple(row for row in relayed() if refused(row) or row.inputs)
    by_topic = {name: tuple(found) for name, found in record.by_topic.items()}
    for row in rows:
        by_topic[row.topic] = (*by_topic.get(row.topic, ()), row)
    return replace(
        record,
        facts=record.facts + rows,
        by_topic=by_topic,
        by_id={**record.by_id, **{row.id: row for row in rows}},
    )


def test_there_are_relayed_rows_that_would_have_spoken():
    rows = [row for row in relayed() if refused(row)]
    topics = {row.topic for row in rows}
    assert {"silver.silver_per_ai_server", "silver.ai_silver", "silver.price"} <= topics


@pytest.mark.parametrize("page", TEXTS, ids=lambda path: path.name)
def test_relayed_rows_change_no_standing(page):
    if not page.exists():
        pytest.skip("the essay is not beside the repository")
    text = page.read_text("utf-8")
    record = load()
    swollen = with_relayed(record)
    assert len(swollen.facts) > len(record.facts)
    assert check_claims(*read(text), swollen, load_story("silver", record), WORDS, 1) == checked(
        text
    )


def test_the_same_rows_from_a_confirmed_source_would_have_counted():
    """So the test above can fail: what refuses them is their origin and nothing else."""
    record = load()
    text = (PAGES / "silver-zh.txt").read_text("utf-8").replace("3公斤", "1.2公斤")
    honest = tuple(
        replace(row, id=f"survey.{number}", quantity="silver", source="wss2026", years=None)
        for number, row in enumerate(with_relayed(record).by_topic["silver.silver_per_ai_server"])
    )
    swollen = replace(record, by_topic={**record.by_topic, "silver.silver_per_ai_server": honest})
    found = check_claims(*read(text), swollen, None, WORDS, 1)
    (one,) = [item for item in found if "1.2" in item.claim.text]
    assert one.standings[0].value == "supported"

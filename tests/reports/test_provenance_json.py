"""The same walk for programs: every number of `verdict.json` has a source or an entry.

Not here: the report for people (`test_provenance.py`).
"""

import json

import pytest

from assay.report.provenance_to_json import FIELDS
from assay.report.to_json import verdict_json

PLACES = ("span", "years", "published", "year", "samples", "seed", "place", "filled")
"""Numbers of JSON that are places, times, or arguments of the run."""


def _bare(value, known, path="$", traced=False, fields=None):
    """Numbers of JSON in no object that has a source or an entry that exists."""
    fields = value["fields"] if fields is None else fields
    if isinstance(value, dict):
        key = value.get("entry")
        if key is not None and key not in known:
            yield f"{path}: no entry {key}"
        here = traced or key in known or bool(value.get("source"))
        for name, part in value.items():
            if name not in PLACES:
                inside = f"{path}.{name}"
                told = fields.get(inside.removeprefix("$.")) in known
                yield from _bare(part, known, inside, here or told, fields)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _bare(part, known, f"{path}[{place}]", traced, fields)
    elif isinstance(value, int | float) and not isinstance(value, bool) and not traced:
        yield path


def _known(data):
    listed = {row["entry"] for part in ("facts", "givens", "quantities") for row in data[part]}
    return listed | {row["key"] for row in data["entries"]}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_of_the_json_has_a_source_or_an_entry(verdicts, language):
    for name, verdict in verdicts.items():
        data = json.loads(verdict_json(verdict, language))
        assert list(_bare(data, _known(data))) == [], name
        of_use = {} if verdict.story.effect == "use" else {"growth": FIELDS["growth"]}
        assert FIELDS.items() - of_use.items() <= data["fields"].items()


def test_a_bare_number_of_the_json_is_caught(verdicts):
    data = json.loads(verdict_json(verdicts["story"], "en"))
    known = _known(data)
    assert list(_bare({**data, "more": {"value": 3.0}}, known)) == ["$.more.value"]
    del data["marks"][0]["entry"]
    assert "$.marks[0].threshold" in list(_bare(data, known))


def test_a_program_can_walk_from_every_entry_to_a_figure_or_a_judgement(verdicts):
    method = {"bands", "likelihood", "states", "thresholds", "log_points", "as_of"}
    for verdict in verdicts.values():
        data = json.loads(verdict_json(verdict, "en"))
        known = _known(data)
        for row in data["entries"]:
            assert row["text"]
            assert set(row["from"]) <= known | method | {"areas", "rest", "subtotal"}
        names = {row["name"] for row in data["quantities"]} | {g["name"] for g in data["givens"]}
        facts = {row["id"] for row in data["facts"]}
        definitions = {row["key"] for row in data["definitions"]}
        for row in data["quantities"]:
            assert {need["name"] for need in row["needs"]} <= names
            assert {row["start"], row["known"]} - {None} <= names
        for row in data["givens"]:
            assert row["judgement"] or row["source"]
            assert set(row["facts"]) <= facts
        for row in data["facts"]:
            assert set(row["inputs"]) <= facts
            assert row["definition"] in definitions

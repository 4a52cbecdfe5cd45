"""The machine-readable verdict keeps its published form."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from assay.claims.claim import Claims
from assay.report.read_to_json import read_json
from assay.report.to_json import verdict_json
from tests.reports.variants import VARIANTS


def _schema(name):
    return json.loads(files("assay").joinpath("report", "schema", name).read_text("utf-8"))


def _read():
    verdict = VARIANTS["example"]()
    claims = Claims(tuple(c.claim for c in verdict.claims), tuple(c.claim for c in verdict.causes))
    return read_json(verdict.article, claims, verdict.topic, verdict.stance)


def _undescribed(schema, path="$"):
    """Places of a schema that say nothing about themselves."""
    for key, part in schema.get("properties", {}).items():
        if not part.get("description"):
            yield f"{path}.{key}"
        yield from _undescribed(part, f"{path}.{key}")
    if "items" in schema:
        yield from _undescribed(schema["items"], f"{path}[]")


def _unknown(value, schema, definitions, path="$"):
    """Fields of a value that its schema does not name."""
    while "$ref" in schema or "anyOf" in schema:
        schema = (
            definitions[schema["$ref"].rsplit("/", 1)[1]]
            if "$ref" in schema
            else schema["anyOf"][0]
        )
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in schema.get("properties", {}):
                yield f"{path}.{key}"
            else:
                yield from _unknown(part, schema["properties"][key], definitions, f"{path}.{key}")
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for item in value:
            yield from _unknown(item, schema["items"], definitions, f"{path}[]")


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_verdict_keeps_the_published_schema(name, language):
    row, schema = json.loads(verdict_json(VARIANTS[name](), language)), _schema("verdict-1.json")
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(row)
    assert not list(_unknown(row, schema, schema["$defs"]))


def test_what_read_prints_keeps_the_published_schema():
    row, schema = json.loads(_read()), _schema("read-1.json")
    Draft202012Validator(schema).validate(row)
    assert not list(_unknown(row, schema, schema["$defs"]))


@pytest.mark.parametrize("name", ["verdict-1.json", "read-1.json"])
def test_every_field_of_a_schema_says_what_it_is(name):
    schema = _schema(name)
    Draft202012Validator.check_schema(schema)
    assert not list(_undescribed(schema))


def test_the_form_that_others_build_on_is_there():
    row = json.loads(verdict_json(VARIANTS["example"](), "en"))
    assert row["story"] == "silver"
    assert row["as_of"] == "2026-11-22"
    assert row["probability"] == 0
    assert row["probability_upper"] == 3 / 65536
    assert row["main_cause"]["probability"] == 0
    assert set(row["share_explained"]) == {"p05", "p50", "p95"}
    assert row["marks"][0]["unit"] == "%"
    assert row["marks"][0]["question"] == "Is AI a large buyer of silver today?"
    assert {c["view"] for c in row["contributions"]} == {1, 2}
    claim = row["claims"][5]
    assert claim["value"] == [3, 6]
    assert claim["unit"] == "%"
    assert claim["standing"] == ["untraceable", "clashes"]
    assert claim["against"][0]["source"] == "run"
    assert claim["against"][0]["known_on"] is None


def test_a_span_cuts_its_own_words_out_of_the_text():
    row = json.loads(_read())
    for claim in row["quantities"] + row["causes"]:
        start, end = claim["span"]
        assert row["article"]["text"][start:end] == claim["text"]


def test_the_same_verdict_is_the_same_bytes():
    first, second = (verdict_json(VARIANTS["example"](), "zh") for _ in range(2))
    assert first == second

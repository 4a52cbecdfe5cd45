"""What a user of the backtest sees: screen, chart, JSON, notebook, Python.

Not here: what is found (`test_scores.py`), the report's section (`tests/reports/test_trust.py`).
"""

import io
import json
import re
import xml.etree.ElementTree as ET
from importlib.resources import files

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rich.console import Console

import assay
from assay import cli
from assay.backtest.result import Backtest
from assay.report.backtest_to_notebook import table
from assay.report.backtest_to_svg import chart, place
from assay.report.backtest_to_terminal import render, story_row
from assay.report.columns import width
from assay.report.words import Words
from tests.backtest.past import whole
from tests.house import ROOT

WAYS = [(vintage, language) for vintage in ("then", "now") for language in ("en", "zh")]


def screen(vintage, language, terminal=True):
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=terminal, no_color=True)
    render(whole(), vintage, language, console)
    return re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())


@pytest.mark.parametrize(("vintage", "language"), WAYS)
def test_the_screen_fits_eighty_columns_and_names_every_story(vintage, language):
    text = screen(vintage, language)
    assert max(width(line) for line in text.splitlines()) <= 80
    piped = screen(vintage, language, terminal=False)
    for story in whole().then.stories:
        assert story.title[language] in piped


@pytest.mark.parametrize(("vintage", "language"), WAYS)
def test_what_it_gets_wrong_is_printed(vintage, language):
    text = screen(vintage, language, terminal=False)
    told, words = whole().vintage(vintage), Words(language)
    wrong = [one for one in told.stories if one.standing in ("half", "wrong")]
    assert wrong
    for story in wrong:
        assert words.plain(f"backtest.why.{story.name}") in text
    assert words.plain("backtest.alarms_title") in text
    assert "…" not in text


def test_every_story_that_could_go_wrong_has_its_words_in_both_languages():
    for language in ("en", "zh"):
        words = Words(language)
        for story in whole().then.stories:
            if story.label != "mixed":
                assert words.has(f"backtest.why.{story.name}")


@pytest.mark.parametrize(("vintage", "language"), WAYS)
def test_the_chart_stands_alone_and_has_one_mark_a_story(vintage, language):
    drawn = chart(whole(), vintage, language)
    root = ET.fromstring(drawn)
    text = " ".join(root.itertext())
    for story in whole().then.stories:
        assert story.title[language] in text
    tags = [node.tag.rpartition("}")[2] for node in root.iter()]
    # three dots of calibration, four squares of refuted stories and the card below all
    assert tags.count("circle") == 12 + len(whole().vintage(vintage).scores.bins)
    assert tags.count("rect") == 4 + 1
    assert "script" not in tags
    assert not re.search(r"href|url\(|<style", drawn)
    wide = float(root.get("width"))
    for node in root.iter():
        if node.get("x"):
            assert 0 <= float(node.get("x")) <= wide


def test_places_on_the_axis_keep_their_order():
    assert place(-1) == place(0) == 0
    assert 0 < place(0.01) < place(0.1) < place(0.9) <= 1
    assert place(50) == 1


def test_json_keeps_its_published_form():
    done = CliRunner().invoke(cli.assay, ["backtest", "--json"])
    assert done.exit_code == 0, done.output
    schema = json.loads(
        files("assay").joinpath("report", "schema", "backtest-1.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(schema)
    row = json.loads(done.output)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(row)
    assert row["then"]["scores"]["auc"] == whole().then.scores.auc
    assert [one["story"] for one in row["now"]["stories"]] == [
        one.name for one in whole().now.stories
    ]


def undescribed(schema, path="$"):
    """Places of a schema that say nothing about themselves."""
    for key, part in schema.get("properties", {}).items():
        if not part.get("description"):
            yield f"{path}.{key}"
        yield from undescribed(part, f"{path}.{key}")
    if "items" in schema:
        yield from undescribed(schema["items"], f"{path}[]")


def test_every_field_of_the_schema_says_what_it_is():
    schema = json.loads(
        files("assay").joinpath("report", "schema", "backtest-1.json").read_text("utf-8")
    )
    assert not list(undescribed(schema))
    for name, part in schema["$defs"].items():
        assert not list(undescribed(part, name))


def test_the_command_prints_and_draws(tmp_path):
    out = tmp_path / "new" / "chart.svg"
    done = CliRunner().invoke(cli.assay, ["backtest", "--vintage", "now", "--chart", str(out)])
    assert done.exit_code == 0, done.output
    assert "14 of 14 pairs" in done.output
    assert out.read_text("utf-8") == chart(whole(), "now", "en")


def test_a_chart_that_cannot_be_written_is_refused(tmp_path):
    wrong = CliRunner().invoke(cli.assay, ["backtest", "--chart", str(tmp_path / "chart.png")])
    assert wrong.exit_code == 2
    assert "chart.svg" in wrong.output
    (tmp_path / "file").write_text("")
    blocked = CliRunner().invoke(
        cli.assay, ["backtest", "--chart", str(tmp_path / "file" / "chart.svg")]
    )
    assert type(blocked.exception).__name__ == "NotWritten"


def test_python_gets_the_same_with_a_table_of_its_own():
    found = assay.backtest()
    assert isinstance(found, Backtest)
    assert found.then == whole().then
    assert len(found.rows) == 32
    assert {row["vintage"] for row in found.rows} == {"then", "now"}
    html = found._repr_html_()
    assert html == table(whole(), "then", "en")
    assert html.count("<tr>") == 17
    assert "14 of 14 pairs" in repr(found)


def test_another_seed_tells_the_same_story():
    other = assay.backtest(seed=7)
    assert other.seed == 7
    assert other.then.scores.right == whole().then.scores.right
    assert other.then.scores.brier == pytest.approx(whole().then.scores.brier, abs=0.005)
    assert other.then != whole().then


def test_the_figures_of_the_docs_are_those_of_the_backtest(root):
    """The scores; every row of the table has its own test."""
    text = (root / "docs" / "backtest.md").read_text("utf-8")
    then, later = whole().then.scores, whole().now.scores
    for number in (then.brier, then.brier_base, then.brier_informative, later.brier):
        assert f"{number:.3f}" in text
    placebo = whole().placebo
    assert (
        f"{len(placebo.alarms)} of {placebo.pairs} pairs, {placebo.rate:.1%}".replace("%", " %")
        in text
    )
    assert f"{placebo.rate_with_room:.1%}".replace("%", " %") in text
    for one in whole().choices:
        assert f"{one.scores.brier:.3f}" in text


def test_the_table_of_the_docs_is_what_the_command_prints():
    told = (ROOT / "docs" / "backtest.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("| ")]
    of = {row[0]: row for row in rows}
    words, found = Words("en"), whole()
    for story, later in zip(found.then.stories, found.now.stories, strict=True):
        row, after = (story_row(words, one, found.samples) for one in (story, later))
        row, after = ([cell.replace("\u202f%", "") for cell in cells] for cells in (row, after))
        written = of[row[0]]
        assert written[1:3] == [row[1], row[2].lower()]
        if row[3]:
            assert written[3:7] == [
                f"{row[3]} / {row[4]}", f"{after[3]} / {after[4]}", row[5], row[6]
            ]  # fmt: skip

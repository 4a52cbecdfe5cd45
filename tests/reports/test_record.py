"""The answers of the record: terminal, SVG, JSON and notebook, in both languages.

Not here: what the record answers (`tests/record/test_names_and_history.py`).
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import assay
from assay.cli import assay as command
from assay.errors import RecordError
from assay.record.answer import of_story, of_topic
from assay.record.names import stories_of
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS
from assay.report.columns import padded, right, width, wrapped
from assay.report.record_to_html import table
from assay.report.record_to_json import record_json
from assay.report.record_to_svg import chart
from assay.report.record_to_terminal import render

SCHEMA = json.loads(files("assay").joinpath("report", "schema", "record-1.json").read_text("utf-8"))
LANGUAGES = ("en", "zh")
RECORDS = {"now": load(), "past": load(KNOWN_ENDS)}
SVG = "{http://www.w3.org/2000/svg}"
ATTACK = "<script>alert(1)</script>\x1b[31m"


def answer(name, *, history=False, day=None):
    topic = load().topics[name]
    return of_topic(topic, load(), day or load().last_known_on, history=history)


def attacked(told):
    """An answer whose every name tries to break out of where it is shown."""
    names = {"en": ATTACK, "zh": ATTACK}
    rows = tuple(
        replace(
            one,
            definition=names,
            region=names,
            work=replace(one.work, title=ATTACK, publisher=ATTACK),
        )
        for one in told.told
    )
    return replace(told, title=names, told=rows, charted_as=(names, names))


@pytest.mark.parametrize("history", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", RECORDS)
def test_every_topic_fits_eighty_columns(which, language, history):
    record = RECORDS[which]
    for topic in record.topics.values():
        told = of_topic(topic, record, record.last_known_on, history=history)
        for line in render(told, language).splitlines():
            assert width(line) <= 80, (topic.name, line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", ["silver", "electricity", "water", "metals", "ewaste", "offsets"])
def test_every_story_lists_its_topics_in_eighty_columns(story, language):
    told = of_story(story, load(), load().last_known_on)
    text = render(told, language)
    assert all(width(line) <= 80 for line in text.splitlines())
    for line in told.lines:
        assert line.topic.name.partition(".")[2] in text
        assert line.topic.title_en in text.replace("\n    ", " ") or language == "zh"


def test_the_table_tells_value_status_day_and_source():
    text = render(answer("silver.photovoltaics"), "en")
    row = next(line for line in text.splitlines() if line.startswith("2025 "))
    assert row.split()[:4] == ["2025", "186.6", "outcome", "2026-04-15"]
    assert "[2] World Silver Survey 2026" in text
    assert "GFMS, World" in text


def test_a_forecast_is_drawn_otherwise_than_an_outcome():
    lines = render(answer("silver.photovoltaics"), "en").splitlines()
    bars = {line[:4]: line for line in lines if "█" in line or "░" in line}
    assert "░" in bars["2026"]
    assert "█" not in bars["2026"]
    assert "█" in bars["2025"]
    assert bars["2024"].count("█") > bars["2025"].count("█") > bars["2022"].count("█")


def test_a_history_draws_the_path_of_revisions_of_each_year():
    lines = render(answer("silver.market_balance", history=True), "en").splitlines()
    (path,) = [line for line in lines if "−117.6 → −95 → −40.3" in line]
    drawn = path[: path.index("−117.6")]
    assert drawn.index("1") < drawn.index("2", 5) < drawn.index("●") < drawn.index("|")
    assert any("+54.7" in line for line in lines)


def test_the_balance_of_2025_as_known_in_february_is_the_forecast_of_november():
    told = answer("silver.market_balance", day=date(2026, 2, 3))
    row = next(line for line in render(told, "en").splitlines() if line.startswith("2025 "))
    assert row.split()[1:3] == ["−95", "forecast"]
    assert told.later > 0


def test_a_line_of_which_nothing_is_published_says_so():
    assert "Nothing has been published of it." in render(answer("silver.ai_silver"), "en")
    assert "尚无公布的数据" in render(answer("silver.ai_silver"), "zh")
    with pytest.raises(RecordError, match="no figure with a year"):
        chart(answer("silver.ai_silver"), "en")


@pytest.mark.parametrize("history", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_well_formed_and_within_its_frame(language, history):
    for topic in load().topics.values():
        told = of_topic(topic, load(), load().last_known_on, history=history)
        if not told.charted:
            continue
        root = ElementTree.fromstring(chart(told, language))
        wide, tall = float(root.get("width")), float(root.get("height"))
        dots = root.findall(f"{SVG}circle")
        assert len(dots) >= len(told.charted)
        for dot in dots:
            assert 0 < float(dot.get("cx")) < wide, topic.name
            assert 0 < float(dot.get("cy")) < tall, topic.name


def test_an_svg_marks_the_forecast_by_a_ring():
    root = ElementTree.fromstring(chart(answer("silver.photovoltaics"), "en"))
    fills = [dot.get("fill") for dot in root.findall(f"{SVG}circle")]
    assert fills[-1] != fills[0]
    assert fills.count(fills[-1]) == 1


def test_nothing_that_a_record_holds_breaks_out_of_page_or_chart():
    told = attacked(answer("silver.photovoltaics"))
    assert "<script" not in table(told, "en")
    assert "<script" not in chart(told, "en")
    ElementTree.fromstring(chart(told, "en"))
    assert "\x1b" not in render(told, "en")
    assert "\x1b" not in chart(told, "en")


@pytest.mark.parametrize("history", [False, True])
def test_json_keeps_its_published_form_for_every_topic_and_story(history):
    check = Draft202012Validator(SCHEMA)
    for topic in load().topics.values():
        told = of_topic(topic, load(), load().last_known_on, history=history)
        row = json.loads(record_json(told))
        check.validate(row)
        assert len(row["facts"]) == len(told.told)
    check.validate(json.loads(record_json(of_story("silver", load(), load().last_known_on))))


def test_the_package_answers_as_a_function_before_and_after_the_room_is_imported():
    """`assay.record` is a room and a verb; importing the room must not take the verb away."""
    first = assay.record("silver.pv")
    from assay.record.record import load as again

    assert again is load
    second = assay.record("silver.photovoltaics", history=True)
    assert first.answer.name == second.answer.name == "silver.photovoltaics"
    assert len(second.rows) > len(first.rows)
    assert "<table>" in first._repr_html_()
    assert "186.6" in first._repr_html_()


def run(*words):
    return CliRunner().invoke(command, ["record", *words])


def test_the_command_prints_table_json_and_chart(tmp_path):
    assert "186.6" in run("silver.pv").stdout
    assert json.loads(run("silver.pv", "--json").stdout)["topic"] == "silver.photovoltaics"
    out = tmp_path / "new" / "pv.svg"
    done = run("silver.pv", "--history", "--lang", "zh", "--out", str(out))
    assert done.exit_code == 0
    assert "光伏用银" in out.read_text("utf-8")
    assert str(out) in done.stdout


def test_the_command_alone_lists_every_story():
    told = run().stdout
    for story in stories_of(RECORDS["now"]):
        assert re.search(rf"^{story} +[A-Z].*, (\d+ topics|one topic)$", told, re.M), story
    assert "白银" in run("--lang", "zh").stdout
    assert run("--json").exit_code == 2


def test_chinese_sets_a_unit_close_to_its_counting_word():
    told = run("silver", "--lang", "zh").stdout.replace("\xa0", " ")
    assert "245 万台/年" in told
    assert "2.8 万机架/年" in told
    assert not re.search("[万亿] ", told)


def test_the_command_waits_for_no_engine():
    """A question to the record must not load what only a run needs."""
    code = (
        "import sys\n"
        "from assay.cli import assay\n"
        "assay.main(['record', 'silver.pv', '--history'], standalone_mode=False)\n"
        "print([name for name in ('numpy', 'scipy', 'jinja2', 'rich') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    )
    assert done.stdout.decode("utf-8").splitlines()[-1] == "[]"


def test_the_command_refuses_what_it_cannot_do(tmp_path):
    assert "name the file" in run("silver.pv", "--out", str(tmp_path / "pv.png")).stderr
    assert isinstance(run("silver", "--out", str(tmp_path / "x.svg")).exception, RecordError)
    assert isinstance(run("silver.pvv").exception, RecordError)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Mn"]), max_size=80))
def test_wrapped_lines_keep_every_character_and_fit(text):
    lines = wrapped(text, 20, "  ")
    assert all(width(line) <= 20 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_columns_count_chinese_twice():
    assert width("光伏pv") == 6
    assert padded("光", 4) == "光  "
    assert right("光", 4) == "  光"

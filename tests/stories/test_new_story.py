"""A newcomer's story: the tutorial followed to the letter, and what a check finds where it was not.

Not here: the record a story brings (`tests/record/test_beside.py`).
"""

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import assay
from assay.cli import assay as command
from assay.errors import AssayError, NotWritten, StoryError
from assay.judging.linting import UNWRITTEN
from assay.stories.load import cases_of, topics

TUTORIAL = Path(__file__).parents[2] / "docs" / "new-story.md"
NAMED = re.compile(r"^`([\w/.]+)`:\n\n```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
"""A file of the tutorial: its name, then its text."""
SAMPLES = "1024"


@pytest.fixture
def followed(tmp_path, monkeypatch):
    """The folder in which the tutorial was followed to the letter."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command, ["new", "chip_water"])
    assert done.exit_code == 0, done.output
    files = NAMED.findall(TUTORIAL.read_text("utf-8"))
    assert len(files) == 10
    for name, body in files:
        Path(name).write_text(body, "utf-8")
    return tmp_path


def test_the_tutorial_leaves_nothing_to_mend(followed):
    done = CliRunner().invoke(command, ["check", "chip_water"])
    assert done.exit_code == 0, done.output
    assert "nothing to mend" in done.output


def test_the_tutorials_story_has_a_verdict_of_its_own(followed):
    verdict = assay.story("chip_water", samples=int(SAMPLES))
    size = next(mark for mark in verdict.marks if mark.name == "size")
    assert verdict.chain.answer == "no"
    assert size.value is not None
    # 630,000 t a day over 17.7 billion t a year
    assert size.value.p50 == pytest.approx(1.3, rel=0.1)


def test_the_tutorials_page_is_judged_by_the_storys_own_record(followed):
    arguments = ["judge", "page.txt", "--story", "chip_water", "--samples", SAMPLES]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    told = json.loads(Path("assay-report/verdict.json").read_text("utf-8"))
    standings = {claim["text"]: claim["standing"] for claim in told["claims"]}
    assert any("101 million" in text and "supported" in of for text, of in standings.items())
    assert any("630,000" in text and "supported" in of for text, of in standings.items())
    assert any("10 percent" in text and "contradicted" in of for text, of in standings.items())


def test_what_new_writes_runs_and_all_of_it_that_is_to_be_written_is_found(tmp_path):
    folder = assay.new("tea", tmp_path)
    assert assay.story(str(folder), samples=int(SAMPLES)).chain.answer in ("no", "cannot_tell")
    found = assay.check(str(folder))
    assert {finding.where for finding in found.findings if finding.wrong} == {
        "README.md", "givens.toml", "words.toml",
    }  # fmt: skip
    text = (folder / "givens.toml").read_text("utf-8")
    lines = [
        str(n) for n, line in enumerate(text.splitlines(), 1) if any(u in line for u in UNWRITTEN)
    ]
    told = next(one.found["en"] for one in found.findings if one.where == "givens.toml")
    assert told.endswith(", ".join(lines))


def test_a_check_speaks_chinese_where_it_is_asked_to(tmp_path):
    folder = assay.new("tea", tmp_path)
    told = CliRunner().invoke(command, ["check", str(folder), "--lang", "zh"]).output
    for sentence in ("仍待写", "建议：换成自己的话", "没有一行指向记录中的主题", "没有这个文件"):
        assert sentence in told
    assert not re.search(r"\b(the|no|by)\b", told)


def test_nothing_that_stands_is_overwritten(tmp_path):
    (tmp_path / "tea").mkdir()
    with pytest.raises(NotWritten, match="tea"):
        assay.new("tea", tmp_path)


@pytest.mark.parametrize("name", ["silver", "Tea", "../tea", "tea leaves", "", "t"])
def test_a_name_that_will_not_do_is_refused(tmp_path, name):
    with pytest.raises(StoryError):
        assay.new(name, tmp_path)


CHANGES = {
    "a source that no table lists": ("givens.toml", 'source = ["ctci_2014"]', 'source = ["ctci"]'),
    "a unit that does not fit": (
        "quantities.py",
        '@model.quantity("percent")',
        '@model.quantity("kg")',
    ),
    "a node that is none": ("story.toml", 'supply = "water_to_be_had"', 'supply = "water_to_have"'),
    "a user left out": (
        "story.toml",
        'users = ["chip_water", "other_use"]',
        'users = ["chip_water"]',
    ),
    "a line in another unit": ("words.toml", 'unit = "percent"', 'unit = "USD"'),
    "a topic that is none": ("words.toml", '["chip_water.tsmc"]', '["chip_water.tmsc"]'),
    "no Chinese words": ("words.toml", 'zh = ["科学园区|园区 + 水"]', "zh = []"),
    "no reason": (
        "givens.toml",
        'why = "Printed for March; a tenth to either side for the seasons."',
        'why = ""',
    ),
    "no Chinese title": ("givens.toml", 'zh = "园区取水年增速"', 'zh = ""'),
    "no window": ("story.toml", '[window]\nfirst = 2020\nlast = "today"\n', ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_thing_that_is_wrong_is_found(followed, name):
    file, before, after = CHANGES[name]
    path = Path("chip_water") / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    try:
        found = assay.check("chip_water")
    except AssayError as refusal:
        assert refusal.remedy or refusal.expected
    else:
        assert found.wrong > 0


def test_the_tutorials_givens_say_where_they_are_from(followed):
    table = tomllib.loads(Path("chip_water/givens.toml").read_text("utf-8"))
    for name, body in table.items():
        assert body.get("source") or body.get("judgement") or "fact" in str(body["shape"]), name


@pytest.mark.parametrize(
    "name", [name for topic in topics() for name in (topic.name, *cases_of(topic.name))]
)
def test_the_stories_that_ship_have_nothing_to_mend(name):
    told = assay.check(name).findings
    assert [finding for finding in told if finding.wrong] == []

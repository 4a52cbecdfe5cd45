"""The report of a story whose effect is a growth of use: who took more, and nothing of prices.

Not here: how the shares are reckoned (`tests/ruler/test_use.py`).
"""

import io
import json
import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

import assay
from assay.report.need_to_terminal import render as in_terminal
from assay.report.page import Page
from assay.report.sections.peers import standard_sentence
from assay.report.to_html import render
from assay.report.to_json import verdict_json
from assay.report.words import Words, plain_text
from tests.reports.walk import walk

STORIES = ("electricity", "electricity:china")
OF_PRICES = {
    "en": (
        r"\bprice moved\b",
        "log point",
        "View 1",
        "View 2",
        "ounces",
        "Does it reach the price",
    ),
    "zh": ("对数点", "视图一", "视图二", "推动价格", "涨幅的"),
}
"""What only a story of a price says, in each language."""


@lru_cache
def verdict(name: str):
    return assay.story(name, samples=2**11)


@lru_cache
def report(name: str, language: str) -> str:
    return render(verdict(name), language)


def sections(text: str) -> dict[str, str]:
    found = re.findall(r'<section id="(\w+)">(.*?)</section>', text, re.DOTALL)
    return {name: unescape(re.sub(r"<[^>]*>", " ", body)) for name, body in found}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", STORIES)
def test_the_section_of_users_stands_in_the_place_of_that_of_prices(name, language):
    found = sections(report(name, language))
    assert "use" in found
    assert "price" not in found
    for group in (
        ("Everybody else", "Cooling of buildings") if language == "en" else ("其他各类用电",)
    ):
        assert group in found["use"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", STORIES)
def test_nothing_of_prices_is_said_of_a_use(name, language):
    text = report(name, language)
    told = " ".join(
        body for key, body in sections(text).items() if key in ("ruler", "use", "need", "time")
    )
    first = unescape(re.sub(r"<[^>]*>", " ", text.split('<section id="ruler">')[0]))
    first = first.split("</style>")[-1]
    for words in OF_PRICES[language]:
        assert not re.search(words, told), words
        assert not re.search(words, first), words


@pytest.mark.parametrize("name", STORIES)
def test_the_first_screen_names_the_two_years_and_no_price(name):
    text = unescape(re.sub(r"<[^>]*>", "", report(name, "en")))
    assert "added between 2022 and 2025" in text
    assert "USD" not in text.split("Where does the story break?")[0]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", STORIES)
def test_every_number_about_who_took_more_leads_to_its_entry(name, language):
    text = report(name, language)
    section = re.search(r'<section id="use">.*?</section>', text, re.DOTALL)
    assert section is not None
    told = re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", section[0])))
    loose = [one for one in walk(text).complaints() if re.sub(r"\s+", "", one)[:20] in told]
    assert loose == []


def test_the_rest_is_drawn_and_said_to_be_no_rival():
    found = sections(report("electricity", "en"))["use"]
    assert "many together, so no rival" in found
    assert "Those without a line of their own added most" in found


@pytest.mark.parametrize("name", STORIES)
def test_programs_get_the_growth_that_is_shared_out_and_no_companion_of_a_price(name):
    row = json.loads(verdict_json(verdict(name), "en"))
    schema = files("assay").joinpath("report", "schema", "verdict-1.json").read_text("utf-8")
    assert [
        error.message for error in Draft202012Validator(json.loads(schema)).iter_errors(row)
    ] == []
    assert row["story"] == name
    assert row["effect"] == "use"
    assert row["growth"]["p50"] > 0
    assert row["needed"] is None
    assert row["share_if_no_driver"] is None
    assert {one["unit"] for one in row["contributions"]} == {"TWh/year"}
    assert {one["view"] for one in row["contributions"]} == {2}


def test_a_verdict_on_a_price_has_no_growth_of_use():
    row = json.loads(verdict_json(verdict("silver"), "en"))
    assert row["effect"] == "price"
    assert row["growth"] is None
    assert row["needed"] is not None


def test_where_the_share_is_material_whatever_one_input_is_it_says_so_in_report_and_terminal():
    found = sections(report("electricity", "en"))["need"]
    assert "no value would undo it; at least" in found
    assert "no value suffices" not in found
    far = sections(report("electricity:china", "en"))["need"]
    assert "no value suffices; at most" in far
    assert "of the growth" in far


def test_what_it_would_take_is_told_of_a_growth_in_the_terminal():
    console = Console(width=200, record=True, file=io.StringIO())
    in_terminal(assay.need("electricity"), "en", console)
    text = console.export_text()
    assert "to the edge of a material share" in text
    assert "of the growth" in text
    assert "of the rise" not in text


def test_an_inputs_middle_and_what_it_needs_are_told_in_one_unit():
    found = sections(report("electricity", "zh"))["need"]
    told = re.search(
        r"统计年份AI服务器平均负荷.*?(\S+) 万?\s*→\s+(\S+) 万kW", found.replace("\xa0", " ")
    )
    assert told is not None
    middle, needed = (float(one.replace(",", "")) for one in told.groups())
    assert 1 < middle / needed < 10


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("electricity", "would be enough to matter", "足以有实质影响"),
        ("electricity:china", "To matter it would need", "要有实质影响"),
    ],
)
def test_what_a_share_would_need_is_said_only_where_it_falls_short(name, english, chinese):
    for language, told in (("en", english), ("zh", chinese)):
        first = unescape(re.sub(r"<[^>]*>", "", report(name, language)))
        first = first.split("Where does the story break?")[0].split("故事断在哪里？")[0]
        assert told in first


def told(name: str, language: str) -> str:
    """What the report itself says, above the other stories, its claims and entries."""
    text = re.split('<section id="(?:siblings|claims|then|trust)">', report(name, language))[0]
    return unescape(re.sub(r"<[^>]*>", "", text.split("</style>")[-1]))


def test_a_driver_of_many_stands_in_a_sentence_as_a_plural_does():
    english = told("metals:titanium", "en")
    assert "due to humanoid robots" in english
    assert not re.search(r"[a-z,;] Humanoid robots", english)
    assert not re.search(r"obots (takes|does|adds|gives|explains)", english)
    chinese = told("metals:titanium", "zh")
    assert "人形机器人占" in chinese
    assert "人形机器人 " not in chinese


def test_waste_is_made_and_not_used():
    english = told("ewaste", "en")
    assert "added between 2022 and 2025" in english
    for wrong in ("users of", "user of", "use of e-waste", "AI takes", "took more"):
        assert wrong not in english
    assert "电子垃圾用" not in told("ewaste", "zh")


@pytest.mark.parametrize(("language", "none"), [("en", "no data"), ("zh", "无数据")])
def test_what_does_not_apply_lacks_no_data(language, none):
    """Nothing is taken from a supply of waste, so the row says that, and that alone."""
    rows = re.findall(r'<li class="rr out">.*?</li>', report("ewaste", language), re.DOTALL)
    apart = [row for row in rows if ("does not apply" in row or "不适用" in row)]
    assert len(apart) == 1
    assert none not in apart[0]


def test_a_value_at_the_end_of_its_scale_says_so():
    """Rivers add nothing to what AI drinks, or a thousand times it: more is not told apart."""
    water = told("water", "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "at least 1,000-fold covered [0, 1,000+]" in water
    assert "at least" not in told("electricity", "en").split("What would have to be true?")[0]


def test_names_that_hold_commas_are_parted_by_semicolons():
    verdict_of_waste = verdict("ewaste")
    page = Page(replace(verdict_of_waste, unnamed=verdict_of_waste.peers), Words("en"))
    said = plain_text(standard_sentence(page))
    assert "air conditioners; screens, monitors and lamps; phones" in said

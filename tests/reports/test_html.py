"""What a reader of the report can rely on, without a browser."""

import base64
import hashlib
import re
from html import unescape

import pytest

from assay.report.to_html import render
from tests.reports.variants import VARIANTS
from tests.reports.walk import walk

LARGEST = 1_500_000
"""Bytes above which a report is too heavy to send."""
EVERY = [(name, language) for name in VARIANTS for language in ("en", "zh")]
SAVED = re.compile(
    r'<a class="csv" download="[\w.-]+\.csv" href="data:text/csv;charset=utf-8,[^"<>&\']*">'
)
"""A link that saves the numbers of a chart."""


@pytest.fixture(scope="module")
def reports():
    return {(name, language): render(VARIANTS[name](), language) for name, language in EVERY}


@pytest.mark.parametrize("key", EVERY)
def test_every_figure_links_to_an_entry_that_exists(reports, key):
    found = walk(reports[key])
    assert found.complaints() == []
    assert len(found.linked) > 250
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize("key", EVERY)
def test_nothing_of_the_page_is_markup(reports, key):
    page = reports[key]
    assert page.count("<script") == 1
    assert not re.search(r"<[^>]*\son\w+\s*=", page)
    assert not re.search(r"(?:href|src)\s*=\s*\"\s*(?!#|https://|data:text/csv;)", page)
    # a data address only ever saves a file, and what it saves cannot end its attribute
    assert page.count("data:") == len(SAVED.findall(page)) + len(re.findall("img-src data:", page))
    assert "<img" not in page
    assert "<iframe" not in page


@pytest.mark.parametrize("key", EVERY)
def test_the_policy_names_the_one_script_by_its_hash(reports, key):
    script = re.search(r"<script>(.*?)</script>", reports[key], re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'".replace("'", "&#39;") in reports[key]
    assert len(script) < 3500


@pytest.mark.parametrize("key", EVERY)
def test_the_report_is_light_and_always_the_same(reports, key):
    name, language = key
    assert len(reports[key].encode()) < LARGEST
    assert render(VARIANTS[name](), language) == reports[key]


def _text(page):
    body = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.S)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>\d+</sup>", "", body)))


WORDS = {
    "en": (
        "virtually certain|very likely|about as likely as not|exceptionally unlikely"
        "|very unlikely|(?<!un)(?<!very )(?<!as )likely(?! as)|(?<!very )(?<!ally )unlikely"
    ),
    "zh": "几乎肯定|很可能|较可能|两可|可能性较小|可能性很小|可能性极小",
}


@pytest.mark.parametrize("key", EVERY)
def test_a_likelihood_word_never_stands_without_its_range(reports, key):
    text = _text(reports[key])
    text = text[: text.index("Likelihood words" if key[1] == "en" else "可能性用词")]
    scale = "as likely as not" if key[1] == "en" else "两可"
    text = text.replace(scale + ("the story" if key[1] == "en" else "故事成立"), "", 1)
    found = list(re.finditer(WORDS[key[1]], text, re.I))
    assert found
    for match in found:
        after = text[match.end() : match.end() + 16]
        assert re.match(r"\s*[（(]\d+", after), text[match.start() - 40 : match.end() + 20]


@pytest.mark.parametrize("key", EVERY)
def test_no_probability_is_told_as_nought_or_as_impossible(reports, key):
    text = _text(reports[key])
    assert not re.search(
        r"(?<![\d.,–−～])0\s?%(?![～])", re.sub(r"error 0\s?%|标准误 0%", "", text)
    )
    assert "不可能" not in text
    assert "impossible" not in text.lower()


def test_no_world_is_told_as_a_bound(reports):
    assert "none of 65,536" in _text(reports["example", "en"])
    assert "below 0.005\u202f%" in _text(reports["example", "en"])
    assert "没有一次" in _text(reports["example", "zh"])
    assert "低于 0.005%" in _text(reports["example", "zh"])


def test_every_world_is_told_as_a_bound(reports):
    text = _text(reports["holds_everywhere", "en"])
    assert "all of 65,536" in text
    assert "above 99.995\u202f%" in text
    assert "Yes. AI drove the price of silver." in text


def test_a_page_that_doubts_the_story_is_said_to_doubt_it(reports):
    assert "Relayed, and doubted, by" in _text(reports["example", "en"])
    assert "转述并质疑" in _text(reports["example", "zh"])


def test_sections_without_content_are_left_out_and_named(reports):
    page = reports["without_rise", "en"]
    for name in ("price", "need"):
        assert f'id="{name}"' not in page
        assert f'href="#{name}"' not in page
    assert "nothing to show: Price, What it would take" in _text(page)
    assert "The price did not rise in this window" in _text(page)


def test_a_story_without_a_page_says_so(reports):
    page = reports["without_article", "en"]
    assert "No page was read" in _text(page)
    assert 'id="claims"' not in page
    assert "numbers in the article" not in _text(page)


def test_nothing_traceable_is_not_called_false(reports):
    text = _text(reports["nothing_traceable", "en"])
    assert "None of the nine numbers is in the record. That is not the same as false." in text


def test_a_page_of_causes_only_says_so(reports):
    assert "It claims causes only." in _text(reports["without_numbers", "en"])


def test_a_band_across_zero_is_told_in_words(reports):
    text = _text(reports["across_zero", "en"])
    assert "below zero" in text
    assert "−3.0" in text


def test_the_two_price_views_are_kept_apart(reports):
    page = reports["example", "en"]
    assert page.index("View 1") < page.index("View 2") < page.index("Do not add these bars")
    box = page[page.index('class="apart"') :]
    assert "Gold" not in box[: box.index("</ul>")]


def test_every_section_is_in_the_line_of_sections(reports):
    page = reports["example", "en"]
    listed = re.findall(r'<a href="#(\w+)">', page[: page.index("</nav>")])
    assert listed == re.findall(r'<section id="(\w+)">', page)


def test_every_input_and_every_figure_has_an_entry(reports):
    verdict, text = VARIANTS["example"](), _text(reports["example", "en"])
    entries = text[text.index("Sources and inputs") :]
    for given in verdict.givens:
        assert given.title["en"] in entries
        assert given.would_change in entries
    for fact in verdict.facts:
        assert fact.quantity in entries


def test_a_quotation_keeps_its_own_language(reports):
    page = reports["example", "en"]
    assert re.search(r'<p class="quoted" lang="zh">周五', page)
    assert '<html lang="en">' in page

"""What a notebook shows of a verdict, a page as read and a hindcast: legible, escaped, inert."""

import re
from dataclasses import fields
from html import unescape

import pytest

import assay
from assay.claims.claim import Claims
from assay.judging.shown import ShownHindcast, ShownVerdict
from assay.ruler.hindcast import HindcastLine, Point
from assay.verbs import Reading
from tests.browser import Browser
from tests.reports.variants import ATTACK, VARIANTS

SAMPLES = 2**8


def _shown(verdict):
    return ShownVerdict(**{row.name: getattr(verdict, row.name) for row in fields(verdict)})


def _reading(verdict):
    claims = Claims(tuple(c.claim for c in verdict.claims), tuple(c.claim for c in verdict.causes))
    return Reading(verdict.article, claims, verdict.topic, verdict.stance)


def _text(card):
    return unescape(re.sub(r"<[^>]+>", " ", card))


@pytest.fixture(scope="module")
def cards():
    hostile = VARIANTS["hostile"]()
    point = Point(2020, 1.0, 2.0, -50.0, True)
    both = {"en": ATTACK, "zh": ATTACK}
    return {
        "verdict": _shown(hostile)._repr_html_(),
        "reading": _reading(hostile)._repr_html_(),
        "hindcast": ShownHindcast(
            (HindcastLine("x", both, (point,), True, both, "Moz{silver}/year"),)
        )._repr_html_(),
    }


@pytest.mark.parametrize("name", VARIANTS)
def test_every_state_of_a_verdict_has_a_card(name):
    verdict = _shown(VARIANTS[name]())
    language = verdict.article.language if verdict.article else "en"
    text = _text(verdict._repr_html_())
    assert verdict.story.claim[language] in text
    assert verdict.story.answers[verdict.chain.answer][language] in text
    assert "65,536" in text
    drawn = sum(mark.in_chain and mark.value is not None for mark in verdict.marks)
    assert len(re.findall("[●<>]", text)) >= drawn
    assert verdict.version in text


def test_the_verbs_return_what_a_notebook_can_show(root):
    page = str(root / "src/assay/examples/ai-silver-en.html")
    verdict, reading = assay.judge(page, samples=SAMPLES), assay.read(page)
    assert isinstance(verdict, assay.verbs.Verdict)
    assert verdict.story.claim["en"] in _text(verdict._repr_html_())
    assert reading.article.title in _text(reading._repr_html_())
    for claim in reading.claims.quantities:
        assert claim.text in _text(reading._repr_html_())
    lines = assay.hindcast("silver")
    assert isinstance(lines, tuple)
    table = _text(lines._repr_html_())
    assert lines
    for line in lines:
        assert line.title["en"] in table
        for point in line.points:
            if line.scorable and point.scored:
                assert f"{point.computed:.1f} / {point.published:.1f}" in table


def test_a_card_has_no_link_script_style_or_address(cards):
    for card in cards.values():
        assert not re.search(r"<(?:script|style|a|img|iframe|svg|link|object)\b", card)
        assert not re.search(r"<[^>]*\s(?:on\w+|href|src|id|class)\s*=", card)
        assert len(card) < 60_000


@pytest.mark.browser
def test_nothing_of_a_hostile_page_runs_in_a_notebook(browser, cards, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{''.join(cards.values())}", "utf-8")
    tab = Browser(browser)
    try:
        tab.resize(1000)
        tab.open(path)
        assert tab.of_kind("Page.javascriptDialogOpening") == []
        assert tab.of_kind("Runtime.exceptionThrown") == []
        assert tab.run("document.scripts.length + document.images.length") == 0
        requests = {row["request"]["url"] for row in tab.of_kind("Network.requestWillBeSent")}
        assert requests == {path.resolve().as_uri()}
        shown = tab.run("document.body.innerText")
        assert shown.count("<script>alert(1)</script>") >= 3
        assert tab.run("document.documentElement.scrollWidth") <= 1000
    finally:
        tab.close()

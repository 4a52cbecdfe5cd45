"""The page of all stories in a real browser: on every screen, in the dark, and on paper."""

import pytest

from assay.judging.comparing import citing
from assay.report.compare_to_html import render
from assay.verbs import compare
from tests.browser import Browser

PAPER = 695
"""Pixels that A4 leaves between the report's margins."""
BESIDE = """[...document.querySelectorAll('.abreast td .tr')].filter(e=>{
  const own=e.getBoundingClientRect(),cell=e.closest('td').getBoundingClientRect();
  return own.right>cell.right+1||own.left<cell.left-1}).length"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    found = compare(samples=256)
    written = {}
    for language in ("en", "zh"):
        written[language] = folder / f"compare.{language}.html"
        written[language].write_text(render(found, language, citing(found)), "utf-8")
    return written


@pytest.fixture(scope="module")
def tab(browser):
    tab = Browser(browser)
    yield tab
    tab.close()


def media(tab, name, scheme="light"):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.call("Emulation.setEmulatedMedia", media=name, features=features)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_screen_scrolls_sideways(tab, pages, language, width):
    media(tab, "")
    tab.resize(width)
    tab.open(pages[language])
    assert tab.run("document.documentElement.scrollWidth") <= width
    assert tab.run(BESIDE) == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_paper_the_ruler_is_one_table_that_begins_on_the_first_sheet(tab, pages, language):
    """Kept whole, a table longer than what the head leaves would move on and leave a sheet empty;
    laid out as on a phone, the tracks would run over their neighbours."""
    media(tab, "print")
    tab.resize(PAPER)
    tab.open(pages[language])
    assert tab.run(BESIDE) == 0
    assert tab.run("document.documentElement.scrollWidth") <= PAPER
    shown = "getComputedStyle(document.querySelector('{}')).{}"
    assert tab.run(shown.format(".abreast", "display")) == "table"
    assert tab.run(shown.format(".abreast", "breakInside")) == "auto"
    assert tab.run(shown.format(".abreast tbody tr", "breakInside")) == "avoid"


def test_the_dot_of_another_user_is_told_from_the_driver_and_the_paper_in_the_dark(tab, pages):
    media(tab, "", "dark")
    tab.resize(1440)
    tab.open(pages["en"])
    colours = tab.run(
        "[getComputedStyle(document.querySelector('.times .med')).fill,"
        "getComputedStyle(document.querySelector('.times .own')).stroke,"
        "getComputedStyle(document.body).backgroundColor]"
    )
    assert len(set(colours)) == 3


def test_every_raised_number_leads_to_a_work(tab, pages):
    tab.open(pages["en"])
    missing = "[...document.querySelectorAll('.times sup a')].filter(a=>!document.querySelector("
    assert tab.run(missing + "a.getAttribute('href'))).length") == 0
    assert tab.run("document.querySelectorAll('.times sup a').length") > 40


def test_every_work_says_in_which_language_it_is_told(tab, pages):
    tab.open(pages["zh"])
    assert tab.run("[...document.querySelectorAll('.cited li:not([lang])')].length") == 0
    assert tab.run("document.querySelectorAll('.cited li[lang=en]').length") > 10

"""The report looks as it did when somebody last looked; what that can catch is proven here."""

import base64
import re

import numpy as np
import pytest

from tests.browser import Browser
from tests.reports import pictures
from tests.reports.pictures import PAPER, WAYS, differences, read_png, stored, take, write_png

DESKTOP, PHONE = ("en", 1440, "light"), ("zh", 360, "dark")
HARMLESS = {
    "a serif font": "document.documentElement.style.setProperty('--sans','serif')",
    "a fixed-width font for headings": (
        "document.documentElement.style.setProperty('--serif','monospace')"
    ),
    "slightly wider letters": "document.body.style.letterSpacing='.02em'",
}
BROKEN = {
    "a section vanishes": ("price whole 1: vanished", "#price{display:none}"),
    "a figure vanishes": ("time plot 2: vanished", "#time figure:nth-child(2){display:none}"),
    "sections overlap": ("price whole 1: overlaps ruler whole 1", "#price{margin-top:-300px}"),
    "a drawing is lost": ("time plot 1: contrast", "#time .pl2{visibility:hidden}"),
    "bars lose their fill": ("price bars 1: contrast", ".bars .bar{fill:none;stroke:none}"),
    "tracks collapse": ("hero mini 1: (contrast|picture)", ".mini .tr{display:none}"),
    "worlds turn pale": ("ruler worlds 1: (contrast|picture)", ".w2,.w1{fill:var(--hair)}"),
    "a column is squeezed": ("ruler worlds 1: .* px became", ".two{grid-template-columns:1fr 3fr}"),
    "the style is lost": ("hero whole 1: .* px became", "*{all:revert!important}"),
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(browser):
    tab = Browser(browser)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return pictures.written(tmp_path_factory.mktemp("pictures"))


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_report_looks_as_it_was_stored(tab, paths, way):
    assert differences(stored(way), take(tab, paths[way[0]], way)) == []


@pytest.mark.parametrize("way", [DESKTOP, PHONE], ids=str)
@pytest.mark.parametrize("name", HARMLESS)
def test_another_font_changes_nothing_that_matters(tab, paths, name, way):
    assert differences(stored(way), take(tab, paths[way[0]], way, HARMLESS[name])) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_caught(tab, paths, name):
    expected, style = BROKEN[name]
    script = f"document.head.insertAdjacentHTML('beforeend','<style>{style}</style>')"
    told = differences(stored(DESKTOP), take(tab, paths["en"], DESKTOP, script))
    assert any(re.match(expected, line) for line in told), told


def test_a_light_page_in_the_dark_is_caught(tab, paths):
    told = differences(stored(("en", 768, "dark")), take(tab, paths["en"], ("en", 768, "light")))
    assert "hero whole 1: picture differs" in " ".join(told)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_printed_page_holds_the_verdict_and_the_whole_ruler(tab, paths, language):
    parts = {p.name: p.box for p in take(tab, paths[language], (language, PAPER[0], "print"))}
    _, top, _, height = parts["ruler rows 1"]
    assert top + height <= PAPER[1]
    assert "hero mini 1" not in parts


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_example_prints_on_about_as_many_pages_as_it_did(tab, paths, language):
    tab.open(paths[language])
    raw = base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert 10 <= len(re.findall(rb"/Type\s*/Page\b", raw)) <= 15


def test_a_picture_read_back_is_the_picture_written():
    grey = np.random.default_rng(7).integers(0, 256, (5, 9), dtype=np.uint8)
    assert (read_png(write_png(grey))[:, :, 0] == grey).all()

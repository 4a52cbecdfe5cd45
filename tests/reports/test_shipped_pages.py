"""The reports of the two pages that ship, in both languages, held to what the example is held to.

Not here: the example verdict and its degenerate relatives (`test_html.py`, `test_browser.py`).
"""

import re
from html import unescape

import pytest

from assay.report.to_html import render
from assay.verbs import judge
from tests.browser import Browser
from tests.reports.pictures import PAPER, dress
from tests.reports.test_browser import OVERFLOW, WIDTHS
from tests.reports.test_html import LARGEST, WORDS
from tests.reports.walk import walk

SAMPLES = 2**10
NAMES = ("ai-silver-en.html", "ai-silver-zh.txt")
EVERY = [(name, language) for name in NAMES for language in ("en", "zh")]
FOREIGN = (
    re.compile(r'<(\w+)[^>]*\s(?:class="quoted"|lang="\w+")[^>]*>.*?</\1>', re.S),
    re.compile(r'<span class="src">.*?</span>(?=</li>)|<ul class="works quoted">.*?</ul>', re.S),
)
"""Words of the page, of the record and of titles, which keep their own way of writing numbers."""


@pytest.fixture(scope="module")
def reports(root):
    verdicts = {
        name: judge(str(root / "src/assay/examples" / name), samples=SAMPLES) for name in NAMES
    }
    return {key: render(verdicts[key[0]], key[1]) for key in EVERY}


@pytest.fixture(scope="module")
def tab(browser):
    tab = Browser(browser)
    yield tab
    tab.close()


def _own_text(page):
    """What the report says in its own words, without notes' numbers and addresses."""
    body = re.sub(
        r"<(style|script|pre|code)\b.*?</\1>", "", page[page.index("<main") :], flags=re.S
    )
    body = re.sub(r"<sup>\d+</sup>|<time.*?</time>", "", body)
    for words in FOREIGN:
        body = words.sub(" ", body)
    # cells, rows and labels stand apart; links and emphasis stand inside their sentence
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:t[dhr]|li|p|h\d|div|span)>", "\n", body)))


@pytest.mark.parametrize("key", EVERY)
def test_every_figure_of_a_shipped_report_has_an_entry(reports, key):
    found = walk(reports[key])
    assert found.complaints() == []
    assert len(found.linked) > 400
    assert len(reports[key].encode()) < LARGEST


@pytest.mark.parametrize("key", EVERY)
def test_percentages_and_signs_are_written_as_the_language_writes_them(reports, key):
    text = _own_text(reports[key])
    assert len(re.findall(r"\d%" if key[1] == "zh" else r"\d\u202f%", text)) > 100
    wrong = r"\d[ \u00a0]?%" if key[1] == "en" else r"\d[ \u00a0\u202f]%|\d～\d[\d.]*%"
    assert [text[m.start() - 30 : m.end() + 5] for m in re.finditer(wrong, text)] == []
    hyphens = re.finditer(r"(?<=[\s(\[（～→:：])-\d", text)
    assert [text[m.start() - 30 : m.end() + 5] for m in hyphens] == []


@pytest.mark.parametrize("key", EVERY)
def test_no_figure_shows_more_digits_than_it_has(reports, key):
    long = re.finditer(r"\d+\.\d{5,}", _own_text(reports[key]))
    assert [match.group() for match in long] == []


@pytest.mark.parametrize("key", EVERY)
def test_likelihood_words_of_a_shipped_report_carry_their_range(reports, key):
    text = _own_text(reports[key])
    text = text[: text.index("Likelihood words" if key[1] == "en" else "可能性用词")]
    for scale in ("as likely as not\nthe story", "两可\n故事成立"):
        text = text.replace(scale, "", 1)
    found = list(re.finditer(WORDS[key[1]], text, re.I))
    assert found
    for match in found:
        after = text[match.end() : match.end() + 16]
        assert re.match(r"\s*[（(]\d+", after), text[match.start() - 40 : match.end() + 20]
    assert "不可能" not in text
    assert "impossible" not in text.lower()


@pytest.mark.browser
@pytest.mark.parametrize("key", EVERY)
def test_a_shipped_report_fits_every_screen_and_says_nothing_to_the_console(
    tab, reports, key, tmp_path
):
    path = tmp_path / "report.html"
    path.write_text(reports[key], "utf-8")
    for width in WIDTHS:
        tab.resize(width)
        tab.open(path)
        assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.run(OVERFLOW) == []
        for event in ("Runtime.consoleAPICalled", "Log.entryAdded", "Runtime.exceptionThrown"):
            assert tab.of_kind(event) == []
        requests = {row["request"]["url"] for row in tab.of_kind("Network.requestWillBeSent")}
        assert requests == {path.resolve().as_uri()}


@pytest.mark.browser
@pytest.mark.parametrize("key", EVERY)
def test_the_first_printed_page_of_a_shipped_report_holds_the_whole_ruler(
    tab, reports, key, tmp_path
):
    path = tmp_path / "report.html"
    path.write_text(reports[key], "utf-8")
    tab.resize(PAPER[0])
    dress(tab, "print")
    tab.open(path)
    bottom = tab.run("document.querySelector('#ruler figure ol').getBoundingClientRect().bottom")
    dress(tab, "light")
    assert bottom <= PAPER[1]

"""HTML pages: the article, what its head declares, and the way back to the bytes.

Not here: how well the article is found on many pages (`benchmarks/read_bulk.py`).
"""

import re
from datetime import date

import pytest

from assay.reading.page import kind_of
from assay.reading.read import read_page
from tests.reading.polluted import CLEAN, polluted

PARAGRAPHS = (
    "Copper has become dearer by 12.5&nbsp;% since January, traders say, &amp; nobody wonders.",
    "Mines gave <b>22.9 million</b> tonnes in <a href='/x'>2025</a>, which is no more than before.",
    "Scrap is what forecasts forget: 4&#46;1 million tonnes of old cables return to the market.",
)
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Where copper comes from - The River Post</title>
<meta property="og:title" content="Where copper comes from">
<meta property="og:site_name" content="The River Post">
<meta name="author" content="Ann Rivers">
<meta property="article:published_time" content="2026-03-01T08:00:00Z">
<script>var price = 99999; document.write("<p>Silver costs 77777 dollars.</p>");</script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World 55555</a></nav>
<article><h1>Where copper comes from</h1>
{paragraphs}
</article><aside><p><a href="/y">Ten things to know about 33333 cats</a></p></aside>
<footer>Copyright 2026 The River Post. 44444 readers.</footer></body></html>"""


def page(*paragraphs: str, frame: str = PAGE) -> bytes:
    return frame.format(paragraphs="\n".join(f"<p>{each}</p>" for each in paragraphs)).encode()


def test_the_article_comes_out_without_navigation_scripts_and_footer():
    article = read_page(page(*PARAGRAPHS))
    assert len(article.paragraphs) == 3
    assert "22.9 million tonnes in 2025" in article.text
    assert not re.search(r"(\d)\1{4}", article.text)


def test_the_head_tells_title_author_site_and_day():
    article = read_page(page(*PARAGRAPHS))
    assert article.title == "Where copper comes from"
    assert article.author == "Ann Rivers"
    assert article.publisher == "The River Post"
    assert article.published == (date(2026, 3, 1), date(2026, 3, 1))
    assert article.published_why == "meta"
    assert (article.language, article.polluted, article.repairs) == ("en", False, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_number_leads_back_to_its_own_digits(encoding: str):
    raw = page(*PARAGRAPHS).decode().encode(encoding)
    article = read_page(raw)
    numbers = list(re.finditer(r"\d[\d.]*", article.text))
    assert [n[0] for n in numbers] == ["12.5", "22.9", "2025", "4.1"]
    for number in numbers:
        begin, end = article.raw_span(number.span())
        source = raw[begin:end].decode("utf-16-le" if encoding == "utf-16" else encoding)
        assert re.sub("<[^>]*>", "", source).replace("&#46;", ".") == number[0]


def test_linked_data_and_the_address_tell_the_day_too():
    bare = re.sub(rb"<meta property=.article[^>]*>", b"", page(*PARAGRAPHS))
    data = b'<script type="application/ld+json">{"datePublished": "2026-04-02T01:00:00"}</script>'
    linked = bare.replace(b"</head>", data + b"</head>")
    assert read_page(linked).published == (date(2026, 4, 2), date(2026, 4, 2))
    dated = read_page(bare, address="https://example.org/2026/04/03/copper.html")
    assert dated.published == (date(2026, 4, 3), date(2026, 4, 3))


def test_an_impossible_declared_day_is_no_day():
    broken = page(*PARAGRAPHS).replace(b"2026-03-01T08", b"2026-13-41T08")
    assert read_page(broken).published == (None, None)


def test_a_polluted_chinese_page_is_repaired_with_its_title():
    frame = PAGE.replace("Where copper comes from", polluted("河水去了哪里"))
    article = read_page(page(*polluted("\n".join(CLEAN)).split("\n"), frame=frame))
    assert article.text == "\n".join(CLEAN)
    assert article.title == "河水去了哪里"
    assert article.repairs == ("readings", "traditional")
    assert article.polluted


def test_chinese_editors_and_sources_are_no_authors():
    frame = PAGE.replace('content="Ann Rivers"', 'content="责任编辑:赵某"')
    assert read_page(page(*CLEAN, frame=frame)).author is None
    signed = page("来源:河边日报 作者:王小河", *CLEAN, frame=frame)
    assert read_page(signed).author == "王小河"


def test_a_fragment_without_head_is_html_if_its_paragraphs_have_text():
    assert kind_of(b"<p>One paragraph.</p>\n<p class='x'>Another.</p>") == "html"
    assert kind_of(b'<cite id="q"></cite><p id="q"></p><li id="q"></li>\nPlain text.') == "dump"
    assert kind_of("<html><p>x</p></html>".encode("utf-16")) == "html"


def test_a_page_too_deep_for_the_parser_is_read_by_its_visible_text():
    deep = b"<html><body>" + b"<div>" * 30_000 + page(*PARAGRAPHS)
    article = read_page(deep)
    assert "22.9 million tonnes in 2025" in article.text
    assert "77777" not in article.text


def test_a_paragraph_shown_as_a_teaser_elsewhere_leads_no_number_astray():
    for teaser in (PARAGRAPHS[2], PARAGRAPHS[0]):
        nav = f"<nav><div>{teaser}</div></nav>".encode()
        raw = page(*PARAGRAPHS).replace(b"<article>", nav + b"<article>")
        raw = raw.replace(b"<footer>", b"<footer>" + nav)
        article = read_page(raw)
        for number in ("12.5", "22.9"):
            at = article.text.index(number)
            begin, end = article.raw_span((at, at + len(number)))
            assert raw[begin:end].decode() == number


def test_numbers_of_a_table_lead_back_too():
    table = "<table><tr><td>Chile</td><td>5.3</td></tr><tr><td>Peru</td><td>2.7</td></tr></table>"
    raw = page(*PARAGRAPHS).replace(b"</article>", table.encode() + b"</article>")
    article = read_page(raw)
    for number in ("5.3", "2.7"):
        at = article.text.index(number)
        begin, end = article.raw_span((at, at + len(number)))
        assert raw[begin:end].startswith(number.encode())


def page_with(head, body=""):
    sentence = (
        "The price of silver rose to a record in London, and traders said that it is a rush. "
    )
    return (
        f"<html><head><title>Silver</title>{head}</head><body><article>{body}"
        f"{'<p>' + sentence * 3 + '</p>'}<p>{sentence.replace('silver', 'gold') * 3}</p>"
        "</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    "page",
    [
        page_with('<meta name="date" content="2026-02-05">'),
        page_with("", '<time datetime="2026-02-05T08:00:00Z">5 February</time>'),
    ],
)
def test_a_day_declared_in_a_plain_meta_tag_or_a_time_element_is_read(page):
    article = read_page(page)
    assert article.published == (date(2026, 2, 5), date(2026, 2, 5))
    assert article.published_why == "meta"

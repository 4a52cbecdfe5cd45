"""Pages made to break a reader: each gives an article or a clear refusal, soon, whatever is in it.

Not here: the network (`test_hostile_network.py`), reports made of such pages (`tests/reports`).
"""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import AssayError, NotAnArticle, PageError, TooLarge
from assay.reading.limits import MAX_LINES, MAX_MARKS, MAX_PAGE_BYTES
from assay.reading.page import open_page
from assay.reading.read import read_page

SENTENCE = (
    "Copper has become dearer for reasons that are no mystery, traders said on Monday morning.\n"
)
MEGABYTE = 1_000_000

LINKED = '<html><head><script type="application/ld+json">'

FLOODS = {
    "open angle brackets": "<" * MEGABYTE,
    "open comments": "<!--" * (MEGABYTE // 4),
    "open tags": "<p " * (MEGABYTE // 3),
    "open scripts": "<script>" * (MEGABYTE // 8),
    "nested blocks": "<html><body>" + "<div>" * (MEGABYTE // 5),
    "attributes without end": '<html><a href="' + "x" * MEGABYTE,
    "entities": "<html>" + "&amp" * (MEGABYTE // 4),
    "brackets": "银(" * (MEGABYTE // 4),
    "half readings": "银(yín" * (MEGABYTE // 9),
    "blanks": "x" + " " * MEGABYTE + "y",
    "digits": "<html><p>" + "1" * MEGABYTE,
    "stamps": "2026-01-01 00:00:00\n" * (MEGABYTE // 20),
    "crumbs": "> " * (MEGABYTE // 2),
    "one line": "word " * (MEGABYTE // 5),
    "bylines": "作者:" * (MEGABYTE // 7),
    "combining marks": "银(" + "i\u0301" * (MEGABYTE // 4) + ")",
    "open braces": "{" * MEGABYTE,
    "open style rules": "a{b:c" * (MEGABYTE // 5),
    "style rules": "a{b:c}" * (MEGABYTE // 6),
    "open statements": "var a=" * (MEGABYTE // 6),
    "words blotted out": "银**" * (MEGABYTE // 5),
    "openings of clauses": "的白银," * (MEGABYTE // 10),
    "particles": "著" * (MEGABYTE // 3),
    "numbers of pages": "第1页" * (MEGABYTE // 7),
    "links to pages": ("1 2 3 " * 19 + "x\n") * (MEGABYTE // 115),
    "wrong encoding": "Ã©â€œ 12\n" * (MEGABYTE // 40),
    "signs not seen": "银\u200b" * (MEGABYTE // 12),
    "sentences again": "铜价上涨的原因并不神秘,矿山的产量没有增长。" * (MEGABYTE // 66),
    "months": "1月" * (MEGABYTE // 4),
    "years": "2026" * (MEGABYTE // 4),
    "linked data": '<html><script type="application/ld+json">' + '{"a":[' * (MEGABYTE // 6),
    "marks in a meta element": "<html><meta name='description' content='" + "<" * 200_000 + "'>",
    "broken linked data": LINKED + '"author":x ' * (MEGABYTE // 11) + "</script>",
    "people in linked data": LINKED + '"Person" ' * (MEGABYTE // 9) + "</script>",
    "names of brackets": "<html><head>"
    + f"<meta name='author' content='{'(' * 9_000}'>" * (MEGABYTE // 9_035),
    "authors": "<html><head>"
    + "".join(f"<meta name='author' content='A{n} B{n}'>" for n in range(MEGABYTE // 45)),
    "a text that opens a tag": LINKED
    + '{"articleBody":"\\u003ca '
    + "=" * MEGABYTE
    + '"}</script>',
    "declared days": "<html>" + '<meta name="date" content="x">' * (MEGABYTE // 60),
}


def opened_and_read(path) -> str:
    return read_page(open_page(str(path)).raw).text


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_ends_in_an_article_or_a_clear_refusal(flood: str):
    for page in (flood, flood + "\n" + SENTENCE * 3):
        try:
            assert read_page(page.encode()).text
        except AssayError as refused:
            assert refused.where and refused.found and refused.expected


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_doubling_a_flood_does_not_much_more_than_double_the_work(flood: str):
    """Counted in calls, not seconds: a step that looks ahead for every character would show."""
    small, large = (calls_to_read(flood[:size]) for size in (20_000, 40_000))
    assert large <= 2.5 * small + 20_000


def calls_to_read(page: str) -> int:
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_page(page.encode())
    except AssayError:
        pass
    finally:
        sys.setprofile(None)
    return calls


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_refusal(raw: bytes):
    try:
        article = read_page(raw)
    except AssayError:
        return
    assert len(article.offsets) == len(article.text) + 1


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<html>", "<!--", "-->", "<b", ">", SENTENCE, "&lt;"]))
)
def test_any_heap_of_markup_gives_an_article_or_a_refusal(parts: list[str]):
    raw = "".join(parts).encode()
    try:
        article = read_page(raw)
    except AssayError:
        return
    begin, end = article.raw_span((0, len(article.text)))
    assert 0 <= begin <= end <= len(raw)


def test_markup_in_title_and_text_comes_through_as_plain_characters():
    """Escaping is the report's work; reading must neither run nor hide what stands there."""
    head = "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; copper</title></head><body>"
    text = f"<p>{SENTENCE * 3}</p><p>The price is &lt;img src=x onerror=alert(2)&gt; 5 dollars.</p>"
    article = read_page((head + text).encode())
    assert "<img src=x onerror=alert(2)> 5 dollars" in article.text


def test_an_empty_file_is_refused(tmp_path):
    for content in (b"", b" \n\t\r\n", b"\xef\xbb\xbf"):
        path = tmp_path / "empty.html"
        path.write_bytes(content)
        with pytest.raises(NotAnArticle, match="empty"):
            opened_and_read(path)


def test_a_file_of_two_hundred_megabytes_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * MEGABYTE)
    with pytest.raises(TooLarge) as refused:
        open_page(str(path))
    assert "200,000,000 bytes" in refused.value.found


def test_standard_input_is_read_no_further_than_the_bound(monkeypatch):
    class Endless(io.RawIOBase):
        given = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.given += len(buffer)
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    endless = Endless()
    stdin = io.TextIOWrapper(io.BufferedReader(endless))
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(TooLarge):
        open_page("-")
    assert endless.given < 2 * MAX_PAGE_BYTES


def test_standard_input_gives_a_page(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode() * 3)))
    page = open_page("-")
    assert (page.kind, page.address, page.raw) == ("dump", None, SENTENCE.encode() * 3)


@pytest.mark.parametrize("marks", ["<b>", "&lt;"])
def test_too_many_tags_or_entities_are_refused(marks: str):
    with pytest.raises(TooLarge, match="tags and entities"):
        read_page((marks * (MAX_MARKS + 1)).encode())


def test_too_many_lines_are_refused():
    with pytest.raises(TooLarge, match="lines"):
        read_page(b"a\n" * (MAX_LINES + 1))


def test_ten_megabytes_of_prose_on_one_line_are_read_or_refused_in_bounded_memory():
    import tracemalloc

    page = (SENTENCE.strip() + " ").encode() * (10 * MEGABYTE // len(SENTENCE))
    tracemalloc.start()
    try:
        read_page(page + b"\n" + SENTENCE.encode() * 3)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 40 * len(page)


def test_a_missing_file_names_the_one_that_may_be_meant(tmp_path):
    (tmp_path / "copper.html").write_text(SENTENCE)
    with pytest.raises(PageError) as refused:
        open_page(str(tmp_path / "coper.html"))
    assert "no such file" in refused.value.found
    assert "copper.html" in refused.value.remedy


def test_a_folder_is_no_page(tmp_path):
    with pytest.raises(PageError, match="a folder"):
        open_page(str(tmp_path))

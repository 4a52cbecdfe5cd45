"""What a page's head may tell the library: enough for its names, too little to hold it up.

Not here: whole pages of the kind (`tests/hostile/test_hostile_pages.py`), days a head declares.
"""

import json
from typing import Any

import pytest
from lxml import html

from assay.reading import limits
from assay.reading.names import declared_names, drop_hostile_linked_data
from assay.reading.read import read_page

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Copper is dear",
    "author": [{"@type": "Person", "name": "Nora Castellane"}],
    "publisher": {"@type": "Organization", "name": "Harbour Metals Daily"},
}
SENTENCE = "Copper has become dearer for reasons that are no mystery, traders said on Monday. "


def page(*linked: str, head: str = "") -> str:
    """A page with these pieces of linked data."""
    scripts = "".join(f'<script type="application/ld+json">{each}</script>' for each in linked)
    return f"<html><head>{head}{scripts}</head><body><p>{SENTENCE * 5}</p></body></html>"


def told_to_the_library(monkeypatch: pytest.MonkeyPatch, markup: str) -> dict[str, Any]:
    """What its readers of meta elements and of linked data are given."""
    from trafilatura import metadata

    given: dict[str, Any] = {}
    examine, extract = metadata.examine_meta, metadata.extract_meta_json

    def metas(tree):
        given["metas"] = [meta.get("content") for meta in tree.iter("meta") if meta.get("content")]
        return examine(tree)

    def linked(tree, found):
        given["linked"] = [script.text or "" for script in tree.iter("script")]
        return extract(tree, found)

    monkeypatch.setattr(metadata, "examine_meta", metas)
    monkeypatch.setattr(metadata, "extract_meta_json", linked)
    given["names"] = declared_names(html.fromstring(markup))
    return given


def test_names_come_through_linked_data_that_holds_a_long_article():
    long = {**ARTICLE, "articleBody": SENTENCE * 400}
    article = read_page(page(json.dumps(long)).encode())
    assert article.author == "Nora Castellane"
    assert article.publisher == "Harbour Metals Daily"


FLOODS = {
    "broken authors": ['"author":x ' * 10_000],
    "broken people": ['"Person" ' * 10_000],
    "broken types": ['"@type":"ImageObject",' * 10_000],
    "a name of brackets": [json.dumps({**ARTICLE, "author": "(" * 100_000})],
    "many authors": [json.dumps({**ARTICLE, "author": [f"A{n} B{n}" for n in range(9_000)]})],
    "many pieces": [json.dumps({**ARTICLE, "author": f"A{n} B{n}"}) for n in range(2_000)],
    "open tags": [json.dumps({**ARTICLE, "headline": "<" * 9_000})],
}


@pytest.mark.parametrize("linked", FLOODS.values(), ids=FLOODS.keys())
def test_of_linked_data_the_library_gets_no_more_than_the_bound(monkeypatch, linked):
    given = told_to_the_library(monkeypatch, page(*linked))
    assert sum(map(len, given["linked"])) <= limits.MAX_LINKED_CHARACTERS
    assert all(text.count("<") <= limits.MAX_LINKED_MARKS for text in given["linked"])


def test_of_meta_elements_the_library_gets_no_more_than_the_bounds(monkeypatch):
    head = "<meta name='author' content='Ann Lee'>" * 500
    head += "<meta name='title' content='" + "(" * 9_000 + "'>"
    head += "".join(f"<meta name='n{n}' content='{'a' * 900}'>" for n in range(99))
    given = told_to_the_library(monkeypatch, page(head=head))["metas"]
    assert given.count("Ann Lee") == limits.MAX_SAME_METAS
    assert max(map(len, given)) <= limits.MAX_META_CHARACTERS
    assert sum(map(len, given)) <= limits.MAX_METAS_CHARACTERS


@pytest.mark.parametrize("opened", ["<a ", "&lt;a ", "\\u003ca ", "&#60;a "])
def test_a_text_with_a_tag_that_does_not_close_is_kept_from_the_extraction(opened: str):
    hostile = '{"articleBody": "' + opened + "=" * 20_000 + '"}'
    tree = html.fromstring(page(hostile, json.dumps(ARTICLE)))
    drop_hostile_linked_data(tree)
    assert [script.text for script in tree.iter("script")] == [json.dumps(ARTICLE)]


def test_a_long_text_in_linked_data_is_left_to_the_extraction_up_to_the_bound():
    long = json.dumps({"articleBody": f"<p>{SENTENCE}</p>" * 300})
    tree = html.fromstring(page(*[long.replace("</", "\\u003c/")] * 20))
    drop_hostile_linked_data(tree)
    left = sum(len(script.text) for script in tree.iter("script"))
    assert 0 < left <= limits.MAX_LINKED_TEXT
    assert left > limits.MAX_LINKED_TEXT - 2 * len(long)


def test_a_forum_s_posts_in_an_attribute_are_bounded_in_the_same_way():
    tree = html.fromstring(f"<div><div id='data-preloaded' data-preloaded='&lt;a {'=' * 5_000}'>")
    drop_hostile_linked_data(tree)
    assert [div.get("data-preloaded") for div in tree.iter("div")][1] == ""

"""From the bytes of a page to its repaired article: the one way in.

Not here: fetching (`page.py`), each step (`encodings.py`, `repair.py`, `dump.py`, `html.py`,
`metadata.py`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from assay.errors import NotAnArticle, TooLarge
from assay.reading import furniture, repair
from assay.reading.article import Article, Repair, Span
from assay.reading.authors import author_of, clean_author
from assay.reading.bylines import without_bylines
from assay.reading.characters import weight
from assay.reading.damage.beyond_repair import SUBJECT_UNRELIABLE, flags_of
from assay.reading.damage.debris import planted_debris, sown_elements
from assay.reading.days import Dated, published
from assay.reading.declared import address_day
from assay.reading.dump import Block, Line, find_block, lines_of, unwrapped
from assay.reading.encodings import declared_otherwise, decoded, encoding_of
from assay.reading.html import Extract, extract
from assay.reading.limits import (
    MAX_LINE_CHARACTERS,
    MAX_MARKS,
    MAX_PAGE_BYTES,
    MIN_ARTICLE_WEIGHT,
)
from assay.reading.markup import visible_text
from assay.reading.metadata import (
    language_of,
    leading_title,
    title_of,
)
from assay.reading.page import kind_of
from assay.reading.pollution import judged
from assay.reading.publishers import publisher_of
from assay.reading.traced import Traced, joined


def read_page(raw: bytes, address: str | None = None, fetched: date | None = None) -> Article:
    """The repaired article of a page, HTML or text dump.

    `fetched` is the day the page was got, the latest it can have appeared.
    Raises TooLarge beyond the bounds of `limits.py`, NotAnArticle where no article is found.
    """
    if len(raw) > MAX_PAGE_BYTES:
        raise _too_large(f"{len(raw):,} bytes", MAX_PAGE_BYTES)
    if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise NotAnArticle("the page", "nothing: it is empty", "an article", "save the page again")
    mark, encoding = encoding_of(raw)
    page = decoded(raw, mark, encoding)
    declared = ENCODING if declared_otherwise(raw, encoding) else ()
    marks = page.text.count("<") + page.text.count("&")
    if marks > MAX_MARKS:
        raise _too_large(f"{marks:,} tags and entities", MAX_MARKS)
    wrongly = bool(declared) and encoding != "utf-8"
    if kind_of(raw) == "html":
        article, shown = _read_html(page, address, fetched, declared)
    else:
        article, shown = _read_dump(page, address, fetched, declared)
    return _beside_what_was_found(judged(article, shown, wrongly), shown)


ENCODING = (Repair("encoding", 1, 0.99),)
"""Another encoding was declared than the one in which the bytes read. A page in UTF-8 that declares
another was saved so by somebody's program; bytes of an older encoding came so from their host.
Confidence: judgement, since what a page reads like in the wrong one is hardly ever text."""


def _read_dump(
    page: Traced, address: str | None, fetched: date | None, made: tuple[Repair, ...]
) -> tuple[Article, Traced]:
    """The article of a page without markup, and that page; `made` are the repairs it had before."""
    planted = planted_debris(page.text)
    repaired, more = repair.repair(unwrapped(page))
    lines = lines_of(repaired.text)
    block = find_block(lines)
    if block is None:
        raise _no_article(f"{len(lines)} lines, none of them running text")
    title = None
    first, *rest = block.kept
    if rest and leading_title(lines[first].text, lines[rest[0]].text):
        title = lines[first].text
        block = Block(rest[0], block.last, tuple(rest))
    text = joined([repaired.cut(lines[i].start, lines[i].end) for i in block.kept])
    made = (*made, *more)
    article = _article(Extract(text, title), lines, block, made, planted, address, fetched)
    return article, page


def _read_html(
    page: Traced, address: str | None, fetched: date | None, before: tuple[Repair, ...]
) -> tuple[Article, Traced]:
    """The article of an HTML page, and the text it shows; what the extraction refuses is read as
    that text."""
    shown = page
    page, misread = repair.undo_misreading(page)
    before = (*before, *misread)
    visible = visible_text(page)
    found = extract(page, visible, address)
    if found is None or weight(found.text.text) < MIN_ARTICLE_WEIGHT:
        return _read_dump(visible, address, fetched, before)
    found, made = _repaired(found)
    spelt = repair.undo_spelling_around(visible)
    lines = lines_of(spelt.text)
    starts = np.fromiter((line.start for line in lines), dtype=np.int64, count=len(lines))
    first, last = np.searchsorted(spelt.offsets[starts], found.text.offsets[[0, -1]]).tolist()
    block = Block(first, last, ())
    sown = sown_elements(page.text)
    made = (*before, *made)
    article = _article(found, lines, block, made, sown, address, fetched)
    return article, visible if page is shown else visible_text(shown)


def _beside_what_was_found(article: Article, page: Traced) -> Article:
    """A polluted article with what the page showed in place of each mended paragraph."""
    if not article.polluted:
        return article
    shown = (_shown(article.raw_span(span), page) for span in article.paragraphs)
    told = (article.text[start:end] for start, end in article.paragraphs)
    found = ("" if was == now else was for was, now in zip(shown, told, strict=True))
    return replace(article, as_found=tuple(found))


def _shown(raw: Span, page: Traced) -> str:
    """What of the page's text came from these bytes, in one line and no longer than is read."""
    first, last = (int(at) for at in np.searchsorted(page.offsets, raw))
    return " ".join(page.text[first : min(last, first + MAX_LINE_CHARACTERS)].split())


def _repaired(found: Extract) -> tuple[Extract, tuple[Repair, ...]]:
    """The extracted article repaired, with its names: they are too short to be judged alone."""
    heads = (found.title or "", found.author or "", found.publisher or "")
    start = found.text.offsets[0]
    pieces = [Traced(head, np.full(len(head) + 1, start, dtype=np.int64)) for head in heads]
    whole, made = repair.undo_spelling(joined([*pieces, found.text]))
    *named, text = whole.text.split("\n", len(pieces))
    title, author, publisher = (name or None for name in named)
    spelt = whole.cut(len(whole.text) - len(text), len(whole.text))
    spelt, more = repair.repair_extracted(spelt, title)
    found = replace(found, text=spelt, title=title, author=author, publisher=publisher)
    return found, (*made, *more)


def _article(
    found: Extract,
    lines: Sequence[Line],
    block: Block,
    made: tuple[Repair, ...],
    planted: bool,
    address: str | None,
    fetched: date | None,
) -> Article:
    """What was extracted, completed from the lines around it."""
    around = (*lines[: block.first], *lines[block.last :])
    mirror = planted or any(each.name in repair.SIGNS_OF_A_MIRROR for each in made)
    mirror = mirror or any(furniture.is_foreign(line.text) for line in around)
    whole, ends = repair.repair_line_ends(found.text) if mirror else (found.text, ())
    made = (*made, *ends)
    traced, signed = without_bylines(whole)
    text = traced.text
    if weight(text) < MIN_ARTICLE_WEIGHT:
        raise _no_article(f"only {len(text)} characters of running text")
    flags = flags_of(text)
    title = found.title or title_of(lines, block, text)
    interval, why, words = _published(found, lines, block, text, address, fetched, signed, title)
    houses = (found.publisher, found.behind_title)
    author = None if found.author in houses else clean_author(found.author)
    author = author or author_of(lines, block, signed, title)
    spun = any(flag.name == SUBJECT_UNRELIABLE for flag in flags)
    return Article(
        title=title,
        author=author,
        publisher=publisher_of(
            *(lines, block, address, signed, found.publisher, found.behind_title, (title, author))
        ),
        published=interval,
        published_why=why,
        language=language_of(text),
        text=text,
        paragraphs=paragraphs_of(text),
        repairs=tuple(dict.fromkeys(each.name for each in made)),
        polluted=mirror or spun,
        offsets=traced.offsets,
        mended=made,
        flags=flags,
        published_from=words,
        address=address,
    )


def _published(
    found: Extract,
    lines: Sequence[Line],
    block: Block,
    text: str,
    address: str | None,
    fetched: date | None,
    signed: Sequence[str],
    title: str | None,
) -> Dated:
    """The day as markup or address declare it, else what the page's lines allow."""
    declared = found.declared or address_day(address)
    if declared:
        return (declared, declared), "meta", ()
    return published(lines, block, text, fetched, signed, title)


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Spans of the lines of a text."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def _too_large(found: str, bound: int) -> TooLarge:
    return TooLarge("the page", found, f"at most {bound:,}", "give the article alone")


def _no_article(found: str) -> NotAnArticle:
    return NotAnArticle(
        "the page",
        found,
        "an article: some sentences of running text",
        "give the page of the article itself, or its text as a file",
    )

"""From the bytes of a page to its repaired article: the one way in.

Not here: fetching (`page.py`), each step (`encodings.py`, `repair.py`, `dump.py`, `html.py`,
`metadata.py`).
"""

from datetime import date

from assay.errors import NotAnArticle, TooLarge
from assay.reading import furniture, repair
from assay.reading.article import Article, Span
from assay.reading.days import published
from assay.reading.dump import Block, Line, find_block, lines_of, unwrapped, weight
from assay.reading.encodings import decode
from assay.reading.limits import MAX_PAGE_BYTES, MIN_ARTICLE_WEIGHT
from assay.reading.metadata import (
    author_of,
    language_of,
    leading_title,
    publisher_of,
    title_of,
)
from assay.reading.traced import Traced, joined


def read_page(raw: bytes, address: str | None = None, fetched: date | None = None) -> Article:
    """The repaired article of a page, HTML or text dump.

    `fetched` is the day the page was got, the latest it can have appeared.
    Raises TooLarge beyond the bounds of `limits.py`, NotAnArticle where no article is found.
    """
    if len(raw) > MAX_PAGE_BYTES:
        raise TooLarge(
            "the page",
            f"{len(raw):,} bytes",
            f"at most {MAX_PAGE_BYTES:,}",
            "give the article alone",
        )
    if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise NotAnArticle("the page", "nothing: it is empty", "a page with an article", "")
    return _read_dump(decode(raw), address, fetched)


def _read_dump(page: Traced, address: str | None, fetched: date | None) -> Article:
    """The article of a page without markup."""
    planted = repair.planted_debris(page.text)
    repaired, repairs = repair.repair(unwrapped(page))
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
    if weight(text.text) < MIN_ARTICLE_WEIGHT:
        raise _no_article(f"only {len(text.text)} characters of running text")
    interval, why = published(lines, block, text.text, fetched)
    return Article(
        title=title or title_of(lines, block, text.text),
        author=author_of(lines, block),
        publisher=publisher_of(lines, block, address),
        published=interval,
        published_why=why,
        language=language_of(text.text),
        text=text.text,
        paragraphs=paragraphs_of(text.text),
        repairs=repairs,
        polluted=planted or "readings" in repairs or _has_foreign_lines(lines, block),
        offsets=text.offsets,
        address=address,
    )


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Spans of the lines of a text."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def _has_foreign_lines(lines: list[Line], block: Block) -> bool:
    around = (*lines[: block.first], *lines[block.last :])
    return any(furniture.is_foreign(line.text) for line in around)


def _no_article(found: str) -> NotAnArticle:
    return NotAnArticle(
        "the page",
        found,
        "an article: some sentences of running text",
        "give the page of the article itself, or its text as a file",
    )

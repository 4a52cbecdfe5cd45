"""Takes bylines and the furniture of paged articles out of the text, and keeps what they said.

Not here: what a byline means (`metadata.py`), other lines that are furniture (`furniture.py`).
"""

import re

from assay.reading import furniture
from assay.reading.traced import Traced

_TAIL = re.compile(
    r"\s?(?:[（(【\[]\s?(?:本文)?(?:来源|作者|责任编辑|责编|编辑|记者|校对|审核|稿源|原标题|文/)[^（）()【】\[\]\n]{0,60}[）)】\]](?:\d{7})?"
    r"|[（(【\[](?:完|全文完|本文完|END)[）)】\]]|返回.{1,8}[,，]\s?查看更多"
    r"|[（(]?第\s?\d{1,3}\s?页\s?[/／,，|]?\s?共\s?\d{1,3}\s?页[）)]?|[（(]?(?:点击)?下一页(?:继续阅读)?[）)]?"
    r"|[（(]?未完待续[）)]?|\(?continued on (?:the )?next page\)?)\s?$",
    re.IGNORECASE,
)
"""A byline in brackets or a page number behind the last sentence of a paragraph."""

_LAST = frozenset("）)】]页读续多eE0123456789")
"""Characters with which such a tail can end."""

_NEVER_TEXT = (furniture.is_byline, furniture.is_paging, furniture.is_invitation)
"""What no line of an article is, wherever it stands."""

HEAD_LINES = 4
"""Lines of the extracted text among which its stamp stands, if the extraction took it along."""

TAIL_CHARACTERS = 80
"""How far from the end of a paragraph such a tail may begin."""


def without_bylines(text: Traced) -> tuple[Traced, tuple[str, ...]]:
    """The article without lines and tails that sign it or number its pages, and what was cut."""
    cut: list[str] = []
    spans: list[tuple[int, int, str]] = []
    start = 0
    lines = text.text.split("\n")
    first, last = _without_furniture(lines)
    for index, line in enumerate(lines):
        end = start + len(line)
        if not first <= index < last or any(test(line) for test in _NEVER_TEXT):
            cut.append(line)
            spans.append((max(0, start - 1), end, "") if start else (0, end + 1, ""))
        else:
            tail = None
            if line.rstrip()[-1:] in _LAST:
                tail = _TAIL.search(line, max(0, len(line) - TAIL_CHARACTERS))
            if tail and tail.start():
                cut.append(tail[0].strip())
                spans.append((start + tail.start(), end, ""))
        start = end + 1
    apart: list[tuple[int, int, str]] = []
    length = len(text.text)
    for begin, end, new in spans:
        begin = max(begin, apart[-1][1] if apart else 0)
        if begin < min(end, length):
            apart.append((begin, min(end, length), new))
    return text.replaced(apart), tuple(cut)


def _without_furniture(lines: list[str]) -> tuple[int, int]:
    """The first line of the article and the one behind its last, furniture at the ends left out.

    Short lines before a stamp are the article's head: who put it out, where, for which section.
    """
    first, last = 0, len(lines)
    for index, line in enumerate(lines[:HEAD_LINES]):
        if furniture.is_stamp(line):
            first = index + 1
        elif furniture.ends_a_sentence(line) or len(line) > furniture.MAX_FURNITURE:
            break
    while first < last and furniture.is_furniture(lines[first]):
        first += 1
    while last > first and furniture.is_furniture(lines[last - 1]):
        last -= 1
    return first, last

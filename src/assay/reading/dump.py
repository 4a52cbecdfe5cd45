"""The article of a text dump, where no tag tells it from the lists around it: lines scored, best
block kept.

Not here: HTML (`html.py`), undoing damage (`repair.py`), title, author and date (`metadata.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assay.errors import TooLarge
from assay.reading import furniture
from assay.reading.characters import HAN, weights
from assay.reading.limits import MAX_LINE_CHARACTERS, MAX_LINES
from assay.reading.traced import Traced

MAX_SCORE = 600
"""No line counts more: one endless line must not outweigh an article."""

LONG_LINE = 160
"""Weight from which a line counts as text although it does not end as a sentence."""

PENALTY = 60
"""What a line that is no text costs the block that spans it: two or three of them outweigh a
short sentence."""

STAMP_REACH = 3
"""A short line followed by a stamp within so many lines is a headline in a list of links."""

HEADLINE_WEIGHT = 240
"""A line heavier than this is no headline, even before a stamp."""

TOLD_TWICE_WEIGHT = 60
"""Weight from which the first of two equal sentences still counts as text: a page that tells its
article twice tells it; lighter ones are buttons."""

ARTICLE_BEFORE_COMMENTS = 300
"""Score of the block right above a heading "Comments" from which what follows it is comments;
below less it is a button."""

WRAP_WIDTHS = (50, 130)
"""Lengths between which lines of a wrapped plain text fall; the reader joins them again."""

ALIKE, MORE = 0.75, 12
"""Lines of one wrapped paragraph are as long as its longest that was cut for certain, less a long
word (as a share of it) or more by one (in characters)."""

_HAN = re.compile(f"[{HAN}]")


class Line(NamedTuple):
    """One line of the page, without the space around it."""

    start: int
    """Where it begins in the page's text."""
    end: int
    """Where it ends."""
    text: str
    """Its characters."""


@dataclass(frozen=True, slots=True)
class Block:
    """Which lines of a page are its article."""

    first: int
    """Index of the first line of the article."""
    last: int
    """Index of the line after the last."""
    kept: tuple[int, ...]
    """The lines in between that are text, without captions' stamps, buttons and disclaimers."""


def unwrapped(page: Traced) -> Traced:
    """With the lines of a wrapped plain text joined to paragraphs; other pages as they are.

    A line that goes on in small letters was cut there for certain, lists of headlines never are. In
    a paragraph with such a line, those about as long that end in no sentence were cut as well; and
    in a page of which most lines were, so were the others of that width.
    """
    cuts: list[int] = []
    perhaps: list[int] = []
    low, high = WRAP_WIDTHS
    told = 0
    if not _may_be_wrapped(page.text.split("\n")):
        return page
    for paragraph in _paragraphs(page.text):
        told += len(paragraph)
        may = [
            (end, len(line), following[0].islower())
            for (end, line), (_, following) in pairwise(paragraph)
            if len(line) >= low and _may_be_cut(line, following)
        ]
        width = max((length for _, length, sure in may if sure), default=0)
        for end, length, sure in may:
            if sure or (width and ALIKE * width <= length <= width + MORE):
                cuts.append(end)
            elif length <= high:
                perhaps.append(end)
    if len(cuts) + len(perhaps) >= told / 2:
        cuts += perhaps
    return page.replaced([(at, at + 1, " ") for at in sorted(cuts)]) if cuts else page


def _may_be_wrapped(lines: list[str]) -> bool:
    """Whether any line goes on in small letters, or most end in no sentence; of most pages none."""
    cut = [
        following[0].islower()
        for line, following in pairwise(lines)
        if len(line) >= WRAP_WIDTHS[0] and _may_be_cut(line, following)
    ]
    return any(cut) or (bool(cut) and len(cut) >= sum(map(bool, map(str.strip, lines))) / 2)


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    """The lines between blank ones, each with where it ends in the text."""
    position = 0
    paragraph: list[tuple[int, str]] = []
    for line in text.split("\n"):
        position += len(line)
        if line.strip():
            paragraph.append((position, line))
        elif paragraph:
            yield paragraph
            paragraph = []
        position += 1
    if paragraph:
        yield paragraph


def _may_be_cut(line: str, following: str) -> bool:
    """Whether a line ends inside a sentence that the following one goes on with."""
    goes_on = bool(following) and (following[0].isalnum() or following[0] in "\"'“‘($€£")
    return goes_on and not _HAN.search(line) and not line.rstrip().endswith((".", "!", "?", ":"))


def lines_of(text: str) -> list[Line]:
    """The lines that are not empty; TooLarge beyond `MAX_LINES`."""
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = start if stripped is raw else start + raw.index(stripped)
            lines.append(Line(begin, begin + len(stripped), stripped))
            if len(lines) > MAX_LINES:
                raise TooLarge(
                    "the page",
                    f"more than {MAX_LINES:,} lines",
                    "an article and what stands around it",
                    "cut out the article and give that",
                )
        start += len(raw) + 1
    return lines


def find_block(lines: Sequence[Line]) -> Block | None:
    """The contiguous run of lines with the largest sum of scores; None where no line is text."""
    scores = line_scores(lines)
    best, first, last = 0, 0, 0
    running, begin = 0, 0
    for index, score in enumerate(scores):
        if running <= 0:
            running, begin = 0, index
        running += score
        if running > best:
            best, first, last = running, begin, index + 1
    if best == 0:
        return None
    times = Counter(line.text for line in lines[first:last])
    kept = [
        i
        for i in range(first, last)
        if scores[i] > 0 or (times[lines[i].text] == 1 and _is_heading(lines[i].text))
    ]
    return Block(first, last, tuple(kept))


def line_scores(lines: Sequence[Line]) -> list[int]:
    """For each line its weight if it is text, else minus the penalty; comments are no text."""
    texts = [line.text for line in lines]
    times = Counter(texts)
    stamps = list(map(furniture.is_stamp, texts))
    seen: set[str] = set()
    scores: list[int] = []
    told = 0
    for index, (line, heavy) in enumerate(zip(texts, weights(texts), strict=True)):
        if told >= ARTICLE_BEFORE_COMMENTS and furniture.opens_comments(line):
            return scores + [-PENALTY] * (len(lines) - index)
        alone = times[line] == 1 or (
            heavy >= TOLD_TWICE_WEIGHT and _full_sentence(line) and line not in seen
        )
        seen.add(line)
        text = alone and _is_text(line, heavy)
        if text and heavy <= HEADLINE_WEIGHT and not _full_sentence(line):
            text = not any(stamps[index : index + 1 + STAMP_REACH])
        scores.append(min(heavy, MAX_SCORE) if text else -PENALTY)
        told = max(0, told + scores[-1])
    return scores


def _is_text(line: str, heavy: int) -> bool:
    """Whether a line of that weight reads as running text and is none of the known kinds of
    furniture."""
    if len(line) > MAX_LINE_CHARACTERS:
        return False
    ends = furniture.ends_a_sentence(line) and not furniture.is_cut_short(line)
    if not ends and heavy < LONG_LINE:
        return False
    tests = (
        furniture.is_code,
        furniture.is_foreign,
        furniture.is_disclaimer,
        furniture.is_widget,
        furniture.is_breadcrumb,
        furniture.is_invitation,
    )
    return not any(test(line) for test in tests)


def _full_sentence(line: str) -> bool:
    """Whether it ends as statements do; headlines in lists end in nothing, "!" or "?"."""
    return "。" in line or line.rstrip("\"'”’)）").endswith(".")


def _is_heading(line: str) -> bool:
    """Whether a line that is no text may be a heading inside the article."""
    return len(line) <= LONG_LINE and not furniture.is_furniture(line)

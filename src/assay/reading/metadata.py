"""Title and language of a page from its lines.

Not here: the article itself (`dump.py`), what HTML declares about itself (`html.py`), days
(`days.py`), who wrote it and put it out (`authors.py`, `publishers.py`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from assay.reading import furniture
from assay.reading.authors import HEADER_LINES, is_signed
from assay.reading.characters import weight
from assay.reading.dump import Block, Line
from assay.reading.limits import (
    LEAST_ENGLISH,
    LEAST_WORDS,
    MAX_TITLE_CHARACTERS,
)
from assay.reading.publishers import names_a_source

MAX_TITLE_WEIGHT = 120
"""Weight from which a line is a paragraph and no headline: forty Han characters."""

NEARNESS_WEIGHT = 0.001
"""What one line nearer to the article is worth: it only breaks ties between equal titles."""

_COMMON_ENGLISH = frozenset({"the", "of", "and", "to", "is", "that"})

FULL_TITLE_WEIGHT = 24
"""Weight from which a line whose words recur is as good a title as a longer one."""

FULL_NAME_WEIGHT = 36
"""Weight below which pairs of a line count less: names and topics recur word for word, headlines
seldom do."""

MIN_TITLE_WEIGHT = 12
"""Lightest title: four Han characters or twelve letters. Shorter lines above an article are its
topics."""

MIN_TITLE_SCORE = 0.1
"""Score below which a line above an article has nothing to do with it: a fifth of its words
recur."""

_TITLE_TAIL = re.compile(r"\s*(?:[_|｜]| [-–—] )\s*([^_|｜]{2,24})$")
_LATIN = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z0-9]+")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[A-Za-z0-9]+")
"""The same words, those of one Han character each as they follow one another."""


def title_of(lines: Sequence[Line], block: Block, article: str) -> str | None:
    """The line above the article whose words its text takes up most; None if none can be a title.

    Pairs of neighbouring words count most, up to a dozen; then single words; then nearness.
    """
    runs = _RUN.findall(article.lower())
    known, told = set(runs), f" {' '.join(runs)} "
    best, best_score = None, MIN_TITLE_SCORE
    above = range(max(0, block.first - HEADER_LINES), block.first)
    for nearness, index in enumerate(above):
        line = lines[index].text
        mine = _words(line)
        if not _can_be_title(line) or not mine:
            continue
        pairs = set(pairwise(mine))
        found = {word for word in mine if word in (known if word.isascii() else told)}
        known_pairs = sum(
            first in found and second in found and _follows(first, second, told)
            for first, second in pairs
        )
        shared = known_pairs / max(len(pairs), 1)
        taken_up = sum(word in found for word in mine) / len(mine)
        # a short line's few words recur by chance
        alone = 0.5 * taken_up * min(weight(line) / FULL_TITLE_WEIGHT, 1.0)
        told_whole = shared * min(len(pairs), 12) * min(weight(line) / FULL_NAME_WEIGHT, 1.0)
        score = told_whole + alone + NEARNESS_WEIGHT * nearness
        if score > best_score:
            best, best_score = line, score
    return _TITLE_TAIL.sub("", best)[:MAX_TITLE_CHARACTERS] if best else None


def leading_title(first: str, second: str) -> bool:
    """Whether the first line of the block is a headline in the form of a question or a call."""
    return (
        MIN_TITLE_WEIGHT <= weight(first) < MAX_TITLE_WEIGHT
        and first.endswith(("?", "？", "!", "！"))
        and "。" not in first
        and weight(second) > 2 * weight(first)
    )


def language_of(text: str) -> str:
    """ "zh" where Han characters, which say as much as three letters, outweigh the Latin ones;
    else "en"."""
    han = weight(text) - len(text)
    latin = sum(map(len, _LATIN.findall(text)))
    return "zh" if han > latin else "en"


def is_english(text: str) -> bool:
    """Whether a text in Latin letters is English, by its commonest words; short texts may be."""
    words = re.findall(r"[a-z]+", text.lower())
    common = sum(word in _COMMON_ENGLISH for word in words)
    return len(words) < LEAST_WORDS or common >= LEAST_ENGLISH * len(words)


def _can_be_title(line: str) -> bool:
    if not MIN_TITLE_WEIGHT <= weight(line) <= MAX_TITLE_CHARACTERS or "。" in line:
        return False
    if is_signed(line) or names_a_source(line):
        return False
    return not furniture.is_furniture(line)


def _follows(first: str, second: str, told: str) -> bool:
    """Whether one word follows another in runs of words with a blank on either side."""
    before = f" {first}" if first.isascii() else first
    behind = f"{second} " if second.isascii() else second
    if f"{before} {behind}" in told:
        return True
    return not (first.isascii() or second.isascii()) and before + behind in told


def _words(text: str) -> list[str]:
    """Its words, a Han character being a word."""
    return _WORD.findall(text.lower())

"""Title and language of a page from its lines.

Not here: the article itself (`dump.py`), what HTML declares about itself (`html.py`), days
(`days.py`), who wrote it and put it out (`authors.py`, `publishers.py`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from assay.reading import furniture
from assay.reading.authors import is_signed, tells_a_day
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

_COMMON_ENGLISH = frozenset({"the", "of", "and", "to", "is", "that"})

TITLE_LINES = 40
"""Lines above the article among which its title stands; of 158 of 181 news pages with all tags
thrown away that show their headline above it, 150 do within these."""

FULL_TITLE_WEIGHT = 30
"""Weight from which a line whose words recur is as good a title as a longer one."""

ENOUGH_PAIRS = 4
"""Pairs of neighbouring words that recur from which more say nothing more: a caption has most."""

AGAIN, SIGNED, SIGNED_REACH = 0.6, 0.3, 3
"""What speaks for a line: it stands there again, the author or the day in the lines below it."""

HEADS_THE_PAGE = 0.6
"""What speaks for a signed line besides: nothing stands above it."""

SENTENCE, SENTENCES, CAPTION, LONG, LONG_TITLE = 1.0, 0.8, 0.5, 0.4, 110
"""What speaks against one: it is a sentence, several, a caption, or heavier than this."""

FARTHER_DOWN = 0.005
"""What a line is worth less than the one above it: the headline comes before its standfirst.
All of these were set on one half of the 181 pages (66 to 71 of 98 right, with those before 97 of
all 181) and run on the other (53 of 83)."""

MIN_TITLE_WEIGHT = 12
"""Lightest title: four Han characters or twelve letters. Shorter lines above an article are its
topics."""

MIN_TITLE_SCORE = 0.1
"""Score below which a line above an article has nothing to do with it."""

_CAPTION = re.compile(
    r"\b(?:credits?|photo(?:s|graph)?|getty|images?|caption|file|courtesy|reuters|illustration)\b"
    r"|图片|图源|供图|摄(?:影)?[)）]?$",
    re.IGNORECASE,
)
_TITLE_TAIL = re.compile(r"\s*(?:[_|｜]| [-–—] )\s*([^_|｜]{2,24})$")
_LATIN = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z0-9]+")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[A-Za-z0-9]+")
"""The same words, those of one Han character each as they follow one another."""


def title_of(lines: Sequence[Line], block: Block, article: str) -> str | None:
    """The line above the article that is most of a headline; None if none can be a title.

    Its words recur in the article, pairs of neighbouring words most of all; it ends in no full stop
    and holds none; the page may show it again; the author or the day follows it. A caption is none.
    """
    runs = _RUN.findall(article.lower())
    known, told = set(runs), f" {' '.join(runs)} "
    best, best_score = None, MIN_TITLE_SCORE
    first = max(0, block.first - TITLE_LINES)
    above = [line.text for line in lines[first : block.first]]
    whole = "\n".join(above)
    signed = [is_signed(line) or tells_a_day(line) for line in above]
    for index, line in enumerate(above):
        if not MIN_TITLE_WEIGHT <= weight(line) <= MAX_TITLE_CHARACTERS:
            continue
        score = _taken_up(line, known, told) - _unlike_a_headline(line)
        score += AGAIN * (weight(line) >= FULL_TITLE_WEIGHT and whole.count(line) > 1)
        followed = any(signed[index + 1 : index + 1 + SIGNED_REACH])
        score += (SIGNED + HEADS_THE_PAGE * (first + index == 0)) * followed
        score -= FARTHER_DOWN * index
        if score > best_score and _can_be_title(line):
            best, best_score = line, score
    return _TITLE_TAIL.sub("", best)[:MAX_TITLE_CHARACTERS] if best else None


def _taken_up(line: str, known: set[str], told: str) -> float:
    """How much of a line's words an article has, 0 to 2; a short line's few recur by chance."""
    mine = _words(line)
    pairs = set(pairwise(mine))
    found = {word for word in mine if word in (known if word.isascii() else told)}
    known_pairs = sum(
        first in found and second in found and _follows(first, second, told)
        for first, second in pairs
    )
    share = sum(word in found for word in mine) / max(len(mine), 1)
    full = min(weight(line) / FULL_TITLE_WEIGHT, 1.0)
    return full * (min(known_pairs, ENOUGH_PAIRS) / ENOUGH_PAIRS + share)


def _unlike_a_headline(line: str) -> float:
    """What speaks against a line: it is a sentence or several, a caption, or long."""
    stops = line.rstrip("\"'”’)").endswith((".", "…"))
    several = ". " in line or "。" in line
    against = SENTENCE * stops + SENTENCES * several
    return against + CAPTION * bool(_CAPTION.search(line)) + LONG * (weight(line) > LONG_TITLE)


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
    if "。" in line or "://" in line or is_signed(line) or names_a_source(line):
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

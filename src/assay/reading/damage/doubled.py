"""Takes out what a page tells twice in the same words: a paragraph again, a sentence twice over.

Not here: lists of links, whose lines repeat too and which `dump.py` leaves aside for that.
"""

import re
from collections import Counter
from itertools import pairwise

from assay.reading.characters import weight
from assay.reading.damage.mended import Mended, with_replaced
from assay.reading.traced import Replacement, Traced

CONFIDENCE = 0.98
"""Judgement: nobody writes the same long sentence twice in a row, or the same paragraph twice."""

PARAGRAPH_WEIGHT = 120
"""Weight from which a paragraph that stands twice is one told twice: forty Han characters. A
shorter one may be a refrain or a button."""

SENTENCE_WEIGHT = 45
"""Weight from which a sentence right behind itself is one told twice: fifteen Han characters."""

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』)）]*|\n|$)")


def without_doubled(page: Traced) -> Mended:
    """Without the second telling of a full paragraph, and of a sentence right behind itself."""
    lines = page.text.split("\n")
    times = Counter(map(str.strip, lines))
    again = {
        whole
        for whole, number in times.items()
        if number > 1 and _is_told(whole) and weight(whole) >= PARAGRAPH_WEIGHT
    }
    if not again and "。" not in page.text:
        return Mended(page)
    seen: set[str] = set()
    changes: list[Replacement] = []
    start = 0
    for line in lines:
        end = start + len(line)
        if again and (whole := line.strip()) in again:
            if whole in seen:
                changes.append((start, min(end + 1, len(page.text)), ""))
                start = end + 1
                continue
            seen.add(whole)
        if line.count("。") > 1:
            changes += _twice(line, start)
        start = end + 1
    return with_replaced(page, changes, CONFIDENCE)


def _is_told(paragraph: str) -> bool:
    return "。" in paragraph or paragraph.endswith((".", ".”", '."'))


def _twice(line: str, start: int) -> list[Replacement]:
    """Sentences that follow themselves in one line."""
    parts = line.split("。")
    if not any(a and a.strip() == b.strip() for a, b in pairwise(parts)):
        return []
    changes: list[Replacement] = []
    before = ""
    for match in _SENTENCE.finditer(line):
        sentence = match[0].strip()
        if sentence == before and weight(sentence) >= SENTENCE_WEIGHT:
            changes.append((start + match.start(), start + match.end(), ""))
        before = sentence
    return changes

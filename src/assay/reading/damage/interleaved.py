"""Takes out pieces of a title that a mirror put before clause after clause.

Not here: readings, script and spelling (the other modules). The sign is a pair of characters that
opens many clauses, stands hardly anywhere else, opens them even behind 的, and is part of a
headline; the author's own words fail at least one of these.
"""

import re
from collections import Counter
from collections.abc import Iterable

from assay.reading.characters import HAN
from assay.reading.damage.mended import Mended, with_replaced
from assay.reading.traced import Replacement, Traced

CONFIDENCE = 0.7
"""Judgement: where a piece ends is known only from the headline it was cut from. Of 1,679 pieces
put before three in ten clauses of short texts, 7 in 10 were found."""

LEAST_TIMES = 8
"""Clauses that the pieces must open together: fewer are chance in a text of a few hundred
characters."""

LEAST_EACH = 2
"""Clauses that one pair must open to be a piece, one behind 的 and one behind a mark."""

LEAST_SHARE = 0.15
"""Share of the clause openings that the pieces must hold together: half of what was measured in
the wild (0.3). With 0.1 one clean text in a hundred lost words of its own, with this none of 332,
each tried with six of its clauses as headlines."""

MOST_ELSEWHERE = 0.2
"""Times a pair may stand inside clauses for each time it opens one: nouns stand there more
often."""

LEAST_BEHIND_DE = 0.6
"""Share of the openings right behind 的 that the pieces must have of what chance would give them.
A mirror puts its pieces there as anywhere; the author's clauses do not begin there."""

HEADLINES = 12
"""Lines of a page, from the top, in which the headline is sought."""

LONGEST_HEADLINE = 60
"""Characters of the longest line taken for a headline."""

LONGEST_FRAGMENT = 12
"""Characters of the longest piece of a headline taken out at once."""

_OPENING = re.compile(rf"[,，。;；、：:！!？?\n“的](?=([{HAN}]{{2}}))")
_BEHIND_DE = re.compile(rf"的(?=([{HAN}]{{2}}))")


def without_interleaved(page: Traced, headlines: Iterable[str] = ()) -> Mended:
    """Without the fragments of a headline before its clauses.

    `headlines` are looked at beside the first lines of the text.
    """
    text = page.text
    if text.isascii():
        return Mended(page)
    titles = [*headlines, *_headlines(text)]
    told = "\n".join(titles)
    behind_de = Counter(_BEHIND_DE.findall(text))
    likely = [pair for pair, times in behind_de.items() if times + 1 >= LEAST_EACH and pair in told]
    if not likely:
        return Mended(page)
    counts = Counter(_OPENING.findall(text))
    odd = {
        pair
        for pair in likely
        if behind_de[pair] < (times := counts[pair])
        and text.count(pair) - _in_titles(pair, titles, text) <= (1 + MOST_ELSEWHERE) * times
    }
    together = sum(counts[pair] for pair in odd)
    if together < max(LEAST_TIMES, LEAST_SHARE * counts.total()):
        return Mended(page)
    expected = behind_de.total() / counts.total()
    if sum(behind_de[pair] for pair in odd) < LEAST_BEHIND_DE * expected * together:
        return Mended(page)
    changes: list[Replacement] = []
    for match in _OPENING.finditer(text):
        at = match.end()
        if text[at : at + 2] not in odd or (changes and at < changes[-1][1]):
            continue
        if match[0] != "\n" or not _is_headline(text, at, titles):
            changes.append((at, _fragment_end(text, at, titles, odd), ""))
    return with_replaced(page, changes, CONFIDENCE)


def _is_headline(text: str, at: int, titles: list[str]) -> bool:
    """Whether the line that begins there is one of the headlines, which keep what was cut from
    them."""
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)].strip() in titles


def _headlines(text: str) -> list[str]:
    lines = (line.strip() for line in text.split("\n", HEADLINES)[:HEADLINES])
    return [line for line in lines if 2 <= len(line) <= LONGEST_HEADLINE]


def _in_titles(pair: str, titles: list[str], text: str) -> int:
    """How often a pair stands in the headlines that are part of the text."""
    return sum(title.count(pair) for title in titles if title in text)


def _fragment_end(text: str, at: int, titles: list[str], odd: set[str]) -> int:
    """Where the fragment ends: as far as one headline goes on and each next pair is odd too."""
    end = at + 2
    while end < min(at + LONGEST_FRAGMENT, len(text)):
        longer = text[at : end + 1]
        if longer[-2:] not in odd and not _often(text, longer):
            return end
        if not any(longer in title for title in titles):
            return end
        end += 1
    return end


def _often(text: str, fragment: str) -> bool:
    return text.count(fragment) >= LEAST_TIMES

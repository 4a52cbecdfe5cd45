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
"""Judgement: where a fragment ends is known only from the headline it was cut from."""

LEAST_TIMES = 6
"""Clauses that a pair must open: fewer are chance in a text of a few hundred characters."""

LEAST_SHARE = 0.04
"""Share of the clause openings a pair must hold. Measured in the wild: 0.3 for all fragments of a
title together, against 0.06 for the commonest pair of a long clean article."""

MOST_ELSEWHERE = 0.2
"""Times a pair may stand inside clauses for each time it opens one: nouns stand there more
often."""

LEAST_BEHIND_DE = 2
"""Openings right behind 的, where a clause of the author's does not begin."""

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
    counts = Counter(_OPENING.findall(text))
    least = max(LEAST_TIMES, LEAST_SHARE * counts.total())
    common = {pair for pair, times in counts.items() if times >= least}
    if common:
        behind_de = Counter(_BEHIND_DE.findall(text))
        common = {pair for pair in common if behind_de[pair] >= LEAST_BEHIND_DE}
    titles = [*headlines, *_headlines(text)] if common else []
    odd = {pair for pair in common if any(pair in title for title in titles)}
    if not odd:
        return Mended(page)
    everywhere = Counter({pair: text.count(pair) for pair in odd})
    odd = {p for p in odd if everywhere[p] - counts[p] <= MOST_ELSEWHERE * counts[p]}
    changes: list[Replacement] = []
    for match in _OPENING.finditer(text):
        at = match.end()
        if text[at : at + 2] in odd and (not changes or at >= changes[-1][1]):
            changes.append((at, _fragment_end(text, at, titles, odd), ""))
    return with_replaced(page, changes, CONFIDENCE)


def _headlines(text: str) -> list[str]:
    lines = (line.strip() for line in text.split("\n", HEADLINES)[:HEADLINES])
    return [line for line in lines if 2 <= len(line) <= LONGEST_HEADLINE]


def _fragment_end(text: str, at: int, titles: list[str], odd: set[str]) -> int:
    """Where the fragment ends: as far as one headline goes on and each next pair is odd too."""
    end = at + 2
    while end - at < LONGEST_FRAGMENT:
        longer = text[at : end + 1]
        if longer[-2:] not in odd and not _often(text, longer):
            return end
        if not any(longer in title for title in titles):
            return end
        end += 1
    return end


def _often(text: str, fragment: str) -> bool:
    return text.count(fragment) >= LEAST_TIMES

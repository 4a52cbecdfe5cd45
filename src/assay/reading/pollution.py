"""Whether a page was polluted: from the damage that was undone or seen inside its article.

Not here: undoing it (`repair.py`, `damage/`). Damage elsewhere on the page is the page's own
affair: teasers are told twice, and a menu may hold a stray tag.
"""

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.reading.article import Article, Flag, Repair
from assay.reading.damage.beyond_repair import MASKED
from assay.reading.damage.script import mixes_scripts
from assay.reading.traced import Traced

INSIDE = {"mojibake": 1, "code": 1, "doubled": 2, "debris": 3}
"""Times that such damage must stand inside the article to be a mirror's: judgement. A careless copy
leaves a pair of tags, an editor one sentence twice, nobody a style rule between two sentences."""

OF_THE_ARTICLE = frozenset({"mojibake", "doubled"})
"""Repairs that are told only where they changed the article: they are made on the whole page."""

MASKED_TIMES = 2
"""Words blotted out with asterisks from which a mirror did it; a single one may be an oath."""

MOST_LOOKED_AT = 1_000
"""Paragraphs told twice that are looked for in the article."""

HEAD = 24
"""Characters by half of which such a paragraph is known, blanks before it left aside."""

NEXT, LONGEST_AGAIN = 200, 2_000
"""Bytes behind the article, or behind such a paragraph's beginning, within which the next one
follows it: an article told twice as a whole."""


def judged(article: Article, page: Traced, misdeclared: bool) -> Article:
    """The article with the repairs that were made in it, and whether it was polluted.

    `page` is the text of the page before any repair.
    """
    begin, end = int(article.offsets[0]), int(article.offsets[-1])
    made: list[Repair] = []
    inside: Counter[str] = Counter()
    for each in article.mended:
        one = _told_again(each, article, page) if each.name == "doubled" else each
        places = one.places if each.name == "doubled" else _between(each.places, begin, end)
        if len(places) or each.name not in OF_THE_ARTICLE:
            made.append(one)
        inside[each.name] += len(places)
    polluted = (
        article.polluted
        or misdeclared
        or any(inside[name] >= least for name, least in INSIDE.items())
        or _blotted_out(article.flags)
        or (inside["traditional"] > 0 and mixes_scripts(_found(page, begin, end)))
    )
    names = tuple(dict.fromkeys(each.name for each in made))
    return replace(article, mended=tuple(made), repairs=names, polluted=polluted)


def _told_again(doubled: Repair, article: Article, page: Traced) -> Repair:
    """Of the tellings taken out those that stood in the article, or followed it without a gap."""
    begin, reach = int(article.offsets[0]), int(article.offsets[-1]) + NEXT
    kept: list[int] = []
    for place in doubled.places[:MOST_LOOKED_AT].tolist():
        if begin <= place < reach:
            first = int(np.searchsorted(page.offsets, place))
            told = page.text[first : first + HEAD].strip()[: HEAD // 2]
            if told in article.text:
                kept.append(place)
                reach = max(reach, place + LONGEST_AGAIN)
    return Repair(doubled.name, len(kept), doubled.confidence, np.array(kept, dtype=np.int64))


def _blotted_out(flags: tuple[Flag, ...]) -> bool:
    masked = [flag for flag in flags if flag.name == MASKED]
    return any(flag.times >= MASKED_TIMES and any("*" in w for w in flag.words) for flag in masked)


def _found(page: Traced, begin: int, end: int) -> str:
    """What the page had between two of its bytes."""
    first, last = np.searchsorted(page.offsets, (begin, end)).tolist()
    return page.text[first:last]


def _between(places: NDArray[np.int64], begin: int, end: int) -> NDArray[np.int64]:
    """Those of the places that lie between two bytes of the page."""
    return places[(places >= begin) & (places < end)]

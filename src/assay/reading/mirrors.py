"""Finds pages that tell one story in the same words, so that it is not counted once a host.

Not here: reading the pages (`read.py`). Pages are compared as repaired: of a polluted page and its
original hardly a run of characters is equal before.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assay.reading.article import Article
from assay.reading.characters import code_points

GRAM = 5
"""Characters per run compared; measured between a polluted page and its original: overlap 0.13
before repair, 0.99 after."""

PERMUTATIONS = 128
"""Hash functions of a signature (MinHash, Broder 1997): the overlap is told to within 0.05."""

ALIKE = 0.5
"""Overlap from which two pages tell one story: judgement. Mirrors measure above 0.9, shortened or
edited copies 0.5 and more; of 181 different articles no two have more than 0.3."""

BAND = 4
"""Rows of a signature looked up at once: pairs with an overlap of 0.5 are missed with a chance of
(1 - 0.5**4)**32, one in eight."""

_SEED = 0x9E3779B97F4A7C15
_FACTORS, _SHIFTS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB), (30, 27, 31)
"""Constants of the mixing function splitmix64 (Steele, Lea and Flood 2014)."""


@dataclass(frozen=True, slots=True)
class Mirrors:
    """Pages that tell one story; a story told by one page is a group of one."""

    pages: tuple[int, ...]
    """Places of the pages in the order given, the one to count first."""
    likeness: tuple[float, ...]
    """Overlap of each with the first, 0 to 1; 1.0 for the first."""


def grouped(articles: Sequence[Article]) -> tuple[Mirrors, ...]:
    """The articles in groups of one story, in the order in which their first pages were given.

    A page belongs to a group if it is alike to any page of it. The page to count is the one that
    is not polluted, then the earliest, then the longest, then the first given.
    """
    signatures = np.array([signature(article.text) for article in articles], dtype=np.uint64)
    leader = list(range(len(articles)))
    for one, other in _candidates(signatures):
        roots = sorted((_root(leader, one), _root(leader, other)))
        if roots[0] != roots[1] and overlap(signatures[one], signatures[other]) >= ALIKE:
            leader[roots[1]] = roots[0]
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(len(articles)):
        members[_root(leader, place)].append(place)
    return tuple(_ordered(places, articles, signatures) for places in members.values())


def signature(text: str) -> NDArray[np.uint64]:
    """The least hash of the text's runs of `GRAM` characters under each of 128 functions.

    Only letters, digits and Han characters count, in small letters, so that widths, marks and line
    breaks do not. The same text gives the same signature everywhere.
    """
    points = code_points("".join(filter(str.isalnum, text.lower()))).astype(np.uint64)
    if not len(points):
        return np.full(PERMUTATIONS, np.iinfo(np.uint64).max)
    points = np.pad(points, (0, max(0, GRAM - len(points))))
    runs = np.zeros(len(points) - GRAM + 1, dtype=np.uint64)
    for at in range(GRAM):
        runs = _mixed(runs ^ points[at : at + len(runs)])
    runs = np.unique(runs)
    seeds = _mixed(np.arange(1, PERMUTATIONS + 1, dtype=np.uint64))
    return np.array([_mixed(runs ^ seed).min() for seed in seeds], dtype=np.uint64)


def overlap(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """The estimated share of runs that two texts have in common, of all that either has."""
    return float(np.mean(one == other))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Values spread over all of 64 bits (splitmix64); overflow wraps round, as it should."""
    values = values + np.uint64(_SEED)
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=False):
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    return values ^ (values >> np.uint64(_SHIFTS[-1]))


def _candidates(signatures: NDArray[np.uint64]) -> list[tuple[int, int]]:
    """Pairs that share a band of their signatures; all pairs where the pages are few."""
    count = len(signatures)
    if count <= PERMUTATIONS:
        return [(one, other) for other in range(count) for one in range(other)]
    pairs: set[tuple[int, int]] = set()
    for start in range(0, PERMUTATIONS, BAND):
        first: dict[bytes, int] = {}
        for place in range(count):
            one = first.setdefault(signatures[place, start : start + BAND].tobytes(), place)
            if one != place:
                pairs.add((one, place))
    return sorted(pairs)


def _root(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place


def _ordered(
    places: list[int], articles: Sequence[Article], signatures: NDArray[np.uint64]
) -> Mirrors:
    def rank(place: int) -> tuple[bool, date, int, int]:
        article = articles[place]
        day = article.published[1] or date.max
        return article.polluted, day, -len(article.text), place

    first, *rest = sorted(places, key=rank)
    likeness = (overlap(signatures[first], signatures[place]) for place in rest)
    return Mirrors((first, *rest), (1.0, *likeness))

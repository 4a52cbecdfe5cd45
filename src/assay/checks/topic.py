"""Tells which story a page is mainly about.

Not here: what its numbers are about (`tie.py`): a page on silver may hold numbers on water.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from assay.checks.row import COUNTED, shape
from assay.checks.spelling import pieces, spellings
from assay.claims.claim import CauseClaim, QuantityClaim
from assay.errors import UnitError
from assay.reading.article import Article
from assay.ruler.story import Words
from assay.units import unit

TITLE = 5.0
"""A word of the headline counts as five of the text: headlines name the subject once."""
DIMENSION = 2.0
"""An amount in a unit that only one topic measures in (energy, volume) counts as two names."""
LEAST = 4.0
"""Below this count a topic is mentioned, not told."""
LEAST_TOLD = 2.0
"""The same where the page names the story's driver too: a short text names each once or twice."""
DENSITY = 1.5
"""Least count in a thousand characters: a long page that names silver in passing is not about it.
"""
LEAST_CASE = 3.0
"""Below this count another country or metal is named in passing; a headline alone is enough."""
LEAST_ALONE = 2.0
"""The same where the country or metal of the story as it stands is not named at all."""
MONEY = ("USD", "CNY", "EUR", "GBP")
"""Bases of units in which everything is measured, so that they tell no topic."""

Shape = frozenset[tuple[str, int]]
"""A dimension, the year and counted things left out: a flow and its sum are told alike."""


def topic_of(
    article: Article,
    words_by_topic: Mapping[str, Words],
    amounts: Sequence[QuantityClaim] = (),
) -> str:
    """The story a page is mainly about; "none" if it tells none of them.

    A topic counts by the dimension of the page's `amounts` first, then by its names. It is told
    only with its driver; a story that weighs rivals, by one of these or by the effect itself.
    """
    known = {topic: words for topic, words in words_by_topic.items() if words.topic}
    own = _own_dimensions(known)
    counts = {
        topic: _count(words, article, own[topic], amounts)
        for topic, words in known.items()
        if _is_told(words, article)
    }
    best = max(counts, key=lambda topic: counts[topic], default="none")
    if best == "none" or counts[best] < max(
        (_times(names, article) for names in _elsewhere()), default=0.0
    ):
        return "none"
    named = LEAST_TOLD if _names_any(_all(known[best].driver), article) else LEAST
    least = max(named, DENSITY * len(article.text) / 1000)
    return best if counts[best] >= least else "none"


def case_of(article: Article, words_by_case: Mapping[str, Words]) -> str:
    """Which case of a story a page tells: the one whose own words it names most often.

    The first of `words_by_case` is the story as it stands, which is told unless another case is
    named clearly more often, or it is not named itself and another one is, more than in passing.
    """
    first, *others = words_by_case
    counts = {name: _times(_all(words.case), article) for name, words in words_by_case.items()}
    best = max(others, key=lambda name: counts[name], default=first)
    least = LEAST_CASE if counts[first] else LEAST_ALONE
    return best if counts[best] >= least and counts[best] > counts[first] else first


def case_alone(
    article: Article, causes: Iterable[CauseClaim], words_by_case: Mapping[str, Words]
) -> str | None:
    """The case that a page tells although it tells none of the stories by name; None if none.

    News of gold is no story of AI, however often it names gold. It tells a case where it names it
    as clearly as `case_of` asks and says itself that the driver is behind it.
    """
    stated = tuple(causes)
    counts = {
        name: _times(_all(words.case), article)
        for name, words in words_by_case.items()
        if any(
            _named_in(words.driver, claim.cause) and _named_in(words.case, claim.effect)
            for claim in stated
        )
    }
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best is not None and counts[best] >= LEAST_CASE else None


def touched(causes: Iterable[CauseClaim], words_by_topic: Mapping[str, Words]) -> dict[str, int]:
    """How many of a page's causal statements tell each topic's story: what drives names its driver,
    what is driven its topic. Topics of which none does are left out."""
    found = {
        topic: sum(
            _named_in(words.driver, claim.cause) and _named_in(words.topic, claim.effect)
            for claim in causes
        )
        for topic, words in words_by_topic.items()
    }
    return {topic: count for topic, count in found.items() if count}


def _named_in(names: Mapping[str, Sequence[str]], text: str) -> bool:
    return any(all(piece.search(text) for piece in pieces(name)) for name in _all(names))


def _count(
    words: Words, article: Article, own: frozenset[Shape], amounts: Sequence[QuantityClaim]
) -> float:
    named = _times(_all(words.topic), article)
    measured = sum(1 for claim in amounts if _dimension(claim.unit) in own)
    return named + DIMENSION * measured if named else 0.0


def _times(names: Iterable[str], article: Article) -> float:
    """How often one of the names stands in a page, those in the headline with their weight."""
    found = spellings(names)
    in_title = sum(1 for _ in found.finditer(article.title or ""))
    return sum(1 for _ in found.finditer(article.text)) + TITLE * in_title


def _is_told(words: Words, article: Article) -> bool:
    """Whether the page names the driver, or one of the rivals or the effect of a weighing story."""
    if _names_any(_all(words.driver), article):
        return True
    # the first group is the driver; a story that names no other does not weigh
    rivals = [name for group in [*words.groups.values()][1:] for name in _all(group)]
    return bool(rivals) and _names_any([*rivals, *_all(words.effect)], article)


def _names_any(names: Iterable[str], article: Article) -> bool:
    text = f"{article.title or ''}\n{article.text}"
    return any(all(piece.search(text) for piece in pieces(name)) for name in names)


def _all(listed: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for names in listed.values() for name in names]


def _own_dimensions(known: Mapping[str, Words]) -> dict[str, frozenset[Shape]]:
    """The dimensions in which the lines of one topic alone are measured."""
    measured = {
        topic: {_dimension(line.unit) for line in words.lines.values()} - {None, frozenset()}
        for topic, words in known.items()
    }
    return {
        topic: frozenset(
            each
            for each in dimensions
            if each is not None
            and not any(each in others for name, others in measured.items() if name != topic)
        )
        for topic, dimensions in measured.items()
    }


@lru_cache(maxsize=512)
def _dimension(symbol: str) -> Shape | None:
    """The dimension of a unit; None where it is money, or no unit of ours."""
    try:
        found = shape(unit(symbol))
    except UnitError:
        return None
    if any(name in MONEY for name in found):
        return None
    return frozenset(
        (name, power) for name, power in found.items() if name != "year" and name not in COUNTED
    )


@lru_cache(maxsize=1)
def _elsewhere() -> tuple[tuple[str, ...], ...]:
    text = files("assay.checks").joinpath("topic.toml").read_text("utf-8")
    return tuple(tuple(names) for names in tomllib.loads(text)["elsewhere"].values())

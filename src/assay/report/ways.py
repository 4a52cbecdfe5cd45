"""What would have to be true, all inputs together, in phrases that the report and terminal share.

Not here: the section (`sections/need.py`), the terminal's own layout (`need_to_terminal.py`), one
input at a time.
"""

import math
from collections.abc import Sequence

from assay.answers import Move, Requirement, Way
from assay.report import numbers
from assay.report.words import Words

MATERIAL = 0.1
"""Share of the effect from which a cause is material; tested equal to the ruler's."""
MOST = 6
"""Inputs told; the rest in one line."""
LITTLE = 1 / 3
"""Moves smaller than this many standard deviations are told together."""
OUTSIDE = 99.99
"""Percentile beyond which (or below 100 less it) a value lies outside anything sampled."""
FAINT = 0.1
"""Per cent of weight below which no more than that is told: nobody weighs a thousandth."""
COMMON = 0.01
"""From this probability on it is told in per cent alone; below, as one in so many too."""


def told_moves(way: Way) -> tuple[Sequence[Move], int, float]:
    """The largest moves and those that jump, how many more there are, and the largest of those."""
    large = [move for move in way.moves[:MOST] if abs(move.score) >= LITTLE]
    shown = [move for move in way.moves if move.jumps or move in large] or way.moves[:1]
    rest = [move for move in way.moves if move not in shown]
    return shown, len(rest), max((abs(move.score) for move in rest), default=0.0)


def weight_text(words: Words, move: Move) -> str:
    """`63 %`, `less than 0.1 %`, with a note where the given must jump."""
    share = 100 * move.factor**2
    faint = share < FAINT
    edge = numbers.measured(FAINT if faint else share, words.language, 1 if faint else 2)
    told = numbers.with_unit(edge, "%", words.language)
    if faint:
        told = words.plain("ways.faint", {"edge": told})
    return words.plain("ways.jumps", {"weight": told}) if move.jumps else told


def rest_line(words: Words, count: int, largest: float) -> str:
    """`The other 72 move by less than a third of a standard deviation each.`"""
    if not count:
        return ""
    if largest < LITTLE:
        return words.plain("ways.rest_little", {"number": numbers.count(count)})
    edge = numbers.measured(math.ceil(10 * largest) / 10, words.language)
    return words.plain("ways.rest", {"number": numbers.count(count), "edge": edge})


def value_text(value: float, unit: str, language: str) -> str:
    """A value in the given's own unit."""
    return numbers.with_unit(numbers.measured(value, language), unit, language)


def percentile_text(words: Words, percentile: float) -> str:
    """`99.8th percentile`, or in words where no sample lies there."""
    if not 100 - OUTSIDE <= percentile <= OUTSIDE:
        return words.plain("need.outside")
    edge = min(percentile, 100 - percentile)
    decimals = 0 if edge >= 2 else numbers.decimals_for(edge, 1)
    told = f"{percentile:.{decimals}f}"
    if words.language == "en":
        told += ordinal(told)
    return words.plain("need.percentile", {"percentile": told})


def ordinal(number: str) -> str:
    """The English ending of an ordinal number."""
    if number[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def chance_text(words: Words, requirement: Requirement) -> str:
    """`0.00085 %, one in 120,000, give or take 5 %`; never 0 % or 100 %."""
    language, chance = words.language, requirement.probability
    if requirement.method in ("none", "certain") or not 0 < chance < 1:
        ground = "certain" if requirement.method == "certain" else "sampled"
        return words.plain(f"ways.{'always' if requirement.holds else 'never'}_{ground}")
    edge = min(chance, 1 - chance)
    decimals = numbers.decimals_for(100 * edge, 2)
    percent = numbers.with_unit(numbers.written(100 * chance, decimals, language), "%", language)
    error = requirement.error / edge
    give = numbers.with_unit(numbers.measured(100 * error, language, 1), "%", language)
    key = "ways.chance_common" if chance >= COMMON else "ways.chance_rare"
    one_in = numbers.measured(1 / chance, language)
    return words.plain(key, {"percent": percent, "one_in": one_in, "error": give})


def no_way_text(words: Words, requirement: Requirement) -> str:
    """Why no way stands there, and what the chance then is that of; empty where one does."""
    if requirement.ways or requirement.method == "certain":
        return ""
    key = "ways.none_near" if 0 < requirement.probability < 1 else "ways.none"
    return words.plain(f"{key}_out" if requirement.holds else key)


def no_value_key(best_share: float) -> str:
    """The sentence for a given that alone cannot cross the edge of a material share: from below,
    or from above where the share is material whatever it is."""
    return "need.no_value" if best_share < MATERIAL else "need.always"


def target_text(
    words: Words, requirement: Requirement, names: dict[str, object], effect: str
) -> str:
    """What was asked for: the whole chain in a degree, or a mark of a story of that effect."""
    key = f"ways.target_{requirement.target}"
    if words.has(key):
        return words.plain(key, names)
    mark = words.plain(f"mark.{requirement.target}.name")
    question = words.plain(words.of(f"mark.{requirement.target}.question", effect), names)
    return words.plain("ways.target_mark", {"mark": mark, "question": question})


def tight_text(words: Words, way: Way) -> str:
    """The marks that only just hold on the way; empty where only one was asked for."""
    if len(way.tight) == 0:
        return ""
    names = words.plain("comma").join(words.plain(f"mark.{name}.name") for name in way.tight)
    return words.plain("ways.tight", {"marks": names})

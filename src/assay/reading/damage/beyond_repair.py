"""Sees damage that nobody can undo: words swapped for false ones, words blotted out.

Not here: what is undone (the modules beside this one). Spun words are flagged and left as they
stand, since what was written is a guess; `spun_words.csv` holds them.
"""

import re
from functools import cache
from importlib.resources import files

from assay.reading.article import Flag
from assay.reading.characters import HAN, han_count

SUBJECT_UNRELIABLE = "subject-unreliable"
"""Words were swapped: numbers survive that, subjects and speakers do not."""

MASKED = "masked"
"""Words were blotted out, as in 电子**: their subject is unknown."""

MOST_WORDS = 20
"""Words kept as evidence of a flag."""

_MASKED = re.compile(rf"[{HAN}]{{1,4}}(?<!\*)[*＊×]{{2,6}}(?![*＊×\d])|[{HAN}]○{{2,6}}")


def flags_of(text: str) -> tuple[Flag, ...]:
    """The flags of a text, in a fixed order; none of a clean one."""
    if not han_count(text):
        return ()
    found = (_spun(text), _masked(text))
    return tuple(flag for flag in found if flag)


def _spun(text: str) -> Flag | None:
    """Whether words were spun: one that no writer uses, or none; doubtful ones only add to it."""
    sure, doubtful = _spun_words()
    hits = sure.findall(text)
    if not hits:
        return None
    hits += doubtful.findall(text)
    return Flag(SUBJECT_UNRELIABLE, len(hits), tuple(dict.fromkeys(hits))[:MOST_WORDS])


def _masked(text: str) -> Flag | None:
    hits = _MASKED.findall(text)
    return Flag(MASKED, len(hits), tuple(dict.fromkeys(hits))[:MOST_WORDS]) if hits else None


@cache
def _spun_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words no writer uses, and those that some do."""
    table = files("assay.reading").joinpath("spun_words.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in table.splitlines()[1:]]
    sure = [re.escape(word) for word, _, kind in rows if kind == "sure"]
    doubtful = [re.escape(word) for word, _, kind in rows if kind == "doubtful"]
    return re.compile("(?<!不)(?:" + "|".join(sure) + ")"), re.compile("|".join(doubtful))

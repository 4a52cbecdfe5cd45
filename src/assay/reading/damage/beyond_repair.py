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

_SIGNS = ("**", "＊＊", "××", "○○")
_MASKED = re.compile(rf"[{HAN}]{{1,4}}(?:\*|＊|×|○){{2,6}}(?![*＊×○\d])")
_BOLD = re.compile(r"(?:^|[\s，。、；：（(“])\*\*[^\s*]")
"""Two asterisks that open a word set in bold rather than close a word blotted out."""


def flags_of(text: str) -> tuple[Flag, ...]:
    """The flags of a text, in a fixed order; none of a clean one."""
    if not han_count(text):
        return ()
    found = (_spun(text), _masked(text))
    return tuple(flag for flag in found if flag)


def _spun(text: str) -> Flag | None:
    """Whether words were spun: one that no writer uses, or none; doubtful ones only add to it."""
    sure, doubtful, any_sure = _spun_words()
    plain = text.replace("不好意思", "")  # a common word that holds the beginning of some
    if not any_sure.search(plain):
        return None
    times = {word: plain.count(word) for word in (*sure, *doubtful)}
    found = sorted((word for word, count in times.items() if count), key=text.find)
    return Flag(SUBJECT_UNRELIABLE, sum(times.values()), tuple(found)[:MOST_WORDS])


def _masked(text: str) -> Flag | None:
    """Whether words were blotted out; lines that set words in bold with asterisks are left out."""
    if not any(sign in text for sign in _SIGNS):
        return None
    hits = [
        match[0]
        for line in text.split("\n")
        if any(sign in line for sign in _SIGNS) and not _BOLD.search(line)
        for match in _MASKED.finditer(line)
    ]
    return Flag(MASKED, len(hits), tuple(dict.fromkeys(hits))[:MOST_WORDS]) if hits else None


@cache
def _spun_words() -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]]:
    """The words no writer uses, those that some do, and a pattern that finds any of the first."""
    table = files("assay.reading").joinpath("spun_words.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in table.splitlines()[1:]]
    sure, doubtful = (
        tuple(word for word, _, kind in rows if kind == wanted) for wanted in ("sure", "doubtful")
    )
    return sure, doubtful, re.compile("|".join(map(re.escape, sure)))

"""Statements with a shape of their own, compiled once: "the main reason for Y is X", X被Y拉大.

Not here: the shapes (`cause_shapes.toml`), their words (`causes.toml`), what is read from a match
(`links.py`). The shapes are matched at the start of a clause only, so that reading stays linear.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from assay.claims.cause_patterns import ASCRIBED_BY, FREE, causes_table, either
from assay.claims.verb_forms import forms

GRADE_ZH = (
    r"的?最?(?:主要|重要|核心|关键|真正|长期|最大|首要|直接|根本|三大|两大|四大|一大|唯一|新|又一|另一|强劲|重大"
    r"|第一|第二)?的?[“\"]?"
)
GRADE_EN = (
    r"(?:(?:the|a|an|one|of|main|biggest|major|key|primary|chief|real|largest|single|most|important"
    r"|principal|long-term|three|two|only|sole|minor|big|also|just|another|prime|leading|true)\s){0,6}"
)
DENIED_EN = r"(?:\s(?:not|hardly|never|also|probably|clearly|now|scarcely|far from))*"
SHOVES = ("push", "drive", "force", "send", "bring", "pull", "drag", "knock", "keep", "nudge")
"""Verbs that move a thing up or down, with the thing between."""
PIECE = re.compile(r"\{([a-z_]+)\}")
"""A name in a shape."""


WITHIN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")


def unpointed(words: str) -> str:
    """`words` of the same length in which no point or comma within a number ends a clause."""
    return WITHIN_NUMBER.sub("_", words)


@lru_cache(maxsize=2)
def shapes(language: str) -> dict[str, re.Pattern[str]]:
    """The shapes of a language, in the order in which they are tried."""
    table = tomllib.loads(files("assay.claims").joinpath("cause_shapes.toml").read_text("utf-8"))
    words = causes_table()[language]
    named = {kind: either(listed) for kind, listed in words.items() if isinstance(listed, list)}
    named |= _chinese(words) if language == "zh" else _english(words)
    flags = re.IGNORECASE if language == "en" else re.NOFLAG
    return {
        kind: re.compile(PIECE.sub(lambda name: named[name[1]], "".join(parts)), flags)
        for kind, parts in table[language].items()
    }


def _chinese(words: dict[str, list[str]]) -> dict[str, str]:
    verbs = either([*words["raises"], "吞噬", "放大"])
    return {"free": FREE, "grade": GRADE_ZH, "ascriber": ASCRIBED_BY, "verbs": verbs}


def _english(words: dict[str, list[str]]) -> dict[str, str]:
    return {
        "in_clause": "[^,.;:]",
        "inside": "[^,.;]",
        "grade": GRADE_EN,
        "denied": DENIED_EN,
        "moves": either([*words["raises"], *words["uses"]]),
        "shoves": either(form for verb in SHOVES for form in forms(verb, causes_table()["en"])),
        "told": r"(?:is|are|was|were|has\sbeen|have\sbeen)",
        "blamed": r"(?:to\sblame|responsible|to\sthank)\sfor",
        "apart": rf"\s(?:has|have|had)\s(?P<link>{either(words['unrelated'])})\s",
        "risen": r"(?=[^,.;]*\b(?:pric|ris|rose|rall|surg|gain|cost|shortage|climb|jump|boom)\w*)",
    }

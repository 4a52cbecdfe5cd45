"""Causes a sentence sets aside for others: "X, not Z, drove Y", Y的原因是X,而不是Z.

Not here: what drives what once they are set aside (`links.py`). A cause set aside is denied, and
the words that set it aside are blanked, so that they do not deny the cause that is named instead.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assay.claims.cause_patterns import causes_table, either
from assay.claims.cause_shapes import GRADE_EN
from assay.reading.article import Span


@dataclass(frozen=True, slots=True)
class Contrast:
    """A sentence, and what it sets aside."""

    words: str
    """The sentence with blanks in place of what is set aside, as long as before."""
    aside: tuple[tuple[str, Span], ...]
    """What is set aside, and where it and the words that do so stand."""


NOUN_EN = (
    r"(?P<aside>(?!(?:only|just|merely|simply|so|all|yet|because|by|to|for|in|on|at|that|as|least|if"
    r"|when|much|many|even|more|less|the\sother|up|down|\w+ly)\b)(?:[\w'’-]+\s){0,5}?[\w'’-]+)"
)
NAMING = ("because", "due", "by", "是因为", "是由于", "在于")
"""What follows a cause set aside and names the one instead."""
NOT_EN = (
    r"(?:,\s(?:and\s|but\s)?not|,?\s(?:rather\sthan|instead\sof|as\sopposed\sto))"
    r"(?:\s(?:because\sof|due\sto|by|to))?\s"
)


@lru_cache(maxsize=1)
def _english() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    words = causes_table()["en"]
    verbs = either([*words["raises"], *words["lowers"], *words["uses"]])
    drivers, links = either(words["drivers"]), either(words["is_driver"])
    moves = (
        r"\s*(?:(?:that|which|has|have|had|is|are|was|were|may|might|could|will|also|really|mainly"
        rf"|largely|what|been|be)\s)*(?:{verbs})\b|\s*(?:{links})\s{GRADE_EN}(?:{drivers})\b"
    )
    because = r"(?:because\sof|due\sto|by|thanks\sto)"
    patterns = (
        rf"{NOT_EN}{NOUN_EN}(?:,|(?=[.;]|$)|(?={moves}))",
        rf"(?<=\s)not\s{because}\s{NOUN_EN},?\sbut\s(?={because})",
        rf"^(?:it\s(?:is|was)\s)?not\s{NOUN_EN},?\sbut\s",
        rf"^(?:rather\sthan|instead\sof)\s{NOUN_EN},\s",
    )
    return (
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns),
        re.compile(rf"\b(?:{either(words['because'])}|{drivers}|what)\b", re.IGNORECASE),
        re.compile(moves, re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _chinese() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    words = causes_table()["zh"]
    verbs = either([*words["raises"], *words["lowers"]])
    drivers = either(words["drivers"])
    noun = rf"(?P<aside>(?:(?!{verbs}|{drivers})[^，,。；;：:]){{1,16}}?)"
    opened = r"(?:是因为|因为|由于|来自|在于|受)?"
    patterns = (
        rf"^(?:并不是|不是|并非){opened}{noun}[,，]?而是{opened}",
        rf"(?:并不是|不是|并非|不在于){opened}{noun}[,，]?而(?=是|在于)",
        rf"(?:[,，]?(?:而不是|而非|而并非)|[,，](?:并非|不是)){opened}{noun}"
        rf"(?:[,，](?=才?(?:{verbs}))|(?=[，,。；;]|$|才?(?:{verbs})))",
    )
    return (
        tuple(re.compile(pattern) for pattern in patterns),
        re.compile(rf"{either(words['because'])}|{drivers}|(?:{verbs})[^，,。；;]{{1,30}}的"),
        re.compile(rf"[^，,。；;]{{0,24}}(?:{verbs}|{drivers})"),
    )


def set_aside(words: str, language: str) -> Contrast:
    """`words` without the causes they set aside; these count only beside another cause."""
    patterns, names_before, moves_after = _chinese() if language == "zh" else _english()
    aside: list[tuple[str, Span]] = []
    for pattern in patterns:
        for match in pattern.finditer(words):
            ahead = words[: match.start()]
            named = names_before.search(ahead) or moves_after.match(words, match.end())
            opening = not ahead and language == "en"
            if not match["aside"].strip() or not (
                named or opening or words[match.end() :].startswith(NAMING)
            ):
                continue
            start, end = match.span()
            words = words[:start] + " " * (end - start) + words[end:]
            aside.append((match["aside"].strip(), (start, end)))
    return Contrast(words, tuple(aside))

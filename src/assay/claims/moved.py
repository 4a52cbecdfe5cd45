"""What a verb moves by or to an amount: cut [the total] by 62%, sent [lease rates] above 6%.

Not here: amounts that are said of the subject itself (`subjects.py`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assay.claims.cause_patterns import causes_table, either
from assay.claims.verb_forms import forms

UP = "raise,lift,boost,increase,bump up,push up,drive up,expand,swell,bid up".split(",")
DOWN = "cut,reduce,lower,slash,trim,shrink,bring down,drive down,push down,shave,dent".split(",")
TO = "send,push,drive,pull,drag,force,propel".split(",")
"""Verbs that raise, that lower, and that do either by what follows."""
TO_A_LEVEL = r"(?:to|above|below|past|over|under|beyond|towards?)"
NO_LEVEL = (
    r"by|to|from|above|below|past|over|under|beyond|into|on|in|at|for|with|and|or|but|that|which|just"
    r"|would|will|could|can|may|might|is|are|was|were|has|have|had|need|needs|use|uses|only"
)
"""Words that no name of a thing holds."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What is moved, and which way."""

    thing: str
    """The words for it."""
    direction: int
    """+1 or -1 where it changes by the amount, 0 where it comes to it."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = causes_table()["en"]
    up, down, either_way = (
        either(form for verb in verbs for form in forms(verb, words)) for verbs in (UP, DOWN, TO)
    )
    thing = rf"(?P<thing>(?:(?!(?:{NO_LEVEL})\b)[\w'’-]+\s(?:of\s(?!which))?){{1,8}}?)"
    roughly = (
        r"(?:\s?(?:about|around|nearly|almost|roughly|some|as\smuch\sas|up\sto|at\sleast|an?))*"
    )
    by = rf"(?:{thing}(?:by\b{roughly}|(?P<level>{TO_A_LEVEL}\b){roughly}|(?=$)))"
    return re.compile(
        rf"\b(?:(?P<up>{up})|(?P<down>{down})|(?P<way>{either_way}))\s{by}\s*$", re.IGNORECASE
    )


NO_THING = frozenset("about around nearly almost roughly some up down it them him her".split())


def moved_by(head: str) -> Moved | None:
    """What the last verb before an amount moves; None if the amount is said of the subject."""
    match = _pattern().search(head if head.endswith(" ") else f"{head} ")
    if match is None:
        return None
    thing = match["thing"].strip()
    if not thing or thing.lower() in NO_THING or thing.split()[-1].lower() in NO_THING:
        return None
    up = 1 if match["up"] else -1
    return Moved(thing, 0 if match["level"] or match["way"] else up)

"""Whether an English causal word is a verb that drives something where it stands.

Not here: which words are causal (`causes.toml`) and their forms (`verb_forms.py`).
"""

import re
from functools import lru_cache

from assay.claims.cause_patterns import VERBS, causes_table

NEAR = 24
"""Characters before a causal word in which an article or adjective is looked for."""
NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|the|this|these|those|its|their|his|her|our|my|your|of|near|another|no|some|any|every"
    r"|each|root|fossil|jet|solid|liquid|nuclear|or|by|with|at|more|support\sthat|for|in|from|without"
    r"|before|after|through|about|on|despite|amid|than|as)\s|-)$",
    re.IGNORECASE,
)
"""Before a word that may be a noun or an adjective: "the cause", "jet fuel", "a lower quality"."""
NO_OBJECT = re.compile(
    r"\s(?:for|into|through|to|on|in|at|with|of|from|than|and|or|but|are|is|was|were|be|if|as|out|off"
    r"|around|along|away|home|back|down\sthe|past|together|when|while|by|behind|after|before|over|under"
    r"|during|because|since|amid|among|between|per|has|have|had|will|would|can|could|may|might|should"
    r"|must|that|which|who|last|next|again|since|ago|today|yesterday|overnight|once|twice"
    r"|this\s(?:year|month|week|quarter|decade))\b|\s?[)\]]",
    re.IGNORECASE,
)
"""Behind a causal verb these say that it drives nothing: driving for hours, fuels are."""
INFINITIVE = re.compile(r"\bto\s(?:\w+ly\s)?$", re.IGNORECASE)
"""Before a verb: to cut, to further raise."""
WILL = re.compile(
    r"\b(?:set|expected|likely|unlikely|going|continu\w+|help\w*|threaten\w*|beg[aiu]n\w*|start\w*"
    r"|poised|tend\w*|appear\w*|seem\w*|project\w+|forecast|predict\w+|due|bound|enough|used|about"
    r"|certain|sure|able|fail\w*|little|much|nothing|more|serve\w*|ha[sd]|have|known|combin\w+|said"
    r"|thought|believed|estimated|found|shown|conspir\w+)\sto\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
"""Before a verb: words with which "to" says what happens, and not what somebody means to do."""
SUBJECT_BEFORE = re.compile(
    r"(?:s|n['’]t|\b(?:can|could|will|would|may|might|must|should)(?:\s\w+){0,2}|\b(?:to|not|also|do|did"
    r"|help|that|which|who|they|we|you|i|and|people|still|ever|never|then|now|even|further|only|both"
    r"|\w+ly|data|media))\s$",
    re.IGNORECASE,
)
"""What stands before a verb in its plain form; behind anything else it is a noun: water damage."""
GERUND_BEFORE = re.compile(
    r"(?:\w{3}ed|\b(?:that|and|or|but|than|suggests?|shows?|means?))\s$", re.IGNORECASE
)
"""Before a verb in -ing that is a subject or an object: "suggests that raising prices"."""
PASSIVE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s(?:\w+ly\s|not\s|also\s|now\s|all\s)?$",
    re.IGNORECASE,
)
"""Before a participle: what is driven up drives nothing."""


@lru_cache(maxsize=1)
def plain_forms() -> frozenset[str]:
    """The English verbs in the form that may be a noun as well; cut and put are past too."""
    words = causes_table()["en"]
    stems = {verb.partition(" ")[0] for kind in VERBS for verb in words[f"{kind}_verbs"]}
    return frozenset(stem for stem in stems if stem not in words["irregular"].get(stem, ()))


@lru_cache(maxsize=1)
def past_participles() -> frozenset[str]:
    """The first words of the English verbs as participles."""
    words = causes_table()["en"]
    return frozenset(form.partition(" ")[0] for kind in VERBS for form in words[f"{kind}_by"])


def is_no_verb(words: str, match: re.Match[str], start: int) -> bool:
    """Whether an English causal word drives nothing here: jet fuel, a lower price, driving for."""
    before = words[max(start, match.start() - NEAR) : match.start()]
    if NOUN_BEFORE.search(before) or before.rstrip().endswith(("”", '"')):
        return True  # "...," explains the analyst
    if INFINITIVE.search(before) and not WILL.search(words[start : match.start()]):
        return True
    if NO_OBJECT.match(words, match.end()) is not None:
        return True
    word = match.group().partition(" ")[0].lower()
    if not words[start : match.start()].strip():
        return start == 0
    if word.endswith("ing") and GERUND_BEFORE.search(before):
        return True
    if word in past_participles() and PASSIVE_BEFORE.search(before):
        return True
    return word in plain_forms() and SUBJECT_BEFORE.search(before) is None

"""What an amount is said of, where the clause itself leaves it out: "this figure", 占..., 用量.

Not here: how a clause is parted (`subjects.py`).
"""

import re

from assay.claims.amount import Amount
from assay.claims.claim import QuantityClaim
from assay.claims.measures import rules
from assay.claims.setting import Setting, bare_words
from assay.claims.subjects import Parts, parts, predicated, predicates
from assay.reading.article import Span

SURE, LESS_SURE, UNSURE = 0.9, 0.7, 0.5
"""How sure the reader is: subject in the clause; from before; none, or two readings (judgement)."""
GERUND = re.compile(
    r"^(?:leaving|extending|bringing|making|taking|with|including|of which)\b\s?(?:an?|the|its)?\s?"
)
SAME = frozenset(("it", "that", "them", "these", "this", "those", "which"))
"""Words for a whole that was named before ("a quarter of it")."""
RELATIVE = frozenset(("which", "who", "that", "where"))
"""Pronouns that stand for the subject of the clause before."""
SELF_SUFFICIENT = 4
"""Characters from which the noun behind an amount can stand for a missing subject."""


def subject_of(
    setting: Setting, amount: Amount, clause: Span, parted: Parts, previous: QuantityClaim | None
) -> tuple[str, float, bool]:
    """The subject, how sure, and whether it was taken from the claim before."""
    table = predicates()[setting.language]
    own, behind, shared = (
        parted.subject,
        _behind(amount, parted, setting.language),
        amount.unit == "percent",
    )
    if own.lower() in RELATIVE and clause[0] > setting.span[0]:
        own = ""
    if own.lower() in table["anaphora"] and previous is not None:
        return previous.subject, LESS_SURE, True
    continues = (
        GERUND.match(own) if setting.language == "en" and clause[0] > setting.span[0] else None
    )
    if continues:
        own = own[continues.end() :]
    pieces = [own] if own else []
    sure, referred = SURE, False
    measured = "" if parted.object.lower() in SAME else parted.object
    lacking = not own and (shared or amount.unit == "x" or not measured)
    if lacking or continues or own.lower() in table["generic"]:
        earlier, referred = _earlier(setting, clause, previous)
        enough = behind and not own and len(behind) > SELF_SUFFICIENT and not shared
        if earlier and not enough:
            pieces, sure = [earlier, *pieces], LESS_SURE
    elif setting.language == "zh" and own:
        topic = _topic(setting, clause)
        pieces = [topic, own] if topic and topic not in own else pieces
    if measured and amount.unit not in ("percent", "x"):
        pieces.append(measured)
    if amount.unit.partition("/")[0] in rules()["counted"]:
        pieces.append(amount.written)
    pieces.append(behind)
    if not any(pieces) and shared:
        pieces.append(parted.after)
    if not any(pieces) and previous is not None:
        # a sentence without a subject goes on about what the one before it measured
        pieces, sure = [previous.subject], UNSURE
    subject = " ".join(dict.fromkeys(piece for piece in pieces if piece))
    return subject, sure if subject else UNSURE, referred


def _behind(amount: Amount, parted: Parts, language: str) -> str:
    """The noun behind the amount, unless it names the whole of a share."""
    nouns = predicates()[language]["share_nouns"]
    if amount.unit != "percent" or any(noun in parted.after for noun in nouns):
        return parted.after
    return "" if parted.object or parted.direction == 0 else parted.after


def _earlier(setting: Setting, clause: Span, previous: QuantityClaim | None) -> tuple[str, bool]:
    """The subject of the clause before, or of the amount before where that is nearer."""
    near = previous if previous is not None and previous.span[0] >= setting.span[0] else None
    for span in reversed(setting.clauses):
        if span[1] > clause[0] or (near is not None and span[0] < near.span[1]):
            continue
        found = parts(bare_words(setting, span), "", setting.language).subject
        if found:
            return found, False
    return (near.subject, True) if near is not None else ("", False)


TOPIC = re.compile(r"[^\s，,。；;：:、“”\"()（）]{2,16}$")
"""A clause short enough to do nothing but name what the next one speaks of."""
NO_TOPIC = re.compile(
    r"[了着过时后前等率里下中内上来外响盘]$|^[从到在据按至受比]|^相[较比]|显示|表示|认为|指出|测算|其中|此外|而|也|还|就"
)


def _topic(setting: Setting, clause: Span) -> str:
    """A clause before this one that only names something (一座数据中心,蒸发要用水); else empty."""
    before = [span for span in setting.clauses if span[1] <= clause[0]]
    if not before or setting.text[before[-1][1] : clause[0]].strip() not in (",", "，"):
        return ""
    words = bare_words(setting, before[-1]).strip()
    if TOPIC.match(words) is None or NO_TOPIC.search(words) or predicated(words):
        return ""
    named = words.rpartition("的")[2]
    return "" if any(sign.isdigit() for sign in named) else named


def whole_of(whole: str | None, before: str, previous: QuantityClaim | None) -> str | None:
    """The whole of a share, with "of it" and 其中 resolved to what was measured before."""
    refers = whole is not None and whole.lower() in SAME
    if previous is not None and (refers or (whole is None and before.startswith("其中"))):
        return previous.subject
    return whole

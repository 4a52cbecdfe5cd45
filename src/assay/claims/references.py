"""What an amount is said of, where the clause itself leaves it out: "this figure", 占..., 用量.

Not here: how a clause is parted (`subjects.py`).
"""

import re

from assay.claims.amount import Amount
from assay.claims.asides import RELATIVE_EN, joined, led_by, resumes
from assay.claims.claim import QuantityClaim
from assay.claims.measures import rules
from assay.claims.sentences import sentences_of
from assay.claims.setting import Setting, bare_words
from assay.claims.subjects import Parts, leading_subject, parts, predicated, predicates
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
    behind, shared = _behind(amount, parted, setting.language), amount.unit == "percent"
    own, taken_up = _own(setting, amount, clause, parted, previous)
    if (own.lower() in table["anaphora"] or PER_TIME.fullmatch(own)) and previous is not None:
        return previous.subject, LESS_SURE, True
    if own.lower() in PRONOUNS:
        own = _before(setting) or own
    continues = (
        GERUND.match(own) if setting.language == "en" and clause[0] > setting.span[0] else None
    )
    if continues:
        own = own[continues.end() :]
    pieces = [own] if own else []
    sure, referred = SURE, False
    measured = parted.object
    if measured.lower() in SAME or ONE_OF_ZH.match(measured):
        measured = ""
    lacking = not own and (shared or amount.unit == "x" or not measured)
    if taken_up:
        pieces, sure = [taken_up], LESS_SURE
    elif lacking or continues or own.lower() in table["generic"] or ONE_OF_ZH.match(own):
        earlier, referred = _earlier(setting, clause, previous)
        enough = behind and not own and len(behind) > SELF_SUFFICIENT and not shared
        if earlier and not enough:
            pieces, sure = [earlier, *pieces], LESS_SURE
    elif setting.language == "zh" and own:
        topic = _topic(setting, clause)
        pieces = [topic, own] if topic and topic not in own else pieces
    if setting.language == "zh" and parted.share_noun and parted.share_noun not in "".join(pieces):
        pieces.append(parted.share_noun)
    if measured and amount.unit not in ("percent", "x"):
        pieces.append(measured)
    if amount.unit.partition("/")[0] in rules()["counted"]:
        pieces.append(amount.written)
    pieces.append(parted.after if PLACE_ALONE.match(own) else behind)
    if not any(pieces) and shared:
        pieces.append(parted.after)
    if not any(pieces) and previous is not None:
        # a sentence without a subject goes on about what the one before it measured
        pieces, sure = [previous.subject], UNSURE
    subject = " ".join(dict.fromkeys(piece for piece in pieces if piece))
    return subject, sure if subject else UNSURE, referred


def _before(setting: Setting) -> str:
    """What the sentence before begins with, which a pronoun takes up."""
    spans = sentences_of(setting.text[max(0, setting.span[0] - REACH) : setting.span[0]])
    if not spans:
        return ""
    start = max(0, setting.span[0] - REACH)
    first, last = spans[-1]
    return leading_subject(setting.text[start + first : start + last], setting.language)


WHO_DOES = re.compile(r"(?:which|who)\s[a-z]+s", re.IGNORECASE)
"""A relative clause with a verb that no table holds: China, [which refines] 90 percent of it."""
REACH = 400
"""Characters before a sentence in which the one before it is looked for."""
PRONOUNS = frozenset(("it", "they", "them", "它", "它们", "他们"))
"""Subjects that only point to one named before."""
PER_TIME = re.compile(r"(?:an?|per|each|every)\s(?:year|month|week|day|hour)|每[年月天日]")
"""What is left of "2 million machines a year would need": the machines are in the amount before."""
ONE_OF_ZH = re.compile(
    r"[每单一][台柜机张片块辆部座个次条颗套户吨克瓦枚盒瓶杯桶](?:的|里)?$|每公斤$"
)
"""One of what was named before: AI服务器用的银，一台约0.8公斤."""
PLACE_ALONE = re.compile(r"(?:全球|全世界|世界上?|全国|国内|我国|中国|美国|海外|市场上|其中)$")
"""A place before a share of the thing behind it: 全球[七成以上]的白银."""
DETERMINERS = frozenset("a an the its their one another".split())
"""First words of an apposition: China, [the source of] 98% of the metal."""
PRONOUN = re.compile(r"(?:^|\s)(?P<it>it|they)$", re.IGNORECASE)
"""Behind a verb of thinking: EirGrid thinks [it] could hit 31%."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _own(
    setting: Setting, amount: Amount, clause: Span, parted: Parts, previous: QuantityClaim | None
) -> tuple[str, str]:
    """The subject in the amount's own words, and the one its verb takes up from before an aside."""
    own = parted.subject
    if setting.language == "zh":
        return own, ""
    if own.lower() in DAYS:
        return "", ""
    if clause[0] > setting.span[0] and WHO_DOES.fullmatch(own):
        return "", led_by(setting, clause, setting.span[0])
    if match := PRONOUN.search(own):
        return match["it"], ""
    first = clause[0] == setting.span[0]
    inside = previous is not None and clause[0] <= previous.span[0] < amount.start
    if inside and previous is not None:
        return own, _shared(setting, clause, (previous.span[0], previous.span[1], amount.start))
    words = bare_words(setting, (clause[0], amount.start)).split(maxsplit=1)
    relative = len(words) > 1 and words[0].lower() in RELATIVE
    if not first and words and words[0].lower() in DETERMINERS and not parted.has_verb:
        return f"{led_by(setting, clause, setting.span[0])} {own}".strip(), ""
    if not first and words and resumes(words[1] if relative else " ".join(words)):
        return "", led_by(setting, clause, setting.span[0])
    return own, ""


def _shared(setting: Setting, clause: Span, places: tuple[int, int, int]) -> str:
    """The subject that two predicates of one clause have in common; empty if each has its own.

    `places` are where the amount before begins and ends, and where the one in question begins.
    """
    before, between = (
        bare_words(setting, (clause[0], places[0])),
        bare_words(setting, (places[1], places[2])),
    )
    relative = RELATIVE_EN.match(before.strip())
    if relative and between.strip().startswith("of "):
        return relative["head"]
    if not joined(between):
        return ""
    named = "" if resumes(before) else parts(before, "", setting.language).subject
    return named or led_by(setting, clause, setting.span[0])


def _behind(amount: Amount, parted: Parts, language: str) -> str:
    """The noun behind the amount, unless it names the whole of a share."""
    nouns = predicates()[language]["share_nouns"]
    if amount.unit != "percent" or any(noun in parted.after for noun in nouns):
        return parted.after
    return "" if parted.object or parted.direction == 0 else parted.after


def _earlier(setting: Setting, clause: Span, previous: QuantityClaim | None) -> tuple[str, bool]:
    """The subject of the clause before, or of the amount before where that is nearer."""
    near = previous if previous is not None and previous.span[0] >= setting.span[0] else None
    found = led_by(setting, clause, near.span[1] if near is not None else setting.span[0])
    if found or near is None:
        return found, False
    return near.subject, True


TOPIC = re.compile(r"[^\s，,。；;：:、“”\"()（）]{2,16}$")
"""A clause short enough to do nothing but name what the next one speaks of."""
NO_TOPIC = re.compile(
    r"[了着过时后前等率里下中内上来外响盘]$|^[从到在据按至受比]|^相[较比]|显示|表示|认为|指出|测算|其中|此外|而|也|还|就|扣除|了|[很更没不都说]|照旧|正在"
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

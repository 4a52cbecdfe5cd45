"""What is measured, of whom: the words around an amount parted into subject, predicate and whole.

Not here: which model variable that is (`checks/tie.py`). The verbs are in `predicates.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay.claims.moved import moved_by
from assay.claims.numeral import lower

NOUN_ENDINGS = "量率者端侧国商品额费价力性需成场中强密速规容能"
"""Behind a Chinese verb these make a noun of it (用水量, 生产商)."""


NOUN_TAILS = (
    "管制|配额|禁令|许可|计划|项目|占比|比例|系统|设备|设施|企业|公司|部门|行业|方面|环节|过程|效率"
)
"""The same in two characters (出口管制)."""
POWER = "产效性功节光智核储热机动电势"
"""Before 能 these make a noun of it (产能, 核能), no auxiliary."""
OF_USE = frozenset(
    "用水 用电 耗水 耗电 用银 节水 节电 取水 用铜 用铝 用金 用锡 耗银 耗铜 含银 含金 含铜 产银 产铜"
    " 购金 新增 出货 装机 进口 出口 投资 投入 报价 售价 定价 起售价".split()
)
"""Verbs that hold their object: the subject of 数据中心用水 is the water."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The words before and after an amount, parted."""

    subject: str
    """What stands before the predicate; empty if nothing does."""
    object: str
    """What stands between predicate and amount: the whole of a share, or the thing measured."""
    after: str
    """The noun behind the amount ("of silver", 的白银); empty if none."""
    direction: int
    """+1 for a rise, -1 for a fall, 0 for a level."""
    has_verb: bool = False
    """Whether a verb of the table stands before the amount; told of English only."""
    share_noun: str = ""
    """The word for a share behind its whole (占全球需求的比例); empty if there is none."""


@lru_cache(maxsize=1)
def predicates() -> dict[str, Any]:
    """The table `predicates.toml`."""
    return tomllib.loads(files("assay.claims").joinpath("predicates.toml").read_text("utf-8"))


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    zh, en = predicates()["zh"], predicates()["en"]
    all_zh = [*zh["rise"], *zh["fall"], *zh["verbs"]]
    all_en = [*en["rise"], *en["fall"], *en["verbs"]]
    return {
        "zh_verb": re.compile(
            rf"(?<![总净矿])(?:{_either([word for word in all_zh if len(word) > 1])})"
            rf"(?![{NOUN_ENDINGS}]|{NOUN_TAILS})"
            r"|(?<![侵独])占(?![比地线用有])|^是(?=.*的$)"
        ),
        "zh_tail": re.compile(
            rf"(?<![银水电能煤油气功损热净合签条契营税])(?!(?<=[价市产])值)(?:{_either(zh['tail_verbs'])})(?:了|到)?$"
        ),
        "zh_adverb": re.compile(_either([word for word in zh["adverbs"] if len(word) > 1])),
        "zh_edge": re.compile(rf"(?:{_either(zh['adverbs'])}|(?<![{POWER}])能|[由从])+$"),
        "zh_opener": re.compile(rf"^(?:{_either(zh['openers'])}|[“”\"'\s,，、])+"),
        "zh_drives": re.compile(_either(zh["drives"])),
        "en_verb": re.compile(rf"\b(?:{_either(all_en)})\b", re.IGNORECASE),
        "en_edge": re.compile(rf"(?:\b(?:{_either(en['auxiliaries'])})\b[\s,]*)+$", re.IGNORECASE),
        "en_opener": re.compile(rf"^(?:(?:{_either(en['openers'])})\b[\s,]*)+", re.IGNORECASE),
    }


def parts(before: str, after: str, language: str) -> Parts:
    """Part `before` (clause up to the amount) and `after` (from the amount to the clause's end)."""
    return _chinese(before, after) if language == "zh" else _english(before, after)


def _verbs_zh(head: str, patterns: dict[str, re.Pattern[str]]) -> list[re.Match[str]]:
    """The verbs of a clause; one that ends the whole of a share is a noun (占全国用电的)."""
    verbs = [
        verb
        for verb in patterns["zh_verb"].finditer(head)
        if head[verb.end() : verb.end() + 1] != "的" or verb.end() + 1 == len(head)
    ]  # 产生的电子垃圾: the verb of a clause inside a noun
    if len(verbs) > 1 and head.endswith("的") and verbs[-1].end() == len(head) - 1:
        verbs.pop()
    return verbs


def leading_subject(words: str, language: str) -> str:
    """What a sentence begins with, up to its first predicate; empty if that is nothing or long."""
    patterns = _patterns()
    verb = patterns["zh_verb" if language == "zh" else "en_verb"].search(words)
    if language == "zh":
        head = (words[: verb.start()] if verb else words).rstrip("。！？!? ")
        named = _bare(re.split(r"[，,]", head)[0], patterns).strip("的")
    else:
        told = BE_EN.search(words)
        ends = [match.start() for match in (verb, told) if match]
        named = _bare_en(re.split(r",\s", words[: min(ends, default=0)])[0], patterns)
    return named if 1 < len(named) <= LONGEST_LEAD else ""


LONGEST_LEAD = 60
"""Characters of the longest subject that a pronoun in the next sentence takes up."""
BE_EN = re.compile(r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\s")
"""Auxiliaries before which a sentence's subject ends."""


def predicated(words: str) -> bool:
    """Whether a Chinese clause holds a verb of the table."""
    patterns = _patterns()
    return bool(patterns["zh_verb"].search(words) or patterns["zh_tail"].search(words))


NOUN_AFTER_ZH = re.compile(
    r"^(?:以上|左右)?(?:的|用于)?(?P<noun>[^，,。；;：:、!！?？\s“”()（）0-9]{1,16})"
)
STOP_ZH = re.compile(
    r"(?:翻|上涨|下跌|将|已|是|每|约|得到|得以|的讲法|的说法|为|占(?!比)|被|用于|来自|并|而|且|则|会|可|都|均|也|以|在|由|与|和|,|远|但|到|至|相当|左右|上下|需要|，)"
)


def _chinese(before: str, after: str) -> Parts:
    patterns, table = _patterns(), predicates()["zh"]
    head = DONE_ZH.sub("", BASE_ZH.sub("", before.strip().translate(QUOTES)))
    head = patterns["zh_opener"].sub("", head)
    inside = INSIDE_ZH.match(head)
    if inside:
        return Parts("", inside["whole"], "", 0)
    direction = direction_zh(head, table)
    driven = list(patterns["zh_drives"].finditer(head))
    if driven and driven[-1].end() < len(head) - 1:
        head = head[driven[-1].end() :]
    verbs = _verbs_zh(head, patterns)
    if verbs:
        subject, rest = head[: verbs[-1].start()], head[verbs[-1].end() :]
        if len(verbs) > 1 and not _bare(subject, patterns):
            subject = head[: verbs[0].start()]
        if verbs[-1].group() in OF_USE:
            subject = _bare(subject, patterns) + verbs[-1].group()
    else:
        tail = patterns["zh_tail"].search(patterns["zh_edge"].sub("", head))
        subject, rest = (head[: tail.start()], "") if tail else (head, "")
    object_words = _bare(rest, patterns).strip("的")
    share_noun = SHARE_NOUN_ZH.search(object_words)
    whole = SHARE_NOUN_ZH.sub("", object_words).lstrip("至到为达")
    noun = "" if patterns["zh_verb"].match(after) else _noun_zh(after)
    bare = _bare(_bare(subject, patterns).strip("的"), patterns)
    share = share_noun.group().strip("的") if share_noun else ""
    return Parts(AND_ZH.sub("", bare), whole, noun, direction, share_noun=share)


QUOTES = str.maketrans("", "", '“”"')
"""“喝”掉 is a verb like 喝掉."""
AND_ZH = re.compile(r"(?<=.)[和与及、]$")
"""What joins an amount to the one before it."""


BASE_ZH = re.compile(r"(?:相较于|相比于?|较之?|(?<![占对同环])比起?)的?(?:约|近|大约)?$")
"""What only introduces the amount compared with: 较[2024年底]的28.91美元."""
SHARE_NOUN_ZH = re.compile(r"的?(?:比重|比例|份额|占比)(?=(?:从|由|自)?$)(?:从|由|自)?")


DONE_ZH = re.compile(
    r"^[^，,]{0,6}?(?:建成|投产|投运|达产|满产|落成|完工)(?:投产|投运|运行)?[之以]?后"
)
"""建成后 tells when, not what."""
INSIDE_ZH = re.compile(
    r"^在(?P<whole>[^，,在]{2,16}?)(?:当中|之中|中|内|里)的?(?:占比|比重|比例|份额)"
    r"(?:[升降增涨跌]?[至到为]|达到?|约|是|提高到|提升至|上升至|下降至)*$"
)
"""A share with its whole in front and its subject in the clause before: 在用电量中的占比升到."""
SOMEWHERE_ZH = re.compile(r"^[^，,]{1,14}(?:中|里|上|方面|看)[，,]")
PLACE_ZH = re.compile(
    r"^在(?:[^，,]{2,16}?(?:当中|之中|中|内|里|上)|当地|本地|这里|那里|全球|全国|国内|海外)$"
    r"|^(?:部分|一些|有些|个别|不少|多数|很多)?(?:地区|国家|城市|省份|州|地方)(?:里|中|内)?$"
    r"|^[比较][^，,]{0,8}?(?:少|多|高|低|高出|增加|减少)了?$"
)
"""A clause with nothing but a place before its verb has its subject in the clause before."""


NO_SUBJECT = frozenset(
    (
        "比 较 约 近 超 逾 仅 合 至 到 为 达 远 却 再 再增 上旬 "
        "中旬 下旬 下来 年底 月底 同期 其间 名义 里 内 间 光 实际 "
        "收盘 开盘 较前一日 较前一天 较上周 较上月"
    ).split()
)
"""What may be left of a clause that has no subject."""


ASPECT = re.compile(r"^(?:[了着]|过(?![去程半度剩滤]))+")
"""What a verb leaves at the head of its object; 过去 is a time."""


def _bare(words: str, patterns: dict[str, re.Pattern[str]]) -> str:
    words = patterns["zh_adverb"].sub("", words)
    words = ASPECT.sub("", patterns["zh_opener"].sub("", words))
    words = "" if words in NO_SUBJECT else words
    words = SOMEWHERE_ZH.sub("", PLACE_ZH.sub("", words))
    return patterns["zh_edge"].sub("", words).strip(" ,，“”\"'")


def _noun_zh(after: str) -> str:
    if not after.startswith("的"):
        match = NOUN_AFTER_ZH.match(after)
        if match is None or STOP_ZH.match(after):
            return ""
        noun = STOP_ZH.split(match["noun"], maxsplit=1)[0]
        return noun if len(noun) >= 1 else ""
    match = NOUN_AFTER_ZH.match(after)
    if match is None:
        return ""
    return STOP_ZH.split(match["noun"], maxsplit=1)[0]


LEVELS = ("最高", "新高", "至少", "最少", "不少", "多少", "起码少")
"""Ends of words that look like a change and are none."""


def direction_zh(head: str, table: dict[str, Any]) -> int:
    """+1, -1 or 0 from the last predicate before the amount: 上涨 is a rise, 上涨至 a level."""
    bare = re.sub(r"(?:了|超过|约|近|逾|大约|达到了?|高达|达|超|将近|为|：|:|\s)+$", "", head)
    for sign, kind in ((1, "rise"), (-1, "fall")):
        nouns = tuple(table[f"{kind}_noun"])
        if bare.endswith((*table[kind], *nouns)) or (
            bare.endswith(tuple(table[f"{kind}_tail"])) and not bare.endswith(LEVELS)
        ):
            reached = head[len(bare) :]
            level = not bare.endswith(nouns) and reached.startswith(("为", "达"))
            return 0 if level else sign
    return 0


NOUN_AFTER_EN = re.compile(
    r"^[\s-](?P<noun>(?:(?!(?:by|in|on|at|from|to|and|or|but|as|for|since|during|through|over|with|while|per|than"
    r"|last|this|next|after|before|between|under|that|which|when|if|is|are|was|were|will|would|could|may|each|every"
    r"|according|compared|versus|because|annually|more|less|higher|lower|a|so|alone|today|now|only|up|down)\b)[\w'’-]+\s?){1,6})",
    re.IGNORECASE,
)
NOT_IN_WHOLE = (
    "by|on|from|to|and|or|but|as|since|during|through|over|with|while|than|last|this|next|after|before"
    "|between|under|that|which|when|if|is|are|was|were|will|would|could|may|according|compared|versus"
    "|because|up|down|has|have|had|goes|comes|came|went|made|used|says|said"
    "|stand|stands|come|sit|sits|lie|lies|stem|stems|live"
)
PER_TIME = (
    r"(?:for\s)?(?:an?|per|each|every)\s(?:year|month|week|day|hour|second|megawatt|gigawatt|MW|GW)\b"
    r"|(?:annually|yearly|daily)\b"
)
"""What an amount is divided by, no part of the noun before it: of copper [a megawatt]."""
OF_AFTER_EN = re.compile(
    r"^(?:\s(?:of|in)\s(?!\d)|\s(?=the\s|its\s|all\s|what\s|that\s))"
    rf"(?P<noun>(?:(?!(?:{NOT_IN_WHOLE})\b|{PER_TIME})[\w'’%-]+\s?){{1,9}})",
    re.IGNORECASE,
)
COUNTED_AFTER = re.compile(
    r"^\s(?:more|fewer|less)\s(?!than\b|in\b|and\b|or\b|for\b|on\b|by\b|to\b|at\b|each\b|every\b)"
    r"(?P<noun>[a-z-]+(?:\s(?:data|power|electricity|water|passengers|servers|waste))?)",
    re.IGNORECASE,
)
"""31% more [racks], 7% fewer [trainees]."""
FOR_AFTER_EN = re.compile(
    r"^\sfor\s(?:the\s)?(?P<noun>(?!(?:the|a|an|each|every|this|that|which)\b)[\w'’-]+(?:\s[\w'’-]+)?)",
    re.IGNORECASE,
)
"""So much for copper, so much [for electric cars]."""
NOT_UP = re.compile(
    r"\b(?:ma(?:ke|kes|de|king)|set|adds?|took|takes|use[sd]?|gobbled|soaked|eat\w*|ate|held|built)"
    r"\sup$"
)
RECKONING_EN = re.compile(
    r"^(?:by|on|in)\s(?:(?:its|their|his|her|some|one|most|many|that|this)\s)?[a-z ]{0,24}?"
    r"(?:reckoning|estimates?|counts?|measures?|accounts?|calculations?|scenario|view)s?\b[\s,]*",
    re.IGNORECASE,
)
ON_YEAR = re.compile(
    r"\b(?:year|month|week|quarter|day)[\s-](?:on|over)[\s-](?:year|month|week|quarter|day)\b",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(r"(?:\b(?:its|their)|[a-z]['’]s)\s$", re.IGNORECASE)
"""Before a word these make a noun of it: "Dominion's contracted capacity"."""
CHANGE_AFTER_EN = re.compile(
    r"^(?:\s|-)(?:year-on-year\s|annual\s|net\s|overall\s)?(?P<change>[a-z]+)(?:\s(?:in|of)\s(?P<of>[^,.;]{2,60}))?",
    re.IGNORECASE,
)


def _english(before: str, after: str) -> Parts:
    patterns, table = _patterns(), predicates()["en"]
    head = RECKONING_EN.sub("", patterns["en_opener"].sub("", ON_YEAR.sub("", before.strip())))
    direction, changed = direction_en(head, after, table)
    found = patterns["en_verb"].finditer(head)
    verbs = [verb for verb in found if not _is_noun(head, verb)]
    if verbs:
        subject, rest = head[: verbs[-1].start()], head[verbs[-1].end() :]
        if len(verbs) > 1 and not _bare_en(subject, patterns):
            subject = head[: verbs[0].start()]
    else:
        subject, rest = head, ""
    noun = changed
    if not noun:
        match = OF_AFTER_EN.match(after) or NOUN_AFTER_EN.match(after)
        if match is None and not verbs:
            match = FOR_AFTER_EN.match(after)
        noun = match["noun"].strip() if match else ""
    bare, rest = _bare_en(subject, patterns), _bare_en(rest, patterns)
    moved = moved_by(before)
    if moved is not None and not noun:
        return Parts(moved.thing, "", "", moved.direction or direction, has_verb=True)
    return Parts(bare, rest, noun, direction, has_verb=bool(verbs))


def _is_noun(head: str, verb: re.Match[str]) -> bool:
    """Whether what may be a verb is a noun here: its contracted capacity, the cost of power."""
    before = head[: verb.start()]
    if NOUN_BEFORE.search(before):
        return True
    if verb.group().lower().endswith(("ed", "n")) and ADJECTIVE_BEFORE.search(before):
        return WORD_FOLLOWS.match(head, verb.end()) is not None
    nounish = verb.group().lower() in NOUNISH
    return nounish and (head.startswith(" of ", verb.end()) or before.lower().endswith("the "))


ADJECTIVE_BEFORE = re.compile(r"\b(?:of|the|an?|all|some|in|from|for)\s$", re.IGNORECASE)
WORD_FOLLOWS = re.compile(r"\s(?!(?:by|to|in|from|at|on|with|for)\b)[a-z]", re.IGNORECASE)
"""The pile of discarded electronics: a participle between these is no predicate."""
NOUNISH = frozenset(
    "use uses cost costs need needs draw supply spending build mine take export import exports"
    " imports plan plans drop rise fall growth".split()
)
"""Verbs that pages use as nouns as well."""


def _bare_en(words: str, patterns: dict[str, re.Pattern[str]]) -> str:
    previous = ""
    while previous != words:
        previous = words
        words = patterns["en_edge"].sub("", words).strip(" ,;:'\"“”‘’")
        words = patterns["en_opener"].sub("", words).strip(" ,;:'\"“”‘’")
        tail = words[-LONGEST_VERB:]
        ends = [verb for verb in patterns["en_verb"].finditer(tail) if verb.end() == len(tail)]
        noun = bool(ends) and ends[-1].group().lower() in NOUNISH and " " in words
        if ends and not noun and not DETERMINER.search(tail[: ends[-1].start()]):
            words = words[: len(words) - len(ends[-1].group())]
    return " ".join(words.split()[-LONGEST_SUBJECT:])


DETERMINER = re.compile(r"(?:\b(?:an?|the|its|their|this|that|of|per)|['’]s)\s$", re.IGNORECASE)
"""Before a word these make a noun of it: "the mine" is no verb."""
LONGEST_VERB, LONGEST_SUBJECT = 16, 14
"""Characters of a verb at the end of a subject that is cut off; words a subject may have."""
QUALIFIERS = re.compile(
    r"(?:\s|\b(?:by|about|around|nearly|almost|more than|over|some|roughly|of|an?|as much as|up to"
    r"|at least|less than|approximately|just|another|only|even|well|further|estimated|the)\b)+$"
)


def direction_en(head: str, after: str, table: dict[str, Any]) -> tuple[int, str]:
    """The direction of change, and what changes if it is named behind ("a 30 % rise in demand")."""
    match = CHANGE_AFTER_EN.match(after)
    if match:
        word = match["change"].lower()
        for sign, kind in ((1, "rise"), (-1, "fall")):
            if word in table[f"{kind}_noun"]:
                counted = COUNTED_AFTER.match(after)
                return sign, (match["of"] or (counted["noun"] if counted else "")).strip()
    bare = QUALIFIERS.sub("", lower(head))
    if NOT_UP.search(bare):
        return 0, ""
    last = bare.split()[-1] if bare.split() else ""
    for sign, kind in ((1, "rise"), (-1, "fall")):
        if last in table[kind] or last in table[f"{kind}_noun"]:
            return sign, ""
    return 0, ""

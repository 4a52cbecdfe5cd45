"""Whether a page as a whole asserts or disputes that a driver moves a resource.

Not here: the stance of one statement (`stances.py`); which story a page tells (`stories/`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from assay.claims.causes import passages_of
from assay.claims.claim import CauseClaim, Stance
from assay.claims.stances import (
    QUESTION,
    Passage,
    concedes,
    doubted,
    doubts,
    relays_hearsay,
    rival_named,
)
from assay.reading.article import Article

PageStance = Literal["asserts", "disputes", "mixed", "none"]
WEIGHT = {
    Stance.ASSERTED: 1.0,
    Stance.ATTRIBUTED: 0.5,
    Stance.INFERRED: 0.5,
    Stance.DISPUTED: -1.0,
    Stance.DENIED: -1.5,
}
"""What a statement adds: relaying counts half, a denial more than a doubt (judgement)."""
DOUBT_WEIGHT = 0.5
"""What a sentence on driver and resource adds that doubts without stating a cause, and a headline
that ties the two (judgement)."""
CONCEDED_WEIGHT = 1.0
"""What a sentence on driver and resource adds that grants the story something (judgement)."""
WEAKER = 0.5
"""Share of the weight of a denial that the page only relays, or that leaves the resource unnamed
(judgement)."""
TELLING_WEIGHT = 0.25
"""What a sentence adds that tells how much of the resource the driver takes (judgement)."""
MOST_TELLING = 1.0
"""What such sentences add at most: many amounts make no more of a story than one statement."""
HEADLINE_WEIGHT = 1.5
"""What a headline against the story adds: it is what the page wants to say (judgement)."""
RIVAL_WEIGHT = 1.0
"""What a sentence adds that names another cause as the real one (judgement)."""
TAKEN = (Stance.ASSERTED, Stance.ATTRIBUTED, Stance.INFERRED)
"""Stances that let a statement of another cause stand."""
LEAST = 0.5
"""What a page must add up to in order to tell the story at all: one amount in passing does not."""
DISPUTES = 0.55
"""Share of the weight against the story from which a page disputes it: half and half is mixed."""
ASSERTS = 0.15
"""Share up to which a page asserts the story: a passing doubt is no dispute."""
GRANTED = 0.5
"""Share that what is granted and told keeps where headline or verdict take the story back: a page
that refutes grants what it can (judgement)."""


def page_stance(
    article: Article,
    causes: Sequence[CauseClaim],
    driver_words: Sequence[str],
    resource_words: Sequence[str],
) -> PageStance:
    """Weigh the statements that tie driver and resource, and the sentences that doubt the tie.

    Beside them count sentences that tell how much of the resource the driver takes, sentences that
    name another cause as the real one, and a headline that takes the story back.
    """
    driver, resource = _pattern(driver_words), _pattern(resource_words)
    passages = passages_of(article)
    title = article.title or ""
    denied = _headline(title, driver, resource)[1] >= HEADLINE_WEIGHT
    denied = denied or RULING.search(article.text) is not None
    told, against, rivals, stated = _stated(passages, causes, driver, resource, denied)
    named = RIVAL_WEIGHT if driver.search(article.text) else 0.0
    sums = dict.fromkeys(("told", "against", "telling", "small", "judged"), 0.0)
    for index, passage in enumerate(passages):
        if index not in stated and rival_named(passage) and not driver.search(passage.words):
            sums["against"] += named
        before = passages[index - 1] if index else None
        kind, weight = _of_sentence(passage, before, index in stated, driver, resource)
        for sum_of in ("told", "against") if kind == "half" else filter(None, (kind,)):
            sums[sum_of] += weight
    told += sums["told"]
    told = GRANTED * told if denied else told + min(sums["telling"], MOST_TELLING)
    against += sums["against"] + min(sums["small"], MOST_TELLING)
    against += min(sums["judged"], MOST_TELLING)
    if against:
        against += min(rivals * TELLING_WEIGHT, MOST_TELLING)
    for_it, against_it = _headline(title, driver, resource)
    told, against = told + for_it, against + against_it
    if told + against < LEAST:
        return "none"
    share = against / (told + against)
    if share >= DISPUTES:
        return "disputes"
    return "asserts" if share <= ASSERTS else "mixed"


def _of_sentence(
    passage: Passage,
    before: Passage | None,
    stated: bool,
    driver: re.Pattern[str],
    resource: re.Pattern[str],
) -> tuple[str, float]:
    """What a sentence adds beside its causal statements, and to which sum; "" for nothing."""
    words = passage.words
    carried = before is not None and CARRIED.match(words) and driver.search(before.words)
    judged = JUDGED.search(words) is not None and before is not None
    of_driver = driver.search(words) or carried or (judged and _near(before, driver))
    if not of_driver:
        return "", 0.0
    if not stated and _not_it(words, driver):
        return "against", DOUBT_WEIGHT
    if not resource.search(words) and driver.search(words) and doubted(passage) and not stated:
        return "judged", TELLING_WEIGHT
    tied = resource.search(words) or (before is not None and resource.search(before.words))
    if DENIES_IT.search(words) and not stated:
        return "against", DOUBT_WEIGHT
    if not resource.search(words) and not (judged and tied):
        return "", 0.0
    if HALF.search(words):
        return "half", CONCEDED_WEIGHT
    if concedes(passage):
        return "told", CONCEDED_WEIGHT
    if stated:
        return "", 0.0
    if GRANTS.search(words) and not doubts(passage):
        return "told", DOUBT_WEIGHT
    if doubts(passage):
        return ("judged" if judged else "against"), DOUBT_WEIGHT
    if PLAYS_DOWN.search(words):
        return "small", DOUBT_WEIGHT
    if relays_hearsay(passage) or not _tells(words, driver):
        return "", 0.0
    return ("small" if _little(words) else "telling"), TELLING_WEIGHT


def _not_it(words: str, driver: re.Pattern[str]) -> bool:
    """Whether a sentence says that it was not the driver: AI didn't do that, 不怪AI."""
    return any(
        NOT_BEHIND.match(words, found.end()) or NOT_BEFORE.search(words[: found.start()])
        for found in driver.finditer(words)
    )


NOT_BEHIND = re.compile(
    r"\s(?:(?:did|does|is|was|has|were|are)(?:n['’]t|\snot)\s(?:do\s(?:that|this|it)|to\sblame|the\s(?:cause|reason"
    r"|culprit|driver|problem|villain|whole\sstory|engine)|behind|why)|(?:barely|hardly|scarcely)\s(?:registers?"
    r"|matters?|counts?|moves?))\b"
    r"|(?:并|可)?不是(?:主因|元凶|祸首|原因|罪魁|根源|关键)|不该背|背不起",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    r"(?:不怪|别怪|不能怪|怪不到|赖不着|不赖|怪不着)$|\b(?:don['’]t|do\snot)\sblame\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Around a driver: words by which it is told to be no cause."""


def _near(before: Passage | None, driver: re.Pattern[str]) -> bool:
    return before is not None and driver.search(before.words) is not None


def _headline(
    title: str, driver: re.Pattern[str], resource: re.Pattern[str]
) -> tuple[float, float]:
    """What a headline that names the driver adds for and against the story."""
    if not driver.search(title):
        return 0.0, 0.0
    taken = TAKES_BACK.search(title)
    if taken:
        asked = QUESTION.search(title, taken.start()) is not None
        return 0.0, DOUBT_WEIGHT if asked else HEADLINE_WEIGHT
    asked = QUESTION.search(title) is not None
    return (DOUBT_WEIGHT if resource.search(title) and not asked else 0.0), 0.0


def _stated(
    passages: Sequence[Passage],
    causes: Sequence[CauseClaim],
    driver: re.Pattern[str],
    resource: re.Pattern[str],
    denied: bool,
) -> tuple[float, float, int, set[int]]:
    """What the causal statements add for and against the story, how many name another cause, and
    the sentences they stand in.

    Where the headline has `denied` it, what is only relayed adds nothing.
    """
    starts = [passage.span[0] for passage in passages]
    told, against, rivals = 0.0, 0.0, 0
    stated: set[int] = set()
    placed = [(bisect_right(starts, claim.span[0]) - 1, claim) for claim in causes]
    named = {index for index, claim in placed if driver.search(claim.cause)}
    for index, claim in placed:
        own = driver.search(claim.cause) is not None
        elsewhere = not driver.search(f"{claim.cause} {claim.effect}")
        rival = elsewhere and (index in named or (resource.search(claim.effect) and claim.sign > 0))
        words = passages[index].words if index >= 0 else claim.text
        around = f"{claim.cause} {claim.effect} {words}"
        moved = own and (claim.stance is Stance.DENIED or MARKET.search(claim.effect) is not None)
        tied = driver.search(around) and resource.search(around)
        if elsewhere:
            rivals += claim.sign > 0 and claim.stance in TAKEN and _of_story(claim, resource)
        if rival or not (tied or (moved and index not in stated)):
            continue
        if claim.sign < 0 and not driver.match(claim.cause):
            continue  # what would make less of it, and no driver of the story
        weight = WEIGHT[claim.stance] * (1.0 if claim.sign > 0 else -DOUBT_WEIGHT)
        if denied and claim.stance is Stance.ATTRIBUTED:
            weight = 0.0
        if claim.stance is Stance.DENIED and (claim.attributed_to or not tied):
            weight *= WEAKER
        told, against = told + max(weight, 0.0), against + max(-weight, 0.0)
        stated.add(index)
    return told, against, rivals, stated


def _of_story(claim: CauseClaim, resource: re.Pattern[str]) -> bool:
    """Whether the effect is one of the story, though its cause is another."""
    return resource.search(claim.effect) is not None or MARKET.search(claim.effect) is not None


MARKET = re.compile(
    r"\b(?:pric|bill|rate|demand|suppl|gap|shortage|deficit|rall|cost|growth|well|market|surge|grid)"
    r"\w*|价|费|需求|缺口|短缺|紧张|供应|供给|供需|涨|压力|垃圾",
    re.IGNORECASE,
)
"""Effects that are those of the story though they leave its resource unnamed."""
TAKES = re.compile(
    r"\b(?:us(?:e|es|ed|ing)\b|consum|need|tak(?:e|es|ing)|took|requir|dr(?:aw|ew|ink)|swallow|absorb"
    r"|generat|add|account|contain|gobbl|devour|guzzl|eat|withdr|demand|thirst|hungry)\w*"
    r"|用掉|消耗|需要|用[电水银铜量]|耗[电水银能]|占|取水|产生|喝|吞|吃|增至|将达|达到|超过",
    re.IGNORECASE,
)
"""Words by which a driver takes its share of a resource."""
CARRIED = re.compile(
    r"\W{0,3}(?:[^,，]{0,12}[,，]\s?)?(?:但是?|可是?|不过|然而|而)?(?:[拿把用将对说]|靠)?"
    r"(?:they|it|these|this|它们?|其)(?![a-z])",
    re.I,
)
"""A beginning that goes on about what the sentence before names."""
JUDGED = re.compile(
    r"\b(?:claim|story|narrative|argument|explanation|notion|theory|idea|graphic|statistic|comparison"
    r"|verdict|headline)s?\b|说法|解释|故事|叙事|逻辑|结论|观点|论调|传言|谣言|这笔账|账要|海报",
    re.IGNORECASE,
)
"""Words for what is told, in a sentence that judges it and need not name the driver again."""
RULING = re.compile(
    r"\b(?:verdict|ruling|rating|our\sfinding)\b\W{1,4}(?:\w+\s){0,3}(?:false|misleading|wrong|untrue|unproven)\b"
    r"|(?:结论|判定|核查结果|核查结论|真相)[：:][^。]{0,12}(?:不实|谣言|误导|错误|虚假|夸大)",
    re.IGNORECASE,
)
"""The ruling of a page that checks what is told."""
GRANTS = re.compile(
    r"确实|的确|固然|诚然|\b(?:yes|true|indeed|certainly|admittedly|granted|of\scourse|to\sbe\ssure),",
    re.IGNORECASE,
)
"""Words that grant something of what is told, before it is weighed."""
HALF = re.compile(
    r"\b(?:half|partly)[\s-](?:right|true|wrong|correct)\b|\bhalf\sthe\s(?:story|truth)\b|半真半假"
    r"|真假参半|对了一半|只说对",
    re.IGNORECASE,
)
"""Words that grant one half and take back the other."""
PLAYS_DOWN = re.compile(
    r"\b(?:drop\sin\sthe\s(?:bucket|ocean)|rounding\serror|trifl\w+|dwarf\w*|pales?\b|tailwind"
    r"|in\s(?:proportion|perspective|context)|a\s(?:tiny|small|minor)\s(?:share|part|fraction|slice|player))"
    r"|九牛一毛|沧海一粟|微乎其微|不值一提|影响有限|增量有限|贡献有限|作用有限|远不及|远远?低于|远没有|没那么"
    r"|占比不大|占比不高",
    re.IGNORECASE,
)
"""Words by which what the driver takes is made little of."""
LITTLE = re.compile(
    r"(?<!from\s)(?<!with\s)(?<!than\s)\b(?:only|just|merely|hardly|barely|less\sthan"
    r"|fewer\sthan|negligible)\b|仅[占为有]?|只占|只有|不到|不足|微乎其微|零头|忽略不计",
    re.IGNORECASE,
)
"""Words by which it is little."""
DENIES_IT = re.compile(r"\b(?:denies|denied|deny|rejects|rejected|disputes|disputed)\b|否认(?!的)")
"""Verbs by which somebody denies what is told of the driver."""
TAKES_BACK = re.compile(
    r"\b(?:gets?\swrong|no|not|isn['’]t|aren['’]t|doesn['’]t|won['’]t|don['’]t|myths?|overblown|overstated"
    r"|exaggerated|debunk\w*|hype|wrong|scapegoat|really|real\s(?:culprit|driver|reason|cause)"
    r"|(?:say|says|suggests?|tells?|shows?)\s(?:otherwise|(?:a\sdifferent|another)\sstory))\b"
    r"|别再|不是|并非|谣言|谎言|背锅|背.{0,3}锅|误解|误读|夸大|真的|辟谣|冤枉|未必|神话|不怪|别怪|怪不得"
    r"|没有的事|想多了|别慌|别急|算错|无关|破除|求证|真相|没那么"
    r"|真正的?(?:推手|原因|主因|元凶|动力)|真凶|另有(?:原因|其因|推手|真)|打脸|错怪|被高估",
    re.IGNORECASE,
)
"""Words of a headline by which a page takes a story back."""


def _tells(words: str, driver: re.Pattern[str]) -> bool:
    """Whether a sentence tells that the driver takes, with an amount."""
    return bool(TAKES.search(words) and DIGIT.search(driver.sub("", words)))


def _little(words: str) -> bool:
    """Whether what is told is told as little, and not as little once that has grown since."""
    return LITTLE.search(words) is not None and GROWS.search(words) is None


GROWS = re.compile(
    r"\b(?:grow|rise|ris|rose|surg|soar|doubl|tripl|quadrupl|add|up\sto|climb|jump)\w*|增|涨|升|翻|到20[2-9]\d年",
    re.IGNORECASE,
)
"""Words by which an amount grows."""
DIGIT = re.compile(
    r"\d|\b(?:half|third|quarter|fifth|double|triple)\b|[一二两三四五六七八九]成|一半|翻"
)
"""An amount, or a word for one."""


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names; those in Latin letters as whole words ("AI" is not in "said")."""
    pieces = [
        rf"(?<![A-Za-z]){_spelt(name)}(?![a-z])" if name.isascii() else re.escape(name)
        for name in names
        if name
    ]
    return re.compile("|".join(pieces) or r"(?!)", re.IGNORECASE)


def _spelt(name: str) -> str:
    """A name in Latin letters, its words joined by blanks or hyphens."""
    return re.escape(name).replace(r"\ ", r"[\s-]")

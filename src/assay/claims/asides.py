"""Clauses that only interrupt a sentence, and the clause that a predicate behind them goes on with.

Not here: how one clause is parted (`subjects.py`). "Fuel, its largest expense, cost $2.31 a gallon"
measures fuel; 光伏银浆，这几年一直是大头，消耗了多少 measures the paste. No sentence is parsed:
what may begin an aside, and what may take a sentence up again, is listed.
"""

import re
from dataclasses import replace
from functools import lru_cache

from assay.claims.setting import Setting, bare_words
from assay.claims.subjects import parts, predicates
from assay.reading.article import Span

ASIDE_EN = re.compile(
    r"(?:about|some|roughly|nearly|almost|more\sthan|over|around)?\s?[$€£]?\d"
    r"|(?!(?:while|though|although|as|when|since|if)\s(?:the|its|their|an?|[A-Z])\b)(?:which|who|whose|whom|where|after|before|despite|including|excluding|with|without|in|at|on"
    r"|from|since|once|long|already|though|although|while|unlike|like|such\sas|especially|mainly"
    r"|particularly|mostly|largely|some\sof|most\sof|many\sof|all\sof|both|according\sto|as|if"
    r"|when|or|not|by|for|to|up|down|thanks|driven|led|based|given|compared|amid|under|even|only"
    r"|just|partly|perhaps|says|said|enough|of|home|meanwhile|however|moreover|too|indeed|instead"
    r"|[Tt]oday|[a-z]+ly$)\b"
)
"""First words of a clause that holds no subject of its sentence."""
APPOSITION_EN = re.compile(r"(?:an?|the|its|their|his|her|one|another)\b", re.IGNORECASE)
"""First words of a clause that may say again what was named before it."""
TOLD_EN = re.compile(r"(?:he|she|they|it|we|i)\s\w+(?:\s\w+)?$", re.IGNORECASE)
"""They warn; it says."""
LED_EN = (
    r"(?:(?:now|then|also|already|still|since|later|long|once|again|soon|just|currently"
    r"|previously|recently|alone|in\sturn|instead|briefly|nearly|almost)\s)*"
)
"""Adverbs in front of a verb."""
FINITE_EN = (
    r"(?:has|have|had|is|are|was|were|will|would|could|can|may|might|should|must|did|does|do"
    r"|(?!need\b|indeed\b|speed\b|seed\b|feed\b)[a-z]{2,}ed|long|stuck|home)"
)
"""Verbs, and the ending of verbs, that begin no noun."""
NOMINAL = frozenset(
    "up down use cost costs need needs draw supply spending build mine take export import exports"
    " imports plan plans drop rise fall growth cut gain add save double triple worth run hold spike"
    " rally surge jump boost climb slide slump decline decrease increase advance total ship burn"
    " drink pump uses".split()
)
"""Verbs of the table that begin a noun as easily as a predicate."""
JOINED_EN = r"(?:.*\s)?(?:and|but|or|then|yet)\s"
"""What joins a second predicate to the first: carried fewer passengers [but] lost $42 million."""
RELATIVE_EN = re.compile(r"^(?P<head>\S.*?)\s(?:that|who|which)\s[^,]*$")
"""A noun with a clause of its own behind it."""

ASIDE_ZH = re.compile(
    r"^(?:受|由于|随着|为了|根据|除了|除|作为|面对|截至|截止|主要|包括|比如|例如|尤其|特别是|也就是|即|相当于"
    r"|换算|折合|得益于|扣除|剔除|不考虑|伴随|凭借|通过|经过|当|如果|若|假如|只要|按照?|据|与|和|比|较|相比|从|对于?)"
    r"|^在(?:.{0,4}$|.*(?:里|中|上|内|下|时|后|前|间|方面|地区|国|市|省|州)$)"
)
"""A clause that holds no subject of its sentence."""
COPULA_ZH = re.compile(
    r"(?:(?:一直|始终|历来|向来|长期|其实|本来|仍然?|依然|已经|已|也|都|就|正|便|才|曾经?)*"
    r"(?<![但于可要只还而不])是|成为|属于|堪称|被[视称]为)"
)
"""What leads to what the subject is: 光伏银浆[一直是]大头."""
CONCERNING_ZH = re.compile(r"(?:这一块|这块|方面|这边|环节|这里|来说|而言)$")
"""矿产银方面 names the silver."""


@lru_cache(maxsize=1)
def _resuming() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = predicates()["en"]
    verbs = {
        verb
        for kind in ("rise", "fall", "verbs")
        for verb in table[kind]
        if not verb.endswith("ing") and verb not in NOMINAL
    }
    listed = "|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))
    verb = rf"{LED_EN}(?:{FINITE_EN}|{listed})\b"
    return re.compile(verb, re.IGNORECASE), re.compile(JOINED_EN + f"(?={verb})", re.IGNORECASE)


def resumes(words: str) -> bool:
    """Whether an English clause begins with its verb, so that its subject stands before it."""
    return _resuming()[0].match(words.strip()) is not None


def joined(words: str) -> int:
    """Where a second predicate of the same subject begins in English words; 0 if none does."""
    match = _resuming()[1].match(words)
    return match.end() if match else 0


def is_aside(setting: Setting, span: Span) -> bool:
    """Whether a clause only interrupts its sentence, or leads up to it."""
    words = bare_words(setting, span).strip(" \"'“”")
    if setting.language == "zh":
        return ASIDE_ZH.search(bare_words(setting, _head(setting, span)).strip()) is not None
    spoken = setting.speaker.span if setting.speaker is not None else (0, 0)
    if span[0] > setting.span[0] and spoken[0] < span[1] and span[0] < spoken[1] - 2:
        return True
    return not words or bool(ASIDE_EN.match(words) or TOLD_EN.match(words))


def without_asides(setting: Setting, clause: Span) -> Setting:
    """`setting` without the times of asides that hold an amount of their own.

    Already up 148% in 2025, silver rose on Monday: the rise is not of 2025.
    """
    if setting.language == "zh" or not setting.times:
        return setting
    hidden = {
        span
        for span in setting.clauses
        if span != clause
        and any(span[0] <= time.start < span[1] for time in setting.times)
        and _has_own_amount(setting, span)
    }
    if not hidden:
        return setting
    times = tuple(
        time
        for time in setting.times
        if not any(start <= time.start < end for start, end in hidden)
    )
    return replace(setting, times=times)


def _has_own_amount(setting: Setting, span: Span) -> bool:
    """Whether an English clause is an aside about an amount."""
    if span[0] == setting.span[0]:
        return False
    figures = any(sign.isdigit() for sign in bare_words(setting, span))
    return figures and is_aside(setting, span)


def _head(setting: Setting, span: Span) -> Span:
    """The first clause of the list, set apart by 、, in which a clause stands."""
    for clause in reversed(setting.clauses):
        if clause[1] < span[1] and setting.text[span[0] - 1] == "、":
            span = clause
    return span


def _restates(setting: Setting, span: Span) -> bool:
    """Whether a clause may be an apposition: no first clause, and one that begins a noun."""
    if setting.language == "zh" or span[0] == setting.span[0]:
        return False
    return APPOSITION_EN.match(setting.text[span[0] : span[1]].strip()) is not None


def led_by(setting: Setting, clause: Span, after: int) -> str:
    """The subject of the nearest clause before `clause` that is no aside; empty if there is none.

    Clauses that begin before `after` are not looked at.
    """
    earlier = [span for span in setting.clauses if after <= span[0] and span[1] <= clause[0]]
    main = [span for span in earlier if not is_aside(setting, span)]
    plain = [span for span in main if not _restates(setting, span)]
    for spans in (plain, main, earlier):
        for span in reversed(spans):
            found = named_in(setting, span)
            if found:
                return found
    return ""


def named_in(setting: Setting, span: Span) -> str:
    """The subject of a clause without an amount."""
    words = bare_words(setting, span)
    if setting.language == "en":
        last = words.split()[-1] if words.strip() else ""
        if last.lower() in NOMINAL:  # Microsoft's global water use, which ...
            named = parts(words.strip().removesuffix(last), "", "en").subject
            return f"{named} {last}" if named else ""
        return parts(words, "", "en").subject
    if words.strip().endswith("的"):
        return words.strip().removesuffix("的")  # 进入正规渠道回收的，只有22.3%
    words = CONCERNING_ZH.sub("", words.strip())
    copula = COPULA_ZH.search(words)
    named = parts(words[: copula.start()] if copula else words, "", "zh").subject
    return "" if named in predicates()["zh"]["anaphora"] else named

"""English numbers: 2.7 million, thirty-five, half, two-thirds, doubled, tens of thousands.

Not here: ranges that carry a unit at both ends and the units themselves (`amounts.py`).
"""

import re
from dataclasses import replace

from assay.claims.claim import Comparator
from assay.claims.numeral import DIGITS, Numeral, arabic, numeral_words

TABLE = numeral_words("en")
ONES: dict[str, int] = TABLE["one"]
TENS: dict[str, int] = TABLE["ten"]
SCALES: dict[str, float] = TABLE["scale"]
ABBREVIATED: dict[str, float] = TABLE["short"]
MANY: dict[str, list[float]] = TABLE["many"]
FEW_VALUES: dict[str, list[float]] = TABLE["few"]
PARTS: dict[str, int] = TABLE["part"]
MULTIPLES: dict[str, float] = TABLE["multiple"]
DENIES_MULTIPLE = re.compile(
    r"[\s-]{1,2}(?:digits?|digit|check|standard|standards|glaz|edged|a |the risk|as\s(?:an?|the)\s"
    r"|as\s[a-z]+s\b|doubles?\b|titles?\b|match|finals?\b|team|crown|partner|down\b|jeopardy)"
)
"""After "double" these make another word."""

WORDS = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
BIG = "|".join(sorted(SCALES, key=len, reverse=True))
SPELT = re.compile(
    rf"(?:(?:{WORDS})\b(?:[\s-](?:{WORDS})\b)?|an?(?=[\s-](?:hundred|thousand|million|billion|trillion)\b))",
    re.IGNORECASE,
)
MINUS = re.compile(r"[-−]|minus\s", re.IGNORECASE)
ARABIC = re.compile(rf"{DIGITS}")
POWER = re.compile(
    r"[eE](?P<e>[-+−]?\d{1,2})(?![\w.])|\s?[×x*·]\s?10(?:\^?(?P<ten>[-−+]?\d{1,2})(?![\d,])"
    r"|(?P<raised>[⁻⁰¹²³⁴-⁹]{1,3}))"
)
"""4e14 and 2.5 × 10⁶."""
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
THOUSANDS = re.compile(r"[kK](?![\w/])")
"""15k is 15,000."""
GLYPH = re.compile(r"\s?(?P<glyph>[½¼¾⅓⅔⅕⅛])")
GLYPHS: dict[str, list[int]] = TABLE["glyph"]
MIXED = re.compile(r"(?: |-| and )(?P<above>\d)/(?P<below>\d)(?![\d/])")
SCALE = re.compile(rf"[\s-]{{0,2}}(?:and\s)?(?P<scale>{BIG})\b", re.IGNORECASE)
AND = re.compile(r"\s(?:and\s)?", re.IGNORECASE)
AND_HALF = re.compile(r"\s(?:and\s(?:a\s)?|and-a-|-and-a-)?(?:half|½)(?![\w-]*\w)", re.IGNORECASE)
MANY_OF = re.compile(
    rf"(?P<many>{'|'.join(MANY)})(?:\sof\s(?P<times>hundreds|thousands|millions|billions|trillions))?"
    r"(?:\sof\b)?",
    re.IGNORECASE,
)
FEW = re.compile(
    r"(?P<few>(?:a\s)?few|several|a\scouple(?:\sof)?|a\sdozen|half\sa\sdozen)"
    r"(?P<scale>(?:\s(?:hundred|thousand|million|billion|trillion|dozen)\b)*)",
    re.IGNORECASE,
)
PART = re.compile(
    rf"(?P<count>(?:{'|'.join(ONES)}|an?|another|\d{{1,2}})[\s-])?(?P<part>{'|'.join(PARTS)})\b"
    r"(?P<of>\sof\b)?",
    re.IGNORECASE,
)
PART_OF_SCALE = re.compile(
    r"(?:(?P<count>an?|one|two|three)[\s-])?(?P<part>half|quarters?)(?:\sof)?(?:\san?)?\s"
    r"(?P<scale>thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
"""Three quarters of a million, a quarter million."""
COUNTED = "|".join((*ONES, *TENS))
IN_EVERY = re.compile(
    rf"(?:one\s[a-z]{{3,16}}\sin\s(?:every\s)?(?P<fifth>{COUNTED})"
    r"(?=\s(?:is|are|was|were|has|have|had|will|would|could|can|now|gets?|goes|ends?)\b|[,.;)]|$)"
    rf"|(?P<above>{'|'.join(ONES)}|\d{{1,2}})\s(?:in|out\sof)\s(?:every\s)?(?P<below>{COUNTED}|\d{{1,3}})\b"
    r"(?!\s?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|hundred|thousand|million|billion"
    r"|trillion|per|[%-]))(?![.,/]?\d))",
    re.IGNORECASE,
)
"""One in four; one server in five."""
RATIO = re.compile(r"(?P<above>\d{1,2})\s?/\s?(?P<below>\d{1,3})(?![\d/])(?P<of>\sof\b)?")
TWICE_AS = re.compile(r"\s(?:as|the|that|what|its|their|his|her)\b", re.IGNORECASE)
MULTIPLE = re.compile(rf"(?:{'|'.join(MULTIPLES)})\b", re.IGNORECASE)
HALF_OF_UNIT = re.compile(r"half[\s-](?:an?|of)?[\s-]?", re.IGNORECASE)


NEAR = 9
"""Characters in which "12 out of 19" and 12/100 show what they are."""


def read(text: str, place: int) -> Numeral | None:
    """The number that begins at `place` of plain `text`; None if there is none."""
    letter = text[place]
    if letter.isalpha():
        for attempt in (_multiple, _part_of_scale, _part, _many, _few, _factor, _in_every):
            found = attempt(text, place)
            if found is not None:
                return found
    elif letter.isdigit():
        near = text[place : place + NEAR]
        found = _ratio(text, place) if "/" in near else None
        found = found or (_in_every(text, place) if " in " in near or " out" in near else None)
        if found is not None:
            return found
    sign = MINUS.match(text, place) if not text.endswith("plus or ", 0, place) else None
    negative = sign is not None
    number = _written(text, sign.end() if sign else place)
    if number is not None and negative:
        number = Numeral(
            place, number.end, -number.high, -number.low, number.step, number.scale,
            number.comparator, number.unit, number.printed,
        )  # fmt: skip
    return number


def _multiple(text: str, place: int) -> Numeral | None:
    match = MULTIPLE.match(text, place)
    if match is None or DENIES_MULTIPLE.match(text, match.end()):
        return None
    if match.group().lower() == "twice" and not TWICE_AS.match(text, match.end()):
        return None
    value = float(MULTIPLES[match.group().lower()])
    return Numeral(place, match.end(), value, value, min(1.0, value), unit="x", printed=False)


def _ratio(text: str, place: int) -> Numeral | None:
    """1/4 of it is a share, 1/4 before a unit a number."""
    ratio = RATIO.match(text, place)
    if ratio is None or not int(ratio["below"]) > int(ratio["above"]) > 0:
        return None
    part = int(ratio["above"]) / int(ratio["below"])
    end = ratio.end("below")
    if ratio["of"]:
        return Numeral(place, end, 100 * part, 100 * part, 1.0, unit="percent")
    return Numeral(place, end, part, part, 1 / int(ratio["below"]))


def _in_every(text: str, place: int) -> Numeral | None:
    """One in four is a quarter; at most one in 100."""
    match = IN_EVERY.match(text, place)
    if match is None:
        return None
    above = _counted((match["above"] or "one").lower())
    below = _counted((match["fifth"] or match["below"]).lower())
    if not 0 < above < below <= 100:
        return None
    share = 100.0 * above / below
    return Numeral(place, match.end(), share, share, 1.0, unit="percent", printed=False)


FACTOR = re.compile(r"an?\sfactor\sof\s", re.IGNORECASE)


def _factor(text: str, place: int) -> Numeral | None:
    """By a factor of ten is ten times."""
    match = FACTOR.match(text, place)
    number = _written(text, match.end()) if match and match.end() < len(text) else None
    return replace(number, start=place, unit="x") if number is not None else None


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else ONES.get(word) or TENS.get(word) or 0


def _part_of_scale(text: str, place: int) -> Numeral | None:
    match = PART_OF_SCALE.match(text, place)
    if match is None:
        return None
    count, factor = (match["count"] or "a").lower(), SCALES[match["scale"].lower()]
    step = factor / PARTS[match["part"].lower()]
    value = step if count in ("a", "an") else step * ONES[count]
    return Numeral(place, match.end(), value, value, step, factor, printed=False)


def _part(text: str, place: int) -> Numeral | None:
    """Half, a quarter of, two-thirds; not the second half, the third quarter, a third party."""
    match = PART.match(text, place)
    if match is None:
        return None
    word, count = match["part"].lower(), (match["count"] or "").strip(" -").lower()
    if not _is_share(text, place, match, word, count):
        return None
    above = 1 if count in ("", "a", "an", "another") else ONES.get(count) or int(count)
    value = 100.0 * above / PARTS[word]
    if value > 100.0:
        return None
    return Numeral(place, match.end("part"), value, value, 10.0 if word == "half" else 1.0,
                   unit="percent", printed=False)  # fmt: skip


NOT_A_SHARE_BEFORE = re.compile(
    r"(?:\b(?:first|second|third|fourth|last|this|next|previous|each|every|other|better|and(?:\sa)?|one-and-a|the)"
    r"[\s-])$",
    re.IGNORECASE,
)
CHANGED_BY = re.compile(
    r"\b(?:by|to|down|up|fell|fallen|rose|risen|dropped|jumped|slid|grew|grown|cut|lost|gained)\s$",
    re.IGNORECASE,
)
"""Before a third these make a share of it: prices are down a third."""
HEDGED_PART = re.compile(
    r"\b(?:about|roughly|nearly|almost|around|over|than|barely|just|under|some|approximately|only|even)\s$",
    re.IGNORECASE,
)
PART_ENDS = re.compile(r"[,;.)]|$|\s\(|\s(?:more|less|fewer|higher|lower|larger|smaller|cheaper)\b")
PART_COMPARES = re.compile(
    r"\s(?:more|less|fewer|higher|lower|larger|smaller|cheaper|faster)(?:\s[a-z]+)?(?=\s(?:than|in|of)\b|[,;.)]|$)"
)
"""About a third, a third more than: shares without "of"; "a third man" is none."""
HALF_GOES_ON = re.compile(
    r"[\s-](?:year|hour|century|decade|time|day|price|way|dozen|marathon|million|billion|trillion)",
    re.IGNORECASE,
)


def _is_share(text: str, place: int, match: re.Match[str], word: str, count: str) -> bool:
    before = text[max(0, place - 14) : place]
    if before.lower().endswith(("and ", "and-")) and count in ("a", "an", ""):
        return False
    if NOT_A_SHARE_BEFORE.search(before) and not (count or before.lower().endswith("the other ")):
        return False
    if word == "half" and text[match.end("part") : match.end("part") + 1] == "-":
        return False
    if word == "half" and not HALF_GOES_ON.match(text, match.end("part")):
        return not re.match(r"\san?\s", text[match.end("part") : match.end("part") + 4])
    if match["of"]:
        return bool(count)
    many = count in ONES and ONES[count] > 1 and word.endswith("s")
    if many or count == "another" or (count and CHANGED_BY.search(before)):
        return True
    if count not in ("a", "an") or word.endswith("s"):
        return False
    end = match.end("part")
    hedged = HEDGED_PART.search(before) and PART_ENDS.match(text, end)
    return bool(hedged or PART_COMPARES.match(text, end))


def _many(text: str, place: int) -> Numeral | None:
    match = MANY_OF.match(text, place)
    if match is None:
        return None
    low, high = map(float, MANY[match["many"].lower()])
    if match["times"]:
        factor = MANY[match["times"].lower()][0] / 2
        low, high = low * factor, high * factor
    return Numeral(place, match.end(), low, high, low / 2, low / 2, Comparator.VAGUE, printed=False)


def _few(text: str, place: int) -> Numeral | None:
    match = FEW.match(text, place)
    if match is None:
        return None
    words = match["few"].lower()
    low, high = next(map(float, v) for k, v in FEW_VALUES.items() if k in words)
    factor = 1.0
    for word in match["scale"].lower().split():
        factor *= SCALES.get(word) or FEW_VALUES["dozen"][0]
    comparator = Comparator.EXACT if low == high else Comparator.VAGUE
    return Numeral(place, match.end(), low * factor, high * factor, factor, factor, comparator,
                   printed=False)  # fmt: skip


def _written(text: str, place: int) -> Numeral | None:
    """Digits or number words, then magnitude words."""
    digits = ARABIC.match(text, place)
    if digits:
        value, step = arabic(digits.group())
        value, step, at = _with_parts(text, digits, value, step)
        printed = True
    else:
        glyph = GLYPH.match(text, place)
        if glyph:
            above, below = GLYPHS[glyph["glyph"]]
            return _scaled(text, place, glyph.end(), above / below, 1 / below, True)
        spelt = SPELT.match(text, place)
        if spelt is None:
            return _half_a_million(text, place)
        counted = _spelt(spelt.group())
        if counted is None:
            return None
        value, at, printed = counted, spelt.end(), False
        step = arabic(f"{counted:.0f}")[1]
    half = AND_HALF.match(text, at) if text[at : at + 1] in (" ", "-") else None
    if half and (SCALE.match(text, half.end()) or text[half.end() : half.end() + 1] in (" ", "-")):
        value, step, at = value + 1 / 2, 1 / 2, half.end()
    return _scaled(text, place, at, value, step, printed)


PARTED = frozenset(" -eEkK×x*·½¼¾⅓⅔⅕⅛")
"""What may stand between digits and a part or power of theirs."""


def _with_parts(
    text: str, digits: re.Match[str], value: float, step: float
) -> tuple[float, float, int]:
    """Value, step and end of digits with what follows them: 2 1/2, 2½, 4e14, 15k."""
    at = digits.end()
    if text[at : at + 1] not in PARTED:
        return value, step, at
    whole = "." not in digits.group()
    mixed = MIXED.match(text, at)
    if mixed and whole and int(mixed["below"]) > int(mixed["above"]) > 0:
        step = 1 / int(mixed["below"])
        return value + int(mixed["above"]) * step, step, mixed.end()
    glyph = GLYPH.match(text, at)
    if glyph and whole:
        above, below = GLYPHS[glyph["glyph"]]
        return value + above / below, 1 / below, glyph.end()
    power = POWER.match(text, at)
    if power:
        written = power["e"] or power["ten"] or power["raised"]
        factor = float(f"1e{written.translate(RAISED) if written.strip('⁻') else 0}")
        return value * factor, step * factor, power.end()
    thousands = THOUSANDS.match(text, at)
    if thousands:
        return value * 1000, step * 1000, thousands.end()
    return value, step, at


def _scaled(text: str, place: int, at: int, value: float, step: float, printed: bool) -> Numeral:
    """`value` with the magnitude words that follow: two hundred and fifty thousand."""
    total, scale = 0.0, 1.0
    for _ in range(8):
        match = SCALE.match(text, at)
        if match is None:
            break
        factor = SCALES[match["scale"].lower()]
        value, step, scale, at = value * factor, step * factor, scale * factor, match.end()
        link = AND.match(text, at)
        more = SPELT.match(text, link.end()) if link and not printed else None
        spelt = _spelt(more.group()) if more else None
        if more is None or spelt is None:
            continue
        next_scale = SCALE.match(text, more.end())
        next_factor = SCALES[next_scale["scale"].lower()] if next_scale else 1.0
        if factor == 100.0 and next_factor >= 1000.0:
            value, step, scale, at = value + spelt, 1.0, 1.0, more.end()
        elif next_factor < factor:
            total, value, step, scale, at = total + value, spelt, 1.0, 1.0, more.end()
        else:
            break
    return Numeral(place, at, total + value, total + value, step, scale, printed=printed)


def _half_a_million(text: str, place: int) -> Numeral | None:
    match = HALF_OF_UNIT.match(text, place)
    if match is None:
        return None
    scale = SCALE.match(text, match.end())
    factor = SCALES[scale["scale"].lower()] if scale else 1.0
    end = scale.end() if scale else match.end()
    return Numeral(place, end, factor / 2, factor / 2, factor / 2, factor, printed=False)


def _spelt(words: str) -> float | None:
    pieces = re.split(r"[\s-]", words.lower())
    if pieces[0] in ("a", "an"):
        return 1.0
    if len(pieces) == 1:
        return float(ONES.get(pieces[0], TENS.get(pieces[0], 0)))
    if pieces[0] in TENS and 0 < ONES.get(pieces[1], 0) < 10:
        return float(TENS[pieces[0]] + ONES[pieces[1]])
    return None

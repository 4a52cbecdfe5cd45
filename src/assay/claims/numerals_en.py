"""English numbers: 2.7 million, thirty-five, half, two-thirds, doubled, tens of thousands.

Not here: ranges that carry a unit at both ends and the units themselves (`amounts.py`).
"""

import re

from assay.claims.claim import Comparator
from assay.claims.numeral import DIGITS, Numeral, arabic

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
ABBREVIATED = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "tn": 1e12}
"""Letters that stand for a magnitude right after an amount of money ($5m, $3B)."""
MANY = {
    "dozens": (24.0, 100.0), "scores": (40.0, 100.0), "tens": (20.0, 100.0),
    "hundreds": (200.0, 1000.0), "thousands": (2e3, 1e4), "millions": (2e6, 1e7),
    "billions": (2e9, 1e10), "trillions": (2e12, 1e13),
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
    "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7,
    "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
    "hundredth": 100, "hundredths": 100,
}  # fmt: skip
MULTIPLES = {
    "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "double": 2.0, "twofold": 2.0, "twice": 2.0,
    "tripled": 3.0, "triples": 3.0, "tripling": 3.0, "triple": 3.0, "threefold": 3.0,
    "quadrupled": 4.0, "quadruples": 4.0, "quadrupling": 4.0, "quadruple": 4.0, "fourfold": 4.0,
    "quintupled": 5.0, "fivefold": 5.0, "sixfold": 6.0, "sevenfold": 7.0, "eightfold": 8.0,
    "ninefold": 9.0, "tenfold": 10.0, "halved": 0.5, "halves": 0.5, "halving": 0.5,
}  # fmt: skip
DENIES_MULTIPLE = re.compile(
    r"[\s-]{1,2}(?:digits?|digit|check|standard|standards|glaz|edged|a |the risk)"
)
"""After "double" these make another word."""

WORDS = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
BIG = "|".join(sorted(SCALES, key=len, reverse=True))
SPELT = re.compile(
    rf"(?:(?:{WORDS})\b(?:[\s-](?:{WORDS})\b)?|an?(?=[\s-](?:hundred|thousand|million|billion|trillion)\b))",
    re.IGNORECASE,
)
ARABIC = re.compile(rf"{DIGITS}")
MIXED = re.compile(r"[ -](?P<above>\d)/(?P<below>\d)(?![\d/])")
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
FEW_VALUES = {
    "few": (2.0, 10.0),
    "several": (2.0, 10.0),
    "couple": (2.0, 3.0),
    "dozen": (12.0, 12.0),
}
PART = re.compile(
    rf"(?P<count>(?:{'|'.join(ONES)}|an?|\d{{1,2}})[\s-])?(?P<part>{'|'.join(PARTS)})\b(?P<of>\sof\b)?",
    re.IGNORECASE,
)
RATIO = re.compile(r"(?P<above>\d{1,2})\s?/\s?(?P<below>\d{1,3})(?![\d/])(?=\sof\b)")
MULTIPLE = re.compile(rf"(?:{'|'.join(MULTIPLES)})\b", re.IGNORECASE)
HALF_OF_UNIT = re.compile(r"half[\s-](?:an?|of)?[\s-]?", re.IGNORECASE)


def read(text: str, place: int) -> Numeral | None:
    """The number that begins at `place` of plain `text`; None if there is none."""
    for attempt in (_multiple, _part, _many, _few):
        found = attempt(text, place)
        if found is not None:
            return found
    negative = text[place] in "-−"
    number = _written(text, place + 1 if negative else place)
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
    value = MULTIPLES[match.group().lower()]
    return Numeral(
        place, match.end(), value, value, 1.0 if value > 1 else 0.1, unit="x", printed=False
    )


def _part(text: str, place: int) -> Numeral | None:
    """Half, a quarter of, two-thirds; not the second half, the third quarter, a third party."""
    ratio = RATIO.match(text, place)
    if ratio and int(ratio["below"]) > int(ratio["above"]) > 0:
        value = 100.0 * int(ratio["above"]) / int(ratio["below"])
        return Numeral(place, ratio.end(), value, value, 1.0, unit="percent")
    match = PART.match(text, place)
    if match is None:
        return None
    word, count = match["part"].lower(), (match["count"] or "").strip(" -").lower()
    if not _is_share(text, place, match, word, count):
        return None
    above = 1 if count in ("", "a", "an") else ONES.get(count) or int(count)
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
HALF_GOES_ON = re.compile(
    r"[\s-](?:year|hour|century|decade|time|day|price|way|dozen|marathon|million|billion|trillion)",
    re.IGNORECASE,
)


def _is_share(text: str, place: int, match: re.Match[str], word: str, count: str) -> bool:
    before = text[max(0, place - 14) : place]
    if NOT_A_SHARE_BEFORE.search(before) and not (count or before.lower().endswith("the other ")):
        return False
    if word == "half" and not HALF_GOES_ON.match(text, match.end("part")):
        return not re.match(r"\san?\s", text[match.end("part") : match.end("part") + 4])
    if match["of"]:
        return bool(count)
    many = count in ONES and ONES[count] > 1 and word.endswith("s")
    return many or bool(count and re.search(r"\b(?:by|to)\s$", before))


def _many(text: str, place: int) -> Numeral | None:
    match = MANY_OF.match(text, place)
    if match is None:
        return None
    low, high = MANY[match["many"].lower()]
    if match["times"]:
        factor = MANY[match["times"].lower()][0] / 2
        low, high = low * factor, high * factor
    return Numeral(place, match.end(), low, high, low / 2, low / 2, Comparator.VAGUE, printed=False)


def _few(text: str, place: int) -> Numeral | None:
    match = FEW.match(text, place)
    if match is None:
        return None
    words = match["few"].lower()
    low, high = next(v for k, v in FEW_VALUES.items() if k in words)
    factor = 1.0
    for word in match["scale"].lower().split():
        factor *= SCALES.get(word, 12.0)
    if words.startswith("half"):
        low = high = 6.0
    comparator = Comparator.EXACT if low == high else Comparator.VAGUE
    return Numeral(place, match.end(), low * factor, high * factor, factor, factor, comparator,
                   printed=False)  # fmt: skip


def _written(text: str, place: int) -> Numeral | None:
    """Digits or number words, then magnitude words."""
    digits = ARABIC.match(text, place)
    if digits:
        value, step = arabic(digits.group())
        at, printed = digits.end(), True
        mixed = MIXED.match(text, at)
        if mixed and int(mixed["below"]) > int(mixed["above"]) > 0 and "." not in digits.group():
            value, step, at = value + int(mixed["above"]) / int(mixed["below"]), 0.1, mixed.end()
    else:
        spelt = SPELT.match(text, place)
        if spelt is None:
            return _half_a_million(text, place)
        value, step, at, printed = _spelt(spelt.group()), 1.0, spelt.end(), False
        if value is None:
            return None
        if value % 10 == 0 and value:
            step = 10.0
    half = AND_HALF.match(text, at)
    if half and SCALE.match(text, half.end()):
        value, step, at = value + 0.5, 0.1, half.end()
    return _scaled(text, place, at, value, step, printed)


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
    return Numeral(place, end, 0.5 * factor, 0.5 * factor, 0.1 * factor, factor, printed=False)


def _spelt(words: str) -> float | None:
    pieces = re.split(r"[\s-]", words.lower())
    if pieces[0] in ("a", "an"):
        return 1.0
    if len(pieces) == 1:
        return float(ONES.get(pieces[0], TENS.get(pieces[0], 0)))
    if pieces[0] in TENS and 0 < ONES.get(pieces[1], 0) < 10:
        return float(TENS[pieces[0]] + ONES[pieces[1]])
    return None

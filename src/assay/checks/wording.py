"""Reads from the words around a claim what it names: region, period, day, direction, definition.

Not here: the amount itself (`claims/`), whether the record agrees (`against_record.py`). The words
are data (`wording.toml`), those of regions and definitions stand beside the facts.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assay.checks.named import Asked, Named
from assay.checks.row import COUNTED, Row, in_base, period_of
from assay.checks.spelling import Spellings, spellings
from assay.claims.claim import QuantityClaim
from assay.record.record import Record
from assay.record.tables import Definition
from assay.ruler.story import Line

USER, WHOLE = "user", "whole"
"""Roles in `definitions.csv`: a bare word such as "use" means one thing of a user and another of a
country."""
WORLD = "World"
"""The region that is no country."""

DOLLARS = re.compile(r"US\s?(\$|dollars?)", re.IGNORECASE)
"""A currency, not a country."""
MONTH_DAY_ZH = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_EN = r"(" + "|".join(MONTHS) + r")[a-z]*\.?"
DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_EN}\b", re.IGNORECASE)
MONTH_DAY = re.compile(rf"\b{MONTH_EN}\s+(\d{{1,2}})\b(?!\d)", re.IGNORECASE)


SEVERAL = re.compile(
    r"(?<![\d.])(?P<low>\d{1,4})(?:\s?(?:[-–—~～至到]|to|or|and)\s?(?P<high>\d{1,4}))?\s?"
    r"(?:(?:[a-z-]+\s){0,2}?(?:prompts|questions|queries|responses|answers|replies|requests|chats)\b"
    r"|(?:个|次|条|轮|道)(?:提示词?|问题|提问|对话|回答|回复|查询|请求|聊天))",
    re.IGNORECASE,
)
"""So many questions put to a model."""


@dataclass(frozen=True, slots=True)
class Told:
    """A tied claim with the words around it."""

    line: Line
    """The line it is about."""
    clause: str
    """The words nearest to the number."""
    sentence: str
    """The sentence around it."""


@lru_cache(maxsize=1)
def wording() -> Mapping[str, Mapping[str, Spellings]]:
    """The tables of `wording.toml`, each entry as the spellings of one word."""
    text = files("assay.checks").joinpath("wording.toml").read_text("utf-8")
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return {
        table: {key: spellings(words) for key, words in rows.items()}
        for table, rows in tables.items()
    }


def name(claim: QuantityClaim, tied: Told, rows: Sequence[Row], record: Record) -> Named:
    """What the claim names, among what the rows of its line could answer."""
    told: tuple[str, ...] = (claim.subject, claim.share_of or "", tied.clause, tied.sentence)
    if tied.line.unit.endswith(COUNTED) and claim.attributed_to:
        # whoever says what one prompt takes says it of prompts, and not of a place
        told = (claim.subject, *(text.replace(claim.attributed_to, "") for text in told[1:]))
    subject, whole, clause, sentence = without_own_country(told, record)
    near = (f"{subject} {whole}", clause, sentence)
    of_part = (subject, clause, sentence)
    of_whole = (whole, clause, sentence)
    parts, wholes = _present(rows, 0, record), _present(rows, 1, record)
    region_of_whole = region_of(of_whole if whole else near, record, parts)
    return Named(
        claim,
        tied.line,
        for_one(claim, tied, signed(claim, tied.line, f"{subject} {tied.clause}", rows)),
        month_day(claim.time or ""),
        period_named(claim, f"{subject} {tied.clause} {claim.time or ''}"),
        Asked(definitions_named(of_part, parts, USER), region_of((subject,), record, parts)),
        Asked(definitions_named(of_whole, wholes, WHOLE), region_of_whole),
        Asked(definitions_named(near, parts, USER), region_of_whole),
        record,
    )


def without_own_country(told: tuple[str, ...], record: Record) -> tuple[str, ...]:
    """The texts without words for "the whole country" where they name another country.

    On a Chinese page 全国 is China, but in a sentence on America it is America. The last text is
    the sentence.
    """
    own = wording()["own_country"]["words"]
    bare = tuple(own.cut_from(text) for text in told)
    named = region_of(bare[-1:], record, ())
    return told if named in (None, WORLD) else bare


def _present(rows: Iterable[Row], side: int, record: Record) -> tuple[Definition, ...]:
    keys = dict.fromkeys(row.sides[side].definition for row in rows if side < len(row.sides))
    return tuple(record.definitions[key] for key in keys if key in record.definitions)


def definitions_named(
    places: Iterable[str], present: Sequence[Definition], role: str
) -> tuple[Definition, ...]:
    """The definitions among `present` that the first telling place names.

    Words of a definition come before the bare words that only name its axis; a bare word means the
    definition that stands for `role` ("user" or "whole"). What is "consumed directly" is told by
    the word that narrows it.
    """
    for place in places:
        narrow = [one for one in present if not one.default_for]
        named = _longest(place, [(one, (*one.words_en, *one.words_zh)) for one in narrow])
        if not named:
            named = _longest(place, [(one, (*one.words_en, *one.words_zh)) for one in present])
        if not named:
            defaults = [one for one in present if role in one.default_for]
            named = _longest(place, [(one, one.default_words) for one in defaults])
        if named:
            return named
    return ()


def _longest(
    place: str, named: Iterable[tuple[Definition, Sequence[str]]]
) -> tuple[Definition, ...]:
    lengths = {
        one: max((len(hit.group()) for hit in spellings(words).finditer(place)), default=0)
        for one, words in named
    }
    longest = max(lengths.values(), default=0)
    return tuple(one for one, length in lengths.items() if length and length == longest)


def place_names(record: Record) -> frozenset[str]:
    """Every name of every region of the record, in small letters."""
    return frozenset(
        word.casefold()
        for region in record.regions.values()
        for word in (*region.words_en, *region.words_zh)
    )


def region_of(
    places: Iterable[str], record: Record, definitions: Sequence[Definition]
) -> str | None:
    """The region named in the first place that names one; of several the one named first.

    A place whose name belongs to one of the `definitions` (the London fix) is no region there.
    """
    spent = {word.casefold() for one in definitions for word in (*one.words_en, *one.words_zh)}
    for place in places:
        told = DOLLARS.sub("", place)
        starts = [
            (hit.start(), -len(hit.group()), region.name)
            for region in record.regions.values()
            if spent.isdisjoint(word.casefold() for word in (*region.words_en, *region.words_zh))
            and (hit := spellings((*region.words_en, *region.words_zh)).search(told))
        ]
        if starts:
            return min(starts)[2]
    return None


def period_named(claim: QuantityClaim, told: str) -> str | None:
    """The time by which a flow is told: by its unit, by words, or by the year it is told of."""
    if period_of(claim.unit) is not None:
        return period_of(claim.unit)
    for period, words in wording()["period"].items():
        if words.search(told):
            return period
    return "year" if claim.year is not None else None


def month_day(time: str) -> tuple[int, int] | None:
    """Month and day of a time as written, in either language; None if it gives none."""
    if hit := MONTH_DAY_ZH.search(time):
        return int(hit.group(1)), int(hit.group(2))
    if hit := DAY_MONTH.search(time):
        return MONTHS.index(hit.group(2).casefold()) + 1, int(hit.group(1))
    if hit := MONTH_DAY.search(time):
        return MONTHS.index(hit.group(1).casefold()) + 1, int(hit.group(2))
    return None


def for_one(claim: QuantityClaim, tied: Told, interval: tuple[float, float]) -> tuple[float, float]:
    """The claimed interval for one of the things that the line counts by, where the sentence tells
    the amount of several: half a litre for every 10 to 50 prompts."""
    if not tied.line.unit.endswith("/prompt") or "/" in claim.unit:
        return interval
    several = SEVERAL.search(tied.sentence)
    if several is None:
        return interval
    fewest = max(float(several["low"]), 1.0)
    most = max(float(several["high"] or fewest), fewest)
    return interval[0] / most, interval[1] / fewest


def signed(claim: QuantityClaim, line: Line, told: str, rows: Sequence[Row]) -> tuple[float, float]:
    """The claimed interval in base units, negative where the words tell a fall or a shortfall.

    Pages print both as positive numbers; the record writes them as negative ones.
    """
    low, high = in_base(claim.interval())
    change = line.change_of is not None
    if low < 0 or not (change or any(row.low < 0 for row in rows)):
        return low, high
    if change and claim.direction:
        return (-high, -low) if claim.direction < 0 else (low, high)
    falls = wording()["falls" if change else "shortfalls"]["words"].search(told)
    return (-high, -low) if falls else (low, high)

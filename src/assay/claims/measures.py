"""Units in running text: the longest spelling of `units.toml` at a place, with its denominators.

Not here: the numbers before them (`amounts.py`) and what units mean (`assay.units`).
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay import units


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as found in a text."""

    end: int
    """One past its last character."""
    unit: str
    """Plain symbol, with denominators: `USD/oz`."""
    other: str | None = None
    """A second reading of the spelling: `short_ton` for "tons"."""


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The table `amounts.toml`."""
    return tomllib.loads(files("assay.claims").joinpath("amounts.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], dict[str, str], int]:
    """Exact spellings, spellings that serve in any case, and the longest length."""
    exact = {
        **units.spellings(),
        **rules()["compound"],
        **{word: pair[0] for word, pair in rules()["ambiguous"].items()},
    }
    folded: dict[str, set[str]] = {}
    for spelling, symbol in exact.items():
        if len(spelling) > 1:
            folded.setdefault(spelling.casefold(), set()).add(symbol)
    any_case = {
        spelling: next(iter(found)) for spelling, found in folded.items() if len(found) == 1
    }
    return exact, any_case, max(map(len, exact))


def _simple(text: str, place: int) -> tuple[int, str, str] | None:
    """End, symbol and spelling of the longest unit at `place`."""
    exact, any_case, longest = _spellings()
    for end in range(min(len(text), place + longest), place, -1):
        spelling = text[place:end]
        symbol = exact.get(spelling) or any_case.get(spelling.casefold())
        if symbol is None:
            continue
        following = text[end : end + 1]
        runs_on = following.isascii() and following.isalnum()
        if runs_on and spelling[-1].isascii() and spelling[-1].isalnum():
            continue
        if following and following in rules()["not_before"].get(spelling, ""):
            continue
        return end, symbol, spelling
    return None


COUNTED_EN = re.compile(r"(?:[A-Za-z][A-Za-z.'’-]{0,20}\s){1,3}?(?P<noun>[a-zA-Z]{3,12})\b")


def counted_at(text: str, place: int) -> Measure | None:
    """Counted things with words between: "million AI servers", 万台AI服务器; None if none."""
    words = COUNTED_EN.match(text, place)
    counted = rules()["counted"]
    if words:
        symbol = _spellings()[0].get(words["noun"])
        return Measure(words.end(), symbol) if symbol is not None and symbol in counted else None
    nouns: dict[str, str] = rules()["counted_noun"]
    if text[place : place + 1] not in tuple("台辆块张颗个"):
        return None
    near = text[place + 1 : place + 13]
    for noun, symbol in nouns.items():
        at = near.find(noun)
        if at >= 0 and not set(near[:at]) & set("，,。；;的"):
            return Measure(place + 1 + at + len(noun), symbol)
    before = text[max(0, place - 24) : place]
    if text[place] == "台" and "服务器" in before:
        return Measure(place + 1, "server")
    return None


PER = re.compile(
    r"\s?(?:/\s?|每一?|每個|一(?=[天年]))|[\s-](?:per|a|an|each|every)[\s-]"
    r"|\sof\s[a-z]{2,12}(?:\s[a-z]{2,12})?\sper\s",
    re.IGNORECASE,
)
ADVERB = re.compile(r"\s(?:(?P<year>annually|yearly)|(?P<day>daily))\b", re.IGNORECASE)


def measure_at(text: str, place: int) -> Measure | None:
    """The unit that begins at `place`, with what it is divided by; None if there is none."""
    found = _simple(text, place)
    if found is None:
        return None
    end, symbol, spelling = found
    other = rules()["ambiguous"].get(spelling.casefold(), (None, None))[1]
    measure = Measure(end, symbol, other)
    return measure if symbol in ("percent", "x") else denominators(text, measure)


def denominators(text: str, measure: Measure) -> Measure:
    """`measure` with the "per ounce" or "a day" that follows it."""
    end, symbol, other = measure.end, measure.unit, measure.other
    for _ in range(2):
        per = PER.match(text, end)
        below = _simple(text, per.end()) if per else None
        if below is None:
            adverb = ADVERB.match(text, end)
            if adverb is None:
                break
            below = (adverb.end(), str(adverb.lastgroup), "")
        if below[1] in ("percent", "x"):
            break
        end, symbol = below[0], f"{symbol}/{below[1]}"
        other = f"{other}/{below[1]}" if other else None
    return Measure(end, symbol, other)

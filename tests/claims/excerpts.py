"""The labelled excerpts and how a reading of them is scored.

Two halves: one the reader was tuned on, one that is only run. An amount is right with its value
(one part in a thousand) and unit; year and subject are judged on those that are. A subject is right
if it holds the head noun of the label.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assay.claims.claim import QuantityClaim
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Excerpt:
    """A few sentences of a page, with what a careful reader takes from them."""

    language: str
    topic: str
    published: date
    text: str
    amounts: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Score:
    """Counts over excerpts: labels, readings, and what is right of the right amounts."""

    counts: Counter[str]
    missed: tuple[str, ...]

    def precision(self) -> float:
        """Of the readings, the share with value and unit of a label."""
        return self.counts["amount"] / self.counts["read"]

    def recall(self, field: str = "amount") -> float:
        """Of the labels, the share read with value and unit, and the `field` as well."""
        return self.counts[field] / self.counts["labelled"]


def excerpts(half: str) -> Iterator[Excerpt]:
    """The excerpts of a half ("develop" or "check")."""
    for language in LANGUAGES:
        for name in (half, f"{half}_later"):
            path = HERE / f"excerpts_{name}_{language}.toml"
            rows = tomllib.loads(path.read_text("utf-8"))["excerpt"] if path.exists() else ()
            for row in rows:
                yield Excerpt(
                    language, row["topic"], row["published"], row["text"], tuple(row["amounts"])
                )


def is_amount(claim: QuantityClaim, label: dict[str, Any]) -> bool:
    """Whether value and unit are those of the label."""
    units = label["unit"] if isinstance(label["unit"], list) else [label["unit"]]
    wanted, read = label["value"], claim.value
    ends = wanted if isinstance(wanted, list) else [wanted]
    found = read if isinstance(read, tuple) else (read,)
    return claim.unit in units and len(ends) == len(found) and all(
        abs(one - other) <= 1e-3 * abs(one) for one, other in zip(ends, found, strict=True)
    )  # fmt: skip


def is_year(claim: QuantityClaim, label: dict[str, Any]) -> bool:
    """Whether it speaks of the year, or the span of years, of the label, or of one as good.

    Where the label names none, a span that holds no year of its own is none either.
    """
    wanted = [label.get("year", 0), *label.get("year_or", ())]
    if claim.year is None and 0 in wanted:
        return True
    read = list(claim.years) if claim.years and claim.year is None else claim.year
    return read in wanted


def fields(claim: QuantityClaim, label: dict[str, Any], excerpt: Excerpt) -> dict[str, bool]:
    """What is right of a claim whose value and unit are."""
    speaker, hedge = label.get("speaker"), label.get("hedge")
    return {
        "amount": True,
        "comparator": claim.comparator == label.get("comparator", "exact"),
        "year": is_year(claim, label),
        "subject": label.get("head", "").lower() in claim.subject.lower(),
        "speaker": (speaker or "") in (claim.attributed_to or "")
        and (speaker is None) == (claim.attributed_to is None),
        "hedge": hedge is None or hedge in (claim.hedge or ""),
        "stance": claim.stance == label.get("stance", "asserted"),
        "quoted": excerpt.text[slice(*claim.span)] == claim.text,
    }


def told(claim: QuantityClaim) -> str:
    """What was read, in one line."""
    who, when = (claim.attributed_to, claim.hedge, claim.stance.value), claim.year
    return f"{claim.text!r} {claim.comparator.value} {when} of {claim.subject!r} by {who}"


def score(half: str, language: str | None = None) -> Score:
    """Read a half and count, in one language or both."""
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for excerpt in excerpts(half):
        if language not in (None, excerpt.language):
            continue
        page = article_of(excerpt.text, (excerpt.published, excerpt.published))
        left = list(claims_of(page).quantities)
        counts["excerpts"] += 1
        counts["read"] += len(left)
        for label in excerpt.amounts:
            counts["labelled"] += 1
            claim = next((one for one in left if is_amount(one, label)), None)
            if claim is None:
                missed.append(f"not read: {label['value']} {label['unit']} in {excerpt.text}")
                continue
            left.remove(claim)
            right = fields(claim, label, excerpt)
            counts.update(name for name, held in right.items() if held)
            missed += [f"{name}: {told(claim)} for {label}" for name in right if not right[name]]
        missed += [
            f"too many: {one.text!r} as {one.value} {one.unit} in {excerpt.text}" for one in left
        ]
    return Score(counts, tuple(missed))

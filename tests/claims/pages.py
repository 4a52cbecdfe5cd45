"""Labelled whole pages, and how a reading of them is scored.

Two halves: one the rules were tuned on, one that is only run. Labels were written before the reader
was run on either. A cause is right if its words hold those of the label and the sign is the same;
stance and speaker are judged on those that are. An amount is found where a reading lies on its
words; its subject is right if it holds one of the head nouns.
"""

import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.claims.claim import CauseClaim, QuantityClaim
from assay.judging.as_read import Reading, read

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Label:
    """A page with what a careful reader takes from it."""

    name: str
    language: str
    topic: str
    stance: str
    page: str
    causes: tuple[tuple[str, str, int, str, str], ...]
    amounts: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Score:
    """Counts over pages: labels, readings, and what is right of them."""

    counts: Counter[str]
    missed: tuple[str, ...]

    def of(self, field: str, whole: str) -> float:
        """The share of `whole` that is `field`."""
        return self.counts[field] / self.counts[whole]


def labels(half: str) -> Iterator[Label]:
    """The pages of a half ("develop" or "check") or of its later part ("develop_later")."""
    for language in LANGUAGES:
        rows = tomllib.loads((HERE / f"pages_{half}_{language}.toml").read_text("utf-8"))["page"]
        for row in rows:
            causes = tuple(tuple(one) for one in row.pop("causes"))
            amounts = tuple(tuple(one) for one in row.pop("amounts"))
            yield Label(language=language, causes=causes, amounts=amounts, **row)


def reading_of(label: Label) -> Reading:
    """The page read as a user reads it, from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{label.name}.txt"
        path.write_text(label.page.strip() + "\n", "utf-8")
        return read(path)


def score(half: str) -> Score:
    """Read a half and count."""
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for label in labels(half):
        reading = reading_of(label)
        counts["pages"] += 1
        for field in ("topic", "stance"):
            told, wanted = getattr(reading, field), getattr(label, field)
            counts[field] += told == wanted
            if told != wanted:
                missed.append(f"{label.name}: {field} {told}, not {wanted}")
        missed += [f"{label.name}: {one}" for one in _causes(label, reading, counts)]
        missed += [f"{label.name}: {one}" for one in _amounts(label, reading, counts)]
    return Score(counts, tuple(missed))


def _causes(label: Label, reading: Reading, counts: Counter[str]) -> Iterator[str]:
    left: list[CauseClaim] = list(reading.claims.causes)
    counts["causes read"] += len(left)
    for wanted in label.causes:
        cause, effect, sign, stance, speaker = wanted
        counts["causes"] += 1
        fitting = [
            one for one in left if cause in one.cause and effect in one.effect and one.sign == sign
        ]
        if not fitting:
            yield f"cause not read: {wanted}"
            continue
        claim = max(fitting, key=lambda one: one.stance == stance)
        left.remove(claim)
        counts["cause"] += 1
        counts["cause stance"] += claim.stance == stance
        who = claim.attributed_to or ""
        counts["cause speaker"] += (speaker in who) and bool(speaker) == bool(who)
        if claim.stance != stance or speaker not in who or bool(speaker) != bool(who):
            yield f"stance {claim.stance.value} by {who!r} of {wanted}"
    for one in left:
        yield f"read beside: {one.cause} -> {one.effect} ({one.sign}, {one.stance.value})"


def _amounts(label: Label, reading: Reading, counts: Counter[str]) -> Iterator[str]:
    for wanted in label.amounts:
        near, heads, speaker, hedge = wanted
        counts["amounts"] += 1
        claim = _at(near, reading)
        if claim is None:
            yield f"amount not read: {wanted}"
            continue
        counts["amount"] += 1
        right: dict[str, bool] = {
            "subject": any(head.lower() in claim.subject.lower() for head in heads.split("|")),
            "amount speaker": any(one in (claim.attributed_to or "") for one in speaker.split("|"))
            and bool(speaker) == bool(claim.attributed_to),
            "hedge": hedge in (claim.hedge or "") and bool(hedge) == bool(claim.hedge),
        }
        counts.update(field for field, held in right.items() if held)
        told: dict[str, Any] = {
            "subject": claim.subject, "amount speaker": claim.attributed_to, "hedge": claim.hedge,
        }  # fmt: skip
        yield from (f"{field} {told[field]!r} of {wanted}" for field in right if not right[field])


def _at(near: str, reading: Reading) -> QuantityClaim | None:
    """The amount read at the words `near` of the article; it begins within them."""
    text, start = reading.article.text, -1
    while (start := text.find(near, start + 1)) >= 0:
        if start and text[start - 1].isdigit() and near[0].isdigit():
            continue
        for claim in reading.claims.quantities:
            if claim.span[0] < start + len(near) and start < claim.span[1]:
                return claim
    return None

"""What a source got wrong: a row with a reason, and an expectation that makes it expire.

Not here: revisions by the issuer; those are vintages and stand side by side in the tables.

A correction says what was printed, what is used instead and why. Once the table no longer holds
what was printed, or the expectation fails, it has outlived its slip: loading stops with
StaleCorrection.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from assay.errors import RecordError, StaleCorrection
from assay.record.fact import Fact

EXPECTATION = re.compile(r"was (?P<sign>[<>]) (?P<bound>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)")
KEYS = ("fact", "was", "use", "unit", "reason", "expect")


@dataclass(frozen=True, slots=True)
class Correction:
    """One slip of a source."""

    fact: str
    """Id of the fact."""
    was: float
    """The value as printed, in `unit`."""
    use: float
    """The value used instead, in `unit`."""
    unit: str
    """Unit of both; the fact's own."""
    reason: str
    """Why the printed value cannot stand."""
    expect: str
    """"was > NUMBER" or "was < NUMBER": while it holds for the printed value, the slip is there."""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file, none if there is no file. Raises RecordError for a wrong key."""
    if not path.exists():
        return ()
    found = []
    for number, row in enumerate(tomllib.loads(path.read_text("utf-8")).get("correction", []), 1):
        where = f"{path.name}, correction {number}"
        if set(row) != set(KEYS):
            wrong = ", ".join(sorted(set(row) ^ set(KEYS)))
            raise RecordError(
                where, f"missing or unknown: {wrong}", ", ".join(KEYS), "give each key once"
            )
        if not EXPECTATION.fullmatch(row["expect"]):
            raise RecordError(where, repr(row["expect"]), '"was > NUMBER" or "was < NUMBER"', "")
        found.append(Correction(**{**row, "was": float(row["was"]), "use": float(row["use"])}))
    return tuple(found)


def correct(facts: list[Fact], corrections: tuple[Correction, ...]) -> list[Fact]:
    """The facts with every correction applied and told in the note.

    Raises StaleCorrection where the slip is no longer printed, RecordError where the fact is gone.
    """
    by_fact = {correction.fact: correction for correction in corrections}
    lost = sorted(set(by_fact) - {fact.id for fact in facts})
    if lost:
        raise RecordError(
            "corrections.toml", f"no fact {lost[0]!r}", "the id of a fact", "remove the correction"
        )
    return [_corrected(fact, by_fact[fact.id]) if fact.id in by_fact else fact for fact in facts]


def _corrected(fact: Fact, correction: Correction) -> Fact:
    expectation = EXPECTATION.fullmatch(correction.expect)
    bound = float(expectation["bound"]) if expectation else 0.0
    still = fact.value is not None and (
        fact.value > bound if expectation and expectation["sign"] == ">" else fact.value < bound
    )
    if fact.value != correction.was or fact.unit != correction.unit or not still:
        raise StaleCorrection(
            f"corrections.toml, {fact.id}",
            f"{fact.value} {fact.unit}",
            f"{correction.was} {correction.unit}, and {correction.expect}",
            "remove the correction: the source no longer prints the slip",
        )
    note = f"{fact.note} Corrected from {correction.was:g}: {correction.reason}".strip()
    return replace(fact, value=correction.use, low=None, high=None, note=note)

"""What became of a claim when it was checked: six standings of a number, three of a cause.

Not here: which fact or node a claim is about (`tie.py`), what one figure implies of another
(`implied.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assay.claims.claim import CauseClaim, QuantityClaim


class Standing(StrEnum):
    """What became of a quantity."""

    SUPPORTED = "supported"
    """Overlaps the record's figure of the same quantity, definition, region and year."""
    SUPERSEDED = "superseded"
    """Overlaps a vintage that a later vintage of the same issuer has changed."""
    MISFRAMED = "misframed"
    """Fits something else than the words name: another definition, period or region."""
    CONTRADICTED = "contradicted"
    """The record has the quantity, and they do not overlap."""
    UNTRACEABLE = "untraceable"
    """Nothing in the record speaks of it; that is not the same as false."""
    CLASHES = "clashes"
    """It and another number of the same article cannot both be right."""


class CauseStanding(StrEnum):
    """What became of a cause."""

    HOLDS = "holds"
    """It moved a material share of the effect, with the stated sign, in two thirds of the samples
    or more."""
    FAILS = "fails"
    """It did so in a tenth of the samples or fewer."""
    CANNOT_TELL = "cannot tell"
    """Neither, or it works only through a mediator, or there is no model of it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim stands as it does: a sentence of the report's catalogue and what fills it."""

    key: str
    """Key in `report/texts/reasons.LANG.toml`."""
    values: Mapping[str, "str | float | int | date | tuple[float, float]"]
    """What fills the sentence; numbers stay numbers, units and days stay apart from them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure a claim was held against."""

    value: float | tuple[float, float]
    """The figure, in `unit`; a pair for a range."""
    unit: str
    """Unit with labels."""
    source: str
    """Source id; "run" for an interval the model implies."""
    known_on: date | None
    """When it became known; None for the run."""
    definition: str
    """What was measured, as a key of `definitions.csv`; the node's name for the run."""
    quantity: str
    """What was measured, in words."""
    year: str
    """The year or years it speaks of; empty if none."""
    fact: str | None
    """Id of the fact; None for the run, and for a share of two, which follow as its inputs."""
    role: str
    """"match", "vintage", "revision", "other definition", "input" (of a share), "implied"."""


IMPLIED = "implied"
"""Role of what another number of the article implies."""
ANOTHER_FIGURE = (IMPLIED, "input")
"""Roles of figures that are not the one held against the claim."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A quantity with its standings and the figures it was held against."""

    claim: QuantityClaim
    """The claim."""
    line: str | None
    """Key of the line it is about (`words.toml`); None if none was found."""
    story: str | None
    """Topic whose line that is."""
    standings: tuple[Standing, ...]
    """One of the first five, then `clashes` if it does."""
    against: tuple[Evidence, ...]
    """The figures it was held against, most telling first."""
    reasons: tuple[Reason, ...]
    """One for each standing, in the same order."""


@dataclass(frozen=True, slots=True)
class CheckedCause:
    """A causal statement with its standing."""

    claim: CauseClaim
    """The statement."""
    group: str | None
    """Key of the cause group of the story it names; None if the story has none."""
    standing: CauseStanding
    """What became of it."""
    probability: float | None
    """P(share >= 10 % with the stated sign); None where nothing was computed."""
    basis: Reason
    """On what the standing rests."""

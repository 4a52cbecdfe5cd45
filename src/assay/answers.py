"""What only an engine can answer, told: what would have to be true, what to find out next.

Not here: how either is found (`analysis/`, `what_it_takes.py`, `what_to_find_out.py`), how they are
shown (`report/`).
"""

from dataclasses import dataclass

from assay.ruler.story import Text


@dataclass(frozen=True, slots=True)
class Move:
    """Where one given would have to lie on the way to what is asked for."""

    given: str
    """Name of the given."""
    title: Text
    """What the report calls it."""
    unit: str
    """Unit of median and needed."""
    median: float
    """Its median; of a series, that of its last known year."""
    needed: float
    """Where it lies at the most probable point."""
    percentile: float
    """Percentile of that value in the given's own distribution, 0 to 100."""
    score: float
    """The same in standard deviations of the normal scale."""
    factor: float
    """Its sensitivity factor, -1 to 1: the squares of all factors add up to 1."""


@dataclass(frozen=True, slots=True)
class Way:
    """One most probable way to what is asked for."""

    distance: float
    """How far it is from where all givens are at their medians, in standard deviations (the
    reliability index)."""
    moves: tuple[Move, ...]
    """Every uncertain given, the largest move first."""
    tight: tuple[str, ...]
    """The marks that only just hold there."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What would have to be true, all givens together."""

    target: str
    """"material" or "main_cause" (the chain in that degree), or the name of a mark."""
    holds: bool
    """Whether it holds with every given at its median; the ways then lead out of it."""
    ways: tuple[Way, ...]
    """The most probable ways, the nearest first; empty where none was found."""
    probability: float
    """How probable it is."""
    error: float
    """Standard error of the probability."""
    method: str
    """"importance" (sampled around the ways), "subset" (subset simulation), "none" (neither saw
    it)."""
    runs: int
    """Model runs behind the probability."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What knowing one given, or several that one measurement tells, would be worth."""

    givens: tuple[str, ...]
    """Names of the givens, the weightiest first."""
    title: Text
    """What the report calls the weightiest."""
    would_change: str
    """The measurement: what would change the given (English)."""
    worth: float
    """0..1. By "word": the fall in the chance that the verdict's word is wrong. By "margin": the
    share of the variance of the weakest link's margin that it would remove."""
    error: float
    """Standard error of `worth`."""


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one given alone moves what is asked for, the others at their medians."""

    given: str
    """Name of the given."""
    title: Text
    """What the report calls it."""
    low: float
    """The margin with the given at its 5th percentile."""
    high: float
    """The margin with the given at its 95th percentile."""


@dataclass(frozen=True, slots=True)
class Information:
    """What to find out next."""

    by: str
    """"word" where the chain holds often enough to count, else "margin"."""
    mark: str
    """The mark whose margin is meant: the weakest link."""
    wrong: float
    """By "word": the chance that the verdict's word is wrong as things stand. By "margin": 1, all
    of the variance."""
    findings: tuple[Finding, ...]
    """One a measurement, the most worth first."""

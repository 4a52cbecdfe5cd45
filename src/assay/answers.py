"""What only an engine can answer, told: what would have to be true, what to find out, what matters.

Not here: how either is found (`analysis/`, `judging/`), how they are
shown (`report/`).
"""

from dataclasses import dataclass
from datetime import date

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
    jumps: bool = False
    """Whether its value jumps between its median and there, as that of a discrete given does: a
    jump has no slope, so it must be made however small the factor."""


@dataclass(frozen=True, slots=True)
class Way:
    """One most probable way to what is asked for."""

    distance: float
    """How far it is from where all givens are at their medians, in standard deviations (the
    reliability index)."""
    moves: tuple[Move, ...]
    """Every uncertain given, the largest move first."""
    tight: tuple[str, ...]
    """The marks of the chain that only just hold there; empty where one mark was asked for."""


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
    it, or, where it holds at the medians, a way out of it), "certain" (no given is uncertain)."""
    runs: int
    """Model runs behind the probability."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where one input alone, all others at their medians, would have to be for the driver to be
    material."""

    given: str
    """Name of the given."""
    title: Text
    """What the report calls it."""
    unit: str
    """Unit of both values."""
    median: float
    """Its median."""
    needed: float | None
    """The value needed; None if no value of it alone suffices."""
    percentile: float | None
    """Percentile of that value in the given's own distribution, 0 to 100."""
    score: float | None
    """The same in standard deviations of the normal scale."""
    best_share: float
    """The largest share this given alone can reach, a fraction."""


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
    """0..1. By "word": the fall in the chance that the verdict's word is wrong. By "chance": the
    share of the variance of whether that word is right that it would remove. By "margin": that of
    the weakest link's margin."""
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
    """With the given at its 5th percentile: the share of what is needed that the worst mark
    reaches."""
    high: float
    """The same at its 95th percentile."""


@dataclass(frozen=True, slots=True)
class Information:
    """What to find out next."""

    by: str
    """"word" where the chain holds often enough to count, "chance" where it does and still no
    single measurement would change the word, else "margin"."""
    mark: str
    """The mark whose margin is meant: the weakest link."""
    wrong: float
    """By "word": the chance that the verdict's word is wrong as things stand. By "chance" and
    "margin": 1, all of the variance."""
    findings: tuple[Finding, ...]
    """One a measurement, the most worth first."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What would have to be true for a story or one mark of it, as asked."""

    story: str
    """Name of the story."""
    title: Text
    """What the story is called."""
    driver: Text
    """The driver's name."""
    resource: Text
    """The resource's name."""
    horizon: int
    """The year to which growth is asked."""
    as_of: date
    """The record was read as known on this day."""
    seed: int
    """Seed of the search and of the probability."""
    requirement: Requirement
    """All givens together."""
    swings: tuple[Swing, ...]
    """How far each given alone moves the worst mark, the largest first."""
    alone: tuple[BreakEven, ...]
    """One given at a time against a material share; empty where another mark was asked for."""
    effect: str = "price"
    """"price" or "use"."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a node lies open in one year, in its unit."""

    year: int | None
    """The year; None for a number without years."""
    low: float
    """The 5th percentile."""
    middle: float
    """The median."""
    high: float
    """The 95th percentile."""
    deviation: float
    """Standard deviation; 0 where all samples are the same."""


@dataclass(frozen=True, slots=True)
class InputShare:
    """What of a node's variance comes from one input, a value for each year told."""

    givens: tuple[str, ...]
    """The given; several where those that move together count as one."""
    title: Text
    """What the report calls it, or the first of them."""
    share: tuple[float, ...]
    """First-order share, or Shapley effect: about 0 to 1; 0 in a year without spread. Noise can
    take a small one below 0."""
    error: tuple[float, ...]
    """Standard error of `share`."""
    total: tuple[float, ...] = ()
    """Total share; empty where it was not asked for, and beside Shapley effects."""
    total_error: tuple[float, ...] = ()
    """Standard error of `total`."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Which inputs the spread of a node comes from."""

    story: str
    """Name of the story."""
    title: Text
    """What the story is called."""
    node: str
    """The node."""
    node_title: Text | None
    """What the report calls it; None where the story has no name for it."""
    unit: str
    """Its unit, with labels."""
    as_of: date
    """The record was read as known on this day."""
    method: str
    """"first" (first-order shares from samples in hand), "sobol" (first-order and total by
    Saltelli's design), "shapley" (Shapley effects)."""
    together: tuple[tuple[str, ...], ...]
    """Names of the givens behind the node that are drawn together, group by group."""
    samples: int
    """Samples of the spread and of first-order shares; fewer than asked for where it was
    stopped."""
    runs: int
    """Runs of the design; 0 where the samples in hand were enough."""
    seed: int
    """Seed of both."""
    told: int
    """Place in `spreads` of the year that is told first."""
    spreads: tuple[Spread, ...]
    """The node in each year told."""
    inputs: tuple[InputShare, ...]
    """Every uncertain input behind the node, the weightiest in the year told first."""

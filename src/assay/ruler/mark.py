"""A mark as measured in every sample, and as told to people.

Not here: how one mark is measured (`ruler/marks/`), how marks join (`chain.py`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.summary import Band
from assay.ruler.story import Text


@dataclass(frozen=True, slots=True)
class Measured:
    """One mark in every sample."""

    name: str
    """"size", "growth", "necessity", "scarcity", "transmission", "rivals", "giveback"."""
    values: NDArray[np.float64]
    """What is compared with the threshold, one value a sample, in `unit`; empty if it does not
    apply."""
    holds: NDArray[np.bool_]
    """Whether the mark is true, one value a sample; empty if it does not apply."""
    threshold: float
    """What the mark needs, in `unit`."""
    unit: str
    """Unit of value and threshold: "percent" or "x"."""
    below: bool
    """True where the value must lie below the threshold (scarcity)."""
    sweep: tuple[float, ...]
    """Other thresholds to try, in `unit`; empty where there is no sweep."""
    beside: tuple[tuple[str, Band, str], ...] = ()
    """Companions printed beside it: (key, band, unit), e.g. ("irreplaceable_floor", ...,
    "percent")."""
    why_not: Text | None = None
    """Why the mark does not apply to the story; None where it does."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the ruler, told."""

    name: str
    """Key of the mark; the report's catalogue has its question."""
    value: Band | None
    """What was measured, in `unit`; None where the mark does not apply."""
    unit: str
    """Unit of value and threshold."""
    threshold: float
    """What the mark needs, in `unit`."""
    below: bool
    """True where the value must lie below the threshold."""
    probability: float | None
    """Share of samples in which the mark holds; None where it does not apply or is only
    reported."""
    error: float | None
    """Standard error of the probability, from independent randomisations."""
    probability_if_granted: float | None
    """Probability of the chain were this mark granted."""
    state: str
    """"held" (P >= 66 %), "broken" (P <= 33 %), "undecided", "no data"."""
    sweep: tuple[tuple[float, float], ...]
    """(threshold, probability) pairs; empty where there is no sweep."""
    beside: tuple[tuple[str, Band, str], ...]
    """Companions: (key, band, unit)."""
    in_chain: bool
    """False for giveback and for marks that do not apply."""
    why_not: Text | None
    """Why it does not apply; None where it does."""


@dataclass(frozen=True, slots=True)
class Degree:
    """The chain in one degree: material or main cause."""

    probability: float
    """Share of samples in which all marks hold together; not a product of separate shares."""
    error: float
    """Standard error, from independent randomisations."""
    upper: float | None
    """Where no sample holds, the bound 3/n from independent samples; None otherwise."""
    samples: int
    """How many samples stand behind it."""
    count: int
    """In how many of them the chain holds."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole story, joint over its marks."""

    material: Degree
    """With transmission at a material share."""
    main_cause: Degree
    """With transmission at half of the rise."""
    product: float
    """What multiplying the separate probabilities would wrongly give."""
    weakest: str
    """Name of the weakest mark."""
    weakest_by: str
    """"probability" (reliability index) or "distance" (where several never hold)."""
    second: str | None
    """The next weakest mark."""
    worlds: tuple[tuple[bool, ...], ...]
    """For each mark in the chain, in order, whether it holds in each of 100 systematic worlds,
    survivors first."""
    left: tuple[float, ...]
    """For each mark in order, the share of samples in which it and all before it hold."""
    answer: str
    """"yes", "partly", "no" or "cannot_tell" (`anchors`: yes if main cause >= 66 %, partly if
    material >= 66 %, no if <= 33 %)."""
    likelihood: str
    """Key of the likelihood word for the material degree, e.g. "exceptionally_unlikely"."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one cause group did to the effect over the window."""

    driver: str
    """Key of the cause group; "unexplained", "still_unexplained", "total", "basis" are keys of
    their own."""
    title: Text
    """What the report calls it."""
    band: Band
    """In `unit`, positive if it raised the effect."""
    unit: str
    """"log_point" (effect = price) or the resource's unit a year."""
    ounces: Band | None
    """View 2: the change of the line, t/year; None elsewhere."""
    basis: str
    """"measured", "partial equilibrium", "judgement", "residual", "observed"."""
    view: int
    """1 (what moved with the price) or 2 (ounces)."""
    part: str
    """"cause", "mediator", "unexplained", "carved", "rest", "basis", "total", "line"."""
    source: tuple[str, ...]
    """Source ids or given names behind it."""
    through: str | None = None
    """Key of the mediator through which it may have done more than was measured; None without."""


@dataclass(frozen=True, slots=True)
class Explained:
    """How much of the effect the driver explains."""

    share: Band
    """Share of the rise that the driver explains, a fraction."""
    share_gross: Band
    """The same with gross instead of net use, a fraction."""
    if_no_driver: Band | None
    """Companion: had the driver used nothing at all; None where the effect is use."""
    if_horizon_priced_in: Band
    """Companion: were its use of the horizon already priced in; of a use, the share of all growth
    from the window's start to the horizon."""
    needed: Band | None
    """The sum of elasticities at which the driver would explain everything; None where the effect
    is use."""
    shift: Band
    """The driver's shift of demand over the window, t/year."""
    market: Band
    """Mean use of the resource over the window, t/year."""
    rise: float | None
    """ln(P1/P0), in log points; None where the effect is use."""
    growth: Band | None = None
    """The sum of all users' positive changes over the window, t/year; None for a price."""


@dataclass(frozen=True, slots=True)
class Mover:
    """What changed between two days: one work's revisions, or a year that it made fully known."""

    source: str
    """Id of the work."""
    year: int | None
    """The year counted for the first time; None for revised figures of other years."""


@dataclass(frozen=True, slots=True)
class Move:
    """How far one mover moved a mark."""

    mover: Mover
    """What changed."""
    value: float
    """Change of the mark's median from then to now, in the mark's unit."""
    probability: float
    """Change of the probability that it holds."""

"""A story: a model plus the roles its nodes play, so that one ruler can be laid on any of them.

Not here: reading a story's folder (`stories/load.py`), the formulas (`stories/NAME/quantities.py`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assay.figure import Figure
from assay.model.correlation import Correlation
from assay.model.givens import Given
from assay.model.model import Model
from assay.prices.result import Attribution

Text = Mapping[str, str]
"""A text in each language of the report: {"en": ..., "zh": ...}."""


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """A rival of the driver, or the driver itself, in the account of what moved the effect."""

    name: str
    """Key, e.g. "dollar", "pv"."""
    title: Text
    """What the report calls it."""
    kind: str
    """"measured": contribution nodes in log points; "demand" / "supply": a line whose ounces move
    the price; "mediator"."""
    nodes: tuple[str, ...]
    """Measured: one node, log points over the window. Demand, supply: yearly lines, t/year,
    summed."""
    compared: bool
    """Whether the rivals mark compares the driver with it; mediators, investment and the rest are
    only printed."""
    views: tuple[int, ...]
    """In which of the two price views it is drawn: (1,), (2,) or (1, 2)."""
    through: str | None = None
    """Mediator through which it may act too; what is measured is then its direct part only."""


@dataclass(frozen=True, slots=True)
class Window:
    """The rise to be explained: of a price between two days, or of all use between two years."""

    start: date
    """First day; where the effect is use, the last of the first year."""
    end: date
    """Last day; where the effect is use, that of the last year."""
    start_value: float = math.nan
    """The price on the first day; not a number where the effect is use."""
    end_value: float = math.nan
    """The price on the last day; not a number where the effect is use."""
    unit: str = ""
    """Unit of both values; empty where the effect is use."""
    facts: tuple[str, ...] = ()
    """Ids of the two facts; none where the effect is use."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Which node answers which question of the ruler."""

    use: str
    """q: the driver's gross use of the resource, per year."""
    net_use: str
    """q less the use it displaces."""
    total_use: str
    """Q: all use of the resource."""
    use_with_substitution: str
    """q with substitution and thrift (the same node as `use` where they are inside it)."""
    use_without_substitution: str
    """q had nothing been substituted or thrifted."""
    irreplaceable_use: str | None
    """The part of q that no known substitute can take; printed beside necessity."""
    supply: str
    """All supply of the resource, per year."""
    releasable_stocks: str | None
    """Above-ground stocks that a higher price can release."""
    elasticity_sum: str | None
    """S: sum of supply and demand elasticities; None where the effect is use."""
    driver_elasticity: str | None
    """eps_D: how much the driver gives up when the price rises."""
    users: tuple[str, ...]
    """Every user's line, for effect = use and for the stacked areas, driver first."""
    fitted_rise: str | None = None
    """The rise, in log points, on the market where the measured contributions were fitted (New York
    closes); view 1
    sums to it, and a basis bar leads from there to the story's own window. None: the window
    itself."""


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a story's lines in both languages, by which claims are tied to it."""

    title: Text
    """The story's name."""
    claim: Text
    """The story in one sentence, as its tellers would say it."""
    answers: Mapping[str, Text]
    """For "yes", "partly", "no", "cannot_tell": the sentence after the first word of the report's
    headline."""
    topic: Mapping[str, tuple[str, ...]]
    """Words, by language, that tell that a page speaks of this topic."""
    driver: Mapping[str, tuple[str, ...]]
    """Words, by language, for the driver."""
    resource: Mapping[str, tuple[str, ...]]
    """Words, by language, for the resource."""
    effect: Mapping[str, tuple[str, ...]]
    """Words, by language, for the effect."""
    lines: Mapping[str, "Line"]
    """What claims can be about."""
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Words, by cause group and language, under which pages name a cause of the effect."""
    case: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words, by language, that tell this case of the story from its others: a country, a metal."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something a claim can be about: a node of the model, a topic of the record, or both."""

    name: str
    """Key."""
    title: Text
    """What the report calls it."""
    node: str | None
    """Node of the model; None if the story has none."""
    record: tuple[str, ...]
    """Topics of the record that speak of it."""
    unit: str
    """A unit of the right dimension and labels, by which claims are sifted first."""
    words: Mapping[str, tuple[str, ...]]
    """Names by language, the longest and surest first."""
    change_of: str | None = None
    """For a change: the line whose change it is."""
    part: tuple[str, ...] = ()
    """For a share: topics of the record that give its numerator where no share was printed."""
    whole: tuple[str, ...] = ()
    """For a share: topics of the record that give its denominator."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another user of the same resource, to be held beside the driver under the same ruler."""

    name: str
    """Key."""
    title: Text
    """What the report calls it."""
    words: Mapping[str, tuple[str, ...]]
    """Names by language under which pages mention it."""
    fact: str | None = None
    """Id of the fact that tells its use; None where a node does."""
    node: str | None = None
    """Node of the model that tells its use; None where a fact does."""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Published evidence on what the driver saves elsewhere, or is worth."""

    name: str
    """Key, under which the report tells it."""
    kind: str
    """"saving": what would be saved over what is taken; "promise": a saving promised for a year and
    what came; "return": a share of GDP over a share of electricity."""
    of: Figure
    """What is saved, promised or earned."""
    against: Figure
    """What is taken, what came, or what it takes; in the unit of `of`, labels left aside."""
    share: float | None
    """A promise's share of the total that was projected, a fraction; None for other kinds."""
    facts: tuple[str, ...]
    """Ids of the facts behind it."""


@dataclass(frozen=True, slots=True)
class Story:
    """One argument: model, givens, roles, rivals and names."""

    name: str
    """Folder name, with a colon and the case's where it is a case of a story."""
    effect: str
    """"price" or "use"."""
    model: Model
    """The formulas."""
    givens: tuple[Given, ...]
    """The uncertain inputs, resolved for one as-of day."""
    roles: Roles
    """Which node answers which question."""
    groups: tuple[CauseGroup, ...]
    """The driver first, then its rivals."""
    window: Window | None
    """The rise to be explained; None where there is none to explain."""
    today: int
    """The last year fully known."""
    horizon: int
    """The year to which growth is asked."""
    not_applicable: Mapping[str, Text]
    """Marks that have no meaning for this story, with the reason."""
    words: Words
    """Names in both languages."""
    outlook: tuple[tuple[str, Text, bool], ...] = ()
    """Paths the report draws beside the driver's use: (node, title, whether the driver's)."""
    market_titles: Mapping[str, Text] = field(default_factory=dict)
    """What the report calls the rise where it was fitted, the basis and the story's own rise; by
    the keys "fitted_rise", "basis", "total"."""
    afterwards: tuple[str, str] | None = None
    """Topics of the record that tell what the driver and the effect did later: (driver, effect)."""
    comparison: tuple[str, ...] = ()
    """Topics of the record with which the use needed for the whole rise is compared."""
    correlations: tuple[Correlation, ...] = ()
    """Givens that move together; all others are independent."""
    attribution: Attribution | None = None
    """What moved the price, as fitted, from which givens took their numbers; None where nothing was
    fitted."""
    peers: tuple[Peer, ...] = ()
    """Others who use the resource, for comparison; no cause groups."""
    giveback: tuple[GiveBack, ...] = ()
    """Published evidence on what the driver gives back, the first as the mark's value."""

    region: str | None = None
    """The region, as the record names it, that the model is of; None where it is the world's or
    nothing is told apart by regions."""

    @property
    def topic(self) -> str:
        """The topic of pages that tell it: its name without the case, which follows a colon."""
        return self.name.partition(":")[0]

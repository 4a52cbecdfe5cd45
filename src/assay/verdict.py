"""The verdict: everything a report or a program may want to know about one story and one page.

Not here: how it is shown (`report/`) and how it came about (`verbs.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assay.answers import BreakEven, Information, Requirement
from assay.backtest.result import Backtest
from assay.checks.standing import CheckedCause, CheckedClaim
from assay.claims.claim import Proposals
from assay.comparison import Aside, PeerBeside, Sibling
from assay.model.summary import Band
from assay.prices.interest import Interest
from assay.prices.result import Attribution
from assay.reading.article import Article
from assay.record.fact import Fact, Source
from assay.ruler.mark import Chain, Contribution, Explained, Mark
from assay.ruler.story import Text, Window
from assay.then import Then


@dataclass(frozen=True, slots=True)
class StoryCard:
    """The story by its names."""

    name: str
    """Folder name."""
    effect: str
    """"price" or "use"."""
    title: Text
    """What the story is called."""
    claim: Text
    """The story in one sentence."""
    answers: Mapping[str, Text]
    """The sentence after the first word of the headline, by answer."""
    driver: Text
    """The driver's name."""
    resource: Text
    """The resource's name."""
    window: Window | None
    """The rise to be explained."""
    today: int
    """The last year fully known."""
    horizon: int
    """The year to which growth is asked."""
    driver_group: str = ""
    """Key of the driver's own cause group, by which reports tell it from its rivals."""
    giveback: tuple[str, ...] = ()
    """Ids of the facts behind what the driver is said to give back."""
    given_back_elsewhere: Text | None = None
    """The place that the story is told of, where nothing of what is given back was published for
    it; None elsewhere."""


@dataclass(frozen=True, slots=True)
class Fan:
    """A sampled path over years."""

    name: str
    """Node."""
    title: Text
    """What is drawn."""
    unit: str
    """Unit of all values."""
    years: tuple[int, ...]
    """Calendar years."""
    bands: tuple[Band, ...]
    """One band a year."""
    worlds: tuple[tuple[float, ...], ...]
    """Seven single worlds, each a path over the years."""
    known_until: int
    """Last year that is history."""
    threshold: tuple[float, ...] | None
    """The size mark along the years, in `unit`; None if it has none."""
    is_driver: bool = True
    """Whether the path is the driver's, and so drawn in the driver's colour."""


@dataclass(frozen=True, slots=True)
class Area:
    """One layer of the stacked areas."""

    name: str
    """Node."""
    title: Text
    """What is drawn."""
    unit: str
    """Unit of the values."""
    years: tuple[int, ...]
    """Calendar years."""
    values: tuple[float, ...]
    """Medians."""
    is_driver: bool
    """True for the story's driver."""


@dataclass(frozen=True, slots=True)
class GivenNote:
    """An uncertain input as the report prints it."""

    name: str
    """Key."""
    title: Text
    """What it is."""
    unit: str
    """Unit of the band."""
    band: Band
    """Its distribution; for a series, that of its last known year."""
    source: tuple[str, ...]
    """Source ids; empty for a judgement."""
    judgement: bool
    """True where no published figure stands behind it."""
    known_on: date | None
    """When its newest source became known; None for a judgement."""
    known_later: bool
    """True where nothing was known on the as-of day and today's vintage had to serve."""
    why: str
    """Why this width."""
    would_change: str
    """What would change it."""
    confidence: str
    """"high", "medium" or "low"."""
    facts: tuple[str, ...] = ()
    """Ids of the facts its numbers were taken from; empty where they stand in the story's file."""
    fitted: str | None = None
    """What of the attribution its numbers are; None where they stand elsewhere."""
    filled: tuple[int, ...] = ()
    """Years in which nothing was published, so that a number of the story's own stands in."""


@dataclass(frozen=True, slots=True)
class NodeNote:
    """A computed quantity of the model, as far as a reader needs it to walk to its inputs."""

    name: str
    """Name of the formula."""
    title: Text | None
    """What the report calls it; None where the story has no name for it."""
    unit: str
    """Unit with labels."""
    what: str
    """What it is and how it is computed, in the formula's own words (English)."""
    needs: tuple[tuple[str, str], ...]
    """What it is computed from: (node or given, "now", "previous" or "history")."""
    start: str | None
    """Given that stands for the year before the first; None if it needs none."""
    known: str | None
    """Given that replaces the formula in the years already known; None if none does."""


@dataclass(frozen=True, slots=True)
class DefinitionNote:
    """A boundary of the record: what exactly was measured."""

    key: str
    """Key used by facts and evidence."""
    title: Text
    """What the report calls it."""
    what: str
    """What is inside the boundary and what is not (English)."""
    source: str
    """Id of the source that sets the boundary; empty where the words themselves do."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What entries need beside the figures themselves: typed, since a report opens no record."""

    beside: tuple[Fact, ...] = ()
    """Facts of which no number stands in the verdict itself: other vintages and issuers of those
    that do, the inputs of derived ones, those behind the givens; in order of id."""
    later: tuple[str, ...] = ()
    """Ids of facts that became known only after the as-of day."""
    definitions: Mapping[str, DefinitionNote] = field(default_factory=dict)
    """Every definition that one of the facts has, by key."""
    topics: Mapping[str, Text] = field(default_factory=dict)
    """Names of the facts' topics."""
    regions: Mapping[str, Text] = field(default_factory=dict)
    """Names of the facts' regions."""
    nodes: Mapping[str, NodeNote] = field(default_factory=dict)
    """Every computed quantity by name."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Which node answers which question of the ruler."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Did the effect follow the driver after the page's day?"""

    driver: tuple[Fact, ...]
    """Vintages of the driver's growth, oldest first."""
    effect: tuple[Fact, ...]
    """The effect on the page's last day and on the last known day."""
    followed: bool | None
    """Whether both moved the same way; None if nothing is known."""

    @property
    def counted_otherwise(self) -> bool:
        """Whether the driver's first and last figure are of two definitions, so that a part of
        their difference may be the wider or narrower count."""
        return len({fact.definition for fact in (*self.driver[:1], *self.driver[-1:])}) > 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that is known about one story, and one page that tells it."""

    version: str
    """Version of assay."""
    story: StoryCard
    """The story."""
    as_of: date
    """The record was read as known on this day."""
    samples: int
    """Quasi-random samples of the run."""
    seed: int
    """Seed of the run."""
    article: Article | None
    """The page's article; None where a story was run without a page."""
    topic: str
    """Topic of the page: silver, electricity, water, metals, ewaste or none."""
    stance: str
    """What the page does with the story: asserts, disputes, mixed or none."""
    chain: Chain
    """How likely the story is."""
    marks: tuple[Mark, ...]
    """The ruler."""
    explained: Explained | None
    """How much of the effect the driver explains; None if there was nothing to explain."""
    contributions: tuple[Contribution, ...]
    """Both price views."""
    requirement: tuple[BreakEven, ...]
    """What would have to be true one input at a time, the least improbable first."""
    needed_shift: Band | None
    """New use by the driver that would explain all of the rise, t/year; None if there was no
    rise."""
    comparison: tuple[tuple[Text, float, str, str], ...]
    """Things to compare `needed_shift` with: (title, value, unit, fact id or node)."""
    fans: tuple[Fan, ...]
    """The driver's use over time, then other paths."""
    areas: tuple[Area, ...]
    """All use over time, driver first."""
    claims: tuple[CheckedClaim, ...]
    """The article's numbers."""
    causes: tuple[CheckedCause, ...]
    """The article's causal statements."""
    afterwards: Afterwards | None
    """What happened after the page's day; None without a page or a later record."""
    givens: tuple[GivenNote, ...]
    """Every uncertain input."""
    facts: tuple[Fact, ...]
    """Every fact used, in order of id."""
    works: tuple[Source, ...]
    """Every work used, in order of id."""
    interest: Interest | None = None
    """Whether the story leads or follows the price; None where it was not asked."""
    lookup: Lookup = field(default_factory=Lookup)
    """Vintages, definitions and formulas, by which entries say where a number comes from."""
    then: Then | None = None
    """The same verdict on the page's day, and what changed since; None without a page."""
    attribution: Attribution | None = None
    """What moved the price, by the fit behind the first view; None where nothing was fitted."""
    ways: Requirement | None = None
    """What would have to be true, all inputs together; None where it was not asked, since the
    search takes seconds."""
    information: Information | None = None
    """What to find out next; None where it was not asked."""
    refit: str | None = None
    """Name of the file that was given in place of the story's own attribution; None without."""
    proposals: Proposals | None = None
    """What a language model proposed while the page was read; None unless one was asked."""
    trust: Backtest | None = None
    """How the ruler did on stories whose end is known; None where it was not asked."""
    peers: tuple[PeerBeside, ...] = ()
    """Others who use the resource, in the driver's unit and year, the largest first."""
    unnamed: tuple[PeerBeside, ...] = ()
    """Those of them that take more than the driver and that a page which tells the story as its own
    does not name."""
    asides: tuple[Aside, ...] = ()
    """Other stories of which the page has numbers, under the same ruler."""
    siblings: tuple[Sibling, ...] = ()
    """Every story that ships, as the release found it on this day; none on another."""

    def __repr__(self) -> str:
        """One line: all of it is in the fields."""
        return (
            f"Verdict(story={self.story.name!r}, as_of={self.as_of}, "
            f"answer={self.chain.answer!r}, {self.chain.likelihood!r}, "
            f"{len(self.marks)} marks, {len(self.claims)} claims)"
        )

    def sources(self) -> tuple[str, ...]:
        """The works used as citations, each once, by publisher, title and day.

        They stand behind facts and their vintages, givens, contributions, definitions and claims.
        """
        told = {
            (work.publisher, work.title, work.issued_on, work.address): citation(work)
            for work in self.works
        }
        return tuple(dict.fromkeys(text for _, text in sorted(told.items())))


def citation(work: Source) -> str:
    """A work in one line: `Publisher: Title (2026-04-15). Address`."""
    return f"{work.publisher}: {work.title} ({work.issued_on.isoformat()}). {work.address}".strip()

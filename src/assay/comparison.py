"""Every story under the same ruler, told: marks side by side, and who else uses the resource.

Not here: how they are found (`judging/comparing.py`), how they are printed
(`report/compare_to_*.py`).
"""

from dataclasses import dataclass
from datetime import date

from assay.model.summary import Band
from assay.ruler.mark import Degree, Mark
from assay.ruler.story import Text


@dataclass(frozen=True, slots=True)
class PeerBeside:
    """Another user of the resource, in the unit and year in which the driver stands beside it."""

    name: str
    """Key."""
    title: Text
    """What the report calls it."""
    words: dict[str, tuple[str, ...]]
    """Names by language under which pages mention it."""
    year: int
    """The year of both."""
    unit: str
    """The unit of both."""
    value: Band
    """Its use; a point where one figure was published."""
    driver: Band | None
    """The driver's use in that year; None where the peer is told for another region or boundary."""
    region: str | None
    """Region of the peer's figure; None where the story's own model tells it."""
    fact: str | None
    """Id of the published figure; None where the model tells it."""
    node: str | None = None
    """Node of the model that tells it; None where a figure does."""
    region_title: Text | None = None
    """What the region is called; None without one."""
    works: tuple[str, ...] = ()
    """Ids of the works that its use rests on; empty where it is all judgement."""

    @property
    def multiple(self) -> float | None:
        """How many times the driver's use it is, by the medians; None where neither is beside."""
        if self.driver is None or self.driver.p50 <= 0:
            return None
        return self.value.p50 / self.driver.p50


@dataclass(frozen=True, slots=True)
class Compared:
    """One story under the ruler."""

    name: str
    """The name by which the commands know it."""
    title: Text
    """The story's name."""
    claim: Text
    """The story in one sentence."""
    driver: Text
    """What the report calls the driver."""
    effect: str
    """"price" or "use"."""
    today: int
    """The last year fully known."""
    horizon: int
    """The year to which growth is asked."""
    answer: str
    """"yes", "partly", "no" or "cannot_tell"."""
    likelihood: str
    """Key of the likelihood word of the material chain."""
    chain: Degree
    """All marks together, in the material degree."""
    weakest: str
    """Name of the weakest mark."""
    marks: tuple[Mark, ...]
    """The ruler, giveback last."""
    share: Band | None
    """How much of the effect the driver explains, a fraction; None where nothing rose."""
    peers: tuple[PeerBeside, ...]
    """Others who use the resource, the largest first."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Another story that a page touches, under the same ruler."""

    story: Compared
    """That story."""
    numbers: int
    """How many numbers of the page are about it."""
    statements: int
    """How many of its causal statements tell that story."""
    standings: tuple[tuple[str, int], ...]
    """What became of them: standings and how many have each, in the order of the report."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """A story that ships, as the release found it under the same ruler."""

    name: str
    """The name by which the commands know it."""
    title: Text
    """The story's name."""
    answer: str
    """"yes", "partly", "no" or "cannot_tell"."""
    states: dict[str, str]
    """State by mark; "outside" where a mark has no meaning for it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All stories under the same ruler."""

    as_of: date
    """Day of knowledge."""
    samples: int
    """Samples of each run."""
    seed: int
    """Seed of each run."""
    stories: tuple[Compared, ...]
    """In the order asked for."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Stories of which too little was known on the day, none of them asked for by name: (name, from
    when on it can be told)."""

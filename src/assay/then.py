"""Then and now, told: what the verdict was on the page's day, and what changed since.

Not here: how it is found (`judging/then_and_now.py`), how it is shown (`report/then.py`).
"""

from dataclasses import dataclass
from datetime import date

from assay.checks.standing import CheckedCause, CheckedClaim, Evidence
from assay.ruler.mark import Chain, Explained, Mark, Move


@dataclass(frozen=True, slots=True)
class Earlier:
    """The verdict as it could have been given on an earlier day, from the same random numbers."""

    as_of: date
    """The record was read as known on this day."""
    today: int
    """The last year then fully known."""
    chain: Chain
    """How likely the story was; where it held in no sample no bound is drawn, since none is
    told."""
    marks: tuple[Mark, ...]
    """The ruler."""
    explained: Explained | None
    """How much of the effect the driver explained; None if there was nothing to explain."""
    claims: tuple[CheckedClaim, ...]
    """The article's numbers, in the order of the verdict's own."""
    causes: tuple[CheckedCause, ...]
    """The article's causal statements, in the order of the verdict's own."""
    known_later: tuple[str, ...]
    """Names of the givens of which nothing was known then, so that today's numbers serve."""


@dataclass(frozen=True, slots=True)
class MarkMoved:
    """What moved a mark between the two days."""

    name: str
    """Key of the mark."""
    moves: tuple[Move, ...]
    """What changed, the largest change of the mark's median first; empty if nothing did."""


@dataclass(frozen=True, slots=True)
class ClaimMoved:
    """A number of the article that stood otherwise, or against another figure."""

    place: int
    """Its place among the claims."""
    then: Evidence | None
    """The record's newest figure of the earlier day; None if it had none."""
    now: Evidence | None
    """The record's newest figure now; None if it has none."""
    figure_moved: bool
    """Whether the two figures differ by more than rounding, or in what was counted."""
    standing_moved: bool
    """Whether the claim stands otherwise."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure that the verdict uses and of which a later issue came between the two days."""

    topic: str
    """Topic of the record."""
    year: int
    """The year it speaks of."""
    then: str
    """Id of the fact of the earlier day."""
    now: str
    """Id of the fact of the later one."""


@dataclass(frozen=True, slots=True)
class Then:
    """The page's day beside the day of the verdict: what could have been said, what changed."""

    day: date | None
    """The last day on which the page can have appeared; None if nothing bounds it."""
    state: str
    """"told" (two verdicts), "same day" (the page's day is not before the verdict's), "record
    ends" (nor before the end of the whole record), "undated", "not yet" (no verdict could have been
    given)."""
    verdict: Earlier | None
    """The second verdict; None unless "told"."""
    marks: tuple[MarkMoved, ...]
    """What moved each mark of the chain."""
    mover_samples: int
    """Samples of each of the runs that tell the movers apart."""
    claims: tuple[ClaimMoved, ...]
    """The numbers that stood otherwise or against other figures."""
    causes: tuple[int, ...]
    """Places of the causal statements that stood otherwise."""
    revised: tuple[Revised, ...]
    """Figures behind the inputs that were revised between the two days."""
    counted: tuple[str, ...]
    """Ids of figures of a year that was fully known only later."""
    last_year: int | None
    """Where "not yet": the last year fully known on the day; None if there was none."""
    first_day: date | None
    """Where "not yet": the first day on which a verdict could have been given."""

    def __repr__(self) -> str:
        """One line: all of it is in the fields."""
        return (
            f"Then(day={self.day}, state={self.state!r}, {len(self.marks)} marks, "
            f"{len(self.claims)} claims)"
        )

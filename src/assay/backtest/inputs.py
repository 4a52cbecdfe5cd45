"""Which figures of the record play which part in a past story, as known on a day.

Not here: the formulas (`formulas.py`), the small story made of them (`small_story.py`), the common
elasticities (`elasticities.py`). The parts are named in `stories.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from assay.errors import RecordError
from assay.record.known_ends import KnownEnd, known_ends
from assay.record.record import Record
from assay.ruler.story import Text

FILE = Path(__file__).parent / "stories.toml"
"""The parts; fixed before the first scoring run."""

WIDTHS = {"high": 0.03, "medium": 0.08, "low": 0.15}
"""Half width of the 90 % band of a figure without one of its own, by confidence: about what such
figures were revised by (oil use by 6 to 9 in a hundred, solar silver and lithium by some 25). A
judgement of method, the same for every story."""

REMEMBERED = 0.15
"""The same for a judgement without ends of its own."""

DRIVERS = ("counted", "all", "withheld")
"""What a driver's use can be."""

ANSWERS = ("as users do", "trifle", "nothing")
"""How a driver can answer the price."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a past story with its band."""

    id: str
    """Fact, judgement, or own number of `stories.toml`."""
    year: int
    """The year it speaks of; crop years by their first."""
    low: float
    """5th percentile."""
    value: float
    """Best value."""
    high: float
    """95th percentile."""
    unit: str
    """Unit of the three."""
    confidence: str
    """"high", "medium" or "low"."""
    known_on: date | None
    """Day from which it could have been known; None for a judgement."""
    why: str
    """Why, for a judgement; empty for a fact."""
    source: str
    """Source of a fact; empty for a judgement."""
    later: bool = False
    """Whether it was not yet known on the day, and nothing else was."""


@dataclass(frozen=True, slots=True)
class Ends:
    """A line by its two ends."""

    start: Figure
    """At the start of the window."""
    end: Figure
    """At its end."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody else who uses or supplies."""

    name: str
    """Key."""
    title: Text
    """What it is called."""
    kind: str
    """"demand" or "supply"."""
    ends: Ends
    """Amounts a year."""
    compared: bool
    """Whether the driver is compared with it."""
    inside: bool
    """Whether its amounts are part of all use."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A past story's figures as known on one day."""

    end: KnownEnd
    """Claim, label, texts."""
    as_of: date
    """The day; the day of collection for the revised figures."""
    unit: str
    """Unit of the quantities."""
    years: tuple[int, int]
    """First and last year of the quantities."""
    driver: str
    """"counted", "all" or "withheld"."""
    answers: str
    """"as users do", "trifle" or "nothing"."""
    answers_why: str
    """Why the driver answers the price so."""
    zero: bool
    """Whether the driver's use is nought by construction, so that the story tests nothing."""
    kin: frozenset[str]
    """What it has in common with other stories."""
    tonnes: float | None
    """Tonnes in one unit where the unit is no mass; None where it is one, or nothing to weigh."""
    price: Ends
    """The price at both ends."""
    use: Ends | None
    """The driver's use as counted; None where it is all use or what was withheld."""
    total: Ends
    """All use."""
    kept: Figure | None
    """Share of the gross use that is not given back, per unit; None where all is kept."""
    lines: tuple[Line, ...]
    """Others."""
    no_rivals: Text | None
    """Why no rival can be compared; None where one can."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every number used, each once, prices first."""
        pairs = [self.price, self.use, self.total, *(line.ends for line in self.lines)]
        found = [one for pair in pairs if pair for one in (pair.start, pair.end)]
        return tuple(
            {one.id: one for one in (*found, *([self.kept] if self.kept else []))}.values()
        )

    @property
    def later(self) -> tuple[str, ...]:
        """Ids of the amounts that nobody could have known on the day; prices could be seen."""
        prices = (self.price.start, self.price.end)
        return tuple(one.id for one in self.figures if one.later and one not in prices)

    @property
    def judged(self) -> tuple[str, ...]:
        """Ids of the numbers that are no evidence."""
        return tuple(one.id for one in self.figures if one.known_on is None)


@lru_cache(maxsize=2)
def parts(path: Path = FILE) -> Mapping[str, Mapping[str, Any]]:
    """The parts of every story by its name, in the order of the file."""
    return tomllib.loads(path.read_text("utf-8"))


def inputs_of(
    name: str, record: Record, day: date, table: Mapping[str, Any] | None = None
) -> Inputs:
    """The figures of a past story as known on `day`; `record` is the whole record of known ends.

    `table` replaces the story's parts. Raises RecordError for a number that nobody has.
    """
    row = parts()[name] if table is None else table
    pick = _Picker(name, row, record, day)
    return Inputs(
        end=known_ends()[name],
        as_of=day,
        unit=row["unit"],
        years=(row["years"][0], row["years"][1]),
        driver=_one_of(DRIVERS, row["driver"], name),
        answers=_one_of(ANSWERS, row["answers"], name),
        answers_why=row["answers_why"],
        zero=row.get("zero", False),
        kin=frozenset(row["kin"]),
        tonnes=row.get("tonnes"),
        price=pick.ends(row["price"]),
        use=pick.ends(row["use"]) if row["driver"] == "counted" else None,
        total=pick.ends(row["total"]),
        kept=pick.figure([row["kept"]]) if "kept" in row else None,
        lines=tuple(
            Line(
                one["name"],
                one["title"],
                one["kind"],
                Ends(pick.figure([one["start"]]), pick.figure([one["end"]])),
                one["compared"],
                one.get("inside", False),
            )
            for one in row.get("line", ())
        ),
        no_rivals=row.get("no_rivals"),
    )


def _one_of(words: Sequence[str], found: str, where: str) -> str:
    if found not in words:
        raise RecordError(f"{FILE.name}, {where}", repr(found), f"one of {', '.join(words)}", "")
    return found


@dataclass(frozen=True, slots=True)
class _Picker:
    """Finds numbers by their keys, each in the vintage of the day."""

    name: str
    row: Mapping[str, Any]
    record: Record
    day: date

    def ends(self, table: Mapping[str, Sequence[str]]) -> Ends:
        return Ends(self.figure(table["start"]), self.figure(table["end"]))

    def figure(self, keys: Sequence[str]) -> Figure:
        """The last that was known on the day; the newest, told as later, if none was."""
        found = [self._one(key) for key in keys]
        known = [one for one in found if one.known_on is None or one.known_on <= self.day]
        if known:
            return known[-1]
        last = found[-1]
        return Figure(
            last.id, last.year, last.low, last.value, last.high, last.unit, last.confidence,
            last.known_on, last.why, last.source, later=True,
        )  # fmt: skip

    def _one(self, key: str) -> Figure:
        own = self.row.get("own", {}).get(key)
        if own is not None:
            return self._own(key, own)
        full = key if "." in key else f"{self.name}.{key}"
        fact = self.record.by_id.get(full)
        if fact is not None and fact.value is not None and fact.years is not None:
            low, high = _band(fact.value, fact.low, fact.high, WIDTHS[fact.confidence])
            return Figure(
                full, fact.years[0], low, fact.value, high, fact.unit, fact.confidence,
                fact.known_on, "", fact.source,
            )  # fmt: skip
        story = known_ends()[full.partition(".")[0]]
        for one in story.judgements:
            if one.id == full and one.years is not None:
                low, high = _band(one.value, one.low, one.high, REMEMBERED)
                return Figure(
                    full, one.years[0], low, one.value, high, one.unit, one.confidence,
                    None, one.why, "",
                )  # fmt: skip
        raise RecordError(
            f"{FILE.name}, {self.name}", f"no number {key!r} with a year",
            "a fact, a judgement, or a number of the story's own", "its key",
        )  # fmt: skip

    def _own(self, key: str, row: Mapping[str, Any]) -> Figure:
        low, high = _band(row["value"], row.get("low"), row.get("high"), REMEMBERED)
        # what it was worked out from must be there
        for source in row["from"]:
            self.record.fact(source)
        return Figure(
            f"{self.name}.own.{key}", row["year"], low, row["value"], high,
            row.get("unit", self.row["unit"]), "low", None, row["why"], "",
        )  # fmt: skip


def _band(value: float, low: float | None, high: float | None, width: float) -> tuple[float, float]:
    """The ends of the 90 % band: as printed, else by the width."""
    wide = sorted((value / (1 + width), value * (1 + width)))
    return (wide[0] if low is None else low, wide[1] if high is None else high)

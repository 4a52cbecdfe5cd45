"""The record: every published figure, its vintages side by side, as known on a day.

Not here: the rules for a good row (`check.py`), what a source got wrong (`corrections.py`),
reading the tables (`tables.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from assay.errors import NotKnownYet, RecordError
from assay.figure import Figure
from assay.record.corrections import correct, read_corrections
from assay.record.fact import Fact, Source
from assay.record.history import YearOfVintages, history_of
from assay.record.tables import (
    FOLDER,
    KNOWN_ENDS,
    TABLES,
    Definition,
    Region,
    Topic,
    read_definitions,
    read_facts,
    read_regions,
    read_sources,
    read_topics,
)
from assay.units import Powers, unit

NEAREST = 3
"""How many near names an error offers; more would not be read."""


@dataclass(frozen=True, slots=True)
class Record:
    """What has been published, as known on one day."""

    facts: tuple[Fact, ...]
    """Every fact known, in the order of the tables."""
    sources: Mapping[str, Source]
    """Every source by id."""
    definitions: Mapping[str, Definition]
    """Every definition by key."""
    topics: Mapping[str, Topic]
    """Every topic by name, known yet or not."""
    regions: Mapping[str, Region]
    """Every region by name."""
    later: Mapping[str, date]
    """Facts that became known only later: id -> day."""
    by_topic: Mapping[str, tuple[Fact, ...]]
    """The facts of `facts` by topic."""
    by_id: Mapping[str, Fact]
    """The facts of `facts` by id."""
    last_known_on: date
    """The day on which the newest of these facts became known: the default as-of day."""

    def as_of(self, day: date) -> "Record":
        """The record as anybody could have known it on `day`. Raises NotKnownYet if nothing was."""
        known = tuple(fact for fact in self.facts if fact.known_on <= day)
        if not known:
            first = min(fact.known_on for fact in self.facts)
            raise NotKnownYet(
                "the record", f"no fact known on {day}", f"{first} or later", "a later day"
            )
        later = {fact.id: fact.known_on for fact in self.facts if fact.known_on > day}
        return indexed(
            known,
            self.sources,
            self.definitions,
            self.topics,
            self.regions,
            {**self.later, **later},
        )

    def fact(self, key: str) -> Fact:
        """The fact of that id. Raises NotKnownYet if it came later, RecordError if none has it."""
        found = self.by_id.get(key)
        if found is not None:
            return found
        if key in self.later:
            raise NotKnownYet(
                "the record",
                f"{key} on {self.last_known_on}",
                f"{self.later[key]} or later",
                "a later day",
            )
        raise _missing("fact", key, self.by_id)

    def source(self, key: str) -> Source:
        """The source of that id. Raises RecordError if there is none."""
        if key not in self.sources:
            raise _missing("source", key, self.sources)
        return self.sources[key]

    def topic(self, name: str) -> tuple[Fact, ...]:
        """Every fact of the topic, empty if none was known yet. Raises RecordError for no topic."""
        if name not in self.topics:
            raise _missing("topic", name, self.topics)
        return self.by_topic.get(name, ())

    def region_title(self, name: str) -> dict[str, str]:
        """A region's name in both languages; its own where it has no other."""
        found = self.regions.get(name)
        return {"en": name, "zh": found.words_zh[0] if found and found.words_zh else name}

    def vintages(
        self,
        topic: str,
        year: int,
        region: str | None = None,
        definition: str | None = None,
        issuer: str | None = None,
    ) -> tuple[Fact, ...]:
        """Every fact of the topic and year, oldest original first; None leaves that side open."""
        found = (
            fact
            for fact in self.topic(topic)
            if fact.years == (year, year)
            and region in (None, fact.region)
            and definition in (None, fact.definition)
            and issuer in (None, fact.issuer)
        )
        return tuple(sorted(found, key=lambda fact: (fact.issued_on, fact.known_on)))

    def history(
        self,
        topic: str,
        region: str | None = None,
        definition: str | None = None,
        issuer: str | None = None,
    ) -> tuple[YearOfVintages, ...]:
        """Every vintage of a topic year by year, in order of issue, with its change.

        None leaves a side open. Raises RecordError for no topic.
        """
        return history_of(
            fact
            for fact in self.topic(topic)
            if region in (None, fact.region)
            and definition in (None, fact.definition)
            and issuer in (None, fact.issuer)
        )

    def latest(
        self, topic: str, year: int, region: str | None = None, definition: str | None = None
    ) -> Fact | None:
        """The newest fact of a topic and year; None if none is known.

        Region and definition, where not named, are those of `topics.csv`; where several issuers
        speak, those listed there come first, then the newest original, printed before derived.
        """
        about = self.topics.get(topic)
        found = self.vintages(topic, year, region, definition)
        if about is None:
            return None
        if region is None:
            found = _preferred(found, lambda fact: fact.region == about.region)
        if definition is None:
            found = _preferred(found, lambda fact: fact.definition == about.definition)
        for issuer in about.issuers:
            of_issuer = tuple(fact for fact in found if fact.issuer == issuer)
            if of_issuer:
                found = of_issuer
                break
        if not found:
            return None
        return max(found, key=lambda fact: (fact.issued_on, fact.day or date.min, not fact.inputs))

    def series(
        self, topic: str, region: str | None = None, definition: str | None = None
    ) -> dict[int, Fact]:
        """The newest vintage of every single year that has one, in order of years; see `latest`."""
        years = sorted(
            {
                fact.years[0]
                for fact in self.topic(topic)
                if fact.years and fact.years[0] == fact.years[1]
            }
        )
        found = {year: self.latest(topic, year, region, definition) for year in years}
        return {year: fact for year, fact in found.items() if fact is not None}

    def find(self, figure: Figure) -> tuple[Fact, ...]:
        """Facts that could speak of a figure: the same dimension, labels and period left aside."""
        wanted = _dimension(figure.unit)
        return tuple(fact for fact in self.facts if _dimension(fact.unit) == wanted)

    def last_full_year(self, topics: Iterable[str]) -> int | None:
        """The last year in which every one of the topics is an outcome; None if there is none."""
        years: set[int] | None = None
        for topic in topics:
            actual = {year for year, fact in self.series(topic).items() if fact.status == "actual"}
            years = actual if years is None else years & actual
        return max(years) if years else None


def load(folder: Path = FOLDER) -> Record:
    """The record in `folder`, by default the one that ships with assay; read once.

    What must add up is added up on every load. The other rules are checked for a folder of one's
    own; those that ship are held to them by their tests. Raises RecordError for a broken row or a
    sum that does not close, UnknownSource, StaleCorrection.
    """
    return _load(folder)


@lru_cache(maxsize=4)
def _load(folder: Path) -> Record:
    sources = read_sources(folder / "sources.csv")
    printed: list[Fact] = []
    for path in sorted(folder.glob("*.csv")):
        if path.name not in TABLES:
            printed += read_facts(path, sources)
    facts = with_issuers(correct(printed, read_corrections(folder / "corrections.toml")))
    record = indexed(
        tuple(facts),
        sources,
        read_definitions(folder / "definitions.csv"),
        read_topics(folder / "topics.csv"),
        read_regions(folder / "regions.csv"),
        {},
    )
    _checked(record, folder)
    return record


def _checked(record: Record, folder: Path) -> None:
    # here, since the rules need the record's type
    from assay.record.check import check, check_sums

    if folder in (FOLDER, KNOWN_ENDS):
        check_sums(record, folder / "sums.toml")
    else:
        collected_on = max(source.known_on for source in record.sources.values())
        check(record, collected_on, folder / "sums.toml")


def indexed(
    facts: tuple[Fact, ...],
    sources: Mapping[str, Source],
    definitions: Mapping[str, Definition],
    topics: Mapping[str, Topic],
    regions: Mapping[str, Region],
    later: Mapping[str, date],
) -> Record:
    """A record of these tables, its facts found by topic and by id."""
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.topic, []).append(fact)
    by_topic = {topic: tuple(of_topic) for topic, of_topic in grouped.items()}
    by_id = {fact.id: fact for fact in facts}
    newest = max((fact.known_on for fact in facts), default=date.min)
    return Record(facts, sources, definitions, topics, regions, later, by_topic, by_id, newest)


def with_issuers(facts: list[Fact]) -> list[Fact]:
    """Derived facts under the issuer of their newest input, inputs of inputs first.

    Raises RecordError for inputs that lead back to themselves.
    """
    by_id = {fact.id: fact for fact in facts}
    issuers: dict[str, str] = {}

    def issuer(fact: Fact, below: tuple[str, ...]) -> str:
        if fact.id in below:
            raise RecordError(
                fact.id, " <- ".join((*below, fact.id)), "inputs without a circle", ""
            )
        if fact.id not in issuers:
            inputs = [by_id[key] for key in fact.inputs if key in by_id]
            newest = max(inputs, key=lambda one: one.issued_on, default=None)
            issuers[fact.id] = issuer(newest, (*below, fact.id)) if newest else fact.issuer
        return issuers[fact.id]

    return [replace(fact, issuer=issuer(fact, ())) if fact.inputs else fact for fact in facts]


def _preferred(facts: tuple[Fact, ...], wanted: Callable[[Fact], bool]) -> tuple[Fact, ...]:
    """Those that are wanted, or all if none is."""
    return tuple(fact for fact in facts if wanted(fact)) or facts


@lru_cache(maxsize=512)
def _dimension(text: str) -> Powers:
    """Base units of a unit, labels and the period left aside."""
    return tuple(item for item in unit(text).unlabelled().powers if item[0] != "year")


def _missing(kind: str, key: str, names: Iterable[str]) -> RecordError:
    from difflib import get_close_matches

    near = get_close_matches(key, list(names), n=NEAREST, cutoff=0.3)
    remedy = f"one of {', '.join(near)}" if near else f"a {kind} that the record lists"
    return RecordError("the record", f"no {kind} {key!r}", f"a {kind} of the record", remedy)

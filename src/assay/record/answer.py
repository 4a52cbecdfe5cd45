"""What the record answers when it is asked for a topic or for the topics of a story.

Not here: what a name stands for (`names.py`), how an answer looks (`report/record_*.py`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assay.record.fact import Fact, Source
from assay.record.history import Vintage, vintages_of
from assay.record.names import story_of, title_of
from assay.record.record import Record
from assay.record.tables import Topic
from assay.units import unit

Named = Mapping[str, str]
"""A name by language."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of an answer, with the names a reader needs."""

    fact: Fact
    """The figure."""
    change: float | None
    """Change from the vintage before it, in the fact's unit; None for the first."""
    definition: Named
    """What exactly was measured."""
    region: Named
    """Where."""
    work: Source
    """Who printed it; for a derived figure the record itself."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place of the chart: one year, or day, with its vintages in the topic's unit."""

    label: str
    """The year, the years or the day."""
    issuer: str
    """Who made the numbers."""
    low: float
    """Lower end of the newest vintage."""
    middle: float
    """The newest vintage."""
    high: float
    """Upper end of the newest vintage."""
    status: str
    """"actual", "estimate" or "forecast": that of the newest vintage."""
    path: tuple[float, ...]
    """Every vintage, oldest first; the last is `middle`."""


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """What is known of one topic."""

    name: str
    """`story.line`."""
    title: Named
    """Its title."""
    unit: str
    """Unit of the chart and of every figure that names no other."""
    as_of: date
    """The day whose knowledge this is."""
    told: tuple[Told, ...]
    """The figures: the newest vintage of each, or all of them where the history was asked for."""
    history: bool
    """Whether every vintage is told."""
    older: int
    """Vintages left out because a newer one stands in their place."""
    later: int
    """Figures that became known only after the day."""
    charted: tuple[Point, ...]
    """The topic's own definition and region over the years."""
    charted_as: tuple[Named, Named]
    """Definition and region of the chart."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One topic of a story, by its last figure."""

    topic: Topic
    """The topic."""
    last: Fact | None
    """Its last outcome, or its last figure where there is no outcome; None if none is known."""
    figures: int
    """How many figures of it are known."""


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """The topics of a story."""

    name: str
    """The story."""
    as_of: date
    """The day whose knowledge this is."""
    lines: tuple[StoryLine, ...]
    """Its topics, by name."""


@dataclass(frozen=True, slots=True)
class StoryName:
    """A story in the list of stories."""

    name: str
    """What is typed."""
    title: Mapping[str, str]
    """What it is called in each language."""
    topics: int
    """How many topics it has."""


def all_stories(record: Record) -> tuple[StoryName, ...]:
    """The stories of a record, by name."""
    counted = Counter(story_of(topic) for topic in record.topics.values())
    return tuple(StoryName(name, title_of(name), counted[name]) for name in sorted(counted))


def of_topic(topic: Topic, whole: Record, day: date, *, history: bool) -> TopicAnswer:
    """What was known of a topic on `day`. Raises NotKnownYet before the first day."""
    record = whole.as_of(day)
    facts = record.topic(topic.name)
    vintages = _in_order(facts)
    newest = {
        one.fact.id
        for chain in _chains(vintages).values()
        for one in chain
        if one.fact.issued_on == chain[-1].fact.issued_on
    }
    told = [one for one in vintages if history or one.fact.id in newest]
    definition, region = _charted_side(topic, facts)
    own = [f for f in facts if (f.definition, f.region) == (definition, region)]
    return TopicAnswer(
        name=topic.name,
        title={"en": topic.title_en, "zh": topic.title_zh},
        unit=topic.unit,
        as_of=day,
        told=tuple(_told(one, record) for one in told),
        history=history,
        older=len(facts) - len(told),
        later=len(whole.topic(topic.name)) - len(facts),
        charted=_points(topic, own, apart=history),
        charted_as=(_definition(definition, record), _region(region, record)),
    )


def of_story(name: str, whole: Record, day: date) -> StoryAnswer:
    """The topics of a story, each by its last figure. Raises NotKnownYet before the first day."""
    record, lines = whole.as_of(day), []
    for topic in sorted(record.topics.values(), key=lambda one: one.name):
        if story_of(topic) != name:
            continue
        facts = record.topic(topic.name)
        lines.append(StoryLine(topic, _last(topic, record), len(facts)))
    return StoryAnswer(name, day, tuple(lines))


def _last(topic: Topic, record: Record) -> Fact | None:
    series = record.series(topic.name)
    outcomes = [fact for fact in series.values() if fact.status != "forecast"]
    others = sorted(record.topic(topic.name), key=lambda one: (one.years or (0, 0), one.issued_on))
    return next(iter([*outcomes[-1:], *[*series.values()][-1:], *others[-1:]]), None)


def _chains(vintages: Iterable[Vintage]) -> dict[tuple[object, ...], list[Vintage]]:
    """The vintages of each figure; two figures of one issue are figures of their own."""
    chains: dict[tuple[object, ...], list[Vintage]] = {}
    first_of: dict[str, tuple[object, ...]] = {}
    for one in vintages:
        key = (one.fact.id,) if one.before is None else first_of[one.before.id]
        first_of[one.fact.id] = key
        chains.setdefault(key, []).append(one)
    return chains


def _in_order(facts: Iterable[Fact]) -> list[Vintage]:
    """By definition and region, then by time, then by issue."""
    by_years: dict[object, list[Fact]] = {}
    for fact in facts:
        by_years.setdefault((fact.years, fact.day), []).append(fact)
    found = [one for alike in by_years.values() for one in vintages_of(alike)]
    return sorted(found, key=lambda one: _place(one.fact))


def _place(fact: Fact) -> tuple[object, ...]:
    years = fact.years or (0, 0)
    day = fact.day or date.min
    return (fact.definition, fact.region, years, day, fact.issued_on, fact.known_on, fact.id)


def _charted_side(topic: Topic, facts: Iterable[Fact]) -> tuple[str, str]:
    """The topic's own definition and region, or those of most of its figures."""
    sides = [(fact.definition, fact.region) for fact in facts if fact.years]
    own = (topic.definition, topic.region)
    if not sides or own in sides:
        return own
    return max(dict.fromkeys(sides), key=sides.count)


def _points(topic: Topic, facts: Iterable[Fact], *, apart: bool) -> tuple[Point, ...]:
    """A point a year, by the issuer asked first; every issuer apart where histories are drawn."""
    chains: dict[tuple[object, ...], list[Fact]] = {}
    labels = unit(topic.unit).labels
    for fact in sorted(facts, key=lambda one: (one.issued_on, one.known_on, one.id)):
        # tonnes of the metal and of its carbonate are no points of one line
        if fact.years and unit(fact.unit).labels == labels:
            key = (fact.years, fact.day or date.min, fact.issuer if apart else "")
            chains.setdefault(key, []).append(fact)
    scale = unit(topic.unit).scale
    found = []
    for _, chain in sorted(chains.items(), key=lambda item: item[0]):
        preferred = next(
            (same for name in topic.issuers if (same := [f for f in chain if f.issuer == name])),
            [one for one in chain if one.issuer == chain[-1].issuer],
        )
        found.append(_point(preferred, scale))
    return tuple(found)


def _point(chain: list[Fact], scale: float) -> Point:
    last = chain[-1]
    factor = unit(last.unit).scale / scale
    figure = last.figure()
    years = last.years or (0, 0)
    label = str(last.day) if last.day else "-".join(map(str, dict.fromkeys(years)))
    return Point(
        label=label,
        issuer=last.issuer,
        low=figure.low * factor,
        middle=figure.mid * factor,
        high=figure.high * factor,
        status=last.status,
        path=tuple(one.figure().mid * unit(one.unit).scale / scale for one in chain),
    )


def _told(one: Vintage, record: Record) -> Told:
    fact = one.fact
    return Told(
        fact,
        one.change,
        _definition(fact.definition, record),
        _region(fact.region, record),
        record.source(fact.source),
    )


def _definition(key: str, record: Record) -> Named:
    known = record.definitions.get(key)
    return {"en": known.title_en, "zh": known.title_zh} if known else {"en": key, "zh": key}


def _region(name: str, record: Record) -> Named:
    known = record.regions.get(name)
    return {"en": name, "zh": known.words_zh[0] if known and known.words_zh else name}

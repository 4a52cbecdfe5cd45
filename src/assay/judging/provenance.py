"""What stands behind a verdict's figures: vintages, definitions, formulas, and the works cited.

Not here: the record itself (`record/`), what is told of givens (`notes.py`), how an entry is
printed (`report/entries.py`).
"""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import NoneType

from assay.model.graph import PREFIXES, YEAR
from assay.model.model import Quantity
from assay.prices.result import OWN_FILES
from assay.record.fact import Fact, Source
from assay.record.record import Record
from assay.ruler.story import Story, Text
from assay.verdict import DefinitionNote, GivenNote, Lookup, NodeNote, Verdict

PLAIN = (float, str, int, NoneType)
"""What a verdict holds most of and what names nothing."""


def lookup(
    story: Story, record: Record, whole: Record, facts: Iterable[Fact], notes: Iterable[GivenNote]
) -> Lookup:
    """All that the entries of these facts and givens say beside them.

    `record` is that of the as-of day, `whole` today's: where nothing was known on the day, the
    fact that served in its place is looked up there.
    """
    used = {fact.id: fact for fact in facts}
    given = (name for note in notes for name in note.facts)
    shown = used | {fact.id: fact for fact in _with_inputs((*used, *given), whole)}
    for fact in list(shown.values()):
        shown |= {other.id: other for other in same_figure(fact, record)}
    shown |= {fact.id: fact for fact in _with_inputs(shown, whole)}
    beside = tuple(shown[name] for name in sorted(shown) if name not in used)
    return Lookup(
        beside=beside,
        later=tuple(name for name in sorted(shown) if name not in record.by_id),
        definitions=_definitions(shown.values(), whole),
        topics={
            name: {"en": topic.title_en, "zh": topic.title_zh}
            for name, topic in whole.topics.items()
            if name in {fact.topic for fact in shown.values()}
        },
        regions={
            name: whole.region_title(name)
            for name in whole.regions
            if name in {fact.region for fact in shown.values()}
        },
        nodes=_nodes(story),
        roles={
            role.name: node
            for role in fields(story.roles)
            if isinstance(node := getattr(story.roles, role.name), str)
        },
    )


def same_figure(fact: Fact, record: Record) -> tuple[Fact, ...]:
    """Every known fact of the same topic, time and region, whoever issued it, oldest first."""
    if fact.topic not in record.topics or (fact.years is None and fact.day is None):
        return ()
    found = (
        other
        for other in record.topic(fact.topic)
        if (other.years, other.day, other.region) == (fact.years, fact.day, fact.region)
    )
    return tuple(sorted(found, key=lambda other: (other.issued_on, other.known_on, other.id)))


def _with_inputs(names: Iterable[str], whole: Record) -> Iterator[Fact]:
    """The facts of these ids and those they were derived from, down to the printed ones."""
    waiting = list(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        fact = whole.by_id.get(name)
        if name in seen or fact is None:
            continue
        seen.add(name)
        waiting += fact.inputs
        yield fact


def _definitions(facts: Iterable[Fact], whole: Record) -> dict[str, DefinitionNote]:
    keys = sorted({fact.definition for fact in facts} & set(whole.definitions))
    told = (whole.definitions[key] for key in keys)
    return {
        one.key: DefinitionNote(
            one.key, {"en": one.title_en, "zh": one.title_zh}, one.what, one.source
        )
        for one in told
    }


def _nodes(story: Story) -> dict[str, NodeNote]:
    titles: dict[str, Text] = {
        line.node: line.title for line in story.words.lines.values() if line.node
    }
    titles |= {node: title for node, title, _ in story.outlook}
    return {
        name: NodeNote(
            name=name,
            title=titles.get(name),
            unit=quantity.unit,
            what=" ".join((inspect.getdoc(quantity.formula) or "").split()),
            needs=tuple(_needs(quantity)),
            start=quantity.start,
            known=quantity.known,
        )
        for name, quantity in story.model.quantities.items()
    }


def _needs(quantity: Quantity) -> Iterator[tuple[str, str]]:
    for name in inspect.signature(quantity.formula).parameters:
        prefix = next((one for one in PREFIXES if name.startswith(one)), "")
        if name != YEAR:
            yield name.removeprefix(prefix), PREFIXES.get(prefix, "now")


def with_works(verdict: Verdict, record: Record) -> Verdict:
    """The verdict with every work that anything in it names, and no other, in the order of id."""
    known = {**record.sources, **{one.id: one for one in _own_files(verdict)}}
    names = sorted(named_sources(verdict) & known.keys())
    return replace(verdict, works=tuple(known[name] for name in names))


def _own_files(verdict: Verdict) -> Iterator[Source]:
    """What stands for the user's files where a work is cited; as old as the newest data in them."""
    if verdict.attribution is not None:
        day = verdict.attribution.known_on
        title = "series from files of the user's own, not published"
        yield Source(OWN_FILES, title, "The user", "", "The user", day, day, "low")


def named_sources(value: object) -> set[str]:
    """Every id in a field called `source`, however deep; some name givens, facts or the run."""
    found: set[str] = set()
    waiting: list[object] = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, PLAIN):
            continue
        if isinstance(here, Mapping):
            waiting += here.values()
        elif isinstance(here, tuple):
            waiting += here
        else:
            for name in _fields(type(here)):  # type: ignore[arg-type]  # a class has a hash
                inside = getattr(here, name)
                if name == "source":
                    found |= {inside} if isinstance(inside, str) else set(inside)
                elif name != "works":
                    waiting.append(inside)
    return found


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of another type."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()

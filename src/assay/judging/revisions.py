"""What became known between two days and what of a story it changed.

Not here: how far it moved a mark (`ruler/movers.py`), what becomes of a page's claims
(`then_and_now.py`).

A figure that was known on the earlier day and came into use only because a later year became fully
known has not been revised: it is put to the work that completed the year.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assay.checks.against_record import differ
from assay.checks.row import printed
from assay.model.givens import Given
from assay.model.shapes import Path, Shape
from assay.record.fact import Fact
from assay.record.record import Record
from assay.ruler.mark import Mover
from assay.ruler.movers import Change
from assay.ruler.story import Story
from assay.then import Revised


@dataclass(frozen=True, slots=True)
class Days:
    """A story on two days, and the record that knows both."""

    then: Story
    """As of the earlier day."""
    now: Story
    """As of the later one."""
    known: Record
    """The record as of the earlier day."""
    whole: Record
    """The record as it is today, by which any fact is found."""

    def counted(self, year: int) -> bool:
        """Whether a year became fully known between the two days."""
        return self.then.today < year <= self.now.today

    def facts(self, given: Given) -> dict[int, Fact]:
        """The facts a given was taken from, by year."""
        found = (self.whole.by_id[name] for name in given.facts if name in self.whole.by_id)
        return {fact.years[0]: fact for fact in found if fact.years is not None}


def changes(days: Days) -> tuple[Change, ...]:
    """All that changed the story's givens, given by given in the order of its file."""
    before = {given.name: given for given in days.then.givens}
    year = _counting(days)
    return tuple(
        change
        for given in days.now.givens
        if given.name in before
        for change in _of_given(before[given.name], given, year, days)
    )


def _counting(days: Days) -> Mover | None:
    """The work that completed the newest full year; None if both days know the same years."""
    if days.now.today == days.then.today:
        return None
    made = [
        fact
        for given in days.now.givens
        for year, fact in days.facts(given).items()
        if days.counted(year) and fact.id not in days.known.by_id
    ]
    if not made:
        return Mover("", days.now.today)
    newest = max(made, key=lambda fact: (fact.known_on, fact.id))
    return Mover(origin(newest, days.whole), days.now.today)


def origin(fact: Fact, whole: Record) -> str:
    """The work that printed a figure, or the newest of those that a derived one was taken from."""
    inputs = [whole.by_id[name] for name in fact.inputs if name in whole.by_id]
    if not inputs:
        return fact.source
    return origin(max(inputs, key=lambda one: (one.issued_on, one.id)), whole)


def _of_given(then: Given, now: Given, year: Mover | None, days: Days) -> Iterator[Change]:
    if same(then.shape, now.shape):
        return
    facts = days.facts(now)
    if not (isinstance(then.shape, Path) and isinstance(now.shape, Path)):
        fact = next((days.whole.by_id[name] for name in now.facts), None)
        yield Change(now.name, _mover(fact, now, year, days), None)
        return
    by_mover: dict[Mover, list[int]] = {}
    for changed in _years(then.shape, now.shape):
        mover = _mover(facts.get(changed), now, year, days)
        by_mover.setdefault(mover, []).append(changed)
    for mover, years in by_mover.items():
        yield Change(now.name, mover, tuple(years))


def _mover(fact: Fact | None, given: Given, year: Mover | None, days: Days) -> Mover:
    if year is not None:
        came_into_use = fact is None or fact.id in days.known.by_id
        is_new = fact is not None and fact.years is not None and days.counted(fact.years[0])
        if came_into_use or (is_new and fact is not None and fact.status == "actual"):
            return year
    if fact is not None:
        return Mover(origin(fact, days.whole), None)
    return Mover(given.source[0] if given.source else "", None)


def same(left: Shape, right: Shape) -> bool:
    """Whether two shapes hold the same numbers; by their text, since nan is unequal to itself."""
    return repr(left) == repr(right)


def _years(then: Path, now: Path) -> list[int]:
    """The years in which two series differ, those that only one of them has included."""
    before = {y: repr(v) for y, v in zip(then.years, then.values, strict=True)}
    after = {y: repr(v) for y, v in zip(now.years, now.values, strict=True)}
    return [y for y in sorted({*before, *after}) if before.get(y) != after.get(y)]


def revised(days: Days) -> tuple[Revised, ...]:
    """The figures behind the givens of which a later issue came between the two days.

    By topic and year; only what was known on the earlier day can be revised, and only by more than
    rounding.
    """
    before = {given.name: given for given in days.then.givens}
    found: dict[tuple[str, str], Revised] = {}
    for given in days.now.givens:
        old = days.facts(before[given.name]) if given.name in before else {}
        for year, fact in days.facts(given).items():
            one = old.get(year)
            if one is None or one.id == fact.id or one.id not in days.known.by_id:
                continue
            if differ(printed(one), printed(fact)):
                found[(one.id, fact.id)] = Revised(fact.topic, year, one.id, fact.id)
    return tuple(sorted(found.values(), key=lambda row: (row.topic, row.year)))


def first_counted(days: Days) -> tuple[str, ...]:
    """Ids of the figures of a newly counted year that were not known on the earlier day, and did
    not serve then either."""
    served = {name for given in days.then.givens for name in given.facts}
    found = (
        fact
        for given in days.now.givens
        for year, fact in days.facts(given).items()
        if days.counted(year) and fact.status == "actual" and fact.id not in days.known.by_id
    )
    return tuple(sorted({fact.id for fact in found} - served))


def facts_of(rows: Iterable[Revised]) -> set[str]:
    """The ids of both sides of revisions."""
    return {name for row in rows for name in (row.then, row.now)}

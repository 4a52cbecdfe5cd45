"""Writes a model's formulas on a tape, each asked once a run's plan is made, not once a block.

Not here: the stand-ins that formulas are asked with (`traced.py`), the order and the memory in
which the tape is run (`schedule.py`). A formula over whole years is asked once; one that feeds back
on itself once a year, since its years differ: the published ones are not asked at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.answer import FAILURES, placed
from assay.model.complaint import place
from assay.model.dimensioned import YEAR_POWERS
from assay.model.graph import YEAR, Group, Need
from assay.model.mixing import SAMPLES, among, mixing, probe, refusal
from assay.model.plan import Hold, Plan, called, holding, read_only
from assay.model.tape import Row, Tape, Untraceable
from assay.model.traced import Traced, Value, rows_of, told
from assay.units import unit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a given before any sample is drawn."""

    name: str
    """Name of the given."""
    values: bytes | None
    """Its values, one or one a year, where every sample has the same, or the same multiple of them;
    else None. In base units, and as bytes, since a missing year equals no other in numbers."""
    over_time: bool
    """Whether it has one value a year."""
    missing: tuple[bool | None, ...] = ()
    """Of a series that differs by sample, by year: whether it is missing in all samples; None
    where it is in some."""
    factor: float | None = None
    """Where one number a sample multiplies the values: the scale of the product in base units."""


class Line(NamedTuple):
    """The rows of one node."""

    rows: tuple[Row, ...]
    """One a year, or a single one for all."""
    over_time: bool
    """Whether there is one a year."""

    def at(self, row: int) -> Row:
        """The row of one year."""
        return self.rows[row] if self.over_time else self.rows[0]

    def spread(self, years: int) -> tuple[Row, ...]:
        """One row a year."""
        return self.rows if self.over_time else self.rows * years


@dataclass(slots=True)
class Writing:
    """A tape that is being written."""

    plan: Plan
    """What is asked for."""
    tape: Tape
    """What has been written."""
    lines: dict[str, Line]
    """The nodes done so far."""
    uncertain: set[Row] = field(default_factory=set)
    """Rows of series that are missing in some samples only."""
    shown: dict[tuple[Row, bool], Floats] = field(default_factory=dict)
    """Single constants as arrays, by row and whether they stand for a year each."""


def trace(plan: Plan, inputs: Sequence[Known]) -> tuple[Tape, dict[str, Line]]:
    """The tape of a plan, and the rows of its outputs. Raises StoryError as a formula does."""
    writing = Writing(plan, Tape(), {})
    years = tuple(writing.tape.constant(float(year)) for year in plan.years)
    writing.lines[YEAR] = Line(years, True)
    for known in inputs:
        line = _given(writing, known)
        hold = plan.holds.get(known.name)
        writing.lines[known.name] = line if hold is None else _held(writing, known.name, line, hold)
    with np.errstate(all="ignore"):
        for group in plan.groups:
            if group.stepped:
                _step(writing, group)
            else:
                _whole(writing, group.names[0])
    return writing.tape, {name: _kept(plan, name, writing.lines[name]) for name in plan.outputs}


def _kept(plan: Plan, name: str, line: Line) -> Line:
    """The rows of an output that are asked for."""
    if name not in plan.kept or not line.over_time:
        return line
    return Line(tuple(line.rows[row] for row in plan.kept[name]), True)


def _given(writing: Writing, known: Known) -> Line:
    tape = writing.tape
    if known.values is not None and known.factor is not None:
        return _multiplied(tape, known.name, np.frombuffer(known.values).tolist(), known.factor)
    if known.values is not None:
        values = np.frombuffer(known.values).tolist()
        return Line(tuple(tape.constant(value) for value in values), known.over_time)
    if not known.over_time:
        return Line((tape.given(known.name, None),), False)
    rows = []
    for year, missing in enumerate(known.missing):
        rows.append(tape.constant(float("nan")) if missing else tape.given(known.name, year))
        if missing is None:
            writing.uncertain.add(rows[-1])
    return Line(tuple(rows), True)


def _multiplied(tape: Tape, name: str, values: Sequence[float], scale: float) -> Line:
    """A series of which every sample has the same multiple, in the order in which `draw` does."""
    factor = tape.given(name, None)
    rows = [tape.constant(value) for value in values]
    for year, row in enumerate(rows):
        if not np.isnan(tape.value(row)):
            product = tape.applied(np.multiply, row, factor)
            rows[year] = tape.applied(np.multiply, product, tape.constant(scale))
    return Line(tuple(rows), True)


def _held(writing: Writing, name: str, line: Line, hold: Hold) -> Line:
    if hold.rows is None:
        rows = (_moved(writing, name, row, hold, at) for at, row in enumerate(line.rows))
        return Line(tuple(rows), line.over_time)
    kept = zip(line.spread(writing.plan.years.size), hold.rows.tolist(), strict=True)
    return Line(
        tuple(
            _moved(writing, name, row, hold, at) if is_held else row
            for at, (row, is_held) in enumerate(kept)
        ),
        True,
    )


def _moved(writing: Writing, name: str, row: Row, hold: Hold, year: int) -> Row:
    """What a hold makes of a row of a node, that of a year or the only one."""
    tape = writing.tape
    if hold.told:
        told = writing.lines[holding(name)].at(year)
        return tape.chosen(tape.applied(np.isnan, told), row, told)
    constant = tape.constant(hold.value)
    if hold.factor == 0:
        return constant
    scaled = tape.applied(np.multiply, row, tape.constant(hold.factor))
    found = tape.applied(np.add, scaled, constant)
    if row in writing.uncertain:
        writing.uncertain.add(found)
    return found


def _whole(writing: Writing, name: str) -> None:
    """One quantity over all years."""
    plan, tape, years = writing.plan, writing.tape, writing.plan.years.size
    quantity = plan.graph.quantities[name]
    arguments = [_argument(writing, need) for need in plan.graph.needs[name]]
    try:
        line = _answer(
            tape, quantity.formula(*(_shown(writing, line) for line in arguments)), years
        )
    except StoryError as error:
        raise placed(error, place(name, quantity.formula)) from error
    except FAILURES:
        line = _as_written(writing, name, arguments, years)
    if quantity.known is not None:
        known = writing.lines[quantity.known].rows
        pairs = zip(known, line.spread(years), strict=True)
        line = Line(tuple(_filled(writing, one, other) for one, other in pairs), True)
    hold = plan.holds.get(name)
    writing.lines[name] = line if hold is None else _held(writing, name, line, hold)


def _argument(writing: Writing, need: Need) -> Line:
    line = writing.lines[need.node]
    if need.when == "now":
        return line
    start = writing.plan.graph.quantities[need.node].start
    assert start is not None, "the graph refuses previous_ without start"
    return Line((writing.lines[start].at(0), *line.spread(writing.plan.years.size)[:-1]), True)


def _step(writing: Writing, group: Group) -> None:
    """A group that feeds back on itself, one year after another."""
    plan = writing.plan
    rows: dict[str, list[Row]] = {name: [] for name in group.names}
    for year in range(plan.years.size):
        for name in group.names:
            rows[name].append(_in_year(writing, rows, name, year))
    for name, found in rows.items():
        writing.lines[name] = Line(tuple(found), True)


def _in_year(writing: Writing, inside: Mapping[str, list[Row]], name: str, year: int) -> Row:
    """One quantity of a stepped group in one year."""
    tape, hold = writing.tape, writing.plan.holds.get(name)
    if hold is not None and hold.rows is not None and not hold.rows[year]:
        hold = None
    if hold is not None and hold.factor == 0 and not hold.told:
        return tape.constant(hold.value)
    row = _computed_in_year(writing, inside, name, year)
    return row if hold is None else _moved(writing, name, row, hold, year)


def _computed_in_year(
    writing: Writing, inside: Mapping[str, list[Row]], name: str, year: int
) -> Row:
    """The same before anything is done to it from outside."""
    plan, tape = writing.plan, writing.tape
    quantity = plan.graph.quantities[name]
    known = None if quantity.known is None else writing.lines[quantity.known].at(year)
    if known is not None and not _may_lack(writing, known):
        return known
    lines = [_seen(writing, inside, need, year) for need in plan.graph.needs[name]]
    try:
        answer = quantity.formula(*(_shown(writing, line) for line in lines))
        row = _answer(tape, answer, 0).rows[0]
    except StoryError as error:
        raise placed(error, place(name, quantity.formula)) from error
    except FAILURES:
        row = _as_written(writing, name, lines, 0).rows[0]
    return row if known is None else _filled(writing, known, row)


def _seen(writing: Writing, inside: Mapping[str, list[Row]], need: Need, year: int) -> Line:
    """What a formula sees of a node in one year."""
    own = inside.get(need.node)
    if need.when == "history":
        before = (
            own if own is not None else writing.lines[need.node].spread(writing.plan.years.size)
        )
        return Line(tuple(before[:year]), True)
    if need.when == "now":
        return Line((own[year] if own is not None else writing.lines[need.node].at(year),), False)
    if year > 0:
        before_it = own[year - 1] if own is not None else writing.lines[need.node].at(year - 1)
        return Line((before_it,), False)
    start = writing.plan.graph.quantities[need.node].start
    assert start is not None, "the graph refuses previous_ without start"
    return Line((writing.lines[start].at(0),), False)


def _may_lack(writing: Writing, row: Row) -> bool:
    """Whether a row of a known series may be missing."""
    if row >= 0:
        return row in writing.uncertain
    return bool(np.isnan(writing.tape.value(row)))


def _filled(writing: Writing, known: Row, computed: Row) -> Row:
    """The known row, computed where it is missing."""
    if not _may_lack(writing, known):
        return known
    return writing.tape.chosen(writing.tape.applied(np.isnan, known), computed, known)


def _shown(writing: Writing, line: Line) -> Value:
    """A stand-in for a line; a real array, read only, where no sample is needed."""
    rows, over_time = line
    if len(rows) == 1:
        if rows[0] >= 0:
            return Traced(writing.tape, rows, 1 + over_time)
        key = rows[0], over_time
        if key not in writing.shown:
            writing.shown[key] = read_only(told(writing.tape, rows, 1 + over_time))
        return writing.shown[key]
    value = told(writing.tape, rows, 1 + over_time)
    return value if isinstance(value, Traced) else read_only(value)


def _answer(tape: Tape, answer: Value, years: int) -> Line:
    """The rows of what a formula returned, as numbers: one, or one for each of `years`."""
    rows, axes = rows_of(tape, answer)
    if (axes == 2 and len(rows) != years) or (axes == 2 and years == 0):
        raise Untraceable(f"{len(rows)} years")
    return Line(tuple(_as_number(tape, row) for row in rows), axes == 2)


def _as_number(tape: Tape, row: Row) -> Row:
    if row < 0:
        value = tape.value(row)
        return tape.constant(float(value)) if isinstance(value, bool) else row
    return tape.applied(np.multiply, row, tape.constant(1.0)) if row in tape.truths else row


def _as_written(writing: Writing, name: str, arguments: Sequence[Line], years: int) -> Line:
    """The rows of a formula that runs on arrays, which says what it means or raises again; its
    years are 0 where one year is asked for."""
    plan = writing.plan
    probes = [
        _probe(writing, need, line, at)
        for at, (need, line) in enumerate(zip(plan.graph.needs[name], arguments, strict=True))
    ]
    over_time = years > 0 and _over_time(plan, name, probes, years)
    formula = plan.graph.quantities[name].formula
    found = mixing(formula, probes)
    if found is not None:
        raise refusal(place(name, formula), found)

    def call(arrays: list[Floats], samples: int) -> list[Floats]:
        result = called(plan, name, [read_only(one) for one in arrays], samples, years)
        if result.ndim == 2 and not over_time:
            raise StoryError(
                name, "a value a year in this run, one for all years before", "one of both", ""
            )
        if result.ndim == 2:
            return list(result)
        return [result.reshape(-1)] * (years if over_time else 1)

    asked = [(line.rows, 1 + line.over_time) for line in arguments]
    rows = writing.tape.as_written(call, asked, years if over_time else 1)
    return Line(rows, over_time)


def _probe(writing: Writing, need: Need, line: Line, argument: int) -> Floats:
    """What a formula that cannot be traced is asked with: what is known of an argument, and numbers
    where samples are to come."""
    tape, graph = writing.tape, writing.plan.graph
    if max(line.rows, default=-1) < 0:
        known = np.array([float(tape.value(row)) for row in line.rows])
        return known[:, None] if line.over_time else known
    values = probe(len(line.rows), argument)
    if unit(graph.unit(need.node)).powers == YEAR_POWERS:
        values = among(values, writing.plan.years)
    values = values.copy()
    for at, row in enumerate(line.rows):
        if row < 0:
            values[at] = tape.value(row)
    return values if line.over_time else values[0]


def _over_time(plan: Plan, name: str, probes: Sequence[Floats], years: int) -> bool:
    """Whether a formula that cannot be traced returns one value a year."""
    try:
        return called(plan, name, probes, SAMPLES, years).ndim == 2
    except StoryError:
        return any(one.ndim == 2 for one in probes)

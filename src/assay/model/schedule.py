"""The order in which a tape is run, and the memory each entry is written to.

Not here: what is on the tape (`tape.py`), running it (`program.py`). Only what an output needs is
run; each entry as late as the first that needs it, years before outputs, so that little is alive at
a time and stays in the cache; a slot is free again once nothing later reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assay.model.program import Choice, ProductsSummed, Program, Step, WrittenOut
from assay.model.tape import (
    Applied,
    AsWritten,
    Chosen,
    Entry,
    Function,
    Given,
    Row,
    Summed,
    Tape,
)
from assay.model.trace import Line

Floats = NDArray[np.float64]
Place: TypeAlias = int
"""Where a row's values lie, among all arrays of a block."""


def _greatest(one: Floats, other: Floats, out: Floats) -> None:
    np.maximum(one, other, out=out)


def _least(one: Floats, other: Floats, out: Floats) -> None:
    np.minimum(one, other, out=out)


BY_KEYWORD: dict[Function, Function] = {np.maximum: _greatest, np.minimum: _least}
"""NumPy's functions that take their result's place by keyword only."""


def ordered(tape: Tape, wanted: Iterable[Row]) -> list[Row]:
    """The entries that the wanted rows need, each after what it needs; a formula that fills
    several stands once, as the first of them."""
    entries = tape.entries
    homes = {row: entry.first for row, entry in enumerate(entries) if type(entry) is AsWritten}
    seen: set[Row] = set()
    order: list[Row] = []
    for row in wanted:
        # an entry waits to be looked into, and then, as ~entry, to follow all that it needs
        waiting = [row] if row >= 0 else []
        while waiting:
            at = waiting.pop()
            if at < 0:
                order.append(~at)
                continue
            at = homes.get(at, at)
            if at not in seen:
                seen.add(at)
                waiting.append(~at)
                waiting += [need for need in reversed(_needs(entries[at])) if need >= 0]
    return order


def _needs(entry: Entry) -> tuple[Row, ...]:
    return () if isinstance(entry, Given) else entry.rows


def last_uses(tape: Tape, order: list[Row]) -> dict[Row, int]:
    """For each row that is read, the position of its last reader."""
    last: dict[Row, int] = {}
    for position, row in enumerate(order):
        for need in _needs(tape.entries[row]):
            last[need] = position
    return last


@dataclass(slots=True)
class Slots:
    """Memory that entries share, numbers and truth values apart."""

    first: Place
    """The place of the first slot."""
    truths: list[bool] = field(default_factory=list)
    """For each slot, whether it holds truth values."""
    _free: dict[bool, list[Place]] = field(default_factory=lambda: {False: [], True: []})
    """Slots of either kind that nothing reads any more."""

    def take(self, truth: bool) -> Place:
        """A free slot, the one freed last, or a new one."""
        if self._free[truth]:
            return self._free[truth].pop()
        self.truths.append(truth)
        return self.first + len(self.truths) - 1

    def give(self, place: Place) -> None:
        """Free a slot."""
        self._free[self.truths[place - self.first]].append(place)


@dataclass(frozen=True, slots=True)
class Homes:
    """Slots side by side for the rows whose products are summed, kept from first to last."""

    first: Place
    """The place of the first."""
    rows: tuple[Row, ...]
    """The row of each; a row may have several."""
    found: Mapping[tuple[Row, ...], Place]
    """Where rows lie in this order."""

    def places(self) -> dict[Row, list[Place]]:
        """All places of each row."""
        places: dict[Row, list[Place]] = {}
        for place, row in enumerate(self.rows, self.first):
            places.setdefault(row, []).append(place)
        return places


def homes_for(tape: Tape, order: Iterable[Row], first: Place) -> Homes:
    """Homes for all sums of products; series that overlap share the homes of what they share."""
    entries = (tape.entries[row] for row in order)
    summed = [entry for entry in entries if type(entry) is Summed]
    both = {one.left for one in summed} | {one.right[::-1] for one in summed}
    series = sorted(both, key=lambda one: (-len(one), one))
    rows = _strung_together(series)
    places = {row: place for place, row in enumerate(rows)}
    found: dict[tuple[Row, ...], Place] = {}
    for one in series:
        start = places.get(one[0], len(rows))
        if tuple(rows[start : start + len(one)]) != one:
            start = len(rows)
            rows += one
        found[one] = first + start
    return Homes(first, tuple(rows), found)


def _strung_together(series: Iterable[tuple[Row, ...]]) -> list[Row]:
    """Each row once, followed by what follows it in the first series that may have it so: windows
    that move from year to year become one line."""
    after: dict[Row, Row] = {}
    before: dict[Row, Row] = {}
    for one in series:
        for row, following in pairwise(one):
            if row != following and row not in after and following not in before:
                after[row], before[following] = following, row
    rows: list[Row] = []
    for start in (row for row in after if row not in before):
        rows.append(start)
        while rows[-1] in after:
            rows.append(after[rows[-1]])
    return rows


def schedule(tape: Tape, outputs: Mapping[str, Line]) -> Program:
    """The program that fills the outputs."""
    asked = [
        (name, year, line.rows[year])
        for year in range(max((len(line.rows) for line in outputs.values()), default=0))
        for name, line in outputs.items()
        if year < len(line.rows) and max(line.rows) >= 0
    ]
    order = ordered(tape, (row for *_, row in asked))
    return _Layout(tape, order, asked).program(outputs)


class _Layout:
    """Places given out while the order is walked: inputs, constants, outputs, then slots."""

    def __init__(self, tape: Tape, order: list[Row], asked: list[tuple[str, int, Row]]) -> None:
        self.tape, self.order, self.asked = tape, order, asked
        self.inputs = [row for row in order if type(tape.entries[row]) is Given]
        self.places: dict[Row, Place] = {row: place for place, row in enumerate(self.inputs)}
        read = {need for row in order for need in _needs(tape.entries[row]) if need < 0}
        self.constants = sorted(read | {row for *_, row in asked if row < 0}, reverse=True)
        for place, row in enumerate(self.constants, len(self.inputs)):
            self.places[row] = place
        self.first_output = len(self.inputs) + len(self.constants)
        self.steps: list[Step] = []
        self.homes = homes_for(tape, order, self.first_output + len(asked))
        self.first_slot = self.homes.first + len(self.homes.rows)
        self.also: dict[Row, list[Place]] = {}
        for row, places in self.homes.places().items():
            if row in self.places:
                self._copy(self.places[row], places)
            else:
                self.places[row], *self.also[row] = places

    def program(self, outputs: Mapping[str, Line]) -> Program:
        slots = Slots(self.homes.first, [False] * len(self.homes.rows))
        copies = self._outputs()
        last = last_uses(self.tape, self.order)
        for position, row in enumerate(self.order):
            entry = self.tape.entries[row]
            if type(entry) is Given:
                continue
            dying = {
                self.places[need]
                for need in _needs(entry)
                if last[need] == position and self.places[need] >= self.first_slot
            }
            if type(entry) is AsWritten:  # reads its arguments while it writes its results
                self._call(entry, slots, last)
                for place in dying:
                    slots.give(place)
                continue
            # an elementwise function may write over what it reads, place for place
            for place in dying:
                slots.give(place)
            if row not in self.places:
                self.places[row] = slots.take(row in self.tape.truths)
            self._step(entry, self.places[row])
            self._copy(self.places[row], self.also.get(row, ()))
        for source, place in copies:
            self._copy(self.places[source], (place,))
        tape = self.tape
        return Program(
            steps=tuple(self.steps),
            inputs=tuple((entry.name, entry.year) for entry in map(self._given, self.inputs)),
            constants=tuple(np.array(tape.value(row)) for row in self.constants),
            outputs=tuple((name, year) for name, year, _ in self.asked),
            truths=tuple(slots.truths),
            shapes={
                name: (len(line.rows) if line.over_time else None) for name, line in outputs.items()
            },
            fixed={
                name: np.array([tape.value(row) for row in line.rows], dtype=np.float64)
                for name, line in outputs.items()
                if max(line.rows) < 0
            },
        )

    def _copy(self, source: Place, places: Iterable[Place]) -> None:
        self.steps += [(np.positive, source, -1, place) for place in places]

    def _given(self, row: Row) -> Given:
        entry = self.tape.entries[row]
        assert isinstance(entry, Given)
        return entry

    def _outputs(self) -> list[tuple[Row, Place]]:
        """Let each computed row be written where it is asked for first; the rest are copies."""
        copies = []
        for place, (_, _, row) in enumerate(self.asked, self.first_output):
            if row in self.places:
                copies.append((row, place))
            else:
                self.places[row] = place
        return copies

    def _step(self, entry: Entry, place: Place) -> None:
        if isinstance(entry, Applied):
            first, *more = (self.places[need] for need in entry.rows)
            function: Function = BY_KEYWORD.get(entry.function, entry.function)
            self.steps.append((function, first, more[0] if more else -1, place))
        elif isinstance(entry, Chosen):
            elsewhere, where_true, truth = (self.places[need] for need in entry.rows)
            self.steps.append((Choice(truth, where_true, elsewhere, place), -1, -1, -1))
        elif isinstance(entry, Summed):
            start, end = self.homes.found[entry.left], self.homes.found[entry.right[::-1]]
            count = len(entry.left)
            left, right = range(start, start + count), range(end + count - 1, end - 1, -1)
            step = ProductsSummed(left, right, self.homes.first, place)
            self.steps.append((step, -1, -1, -1))

    def _call(self, entry: AsWritten, slots: Slots, last: Mapping[Row, int]) -> None:
        arguments = []
        for rows, axes in entry.arguments:
            same = bool(rows) and max(rows) < 0
            arguments.append((tuple(self.places[row] for row in rows), axes, same))
        filled = []
        unread = []
        for row in range(entry.first, entry.first + entry.count):
            if row not in self.places:
                self.places[row] = slots.take(False)
                if row not in last:
                    unread.append(self.places[row])
            filled.append(self.places[row])
        self.steps.append((WrittenOut(entry.call, tuple(arguments), tuple(filled)), -1, -1, -1))
        for row in range(entry.first, entry.first + entry.count):
            self._copy(self.places[row], self.also.get(row, ()))
        for place in unread:
            slots.give(place)

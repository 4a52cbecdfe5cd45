"""A model as a list of NumPy calls over a block of samples, written to memory that is kept.

Not here: how the list is made (`trace.py`, `schedule.py`), blocks over threads (`run.py`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Floats = NDArray[np.float64]

Step: TypeAlias = tuple[Callable[..., Any], int, int, int]
"""A function, the places of its arguments (-1: none) and of its result; where all are -1, the
function takes all places and finds its own."""

TILE = 4096
"""Samples a call works on: some hundred arrays of them stay in the second-level cache, and a call
lasts three times as long as it costs (measured)."""
WIDE = 32768
"""The same where several threads work: shorter calls spend their time on handing the interpreter's
lock to and fro, since a thread that has to wait for it is slow to wake (measured: of two threads
the second is worth a seventh at 16384 and two fifths at 32768). Both are whole vector registers, so
no result depends on which it is."""


OVER_YEARS = "ij,ij->j"
"""What numpy.einsum is to do with two series: multiply them year by year, and add up the years."""

APART = 72
"""Numbers between two slots, nine lines of the cache (measured: a seventh less time for R1)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One array where a third is true, another elsewhere."""

    truth: int
    """Place of the truth values."""
    where_true: int
    """Place of what is taken where they hold."""
    elsewhere: int
    """Place of what is taken elsewhere."""
    result: int
    """Place of the result, which may be one of the others."""

    def __call__(self, arrays: Sequence[Array]) -> None:
        """Choose. By `where`, which unlike a masked copy has no branch to guess wrong."""
        arrays[self.result][...] = np.where(
            arrays[self.truth], arrays[self.where_true], arrays[self.elsewhere]
        )


@dataclass(frozen=True, slots=True)
class ProductsSummed:
    """Products of slots that lie one after another, added in order, in one pass over them."""

    left: range
    """Places of one factor of each product, rising."""
    right: range
    """Places of the other, falling."""
    first: int
    """Place of the first slot."""
    result: int
    """Place of the sum, none of the factors'."""

    def __call__(self, arrays: Sequence[Array]) -> None:
        """Multiply and add. The last of all arrays holds the slots, (slot, sample)."""
        slots, total = arrays[-1], arrays[self.result]
        if slots.shape[1] == 1:  # a single sample would be added up in another order
            total[...] = 0.0
            for one, other in zip(self.left, self.right, strict=True):
                total += arrays[one] * arrays[other]
            return
        first = self.first
        left = slots[self.left.start - first : self.left.stop - first]
        right = slots[self.right.stop + 1 - first : self.right.start + 1 - first]
        np.einsum(OVER_YEARS, left, right[::-1], out=total)


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A formula called with arrays, as it is written."""

    call: Callable[[list[Floats], int], Iterable[Floats]]
    """From arguments and the number of samples to one array for each result."""
    arguments: tuple[tuple[tuple[int, ...], int, bool], ...]
    """Places, axes and whether all samples are the same, of each argument."""
    results: tuple[int, ...]
    """Places of the results."""

    def __call__(self, arrays: Sequence[Array]) -> None:
        """Put the arguments together, call, and take the results apart."""
        samples = arrays[self.results[0]].size
        arguments = []
        for places, axes, same in self.arguments:
            if axes == 1:
                arguments.append(np.atleast_1d(arrays[places[0]]))
                continue
            values = np.empty((len(places), 1 if same else samples))
            for row, place in enumerate(places):
                values[row] = arrays[place]
            arguments.append(values)
        for place, result in zip(self.results, self.call(arguments, samples), strict=True):
            arrays[place][...] = result


@dataclass(frozen=True, slots=True)
class Program:
    """What fills the outputs of a run, block by block.

    Places are numbered: inputs, constants, outputs, then slots.
    """

    steps: tuple[Step, ...]
    """In order."""
    inputs: tuple[tuple[str, int | None], ...]
    """Given, and row of a series."""
    constants: tuple[Array, ...]
    """Numbers and truth values that are the same in every sample."""
    outputs: tuple[tuple[str, int], ...]
    """Output, and row of it."""
    truths: tuple[bool, ...]
    """For each slot, whether it holds truth values."""
    shapes: Mapping[str, int | None]
    """For each output, its years; None for one number a sample."""
    fixed: Mapping[str, Floats]
    """Outputs that are the same in every sample, one value a year or one alone."""

    def scratch(self, tile: int) -> list[Array]:
        """Memory for the slots, `tile` samples long, and all of it, (slot, sample), as the last;
        one set for each thread."""
        # not a power of two apart, where they would contend for the same lines of the cache
        room = np.empty((len(self.truths), tile + APART))
        slots = (
            row.view(np.bool_)[:tile] if truth else row[:tile]
            for row, truth in zip(room, self.truths, strict=True)
        )
        return [*slots, room[:, :tile]]

    def fill(
        self,
        values: Mapping[str, Floats],
        outputs: Mapping[str, Floats],
        scratch: Sequence[Array],
        tile: int,
    ) -> None:
        """Write every output that differs by sample for one block, from its givens' values.

        `values` and `outputs` are (sample,) or (year, sample), in base units.
        """
        rows = [values[name] if year is None else values[name][year] for name, year in self.inputs]
        results = [
            outputs[name] if self.shapes[name] is None else outputs[name][year]
            for name, year in self.outputs
        ]
        samples = rows[0].size if rows else results[0].size if results else 0
        for start in range(0, samples, tile):
            stop = min(start + tile, samples)
            kept = (
                scratch if stop - start == tile else [one[..., : stop - start] for one in scratch]
            )
            self._run(
                [
                    *(row[start:stop] for row in rows),
                    *self.constants,
                    *(row[start:stop] for row in results),
                    *kept,
                ]
            )

    def _run(self, arrays: list[Array]) -> None:
        with np.errstate(all="ignore"):
            for function, one, other, result in self.steps:
                if other >= 0:
                    function(arrays[one], arrays[other], arrays[result])
                elif result >= 0:
                    function(arrays[one], arrays[result])
                else:
                    function(arrays)

"""Millions of samples told in a few numbers as they are drawn, in memory that does not grow.

Not here: runs whose samples are kept (`run.py`), exact, for up to some million samples.
Each block is counted into histograms, whose edges come from the first block; counts and sums are
merged in the order of the blocks, so that the number of threads moves no bit.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assay.arguments import probabilities_of, run_options
from assay.model.blocks import compiled, each_block, passing, workers_for
from assay.model.correlation import Correlation
from assay.model.draws import Draws, draws_for
from assay.model.elsewhere import in_order, opened_order, order
from assay.model.givens import Given
from assay.model.model import Model
from assay.model.plan import Do, Plan, plan_for
from assay.model.program import TILE, WIDE
from assay.model.run import run
from assay.model.sample import RANDOMISATIONS, Design, Method
from assay.model.sending import opened, packed
from assay.model.sound import sound
from assay.model.summary import BAND, moments, quantiles
from assay.model.watch import Watch
from assay.units import unit

Floats = NDArray[np.float64]

BLOCK = WIDE
"""Samples drawn and counted at a time: as many as a call may take where several threads work."""
PILOT = 8192
"""Samples of the first block, which lays the edges while all others wait: the bins reach beyond
what it shows, and a quarter of the block costs a million samples of R1 on two processes 33 ms
less."""
EXACT = 2**18
"""Samples up to which all are kept and quantiles are exact; beyond, they are counted: at a million
samples of R1 that takes a quarter of the memory and five sixths of the time."""
BINS = 4096
"""Bins of a histogram: at a million samples of R1 the worst of 186 percentiles is then off by a
seventh of its own sampling error."""
EDGE = 0.0005
"""Probability left out at either end of the first block when the bins are laid; what falls there is
counted at the ends."""
NARROWEST = float(np.finfo(np.float64).tiny)
"""Width of a bin at least: of anything smaller the inverse is no number."""
STRETCH = 16
"""Blocks at most that a worker counts before it sends back what it has counted, an eighth of the
bytes of one block's results: a second or so, as often as the time left is told."""
ROUNDS = 3
"""Stretches for each of the processor's cores at least, where there are as many blocks: so that
workers end together, though each time between two costs as much as a fifth of a block."""
BEYOND = 0.1
"""By how much of their span the bins reach beyond that."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """One output in a few numbers, in its declared unit, a value a year, or one."""

    mean: Floats
    """Mean over all samples."""
    deviation: Floats
    """Standard deviation over all samples."""
    quantiles: Floats
    """Quantiles, the probabilities last."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What mean and deviation are made of, a number a row; places are those among the bins, where
    the first bin begins at 1: near all samples, so that few digits are lost."""

    places: Floats
    """Sum of the samples' places."""
    squares: Floats
    """Sum of their squares."""

    def and_of(self, other: "Sums") -> "Sums":
        """Of these samples and those."""
        return Sums(self.places + other.places, self.squares + other.squares)


@dataclass(slots=True)
class Histogram:
    """Counts of one output, a row a year; two histograms with the same edges add up."""

    low: Floats
    """Lower edge of each row's first bin."""
    width: Floats
    """Width of each row's bins, above 0."""
    counts: NDArray[np.int64] | NDArray[np.uint32]
    """(row, bin), what lies below the first in the first column, what lies beyond in the last."""
    least: Floats
    """The smallest value counted."""
    most: Floats
    """The largest value counted."""

    def count(self, values: Floats) -> "Sums":
        """Count (row, sample); and the sums of each row's places among the bins, row by row, so
        that a row is read while it is in the cache."""
        place = np.empty(values.shape[1])
        bins = np.empty(values.shape[1], dtype=np.intp)
        sums = Sums(np.empty(len(values)), np.empty(len(values)))
        a_unit = 1.0 / self.width
        before = 1.0 - self.low * a_unit
        for row, some in enumerate(values):
            with np.errstate(over="ignore"):  # far beyond the bins is beyond them
                np.multiply(some, a_unit[row], out=place)
                place += before[row]
                sums.places[row] = np.sum(place)
                sums.squares[row] = np.einsum("i,i->", place, place)
            # what lies below the bins begins at 0, so cutting off is the same as rounding down
            np.clip(place, 0.0, BINS + 1, out=place)
            np.copyto(bins, place, casting="unsafe")
            self.counts[row] += np.bincount(bins, minlength=BINS + 2)
            self.least[row] = min(self.least[row], some.min())
            self.most[row] = max(self.most[row], some.max())
        return sums

    def add(self, other: "Histogram") -> None:
        """Take over what another has counted."""
        self.counts += other.counts
        np.minimum(self.least, other.least, out=self.least)
        np.maximum(self.most, other.most, out=self.most)

    def empty(self) -> "Histogram":
        """One with the same edges that has counted nothing."""
        return Histogram(
            self.low,
            self.width,
            np.zeros_like(self.counts),
            np.full_like(self.least, np.inf),
            np.full_like(self.most, -np.inf),
        )

    def to_send(self) -> "Histogram":
        """The same in half as many bytes; of fewer than 2^32 samples."""
        return replace(self, counts=self.counts.astype(np.uint32))

    def quantiles(self, probabilities: Sequence[float]) -> Floats:
        """(row, probability), evenly spread within each bin."""
        found = np.empty((len(self.counts), len(probabilities)))
        for row, counts in enumerate(self.counts):
            inner = self.low[row] + self.width[row] * np.arange(BINS + 1)
            edges = np.clip(inner, self.least[row], self.most[row])
            edges = np.concatenate([[self.least[row]], edges, [self.most[row]]])
            below = np.concatenate([[0], np.cumsum(counts)])
            wanted = np.asarray(probabilities) * below[-1]
            at = np.clip(np.searchsorted(below, wanted, side="right") - 1, 0, BINS + 1)
            inside = (wanted - below[at]) / np.maximum(counts[at], 1)
            found[row] = edges[at] + np.minimum(inside, 1.0) * (edges[at + 1] - edges[at])
        return found


def histogram_for(values: Floats) -> Histogram:
    """An empty histogram whose bins cover what pilot samples (row, sample) show."""
    ends = quantiles(values, (EDGE, 1.0 - EDGE))
    span = ends[:, 1] - ends[:, 0]
    low = ends[:, 0] - BEYOND * span
    # where all are the same, any width will do
    width = np.where(span > 0, (1 + 2 * BEYOND) * span / BINS, np.spacing(np.abs(low)) + EDGE)
    width = np.maximum(width, NARROWEST)
    rows = len(values)
    counts = np.zeros((rows, BINS + 2), dtype=np.int64)
    return Histogram(low, width, counts, np.full(rows, np.inf), np.full(rows, -np.inf))


Block: TypeAlias = tuple[int, int, dict[str, Sums]]
"""First sample and end of a block, and the sums of each output."""


@dataclass(slots=True)
class Counting:
    """What is counted while blocks are done."""

    edges: dict[str, Histogram] = field(default_factory=dict)
    """An empty histogram of each output, laid by the first block."""
    own: list[dict[str, Histogram]] = field(default_factory=list)
    """Each thread's histograms."""
    waiting: dict[int, Block] = field(default_factory=dict)
    """By first sample: blocks done before one that comes earlier."""
    total: dict[str, Sums] = field(default_factory=dict)
    """The sums of all blocks up to `reached`, added in the order of the samples."""
    reached: int = 0
    """Samples whose sums are in the total."""
    here: threading.local = field(default_factory=threading.local)
    """The calling thread's histograms."""
    adding: threading.Lock = field(default_factory=threading.Lock)
    """Held while sums are added."""

    def count(self, part: Mapping[str, Floats], start: int, stop: int) -> None:
        """Count one block; the first lays the edges, so it is to be done before others."""
        parts = {name: np.atleast_2d(values) for name, values in part.items()}
        if not self.edges:
            self.edges = {name: histogram_for(values) for name, values in parts.items()}
        if not hasattr(self.here, "histograms"):
            self.here.histograms = {name: edges.empty() for name, edges in self.edges.items()}
            self.own.append(self.here.histograms)
        histograms: dict[str, Histogram] = self.here.histograms
        sums = {name: histograms[name].count(values) for name, values in parts.items()}
        self.add((start, stop, sums))

    def add(self, block: Block) -> None:
        """Take a block's sums, as soon as those of all before it are in: so that the number of
        threads moves no bit, and nothing grows with the number of samples."""
        with self.adding:
            self.waiting[block[0]] = block
            while self.reached in self.waiting:
                _, self.reached, sums = self.waiting.pop(self.reached)
                for name, some in sums.items():
                    self.total[name] = self.total[name].and_of(some) if name in self.total else some

    def histogram(self, name: str) -> Histogram:
        """All that has been counted of one output."""
        whole = self.edges[name].empty()
        for histograms in self.own:
            whole.add(histograms[name])
        return whole

    def condensed(self, name: str, scale: float, probabilities: Sequence[float]) -> Condensed:
        """One output of the samples counted, in a few numbers."""
        whole = self.histogram(name)
        place = self.total[name].places / self.reached
        with np.errstate(invalid="ignore"):
            variance = self.total[name].squares / self.reached - place * place
        variance = np.where(np.isnan(variance), np.inf, variance)  # squares beyond all numbers
        return Condensed(
            mean=(whole.low + whole.width * (place - 1.0)) / scale,
            deviation=whole.width * np.sqrt(np.maximum(variance, 0.0)) / scale,
            quantiles=whole.quantiles(probabilities) / scale,
        )


def condense(
    model: Model,
    givens: Sequence[Given],
    *,
    outputs: Sequence[str],
    samples: int,
    probabilities: Sequence[float] = BAND,
    seed: int = 0,
    threads: int | None = None,
    randomisations: int = RANDOMISATIONS,
    method: Method = "sobol",
    do: Mapping[str, Do] | None = None,
    correlations: Sequence[Correlation] = (),
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> dict[str, Condensed]:
    """Mean, deviation and quantiles of each output; exact up to 2^18 samples. Raises as `run`.

    Beyond, quantiles are interpolated in histograms: wrong by less than a bin, which is 1/4096 of
    what 99.9 % of the samples span. The same bits for any number of threads and any executor, and
    memory that does not grow with the samples. Where `watch` says stop, of the samples done.
    """
    samples, seed, threads, randomisations, _ = run_options(samples, seed, threads, randomisations)
    probabilities = probabilities_of(probabilities)
    if samples <= EXACT:
        done = run(
            model, givens, outputs=outputs, samples=samples, seed=seed, threads=threads,
            randomisations=randomisations, method=method, do=do, correlations=correlations,
            executor=executor, watch=watch,
        )  # fmt: skip
        return {
            name: _of_kept(values, unit(done.units[name], name).scale, probabilities)
            for name, values in done.outputs.items()
        }
    graph = sound(model, givens, outputs=outputs, do=do or (), correlations=correlations)
    plan = plan_for(graph, outputs, do)
    design = Design(samples, seed, randomisations, method)
    draws = draws_for(plan, givens, design, correlations, None)
    counting = Counting()
    if executor is None or isinstance(executor, ThreadPoolExecutor):
        _count(plan, draws, counting, samples, threads, watch, executor, pilot=PILOT)
    else:
        _count(plan, draws, counting, PILOT, 1, None, None)
        sent = order(plan, givens, design, correlations, None, BLOCK, "traced")
        _count_elsewhere(executor, counting, sent, samples, watch)
    found = {}
    for name in plan.outputs:
        scale = unit(graph.unit(name), name).scale
        found[name] = counting.condensed(name, scale, probabilities)
    return found


def _count(
    plan: Plan,
    draws: Draws,
    counting: Counting,
    samples: int,
    threads: int | None,
    watch: Watch | None,
    pool: ThreadPoolExecutor | None,
    start: int = 0,
    pilot: int | None = None,
) -> None:
    """Count so many samples from `start` on, in blocks of which the first has `pilot`."""
    program = compiled(plan.key(), draws.known())
    tile = TILE if pool is None and workers_for(samples, threads, BLOCK) == 1 else WIDE

    def values(first: int, end: int) -> dict[str, Floats]:
        return draws.factors(start + first, start + end)

    def then(part: Mapping[str, Floats], first: int, end: int) -> None:
        counting.count(part, start + first, start + end)

    each_block(
        plan, values, samples, passing(program, BLOCK, tile, then),
        threads=threads, block=BLOCK, refuse=True, whole=draws.whole, watch=watch, pool=pool,
        first=pilot,
    )  # fmt: skip


Counted: TypeAlias = tuple[dict[str, Histogram], list[Block]]
"""What a worker sends back: its histograms, and the sums of each block."""


def counted_of(sent: bytes, start: int, stop: int) -> Counted:
    """Count samples start..stop, for an order that comes with edges; done by a worker."""
    whole, edges = opened_edges(sent)
    _, plan, draws = opened_order(whole)
    counting = Counting(edges=edges, reached=-1)
    _count(plan, draws, counting, stop - start, 1, None, None, start)
    histograms = {name: counting.histogram(name).to_send() for name in edges}
    return histograms, [counting.waiting[at] for at in sorted(counting.waiting)]


@lru_cache(maxsize=4)
def opened_edges(sent: bytes) -> tuple[bytes, dict[str, Histogram]]:
    """An order with edges: the order, and the empty histograms; opened once by a worker."""
    found: tuple[bytes, dict[str, Histogram]] = opened(sent)
    return found


def _count_elsewhere(
    executor: Executor, counting: Counting, sent: bytes, samples: int, watch: Watch | None
) -> None:
    """Count all after the first block, which has laid the edges, on an executor."""
    with_edges = packed((sent, counting.edges))
    every = -(-(samples - PILOT) // BLOCK)
    count = max(-(-every // STRETCH), min(every, ROUNDS * (os.cpu_count() or 1)))
    ends = [PILOT + part * every // count * BLOCK for part in range(count + 1)]
    stretches = list(pairwise([*ends[:-1], samples]))
    if watch is not None:
        watch.begin(samples)
        watch.add(PILOT)
    for (start, stop), (histograms, blocks) in in_order(
        executor, counted_of, with_edges, stretches, watch
    ):
        for name, histogram in histograms.items():
            counting.own[0][name].add(histogram)
        for block in blocks:
            counting.add(block)
        if watch is not None:
            watch.add(stop - start)


def _of_kept(values: Floats, scale: float, probabilities: Sequence[float]) -> Condensed:
    """The same of samples in base units; only what is told of them is put into their own unit."""
    rows = np.atleast_2d(values)
    mean, deviation = moments(rows)
    return Condensed(
        mean=mean / scale,
        deviation=deviation / scale,
        quantiles=quantiles(rows, probabilities) / scale,
    )

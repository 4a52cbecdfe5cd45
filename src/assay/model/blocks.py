"""A plan over all samples: blocks over threads, each written to its own place in the results.

Not here: where the samples come from (`run.py`), what is done in a block (`program.py`, or
`plan.py` where formulas run as written).
"""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assay.arguments import one_of
from assay.errors import ExecutorError, StoryError
from assay.model.complaint import raise_all
from assay.model.failure import not_finite
from assay.model.memory import require_memory
from assay.model.plan import Asked, Plan, evaluate_block, plan_of
from assay.model.program import TILE, WIDE, Program
from assay.model.schedule import schedule
from assay.model.trace import Known, trace
from assay.model.watch import Watch

Floats = NDArray[np.float64]
Values: TypeAlias = Callable[[int, int], dict[str, Floats]]
"""From first sample and end to the givens' values in base units."""
Whole: TypeAlias = Callable[[Mapping[str, Floats]], dict[str, Floats]]
"""From what a program needs of the givens to what formulas as written need."""
Formulas = Literal["traced", "as written"]
FORMULAS: tuple[Formulas, ...] = ("traced", "as written")
"""The same, as they are told apart."""

BLOCK = 16384
"""Samples drawn at a time: long enough that a draw outweighs its calls, short enough to stay in
cache."""
FREED = 31 * 2**20
"""Bytes of the piece by which the C library is told to keep what a run frees: just below 32 MB, the
most that counts (mallopt(3), M_MMAP_THRESHOLD)."""
FEW = 2**15
"""Samples up to which one thread serves where no number of threads is asked for: below, two trade
the interpreter lock more than they work."""


@dataclass(frozen=True, slots=True)
class Work:
    """How one block is computed."""

    results: dict[str, Floats]
    """Every output over all samples, once its blocks are done."""
    fill: Callable[[Mapping[str, Floats], int, int], Mapping[str, Floats]]
    """Compute samples start..stop from the givens' values, and return that part of the results."""
    then: Callable[[Mapping[str, Floats], int, int], None] = lambda _part, _start, _stop: None
    """What is done with a part once it is known to be finite; the first is done before others."""
    joins: bool = False
    """Whether blocks may be done together, since nothing is reckoned block by block."""


def over_blocks(
    plan: Plan,
    known: Sequence[Known],
    values: Values,
    samples: int,
    *,
    threads: int | None,
    block: int,
    refuse: bool,
    formulas: Formulas,
    whole: Whole = dict,
    watch: Watch | None = None,
    pool: ThreadPoolExecutor | None = None,
) -> dict[str, Floats]:
    """Every output over all samples, (year, sample) or (sample,), or over those that are done when
    the watch says stop.

    `whole` makes of the values what formulas as written need, should that be more. `pool` are
    threads to work on in place of the run's own.

    Raises StoryError where a formula fails, and, if `refuse`, where a result is no finite number.
    """
    if one_of(formulas, "formulas", FORMULAS) == "traced":
        tile = TILE if workers_for(samples, threads, block) == 1 else WIDE
        work = _traced(compiled(plan.key(), tuple(known)), samples, tile)
    else:
        work = _as_written(plan, samples, whole)

    done = each_block(
        plan, values, samples, work, threads=threads, block=block, refuse=refuse, whole=whole,
        watch=watch, pool=pool,
    )  # fmt: skip
    if done < samples:
        return {name: result[..., :done] for name, result in work.results.items()}
    return work.results


def each_block(
    plan: Plan,
    values: Values,
    samples: int,
    work: Work,
    *,
    threads: int | None,
    block: int,
    refuse: bool,
    whole: Whole = dict,
    watch: Watch | None = None,
    pool: ThreadPoolExecutor | None = None,
    first: int | None = None,
) -> int:
    """Do the work on every block, over threads, and tell how many samples are done: all, unless
    the watch says stop. The first block is done before others, and is `first` samples long should
    that be told. Raises as `over_blocks`."""

    def one(bound: tuple[int, int]) -> None:
        found = values(*bound)
        part = work.fill(found, *bound)
        amiss: dict[str, StoryError] = {}
        for name, result in part.items() if refuse else ():
            # a sum is quicker than asking each, and no finite number where one of them is none
            suspect = _all_known(plan, name) and not np.isfinite(np.sum(result))
            if suspect and not np.isfinite(result).all():
                for failed in not_finite(plan, name, result, whole(found)):
                    # several outputs fail where one formula behind them does
                    amiss.setdefault(failed.where, failed)
        raise_all(tuple(amiss.values()), "the run")
        work.then(part, *bound)
        if watch is not None:
            watch.add(bound[1] - bound[0])

    _keep_freed_memory()
    workers = workers_for(samples, threads, block)
    shared = work.joins and workers > 1 and block >= BLOCK
    bounds = shared_out(samples, workers) if shared else bounds_of(samples, block, first)
    if watch is not None:
        watch.begin(samples)
    one(bounds[0])
    queue = Queue(bounds, watch.stop if watch is not None else threading.Event())
    if pool is not None:
        queue.work_off(one, pool, workers)
    elif workers > 1:
        with ThreadPoolExecutor(workers) as own:
            queue.work_off(one, own, workers)
    else:
        queue.take(one)
    return samples if queue.taken == len(bounds) else bounds[queue.taken][0]


def _all_known(plan: Plan, name: str) -> bool:
    """Whether every value is to be a number, as but those of a recorded series are, which may lack
    years."""
    return name in plan.graph.quantities or not plan.graph.inputs[name].over_time


@dataclass(slots=True)
class Queue:
    """Blocks that threads take one after another, so that none waits in memory; what is taken is
    done, so that what is done has no gap."""

    bounds: Sequence[tuple[int, int]]
    """First sample and end of each."""
    stop: threading.Event
    """No further one is taken once it is set."""
    taken: int = 1
    """How many are taken; the first is done before others."""
    failed: dict[int, BaseException] = field(default_factory=dict)
    """By place: what failed. The earliest is told, whichever thread came first."""
    taking: threading.Lock = field(default_factory=threading.Lock)
    """Held while one is taken."""

    def take(self, do: Callable[[tuple[int, int]], None]) -> None:
        """Do one after another until none is left, one fails or the run is stopped."""
        while True:
            with self.taking:
                at = self.taken
                if at == len(self.bounds) or self.failed or self.stop.is_set():
                    return
                self.taken += 1
            try:
                do(self.bounds[at])
            except BaseException as error:
                self.failed[at] = error
                raise

    def work_off(
        self, do: Callable[[tuple[int, int]], None], pool: ThreadPoolExecutor, workers: int
    ) -> None:
        """The same by several threads. Raises what failed earliest in the order of the blocks, and
        ExecutorError for a pool that takes no work."""
        try:
            hands = [pool.submit(self.take, do) for _ in range(workers)]
        except RuntimeError as refused:
            self.failed.setdefault(len(self.bounds), refused)  # so that no thread takes more
            raise ExecutorError(
                type(pool).__name__,
                str(refused),
                "threads that still take work",
                "an executor that is not shut down, or none",
            ) from refused
        try:
            wait(hands)
        except BaseException as interrupted:
            self.failed.setdefault(len(self.bounds), interrupted)  # so that no thread takes more
            raise
        if self.failed:
            raise self.failed[min(self.failed)]


@lru_cache(maxsize=1)
def _keep_freed_memory() -> None:
    """Let the next run have the memory that this one frees, as it is mapped already.

    GNU's C library gives memory back to the system piece by piece, each as large as the largest
    that was ever freed; mapping it anew took a run of the silver story a fifth of its time. The
    piece is never written to, so it costs nothing; other libraries pay no heed to it.
    """
    np.empty(FREED, dtype=np.uint8)


@lru_cache(maxsize=16)
def compiled(asked: Asked, known: tuple[Known, ...]) -> Program:
    """The program of a plan, made once per content: a verdict runs one model several times."""
    return schedule(*trace(plan_of(asked), known))


def passing(
    program: Program, block: int, tile: int, then: Callable[[Mapping[str, Floats], int, int], None]
) -> Work:
    """Work of which nothing is kept: each part is handed on, and its memory used again."""
    own = threading.local()

    def fill(found: Mapping[str, Floats], start: int, stop: int) -> Mapping[str, Floats]:
        if not hasattr(own, "results"):
            own.results, own.scratch = _room(program, block), program.scratch(tile)
        part = {name: result[..., : stop - start] for name, result in own.results.items()}
        program.fill(found, part, own.scratch, tile)
        return part

    return Work({}, fill, then)


def _traced(program: Program, samples: int, tile: int) -> Work:
    own = threading.local()
    results = _room(program, samples)

    def fill(found: Mapping[str, Floats], start: int, stop: int) -> Mapping[str, Floats]:
        if not hasattr(own, "scratch"):
            own.scratch = program.scratch(tile)
        part = {name: result[..., start:stop] for name, result in results.items()}
        program.fill(found, part, own.scratch, tile)
        return part

    return Work(results, fill, joins=True)


def _room(program: Program, samples: int) -> dict[str, Floats]:
    """Memory for every output; what is the same in all samples takes none."""
    drawn = [name for name in program.shapes if name not in program.fixed]
    # in one piece, since the system maps large pieces in larger pages, which costs half as much
    numbers = sum(program.shapes[name] or 1 for name in drawn)
    require_memory(samples, numbers)
    room = np.empty((numbers, samples))
    results: dict[str, Floats] = {}
    for name, years in program.shapes.items():
        if name in program.fixed:
            values = program.fixed[name] if years is None else program.fixed[name][:, None]
            results[name] = np.broadcast_to(values, (*values.shape[:-1], samples))
        else:
            rows, room = room[: years or 1], room[years or 1 :]
            results[name] = rows[0] if years is None else rows
    return results


def _as_written(plan: Plan, samples: int, whole: Whole) -> Work:
    own, making = threading.local(), threading.Lock()
    results: dict[str, Floats] = {}

    def fill(found: Mapping[str, Floats], start: int, stop: int) -> Mapping[str, Floats]:
        if not hasattr(own, "scratch"):
            own.scratch = {}
        part = evaluate_block(plan, whole(found), stop - start, own.scratch)
        for name, result in part.items():
            with making:
                if name not in results:
                    results[name] = np.empty((*result.shape[:-1], samples))
            results[name][..., start:stop] = result
        return part

    return Work(results, fill)


def workers_for(samples: int, threads: int | None, block: int) -> int:
    """How many threads work, when so many are asked for."""
    own_choice = (os.cpu_count() or 1) if samples > FEW else 1
    return max(1, min(threads or own_choice, len(bounds_of(samples, block)) - 1))


def shared_out(samples: int, workers: int) -> list[tuple[int, int]]:
    """Blocks of which every worker has as many, as long as a thread's calls should be at most; and
    a short one before, for which all wait. Of more samples than one tile."""
    rest = samples - TILE
    count = workers * -(-rest // (WIDE * workers))
    return bounds_of(samples, TILE * -(-rest // (TILE * count)), TILE)


def bounds_of(samples: int, block: int, first: int | None = None) -> list[tuple[int, int]]:
    """Where blocks start and stop, the first of them after `first` samples should that be told; all
    but the last are whole tiles, so that no result depends on the size of a block."""
    size, begin = _whole_tiles(block), _whole_tiles(first or block)
    starts = [0, *range(begin, samples, size)] if samples else []
    return [
        (start, min(stop, samples))
        for start, stop in zip(starts, [*starts[1:], samples], strict=True)
    ]


def _whole_tiles(samples: int) -> int:
    return max(1, round(samples / TILE)) * TILE

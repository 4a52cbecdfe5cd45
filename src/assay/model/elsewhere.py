"""Blocks of a run on an executor that shares no memory with it: processes, or a cluster.

Not here: threads (`blocks.py`), how formulas are sent (`sending.py`), pools that wait without end
(`stuck_pool.py`).

Every task is an order, the same bytes for all of them, and the samples it is for. A worker opens an
order once. Results are taken in the order of the samples, whichever is ready first, so that the
bits are those of a run on threads; a worker that dies loses nothing where the executor gives its
tasks to another (Dask does), and else the run is refused, never cut.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assay.errors import ExecutorError
from assay.model.blocks import Formulas, over_blocks
from assay.model.correlation import Correlation
from assay.model.draws import Draws, draws_for
from assay.model.givens import Given
from assay.model.plan import Asked, Plan, plan_of
from assay.model.sample import Design
from assay.model.sending import opened, packed
from assay.model.stuck_pool import result_of
from assay.model.watch import Watch

Floats = NDArray[np.float64]
Bounds = tuple[int, int]
Part = TypeVar("Part")

AHEAD = 512
"""Tasks handed over before the first has come back: enough for any cluster, and at 10 MB for the
results of one no more than a few GB where all are done at once."""


TRIES = 4
"""How often a block is asked for: Dask's executor can answer with nonsense where a worker dies
while its result is fetched (an AttributeError of its own, distributed 2026.8), and has it the next
time."""
FAILS = (
    CancelledError, RuntimeError, OSError, ImportError, AttributeError, TypeError, ValueError,
    LookupError,
)  # fmt: skip
"""What may come instead of a result, a broken executor and the run's own refusals left out."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a worker must know of a run."""

    asked: Asked
    """The plan."""
    givens: tuple[Given, ...]
    """All givens of the model; their names decide which random numbers each draws."""
    design: Design
    """How many samples, how drawn."""
    correlations: tuple[Correlation, ...]
    """Which givens move together."""
    only: NDArray[np.int64] | None
    """Places of the samples that are drawn; None for all."""
    block: int
    """Samples drawn at a time."""
    refuse: bool
    """Whether a result that is no finite number is an error."""
    formulas: Formulas
    """Traced, or as written."""


def order(
    plan: Plan,
    givens: Sequence[Given],
    design: Design,
    correlations: Sequence[Correlation],
    only: NDArray[np.int64] | None,
    block: int,
    formulas: Formulas,
) -> bytes:
    """An order to be sent. Raises StoryError for formulas that cannot be."""
    numbers = tuple(replace(one, title={}, why="", would_change="") for one in givens)
    asked = plan.key()
    return packed(Order(asked, numbers, design, tuple(correlations), only, block, True, formulas))


@lru_cache(maxsize=4)
def opened_order(sent: bytes) -> tuple[Order, Plan, Draws]:
    """An order with its plan and its draws, opened once by each worker."""
    found: Order = opened(sent)
    plan = plan_of(found.asked)
    return found, plan, draws_for(plan, found.givens, found.design, found.correlations, found.only)


def part_of(sent: bytes, start: int, stop: int) -> dict[str, Floats]:
    """Every output for samples start..stop; one column where all samples are the same."""
    found, plan, draws = opened_order(sent)

    def values(first: int, end: int) -> dict[str, Floats]:
        return draws.factors(start + first, start + end)

    results = over_blocks(
        plan,
        draws.known(),
        values,
        stop - start,
        threads=1,
        block=found.block,
        refuse=found.refuse,
        formulas=found.formulas,
        whole=draws.whole,
    )
    return {
        name: result[..., :1] if result.strides[-1] == 0 else result
        for name, result in results.items()
    }


def gathered(
    executor: Executor, sent: bytes, bounds: Sequence[Bounds], samples: int, watch: Watch | None
) -> dict[str, Floats]:
    """Every output over all samples, or, where the watch says stop, over those that are done.

    Raises ExecutorError where the executor gives up, and what `part_of` raises.
    """
    results: dict[str, Floats] = {}
    done = 0
    if watch is not None:
        watch.begin(samples)
    for (start, stop), part in in_order(executor, part_of, sent, bounds, watch):
        for name, values in part.items():
            if name not in results and values.shape[-1] == 1 < stop - start:
                results[name] = np.broadcast_to(values, (*values.shape[:-1], samples))
            if name not in results:
                results[name] = np.empty((*values.shape[:-1], samples))
            if results[name].flags.writeable:
                results[name][..., start:stop] = values
        done = stop
        if watch is not None:
            watch.add(stop - start)
    return {name: values[..., :done] for name, values in results.items()}


def in_order(
    executor: Executor,
    task: Callable[[bytes, int, int], Part],
    sent: bytes,
    bounds: Sequence[Bounds],
    watch: Watch | None,
) -> Iterator[tuple[Bounds, Part]]:
    """What the task makes of each stretch of samples, in their order.

    After the watch says stop, no more are begun, and what is there is given; the first is always
    waited for. Raises ExecutorError where the executor gives up.
    """
    waiting: deque[tuple[Bounds, Future[Part]]] = deque()
    coming = iter(bounds)
    given = 0
    try:
        while True:
            stopped = given > 0 and watch is not None and watch.stop.is_set()
            while not stopped and len(waiting) < AHEAD and (bound := next(coming, None)):
                waiting.append((bound, executor.submit(task, sent, *bound)))
            if not waiting:
                return
            bound, future = waiting.popleft()
            if stopped and not future.done():
                return
            part = _waited_for(executor, future, task, sent, bound)
            given += 1
            yield bound, part
    except (BrokenExecutor, *FAILS) as cause:
        if isinstance(cause, BrokenExecutor):
            # its futures end with it, and Python 3.11's pool stumbles over one cancelled meanwhile
            waiting.clear()
        done = given and bounds[given - 1][1]
        raise ExecutorError(
            type(executor).__name__,
            f"{type(cause).__name__}: {cause}",
            f"every block done ({done} of {bounds[-1][1]} samples were)",
            "workers that stay alive and have assay installed, or threads",
        ) from cause
    finally:
        for _, future in waiting:
            future.cancel()


def _waited_for(
    executor: Executor,
    future: "Future[Part]",
    task: Callable[[bytes, int, int], Part],
    sent: bytes,
    bound: Bounds,
) -> Part:
    """The result, asked for again where what came instead is none of the run's own refusals."""
    for _ in range(TRIES - 1):
        try:
            return result_of(executor, future)
        except BrokenExecutor:
            raise
        except FAILS:
            future = executor.submit(task, sent, *bound)
    return result_of(executor, future)

"""Processes that take the blocks of a long run, so that no core waits for another.

Not here: how blocks are handed out (`model/elsewhere.py`), what an interrupt does (`long_run.py`).
Only the command line starts them by itself: a program that imports this library may not bear to be
started once more for each of them, and passes an executor of its own (`docs/where-it-runs.md`).
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assay.commands.long_run import on_interrupt

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assay.model.watch import Watch

FROM = 2**20
"""Samples from which processes pay: starting them takes half a second; of twice as many of the
silver story two took 3.4 s, start and all, where two threads took 4.8 (measured)."""


@contextmanager
def workers(samples: int | None, threads: int | None, watch: Watch) -> Iterator[Executor | None]:
    """A pool of as many processes as threads were asked for, or as there are cores; nothing where a
    run is too short or for one alone. Where the run is cut short or fails, they are ended with it.
    """
    count = threads or os.cpu_count() or 1
    if samples is None or samples < FROM or count == 1:
        yield None
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # not by forking, which copies the locks that threads of this process hold just then
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))
    finished = False
    try:
        # they inherit it: interrupts of the terminal go to all, and are this process's to answer
        with on_interrupt(signal.SIG_IGN):
            for _ in range(count):
                pool.submit(os.getpid)
        yield pool
        finished = not watch.stop.is_set()
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        for process in () if finished else multiprocessing.active_children():
            process.terminate()

"""A pool of Python's own processes that waits for an answer nobody will finish.

Not here: blocks on executors (`elsewhere.py`).

A process that is killed while it sends leaves half an answer in the pipe that all processes of the
pool share. The pool reads on for the rest, so that it never gets to see the death, and whoever
waits for a future, or for the pool's shutdown, waits with it. The pool holds an end for writing
open itself: the pipe does not end either.
"""

from concurrent.futures import Executor, Future, wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Part = TypeVar("Part")

LOOK = 1.0
"""Seconds between two looks at the processes of a pool. A pool that can sees a death within
milliseconds; what a stuck one costs is two looks, and a look some microseconds."""


def result_of(executor: Executor, future: "Future[Part]") -> Part:
    """The future's result, waited for no longer than a pool of processes can still bring it.

    Raises BrokenProcessPool for a pool that has not seen by itself that one of its processes died,
    and what the future raises.
    """
    # not above: a run without an executor need not load multiprocessing
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    if isinstance(executor, ProcessPoolExecutor):
        died: dict[int, int] = {}
        while wait([future], LOOK).not_done:
            before, died = died, deaths(executor)
            # one look is not enough: the pool may be about to see the same
            if lasting := before.keys() & died.keys():
                number = min(lasting)
                end(executor)
                wait([future], LOOK)
                raise BrokenProcessPool(
                    f"process {number} ended with exit code {died[number]} while the pool waited"
                    " for an answer"
                )
    return future.result()


def deaths(pool: "ProcessPoolExecutor") -> dict[int, int]:
    """Exit codes, by their numbers, of the pool's processes that did not end in good order."""
    processes = list((getattr(pool, "_processes", None) or {}).items())
    return {number: code for number, process in processes if (code := process.exitcode)}


def end(pool: "ProcessPoolExecutor") -> None:
    """Let a pool that lost a process come to its end, as it would have done had it seen the death.

    The pool is its owner's, but not to be saved: a pool takes no more work once a process died, and
    ends those that are left by the same signal. They could not answer either, since the dead one
    held the lock of the pipe. Once they are gone and the pool's own end is closed the pipe ends,
    the pool breaks, and its shutdown (`with`) no longer waits. Only where something else holds the
    pipe open, a process that was forked from this one meanwhile, does the pool itself stay stuck.
    """
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()
    writer = getattr(getattr(pool, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()

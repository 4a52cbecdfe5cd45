"""How far a run has come, and whether it is to stop where it is.

Not here: who is told (`commands/screen.py`), the blocks (`blocks.py`, `elsewhere.py`).
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class Watch:
    """Told of every block that is done, and asked before each whether to go on.

    A run that is stopped gives what is done: its samples up to the first that was not computed.
    """

    tell: Callable[[int, int], None] = lambda _done, _asked: None
    """Told how many samples are done, and how many were asked for."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set from outside, by any thread or by a signal: no further block is begun."""
    done: int = 0
    """Samples done of the run that is watched."""
    asked: int = 0
    """Samples asked for."""
    adding: threading.Lock = field(default_factory=threading.Lock)
    """Held while samples are added up."""

    def begin(self, samples: int) -> None:
        """A run of so many samples begins."""
        self.done, self.asked = 0, samples
        self.tell(0, samples)

    def add(self, samples: int) -> None:
        """A block of so many samples is done."""
        with self.adding:
            self.done += samples
            self.tell(self.done, self.asked)

    def cut_short(self) -> bool:
        """Whether the run was stopped before its end."""
        return self.stop.is_set() and self.done < self.asked


def parts_of(replicate: NDArray[np.int64], asked: int) -> NDArray[np.int64]:
    """The independent parts of a run that may have been stopped before so many samples.

    A part that is not whole counts with the one before it; where no two are whole all samples are
    one part, whose error is overstated.
    """
    if replicate.size in (0, asked):
        return replicate
    whole = int(replicate[-1])
    merged: NDArray[np.int64] = np.minimum(replicate, whole - 1 if whole > 1 else 0)
    return merged

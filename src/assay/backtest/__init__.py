"""The ruler laid on past stories whose end is known, to see how often it was right.

The package shares its name with the verb `assay.backtest()`, and importing it puts it where the
verb was. So it can be called, as `assay.record` can.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType


class _Verb(ModuleType):
    """This package as a module that can be called; a class, since nothing less can."""

    def __call__(
        self, *, seed: int | None = None, progress: Callable[[str], None] | None = None
    ) -> object:
        """The ruler on stories whose end is known; see `assay.judging.backtesting.backtest`."""
        return import_module("assay.judging.backtesting").backtest(seed=seed, progress=progress)


sys.modules[__name__].__class__ = _Verb

"""The verb `backtest`: the ruler laid on stories whose end is known.

Not here: how it is done (`backtest/`), how it is shown (`report/backtest_to_*.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from assay.backtest.backtest import SEED
from assay.backtest.backtest import backtest as run_all
from assay.backtest.result import Backtest

__all__ = ["SEED", "ShownBacktest", "backtest"]


@dataclass(frozen=True, slots=True, repr=False)
class ShownBacktest(Backtest):
    """A backtest, with the table that a notebook shows."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One flat row a story and vintage, for a data frame."""
        from assay.report.backtest_to_json import flat_row

        return [
            flat_row(story, told.name) for told in (self.then, self.now) for story in told.stories
        ]

    def _repr_html_(self) -> str:
        """The scores and one row a story, as known then."""
        from assay.report.backtest_to_notebook import table

        return table(self, "then", "en")


def backtest(
    *, seed: int | None = None, progress: Callable[[str], None] | None = None
) -> ShownBacktest:
    """Every past story under the ruler, then and now, with its scores and the placebo."""
    found = run_all(SEED if seed is None else seed, progress or _silent)
    return ShownBacktest(*(getattr(found, field.name) for field in fields(Backtest)))


def _silent(step: str) -> None:
    del step

"""Frozen coefficients, and the contribution of each group of regressors by them.

Not here: the draws (`bootstrap.py`), the residuals of ordinary years (`null.py`).

Everything is linear in what moved, so a fit is one matrix: a row a group, a column for the number
of weeks, one for each macro regressor and one for gold; times the changes over a window it gives
the contributions (log points). The rows of the macro groups are Shapley values (Shapley 1953; in
regressions Lipovetsky and Conklin 2001): what a group adds to the groups already there, each subset
refitted, in the mean over all orders. The row of gold is nested: silver's answer to gold times what
gold did beyond what the macro stage says of gold. All fits use the moments of one table, so that a
bootstrap draw is a set of weights on its rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.errors import ExtraMissing, PriceError
from assay.prices.windows import Values

Group = str


@dataclass(frozen=True, slots=True)
class Table:
    """Weekly changes: what is fitted."""

    target: Values
    """(n,) changes of the price."""
    regressors: Values
    """(n, k) changes of the regressors, gold last if it is there."""
    groups: tuple[Group, ...]
    """(k,) the group of each column."""

    @property
    def with_gold(self) -> bool:
        """Whether the last column is gold."""
        return self.groups[-1] == "gold"

    @property
    def macro_groups(self) -> tuple[Group, ...]:
        """The groups before gold, each once, in order."""
        return tuple(dict.fromkeys(one for one in self.groups if one != "gold"))

    @property
    def shown_groups(self) -> tuple[Group, ...]:
        """The rows of the matrix: macro groups, drift, gold."""
        return (*self.macro_groups, "drift", *(("gold",) if self.with_gold else ()))

    def rows(self, kept: NDArray[np.bool_]) -> "Table":
        """The table with some of its weeks."""
        return Table(self.target[kept], self.regressors[kept], self.groups)


def shapley(groups: tuple[Group, ...], worth: Callable[[frozenset[Group]], Values]) -> list[Values]:
    """The Shapley value of each group: its mean addition to `worth` over all orders of the groups.

    `worth` is asked once for each subset; the values add up to worth(all) - worth(none).
    """
    known = {
        frozenset(subset): worth(frozenset(subset))
        for size in range(len(groups) + 1)
        for subset in combinations(groups, size)
    }
    count = len(groups)
    values = []
    for group in groups:
        total = np.zeros_like(known[frozenset()])
        for subset, without in known.items():
            if group not in subset:
                orders = factorial(len(subset)) * factorial(count - len(subset) - 1)
                total = total + orders / factorial(count) * (known[subset | {group}] - without)
        values.append(total)
    return values


def moments(table: Table, weights: Values) -> tuple[Values, Values]:
    """Weighted cross products (draws, m, m) of [1, regressors, target], and the scale (m,).

    `weights` is (draws, n). Columns are scaled to unit mean square, so that no fit depends on the
    units of a regressor.
    """
    columns = np.column_stack([np.ones(table.target.size), table.regressors, table.target])
    scale = np.sqrt(np.mean(columns**2, axis=0))
    columns = columns / scale
    products = columns[:, :, None] * columns[:, None, :]
    # no matrix product here: einsum adds in one order, whatever the number of threads
    return np.einsum("dn,nij->dij", weights, products), scale


def must_differ(table: Table) -> None:
    """Raises PriceError where a series never moves, or some move in step."""
    columns = np.column_stack([np.ones(table.target.size), table.regressors])
    size = np.sqrt(np.mean(columns**2, axis=0))
    if not np.all(size > 0) or np.linalg.matrix_rank(columns / size) < columns.shape[1]:
        raise PriceError(
            "the weekly changes",
            "series that never move, or that move in step, so that no coefficient can be told",
            "series that differ",
            "leave one of them out",
        )


def _solved(products: Values, columns: list[int], answer: int) -> Values:
    """Least squares of the column `answer` on `columns`, for every draw: (draws, len(columns))."""
    left = products[:, columns][:, :, columns]
    return np.asarray(np.linalg.solve(left, products[:, columns, answer][..., None])[..., 0])


def frozen(table: Table, weights: Values | None = None) -> Values:
    """The matrix of every draw: (draws, groups shown, 1 + k), times changes = contributions.

    Column 0 is for the number of weeks. Without weights one draw: the fit itself.
    """
    drawn = np.ones((1, table.target.size)) if weights is None else weights
    products, scale = moments(table, drawn)
    width = 1 + len(table.groups)
    price = width

    def worth(subset: frozenset[Group]) -> Values:
        columns = [0, *(n for n, one in enumerate(table.groups, 1) if one in subset)]
        found = np.zeros((drawn.shape[0], width))
        found[:, columns] = _solved(products, columns, price)
        return found

    rows = [*shapley(table.macro_groups, worth), worth(frozenset())]
    if table.with_gold:
        rows.append(_gold_row(products, width))
    matrix: Values = np.stack(rows, axis=1) * scale[price] / scale[:width]
    return matrix


def _gold_row(products: Values, width: int) -> Values:
    """Silver's answer to gold, times (gold less what the macro stage says of gold)."""
    gold, price = width - 1, width
    macro = list(range(gold))
    answer = _solved(products, [*macro, gold], price)[:, -1:]
    said = _solved(products, macro, gold)
    return np.concatenate([-answer * said, answer], axis=1)


def predicted(fit: Table, weeks: Table) -> dict[str, Values]:
    """What coefficients fitted on one table say of the weeks of another, by stage."""
    matrix = frozen(fit)[0]
    moved = np.column_stack([np.ones(weeks.target.size), weeks.regressors])
    contributions = moved @ matrix.T
    stages = {"macro": contributions[:, : len(fit.macro_groups) + 1].sum(axis=1)}
    if fit.with_gold:
        stages["gold"] = contributions.sum(axis=1)
    return stages


@dataclass(frozen=True, slots=True)
class Regression:
    """One ordinary regression with robust errors."""

    values: Values
    """Coefficients: the constant, then the columns."""
    covariance: Values
    """Their covariance, robust to heteroskedasticity and autocorrelation."""
    r2: float
    """Share of the variance of the fitted weeks."""


def regression(table: Table, columns: int) -> Regression:
    """Least squares of the target on a constant and the first `columns` regressors.

    Errors by Newey and West (1987) with floor(4 (n/100)^(2/9)) lags (Newey and West 1994).
    Raises ExtraMissing.
    """
    api = statsmodels()
    design = api.add_constant(table.regressors[:, :columns], has_constant="add")
    lags = int(4 * (table.target.size / 100) ** (2 / NEWEY_WEST))
    fitted = api.OLS(table.target, design).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}
    )
    return Regression(
        np.asarray(fitted.params, float), np.asarray(fitted.cov_params(), float), fitted.rsquared
    )


NEWEY_WEST = 9
"""Denominator of the exponent 2/9 in the number of lags: Newey and West (1994), Review of Economic
Studies 61, table II, Bartlett kernel."""


INSTALL = "in the clone: .venv/bin/pip install '.[prices]'"
"""How the extra is had; the dot is the clone, since no package index holds assay."""


def statsmodels() -> Any:  # noqa: ANN401 - a module without types
    """`statsmodels.api`. Raises ExtraMissing where it is not installed."""
    try:
        import statsmodels.api as api
    except ImportError as cause:
        raise ExtraMissing(
            "assay fit",
            f"no {cause.name}",
            "the libraries of the extra assay[prices]",
            INSTALL,
        ) from cause
    return api

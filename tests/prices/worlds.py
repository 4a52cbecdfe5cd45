"""Made-up worlds whose coefficients are known.

Not here: real series (`conftest.py`).
"""

from datetime import date

import numpy as np

from assay.prices.attribution import Table
from assay.prices.windows import Daily

GROUPS = ("dollar", "copper", "rates", "rates", "gold")
TRUE = np.array([-1.5, 0.4, -5.0, 2.0, 1.3])


def table(weeks=3000, seed=7, noise=0.5) -> Table:
    """Weekly changes made by TRUE, a drift of 0.1 and a little noise."""
    rng = np.random.default_rng(seed)
    changes = rng.standard_normal((weeks, len(TRUE)))
    changes[:, 4] += -0.8 * changes[:, 0] + 0.3 * changes[:, 1]
    changes[:, 1] += 0.4 * changes[:, 0]
    return Table(0.1 + changes @ TRUE + noise * rng.standard_normal(weeks), changes, GROUPS)


def orthogonal(weeks=256) -> Table:
    """Changes whose columns are exactly uncorrelated in the sample, and without noise."""
    rng = np.random.default_rng(1)
    columns = np.column_stack([np.ones(weeks), rng.standard_normal((weeks, len(TRUE)))])
    changes = np.linalg.qr(columns)[0][:, 1:] * np.sqrt(weeks)
    return Table(0.1 + changes @ TRUE, changes, GROUPS)


def walks(names, seed=3, first=date(2011, 10, 1), last=date(2026, 6, 30)) -> dict[str, Daily]:
    """Positive random walks, a value a day, silver following the dollar, copper and gold."""
    days = np.arange(first.toordinal(), last.toordinal() + 1, dtype=np.int64)
    rng = np.random.default_rng(seed)
    paths = {name: np.cumsum(0.005 * rng.standard_normal(days.size)) for name in names}
    silver = np.cumsum(0.005 * rng.standard_normal(days.size))
    for name, times in (("dollar", -1.5), ("copper", 0.4), ("gold", 1.3)):
        silver = silver + times * paths.get(name, 0)
    paths["silver"] = silver
    return {name: Daily(name, days, 20 * np.exp(path)) for name, path in paths.items()}

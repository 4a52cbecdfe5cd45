"""How large the unexplained rest is in ordinary years.

Not here: the fit itself (`attribution.py`). A residual says something only against the residuals of
years in which nothing was claimed: each year is left out, the coefficients are fitted on the
others, and the weeks that end in it are then predicted.
"""

import numpy as np

from assay.prices.attribution import Table, predicted
from assay.prices.result import Null, OutOfSample
from assay.prices.windows import Days


def leave_one_year_out(
    fit: Table, years: Days, after: Table, tested: int, first: int
) -> tuple[Null, ...]:
    """Residuals of the full years of the fit from `first` on, and of the year tested after it.

    `years` is the calendar year of each week of `fit`; `after` holds the weeks that end in
    `tested`. The null is centred on zero, the residual expected of a good model. Raises PriceError.
    """
    left_out = [int(year) for year in np.unique(years) if year >= first]
    found: dict[str, list[float]] = {}
    for year in left_out:
        weeks = fit.rows(years == year)
        for stage, said in predicted(fit.rows(years != year), weeks).items():
            found.setdefault(stage, []).append(float(np.sum(weeks.target - said)))
    nulls = []
    for stage, said in predicted(fit, after).items():
        residual = float(np.sum(after.target - said))
        sd = float(np.std(found[stage], ddof=1))
        nulls.append(
            Null(
                stage=stage,
                years=tuple(left_out),
                residuals=tuple(found[stage]),
                sd=sd,
                tested=tested,
                residual=residual,
                z=residual / sd,
            )
        )
    return tuple(nulls)


def out_of_sample(fit: Table, after: Table, year: int) -> tuple[OutOfSample, ...]:
    """Share of the weekly variance foreseen after the fit, by stage.

    Against the mean change of the fit, which is what one would have foreseen without any driver
    (Campbell and Thompson 2008, Review of Financial Studies 21, equation 1).
    """
    base = float(np.sum((after.target - fit.target.mean()) ** 2))
    return tuple(
        OutOfSample(
            stage=stage,
            year=year,
            weeks=after.target.size,
            r2=1 - float(np.sum((after.target - said) ** 2)) / base,
        )
        for stage, said in predicted(fit, after).items()
    )

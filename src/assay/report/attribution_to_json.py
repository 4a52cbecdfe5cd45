"""What moved the price, by the fit, as the JSON of a verdict prints it.

Not here: the rest of the verdict (`to_json.py`), the form that is published (`schema/`).
"""

from datetime import date
from typing import Any

from assay.prices.result import Attribution, Coefficient, Null, Share, WindowResult

Row = dict[str, Any]


def attribution_row(fit: Attribution | None, refit: str | None, as_of: date) -> Row | None:
    """The fit; `known_later` where a part of it was known only after the verdict's day."""
    if fit is None:
        return None
    return {
        "target": fit.target.series,
        "refit": refit,
        "fitted": [day.isoformat() for day in fit.fitted],
        "weeks": fit.weeks,
        "known_on": fit.known_on.isoformat(),
        "known_later": fit.known_on > as_of,
        "sources": list(fit.sources),
        "seed": fit.seed,
        "draws": fit.draws,
        "block_weeks": fit.block_weeks,
        "dollar_bridge": fit.dollar_bridge,
        "groups": list(fit.groups),
        "coefficients": [_coefficient(one) for one in fit.coefficients],
        "macro_coefficients": [_coefficient(one) for one in fit.macro_coefficients],
        "covariance": [list(row) for row in fit.covariance],
        "windows": [_window(window, as_of) for window in fit.windows],
        "null": [_null(null) for null in fit.null],
        "out_of_sample": [
            {"stage": one.stage, "year": one.year, "weeks": one.weeks, "r2": one.r2}
            for one in fit.out_of_sample
        ],
        "readings": [
            {"name": one.name, "day": one.day.isoformat(), "value": one.value, "unit": one.unit}
            for one in fit.robustness.readings
        ],
        "episodes": [
            {"name": one.name, "start": one.start.isoformat(), "end": one.end.isoformat()}
            for one in fit.robustness.episodes
        ],
        "never": list(fit.robustness.never),
        "not_measured": [{"name": one.name, "reason": one.reason} for one in fit.not_measured],
    }


def _coefficient(one: Coefficient) -> Row:
    return {
        "regressor": one.regressor,
        "group": one.group,
        "unit": one.unit,
        "value": one.value,
        "error": one.error,
    }


def _share(share: Share) -> Row:
    return {
        "group": share.group,
        "value": share.value,
        "p05": share.p05,
        "p50": share.p50,
        "p95": share.p95,
    }


def _window(window: WindowResult, as_of: date) -> Row:
    return {
        "entry": f"fit:{window.name}",
        "name": window.name,
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "known_on": window.known_on.isoformat(),
        "known_later": window.known_on > as_of,
        "actual": window.actual,
        "shares": [_share(share) for share in window.shares],
        "macro": _share(window.macro),
        "measured": _share(window.measured),
        "unexplained_by_macro": _share(window.unexplained_by_macro),
        "unexplained": _share(window.unexplained),
        "drivers": [
            {"regressor": one.regressor, "change": one.change, "unit": one.unit}
            for one in window.drivers
        ],
        "correlations": [list(row) for row in window.correlations],
    }


def _null(null: Null) -> Row:
    return {
        "entry": "fit:null",
        "stage": null.stage,
        "years": list(null.years),
        "residuals": list(null.residuals),
        "sd": null.sd,
        "tested": null.tested,
        "residual": null.residual,
        "z": null.z,
    }

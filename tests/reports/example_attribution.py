"""What moved the price in the example verdict, by an attribution made up for it.

Not here: the verdict itself (`example_verdict.py`). Figures are plausible, many of them invented.
"""

from datetime import date

from assay.prices.result import (
    GROUPS,
    Attribution,
    Coefficient,
    Episode,
    NotMeasured,
    Null,
    OutOfSample,
    Reading,
    Robustness,
    Share,
    Target,
    WindowResult,
)
from tests.reports.example_price import both

WINDOWS: dict[str, tuple[date, date, float, tuple[float, ...]]] = {
    "2025": (
        date(2024, 12, 31), date(2025, 12, 31), 89.5, (15.0, 11.0, 1.6, 0.3, 0.9, -0.7, -1.0, 43.0),
    ),
    "2026_january": (
        date(2025, 12, 31), date(2026, 1, 23), 36.6, (0.7, 1.3, 0.4, 0.1, 0.5, -0.3, -0.1, 18.0),
    ),
    "2026_fall": (
        date(2026, 1, 29), date(2026, 2, 2), -37.7, (-1.4, -2.7, -0.2, 0.0, -0.1, 0.0, 0.0, -18.0),
    ),
    "story": (
        date(2024, 12, 31), date(2026, 1, 23), 126.1,
        (15.7, 12.3, 2.0, 0.4, 1.4, -1.0, -1.1, 61.0),
    ),
}  # fmt: skip
"""First and last close, the change between them, and each group's share of it."""

WIDTH = 0.25
"""Half a band over its middle."""
TOGETHER = -0.3
"""Correlation of any two neighbouring groups' contributions."""


def share(group: str, value: float) -> Share:
    """A share whose upper side is wider than its lower one."""
    width = max(WIDTH * abs(value), 0.2)
    return Share(group, value, value - width, value + 0.1 * width, value + 1.4 * width)


def window(name: str) -> WindowResult:
    """One window, its sums made to fit."""
    start, end, actual, values = WINDOWS[name]
    macro, gold = sum(values[:-1]), values[-1]
    return WindowResult(
        name=name,
        start=start,
        end=end,
        known_on=end,
        actual=actual,
        shares=tuple(share(group, value) for group, value in zip(GROUPS, values, strict=True)),
        macro=share("macro", macro),
        measured=share("measured", macro + gold),
        unexplained_by_macro=share("unexplained_by_macro", actual - macro),
        unexplained=share("unexplained", actual - macro - gold),
        drivers=(),
        correlations=tuple(
            tuple(1.0 if i == j else TOGETHER if abs(i - j) == 1 else 0.0 for j in range(8))
            for i in range(8)
        ),
    )


def attribution() -> Attribution:
    """The whole of it."""
    years = tuple(range(2012, 2025))
    middle = len(years) // 2
    return Attribution(
        target=Target("slv", both("SLV, close in New York", "SLV 纽约收盘价")),
        fitted=(date(2011, 11, 18), date(2024, 12, 27)),
        weeks=684,
        known_on=date(2026, 2, 3),
        sources=("fit",),
        made="Made up for tests.",
        seed=1,
        draws=2000,
        block_weeks=13,
        dollar_bridge=0.66,
        groups=GROUPS,
        coefficients=(
            Coefficient("broad_dollar", "dollar", "log_point", -2.1, 0.2),
            Coefficient("gold", "gold", "log_point", 1.37, 0.07),
        ),
        covariance=((0.04, 0.0), (0.0, 0.005)),
        macro_coefficients=(Coefficient("broad_dollar", "dollar", "log_point", -2.4, 0.2),),
        windows=tuple(window(name) for name in WINDOWS),
        null=tuple(
            Null(
                stage,
                years,
                tuple(sd * (i - middle) / middle for i in range(len(years))),
                sd,
                2025,
                residual,
                residual / sd,
            )
            for stage, sd, residual in (("macro", 22.0, 62.4), ("gold", 12.0, 19.4))
        ),
        out_of_sample=(OutOfSample("macro", 2025, 52, 0.25), OutOfSample("gold", 2025, 52, 0.61)),
        robustness=Robustness(
            (
                Reading("gold_beta_over_time", date(2025, 1, 3), 0.9, "1"),
                Reading("gold_beta_over_time", date(2025, 12, 26), 1.8, "1"),
                Reading("managed_money_net", date(2024, 12, 31), 16800.0, "contract"),
                Reading("managed_money_net", date(2026, 1, 20), 7300.0, "contract"),
            ),
            (Episode("explosive_silver_monthly", date(2025, 9, 5), date(2026, 5, 29)),),
            ("explosive_silver_over_gold_monthly",),
        ),
        not_measured=(NotMeasured("sign_restricted_var", "Not run."),),
    )

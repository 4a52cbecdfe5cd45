"""What moved the price in the example verdict: both views.

Not here: the verdict itself (`example_verdict.py`). Figures are plausible, many of them invented.
"""

from assay.model.summary import Band
from assay.ruler.mark import Contribution
from assay.ruler.story import Text

OUNCES = 32.1507e-6 * 1000
"""Million troy ounces in a tonne."""


def band(p05: float, p50: float, p95: float) -> Band:
    """A band of which three quantiles are given; the others lie between."""
    return Band(p05, p50 - 0.42 * (p50 - p05), p50, p50 + 0.42 * (p95 - p50), p95)


def both(en: str, zh: str) -> Text:
    """A text in both languages."""
    return {"en": en, "zh": zh}


def contributions() -> tuple[Contribution, ...]:
    """Both price views."""

    def row(
        key: str, en: str, zh: str, amount: Band, part: str, basis: str, view: int = 1
    ) -> Contribution:
        return Contribution(
            key, both(en, zh), amount, "log_point", None, basis, view, part, ("fit",)
        )

    def line(key: str, en: str, zh: str, mid: float, moz: float) -> Contribution:
        return Contribution(
            key,
            both(en, zh),
            band(mid - abs(mid) * 0.5, mid, mid + abs(mid) * 0.8),
            "log_point",
            band(moz * 0.8 / OUNCES, moz / OUNCES, moz * 1.3 / OUNCES),
            "partial equilibrium",
            2,
            "line",
            ("wss-2026",),
        )

    return (
        row("dollar", "Dollar", "美元", band(10, 15.5, 19), "cause", "measured"),
        row(
            "copper",
            "Copper, industrial cycle",
            "铜（工业周期）",
            band(7, 12.5, 15),
            "cause",
            "measured",
        ),
        row(
            "rates",
            "Real rates, inflation",
            "实际利率与通胀",
            band(-1, 2.0, 5),
            "cause",
            "measured",
        ),
        row(
            "geopolitics",
            "Geopolitics, VIX",
            "地缘政治与 VIX",
            band(-0.6, 0.4, 1.4),
            "cause",
            "measured",
        ),
        row(
            "ai_equity",
            "AI shares, sentiment",
            "AI 股票情绪",
            band(0, 1.4, 2.5),
            "cause",
            "measured",
        ),
        row("nasdaq", "Nasdaq", "纳斯达克", band(-2, -1, 0), "cause", "judgement"),
        row("drift", "Drift", "漂移", band(-2, -1, 0), "cause", "measured"),
        row("gold", "Gold", "黄金", band(48, 60, 71), "mediator", "measured"),
        row("unexplained", "Unexplained", "未解释", band(22, 33, 45), "unexplained", "residual"),
        row("ai", "AI servers", "AI 服务器", band(0.4, 1.0, 2.7), "carved", "partial equilibrium"),
        row("pv", "solar panels", "光伏", band(-2.4, -1.3, -0.8), "carved", "partial equilibrium"),
        row(
            "supply",
            "mine and scrap supply",
            "矿产与回收供给",
            band(-5.7, -3.0, -1.8),
            "carved",
            "partial equilibrium",
        ),
        row(
            "still_unexplained",
            "still unexplained",
            "仍未解释",
            band(24, 36.3, 50),
            "rest",
            "residual",
        ),
        row("total", "Rise, New York", "纽约涨幅", band(121.4, 121.4, 121.4), "total", "observed"),
        row(
            "basis",
            "New York to London",
            "纽约与伦敦之差",
            band(1.7, 1.7, 1.7),
            "basis",
            "observed",
        ),
        row("total", "Rise, London", "伦敦涨幅", band(123.1, 123.1, 123.1), "total", "observed"),
        line("etp", "Exchange-traded products", "交易所交易产品", 24.2, 211),
        line("bars", "Bars and coins", "银条与银币", 3.1, 27),
        line("ai", "AI servers", "AI 服务器", 1.0, 8),
        line("pv", "Solar panels", "光伏", -1.3, -11),
        line("industry", "Other industry", "其他工业", -2.2, -19),
        line("supply", "Mine and scrap supply", "矿产与回收供给", -3.0, 26),
    )

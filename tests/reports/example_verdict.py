"""A complete, realistic verdict and its degenerate relatives, for the reports under test.

Not here: the page (`example_article.py`). Figures are plausible, many of them invented.
"""

from dataclasses import replace
from datetime import date

from assay.model.summary import Band
from assay.record.fact import Fact, Source
from assay.ruler.mark import Chain, Contribution, Degree, Explained, Mark
from assay.ruler.story import Text, Window
from assay.verdict import Afterwards, Area, BreakEven, Fan, GivenNote, StoryCard, Verdict
from tests.reports import example_article

SAMPLES = 65536
OUNCES = 32.1507e-6 * 1000
"""Million troy ounces in a tonne."""


def _band(p05: float, p50: float, p95: float) -> Band:
    return Band(p05, p50 - 0.42 * (p50 - p05), p50, p50 + 0.42 * (p95 - p50), p95)


def _both(en: str, zh: str) -> Text:
    return {"en": en, "zh": zh}


def card() -> StoryCard:
    """The story by its names."""
    return StoryCard(
        name="silver",
        effect="price",
        title=_both("AI and the price of silver", "AI 与银价"),
        claim=_both(
            "Silver has soared because AI and its data centres devour it.",
            "白银大涨，是因为 AI 及其数据中心在吞噬白银。",
        ),
        answers={
            "yes": _both("AI drove the price of silver.", "AI 推高了银价。"),
            "partly": _both(
                "AI is one cause of the rise among several.", "AI 是上涨的原因之一，但不是主因。"
            ),
            "no": _both(
                "AI buys silver, but it barely moved the price.", "AI 用银，但几乎没有推动银价。"
            ),
            "cannot_tell": _both(
                "What AI did to the price of silver is open.", "AI 对银价的影响尚无定论。"
            ),
        },
        driver=_both("AI", "AI"),
        resource=_both("silver", "白银"),
        window=Window(
            date(2024, 12, 31),
            date(2026, 1, 23),
            28.91,
            99.0,
            "USD/oz",
            ("price.2024-12-31", "price.2026-01-23"),
        ),
        today=2025,
        horizon=2030,
        driver_group="ai",
    )


def marks() -> tuple[Mark, ...]:
    """The ruler: one held, one undecided, four broken, one reported only."""

    def mark(
        name: str,
        band: Band | None,
        unit: str,
        threshold: float,
        p: float | None,
        granted: float | None,
        state: str,
        **more: object,
    ) -> Mark:
        plain = Mark(
            name,
            band,
            unit,
            threshold,
            name == "scarcity",
            p,
            0.001 if p else 0.0,
            granted,
            state,
            (),
            (),
            True,
            None,
        )
        return replace(plain, **more)

    sweep = ((1.0, 0.993), (2.0, 0.91), (3.0, 0.67), (4.0, 0.42), (5.0, 0.24), (10.0, 0.012))
    return (
        mark("size", _band(1.83, 3.72, 7.68), "percent", 5, 0.24, 0.0, "broken", sweep=sweep),
        mark("growth", _band(0.82, 1.51, 2.53), "x", 1.5, 0.5003, 0.0, "undecided"),
        mark(
            "necessity",
            _band(31.2, 56.0, 81.7),
            "percent",
            50,
            0.664,
            0.0,
            "held",
            beside=(("irreplaceable_floor", _band(8, 14, 22), "percent"),),
        ),
        mark("scarcity", _band(1.81, 8.52, 990.0), "x", 1, 0.0091, 0.0, "broken"),
        mark("transmission", _band(0.31, 0.79, 2.21), "percent", 10, 1 / SAMPLES, 0.0, "broken"),
        mark("rivals", _band(2.1, 6.2, 15.8), "percent", 100, 0.0, 1 / SAMPLES, "broken"),
        mark("giveback", None, "percent", 0, None, None, "no data", in_chain=False),
    )


def chain() -> Chain:
    """The joint result: in no world."""
    alone = (24, 50, 66, 1, 0, 0)
    left = (24, 11, 9, 1, 0, 0)
    worlds = []
    for number, (count, first) in enumerate(zip(alone, left, strict=True)):
        row = [column < first for column in range(100)]
        spread = [column for column in range(99, -1, -1) if not row[column]]
        for step in range(count - first):
            row[spread[(step * (number + 2)) % len(spread)]] = True
        worlds.append(tuple(row))
    return Chain(
        material=Degree(0.0, 0.0, 3 / SAMPLES, SAMPLES, 0),
        main_cause=Degree(0.0, 0.0, 3 / SAMPLES, SAMPLES, 0),
        product=0.0007,
        weakest="rivals",
        weakest_by="distance",
        second="transmission",
        worlds=tuple(worlds),
        left=(0.24, 0.11, 0.091, 0.0075, 1 / SAMPLES, 0.0),
        answer="no",
        likelihood="exceptionally_unlikely",
    )


def contributions() -> tuple[Contribution, ...]:
    """Both price views."""

    def row(
        key: str, en: str, zh: str, band: Band, part: str, basis: str, view: int = 1
    ) -> Contribution:
        return Contribution(
            key, _both(en, zh), band, "log_point", None, basis, view, part, ("fit",)
        )

    def line(key: str, en: str, zh: str, mid: float, moz: float) -> Contribution:
        return Contribution(
            key,
            _both(en, zh),
            _band(mid - abs(mid) * 0.5, mid, mid + abs(mid) * 0.8),
            "log_point",
            _band(moz * 0.8 / OUNCES, moz / OUNCES, moz * 1.3 / OUNCES),
            "partial equilibrium",
            2,
            "line",
            ("wss-2026",),
        )

    return (
        row("dollar", "Dollar", "美元", _band(10, 15.5, 19), "cause", "measured"),
        row(
            "copper",
            "Copper, industrial cycle",
            "铜（工业周期）",
            _band(7, 12.5, 15),
            "cause",
            "measured",
        ),
        row(
            "rates",
            "Real rates, inflation",
            "实际利率与通胀",
            _band(-1, 2.0, 5),
            "cause",
            "measured",
        ),
        row(
            "geopolitics",
            "Geopolitics, VIX",
            "地缘政治与 VIX",
            _band(-0.6, 0.4, 1.4),
            "cause",
            "measured",
        ),
        row(
            "ai_equity",
            "AI shares, sentiment",
            "AI 股票情绪",
            _band(0, 1.4, 2.5),
            "cause",
            "measured",
        ),
        row("nasdaq", "Nasdaq", "纳斯达克", _band(-2, -1, 0), "cause", "judgement"),
        row("drift", "Drift", "漂移", _band(-2, -1, 0), "cause", "measured"),
        row("gold", "Gold", "黄金", _band(48, 60, 71), "mediator", "measured"),
        row("unexplained", "Unexplained", "未解释", _band(22, 33, 45), "unexplained", "residual"),
        row("ai", "AI servers", "AI 服务器", _band(0.4, 1.0, 2.7), "carved", "partial equilibrium"),
        row("pv", "solar panels", "光伏", _band(-2.4, -1.3, -0.8), "carved", "partial equilibrium"),
        row(
            "supply",
            "mine and scrap supply",
            "矿产与回收供给",
            _band(-5.7, -3.0, -1.8),
            "carved",
            "partial equilibrium",
        ),
        row(
            "still_unexplained",
            "still unexplained",
            "仍未解释",
            _band(24, 36.3, 50),
            "rest",
            "residual",
        ),
        row("total", "Rise, New York", "纽约涨幅", _band(121.4, 121.4, 121.4), "total", "observed"),
        row(
            "basis",
            "New York to London",
            "纽约与伦敦之差",
            _band(1.7, 1.7, 1.7),
            "basis",
            "observed",
        ),
        row("total", "Rise, London", "伦敦涨幅", _band(123.1, 123.1, 123.1), "total", "observed"),
        line("etp", "Exchange-traded products", "交易所交易产品", 24.2, 211),
        line("bars", "Bars and coins", "银条与银币", 3.1, 27),
        line("ai", "AI servers", "AI 服务器", 1.0, 8),
        line("pv", "Solar panels", "光伏", -1.3, -11),
        line("industry", "Other industry", "其他工业", -2.2, -19),
        line("supply", "Mine and scrap supply", "矿产与回收供给", -3.0, 26),
    )


def fans() -> tuple[Fan, ...]:
    """The driver's use of silver, known until 2025."""
    years = tuple(range(2022, 2031))
    middle = [310, 420, 700, 1180, 1500, 1680, 1790, 1870, 1910]
    bands = tuple(
        _band(m * (0.45 - 0.02 * i), float(m), m * (1.6 + 0.14 * i)) for i, m in enumerate(middle)
    )
    worlds = tuple(
        tuple(b.p50 + (b.p95 - b.p50) * (w - 3) / 3.6 * (1 if w > 2 else 0.5) for b in bands)
        for w in range(7)
    )
    threshold = tuple(0.05 * 35500.0 for _ in years)
    return (
        Fan(
            "ai_silver",
            _both("Silver built into AI servers", "AI 服务器用银"),
            "t{silver}/year",
            years,
            bands,
            worlds,
            2025,
            threshold,
        ),
    )


def areas() -> tuple[Area, ...]:
    """All use, driver first."""
    years = tuple(range(2019, 2031))

    def layer(name: str, en: str, zh: str, start: float, end: float) -> Area:
        step = (end - start) / (len(years) - 1)
        values = tuple(start + step * i + (i % 3) * 0.02 * start for i in range(len(years)))
        return Area(name, _both(en, zh), "t{silver}/year", years, values, name == "ai_silver")

    return (
        layer("ai_silver", "AI", "AI", 90, 1910),
        layer("pv", "solar", "光伏", 2300, 4300),
        layer("industry", "other industry", "其他工业", 13500, 14800),
        layer("jewelry", "jewellery", "首饰", 8200, 6900),
        layer("bars", "bars and coins", "银条银币", 5800, 7100),
    )


def _given(
    name: str, en: str, zh: str, unit: str, band: Band, confidence: str, **more: object
) -> GivenNote:
    plain = GivenNote(
        name=name,
        title=_both(en, zh),
        unit=unit,
        band=band,
        source=("wss-2026",),
        judgement=False,
        known_on=date(2026, 4, 15),
        known_later=False,
        why="Low end: contacts and solder. High end: what the category that holds it allows.",
        would_change="A teardown of one rack with the silver weighed.",
        confidence=confidence,
    )
    return replace(plain, **more)


def givens() -> tuple[GivenNote, ...]:
    """Uncertain inputs, one of them a judgement."""
    return (
        _given(
            "silver_per_ai_server",
            "Silver per AI server",
            "每台 AI 服务器用银",
            "kg{silver}/server",
            _band(0.3, 0.62, 1.3),
            "low",
            judgement=True,
            source=(),
            known_on=None,
        ),
        _given(
            "elasticity_sum", "Sum of elasticities", "弹性之和", "1", _band(0.4, 0.71, 1.25), "low"
        ),
        _given(
            "servers_added",
            "AI servers added in 2025",
            "2025 年新增 AI 服务器",
            "million*server",
            _band(0.4, 0.58, 0.9),
            "medium",
        ),
        _given(
            "displaced",
            "Silver in a displaced server",
            "被替代服务器含银",
            "kg{silver}/server",
            _band(0.05, 0.12, 0.2),
            "medium",
            known_later=True,
        ),
    )


def requirement() -> tuple[BreakEven, ...]:
    """One-at-a-time break-even, the least improbable first."""

    def row(name: str, en: str, zh: str, unit: str, *rest: float | None) -> BreakEven:
        median, needed, percentile, score, best = rest
        return BreakEven(
            name, _both(en, zh), unit, median or 0.0, needed, percentile, score, best or 0.0
        )

    return (
        row(
            "silver_per_ai_server",
            "Silver per AI server",
            "每台 AI 服务器用银",
            "kg{silver}/server",
            0.62,
            2.2,
            99.8,
            2.88,
            0.14,
        ),
        row(
            "elasticity_sum", "Sum of elasticities", "弹性之和", "1", 0.71, 0.06, 0.001, -4.2, 0.12
        ),
        row(
            "servers_added",
            "AI servers added in 2025",
            "2025 年新增 AI 服务器",
            "million*server",
            0.58,
            0.96,
            96.0,
            1.75,
            0.11,
        ),
        row(
            "displaced",
            "Silver in a displaced server",
            "被替代服务器含银",
            "kg{silver}/server",
            0.12,
            None,
            None,
            None,
            0.013,
        ),
    )


def facts() -> tuple[Fact, ...]:
    """Published figures."""

    def fact(
        key: str,
        quantity: str,
        value: float | None,
        unit: str,
        source: str,
        known: date,
        **more: object,
    ) -> Fact:
        plain = Fact(
            id=key,
            topic="silver.price",
            quantity=quantity,
            definition="published",
            value=value,
            low=None,
            high=None,
            unit=unit,
            years=(known.year, known.year),
            day=None,
            region="world",
            source=source,
            inputs=(),
            known_on=known,
            issued_on=known,
            issuer=source,
            status="actual",
            note="",
            confidence="high",
        )
        return replace(plain, **more)

    return (
        fact(
            "electrical.2025",
            "silver in electrical and electronic goods, solar aside",
            262.9,
            "Moz/year",
            "wss-2026",
            date(2026, 4, 15),
        ),
        fact(
            "growth.2026.01",
            "growth of AI server shipments in 2026",
            28.0,
            "percent",
            "trendforce",
            date(2026, 1, 20),
            status="forecast",
        ),
        fact(
            "growth.2026.05",
            "growth of AI server shipments in 2026",
            51.0,
            "percent",
            "trendforce",
            date(2026, 5, 20),
            status="forecast",
        ),
        fact(
            "price.2024-12-31",
            "London silver price",
            28.91,
            "USD/oz",
            "lbma",
            date(2024, 12, 31),
            day=date(2024, 12, 31),
        ),
        fact(
            "price.2026-01-23",
            "London silver price",
            99.0,
            "USD/oz",
            "lbma",
            date(2026, 1, 23),
            day=date(2026, 1, 23),
        ),
        fact(
            "price.2026-11-20",
            "London silver price",
            55.2,
            "USD/oz",
            "lbma",
            date(2026, 11, 20),
            day=date(2026, 11, 20),
        ),
        fact(
            "price.rise.2025",
            "rise of the London silver price in 2025",
            149.0,
            "percent",
            "lbma",
            date(2025, 12, 31),
            inputs=("price.2024-12-31",),
        ),
        fact(
            "uk.water",
            "data centres' part of the water withdrawn",
            None,
            "percent",
            "ea-2025",
            date(2025, 6, 1),
            low=50.0,
            high=78.0,
            definition="withdrawn",
        ),
        fact(
            "us.share.new",
            "data centres' part of US electricity in 2035",
            11.7,
            "percent",
            "bnef-2025-12",
            date(2025, 12, 1),
            status="forecast",
        ),
        fact(
            "us.share.old",
            "data centres' part of US electricity in 2035",
            8.6,
            "percent",
            "bnef-2025-04",
            date(2025, 4, 15),
            status="forecast",
        ),
    )


def works() -> tuple[Source, ...]:
    """Published works."""

    def work(key: str, title: str, publisher: str, day: date, confidence: str = "high") -> Source:
        return Source(
            key, title, publisher, f"https://example.org/{key}", publisher, day, day, confidence
        )

    return (
        work("bnef-2025-04", "Power for AI", "BloombergNEF", date(2025, 4, 15)),
        work("bnef-2025-12", "Power for AI, update", "BloombergNEF", date(2025, 12, 1)),
        work("ea-2025", "Water resources plan", "Environment Agency", date(2025, 6, 1), "medium"),
        work("lbma", "Daily silver price", "LBMA", date(2026, 11, 20)),
        work("trendforce", "AI server shipments", "TrendForce", date(2026, 5, 20)),
        work("wss-2026", "World Silver Survey 2026", "Silver Institute", date(2026, 4, 15)),
    )


def verdict() -> Verdict:
    """The complete example: a page that doubts the story, and a ruler that breaks it."""
    known = {fact.id: fact for fact in facts()}
    return Verdict(
        version="0.1.0",
        story=card(),
        as_of=date(2026, 11, 22),
        samples=SAMPLES,
        seed=7,
        article=example_article.article(),
        topic="silver",
        stance="disputes",
        chain=chain(),
        marks=marks(),
        explained=Explained(
            share=_band(0.0031, 0.0079, 0.0221),
            share_gross=_band(0.009, 0.028, 0.09),
            if_no_driver=_band(0.004, 0.012, 0.03),
            if_horizon_priced_in=_band(0.01, 0.03, 0.09),
            needed=_band(0.002, 0.0055, 0.013),
            shift=_band(93, 249, 590),
            market=_band(36000, 36080, 36160),
            rise=123.1,
        ),
        contributions=contributions(),
        requirement=requirement(),
        needed_shift=_band(9000, 12900, 21000),
        comparison=(
            (
                _both(
                    "All electrical and electronic use, solar aside", "除光伏外的全部电子电气用银"
                ),
                262.9,
                "Moz/year",
                "electrical.2025",
            ),
            (
                _both("AI’s use added in the window", "AI 在此期间新增用银"),
                249.0,
                "t{silver}/year",
                "ai_silver",
            ),
        ),
        fans=fans(),
        areas=areas(),
        claims=example_article.claims(),
        causes=example_article.causes(),
        afterwards=Afterwards(
            driver=(known["growth.2026.01"], known["growth.2026.05"]),
            effect=(known["price.2026-01-23"], known["price.2026-11-20"]),
            followed=False,
        ),
        givens=givens(),
        facts=facts(),
        works=works(),
    )

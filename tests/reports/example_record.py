"""The inputs, facts and works behind the example verdict.

Not here: the verdict itself (`example_verdict.py`). Figures are plausible, many of them invented.
"""

from dataclasses import replace
from datetime import date

from assay.answers import BreakEven
from assay.model.summary import Band
from assay.record.fact import Fact, Source
from assay.verdict import DefinitionNote, GivenNote, Lookup, NodeNote
from tests.reports.example_price import band, both


def _given(
    name: str, en: str, zh: str, unit: str, amount: Band, confidence: str, **more: object
) -> GivenNote:
    plain = GivenNote(
        name=name,
        title=both(en, zh),
        unit=unit,
        band=amount,
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
            band(0.3, 0.62, 1.3),
            "low",
            judgement=True,
            source=(),
            known_on=None,
        ),
        _given(
            "elasticity_sum", "Sum of elasticities", "弹性之和", "1", band(0.4, 0.71, 1.25), "low"
        ),
        _given(
            "servers_added",
            "AI servers added in 2025",
            "2025 年新增 AI 服务器",
            "million*server",
            band(0.4, 0.58, 0.9),
            "medium",
        ),
        _given(
            "displaced",
            "Silver in a displaced server",
            "被替代服务器含银",
            "kg{silver}/server",
            band(0.05, 0.12, 0.2),
            "medium",
            known_later=True,
        ),
    )


def requirement() -> tuple[BreakEven, ...]:
    """One-at-a-time break-even, the least improbable first."""

    def row(name: str, en: str, zh: str, unit: str, *rest: float | None) -> BreakEven:
        median, needed, percentile, score, best = rest
        return BreakEven(
            name, both(en, zh), unit, median or 0.0, needed, percentile, score, best or 0.0
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
            topic="silver.electrical",
            years=(2025, 2025),
        ),
        fact(
            "growth.2026.01",
            "growth of AI server shipments in 2026",
            28.0,
            "percent",
            "trendforce",
            date(2026, 1, 20),
            status="forecast",
            topic="silver.ai_server_growth",
        ),
        fact(
            "growth.2026.05",
            "growth of AI server shipments in 2026",
            51.0,
            "percent",
            "trendforce",
            date(2026, 5, 20),
            status="forecast",
            topic="silver.ai_server_growth",
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
            topic="silver.price_change",
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
            topic="water.uk_withdrawal",
        ),
        fact(
            "us.share.new",
            "data centres' part of US electricity in 2035",
            11.7,
            "percent",
            "bnef-2025-12",
            date(2025, 12, 1),
            status="forecast",
            topic="electricity.data_centre_share",
            years=(2035, 2035),
            issuer="BloombergNEF",
        ),
        fact(
            "us.share.old",
            "data centres' part of US electricity in 2035",
            8.6,
            "percent",
            "bnef-2025-04",
            date(2025, 4, 15),
            status="forecast",
            topic="electricity.data_centre_share",
            years=(2035, 2035),
            issuer="BloombergNEF",
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
        work("wss-2025", "World Silver Survey 2025", "Silver Institute", date(2025, 5, 14)),
        work("wss-2026", "World Silver Survey 2026", "Silver Institute", date(2026, 4, 15)),
    )


def lookup() -> Lookup:
    """Definitions, names, an older vintage and a few formulas."""
    known = {fact.id: fact for fact in facts()}
    old = replace(
        known["electrical.2025"],
        id="electrical.2025.old",
        value=271.3,
        status="forecast",
        source="wss-2025",
        known_on=date(2025, 5, 14),
        issued_on=date(2025, 5, 14),
    )
    published = DefinitionNote(
        "published", both("as published", "如公布"), "What the work itself says.", ""
    )
    withdrawn = DefinitionNote(
        "withdrawn", both("withdrawn", "取水"), "Taken from rivers and lakes.", "ea-2025"
    )

    def node(name: str, what: str, *needs: tuple[str, str]) -> NodeNote:
        return NodeNote(name, None, "t{silver}/year", what, needs, None, None)

    return Lookup(
        beside=(old,),
        definitions={"published": published, "withdrawn": withdrawn},
        topics={fact.topic: both(fact.quantity, f"主题 {fact.topic}") for fact in known.values()},
        regions={"world": both("world", "全球")},
        nodes={
            "ai_silver": node(
                "ai_silver",
                "Silver built into the servers of the year.",
                ("servers_added", "now"),
                ("silver_per_ai_server", "now"),
            ),
            "total_demand": node(
                "total_demand", "All use.", ("ai_silver", "now"), ("total_demand", "previous")
            ),
        },
        roles={"use": "ai_silver", "net_use": "ai_silver", "total_use": "total_demand"},
    )

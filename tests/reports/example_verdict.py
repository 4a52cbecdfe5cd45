"""A complete, realistic verdict and its degenerate relatives, for the reports under test.

Not here: the page (`example_article.py`). Figures are plausible, many of them invented.
"""

from dataclasses import replace
from datetime import date

from assay.model.summary import Band
from assay.ruler.mark import Chain, Degree, Explained, Mark
from assay.ruler.story import Window
from assay.verdict import Afterwards, Area, Fan, StoryCard, Verdict
from tests.reports import example_answers, example_article
from tests.reports.example_attribution import attribution
from tests.reports.example_price import band, both, contributions
from tests.reports.example_record import facts, givens, lookup, requirement, works

SAMPLES = 65536


def card() -> StoryCard:
    """The story by its names."""
    return StoryCard(
        name="silver",
        effect="price",
        title=both("AI and the price of silver", "AI 与银价"),
        claim=both(
            "Silver has soared because AI and its data centres devour it.",
            "白银大涨，是因为 AI 及其数据中心在吞噬白银。",
        ),
        answers={
            "yes": both("AI drove the price of silver.", "AI 推高了银价。"),
            "partly": both(
                "AI is one cause of the rise among several.", "AI 是上涨的原因之一，但不是主因。"
            ),
            "no": both(
                "AI buys silver, but it barely moved the price.", "AI 用银，但几乎没有推动银价。"
            ),
            "cannot_tell": both(
                "What AI did to the price of silver is open.", "AI 对银价的影响尚无定论。"
            ),
        },
        driver=both("AI", "AI"),
        resource=both("silver", "白银"),
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
        value: Band | None,
        unit: str,
        threshold: float,
        p: float | None,
        granted: float | None,
        state: str,
        **more: object,
    ) -> Mark:
        plain = Mark(
            name,
            value,
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
        mark("size", band(1.83, 3.72, 7.68), "percent", 5, 0.24, 0.0, "broken", sweep=sweep),
        mark("growth", band(0.82, 1.51, 2.53), "x", 1.5, 0.5003, 0.0, "undecided"),
        mark(
            "necessity",
            band(31.2, 56.0, 81.7),
            "percent",
            50,
            0.664,
            0.0,
            "held",
            beside=(("irreplaceable_floor", band(8, 14, 22), "percent"),),
        ),
        mark("scarcity", band(1.81, 8.52, 990.0), "x", 1, 0.0091, 0.0, "broken"),
        mark("transmission", band(0.31, 0.79, 2.21), "percent", 10, 1 / SAMPLES, 0.0, "broken"),
        mark("rivals", band(2.1, 6.2, 15.8), "percent", 100, 0.0, 1 / SAMPLES, "broken"),
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


def fans() -> tuple[Fan, ...]:
    """The driver's use of silver, known until 2025."""
    years = tuple(range(2022, 2031))
    middle = [310, 420, 700, 1180, 1500, 1680, 1790, 1870, 1910]
    bands = tuple(
        band(m * (0.45 - 0.02 * i), float(m), m * (1.6 + 0.14 * i)) for i, m in enumerate(middle)
    )
    worlds = tuple(
        tuple(b.p50 + (b.p95 - b.p50) * (w - 3) / 3.6 * (1 if w > 2 else 0.5) for b in bands)
        for w in range(7)
    )
    threshold = tuple(0.05 * 35500.0 for _ in years)
    return (
        Fan(
            "ai_silver",
            both("Silver built into AI servers", "AI 服务器用银"),
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
        return Area(name, both(en, zh), "t{silver}/year", years, values, name == "ai_silver")

    return (
        layer("ai_silver", "AI", "AI", 90, 1910),
        layer("pv", "solar", "光伏", 2300, 4300),
        layer("industry", "other industry", "其他工业", 13500, 14800),
        layer("jewelry", "jewellery", "首饰", 8200, 6900),
        layer("bars", "bars and coins", "银条银币", 5800, 7100),
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
            share=band(0.0031, 0.0079, 0.0221),
            share_gross=band(0.009, 0.028, 0.09),
            if_no_driver=band(0.004, 0.012, 0.03),
            if_horizon_priced_in=band(0.01, 0.03, 0.09),
            needed=band(0.002, 0.0055, 0.013),
            shift=band(93, 249, 590),
            market=band(36000, 36080, 36160),
            rise=123.1,
        ),
        contributions=contributions(),
        requirement=requirement(),
        needed_shift=band(9000, 12900, 21000),
        comparison=(
            (
                both(
                    "All electrical and electronic use, solar aside", "除光伏外的全部电子电气用银"
                ),
                262.9,
                "Moz/year",
                "electrical.2025",
            ),
            (
                both("AI’s use added in the window", "AI 在此期间新增用银"),
                249.0,
                "t{silver}/year",
                "ai_silver",
            ),
        ),
        fans=fans(),
        areas=areas(),
        claims=example_article.claims(),
        causes=example_article.causes(),
        attribution=attribution(),
        afterwards=Afterwards(
            driver=(known["growth.2026.01"], known["growth.2026.05"]),
            effect=(known["price.2026-01-23"], known["price.2026-11-20"]),
            followed=False,
        ),
        givens=givens(),
        facts=facts(),
        works=works(),
        lookup=lookup(),
        information=example_answers.by_margin(),
    )

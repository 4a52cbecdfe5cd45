"""A made-up article with its claims and their standings, for the reports under test.

Not here: the verdict around it (`example_verdict.py`). Sentences and most figures are invented.
"""

from datetime import date

import numpy as np

from assay.checks.standing import (
    CauseStanding,
    CheckedCause,
    CheckedClaim,
    Evidence,
    Reason,
    Standing,
)
from assay.claims.claim import CauseClaim, Comparator, QuantityClaim, Stance
from assay.reading.article import Article

PARAGRAPHS = (
    "周五，伦敦现货白银涨破99美元每盎司，再创新高。2025年全年涨幅近150%，把其他贵金属甩在身后。",
    "朋友问我怎么看。我是写科技的，对贵金属所知有限，只好先去查资料。",
    "有人说，数据中心吃掉了市面上的白银，银价才一路走高。这个说法流传很广。",
    "据称一台AI服务器要用1.2公斤白银，而普通服务器只有0.5公斤左右。",
    "按这个说法，全年用量超过1000吨，占全球需求的3%至6%。",
    "电力方面，有机构预计2035年数据中心将占美国用电的8.6%。英国的水也被说成有一半以上要给机房。",
    "机房建设的速度比世纪初快了十一倍。",
    "在我看来，真正推高银价的是地缘政治与低利率。",
    "故事好听，未必是真的。",
)
TEXT = "\n".join(PARAGRAPHS)


def article(title: str = "数据中心在吃白银吗？", author: str = "某科技专栏") -> Article:
    """The article as repaired."""
    spans, start = [], 0
    for paragraph in PARAGRAPHS:
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Article(
        title=title,
        author=author,
        publisher="某门户",
        published=(date(2026, 1, 23), date(2026, 2, 3)),
        published_why="mentioned-and-stamped",
        language="zh",
        text=TEXT,
        paragraphs=tuple(spans),
        repairs=("readings", "traditional"),
        polluted=True,
        offsets=np.arange(len(TEXT) + 1, dtype=np.int64),
    )


def _quantity(
    text: str,
    value: float | tuple[float, float],
    unit: str,
    subject: str,
    year: int | None,
    comparator: Comparator = Comparator.EXACT,
) -> QuantityClaim:
    start = TEXT.index(text)
    sentence = (TEXT.rfind("\n", 0, start) + 1, TEXT.find("\n", start) % (len(TEXT) + 1))
    return QuantityClaim(
        value=value,
        unit=unit,
        unit_as_written=unit,
        comparator=comparator,
        year=year,
        time=None,
        subject=subject,
        hedge=None,
        attributed_to=None,
        stance=Stance.ASSERTED,
        is_change=False,
        share_of=None,
        span=(start, start + len(text)),
        sentence=sentence,
        text=text,
        step=1.0,
        confidence=0.9,
    )


def _evidence(
    value: float | tuple[float, float],
    unit: str,
    source: str,
    fact: str | None,
    known_on: date | None,
    role: str,
    year: str = "",
) -> Evidence:
    return Evidence(
        value=value,
        unit=unit,
        source=source,
        known_on=known_on,
        definition="as published" if fact else "ai_silver",
        quantity=fact or "implied by the model",
        year=year,
        fact=fact,
        role=role,
    )


def _reason(standing: Standing, claim: QuantityClaim, against: tuple[Evidence, ...]) -> Reason:
    """A reason as the checks fill it."""
    if not against or standing in (Standing.UNTRACEABLE, Standing.MISFRAMED):
        return Reason(standing.value, {"text": claim.text})
    first, last = against[0], against[-1]
    line = {"line_en": claim.subject, "line_zh": claim.subject}
    if standing is Standing.CLASHES:
        implied = {"figure": first.value, "unit": first.unit, "upstream": "超过1000吨"}
        return Reason("clashes_downstream", {**line, **implied})
    told = {"figure": first.value, "unit": first.unit, "issuer": first.source}
    days = {"known_on": first.known_on, "revised_on": last.known_on}
    revised = {"revised": last.value, "revised_unit": last.unit}
    key = "superseded_before" if standing is Standing.SUPERSEDED else standing.value
    return Reason(key, {**line, **told, **days, **revised})


def claims() -> tuple[CheckedClaim, ...]:
    """Its numbers, one or more for each standing but `contradicted`."""
    price = _evidence(
        99.0, "USD/oz", "lbma", "price.2026-01-23", date(2026, 1, 23), "match", "2026"
    )
    us_old = _evidence(8.6, "percent", "bnef-2025-04", "us.share.old", date(2025, 4, 15), "vintage")
    us_new = _evidence(
        11.7, "percent", "bnef-2025-12", "us.share.new", date(2025, 12, 1), "revision"
    )
    uk = _evidence(
        (50.0, 78.0), "percent", "ea-2025", "uk.water", date(2025, 6, 1), "other definition"
    )
    implied = _evidence((0.41, 0.47), "kg/server", "run", None, None, "implied", "2025")
    rows: tuple[tuple[QuantityClaim, tuple[Standing, ...], tuple[Evidence, ...]], ...] = (
        (
            _quantity("99美元每盎司", 99.0, "USD/oz", "白银", 2026),
            (Standing.SUPPORTED,),
            (price,),
        ),
        (
            _quantity("近150%", 150.0, "percent", "白银涨幅", 2025, Comparator.ALMOST),
            (Standing.SUPPORTED,),
            (
                _evidence(
                    149.0, "percent", "lbma", "price.rise.2025", date(2025, 12, 31), "match", "2025"
                ),
            ),
        ),
        (
            _quantity("1.2公斤", 1.2, "kg", "一台AI服务器", None),
            (Standing.UNTRACEABLE, Standing.CLASHES),
            (implied,),
        ),
        (
            _quantity("0.5公斤左右", 0.5, "kg", "普通服务器", None, Comparator.ABOUT),
            (Standing.UNTRACEABLE,),
            (),
        ),
        (
            _quantity("超过1000吨", 1000.0, "t", "全年用量", 2025, Comparator.OVER),
            (Standing.UNTRACEABLE, Standing.CLASHES),
            (implied,),
        ),
        (
            _quantity("3%至6%", (3.0, 6.0), "percent", "全球需求", 2025, Comparator.RANGE),
            (Standing.UNTRACEABLE, Standing.CLASHES),
            (_evidence((2.8, 3.1), "percent", "run", None, None, "implied", "2025"),),
        ),
        (
            _quantity("8.6%", 8.6, "percent", "数据中心占美国用电", 2035),
            (Standing.SUPERSEDED,),
            (us_old, us_new),
        ),
        (
            _quantity("一半以上", 50.0, "percent", "英国的水", None, Comparator.OVER),
            (Standing.MISFRAMED,),
            (uk,),
        ),
        (_quantity("十一倍", 11.0, "x", "机房建设速度", None), (Standing.UNTRACEABLE,), ()),
    )
    return tuple(
        CheckedClaim(
            claim=claim,
            line=None,
            story="silver",
            standings=standings,
            against=against,
            reasons=tuple(_reason(s, claim, against) for s in standings),
        )
        for claim, standings, against in rows
    )


def _basis(share: float, band: tuple[float, float]) -> dict[str, object]:
    group = {"group_en": "geopolitics", "group_zh": "地缘政治"}
    mediator = {"mediator_en": "gold", "mediator_zh": "黄金"}
    return {**group, **mediator, "share": share, "band": band, "material": 10.0}


def causes() -> tuple[CheckedCause, ...]:
    """Its causal statements: the story, disputed, and the author's own answer."""

    def cause(text: str, cause: str, stance: Stance) -> CauseClaim:
        start = TEXT.index(text)
        return CauseClaim(cause, "银价", 1, stance, None, (start, start + len(text)), text)

    return (
        CheckedCause(
            cause(
                "数据中心吃掉了市面上的白银，银价才一路走高",
                "数据中心吃掉了市面上的白银",
                Stance.DISPUTED,
            ),
            "ai",
            CauseStanding.FAILS,
            0.0,
            Reason("cause_fails", _basis(0.8, (0.3, 2.3))),
        ),
        CheckedCause(
            cause("真正推高银价的是地缘政治与低利率", "地缘政治与低利率", Stance.ASSERTED),
            "geopolitics",
            CauseStanding.CANNOT_TELL,
            0.2,
            Reason("through_mediator", _basis(2.0, (-1.0, 5.0))),
        ),
    )

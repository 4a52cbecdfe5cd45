"""Findings about story and price for the report's tests: invented, each in one state.

Not here: the shipped finding (`stories/silver/interest.toml`).
"""

from datetime import date

from assay.prices.interest import Correlation, Interest, LagTest, Step, Study, Telling

ATTACK = "<b>&{title}</b>"
NAMES = ("correlation", "granger", "event")


def study(name: str, word: str, reason: str, news: str, episodes: int) -> Study:
    """A study in which the price rose before and fell after."""
    dated = news == "tellings"
    shown = {"follows": 0.01, "leads": 0.4} if word == "follows" else {"follows": 0.2, "leads": 0.3}
    tests = tuple(
        LagTest(one, direction, 2.5, 0.03 if one == "granger" else None, p / 2, p)
        for one in NAMES[: 3 if dated else 2]
        for direction, p in shown.items()
    )
    path = tuple(Step(n, 3.0 * n + 3, 2.0 * n - 4, 2.5 * n + 9) for n in range(-9, 9))
    return Study(
        name=name,
        news=news,
        price="a_price",
        step="week",
        lags=8,
        start=date(2023, 1, 2),
        end=date(2026, 8, 23),
        steps=190,
        tellings=7 if dated else 0,
        left_out=2 if dated else 0,
        episodes=episodes,
        word=word,
        reason=reason,
        correlations=tuple(Correlation(n, 0.01 * n, -0.1, 0.1) for n in range(-8, 9)),
        tests=tests,
        path=path if dated else (),
    )


def tellings() -> tuple[Telling, ...]:
    """A day and a month, one of them with an attack in its words."""
    first, last = date(2025, 12, 1), date(2025, 12, 31)
    return (
        Telling("a", first, last, f"A post {ATTACK}", "told", "en", "a_source", last),
        Telling("b", last, last, "A report", "report", "zh", "b_source", last),
    )


def interest(*studies: Study) -> Interest:
    """A finding of these studies."""
    return Interest(
        known_on=date(2026, 8, 21),
        source=("a_price", "a_source", "b_source"),
        seed=1,
        draws=1999,
        made="by hand",
        studies=studies,
        tellings=tellings() if studies[0].news == "tellings" else (),
    )


def few() -> Interest:
    """Too few separate stretches."""
    return interest(
        study("tellings_weekly", "cannot tell", "few", "tellings", 1),
        study("everything_weekly", "cannot tell", "neither", "tellings", 6),
    )


def follows() -> Interest:
    """News volume that follows."""
    return interest(study("news_weekly", "follows", "shown", "gdelt.silver_ai_en", 0))

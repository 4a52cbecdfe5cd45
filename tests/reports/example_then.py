"""The example verdict beside that of its page's day, and the days between which nothing is told.

Not here: the example itself (`example_verdict.py`). Figures are invented.
"""

from dataclasses import replace
from datetime import date

from assay.checks.standing import CauseStanding, Evidence, Standing
from assay.ruler.mark import Degree, Mark, Move, Mover
from assay.then import ClaimMoved, Earlier, MarkMoved, Revised, Then
from assay.verdict import Verdict
from tests.reports.example_price import band
from tests.reports.example_verdict import SAMPLES, verdict

DAY = date(2026, 2, 3)
SURVEY = "wss-2026"


def _mark(mark: Mark) -> Mark:
    """The mark as it was: a little less of everything, growth still held."""
    if mark.value is None or mark.probability is None:
        return mark
    half = band(mark.value.p05 / 2, mark.value.p50 / 2, mark.value.p95 / 2)
    if mark.name == "growth":
        return replace(mark, value=band(1.4, 2.2, 5.1), probability=0.81, state="held")
    return replace(mark, value=half, probability=mark.probability / 2)


def earlier(plain: Verdict) -> Earlier:
    """The verdict of the page's day: one number stood otherwise."""
    assert plain.explained is not None
    claims = tuple(
        replace(claim, standings=(Standing.SUPPORTED,), reasons=claim.reasons[:1])
        if claim.standings == (Standing.SUPERSEDED,)
        else claim
        for claim in plain.claims
    )
    none = Degree(0.0, 0.0, None, SAMPLES, 0)
    return Earlier(
        as_of=DAY,
        today=2024,
        chain=replace(plain.chain, material=none, main_cause=none),
        marks=tuple(map(_mark, plain.marks)),
        explained=replace(plain.explained, share=band(0.002, 0.005, 0.015)),
        claims=claims,
        causes=plain.causes,
        known_later=("silver_per_ai_server",),
    )


def _figure(value: float, fact: str, day: date) -> Evidence:
    return Evidence(value, "percent", "bnef", day, "published", "share", "2035", fact, "newest")


def _implied(low: float, high: float) -> Evidence:
    return Evidence((low, high), "kg/server", "run", None, "n", "1.2", "2025", None, "implied")


def then(plain: Verdict) -> Then:
    """Two verdicts, one revised figure, one implied interval that moved."""
    new, old = Mover(SURVEY, 2025), Mover("trendforce", None)
    moves = {"growth": -0.7, "size": 1.86, "transmission": 0.395}
    # of several the first
    place = {row.standings: at for at, row in reversed(list(enumerate(plain.claims)))}
    return Then(
        day=DAY,
        state="told",
        verdict=earlier(plain),
        marks=tuple(
            MarkMoved(
                mark.name,
                (Move(new, moves[mark.name], 0.02), Move(old, moves[mark.name] / 5, -0.01))
                if mark.name in moves
                else (),
            )
            for mark in plain.marks
            if mark.in_chain
        ),
        mover_samples=512,
        claims=(
            ClaimMoved(
                place[(Standing.SUPERSEDED,)],
                _figure(8.6, "us.share.old", date(2025, 4, 15)),
                _figure(11.7, "us.share.new", date(2025, 12, 1)),
                True,
                True,
            ),
            ClaimMoved(
                place[(Standing.UNTRACEABLE, Standing.CLASHES)],
                _implied(0.38, 0.5),
                _implied(0.41, 0.47),
                True,
                False,
            ),
        ),
        causes=(),
        revised=(Revised("silver.price", 2026, "growth.2026.01", "growth.2026.05"),),
        counted=("electrical.2025",),
        last_year=None,
        first_day=None,
    )


def told() -> Verdict:
    """The same answer on both days, with what moved since."""
    plain = verdict()
    return replace(plain, then=then(plain))


def answer_moved() -> Verdict:
    """Another answer that day, and a cause that stood otherwise."""
    plain = verdict()
    both = then(plain)
    assert both.verdict is not None
    chain = replace(both.verdict.chain, answer="partly", likelihood="likely")
    causes = (
        replace(plain.causes[0], standing=CauseStanding.HOLDS, probability=0.8),
        *plain.causes[1:],
    )
    before = replace(both.verdict, chain=chain, causes=causes)
    return replace(plain, then=replace(both, verdict=before, causes=(0,)))


def nothing_moved() -> Verdict:
    """Two verdicts that are the same to the last figure."""
    plain = verdict()
    both = then(plain)
    assert both.verdict is not None
    same = replace(both.verdict, today=2025, marks=plain.marks, claims=plain.claims)
    marks = tuple(replace(row, moves=()) for row in both.marks)
    return replace(
        plain,
        then=replace(both, verdict=same, marks=marks, claims=(), revised=(), counted=()),
    )


def _untold(state: str, day: date | None, first: date | None = None) -> Verdict:
    plain = verdict()
    blank = replace(
        then(plain), state=state, day=day, verdict=None, marks=(), claims=(), revised=()
    )
    last = 2018 if first else None
    return replace(plain, then=replace(blank, counted=(), last_year=last, first_day=first))


def undated() -> Verdict:
    """Nothing tells the page's day."""
    return _untold("undated", None)


def same_day() -> Verdict:
    """The page is younger than the day that was asked for."""
    return _untold("same day", date(2027, 1, 5))


def record_ends() -> Verdict:
    """The page is younger than all of the record."""
    return _untold("record ends", date(2027, 1, 5))


def not_yet() -> Verdict:
    """No verdict could have been given that day."""
    return _untold("not yet", date(2025, 4, 20), date(2025, 5, 14))


THEN = {
    "then_told": told,
    "then_answer_moved": answer_moved,
    "then_nothing_moved": nothing_moved,
    "then_undated": undated,
    "then_same_day": same_day,
    "then_record_ends": record_ends,
    "then_not_yet": not_yet,
}
"""Every state of the comparison by name."""

"""Then and now for programs: the part of `verdict.json` about the page's day.

Not here: the verdict of now (`to_json.py`), the same for people (`sections/then_and_now.py`).
"""

from collections.abc import Iterable
from typing import Any

from assay.checks.standing import CheckedCause, CheckedClaim, Evidence
from assay.report.json_values import band_row as _band
from assay.report.json_values import number as _number
from assay.report.json_values import plain_unit, value
from assay.ruler.mark import Degree, Mark
from assay.then import ClaimMoved, Earlier, MarkMoved, Then

Row = dict[str, Any]


def then_row(then: Then | None) -> Row | None:
    """Both days side by side; null without a page."""
    if then is None:
        return None
    return {
        "entry": "then:years",
        "day": then.day.isoformat() if then.day else None,
        "state": then.state,
        "last_year": then.last_year,
        "first_day": then.first_day.isoformat() if then.first_day else None,
        "verdict": _verdict(then.verdict),
        "marks": [_mark_moved(row) for row in then.marks],
        "claims": [_claim_moved(row) for row in then.claims],
        "causes": list(then.causes),
        "revised": [
            {"topic": row.topic, "year": row.year, "then": row.then, "now": row.now}
            for row in then.revised
        ],
        "counted": list(then.counted),
    }


def _verdict(earlier: Earlier | None) -> Row | None:
    if earlier is None:
        return None
    chain, share = earlier.chain, earlier.explained
    return {
        "entry": "then:chain:material",
        "as_of": earlier.as_of.isoformat(),
        "today": earlier.today,
        "answer": chain.answer,
        "likelihood": chain.likelihood,
        "probability": _counted(chain.material),
        "probability_error": _number(chain.material.error) if chain.material.count else None,
        "count": chain.material.count,
        "main_cause": _counted(chain.main_cause),
        "weakest": chain.weakest,
        "share_explained": _band(share.share) if share else None,
        "marks": [_mark(mark) for mark in earlier.marks],
        "claims": [_claim(claim) for claim in earlier.claims],
        "causes": [_cause(cause) for cause in earlier.causes],
        "known_later": list(earlier.known_later),
    }


def _counted(degree: Degree) -> float | None:
    """A probability, never a zero; None where no sample held, since the samples are quasi-random,
    and the independent ones of a bound are drawn for the verdict of now alone."""
    return _number(degree.probability) if degree.count else None


def _mark(mark: Mark) -> Row:
    return {
        "entry": f"then:mark:{mark.name}",
        "name": mark.name,
        "value": _band(mark.value),
        "unit": plain_unit(mark.unit),
        "state": mark.state,
        "probability": _number(mark.probability),
    }


def _claim(claim: CheckedClaim) -> Row:
    return {
        "standing": [standing.value for standing in claim.standings],
        "against": _figures(claim.against),
    }


def _cause(cause: CheckedCause) -> Row:
    return {"standing": cause.standing.value, "probability": _number(cause.probability)}


def _figures(items: Iterable[Evidence]) -> list[Row]:
    return [row for row in map(_figure, items) if row is not None]


def _figure(item: Evidence | None) -> Row | None:
    if item is None:
        return None
    return {
        "value": value(item.value),
        "unit": plain_unit(item.unit),
        "source": item.source,
        "known_on": item.known_on.isoformat() if item.known_on else None,
        "fact": item.fact,
    }


def _mark_moved(row: MarkMoved) -> Row:
    return {
        "entry": f"moved:{row.name}",
        "name": row.name,
        "movers": [
            {
                "source": move.mover.source,
                "year": move.mover.year,
                "value": _number(move.value),
                "probability": _number(move.probability),
            }
            for move in row.moves
        ],
    }


def _claim_moved(row: ClaimMoved) -> Row:
    return {
        "entry": f"claim:{row.place}",
        "place": row.place,
        "then": _figure(row.then),
        "now": _figure(row.now),
        "figure_moved": row.figure_moved,
        "standing_moved": row.standing_moved,
    }

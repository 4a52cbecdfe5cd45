"""What would have to be true and what to find out next, for programs.

Not here: the verdict around them (`to_json.py`), the same for people (`ways.py`,
`sections/find_out.py`).
"""

import json
from typing import Any

from assay.answers import Information, Move, Needed, Requirement, Way
from assay.report.json_values import number as _number
from assay.report.json_values import plain_unit

Row = dict[str, Any]


def move_row(move: Move) -> Row:
    """One given on a way."""
    return {
        "given": move.given,
        "unit": plain_unit(move.unit),
        "median": _number(move.median),
        "needed": _number(move.needed),
        "percentile": _number(move.percentile),
        "score": _number(move.score),
        "factor": _number(move.factor),
        "jumps": move.jumps,
    }


def _way(way: Way) -> Row:
    return {
        "distance": _number(way.distance),
        "tight": list(way.tight),
        "moves": [move_row(move) for move in way.moves],
    }


def requirement_row(found: Requirement | None) -> Row | None:
    """All givens together; null where it was not asked."""
    if found is None:
        return None
    return {
        "target": found.target,
        "holds": found.holds,
        "probability": _number(found.probability),
        "probability_error": _number(found.error),
        "method": found.method,
        "runs": found.runs,
        "ways": [_way(way) for way in found.ways],
    }


def ways_row(found: Requirement | None) -> Row | None:
    """The same within a verdict, with the key of its entry."""
    row = requirement_row(found)
    return None if row is None else {"entry": "way:chance", **row}


def information_row(found: Information | None) -> Row | None:
    """What each measurement would be worth; null where it was not asked."""
    if found is None:
        return None
    return {
        "entry": "information",
        "by": found.by,
        "mark": found.mark,
        "wrong": _number(found.wrong),
        "findings": [
            {
                "entry": f"worth:{place}",
                "givens": list(finding.givens),
                "would_change": finding.would_change,
                "worth": _number(finding.worth),
                "worth_error": _number(finding.error),
            }
            for place, finding in enumerate(found.findings)
        ],
    }


def need_json(found: Needed) -> bytes:
    """What `assay need NAME --json` prints (`schema/need-1.json`)."""
    row = {
        "story": found.story,
        "as_of": found.as_of.isoformat(),
        "seed": found.seed,
        "requirement": requirement_row(found.requirement),
        "swings": [
            {"given": swing.given, "low": _number(swing.low), "high": _number(swing.high)}
            for swing in found.swings
        ],
        "alone": [
            {
                "given": item.given,
                "unit": plain_unit(item.unit),
                "median": _number(item.median),
                "needed": _number(item.needed),
                "percentile": _number(item.percentile),
                "best_share": _number(item.best_share),
            }
            for item in found.alone
        ],
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()

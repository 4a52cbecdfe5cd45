"""Which inputs the spread of a node comes from, for programs.

Not here: the same for people (`sensitivity_to_terminal.py`).
"""

import json
from typing import Any

from assay.answers import InputShare, Sensitivity, Spread
from assay.report.json_values import number, plain_unit

Row = dict[str, Any]


def flat_rows(found: Sensitivity) -> list[Row]:
    """One flat row an input and year."""
    return [
        {
            "year": spread.year,
            "input": "+".join(one.givens),
            **{key: values[place] for key, values in _columns(one).items()},
        }
        for place, spread in enumerate(found.spreads)
        if spread.deviation > 0
        for one in found.inputs
    ]


def _columns(one: InputShare) -> dict[str, tuple[float, ...]]:
    told = {"share": one.share, "share_error": one.error}
    return {**told, "total": one.total, "total_error": one.total_error} if one.total else told


def _spread_row(spread: Spread) -> Row:
    return {
        "year": spread.year,
        "p05": number(spread.low),
        "p50": number(spread.middle),
        "p95": number(spread.high),
        "deviation": number(spread.deviation),
    }


def _input_row(one: InputShare, spreads: tuple[Spread, ...]) -> Row:
    row: Row = {"givens": list(one.givens)}
    for key in ("share", "share_error", "total", "total_error"):
        values = _columns(one).get(key)
        row[key] = values and [
            # a year without spread has no shares
            number(value) if spread.deviation > 0 else None
            for value, spread in zip(values, spreads, strict=True)
        ]
    return row


def sensitivity_json(found: Sensitivity) -> bytes:
    """What `assay sensitivity NAME --json` prints (`schema/sensitivity-1.json`)."""
    row = {
        "story": found.story,
        "node": found.node,
        "unit": plain_unit(found.unit),
        "as_of": found.as_of.isoformat(),
        "method": found.method,
        "together": [list(names) for names in found.together],
        "samples": found.samples,
        "runs": found.runs,
        "seed": found.seed,
        "years": [_spread_row(spread) for spread in found.spreads],
        "inputs": [_input_row(one, found.spreads) for one in found.inputs],
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()

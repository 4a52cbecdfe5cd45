"""A what-if for programs.

Not here: the same for people (`what_if_to_terminal.py`, `what_if_to_notebook.py`).
"""

import json
from typing import Any

from assay.report.json_values import band_row, plain_unit
from assay.report.json_values import number as _number
from assay.ruler.mark import Chain
from assay.supposed import MarkBeside, NodeBeside, WhatIf

Row = dict[str, Any]


def _node_row(node: NodeBeside) -> Row:
    return {
        "node": node.name,
        "unit": plain_unit(node.unit),
        "year": node.year,
        "before": band_row(node.before),
        "after": band_row(node.after),
        "difference": band_row(node.difference),
    }


def mark_row(mark: MarkBeside) -> Row:
    """One mark before and after."""
    before, after = mark.before, mark.after
    return {
        "mark": before.name,
        "unit": plain_unit(before.unit),
        "threshold": _number(before.threshold),
        "before": band_row(before.value),
        "after": band_row(after.value),
        "difference": band_row(mark.difference),
        "probability_before": _number(before.probability),
        "probability_after": _number(after.probability),
        "probability_difference": _number(mark.probability),
        "probability_error": _number(mark.error),
    }


def _chain_row(chain: Chain) -> Row:
    return {
        "answer": chain.answer,
        "material": _number(chain.material.probability),
        "material_upper": _number(chain.material.upper),
        "main_cause": _number(chain.main_cause.probability),
        "main_cause_upper": _number(chain.main_cause.upper),
        "weakest": chain.weakest,
    }


def what_if_json(found: WhatIf) -> bytes:
    """What `assay what-if NAME --json` prints (`schema/what-if-1.json`)."""
    share = found.share
    row = {
        "story": found.story,
        "scenario": found.scenario,
        "why": found.why,
        "as_of": found.as_of.isoformat(),
        "samples": found.samples,
        "seed": found.seed,
        "changes": [
            {"change": one.text, **_node_row(one.node), "reaches": one.reaches}
            for one in found.changes
        ],
        "before": _chain_row(found.before),
        "after": _chain_row(found.after),
        "probability_difference": _number(found.chance[0]),
        "probability_error": _number(found.chance[1]),
        "marks": [mark_row(mark) for mark in found.marks],
        "share": None
        if share is None
        else {
            "before": band_row(share.before),
            "after": band_row(share.after),
            "difference": band_row(share.difference),
        },
        "moved": [_node_row(node) for node in found.moved],
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()

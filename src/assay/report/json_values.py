"""Numbers, ranges, bands, units and what a model proposed as JSON prints them.

Not here: the forms they stand in (`to_json.py`, `then_to_json.py`).
"""

import math
from typing import Any

from assay.claims.claim import Proposals
from assay.model.summary import Band
from assay.units import without_labels


def plain_unit(text: str) -> str:
    """The unit without labels, `%` for per cent: what other programs expect."""
    plain = without_labels(text)
    return "%" if plain == "percent" else plain or "1"


def number(value: float | None) -> float | None:
    """A finite number; null for anything else."""
    return None if value is None or not math.isfinite(value) else float(value)


def value(told: float | tuple[float, float] | None) -> float | list[float | None] | None:
    """A number, or both ends of a range."""
    if isinstance(told, tuple):
        return [number(end) for end in told]
    return number(told)


def band_row(band: Band | None) -> dict[str, Any] | None:
    """Three quantiles of a band."""
    if band is None:
        return None
    return {"p05": number(band.p05), "p50": number(band.p50), "p95": number(band.p95)}


def proposals_row(proposals: Proposals | None) -> dict[str, Any] | None:
    """What a language model proposed and what became of it; null unless one was asked."""
    if proposals is None:
        return None
    return {
        "model": proposals.model,
        "requests": proposals.requests,
        "proposed": proposals.proposed,
        "confirmed": proposals.confirmed,
        "added": proposals.added,
        "dropped": dict(proposals.dropped),
        "unread": proposals.unread,
        "failed": proposals.failed,
    }

"""Whether the story leads or follows the price, as the JSON of a verdict prints it.

Not here: the rest of the verdict (`to_json.py`), the form that is published (`schema/`).
"""

from datetime import date
from typing import Any

from assay.prices.interest import Interest, Study, Telling

Row = dict[str, Any]


def interest_row(interest: Interest | None, as_of: date) -> Row | None:
    """The finding; `known_later` where it was known only after the verdict's day."""
    if interest is None:
        return None
    return {
        "word": interest.word,
        "known_on": interest.known_on.isoformat(),
        "known_later": interest.known_on > as_of,
        "seed": interest.seed,
        "draws": interest.draws,
        "made": interest.made,
        "studies": [_study(study) for study in interest.studies],
        "tellings": [_telling(one) for one in interest.tellings],
    }


def _study(study: Study) -> Row:
    return {
        "name": study.name,
        "news": study.news,
        "price": study.price,
        "step": study.step,
        "lags": study.lags,
        "start": study.start.isoformat(),
        "end": study.end.isoformat(),
        "steps": study.steps,
        "tellings": study.tellings,
        "left_out": study.left_out,
        "episodes": study.episodes,
        "word": study.word,
        "reason": study.reason,
        "tests": [
            {
                "name": test.name,
                "direction": test.direction,
                "statistic": test.statistic,
                "p_asymptotic": test.p_asymptotic,
                "p": test.p,
                "p_holm": test.p_holm,
            }
            for test in study.tests
        ],
        "correlations": [
            {"lag": one.lag, "value": one.value, "low": one.low, "high": one.high}
            for one in study.correlations
        ],
        "path": [
            {"offset": one.offset, "value": one.value, "low": one.low, "high": one.high}
            for one in study.path
        ],
    }


def _telling(one: Telling) -> Row:
    return {
        "id": one.id,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "what": one.what,
        "kind": one.kind,
        "language": one.language,
        "source": one.source,
        "known_on": one.known_on.isoformat(),
    }

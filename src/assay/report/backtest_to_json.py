"""A backtest for programs.

Not here: the same for people (`backtest_to_terminal.py`, `backtest_to_svg.py`).
"""

import json
from typing import Any

from assay.backtest.result import Backtest, PastStory, Scores, Vintage
from assay.report.json_values import band_row

Row = dict[str, Any]


def backtest_json(found: Backtest) -> bytes:
    """What `assay backtest --json` prints (`schema/backtest-1.json`)."""
    left, placebo = found.left_out, found.placebo
    row = {
        "digest": found.digest,
        "samples": found.samples,
        "seed": found.seed,
        "elasticity_of_supply": list(found.supply),
        "elasticity_of_demand": list(found.demand),
        "then": _vintage(found.then),
        "now": _vintage(found.now),
        "left_out": {
            "stories": [
                {
                    "story": one.name,
                    "outcome": one.label,
                    "main_cause": one.main_cause,
                    "needed": one.needed,
                    "threshold": one.threshold,
                    "right": one.right,
                }
                for one in left.stories
            ],
            "pairs": left.pairs,
            "pairs_right": left.right,
            "brier": left.brier,
        },
        "placebo": {
            "pairs": placebo.pairs,
            "pairs_with_room": placebo.with_room,
            "false_alarm_rate": placebo.rate,
            "false_alarm_rate_with_room": placebo.rate_with_room,
            "mean_probability": placebo.material,
            "false_alarms": [
                {
                    "driver": one.driver,
                    "price": one.price,
                    "answer": one.answer,
                    "material": one.material,
                }
                for one in placebo.alarms
            ],
        },
        "had_all_answered": [
            {"answers": one.answers, "scores": scores_row(one.scores)} for one in found.choices
        ],
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _vintage(told: Vintage) -> Row:
    return {
        "stories": [story_row(story) for story in told.stories],
        "scores": scores_row(told.scores),
        "oil_with_china_alone": story_row(told.china_alone),
        "scores_with_china_alone": scores_row(told.scores_china_alone),
    }


def story_row(story: PastStory) -> Row:
    """One past story as the ruler told it."""
    return {
        "story": story.name,
        "title": dict(story.title),
        "claim": dict(story.claim),
        "outcome": story.label,
        "confidence_in_outcome": story.confidence,
        "as_of": story.as_of.isoformat(),
        "rise": story.rise,
        "answer": story.answer,
        "standing": story.standing,
        "material": story.material,
        "main_cause": story.main_cause,
        "main_cause_error": story.error,
        "share_explained": band_row(story.share),
        "needed": band_row(story.needed),
        "weakest": story.weakest,
        "marks": [
            {
                "mark": mark.name,
                "probability": mark.probability,
                "does_not_apply": None if mark.why_not is None else dict(mark.why_not),
            }
            for mark in story.marks
        ],
        "informative": story.informative,
        "published_share": None
        if story.published is None
        else {
            "low": story.published.low,
            "value": story.published.value,
            "high": story.published.high,
            "source": story.published.source,
            "covered": story.published.covered,
        },
        "known_later": list(story.later),
        "judgements": list(story.judged),
    }


def scores_row(scores: Scores) -> Row:
    """How well the forecasts told confirmed from refuted."""
    return {
        "pairs": scores.pairs,
        "pairs_right": scores.right,
        "auc": scores.auc,
        "pairs_right_by_share": scores.right_by_share,
        "pairs_right_by_needed": scores.right_by_needed,
        "brier": scores.brier,
        "brier_base_rate": scores.brier_base,
        "brier_informative": scores.brier_informative,
        "brier_informative_base_rate": scores.brier_informative_base,
        "brier_material": scores.brier_material,
        "calibration": [
            {
                "low": one.low,
                "high": one.high,
                "stories": one.stories,
                "mean": one.forecast,
                "confirmed": one.confirmed,
            }
            for one in scores.bins
        ],
    }


def flat_row(story: PastStory, vintage: str) -> Row:
    """One past story on one line, for a data frame."""
    share, needed = story.share, story.needed
    return {
        "vintage": vintage,
        "story": story.name,
        "outcome": story.label,
        "as_of": story.as_of,
        "answer": story.answer,
        "standing": story.standing,
        "material": story.material,
        "main_cause": story.main_cause,
        "share_p05": share.p05,
        "share_p50": share.p50,
        "share_p95": share.p95,
        "needed_p05": needed.p05,
        "needed_p50": needed.p50,
        "needed_p95": needed.p95,
        "published_share": story.published.value if story.published else None,
    }


def trust_row(found: Backtest | None) -> Row | None:
    """The backtest in the JSON of a verdict: its scores, then, and the placebo."""
    if found is None:
        return None
    scores = found.then.scores
    standings = [story.standing for story in found.then.stories]
    return {
        "digest": found.digest,
        "stories": len(standings),
        "right": standings.count("right"),
        "half_right": standings.count("half"),
        "wrong": standings.count("wrong"),
        "pairs": scores.pairs,
        "pairs_right": scores.right,
        "brier": scores.brier,
        "brier_base_rate": scores.brier_base,
        "brier_informative": scores.brier_informative,
        "brier_informative_base_rate": scores.brier_informative_base,
        "false_alarm_rate": found.placebo.rate,
        "false_alarm_rate_with_room": found.placebo.rate_with_room,
    }

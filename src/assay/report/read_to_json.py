"""A page as read, as JSON in the published form of `schema/read-1.json`: article, amounts, causes.

Not here: the verdict (`to_json.py`), the same for people (`read_to_terminal.py`). Fields may be
added to the form, never renamed.
"""

from assay.claims.claim import CauseClaim, Claims, MainCause, Proposals, QuantityClaim
from assay.reading.article import Article
from assay.report.json_values import number, plain_unit, proposals_row, value
from assay.report.to_json import Row, article_row, encoded

DIGITS = 12
"""Digits of an interval's ends; no page prints a number with more."""


def read_json(
    article: Article,
    claims: Claims,
    topic: str,
    stance: str,
    main_cause: MainCause | None = None,
    proposals: Proposals | None = None,
) -> bytes:
    """What `assay read PAGE --json` prints (`schema/read-1.json`): same reading, same bytes."""
    told = article_row(article, topic, stance) or {}
    return encoded(
        {
            "article": {
                **told,
                "published_why": article.published_why,
                "published_from": list(article.published_from),
                "mended": [
                    {"name": one.name, "times": one.times, "confidence": number(one.confidence)}
                    for one in article.mended
                ],
                "flags": [
                    {"name": one.name, "times": one.times, "words": list(one.words)}
                    for one in article.flags
                ],
                "address": article.address,
                "causal_claim": _main(main_cause, article),
            },
            "quantities": [_quantity(claim, article) for claim in claims.quantities],
            "causes": [_cause(claim, article) for claim in claims.causes],
            "llm": proposals_row(proposals),
        }
    )


def _quantity(claim: QuantityClaim, article: Article) -> Row:
    figure = claim.interval()
    return {
        "value": value(claim.value),
        "unit": plain_unit(claim.unit),
        "unit_as_written": claim.unit_as_written,
        "comparator": claim.comparator.value,
        "interval": [_plain(figure.low), _plain(figure.high)],
        "year": claim.year,
        "years": list(claim.years) if claim.years else None,
        "time": claim.time,
        "subject": claim.subject,
        "is_change": claim.is_change,
        "direction": claim.direction,
        "share_of": claim.share_of,
        "hedge": claim.hedge,
        "attributed_to": claim.attributed_to,
        "stance": claim.stance.value,
        "alternatives": [
            {"value": value(other), "unit": plain_unit(unit)} for other, unit in claim.alternatives
        ],
        "span": list(claim.span),
        "raw_span": list(article.raw_span(claim.span)),
        "sentence": list(claim.sentence),
        "text": claim.text,
        "confidence": number(claim.confidence),
        "found_by": claim.found_by,
    }


def _plain(end: float) -> float | None:
    """An end of an interval without the last digits that binary fractions add: 8.55."""
    return number(float(f"{end:.{DIGITS}g}"))


def _cause(claim: CauseClaim, article: Article) -> Row:
    return {
        "cause": claim.cause,
        "effect": claim.effect,
        "sign": claim.sign,
        "stance": claim.stance.value,
        "attributed_to": claim.attributed_to,
        "span": list(claim.span),
        "raw_span": list(article.raw_span(claim.span)),
        "text": claim.text,
        "found_by": claim.found_by,
    }


def _main(told: MainCause | None, article: Article) -> Row | None:
    if told is None:
        return None
    return {
        "cause": told.cause,
        "effect": told.effect,
        "sign": told.sign,
        "stance": told.stance.value,
        "span": list(told.span) if told.span else None,
        "instead": _cause(told.instead, article) if told.instead else None,
    }

"""The verdict of a page as JSON, in the published form of `schema/`.

Not here: a page as read (`read_to_json.py`), the report for people (`to_html.py`,
`to_terminal.py`). The form only grows.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from assay.answers import BreakEven
from assay.checks.standing import CheckedCause, CheckedClaim
from assay.reading.article import Article
from assay.record.fact import Fact, Source
from assay.report.answers_to_json import information_row, ways_row
from assay.report.attribution_to_json import attribution_row
from assay.report.backtest_to_json import trust_row
from assay.report.compare_to_json import beside_rows
from assay.report.interest_to_json import interest_row
from assay.report.json_values import band_row as _band
from assay.report.json_values import number as _number
from assay.report.json_values import plain_unit, proposals_row
from assay.report.json_values import value as _value
from assay.report.provenance_to_json import provenance_rows
from assay.report.reasons import plain_reason
from assay.report.then_to_json import then_row
from assay.report.words import Words
from assay.ruler.mark import Contribution, Degree, Mark
from assay.verdict import Afterwards, Verdict

Row = dict[str, Any]
STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters by which a page could steer a terminal or turn the order of its text."""


def article_row(article: Article | None, topic: str, stance: str) -> Row | None:
    """The article as both forms print it."""
    if article is None:
        return None
    return {
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published": [day.isoformat() if day else None for day in article.published],
        "language": article.language,
        "polluted": article.polluted,
        "repairs": list(article.repairs),
        "topic": topic,
        "stance": stance,
        "text": article.text,
    }


def _degree(degree: Degree) -> Row:
    return {
        "probability": _number(degree.probability),
        "probability_error": _number(degree.error),
        "probability_upper": _number(degree.upper),
        "count": degree.count,
    }


def _mark(mark: Mark, words: Words, verdict: Verdict) -> Row:
    names = {
        "driver": words.text(verdict.story.driver),
        "resource": words.text(verdict.story.resource),
        "horizon": verdict.story.horizon,
    }
    return {
        "entry": f"mark:{mark.name}",
        "name": mark.name,
        "question": words.plain(
            words.of(f"mark.{mark.name}.question", verdict.story.effect), names
        ),
        "value": _band(mark.value),
        "unit": plain_unit(mark.unit),
        "threshold": _number(mark.threshold),
        "below": mark.below,
        "state": mark.state,
        "probability": _number(mark.probability),
        "probability_error": _number(mark.error),
        "probability_if_granted": _number(mark.probability_if_granted),
        "in_chain": mark.in_chain,
        "sweep": [{"threshold": t, "probability": p} for t, p in mark.sweep],
        "beside": [
            {"name": key, "value": _band(band), "unit": plain_unit(unit)}
            for key, band, unit in mark.beside
        ],
    }


def _contribution(place: int, row: Contribution) -> Row:
    return {
        "entry": f"row:{place}",
        "driver": row.driver,
        **(_band(row.band) or {}),
        "unit": plain_unit(row.unit),
        "basis": row.basis,
        "view": row.view,
        "part": row.part,
        "ounces": _band(row.ounces),
        "through": row.through,
    }


def _break_even(row: BreakEven) -> Row:
    return {
        "entry": f"need:{row.given}",
        "given": row.given,
        "unit": plain_unit(row.unit),
        "median": _number(row.median),
        "needed": _number(row.needed),
        "percentile": _number(row.percentile),
        "best_share": _number(row.best_share),
    }


def _fact(fact: Fact) -> Row:
    return {
        "id": fact.id,
        "quantity": fact.quantity,
        "value": _number(fact.value),
        "low": _number(fact.low),
        "high": _number(fact.high),
        "unit": plain_unit(fact.unit),
        "source": fact.source,
        "known_on": fact.known_on.isoformat(),
    }


def _afterwards(after: Afterwards | None) -> Row | None:
    if after is None:
        return None
    return {
        "driver": [_fact(fact) for fact in after.driver],
        "effect": [_fact(fact) for fact in after.effect],
        "followed": after.followed,
        "counted_otherwise": after.counted_otherwise,
    }


def _claim(place: int, checked: CheckedClaim, words: Words) -> Row:
    return {
        "entry": f"claim:{place}",
        "value": _value(checked.claim.value),
        "unit": plain_unit(checked.claim.unit),
        "year": checked.claim.year,
        "subject": checked.claim.subject,
        "text": checked.claim.text,
        "span": list(checked.claim.span),
        "found_by": checked.claim.found_by,
        "standing": [standing.value for standing in checked.standings],
        "against": [
            {
                "value": _value(evidence.value),
                "unit": plain_unit(evidence.unit),
                "source": evidence.source,
                "known_on": evidence.known_on.isoformat() if evidence.known_on else None,
                "definition": evidence.definition,
                "fact": evidence.fact,
                "role": evidence.role,
            }
            for evidence in checked.against
        ],
        "why": _joined(
            plain_reason(reason, f"standing.{standing.value}.general", words)
            for reason, standing in zip(checked.reasons, checked.standings, strict=False)
        ),
    }


def _checked_cause(place: int, checked: CheckedCause, words: Words) -> Row:
    general = f"cause.{checked.standing.name.lower()}.general"
    return {
        "entry": f"cause:{place}",
        "cause": checked.claim.cause,
        "effect": checked.claim.effect,
        "stance": checked.claim.stance.value,
        "text": checked.claim.text,
        "span": list(checked.claim.span),
        "standing": checked.standing.value,
        "probability": _number(checked.probability),
        "basis": plain_reason(checked.basis, general, words),
    }


def _source(work: Source) -> Row:
    return {
        "id": work.id,
        "title": work.title,
        "publisher": work.publisher,
        "address": work.address,
        "issuer": work.issuer,
        "issued_on": work.issued_on.isoformat(),
        "known_on": work.known_on.isoformat(),
        "confidence": work.confidence,
    }


def _joined(texts: Iterable[str]) -> str:
    return " ".join(texts)


def verdict_json(verdict: Verdict, language: str) -> bytes:
    """`verdict.json` (`schema/verdict-1.json`): questions and reasons in `language`.

    Same verdict, same bytes: fixed order of keys, no clock, null for what is not finite. Long
    because every field is named once, in the order of the file.
    """
    words, explained = Words(language), verdict.explained
    material = verdict.chain.material
    return encoded(
        {
            "version": verdict.version,
            "story": verdict.story.name,
            "effect": verdict.story.effect,
            "as_of": verdict.as_of.isoformat(),
            "samples": verdict.samples,
            "seed": verdict.seed,
            "language": language,
            "article": article_row(verdict.article, verdict.topic, verdict.stance),
            "answer": verdict.chain.answer,
            "probability": _number(material.probability),
            "probability_error": _number(material.error),
            "probability_upper": _number(material.upper),
            "likelihood": verdict.chain.likelihood,
            "main_cause": _degree(verdict.chain.main_cause),
            "share_explained": _band(explained.share) if explained else None,
            "share_explained_gross": _band(explained.share_gross) if explained else None,
            "share_if_no_driver": _band(explained.if_no_driver) if explained else None,
            "share_if_horizon_priced_in": _band(explained.if_horizon_priced_in)
            if explained
            else None,
            "needed": _band(explained.needed) if explained else None,
            "growth": _band(explained.growth) if explained else None,
            "marks": [_mark(mark, words, verdict) for mark in verdict.marks],
            "weakest": verdict.chain.weakest,
            "contributions": [
                _contribution(place, row) for place, row in enumerate(verdict.contributions)
            ],
            "requirement": [_break_even(row) for row in verdict.requirement],
            "ways": ways_row(verdict.ways),
            "information": information_row(verdict.information),
            "afterwards": _afterwards(verdict.afterwards),
            **beside_rows(verdict.peers, verdict.unnamed, verdict.asides),
            "llm": proposals_row(verdict.proposals),
            "then": then_row(verdict.then),
            "interest": interest_row(verdict.interest, verdict.as_of),
            "attribution": attribution_row(verdict.attribution, verdict.refit, verdict.as_of),
            "trust": trust_row(verdict.trust),
            "claims": [
                _claim(place, checked, words) for place, checked in enumerate(verdict.claims)
            ],
            "causes": [
                _checked_cause(place, checked, words)
                for place, checked in enumerate(verdict.causes)
            ],
            "sources": [_source(work) for work in verdict.works],
            **provenance_rows(verdict, language),
        }
    )


def encoded(row: Row) -> bytes:
    """A row as bytes: in its own order, by no locale, null for what is not finite."""
    text = json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False)
    # a terminal obeys some characters that JSON allows; escaped they are the same text
    return (STEERING.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text) + "\n").encode()

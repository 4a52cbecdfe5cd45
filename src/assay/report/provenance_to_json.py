"""What stands behind the numbers of `verdict.json`: facts with their vintages, inputs, formulas.

Not here: the verdict itself (`to_json.py`); what an entry says to people (`entries.py`).
"""

from typing import Any

from assay.record.fact import Fact
from assay.report import entries_fit, entries_trust
from assay.report.entries import entry
from assay.report.entries_then import keys as then_keys
from assay.report.page import Page
from assay.report.words import Words, without_notes
from assay.verdict import DefinitionNote, GivenNote, NodeNote, Verdict

Row = dict[str, Any]

FIELDS = {
    "probability": "chain:material",
    "probability_error": "chain:material",
    "probability_upper": "chain:material",
    "main_cause": "chain:main_cause",
    "share_explained": "share",
    "share_explained_gross": "share",
    "share_if_no_driver": "share",
    "share_if_horizon_priced_in": "share",
    "needed": "share",
    "growth": "growth",
}
"""The entries of the numbers that stand at the top of `verdict.json`."""


def fields_of(verdict: Verdict) -> dict[str, str]:
    """The entries of the numbers at the top, and of the parts that name none of their own."""
    found = dict(FIELDS)
    if verdict.story.effect != "use":
        del found["growth"]
    if verdict.then is not None:
        found["then"] = "then:tally"
        if verdict.then.verdict is not None:
            found["then.verdict"] = "then:chain:material"
    if verdict.interest is not None and verdict.interest.studies:
        found["interest"] = f"interest:{verdict.interest.studies[0].name}"
    if verdict.attribution is not None:
        found["attribution"] = "fit:method"
    if verdict.trust is not None:
        found["trust"] = "trust:scores"
    return found


def provenance_rows(verdict: Verdict, language: str) -> Row:
    """The part of `verdict.json` by which a program walks from any number to published figures."""
    page = Page(verdict, Words(language))
    used = {fact.id for fact in verdict.facts}
    return {
        "citations": list(verdict.sources()),
        "fields": fields_of(verdict),
        "entries": _entries(page),
        "facts": [
            _fact(fact, fact.id in used, fact.id in verdict.lookup.later)
            for fact in (*verdict.facts, *verdict.lookup.beside)
        ],
        "definitions": [_definition(one, language) for one in verdict.lookup.definitions.values()],
        "givens": [_given(given, language) for given in verdict.givens],
        "quantities": [_quantity(node) for node in verdict.lookup.nodes.values()],
    }


def _entries(page: Page) -> list[Row]:
    """Every entry of what the run computed or the page claimed: its words and what it rests on."""
    verdict = page.verdict
    keys = [*dict.fromkeys(fields_of(verdict).values()), "worlds", "granted", "tally", "inputs"]
    keys += [f"mark:{mark.name}" for mark in verdict.marks]
    keys += [f"row:{place}" for place in range(len(verdict.contributions))]
    keys += [f"need:{row.given}" for row in verdict.requirement]
    if verdict.information is not None:
        places = range(len(verdict.information.findings))
        keys += ["information", *(f"worth:{place}" for place in places)]
    if verdict.ways is not None:
        nearest = verdict.ways.ways[0].moves if verdict.ways.ways else ()
        keys += ["way:chance", *(f"move:{move.given}" for move in nearest)]
    keys += [f"claim:{place}" for place in range(len(verdict.claims))]
    keys += [f"cause:{place}" for place in range(len(verdict.causes))]
    keys += then_keys(page)
    if verdict.interest is not None:
        keys += [f"interest:{study.name}" for study in verdict.interest.studies]
    if verdict.attribution is not None:
        keys += entries_fit.keys(verdict.attribution)
    if verdict.trust is not None:
        keys += entries_trust.KEYS
    keys += [f"peer:{peer.name}" for peer in verdict.peers]
    keys += [f"aside:{aside.story.name}" for aside in verdict.asides]
    return [_entry(page, key) for key in dict.fromkeys(keys)]


def _entry(page: Page, key: str) -> Row:
    apart = Page(page.verdict, page.words)
    text = " ".join(without_notes(entry(apart, key)).split())
    return {"key": key, "text": text, "from": [one for one in apart.notes.numbers if one != key]}


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _fact(fact: Fact, used: bool, later: bool) -> Row:
    return {
        "entry": f"fact:{fact.id}",
        "id": fact.id,
        "topic": fact.topic,
        "quantity": fact.quantity,
        "definition": fact.definition,
        "value": _number(fact.value),
        "low": _number(fact.low),
        "high": _number(fact.high),
        "unit": fact.unit,
        "years": list(fact.years) if fact.years else None,
        "day": fact.day.isoformat() if fact.day else None,
        "region": fact.region,
        "source": fact.source,
        "inputs": list(fact.inputs),
        "issuer": fact.issuer,
        "issued_on": fact.issued_on.isoformat(),
        "known_on": fact.known_on.isoformat(),
        "known_later": later,
        "status": fact.status,
        "confidence": fact.confidence,
        "note": fact.note,
        "used": used,
    }


def _definition(one: DefinitionNote, language: str) -> Row:
    return {
        "key": one.key,
        "title": one.title[language],
        "what": one.what,
        "source": one.source or None,
    }


def _given(given: GivenNote, language: str) -> Row:
    band = given.band
    return {
        "entry": f"given:{given.name}",
        "name": given.name,
        "title": given.title[language],
        "unit": given.unit,
        "band": {"p05": float(band.p05), "p50": float(band.p50), "p95": float(band.p95)},
        "source": list(given.source),
        "facts": list(given.facts),
        "judgement": given.judgement,
        "known_on": given.known_on.isoformat() if given.known_on else None,
        "known_later": given.known_later,
        "filled": list(given.filled),
        "why": given.why,
        "would_change": given.would_change,
        "confidence": given.confidence,
        "fitted": given.fitted,
    }


def _quantity(node: NodeNote) -> Row:
    return {
        "entry": f"node:{node.name}",
        "name": node.name,
        "unit": node.unit,
        "what": node.what,
        "needs": [{"name": name, "when": when} for name, when in node.needs],
        "start": node.start,
        "known": node.known,
    }

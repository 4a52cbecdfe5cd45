"""A comparison for programs (`schema/compare-1.json`).

Not here: the same for people (`compare_to_terminal.py`, `compare_to_html.py`).
"""

import json
from collections.abc import Sequence
from typing import Any

from assay.comparison import Aside, Compared, Comparison, PeerBeside
from assay.report.json_values import band_row, number, plain_unit
from assay.ruler.mark import Mark

Row = dict[str, Any]


def compare_json(found: Comparison) -> bytes:
    """What `assay compare --json` prints."""
    row = {
        "schema": "compare-1",
        "as_of": found.as_of.isoformat(),
        "samples": found.samples,
        "seed": found.seed,
        "stories": [_story_row(story) for story in found.stories],
        "left_out": [name for name, _ in found.left_out],
    }
    return (json.dumps(row, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _story_row(story: Compared) -> Row:
    return {
        "story": story.name,
        "title": dict(story.title),
        "claim": dict(story.claim),
        "driver": dict(story.driver),
        "effect": story.effect,
        "today": story.today,
        "horizon": story.horizon,
        "answer": story.answer,
        "likelihood": story.likelihood,
        "probability": number(story.chain.probability),
        "probability_error": number(story.chain.error),
        "holds_in": story.chain.count,
        "of_samples": story.chain.samples,
        "weakest": story.weakest,
        "share_explained": band_row(story.share) if story.share else None,
        "marks": [_mark_row(mark) for mark in story.marks],
        "peers": [peer_row(peer) for peer in story.peers],
    }


def beside_rows(
    peers: Sequence[PeerBeside], unnamed: Sequence[PeerBeside], asides: Sequence[Aside]
) -> Row:
    """What stands beside a verdict: peers, those that the page does not name, other stories."""
    return {
        "peers": [{"entry": f"peer:{peer.name}", **peer_row(peer)} for peer in peers],
        "peers_unnamed": [peer.name for peer in unnamed],
        "asides": [{"entry": f"aside:{one.story.name}", **aside_row(one)} for one in asides],
    }


def aside_row(aside: Aside) -> Row:
    """Another story that a page touches, with its marks in short."""
    story = aside.story
    return {
        "story": story.name,
        "title": dict(story.title),
        "answer": story.answer,
        "probability": number(story.chain.probability),
        "of_samples": story.chain.samples,
        "weakest": story.weakest,
        "marks": {
            mark.name: mark.state if mark.in_chain else None
            for mark in story.marks
            if mark.name != "giveback"
        },
        "numbers": aside.numbers,
        "statements": aside.statements,
        "standings": dict(aside.standings),
    }


def _mark_row(mark: Mark) -> Row:
    return {
        "mark": mark.name,
        "in_chain": mark.in_chain,
        "state": mark.state if mark.in_chain else None,
        "value": band_row(mark.value),
        "unit": plain_unit(mark.unit),
        "threshold": number(mark.threshold),
        "below": mark.below,
        "probability": number(mark.probability),
        "why_not": dict(mark.why_not) if mark.why_not else None,
    }


def peer_row(peer: PeerBeside) -> Row:
    """Another user of the resource, beside the driver."""
    return {
        "peer": peer.name,
        "title": dict(peer.title),
        "year": peer.year,
        "region": peer.region,
        "unit": plain_unit(peer.unit),
        "value": band_row(peer.value),
        "driver": band_row(peer.driver),
        "multiple": number(peer.multiple),
        "fact": peer.fact,
        "works": list(peer.works),
    }

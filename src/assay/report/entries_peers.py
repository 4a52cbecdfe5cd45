"""Entries of others who use the resource, and of the other stories that a page touches.

Not here: the sections they stand in (`sections/peers.py`, `sections/siblings.py`).
"""

from collections.abc import Mapping

from markupsafe import Markup, escape

from assay.comparison import PeerBeside
from assay.model.summary import Band
from assay.report import numbers
from assay.report.entries_run import Writer, computed_from
from assay.report.page import Page


def amount(page: Page, band: Band, symbol: str) -> Markup:
    """An amount with its ends where it has any, in the unit in which the reader counts."""
    told, ends = numbers.counted(band, symbol, page.language)
    return Markup('{} <span class="bd">{}</span>').format(told, ends) if ends else escape(told)


def times(page: Page, peer: PeerBeside) -> str:
    """How many times the driver's use a peer's is."""
    return numbers.measured(peer.multiple or 0.0, page.language)


def named(page: Page, peer: PeerBeside) -> str:
    """The year of a peer's figure, with its region where it was published for one."""
    region = page.verdict.lookup.regions.get(peer.region or "", {}).get(page.language)
    return f"{region} {peer.year}" if region else str(peer.year)


def _peer(page: Page, name: str) -> Markup:
    peer = next(one for one in page.verdict.peers if one.name == name)
    what = page.say(
        "entry.peer.what",
        {
            "peer": page.words.text(peer.title),
            "times": times(page, peer),
            "value": amount(page, peer.value, peer.unit),
            "own": amount(page, peer.driver, peer.unit) if peer.driver else "",
            "place": named(page, peer),
        },
    )
    needs = [str(peer.fact or peer.node), page.verdict.lookup.roles["use"]]
    return Markup("<b>{}</b> {} {}").format(
        what, page.say("entry.peer.how"), computed_from(page, needs)
    )


def _aside(page: Page, name: str) -> Markup:
    aside = next(one for one in page.verdict.asides if one.story.name == name)
    chain = aside.story.chain
    chance = numbers.chance(chain.probability, chain.samples, page.language)
    what = page.say(
        "entry.other_story.what", {"story": page.words.text(aside.story.title), "chance": chance}
    )
    how = page.say(
        "entry.other_story.how",
        {
            "samples": numbers.count(chain.samples),
            "numbers": aside.numbers,
            "statements": aside.statements,
            "name": name,
        },
    )
    return Markup("<b>{}</b> {} {}").format(what, how, page.say("entry.method"))


WRITERS: Mapping[str, Writer] = {"peer": _peer, "aside": _aside}
"""Writer of each kind of entry here."""

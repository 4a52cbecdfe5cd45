"""Entries of others who use the resource: what they take, and how many times the driver's that is.

Not here: the section they stand in (`sections/peers.py`).
"""

from collections.abc import Mapping

from markupsafe import Markup, escape

from assay.comparison import PeerBeside
from assay.model.summary import Band
from assay.report import numbers
from assay.report.entries_run import Writer, computed_from
from assay.report.page import Page


def amount(page: Page, band: Band, unit: str) -> Markup:
    """An amount in the unit of the peer's figure, with its ends where it has any."""
    told = numbers.with_unit(numbers.middle(band, page.language), unit, page.language)
    if numbers.is_point(band):
        return escape(told)
    ends = numbers.band_ends(band, page.language)
    return Markup('{} <span class="bd">{}</span>').format(told, ends)


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


WRITERS: Mapping[str, Writer] = {"peer": _peer}
"""Writer of each kind of entry here."""

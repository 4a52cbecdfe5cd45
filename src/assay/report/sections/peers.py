"""Who else takes the same: others who use the resource, beside the driver, and whether the page
names them.

Not here: how they are found (`judging/comparing.py`), which are unnamed
(`checks/double_standard.py`), their entries (`entries_peers.py`).
"""

from dataclasses import fields

from markupsafe import Markup

from assay.comparison import PeerBeside
from assay.model.summary import Band
from assay.report.entries_peers import amount, named, times
from assay.report.page import Page


def section(page: Page) -> Markup:
    """The section "Who else takes the same?"; empty where no peer can be held beside the driver."""
    beside = [peer for peer in page.verdict.peers if peer.multiple is not None]
    if not beside:
        return Markup("")
    most = max(1.0, *(peer.multiple or 0 for peer in beside))
    bars = [_own(page, most), *(_bar(page, peer, most) for peer in beside)]
    return Markup(
        '<section id="peers"><p class="ask">{}</p><h2>{}</h2>{}<figure><figcaption><h3>{}</h3>'
        '<p class="cap">{}</p></figcaption><ol class="cmp far">{}</ol></figure></section>'
    ).format(
        page.say("peers.ask"),
        _title(page, beside[0]),
        _standard(page),
        page.say("peers.figure"),
        page.say("peers.cap"),
        Markup("").join(bars),
    )


def _title(page: Page, largest: PeerBeside) -> Markup:
    key = "peers.title_more" if (largest.multiple or 0) > 1 else "peers.title_less"
    values = {"peer": page.words.text(largest.title), "times": _times(page, largest)}
    return page.raised(page.say(key, values))


def _times(page: Page, peer: PeerBeside) -> Markup:
    return page.notes.cite(f"peer:{peer.name}", times(page, peer))


def _standard(page: Page) -> Markup:
    """Whether the page alarms about one user and names none of, or not all, those who take more."""
    if not page.verdict.unnamed:
        return Markup("")
    return Markup('<p class="big">{}</p>').format(standard_sentence(page))


def standard_sentence(page: Page) -> Markup:
    """The double standard in a sentence, the unnamed peers in it."""
    titles = [page.inside(peer.title) for peer in page.verdict.unnamed]
    # "screens, monitors and lamps" is one name, and commas between names would make it three
    apart = "semicolon" if any(mark in title for title in titles for mark in ",，、") else "comma"
    names = page.say(apart).join(titles)
    return page.say("peers.unnamed", {"names": names})


def _own(page: Page, most: float) -> Markup:
    return _row(page.driver, page.say("peers.one"), "own", 1 / most)


def _bar(page: Page, peer: PeerBeside, most: float) -> Markup:
    key = f"peer:{peer.name}"
    middle = Band(*[peer.value.p50] * len(fields(Band)))
    told = page.say(
        "peers.bar",
        {
            "value": page.notes.again(key, amount(page, middle, peer.unit)),
            "times": _times(page, peer),
        },
    )
    title = Markup('{}<br><span class="small">{}</span>').format(
        page.words.text(peer.title), page.notes.again(key, named(page, peer))
    )
    return _row(title, told, "thing", (peer.multiple or 0) / most)


def _row(title: Markup, told: Markup, kind: str, part: float) -> Markup:
    return Markup(
        '<li><span>{}</span><span class="b"><i class="{}" style="--part:{}"></i>'
        "<span>{}</span></span></li>"
    ).format(title, kind, round(part, 4), told)

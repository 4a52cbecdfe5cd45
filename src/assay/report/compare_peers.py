"""Who else takes the same, beside the driver of each story, on one axis for all of them.

Not here: the ruler of all stories (`compare_to_html.py`), how peers are found
(`judging/comparing.py`). A peer told for another boundary has no place on the axis.
"""

import math
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from assay.comparison import Compared, PeerBeside
from assay.report import numbers
from assay.report.compare_to_terminal import band_text, own_use, place_text
from assay.report.drawing import times_head, times_track
from assay.report.words import WIDE, Words

CITED = 4
"""Most works named beside a peer, the nearest first; `assay story NAME --sources` has all."""


def cited_works(stories: Sequence[Compared]) -> dict[str, int]:
    """The works cited beside the peers, numbered in the order of the page."""
    works = [work for story in stories for peer in story.peers for work in peer.works[:CITED]]
    return {work: place for place, work in enumerate(dict.fromkeys(works), 1)}


def works_section(words: Words, order: Mapping[str, int], told: Callable[[str], str]) -> Markup:
    """The list that the raised numbers lead to; `told` gives a work in one line."""
    if not order:
        return Markup("")
    rows = Markup("").join(
        Markup('<li id="w{}" lang="{}">{}</li>').format(
            place, "zh" if WIDE.search(line) else "en", line
        )
        for place, line in ((place, told(work)) for work, place in order.items())
    )
    return Markup(
        '<section><h2>{}</h2><p class="cap">{}</p><ol class="cited">{}</ol></section>'
    ).format(words.say("compare.works"), words.say("compare.works_cap"), rows)


def _links(words: Words, works: Sequence[str], order: Mapping[str, int]) -> Markup:
    """Raised numbers that lead to the nearest of the works."""
    if not works:
        return words.say("compare.judged")
    links = Markup(" ").join(
        Markup('<a href="#w{n}">{n}</a>').format(n=order[work]) for work in works[:CITED]
    )
    more = len(works) - CITED
    return Markup("<sup>{}{}</sup>").format(links, f" +{more}" if more > 0 else "")


def section(words: Words, stories: Sequence[Compared], order: Mapping[str, int]) -> Markup:
    """The section of all peers; empty where no story has any."""
    told = [story for story in stories if story.peers]
    if not told:
        return Markup("")
    ends = _ends(told)
    head = Markup('<div class="times hd" aria-hidden="true"><span></span>{}<span></span></div>')
    figures = Markup("").join(_figure(words, story, ends, order) for story in told)
    return Markup("<section><h2>{}</h2><p>{}</p>{}{}</section>").format(
        _title(words, told),
        words.say("compare.peers_lead"),
        head.format(times_head(ends, words.plain("compare.axis_driver"))),
        figures,
    )


def _title(words: Words, told: Sequence[Compared]) -> Markup:
    """How many stories have another user who takes more than the driver."""
    more = [story for story in told if any((peer.multiple or 0) > 1 for peer in story.peers)]
    key = "compare.peers_all" if len(more) == len(told) else "compare.peers_some"
    return words.say(key, {"more": len(more), "count": len(told)})


def _ends(told: Sequence[Compared]) -> tuple[int, int]:
    """First and last power of ten of the common axis; the driver, once itself, lies within."""
    tens = [0.0, 1.0]
    for peer in (peer for story in told for peer in story.peers):
        if peer.driver is not None and peer.driver.p50 > 0:
            ends = (peer.value.p05, peer.value.p95)
            tens += [math.log10(end / peer.driver.p50) for end in ends if end > 0]
    return math.floor(min(tens)), math.ceil(max(tens))


def _figure(
    words: Words, story: Compared, ends: tuple[int, int], order: Mapping[str, int]
) -> Markup:
    rows = Markup("").join(_row(words, story, peer, ends, order) for peer in story.peers)
    own = own_use(story)
    told = "" if own is None else words.say(
        "compare.own_use",
        {
            "driver": words.text(story.driver),
            "own": band_text(own, words.language, story.peers[0].unit),
            "year": story.today,
        },
    )  # fmt: skip
    return Markup('<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>{}</figure>'
    ).format(words.text(story.title), told, Markup("<ol>{}</ol>").format(rows))  # fmt: skip


def _row(
    words: Words, story: Compared, peer: PeerBeside, ends: tuple[int, int], order: Mapping[str, int]
) -> Markup:
    language = words.language
    drawn, times = Markup("<span></span>"), words.say("compare.alone")
    if peer.driver is not None and peer.multiple is not None:
        drawn = times_track(peer.value, peer.driver.p50, ends)
        times = words.say("compare.times", {"times": numbers.measured(peer.multiple, language)})
    year = Markup("") if peer.year == story.today and peer.region is None else Markup(
        ' <span class="small">{}</span>'
    ).format(place_text(peer, language))  # fmt: skip
    return Markup(
        '<li class="times"><span>{}{}</span>{}<span><b>{}</b> <span class="q">{} {}</span></span>'
        "</li>"
    ).format(
        words.text(peer.title), year, drawn, times, band_text(peer.value, language, peer.unit),
        _links(words, peer.works, order),
    )  # fmt: skip

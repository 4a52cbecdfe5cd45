"""Every story under the same ruler, in the terminal: one row a story, then who else uses it.

Not here: the same as a page (`compare_to_html.py`), for programs (`compare_to_json.py`).
Plain when piped: no colour and no box, the same words.
"""

from typing import TYPE_CHECKING

from markupsafe import Markup

from assay.comparison import Compared, Comparison, PeerBeside
from assay.model.summary import Band
from assay.report import numbers
from assay.report.columns import padded, width
from assay.report.page import lowered
from assay.report.words import Words
from assay.ruler.mark import Mark

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SYMBOLS = {"held": "●", "broken": "×", "undecided": "◐", "no data": "○", "outside": "–"}
"""One sign a state, told apart without colour; `outside` is a mark without a meaning here."""
COLOURS = {"held": "blue", "broken": "red"}
PERCENT = 100.0
"""Per cent in one."""
PEERS = 6
"""Most peers printed a story; the page has all."""


def render(found: Comparison, language: str, console: "Console") -> None:
    """Print the comparison in "en" or "zh" on `console`."""
    from rich.text import Text

    words = Words(language)
    names = [mark.name for mark in found.stories[0].marks if mark.name != "giveback"]
    day = numbers.day_text(found.as_of, language)
    console.print(Text(words.plain("compare.headline", {"day": day}), style="bold"))
    console.print()
    _table(words, found, names, console)
    console.print()
    legend = [f"{place} {mark_name(words, name)}" for place, name in enumerate(names, 1)]
    console.print(Text("  ".join(legend)))
    console.print(Text("  ".join(f"{sign} {state_text(words, state)}"
                                 for state, sign in SYMBOLS.items())))  # fmt: skip
    asked = words.say("comma").join(story.name for story in found.stories)
    console.print(Text(words.plain("compare.names", {"names": asked})))
    if found.left_out:
        console.print(Text(left_out_line(words, found)))
    console.print(Text(years_line(words, found)))
    for story in found.stories:
        lines = peer_lines(words, story)
        if lines:
            console.print()
            console.print(Text(peers_head(words, story), style="bold"))
            for line in lines[:PEERS]:
                console.print(Text("  " + line))


def left_out_line(words: Words, found: Comparison) -> str:
    """Which stories were left out, and from when on they can be told."""
    told = (f"{name} ({remedy})" for name, remedy in found.left_out)
    return words.plain("compare.left_out", {"names": words.plain("comma").join(told)})


def mark_name(words: Words, name: str) -> str:
    """What the report calls a mark."""
    return words.plain(f"mark.{name}.name")


def state_text(words: Words, state: str) -> str:
    """What a state is called; a mark outside the chain has none."""
    if state == "outside":
        return words.plain("compare.outside")
    return words.plain(f"state.{state.replace(' ', '_')}")


def state_of(mark: Mark) -> str:
    """The state of a mark, or "outside" where it has no meaning for the story."""
    return mark.state if mark.in_chain else "outside"


def cells(words: Words, story: Compared) -> tuple[str, str, str]:
    """A story's name, its answer and the share its driver explains."""
    share = "" if story.share is None else band_text(in_percent(story.share), words.language)
    return story.title[words.language], words.plain(f"answer.{story.answer}"), share


def in_percent(band: Band) -> Band:
    """A fraction's band in per cent."""
    return Band(*(PERCENT * value for value in (band.p05, band.p25, band.p50, band.p75, band.p95)))


def band_text(band: Band, language: str, symbol: str = "percent") -> str:
    """A band as the report writes it, or the one value that it is."""
    return " ".join(filter(None, numbers.counted(band, symbol, language)))


def chain_text(words: Words, story: Compared) -> str:
    """The chance that all of a story's marks hold together."""
    return numbers.chance(story.chain.probability, story.chain.samples, words.language)


def _table(words: Words, found: Comparison, names: list[str], console: "Console") -> None:
    heads = [words.plain(f"compare.{key}") for key in ("story", "answer", "share")]
    rows = [
        (*cells(words, story), *(SYMBOLS[state_of(_mark(story, name))] for name in names),
         chain_text(words, story))
        for story in found.stories
    ]  # fmt: skip
    every = [*heads, *map(str, range(1, len(names) + 1)), words.plain("compare.chain")]
    if not console.is_terminal:
        _plainly(every, rows, console)
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for place, head in enumerate(every):
        table.add_column(head, justify="left" if place < len(heads) else "center")
    for row in rows:
        table.add_row(*(_coloured(cell) for cell in row))
    console.print(table)


def _plainly(heads: list[str], rows: list[tuple[str, ...]], console: "Console") -> None:
    from rich.text import Text

    sizes = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        line = "  ".join(padded(cell, size) for cell, size in zip(row, sizes, strict=True))
        console.print(Text(line.rstrip()), soft_wrap=True)


def _coloured(cell: str) -> "Text":
    from rich.text import Text

    states = {sign: state for state, sign in SYMBOLS.items()}
    return Text(cell, style=COLOURS.get(states.get(cell, ""), ""))


def _mark(story: Compared, name: str) -> Mark:
    return next(mark for mark in story.marks if mark.name == name)


def years_line(words: Words, found: Comparison) -> str:
    """The last full year of the stories, the most frequent first."""
    of: dict[int, list[str]] = {}
    for story in found.stories:
        of.setdefault(story.today, []).append(story.name)
    most, *others = sorted(of, key=lambda year: (-len(of[year]), -year))
    told = [str(most)]
    told += [f"{year} ({words.plain('comma').join(of[year])})" for year in others]
    return words.plain("compare.years", {"years": words.plain("semicolon").join(told)})


def own_use(story: Compared) -> Band | None:
    """What the driver takes in the last full year, in the unit of the peers; None where no peer
    is told for it."""
    beside = (peer.driver for peer in story.peers if peer.year == story.today)
    return next((own for own in beside if own is not None), None)


def peers_head(words: Words, story: Compared) -> str:
    """The line above a story's peers: who stands beside whom."""
    values = {"story": story.title[words.language], "driver": driver_name(words, story)}
    own = own_use(story)
    if own is None:
        return words.plain("compare.peers", values)
    told = band_text(own, words.language, story.peers[0].unit)
    return words.plain("compare.peers_own", values | {"own": told, "year": story.today})


def driver_name(words: Words, story: Compared) -> Markup:
    """The driver's name inside a sentence."""
    name = words.text(story.driver)
    return lowered(name) if words.language == "en" else name


def peer_lines(words: Words, story: Compared) -> list[str]:
    """One line a peer: its use and how many times the driver's it is."""
    return [peer_line(words, peer, story) for peer in story.peers]


def peer_line(words: Words, peer: PeerBeside, story: Compared) -> str:
    """`Solar cells: 5,900 t a year, 144 times`; with the place, and the driver beside it, where
    those are not the head's."""
    language = words.language
    alike = peer.year == story.today and peer.region is None
    title = words.text(peer.title)
    values = {
        "peer": title if alike else words.say(
            "compare.peer_of", {"peer": title, "place": place_text(peer, language)}
        ),
        "value": band_text(peer.value, language, peer.unit),
    }  # fmt: skip
    if peer.driver is None or peer.multiple is None:
        return words.plain("compare.peer_alone", values)
    values |= {
        "times": words.say("compare.times", {"times": numbers.measured(peer.multiple, language)}),
        "driver": driver_name(words, story),
        "own": band_text(peer.driver, language, peer.unit),
    }
    return words.plain("compare.peer" if alike else "compare.peer_then", values)


def place_text(peer: PeerBeside, language: str) -> str:
    """The year of a peer's figure, and its region where it was published for one."""
    region = peer.region_title
    return str(peer.year) if region is None else f"{region[language]} {peer.year}"

"""Every story under the same ruler as one page: a chart of all marks, and who else takes the same.

Not here: a verdict's report (`to_html.py`), the terminal (`compare_to_terminal.py`).
"""

from collections.abc import Callable

from markupsafe import Markup

from assay.comparison import Compared, Comparison, PeerBeside
from assay.report import numbers
from assay.report.abreast import cell
from assay.report.compare_to_terminal import (
    band_text,
    chain_text,
    in_percent,
    mark_name,
    place_text,
)
from assay.report.to_html import style
from assay.report.words import Words, trusted

DOCUMENT = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
    '<title>{title}</title><style>{style}</style></head>\n<body><div class="wrap">\n'
    '<header><b>assay</b><span>{head}</span></header>\n<main id="main"><h1>{title}</h1>'
    "<p>{lead}</p>{body}</main>\n<footer><p>{foot}</p></footer></div></body></html>\n"
)


def render(found: Comparison, language: str, cited: Callable[[str], str]) -> str:
    """The comparison in "en" or "zh"; `cited` gives the work behind a fact's id in one line."""
    words = Words(language)
    day = numbers.day_text(found.as_of, language)
    peers = [_peers(words, story, cited) for story in found.stories if story.peers]
    return str(
        DOCUMENT.format(
            language=language,
            title=words.plain("compare.title"),
            style=trusted(style()),
            head=words.plain("compare.headline", {"day": day}),
            lead=words.say("compare.lead"),
            body=_ruler(words, found) + _peers_section(words, peers),
            foot=words.say(
                "compare.foot", {"samples": numbers.count(found.samples), "seed": found.seed}
            ),
        )
    )


def _ruler(words: Words, found: Comparison) -> Markup:
    names = [mark.name for mark in found.stories[0].marks if mark.name != "giveback"]
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(mark_name(words, name)) for name in names
    )
    rows = Markup("").join(_row(words, story, names) for story in found.stories)
    return Markup(
        '<section><h2>{}</h2><div class="across"><table class="abreast"><thead><tr>'
        '<th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
        "</div></section>"
    ).format(
        words.say("compare.ruler"), words.say("compare.story"), heads,
        words.say("compare.chain"), rows,
    )  # fmt: skip


def _row(words: Words, story: Compared, names: list[str]) -> Markup:
    marks = {mark.name: mark for mark in story.marks}
    cells = Markup("").join(cell(words, marks[name]) for name in names)
    share = ""
    if story.share is not None:
        told = band_text(in_percent(story.share), words.language)
        share = Markup('<br><span class="q">{} {}</span>').format(words.say("compare.share"), told)
    return Markup(
        '<tr><th scope="row"><b>{}</b><br>{}{}</th>{}<td data-name="{}">{}</td></tr>'
    ).format(
        words.text(story.title), words.say(f"answer.{story.answer}"), share, cells,
        words.plain("compare.chain"), chain_text(words, story),
    )  # fmt: skip


def _peers_section(words: Words, tables: list[Markup]) -> Markup:
    if not tables:
        return Markup("")
    return Markup("<section><h2>{}</h2><p>{}</p>{}</section>").format(
        words.say("compare.peers_title"), words.say("compare.peers_lead"), Markup("").join(tables)
    )


def _peers(words: Words, story: Compared, cited: Callable[[str], str]) -> Markup:
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(words.say(f"compare.{key}"))
        for key in ("who", "place", "takes", "own", "times", "source")
    )
    rows = Markup("").join(_peer(words, peer, cited) for peer in story.peers)
    return Markup(
        '<h3>{}</h3><div class="across"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
        "</div>"
    ).format(words.text(story.title), heads, rows)


def _peer(words: Words, peer: PeerBeside, cited: Callable[[str], str]) -> Markup:
    language = words.language
    own, times = words.say("compare.alone"), Markup("")
    if peer.driver is not None:
        own = Markup("{}").format(band_text(peer.driver, language, peer.unit))
    if peer.multiple is not None:
        times = Markup("{}").format(numbers.measured(peer.multiple, language))
    source = cited(peer.fact) if peer.fact else words.say("compare.model")
    return Markup(
        '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>'
        '<td><span class="q">{}</span></td></tr>'
    ).format(
        words.text(peer.title), place_text(peer, language),
        band_text(peer.value, language, peer.unit), own, times, source,
    )  # fmt: skip

"""Every story under the same ruler as one page: a chart of all marks, and who else takes the same.

Not here: who else takes it (`compare_peers.py`), a verdict's report (`to_html.py`), the terminal
(`compare_to_terminal.py`).
"""

from collections.abc import Callable

from markupsafe import Markup

from assay.comparison import Compared, Comparison
from assay.report import numbers
from assay.report.abreast import cell
from assay.report.compare_peers import cited_works, section, works_section
from assay.report.compare_to_terminal import band_text, chain_text, in_percent, mark_name
from assay.report.drawing import small_head
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
    """The comparison in "en" or "zh"; `cited` gives a work of the record in one line."""
    words = Words(language)
    day = numbers.day_text(found.as_of, language)
    order = cited_works(found.stories)
    body = (
        _ruler(words, found),
        section(words, found.stories, order),
        works_section(words, order, cited),
    )
    return str(
        DOCUMENT.format(
            language=language,
            title=words.plain("compare.title"),
            style=trusted(style()),
            head=words.plain("compare.headline", {"day": day}),
            lead=words.say("compare.lead"),
            body=Markup("").join(body),
            foot=words.say(
                "compare.foot", {"samples": numbers.count(found.samples), "seed": found.seed}
            ),
        )
    )


def _held(words: Words, found: Comparison) -> Markup:
    """How many of the stories hold: the answer above the chart."""
    answers = [story.answer for story in found.stories]
    told = [words.text(story.title) for story in found.stories if story.answer in ("yes", "partly")]
    key = "compare.some_hold" if told else "compare.none_holds"
    values = {"count": len(answers), "names": words.say("comma").join(told)}
    return words.say(key, values) if len(answers) > 1 else words.say("compare.ruler")


def _ruler(words: Words, found: Comparison) -> Markup:
    names = [mark.name for mark in found.stories[0].marks if mark.name != "giveback"]
    scale = small_head()
    heads = Markup("").join(
        Markup('<th scope="col">{}{}</th>').format(mark_name(words, name), scale) for name in names
    )
    rows = Markup("").join(_row(words, story, names) for story in found.stories)
    return Markup(
        '<section><h2>{}</h2><div class="across"><table class="abreast"><thead><tr>'
        '<th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
        "</div></section>"
    ).format(
        _held(words, found), words.say("compare.story"), heads,
        words.say("compare.chain"), rows,
    )  # fmt: skip


def _row(words: Words, story: Compared, names: list[str]) -> Markup:
    marks = {mark.name: mark for mark in story.marks}
    cells = Markup("").join(cell(words, marks[name]) for name in names)
    share = ""
    if story.share is not None:
        told = band_text(in_percent(story.share), words.language)
        share = Markup('<br><span class="q">{} {}</span>').format(words.say("compare.share"), told)
    year = words.say("compare.year", {"year": story.today})
    return Markup(
        '<tr><th scope="row"><b>{}</b><br>{} <span class="q">{}</span>{}</th>{}'
        '<td data-name="{}">{}</td></tr>'
    ).format(
        words.text(story.title), words.say(f"answer.{story.answer}"), year, share, cells,
        words.plain("compare.chain"), chain_text(words, story),
    )  # fmt: skip

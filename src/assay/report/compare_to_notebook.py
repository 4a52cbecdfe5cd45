"""Every story under the same ruler, as the small table that a notebook shows.

Not here: the page (`compare_to_html.py`), the terminal (`compare_to_terminal.py`).
"""

from markupsafe import Markup

from assay.comparison import Comparison
from assay.report.compare_to_terminal import (
    SYMBOLS,
    cells,
    chain_text,
    mark_name,
    state_of,
    state_text,
)
from assay.report.words import Words


def table(found: Comparison, language: str) -> str:
    """One row a story as HTML, everything escaped."""
    words = Words(language)
    marks = [mark.name for mark in found.stories[0].marks if mark.name != "giveback"]
    keys = [words.plain(f"compare.{key}") for key in ("story", "answer", "share")]
    heads = [*keys, *(mark_name(words, name) for name in marks), words.plain("compare.chain")]
    rows = [
        Markup("<tr>{}{}<td>{}</td></tr>").format(
            Markup("").join(map(Markup("<td>{}</td>").format, cells(words, story))),
            Markup("").join(
                Markup("<td>{} {}</td>").format(
                    SYMBOLS[state_of(mark)], state_text(words, state_of(mark))
                )
                for mark in story.marks
                if mark.name in marks
            ),
            chain_text(words, story),
        )
        for story in found.stories
    ]
    return str(
        Markup("<table><tr>{}</tr>{}</table>").format(
            Markup("").join(map(Markup("<th>{}</th>").format, heads)), Markup("").join(rows)
        )
    )

"""A what-if as the small table that a notebook shows: everything escaped.

Not here: the phrases (`what_if_to_terminal.py`).
"""

from collections.abc import Sequence

from markupsafe import Markup

from assay.report.what_if_to_terminal import (
    BESIDE,
    answer_lines,
    change_line,
    headline,
    mark_rows,
    node_row,
)
from assay.report.words import Words
from assay.supposed import WhatIf


def table(found: WhatIf, language: str) -> str:
    """The what-if as HTML in "en" or "zh"."""
    words = Words(language)
    lines = [
        *([found.why] if found.why else []),
        *(change_line(words, change) for change in found.changes),
        *answer_lines(words, found),
    ]
    parts = [Markup("<p><b>{}</b></p>").format(headline(words, found))]
    parts += [Markup("<p>{}</p>").format(line) for line in lines]
    parts.append(_table(words, ("mark", *BESIDE, "chance"), mark_rows(words, found)))
    if found.moved:
        rows = [node_row(words, node) for node in found.moved]
        parts.append(Markup("<p><b>{}</b></p>").format(words.plain("what_if.moved")))
        parts.append(_table(words, ("quantity", *BESIDE), rows))
    return str(Markup('<div lang="{}">{}</div>').format(language, Markup("").join(parts)))


def _table(words: Words, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    names = [words.plain(f"what_if.{head}") for head in heads]
    first = Markup("").join(Markup("<th>{}</th>").format(name) for name in names)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
        )
        for row in rows
    )
    return Markup("<table><tr>{}</tr>{}</table>").format(first, body)

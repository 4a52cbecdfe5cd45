"""A backtest as the table that a notebook shows: everything escaped.

Not here: the phrases (`backtest_to_terminal.py`).
"""

from markupsafe import Markup

from assay.backtest.result import Backtest
from assay.report.backtest_to_terminal import (
    HEADS,
    alone_line,
    choice_lines,
    score_lines,
    story_row,
    wrong_lines,
)
from assay.report.words import Words


def table(found: Backtest, name: str, language: str) -> str:
    """The vintage "then" or "now" as HTML in "en" or "zh"."""
    words, told = Words(language), found.vintage(name)
    head = Markup("").join(
        Markup("<th>{}</th>").format(words.plain(f"backtest.{key}").replace("\n", " "))
        for key in HEADS
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup("<td>{}</td>").format(cell)
                for cell in story_row(words, story, found.samples)
            )
        )
        for story in told.stories
    )
    lines = Markup("").join(
        Markup("<p>{}</p>").format(line) for line in score_lines(words, found, told)
    )
    wrong = Markup("").join(
        Markup("<li>{}</li>").format(line)
        for line in (
            *wrong_lines(words, told),
            alone_line(words, found, told),
            *choice_lines(words, found, told),
        )
    )
    return str(
        Markup(
            '<div lang="{}"><p><b>{}</b></p>{}<table><tr>{}</tr>{}</table>'
            "<p><b>{}</b></p><ul>{}</ul></div>"
        ).format(
            language,
            words.plain(f"backtest.title_{name}"),
            lines,
            head,
            body,
            words.plain("backtest.wrong_title"),
            wrong,
        )
    )

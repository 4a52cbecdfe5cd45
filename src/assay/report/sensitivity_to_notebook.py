"""Which inputs the spread of a node comes from, as the small table that a notebook shows.

Not here: the phrases (`sensitivity_to_terminal.py`). Everything is escaped.
"""

from markupsafe import Markup

from assay.answers import Sensitivity
from assay.report.sensitivity_to_terminal import bars, headline, lead, tail
from assay.report.words import Words


def table(found: Sensitivity, language: str) -> str:
    """The inputs of the year told first as HTML in "en" or "zh"."""
    words = Words(language)
    head, *rows = bars(words, found)
    parts = [Markup("<p><b>{}</b></p>").format(headline(words, found))]
    parts += [Markup("<p>{}</p>").format(line) for line in lead(words, found)]
    heads = Markup("").join(Markup("<th>{}</th>").format(cell) for cell in head)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
        )
        for row in rows
    )
    parts.append(Markup("<table><tr>{}</tr>{}</table>").format(heads, body))
    parts += [Markup("<p>{}</p>").format(line) for line in tail(words, found)]
    return str(Markup('<div lang="{}">{}</div>').format(language, Markup("").join(parts)))

"""What would have to be true, as the small table that a notebook shows.

Not here: the phrases (`ways.py`), the terminal (`need_to_terminal.py`).
"""

from markupsafe import Markup

from assay.answers import Needed
from assay.report.need_to_terminal import names_of
from assay.report.ways import chance_text, percentile_text, target_text, told_moves, value_text
from assay.report.words import Words


def table(found: Needed, language: str) -> str:
    """The nearest way as HTML, everything escaped."""
    words, requirement = Words(language), found.requirement
    rows = [
        Markup("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            move.title[language],
            value_text(move.median, move.unit, language),
            value_text(move.needed, move.unit, language),
            percentile_text(words, move.percentile),
        )
        for way in requirement.ways[:1]
        for move in told_moves(way)[0]
    ]
    heads = Markup("").join(
        Markup("<th>{}</th>").format(words.plain(f"ways.{key}"))
        for key in ("input", "middle", "needed", "where")
    )
    return str(
        Markup("<p>{}<br>{}</p><table><tr>{}</tr>{}</table>").format(
            target_text(words, requirement, names_of(found, language), found.effect),
            chance_text(words, requirement),
            heads,
            Markup("").join(rows),
        )
    )

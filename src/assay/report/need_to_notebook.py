"""What would have to be true, as the small table that a notebook shows.

Not here: the phrases (`ways.py`), the terminal (`need_to_terminal.py`).
"""

from markupsafe import Markup

from assay.answers import Needed
from assay.report.need_to_terminal import names_of
from assay.report.ways import (
    chance_text,
    no_way_text,
    percentile_text,
    target_text,
    told_moves,
    value_text,
    weight_text,
)
from assay.report.words import Words


def table(found: Needed, language: str) -> str:
    """The nearest way as HTML, everything escaped."""
    words, requirement = Words(language), found.requirement
    rows = [
        Markup("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            move.title[language],
            value_text(move.median, move.unit, language),
            value_text(move.needed, move.unit, language),
            percentile_text(words, move.percentile),
            weight_text(words, move),
        )
        for way in requirement.ways[:1]
        for move in told_moves(way)[0]
    ]
    heads = Markup("").join(
        Markup("<th>{}</th>").format(words.plain(f"ways.{key}"))
        for key in ("input", "middle", "needed", "where", "weight")
    )
    told = [
        target_text(words, requirement, names_of(found, language), found.effect),
        chance_text(words, requirement),
        no_way_text(words, requirement),
    ]
    lines = Markup("<br>").join(line for line in told if line)
    if not rows:
        return str(Markup("<p>{}</p>").format(lines))
    return str(
        Markup("<p>{}</p><table><tr>{}</tr>{}</table>").format(lines, heads, Markup("").join(rows))
    )

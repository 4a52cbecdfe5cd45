"""What a check of a story's folder found, in the terminal and as the table that a notebook shows.

Not here: how it is found (`judging/linting.py`).
"""

from typing import TYPE_CHECKING

from markupsafe import Markup

from assay.findings import Finding, Findings
from assay.report.columns import printable
from assay.report.words import Words

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 40
"""Most findings printed; the rest are counted."""


def render(found: Findings, language: str, console: "Console") -> None:
    """Print the findings in "en" or "zh" on `console`, each with its place and its remedy."""
    from rich.text import Text

    words, gap = Words(language), " " if language == "en" else ""
    for finding in found.findings[:SHOWN]:
        head = f"{kind(words, finding)}  {printable(finding.where)}"
        console.print(Text(head, style="bold red" if finding.wrong else "bold"))
        console.print(Text(f"  {printable(finding.found[language])}"), soft_wrap=True)
        remedy = f"  {words.plain('check.try')}{gap}{printable(finding.remedy[language])}"
        console.print(Text(remedy), soft_wrap=True)
    if found.findings:
        console.print()
    console.print(Text(summary(words, found), style="bold"))


def kind(words: Words, finding: Finding) -> str:
    """Whether a finding must be mended or is only weak, in a word."""
    return words.plain("check.wrong" if finding.wrong else "check.weak")


def summary(words: Words, found: Findings) -> str:
    """How much there is to mend, in a sentence."""
    weak = len(found.findings) - found.wrong
    values = {"story": found.name, "wrong": found.wrong, "weak": weak}
    return words.plain("check.good" if not found.wrong else "check.summary", values)


def table(found: Findings, language: str) -> str:
    """The findings as HTML, everything escaped."""
    words = Words(language)
    rows = Markup("").join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            kind(words, one), one.where, one.found[language], one.remedy[language]
        )
        for one in found.findings
    )
    return str(Markup("<p>{}</p><table>{}</table>").format(summary(words, found), rows))

"""For a terminal: whether news volume leads or follows the price, from the copies of the feeds.

Not here: the verdict's own line (`to_terminal.py`), the tests (`prices/`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.prices.interest import EPISODES, SHORTEST, Interest, Study

if TYPE_CHECKING:
    from rich.console import Console

WHY = {
    "shown": "every test shows this direction and not every test the other",
    "neither": "not every test shows the same direction",
    "both": "the tests show both directions",
    "short": f"fewer than {SHORTEST} steps with news and price",
    "few": f"fewer than {EPISODES} separate stretches of tellings",
    "flat": "news or price holds nothing that its own past does not foresee",
}
"""What each reason says."""


def render(found: Sequence[Interest], console: "Console") -> None:
    """Print one line a study, and one a test; say how to get news where there is none."""
    from rich.text import Text

    console.print()
    console.print(Text("Does the story lead or follow the price?", style="bold"))
    if not found:
        console.print(Text("no copy of news and price at hand; assay update fetches them"))
    for interest in found:
        for study in interest.studies:
            for line in _lines(study):
                console.print(Text(line), soft_wrap=True, highlight=False)


def _lines(study: Study) -> list[str]:
    head = f"{study.news} against {study.price}: {study.word} ({WHY[study.reason]})"
    span = f"; {study.steps} {study.step}s from {study.start}" if study.steps else ""
    first = {"follows": "price first", "leads": "news first"}
    return [
        head + span,
        *(
            f"  {test.name:<12}{first[test.direction]:<13}{test.statistic:>8.2f}"
            f"  p {test.p:.3f}  after Holm {test.p_holm:.3f}"
            for test in study.tests
        ),
    ]

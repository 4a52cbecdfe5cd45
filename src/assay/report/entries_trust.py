"""What the entries of the backtest say: what was scored, how, and from what.

Not here: the section that cites them (`sections/trust.py`).
"""

from collections.abc import Callable

from markupsafe import Markup

from assay.report import numbers
from assay.report.backtest_to_terminal import (
    later_values,
    left_out_values,
    pair_values,
    placebo_values,
)
from assay.report.page import Page

Writer = Callable[[Page, str], Markup]

KEYS = ("trust:scores", "trust:stories", "trust:placebo")
"""Every entry of the backtest."""


def _trust(page: Page, name: str) -> Markup:
    found = page.verdict.trust
    if found is None:
        return Markup("")
    told, words = found.then, page.words
    values: dict[str, object] = {
        **pair_values(told),
        **later_values(told),
        "samples": numbers.count(found.samples),
        "seed": found.seed,
        "supply": _ends(page, found.supply),
        "demand": _ends(page, found.demand),
    }
    if name == "scores":
        values["left_out"] = words.say("backtest.left_out", left_out_values(words, found))
    if name == "placebo":
        values |= placebo_values(words, found)
    return Markup('<b>{}</b> {} <span class="src">{}</span>').format(
        page.say(f"entry.trust.what_{name}", values),
        page.say(f"entry.trust.how_{name}", values),
        page.say("entry.method"),
    )


def _ends(page: Page, ends: tuple[float, ...]) -> str:
    low, high = (numbers.measured(end, page.language) for end in ends)
    return numbers.span_text(low, high, "1", page.language)


WRITERS: dict[str, Writer] = {"trust": _trust}

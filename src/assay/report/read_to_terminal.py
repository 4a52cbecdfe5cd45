"""A page as read, for a terminal: the article with its claims marked in place, then the claims.

Not here: the same for programs (`read_to_json.py`), a verdict (`to_terminal.py`), where a mark
stands in a line of text (`marked.py`). All is told in the article's language; no colour says what
a sign does not say too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assay.checks.standing import CheckedClaim, Standing
from assay.claims.claim import CauseClaim, Claims, MainCause, Proposals, QuantityClaim
from assay.reading.article import Article
from assay.report import numbers
from assay.report.columns import padded, printable, width, wrapped
from assay.report.marked import Mark, marked_lines
from assay.report.reasons import plain_reason
from assay.report.words import Words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SIGNS = {
    Standing.SUPPORTED: "+",
    Standing.SUPERSEDED: "<",
    Standing.MISFRAMED: "/",
    Standing.CONTRADICTED: "x",
    Standing.UNTRACEABLE: "?",
    Standing.CLASHES: "!",
}
"""One sign a standing, so that nothing is told by colour alone."""
STYLES = {
    Standing.SUPPORTED: "bold blue",
    Standing.SUPERSEDED: "bold cyan",
    Standing.MISFRAMED: "bold yellow",
    Standing.CONTRADICTED: "bold red",
    Standing.UNTRACEABLE: "bold",
    Standing.CLASHES: "bold magenta",
}
"""Colours of the standings, as near to the report's as a terminal's own eight come."""
PLAIN, CAUSE, SOFT = "bold", "underline", "dim"
"""Styles of a number without a standing, of a cause, and of what is said beside."""
MOST_SHOWN = 40_000
"""Characters of the article that are printed; what is beyond them is said to be left out."""
WIDEST = 100
"""Columns of a line on a wide terminal; longer ones are hard to read."""
INDENT = "      "
"""Before the second line of a claim."""
LONGEST = 240
"""Characters of a subject or of one side of a cause that are printed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is printed of a page as read."""

    article: Article
    """The article."""
    claims: Claims
    """What it claims."""
    topic: str
    """The story it tells, or none."""
    stance: str
    """What it does with the story."""
    main_cause: MainCause | None = None
    """Its main causal statement."""
    proposals: Proposals | None = None
    """What a language model proposed."""
    checked: tuple[CheckedClaim, ...] = ()
    """Its numbers with their standings; empty if no story fits."""


def render(shown: Shown, console: Console) -> None:
    """Print particulars, article, legend, numbers and causes; wrapped on a terminal only."""
    from rich.text import Text

    language = shown.article.language if shown.article.language in ("en", "zh") else "en"
    words = Words(language)
    columns = min(console.width, WIDEST) if console.is_terminal else 0
    standings = _standings(shown)
    _particulars(shown, words, columns, console)
    console.print()
    marks = _marks(shown, standings)
    text = shown.article.text[:MOST_SHOWN]
    for start, end in shown.article.paragraphs:
        for line in marked_lines(text[start:end], start, marks, columns):
            styled = Text()
            for piece, style in line:
                styled.append(piece, style=style)
            console.print(styled, soft_wrap=True)
    left_out = len(shown.article.text) - len(text)
    if left_out:
        console.print(Text(words.plain("reading.left_out", {"count": left_out}), style=SOFT))
    console.print()
    _legend(standings, shown, words, columns, console)
    _numbers(shown, standings, words, columns, console)
    _causes(shown, words, columns, console)


def _standings(shown: Shown) -> dict[QuantityClaim, CheckedClaim]:
    return {each.claim: each for each in shown.checked}


def _signs(checked: CheckedClaim | None) -> str:
    return "".join(SIGNS[one] for one in checked.standings) if checked else ""


def _style(checked: CheckedClaim | None) -> str:
    """The worst of the standings gives the colour: a clash stands beside another one."""
    return STYLES[checked.standings[-1]] if checked and checked.standings else PLAIN


def _marks(shown: Shown, standings: dict[QuantityClaim, CheckedClaim]) -> list[Mark]:
    """The numbers in brackets with their signs; the causes by a letter where they begin."""
    found = [
        Mark(claim.span, f"[{place}{_signs(each)} ", "]", _style(each))
        for place, claim in enumerate(shown.claims.quantities, 1)
        for each in [standings.get(claim)]
    ]
    found += [
        Mark(claim.span, f"{{{letters(place)}}}", "", CAUSE)
        for place, claim in enumerate(shown.claims.causes)
    ]
    return found


def letters(place: int) -> str:
    """a, b ... z, aa, ab: the name of a cause."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def _particulars(shown: Shown, words: Words, columns: int, console: Console) -> None:
    article, language = shown.article, words.language
    days = " – ".join(
        numbers.day_text(day, language) if day else "?" for day in dict.fromkeys(article.published)
    )
    repairs = [
        words.plain(f"repair.{name}") if words.has(f"repair.{name}") else name
        for name in article.repairs
    ]
    none = words.plain("reading.not_found")
    told = [
        ("title", article.title or none),
        ("author", article.author or none),
        ("publisher", article.publisher or none),
        ("published", days),
        ("repairs", "; ".join(repairs) or words.plain("reading.no_repairs")),
        ("topic", words.plain(f"reading.topics.{shown.topic}")),
        ("stance", words.plain(f"reading.stances.{shown.stance}")),
    ]
    if shown.main_cause is not None:
        told.append(("says", _main(shown.main_cause, words)))
    if shown.proposals is not None:
        told.append(("llm", _proposals(shown.proposals, words)))
    wide = max(width(words.plain(f"reading.{name}")) for name, _ in told) + 2
    for name, text in told:
        label = padded(words.plain(f"reading.{name}"), wide)
        _print(label, text, " " * wide, columns, console)


def _main(told: MainCause, words: Words) -> str:
    values = {
        "cause": told.cause[:LONGEST],
        "effect": told.effect[:LONGEST],
        "stance": words.plain(f"claim_stance.{told.stance.value}"),
        "arrow": "→" if told.sign > 0 else "↓",
    }
    text = words.plain("reading.main", values)
    if told.instead is None:
        return text
    own = {"cause": told.instead.cause[:LONGEST], "effect": told.instead.effect[:LONGEST]}
    return text + words.plain("reading.instead", own)


def _proposals(told: Proposals, words: Words) -> str:
    values = {
        "model": told.model,
        "proposed": told.proposed,
        "confirmed": told.confirmed,
        "added": told.added,
        "dropped": sum(count for _, count in told.dropped),
    }
    text = words.plain("reading.proposals", values)
    return text + (f" ({told.failed})" if told.failed else "")


def _print(label: str, text: str, indent: str, columns: int, console: Console) -> None:
    """A label and its text, the further lines under the text; all of it made harmless."""
    from rich.text import Text

    plain = printable(text.replace("\n", " "))
    room = max(columns - width(indent), 20) if columns else 0
    lines = wrapped(plain, room) if columns else [plain]
    console.print(Text(label, style=SOFT) + Text(lines[0]), soft_wrap=True)
    for line in lines[1:]:
        console.print(Text(indent + line), soft_wrap=True)


def _legend(
    standings: dict[QuantityClaim, CheckedClaim],
    shown: Shown,
    words: Words,
    columns: int,
    console: Console,
) -> None:
    """What the signs mean, each with its count; only those that occur."""
    from rich.text import Text

    counts = Counter(one for each in standings.values() for one in each.standings)
    for standing in Standing:
        if not counts[standing]:
            continue
        sign = Text(f"  {SIGNS[standing]} ", style=STYLES[standing])
        name = words.plain(f"standing.{standing.value}.name")
        told = f"{name} ({counts[standing]}): " + words.plain(f"standing.{standing.value}.general")
        lines = wrapped(told, columns - 4) if columns else [told]
        console.print(sign + Text(lines[0]), soft_wrap=True)
        for line in lines[1:]:
            console.print(Text("    " + line), soft_wrap=True)
    if not standings:
        text = "reading.unchecked" if shown.topic == "none" else "reading.no_numbers"
        console.print(Text(words.plain(text), style=SOFT), soft_wrap=True)


def _numbers(
    shown: Shown,
    standings: dict[QuantityClaim, CheckedClaim],
    words: Words,
    columns: int,
    console: Console,
) -> None:
    from rich.text import Text

    found = shown.claims.quantities
    console.print()
    console.print(Text(f"{words.plain('reading.numbers')}: {len(found)}", style="bold"))
    for place, claim in enumerate(found, 1):
        checked = standings.get(claim)
        label = Text(f"{f'[{place}{_signs(checked)}]':<{len(INDENT)}}", style=_style(checked))
        value = numbers.printed(claim.value, claim.unit, words.language)
        head = f"{claim.text} = {value}"
        if claim.years:
            head += ", " + "–".join(map(str, dict.fromkeys(claim.years)))
        _styled(label, head, columns, console)
        said = [claim.subject[:LONGEST], words.plain(f"claim_stance.{claim.stance.value}")]
        if claim.attributed_to:
            said.append(claim.attributed_to)
        if claim.found_by != "grammar":
            said.append(words.plain(f"reading.found_by.{claim.found_by}"))
        _below(" · ".join(filter(None, said)), columns, console)
        for standing, reason in zip(
            *((checked.standings, checked.reasons) if checked else ((), ())), strict=False
        ):
            general = f"standing.{standing.value}.general"
            name = words.plain(f"standing.{standing.value}.name")
            _below(f"{name}: {plain_reason(reason, general, words)}", columns, console)


def _causes(shown: Shown, words: Words, columns: int, console: Console) -> None:
    from rich.text import Text

    found = shown.claims.causes
    console.print()
    console.print(Text(f"{words.plain('reading.causes')}: {len(found)}", style="bold"))
    for place, claim in enumerate(found):
        label = Text(f"{f'{{{letters(place)}}}':<{len(INDENT)}}", style=CAUSE)
        label.stylize("not underline", len(label.plain.rstrip()))
        _styled(label, _cause(claim), columns, console)
        said = [words.plain(f"claim_stance.{claim.stance.value}")]
        if claim.attributed_to:
            said.append(claim.attributed_to)
        if claim.found_by != "grammar":
            said.append(words.plain(f"reading.found_by.{claim.found_by}"))
        _below(" · ".join(said), columns, console)


def _cause(claim: CauseClaim) -> str:
    sign = "→" if claim.sign > 0 else "↓"
    return f"{claim.cause[:LONGEST]} {sign} {claim.effect[:LONGEST]}"


def _styled(label: Text, text: str, columns: int, console: Console) -> None:
    from rich.text import Text

    plain = printable(text.replace("\n", " "))
    lines = wrapped(plain, columns - len(INDENT)) if columns else [plain]
    console.print(label + Text(lines[0]), soft_wrap=True)
    for line in lines[1:]:
        console.print(Text(INDENT + line), soft_wrap=True)


def _below(text: str, columns: int, console: Console) -> None:
    """A line of what is said of a claim, under it."""
    from rich.text import Text

    plain = printable(text.replace("\n", " "))
    for line in wrapped(plain, columns - len(INDENT)) if columns else [plain]:
        console.print(Text(INDENT + line, style=SOFT), soft_wrap=True)

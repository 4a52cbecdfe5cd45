"""How did this ruler do on stories whose end is known? Order, scores, what it got wrong.

Not here: the backtest itself (`backtest/`), the same as a command prints it
(`backtest_to_terminal.py`), the entries of its numbers (`entries_trust.py`).
"""

import math
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from assay.backtest.result import Backtest, PastStory
from assay.report import numbers
from assay.report.backtest_to_terminal import (
    brier_values,
    chance,
    choices,
    missed_values,
    pair_values,
    placebo_values,
    share_text,
    word_values,
    wrong_values,
)
from assay.report.download import link
from assay.report.drawing import drawing, number
from assay.report.page import Page

LOW, HIGH = 0.001, 1.0
"""Ends of the axis of elasticities: no story of the record lies above, and below it nothing can be
told from nought."""
TICKS = (0.001, 0.01, 0.1, 1.0)
"""Decades of that axis."""
HEIGHT = 30
"""Pixels of a row of past stories."""
OUTCOMES = ("confirmed", "mixed", "refuted")
"""One row each."""


def section(page: Page) -> Markup:
    """The section on trust; empty where no backtest is at hand."""
    found = page.verdict.trust
    if found is None:
        return Markup("")
    return Markup(
        '<section id="trust"><p class="ask">{}</p><h2>{}</h2><p class="big">{}</p><p>{}</p>{}{}{}'
        "</section>"
    ).format(
        page.say("trust.ask"),
        sentence(page, "trust.title"),
        _lead(page, found),
        _scores(page, found),
        _figure(page, found),
        _wrong(page, found),
        _table(page, found),
    )


def sentence(page: Page, key: str) -> Markup:
    """How many pairs stood in order and how many stories were told wrong, in one sentence."""
    found = page.verdict.trust
    if found is None:
        return Markup("")
    told = found.then
    # both count what is right: here the pairs
    return page.say(key, _linked(page, {**word_values(told), **pair_values(told)}))


def _linked(page: Page, values: dict[str, object], key: str = "trust:scores") -> dict[str, object]:
    """Every number of a sentence as a link to the entry of the scores."""
    return {name: page.notes.again(key, value) for name, value in values.items()}


def _lead(page: Page, found: Backtest) -> Markup:
    stories = page.notes.cite("trust:stories", page.words.number(len(found.then.stories)))
    return page.say("trust.lead", {"stories": stories})


def _scores(page: Page, found: Backtest) -> Markup:
    told = [
        page.say("trust.brier", _linked(page, brier_values(page.words, found.then))),
        page.say(
            "trust.placebo", _linked(page, placebo_values(page.words, found), "trust:placebo")
        ),
    ]
    if page.verdict.story.window is None:
        told.append(page.say("trust.prices_only"))
    return page.joined(told)


def _x(needed: float) -> float:
    """Place on the axis in per cent; nought and below at its left end."""
    if needed <= LOW:
        return 0.0
    return 100 * min(1.0, math.log(needed / LOW) / math.log(HIGH / LOW))


def _own(page: Page) -> float | None:
    """What the story of this report would need, where its effect is a price."""
    explained = page.verdict.explained
    if explained is None or explained.needed is None:
        return None
    return explained.needed.p50


def _figure(page: Page, found: Backtest) -> Markup:
    """`needed` of past stories on one axis, a row an outcome, and this story as a line."""
    own = _own(page)
    rows = Markup("").join(
        Markup('<li><span class="{}">{}</span>{}</li>').format(
            TONES[label],
            page.say(f"backtest.{label}"),
            _row(page, _of(found.then.stories, label), label, own),
        )
        for label in OUTCOMES
    )
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<ol class="past">{}<li><span></span>{}</li></ol>{}</figure>'
    ).format(
        page.notes.again("trust:stories", page.say("trust.figure")),
        _caption(page, found, own),
        rows,
        _axis(),
        link(
            page,
            "past-stories",
            ("story", "outcome", "needed", "main_cause", "material", "share"),
            [
                (s.name, s.label, s.needed.p50, s.main_cause, s.material, s.share.p50)
                for s in found.then.stories
            ],
        ),
    )


TONES = {"confirmed": "c-held", "mixed": "c-open", "refuted": "c-broken"}
"""Class of colour of an outcome; the shape says the same."""


def _of(stories: Iterable[PastStory], label: str) -> list[PastStory]:
    return [story for story in stories if story.label == label]


def _row(page: Page, stories: Sequence[PastStory], label: str, own: float | None) -> Markup:
    middle = number(HEIGHT / 2)
    parts = [f'<line x1="0%" x2="100%" y1="{middle}" y2="{middle}" class="base"/>']
    if own is not None:
        x = number(_x(own))
        parts.append(f'<line x1="{x}%" x2="{x}%" y1="0" y2="{HEIGHT}" class="own"/>')
    for story in stories:
        x = number(_x(story.needed.p50))
        title = f"<title>{escape(story.title[page.language])}</title>"
        if label == "refuted":
            parts.append(
                f'<svg x="{x}%" y="{middle}" overflow="visible">{title}'
                '<rect x="-5" y="-5" width="10" height="10" class="b-broken"/></svg>'
            )
        else:
            shape = "b-held" if label == "confirmed" else "ring"
            parts.append(
                f'<circle cx="{x}%" cy="{middle}" r="5.5" class="{shape}">{title}</circle>'
            )
    return drawing(parts, HEIGHT)


def _axis() -> Markup:
    parts = []
    for place, at in enumerate(TICKS):
        anchor = "start" if not place else "end" if place == len(TICKS) - 1 else "middle"
        x = number(_x(at))
        parts.append(f'<line x1="{x}%" x2="{x}%" y1="0" y2="6" class="gr"/>')
        parts.append(f'<text x="{x}%" y="20" text-anchor="{anchor}" class="tk">{at:g}</text>')
    return drawing(parts, 24)


def _caption(page: Page, found: Backtest, own: float | None) -> Markup:
    """What is drawn, the two that lie nearest to the other side, and where this story lies."""
    stories = found.then.stories
    lowest = min(_of(stories, "confirmed"), key=lambda one: one.needed.p50)
    highest = max(_of(stories, "refuted"), key=lambda one: one.needed.p50)
    told = [
        page.say("trust.cap"),
        page.say(
            "trust.nearest",
            {
                "lowest": _name(page, lowest),
                "highest": _name(page, highest),
            },
        ),
    ]
    if own is not None:
        side = (
            "below"
            if own < highest.needed.p50
            else "above"
            if own > lowest.needed.p50
            else "between"
        )
        value = page.notes.cite("share", numbers.measured(own, page.language))
        told.append(page.say(f"trust.own_{side}", {"needed": value}))
    return page.joined(told)


def _wrong(page: Page, found: Backtest) -> Markup:
    """Every story that was not told right, by name."""
    told = found.then
    lines = [
        page.say(
            "backtest.wrong_line",
            wrong_values(page.words, one) | {"story": _bold(page, one)},
        )
        for one in told.stories
        if one.standing in ("half", "wrong")
    ]
    lines += [
        page.say(
            "backtest.missed_share",
            _linked(page, missed_values(page.words, one), "trust:stories")
            | {"story": _bold(page, one), "why": page.say(f"backtest.why.{one.name}")},
        )
        for one in told.stories
        if one.published and not one.published.covered
    ]
    alone = told.china_alone
    values: dict[str, object] = {
        "main_cause": chance(alone.main_cause, found.samples, page.language),
        "material": chance(alone.material, found.samples, page.language),
        "right": f"{told.scores_china_alone.right:g}",
        "pairs": told.scores_china_alone.pairs,
    }
    lines.append(page.say("backtest.china_alone", _linked(page, values)))
    lines += [page.say(key, _linked(page, values)) for key, values in choices(page.words, found)]
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<h3 class="gap">{}</h3><ul class="miss">{}</ul>').format(
        page.say("backtest.wrong_title"), items
    )


def _bold(page: Page, story: PastStory) -> Markup:
    return Markup("<b>{}</b>").format(_name(page, story))


def _name(page: Page, story: PastStory) -> Markup:
    """A past story's name as a link to its entry."""
    return page.notes.again("trust:stories", page.words.text(story.title))


COLUMNS = (
    "backtest.label", "backtest.answer", "backtest.main_cause", "trust.share", "backtest.needed",
)  # fmt: skip
"""Columns of the table beside the story's name."""


def _table(page: Page, found: Backtest) -> Markup:
    """Every past story, folded."""
    head = Markup("").join(
        Markup("<th>{}</th>").format(page.plain(name).replace("\n", " ")) for name in COLUMNS
    )
    rows = Markup("").join(_story(page, found, story) for story in found.then.stories)
    return Markup(
        '<details class="data"><summary>{}</summary><div class="scroll" tabindex="0" role="group" '
        'aria-label="{}"><table><tr><th>{}</th>{}</tr>{}</table></div></details>'
    ).format(
        page.say("trust.every"), page.plain("trust.every"), page.say("backtest.story"), head, rows
    )


def _story(page: Page, found: Backtest, story: PastStory) -> Markup:
    language = page.language
    nought = page.say("backtest.nought")
    cells: list[object] = [
        page.say(f"backtest.{story.label}"),
        page.plain(f"answer.{story.answer}").rstrip(".。"),
    ]
    if story.informative:
        cells += [
            page.notes.again("trust:stories", text)
            for text in (
                chance(story.main_cause, found.samples, language),
                share_text(story.share, language),
                numbers.measured(story.needed.p50, language),
            )
        ]
    else:
        cells += ["", nought, nought]
    told = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(_name(page, story), told)

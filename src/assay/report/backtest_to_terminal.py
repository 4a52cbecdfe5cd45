"""A backtest in the terminal: the scores, one row a story, calibration, and what it gets wrong.

Not here: the same for programs (`backtest_to_json.py`), as a chart (`backtest_to_svg.py`). Plain
when piped: no colour and no box, the same words.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.backtest.result import Backtest, PastStory, Vintage
from assay.model.summary import Band
from assay.report import numbers
from assay.report.columns import padded, width, wrapped
from assay.report.words import Words

if TYPE_CHECKING:
    from rich.console import Console

HEADS = ("story", "label", "answer", "main_cause", "material", "share", "needed")
"""Columns of the table of stories."""
SCORE = 3
"""Decimals of a Brier score."""


def render(found: Backtest, name: str, language: str, console: "Console") -> None:
    """Print the vintage "then" or "now" in "en" or "zh" on `console`."""
    from rich.text import Text

    words, told = Words(language), found.vintage(name)

    def title(text: str) -> None:
        console.print()
        console.print(Text(text, style="bold"))

    console.print(Text(words.plain(f"backtest.title_{name}"), style="bold"))
    for line in score_lines(words, found, told):
        _print(line, "", console)
    console.print()
    rows = [story_row(words, story, found.samples) for story in told.stories]
    _table(words, HEADS, rows, console)
    title(words.plain("backtest.calibration"))
    _table(words, ("said", "stories", "mean", "came_true"), bin_rows(words, told), console)
    title(words.plain("backtest.wrong_title"))
    hangs_on = [alone_line(words, found, told), *choice_lines(words, found, told)]
    for line in (*wrong_lines(words, told), *hangs_on):
        _print(f"- {line}", "  ", console)
    title(words.plain("backtest.alarms_title"))
    for line in alarm_lines(words, found):
        _print(f"- {line}", "  ", console)
    console.print()
    _print(words.plain("backtest.read_on"), "", console)


def _print(text: str, indent: str, console: "Console") -> None:
    """A paragraph, wrapped on a terminal by the width of its characters."""
    from rich.text import Text

    lines = wrapped(text, console.width, indent) if console.is_terminal else [text]
    for line in lines:
        console.print(Text(line), soft_wrap=True)


def _table(
    words: Words, heads: Sequence[str], rows: Sequence[Sequence[str]], console: "Console"
) -> None:
    """A table on a terminal; in a pipe one line a row, however long."""
    from rich.text import Text

    names = [words.plain(f"backtest.{head}") for head in heads]
    if not console.is_terminal:
        names = [name.replace("\n", " ") for name in names]
        columns = [max(map(width, column)) for column in zip(names, *rows, strict=True)]
        for row in (names, *rows):
            cells = (padded(cell, size) for cell, size in zip(row, columns, strict=True))
            console.print(Text("  ".join(cells).rstrip()), soft_wrap=True)
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for place, name in enumerate(names):
        words_here = place < LEFT
        table.add_column(name, justify="left" if words_here else "right", no_wrap=place > 0)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


LEFT = 3
"""Columns of words; numbers stand at the right."""


def score_lines(words: Words, found: Backtest, told: Vintage) -> list[str]:
    """Every score in a sentence."""
    names: list[tuple[str, dict[str, object]]] = [
        ("pairs", pair_values(told)),
        ("brier", brier_values(words, told)),
        ("right", word_values(told)),
        ("covered", covered_values(told)),
    ]
    if told.name == "then":
        names += [("later", later_values(told)), ("left_out", left_out_values(words, found))]
    names.append(("placebo", placebo_values(words, found)))
    return [words.plain(f"backtest.{key}", values) for key, values in names]


def pair_values(told: Vintage) -> dict[str, object]:
    """How many pairs stand in order."""
    scores = told.scores
    return {
        "right": f"{scores.right:g}",
        "pairs": scores.pairs,
        "by_share": f"{scores.right_by_share:g}",
        "by_needed": f"{scores.right_by_needed:g}",
    }


def brier_values(words: Words, told: Vintage) -> dict[str, object]:
    """Brier scores and those of the base rate."""
    scores = told.scores
    return {
        "brier": score(scores.brier, words),
        "base": score(scores.brier_base, words),
        "informative": score(scores.brier_informative, words),
        "informative_base": score(scores.brier_informative_base, words),
    }


def word_values(told: Vintage) -> dict[str, object]:
    """How many stories were told right, half right, wrong."""
    standings = [story.standing for story in told.stories]
    return {
        "right": standings.count("right"),
        "half": standings.count("half"),
        "wrong": standings.count("wrong"),
        "mixed": standings.count("not scored"),
        "all": len(standings) - standings.count("not scored"),
    }


def covered_values(told: Vintage) -> dict[str, object]:
    """How many published shares the bands cover."""
    published = [story.published for story in told.stories if story.published]
    return {"covered": sum(one.covered for one in published), "published": len(published)}


def later_values(told: Vintage) -> dict[str, object]:
    """How many amounts nobody had then, and how many are judgements."""
    return {
        "number": sum(len(story.later) for story in told.stories),
        "stories": sum(bool(story.later) for story in told.stories),
        "judged": sum(len(story.judged) for story in told.stories),
    }


def left_out_values(words: Words, found: Backtest) -> dict[str, object]:
    """One story left out at a time."""
    left = found.left_out
    return {
        "right": sum(row.right for row in left.stories),
        "all": len(left.stories),
        "pairs_right": f"{left.right:g}",
        "pairs": left.pairs,
        "brier": score(left.brier, words),
    }


def placebo_values(words: Words, found: Backtest) -> dict[str, object]:
    """False alarms."""
    placebo = found.placebo
    return {
        "alarms": len(placebo.alarms),
        "pairs": placebo.pairs,
        "rate": percent(placebo.rate, words),
        "room": placebo.with_room,
        "rate_room": percent(placebo.rate_with_room, words),
    }


def score(value: float, words: Words) -> str:
    """A Brier score."""
    return numbers.written(value, SCORE, words.language)


def percent(value: float, words: Words) -> str:
    """A fraction in per cent, two digits."""
    return numbers.with_unit(numbers.measured(100 * value, words.language), "percent",
                             words.language)  # fmt: skip


def story_row(words: Words, story: PastStory, samples: int) -> list[str]:
    """One past story: how it ended, what the ruler said, and by how much."""
    language = words.language
    row = [
        story.title[language],
        words.plain(f"backtest.{story.label}"),
        words.plain(f"answer.{story.answer}").rstrip(".。"),
    ]
    if not story.informative:
        return [*row, "", "", words.plain("backtest.nought"), ""]
    return [
        *row,
        chance(story.main_cause, samples, language),
        chance(story.material, samples, language),
        share_text(story.share, language, ""),
        numbers.measured(story.needed.p50, language),
    ]


def chance(probability: float, samples: int, language: str) -> str:
    """A probability in two digits; where it is rare, as a bound that fits a column."""
    percent_told = 100 * probability
    if percent_told < 1:
        return numbers.with_unit("<1", "percent", language)
    if percent_told > MOST:
        return numbers.with_unit(f">{MOST}", "percent", language)
    return numbers.chance(probability, samples, language)


MOST = 99
"""Per cent from which a chance is told as a bound."""


def share_text(share: Band, language: str, unit: str = "percent") -> str:
    """`60 % [22, 140]`; without the unit where the column's head has it."""
    told = Band(*(100 * x for x in (share.p05, share.p25, share.p50, share.p75, share.p95)))
    middle = numbers.with_unit(numbers.middle(told, language), unit, language)
    return f"{middle} {numbers.band_ends(told, language)}"


def bin_rows(words: Words, told: Vintage) -> list[list[str]]:
    """Calibration: what was said, of how many stories, and how many were confirmed."""
    rows = []
    for one in told.scores.bins:
        span = numbers.span_text(f"{100 * one.low:.0f}", f"{100 * one.high:.0f}", "percent",
                                 words.language)  # fmt: skip
        mean = "" if one.forecast is None else percent(one.forecast, words)
        rows.append([span, str(one.stories), mean, str(one.confirmed)])
    return rows


def wrong_lines(words: Words, told: Vintage) -> list[str]:
    """Every story that was not told right, and every published share outside the band."""
    not_right = [story for story in told.stories if story.standing in ("half", "wrong")]
    outside = [one for one in told.stories if one.published and not one.published.covered]
    return [
        *(words.plain("backtest.wrong_line", wrong_values(words, one)) for one in not_right),
        *(words.plain("backtest.missed_share", missed_values(words, one)) for one in outside),
    ]


def wrong_values(words: Words, story: PastStory) -> dict[str, object]:
    """A story that was not told right, and why."""
    return {
        "story": story.title[words.language],
        "label": words.plain(f"backtest.{story.label}"),
        "answer": words.plain(f"answer.{story.answer}").rstrip(".。"),
        "standing": words.plain(f"backtest.wrong_{story.standing}"),
        "why": words.plain(f"backtest.why.{story.name}"),
    }


def missed_values(words: Words, story: PastStory) -> dict[str, object]:
    """A published share outside the band, and why."""
    assert story.published is not None  # asked for such stories only
    band = words.plain("backtest.nought")
    if story.informative:
        band = share_text(story.share, words.language)
    return {
        "story": story.title[words.language],
        "value": percent(story.published.value, words),
        "band": band,
        "why": words.plain(f"backtest.why.{story.name}"),
    }


def alone_line(words: Words, found: Backtest, told: Vintage) -> str:
    """Oil with its narrow driver."""
    story, scores = told.china_alone, told.scores_china_alone
    values = {
        "main_cause": chance(story.main_cause, found.samples, words.language),
        "material": chance(story.material, found.samples, words.language),
        "right": f"{scores.right:g}",
        "pairs": scores.pairs,
    }
    return words.plain("backtest.china_alone", values)


def choice_lines(words: Words, found: Backtest, told: Vintage) -> list[str]:
    """What hangs on how each driver is judged to answer the price; reckoned for then."""
    if told.name != "then":
        return []
    return [words.plain(key, values) for key, values in choices(words, found)]


def choices(words: Words, found: Backtest) -> list[tuple[str, dict[str, object]]]:
    """The sentence and its values for each way in which all drivers could answer."""
    return [
        (
            f"backtest.all_{one.answers.replace(' ', '_')}",
            {
                "right": f"{one.scores.right:g}",
                "pairs": one.scores.pairs,
                "brier": score(one.scores.brier, words),
                "informative": score(one.scores.brier_informative, words),
            },
        )
        for one in found.choices
    ]


def alarm_lines(words: Words, found: Backtest) -> list[str]:
    """Every pair of strangers by which the ruler was fooled."""
    titles = {story.name: story.title[words.language] for story in found.then.stories}
    return [
        words.plain(
            "backtest.alarm",
            {
                "driver": titles[alarm.driver],
                "price": titles[alarm.price],
                "answer": words.plain(f"answer.{alarm.answer}").rstrip(".。"),
                "material": chance(alarm.material, found.samples, words.language),
            },
        )
        for alarm in found.placebo.alarms
    ]

"""What the record says of a topic, for a terminal: a table, a chart in characters, the works.

Not here: the chart as SVG (`record_to_svg.py`), rows for programs (`record_to_json.py`). Plain
text of at most `columns` wide, the same on a screen and in a pipe.
"""

from collections.abc import Sequence
from itertools import groupby

from assay.record.answer import Point, StoryAnswer, StoryLine, StoryName, Told, TopicAnswer
from assay.record.fact import Fact, Source
from assay.report import numbers
from assay.report.columns import padded, printable, right, width, wrapped
from assay.report.words import Words
from assay.units import show

COLUMNS = 80
"""Columns of a terminal of unknown width."""
NARROWEST, WIDEST = 60, 120
"""Bounds of the width: below, a row breaks; above, the eye loses it."""
MOST_ROWS = 60
"""Rows of a chart: one and a half screens."""
GAP = "  "
INDENT = "    "
NAMES = 36
"""Columns of a topic's name in a list."""
OUTCOME, ESTIMATE, FORECAST = "█", "▒", "░"
BAR = {"actual": OUTCOME, "estimate": ESTIMATE, "forecast": FORECAST}
"""What a bar is made of, by status."""
LAST = {"actual": "●", "estimate": "◆", "forecast": "○"}
"""What the last issue of a path is marked by."""
RANGE = "╌"
"""Cells between a bar's end and the upper end of its range."""
NUMBERED = 9
"""Issues of a path that have a digit of their own; more are dots."""
CLOSE = tuple(word for _, word in numbers.STEPS["zh"])
"""Chinese counting words, which a unit follows without a space."""
SHORT = 14
"""Columns of an issuer beside a path."""


def render(answer: TopicAnswer | StoryAnswer, language: str, columns: int = COLUMNS) -> str:
    """The answer as lines of at most `columns`, clipped to what can be read."""
    columns = max(NARROWEST, min(columns, WIDEST))
    words = Words(language)
    if isinstance(answer, StoryAnswer):
        lines = _story(answer, words, columns)
    else:
        lines = _topic(answer, words, columns)
    return "\n".join(map(printable, lines))


def render_stories(stories: Sequence[StoryName], language: str, columns: int = COLUMNS) -> str:
    """The stories that can be asked for, and how."""
    columns = max(NARROWEST, min(columns, WIDEST))
    words = Words(language)
    lines = [*wrapped(words.plain("record.stories", {"number": len(stories)}), columns), ""]
    names = max(width(one.name) for one in stories)
    for one in stories:
        key = "record.story" if one.topics > 1 else "record.story_one"
        told = words.plain(key, {"title": one.title[language], "number": one.topics})
        lines += wrapped(padded(one.name, names) + GAP + told, columns, INDENT)
    lines += ["", *wrapped(words.plain("record.stories_how"), columns)]
    return "\n".join(map(printable, lines))


def _topic(answer: TopicAnswer, words: Words, columns: int) -> list[str]:
    language = words.language
    told = {"title": answer.title[language], "name": answer.name}
    lines = wrapped(words.plain("record.heading", told), columns)
    day = numbers.day_text(answer.as_of, language)
    unit = show(answer.unit, language)
    known = "record.as_known" if unit else "record.unitless"
    lines += [words.plain(known, {"unit": unit, "day": day}), ""]
    if not answer.told:
        key = "record.nothing_yet" if answer.later else "record.nothing"
        return [*lines, words.plain(key, {"day": day}), *_counts(answer, words)]
    works = {one.work.id: one.work for one in answer.told}
    marks = {key: f"[{number}]" for number, key in enumerate(works, 1)}
    lines += _table(answer, words, marks, columns)
    lines += _counts(answer, words)
    if answer.charted:
        lines += ["", *_chart(answer, words, columns)]
    return [*lines, "", *_works(list(works.values()), marks, columns)]


def _counts(answer: TopicAnswer, words: Words) -> list[str]:
    found = []
    for key, number in (("older", answer.older), ("later", answer.later)):
        if number:
            form = f"record.{key}_one" if number == 1 else f"record.{key}"
            found.append(words.plain(form, {"number": number}))
    return found


def _table(answer: TopicAnswer, words: Words, marks: dict[str, str], columns: int) -> list[str]:
    """The figures under one heading for each definition and region."""
    language = words.language
    heads = ["year", "value", *(["change"] if answer.history else []), "kind", "known"]
    heads += ["confidence", "source"]
    rows = [_row(one, answer, words, marks) for one in answer.told]
    titles = [words.plain(f"record.{head}") for head in heads]
    wide = [max(width(cell) for cell in column) for column in zip(titles, *rows, strict=True)]
    lines: list[str] = []
    gap = GAP if sum(wide) + len(GAP) * (len(wide) - 1) <= columns else " "
    pairs = zip(answer.told, rows, strict=True)
    for side, alike in groupby(pairs, lambda p: (p[0].definition[language], p[0].region[language])):
        definition, region = side
        group = words.plain("record.group", {"definition": definition, "region": region})
        heading = [group if region else definition]
        lines += [line for text in heading for line in wrapped(text, columns)]
        lines.append(_joined(titles, wide, gap))
        lines += [_joined(row, wide, gap) for _, row in alike]
        lines.append("")
    return lines[:-1]


def _joined(cells: Sequence[str], wide: Sequence[int], gap: str) -> str:
    """A row: year and value to the right, the rest to the left."""
    told = [
        (right if place in (0, 1) else padded)(cell, columns)
        for place, (cell, columns) in enumerate(zip(cells, wide, strict=True))
    ]
    return gap.join(told).rstrip()


def _row(one: Told, answer: TopicAnswer, words: Words, marks: dict[str, str]) -> list[str]:
    fact, language = one.fact, words.language
    cells = [time_of(fact, words), value_of(fact, answer.unit, language)]
    if answer.history:
        cells.append("" if one.change is None else signed(one.change, language))
    return [
        *cells,
        words.plain(f"record.{fact.status}"),
        str(fact.known_on),
        words.plain(f"confidence.{fact.confidence}"),
        marks[one.work.id],
    ]


def time_of(fact: Fact, words: Words) -> str:
    """The day, year or years of a fact."""
    if fact.day:
        return str(fact.day)
    if fact.years is None:
        return words.plain("record.untimed")
    return "-".join(map(str, dict.fromkeys(fact.years)))


def value_of(fact: Fact, unit: str, language: str) -> str:
    """The value, or the range, as printed; its unit where that is not the topic's."""
    ends = (fact.low, fact.high)
    if fact.value is None and None not in ends:
        text = _range(ends, language)
    else:
        mid = fact.figure().mid
        text = numbers.published(mid, language)
        if None not in ends and ends != (mid, mid):
            text += f" [{_range(ends, language)}]"
    if show(fact.unit, language) != show(unit, language):
        text = beside(text, show(fact.unit, language), language)
    return text


def beside(text: str, unit: str, language: str) -> str:
    """A figure and its unit; Chinese sets a unit close to 万, 亿 and before a per cent sign."""
    close = language == "zh" and (text.endswith(CLOSE) or unit.startswith("%"))
    return f"{text}{unit}" if close or not unit else f"{text} {unit}"


def _range(ends: tuple[float | None, float | None], language: str) -> str:
    texts = [numbers.published(end, language) for end in ends if end is not None]
    # a dash beside a minus reads as two minuses
    between = ".." if any(numbers.MINUS in text for text in texts) else "–"
    return between.join(texts)


def signed(change: float, language: str) -> str:
    """A change with its sign; six digits hide what floats add to printed numbers."""
    told = numbers.published(float(f"{change:.6g}"), language)
    return told if change < 0 else f"+{told}"


def _works(works: Sequence[Source], marks: dict[str, str], columns: int) -> list[str]:
    found = []
    for work in works:
        mark = padded(marks[work.id], width(marks[works[-1].id]))
        text = f"{mark} {work.title}, {work.publisher} ({work.id})"
        found += wrapped(text, columns, " " * (width(mark) + 1))
    return found


def _chart(answer: TopicAnswer, words: Words, columns: int) -> list[str]:
    language = words.language
    definition, region = (side[language] for side in answer.charted_as)
    told = {"definition": definition, "region": region}
    lines = wrapped(words.plain("record.chart", told), columns) if region else []
    points = answer.charted[-MOST_ROWS:]
    many = len({point.issuer for point in points}) > 1
    ends = [_end(point, answer, many, language) for point in points]
    labels = [point.label for point in points]
    room = columns - max(map(width, labels)) - max(map(width, ends)) - 2 * len(GAP)
    scale = _scale(points)
    draw = _path if answer.history else _bar
    before = ""
    for point, end, label in zip(points, ends, labels, strict=True):
        shown = "" if label == before else label
        cells = draw(point, scale, room)
        lines.append((right(shown, max(map(width, labels))) + GAP + cells + GAP + end).rstrip())
        before = label
    if len(points) < len(answer.charted):
        left = len(answer.charted) - len(points)
        lines.append(words.plain("record.left_out", {"number": left}))
    key = "record.legend_history" if answer.history else "record.legend"
    return [*lines, *wrapped(words.plain(key), columns)]


def _end(point: Point, answer: TopicAnswer, many: bool, language: str) -> str:
    """The number at the right of a row; with its path and issuer where histories are drawn."""
    if not answer.history:
        if point.low == point.high:
            return _short(point.middle, language)
        return _range((_rounded(point.low), _rounded(point.high)), language)
    steps = [_short(value, language) for value in point.path]
    if len(steps) > 3:
        steps = [steps[0], "…", *steps[-2:]]
    issuer = point.issuer if width(point.issuer) <= SHORT else f"{point.issuer[: SHORT - 1]}…"
    return " → ".join(steps) + (f"  {issuer}" if many else "")


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _short(value: float, language: str) -> str:
    return numbers.published(_rounded(value), language)


def _scale(points: Sequence[Point]) -> tuple[float, float]:
    """Both ends of the axis; zero is always on it, since bars begin there."""
    every = [x for point in points for x in (point.low, point.high, *point.path)]
    low, high = min(0.0, *every), max(0.0, *every)
    return (low, high) if low < high else (low, low + 1.0)


def _at(value: float, scale: tuple[float, float], room: int) -> int:
    """The cell of a value among `room` cells."""
    low, high = scale
    return round((value - low) / (high - low) * (room - 1))


def _bar(point: Point, scale: tuple[float, float], room: int) -> str:
    cells = [" "] * room
    zero, end = _at(0.0, scale, room), _at(point.middle, scale, room)
    for cell in range(_at(point.low, scale, room), _at(point.high, scale, room) + 1):
        if point.low != point.high:
            cells[cell] = RANGE
    for cell in range(min(zero, end), max(zero, end) + 1):
        cells[cell] = BAR[point.status]
    if point.middle == 0:
        cells[zero] = "|"
    return "".join(cells)


def _path(point: Point, scale: tuple[float, float], room: int) -> str:
    """The issues of one year on the axis, joined from the first to the last."""
    cells = [" "] * room
    cells[_at(0.0, scale, room)] = "|"
    places = [_at(value, scale, room) for value in point.path]
    for cell in range(min(places), max(places) + 1):
        cells[cell] = "─"
    for number, place in enumerate(places[:-1], 1):
        cells[place] = str(number) if number <= NUMBERED else "·"
    cells[places[-1]] = LAST[point.status]
    return "".join(cells)


def _story(answer: StoryAnswer, words: Words, columns: int) -> list[str]:
    language = words.language
    day = numbers.day_text(answer.as_of, language)
    told = {"number": len(answer.lines), "name": answer.name, "day": day}
    lines = [*wrapped(words.plain("record.topics", told), columns), ""]
    for line in answer.lines:
        title = {"en": line.topic.title_en, "zh": line.topic.title_zh}[language]
        lines += _name_and_last(line, words, columns)
        lines += wrapped(INDENT + title, columns, INDENT)
    return [*lines, "", *wrapped(words.plain("record.topics_how", {"name": answer.name}), columns)]


def _name_and_last(line: StoryLine, words: Words, columns: int) -> list[str]:
    """Name and last figure, on one line where they fit."""
    short = f" ({line.topic.short})" if line.topic.short else ""
    name, last = line.topic.name.partition(".")[2] + short, last_of(line, words)
    one = padded(name, NAMES) + GAP + last
    if width(one) <= columns:
        return [one]
    return [*wrapped(name, columns, INDENT), *wrapped(INDENT + last, columns, INDENT)]


def last_of(line: StoryLine, words: Words) -> str:
    """Year, value and unit of a topic's last figure; a forecast is marked."""
    if line.last is None:
        return words.plain("record.none_yet")
    value = value_of(line.last, line.topic.unit, words.language)
    mark = "~" if line.last.status == "forecast" else ""
    unit = show(line.topic.unit, words.language)
    # a figure told in a unit of its own brings it along
    own = unit if show(line.last.unit, words.language) == unit else ""
    return f"{time_of(line.last, words)}: {beside(mark + value, own, words.language)}"

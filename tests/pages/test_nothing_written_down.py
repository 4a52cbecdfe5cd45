"""No figure of any page is written down in what ships, so no verdict can have been prepared for it.

Not here: numbers in code without a name (`tests/test_house_numbers.py`).

A figure is a number with its unit and a word for its subject beside it. Allowed are the record's
facts, the example pages, units, and givens that name a source.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

import assay
from assay.units import spellings, unit
from tests.house import PACKAGE, texts, unreadable
from tests.pages.labels import LABELS, ROOT, load

ESSAY = ROOT.parent / "shared" / "article" / "ai-melts-silver.txt"
READ_BY_THE_PROGRAM = {".py", ".toml", ".csv", ".json", ".html", ".j2", ".txt"}
EXEMPT = ("record/facts/", "examples/", "units.toml")
"""Facts, the pages themselves, and the definitions of units, which come in round numbers."""
SUBJECTS = (
    *("AI", "silver", "server", "data cent", "price", "electric", "water", "GDP", "ChatGPT"),
    *("银", "服务器", "数据", "价", "电", "水"),
)
"""What the essay's numbers are about, in both languages."""
NEAR = 60
"""How far from a figure its subject may stand, in characters."""
SCALES = {"million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8}
NUMBER = re.compile(r"(?<![A-Za-z0-9_.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
AFTER = re.compile(r"\s?(million|billion|万|亿)?\s?")


@dataclass(frozen=True)
class PageFigure:
    """A number that a page prints, with words that tell what it is about."""

    value: float
    symbol: str
    subjects: tuple[str, ...]


def labelled() -> list[PageFigure]:
    """The numbers of the shipped pages, from their labels."""
    return [
        PageFigure(end, claim.unit, claim.subject)
        for path in LABELS
        for claim in load(path).claims
        for end in (claim.value if isinstance(claim.value, tuple) else (claim.value,))
    ]


def read_from(page: Path) -> list[PageFigure]:
    """The numbers that are read in a page."""
    return [
        PageFigure(end, claim.unit, SUBJECTS)
        for claim in assay.read(str(page)).claims.quantities
        for end in (claim.value if isinstance(claim.value, tuple) else (claim.value,))
    ]


def first_factor(symbol: str) -> str:
    """What a quotient divides: of USD/oz the USD, so that `99 USD` is found as well."""
    return symbol.split("/")[0]


@lru_cache
def spelt() -> tuple[tuple[str, str], ...]:
    """Every spelling of a unit with its symbol, the longest first."""
    return tuple(sorted(spellings().items(), key=lambda pair: -len(pair[0])))


def unit_at(text: str) -> str | None:
    """The symbol of the unit with which a text begins; None if it begins with none."""
    for spelling, symbol in spelt():
        if text.startswith(spelling):
            rest = text[len(spelling) :][:1]
            if not (spelling[-1].isascii() and spelling[-1].isalpha() and rest.isalpha()):
                return symbol
    return None


def amounts(text: str) -> Iterator[tuple[int, float, str]]:
    """Every number of a text that has a unit: where, how much, of what."""
    for found in NUMBER.finditer(text):
        value = float(found[1].replace(",", ""))
        rest = AFTER.match(text, found.end())
        symbol = unit_at(text[rest.end() :])
        if symbol:
            yield found.start(), value * SCALES.get(rest[1], 1.0), symbol
        if text[: found.start()].endswith("$"):
            yield found.start(), value, "USD"


def same(figure: PageFigure, value: float, symbol: str) -> bool:
    """Whether an amount is that of a page, in whatever unit."""
    ours, theirs = unit(first_factor(symbol)), unit(first_factor(figure.symbol))
    return (
        ours.unlabelled().powers == theirs.unlabelled().powers
        and value * ours.scale == pytest.approx(figure.value * theirs.scale, rel=1e-9)
    )


def about(figure: PageFigure, words: str) -> bool:
    """Whether words speak of what a figure is about."""
    return any(subject in words for subject in figure.subjects)


def offences_in(text: str, figures: list[PageFigure]) -> Iterator[str]:
    """The passages of a text in which a figure of a page stands."""
    for position, value, symbol in amounts(text):
        beside = text[max(0, position - NEAR) : position + NEAR]
        for figure in figures:
            if about(figure, beside) and same(figure, value, symbol):
                yield " ".join(beside.split())
                break


def unsourced(name: str, table: object) -> Iterator[tuple[str, dict]]:
    """Every table of a TOML document but those that name their source, from the outside in."""
    if isinstance(table, dict):
        if table.get("source"):
            return
        yield name, table
        for key, inner in table.items():
            yield from unsourced(key, inner)


def leaves(item: object) -> Iterator[float]:
    if isinstance(item, dict | list):
        for inner in item.values() if isinstance(item, dict) else item:
            yield from leaves(inner)
    elif type(item) in (int, float):
        yield item


def texts_of(table: dict) -> str:
    return "\n".join(value for value in table.values() if isinstance(value, str))


def offences_in_table(text: str, figures: list[PageFigure]) -> Iterator[str]:
    """The tables of a TOML document that print a figure of a page, in words or beside a unit."""
    for name, table in unsourced("", tomllib.loads(text)):
        yield from offences_in(texts_of(table), figures)
        symbol = table.get("unit")
        if (
            isinstance(symbol, str) and unit(first_factor(symbol)).unlabelled().powers
        ):  # shares are too common
            for value in leaves({k: v for k, v in table.items() if k != "unit"}):
                if any(about(f, name + str(table)) and same(f, value, symbol) for f in figures):
                    yield f"{name}: {value} {symbol}"


def literals(text: str, figures: list[PageFigure]) -> Iterator[str]:
    """Numbers in code that are a page's to three digits or more."""
    printed = {f.value for f in figures if len(f"{f.value:g}".strip("0").replace(".", "")) > 2}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and node.value in printed:
            yield f"line {node.lineno}: {node.value}"


def written_down(figures: list[PageFigure]) -> list[str]:
    """Every place in what ships at which a figure of a page stands."""
    found = []
    for path, text in texts().items():
        if PACKAGE not in path.parents or path.suffix not in READ_BY_THE_PROGRAM:
            continue
        place = path.relative_to(PACKAGE).as_posix()
        if place.startswith(EXEMPT):
            continue
        if path.suffix == ".toml":
            passages = list(offences_in_table(text, figures))
        else:
            passages = list(offences_in(text, figures))
        if path.suffix == ".py" and path not in unreadable():
            passages += literals(text, figures)
        found += [f"{place}: {passage}" for passage in passages]
    return found


def test_a_figure_is_found_in_whatever_unit_or_language_it_is_written():
    """The search itself can fail: a planted figure is found, another number is not."""
    figures = [PageFigure(1200.0, "t", ("AI",)), PageFigure(8.0, "percent", ("AI",))]
    assert list(offences_in("AI uses 1,200 tonnes", figures))
    assert list(offences_in("AI用银1200吨", figures))
    assert list(offences_in("AI: 1200000 kg/year", figures))
    assert list(offences_in("AI takes 8 %", figures))
    assert not list(offences_in("a threshold of 8 %", figures))
    assert not list(offences_in("AI: 1,201 tonnes", figures))
    assert list(offences_in_table('[AI]\nunit = "t{silver}/year"\nvalue = 1200', figures))
    assert not list(offences_in_table('[AI]\nunit = "t"\nvalue = 1200\nsource = ["w"]', figures))


def test_no_figure_of_an_example_page_ships():
    found = written_down(labelled())
    assert not found, "\n  ".join(found)


@pytest.mark.skipif(not ESSAY.exists(), reason="the essay is not beside the repository")
def test_no_figure_of_the_essay_ships():
    found = written_down(read_from(ESSAY))
    assert not found, "\n  ".join(found)

"""Units as dimension and label: parse, combine, convert, show.

Not here: amounts (`figure.py`) and how pages spell numbers (`claims/`). The table is `units.toml`.

A label in braces is a factor like any other: `L{withdrawn}` and `L{consumed}` never cancel, and
power usage
effectiveness is `J{site}/J{it}`, not 1. A spelling is looked up once; arithmetic is on small
exponent tuples.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assay.errors import UnitError

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<symbol>[A-Za-z_%][A-Za-z_]*\d?)"
    r"|(?P<label>\{[^{}]+\})|(?P<power>\^-?\d+)|(?P<operator>[*/·]))"
)
NEAREST = 3
"""How many near spellings an error offers; more would not be read."""

Powers = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `scale` coherent base units, each base unit or label raised to a power."""

    scale: float
    """How many coherent base units (kg, m, year, J, USD, counts) make one of this unit."""
    powers: Powers
    """Base units and {labels} with their exponents, sorted by name, none zero."""
    text: str
    """The unit as written in data."""

    def __mul__(self, other: "Unit") -> "Unit":
        """The product; labels multiply like any factor."""
        return Unit(
            self.scale * other.scale,
            _combine(self.powers, other.powers, 1),
            f"{self.text}*{other.text}",
        )

    def __truediv__(self, other: "Unit") -> "Unit":
        """The quotient; a label cancels only itself."""
        return Unit(
            self.scale / other.scale,
            _combine(self.powers, other.powers, -1),
            f"{self.text}/({other.text})" if "/" in other.text else f"{self.text}/{other.text}",
        )

    def __pow__(self, exponent: int) -> "Unit":
        """The unit raised to a whole power."""
        powers = tuple((name, power * exponent) for name, power in self.powers if exponent)
        return Unit(self.scale**exponent, powers, f"({self.text})^{exponent}")

    @property
    def labels(self) -> frozenset[str]:
        """The labels, without braces."""
        return frozenset(name[1:-1] for name, _ in self.powers if name.startswith("{"))

    def unlabelled(self) -> "Unit":
        """The same unit with every label struck out: what a bare number of a page can show."""
        powers = tuple(item for item in self.powers if not item[0].startswith("{"))
        return Unit(self.scale, powers, re.sub(r"\{[^{}]*\}", "", self.text))

    def fits(self, other: "Unit") -> bool:
        """Whether both measure the same thing, labels included."""
        return self.powers == other.powers

    def can_be(self, other: "Unit") -> bool:
        """Whether it fits, or would if it were written with the other's labels: it has none."""
        return self.fits(other) or (not self.labels and self.fits(other.unlabelled()))

    def in_base(self) -> str:
        """The coherent base units written out, for error messages."""
        return " ".join(f"{n}^{p}" if p != 1 else n for n, p in self.powers) or "1"


DIMENSIONLESS = Unit(1.0, (), "1")


def _combine(left: Powers, right: Powers, sign: int) -> Powers:
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, Any]]:
    """The unit table: symbol -> its row of `units.toml`."""
    text = (Path(__file__).parent / "units.toml").read_text("utf-8")
    rows: dict[str, dict[str, Any]] = tomllib.loads(text)["unit"]
    return rows


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Every spelling of a page, both languages, and the symbols themselves -> symbol."""
    found: dict[str, str] = {}
    for symbol, row in table().items():
        for spelling in (symbol, *row.get("en", ()), *row.get("zh", ())):
            found.setdefault(spelling, symbol)
    return found


def unit(text: str, where: str = "a unit") -> Unit:
    """Read a unit such as `kg{silver}/server`, `USD/oz`, `J{site}/J{it}` or `1/year`.

    Everything after a `/` up to the next operator is divided, as in `L/person/day`; powers are
    `m^2`.
    Raises UnitError naming `where` and the nearest symbols.
    """
    if not isinstance(text, str):
        raise UnitError(where, repr(text), "a unit, as a text", '"t/year"')
    try:
        return _read(text)
    except UnitError as error:
        raise UnitError(where, error.found, error.expected, error.remedy) from None


@lru_cache(maxsize=2048)
def _read(text: str) -> Unit:
    """A unit, read once wherever it stands."""
    if text.strip() in ("", "1", "-"):
        return Unit(1.0, (), "1")
    if text.strip() == "%":
        text = "percent"
    total, sign, position, last = DIMENSIONLESS, 1, 0, DIMENSIONLESS
    stripped = text.strip()
    while position < len(stripped):
        match = TOKEN.match(stripped, position)
        if match is None:
            raise _unreadable(text, stripped[position:])
        position = match.end()
        kind = match.lastgroup
        piece = match.group(kind or 0)
        if kind == "operator":
            sign = -1 if piece == "/" else 1
            continue
        if kind == "power":
            # the base was already counted once, so the rest of the power remains
            last = last ** (int(piece[1:]) - 1)
        elif kind == "number":
            last = Unit(float(piece), (), piece)
        elif kind == "label":
            last = Unit(1.0, ((piece, 1),), piece)
        else:
            last = _symbol("percent" if piece == "%" else piece, text)
        total = total * last if sign > 0 else total / last
    return Unit(total.scale, total.powers, text.strip())


def _symbol(symbol: str, text: str) -> Unit:
    row = table().get(symbol)
    if row is None:
        raise _unreadable(text, symbol)
    if row["is"] == "base":
        return Unit(1.0, ((symbol, 1),), symbol)
    defined = _read(row["is"])
    return Unit(defined.scale, defined.powers, symbol)


def _unreadable(text: str, piece: str) -> UnitError:
    from difflib import get_close_matches

    near = get_close_matches(piece, table(), n=NEAREST, cutoff=0.4)
    remedy = f"one of {', '.join(near)}" if near else "a symbol of units.toml"
    return UnitError("a unit", f"{piece!r} in {text!r}", "a unit symbol of units.toml", remedy)


def convert(value: float, source: str, target: str, where: str = "a conversion") -> float:
    """`value` of unit `source` told in unit `target`. Raises UnitError if they do not fit."""
    old, new = unit(source, where), unit(target, where)
    if not old.fits(new):
        raise UnitError(
            where,
            f"{source} [{old.in_base()}]",
            f"{target} [{new.in_base()}]",
            "a unit of the same dimension and labels",
        )
    return value * old.scale / new.scale


def without_labels(text: str) -> str:
    """The unit without its labels, but for what a labelled 1 counts: `kg{tin}/1{piece}` is
    `kg/piece`."""
    counted = re.sub(r"(?<![\w.])1\{([^{}]*)\}", r"\1", text)
    # a bare label leaves its operator behind, as in percent{consumed}/{withdrawn}
    return re.sub(r"\{[^{}]*\}", "", counted).strip("*/")


@lru_cache(maxsize=512)
def show(text: str, language: str) -> str:
    """The unit as the report writes it in `language` ("en" or "zh"), without labels."""
    plain = without_labels(text)
    if plain in ("", "1", "-"):
        return ""
    pieces = re.split(r"([*/])", plain)
    shown = [_show_symbol(piece, language) if piece not in "*/" else piece for piece in pieces]
    return "".join(shown)


def _show_symbol(piece: str, language: str) -> str:
    row = table().get("percent" if piece == "%" else piece, {})
    return str(row.get(f"show_{language}", piece))

"""Labels beside the example pages: what a careful reader finds in each, and where it is compared.

Not here: the tests (`test_examples.py`, `test_house_numbers.py`).
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assay.units import unit

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LABELS = sorted(HERE.glob("ai-silver-*.toml"))
NARROW = str.maketrans("，：？！（）；", ",:?!();")


@dataclass(frozen=True)
class Expected:
    """A claim that the page makes."""

    text: str
    value: float | tuple[float, float]
    unit: str
    year: int | None
    subject: tuple[str, ...]
    standing: tuple[str, ...]

    def base(self) -> tuple[float, ...]:
        """The ends of the amount in coherent base units."""
        return based(self.value, self.unit)


@dataclass(frozen=True)
class Label:
    """A page and all that is expected of it."""

    page: Path
    title: str
    author: str
    publisher: str
    published: tuple[date, date]
    language: str
    topic: str
    stance: str
    polluted: bool
    furniture: tuple[str, ...]
    claims: tuple[Expected, ...]


def based(value: float | tuple[float, ...] | list[float], symbol: str) -> tuple[float, ...]:
    """An amount in coherent base units, labels left aside."""
    scale = unit(symbol).unlabelled().scale
    ends = value if isinstance(value, tuple | list) else (value,)
    return tuple(round(float(end) * scale, 9) for end in ends)


def narrow(text: str) -> str:
    """The text with wide punctuation made narrow, as mirrors leave it."""
    return text.translate(NARROW)


def load(path: Path) -> Label:
    """One label file."""
    row: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    claims = tuple(
        Expected(
            claim["text"],
            tuple(claim["value"]) if isinstance(claim["value"], list) else claim["value"],
            claim["unit"],
            claim.get("year"),
            tuple(claim["subject"]),
            tuple(claim["standing"]),
        )
        for claim in row.pop("claim")
    )
    return Label(
        page=ROOT / row.pop("page"),
        published=tuple(row.pop("published")),
        furniture=tuple(row.pop("furniture")),
        claims=claims,
        **row,
    )

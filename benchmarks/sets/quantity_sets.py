"""The public test sets of amounts: their cases, and where they resolve as no reader of news would.

Not here: how a reading of them is scored (`read_quantities.py`).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SETS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "testsets"
KINDS = ("percent", "dimension", "currency")

Asked = tuple[str, str, tuple[str, ...]]
"""Text, language and kinds of amount that are looked for."""


@dataclass(frozen=True)
class Expected:
    """An amount a test set expects."""

    value: float
    """The value in its unit."""
    unit: str
    """The unit as the set names it."""


@dataclass(frozen=True)
class Case:
    """A text of a set with what is expected of it."""

    name: str
    """The set."""
    asked: Asked
    """The text and what is looked for in it."""
    expected: tuple[Expected, ...]
    """What it holds."""


@dataclass(frozen=True)
class Convention:
    """A way of a test set to resolve amounts that is not a news reader's."""

    name: str
    """The set."""
    why: str
    """Why no reader of news would."""
    text: str = ""
    """Pattern of the texts; any if empty."""
    units: tuple[str, ...] = ()
    """Units expected; any if empty."""
    values: tuple[float, ...] = ()
    """Values expected; any if empty."""

    def holds(self, case: "Case", one: "Expected") -> bool:
        """Whether an expectation of a case follows this convention."""
        return (
            case.name == self.name
            and re.search(self.text, case.asked[0]) is not None
            and (not self.units or one.unit in self.units)
            and (not self.values or one.value in self.values)
        )


CONVENTIONS = (
    Convention(
        "recognizers English Percent", '"percent of 10" is no 10 %', text=r"^per ?cents? of"
    ),
    Convention(
        "recognizers English Currency",
        '"15 dollars and 50" leaves the cents unsaid; "one dollar and two" is no 1.02',
        text=r"(?:dollars?|USD) (?:and )?(?:\d{2}|forty.five|one|two)\b(?! c)|and fifty|mao five",
        values=(1.01, 1.02, 1.55, 13.45, 15.15, 15.5, 17.25, 100.5),
    ),
    Convention(
        "recognizers Chinese Currency",
        "24 digits are no amount",
        values=(202107211321363588510367,),
    ),
    Convention(
        "recognizers Chinese Dimension", "3,000 bits told as 3 kilobit", units=("Kilobit", "Bit")
    ),
    Convention(
        "quantulum3 English",
        "a dozen and a gross are no units, nor is a count per week",
        units=("dozen", "gross", "baker's dozen", "count per week"),
    ),
    Convention(
        "quantulum3 English",
        '"a penny" and "a gallon" are any one; absolute zero is no reading',
        units=("penny", "gallon", "kibibyte", "kelvin"),
        values=(0.0, 1.0),
    ),
    Convention(
        "quantulum3 English",
        '"rose from 350 to 680" is two levels and no middle; ($99.99) is no loss',
        values=(515.0, -99.99),
    ),
)
"""Cases that count under "recall" and not under "news", with the reason."""


def number(words: str | float | None) -> float | None:
    """A value as a test set writes it; None if it gives none."""
    if words is None:
        return None
    try:
        return float(str(words).rstrip("%"))
    except ValueError:
        return None


def cases() -> Iterator[Case]:
    """Every case of the public sets that name values; bare numbers are left out."""
    for language, code in (("Chinese", "zh"), ("English", "en")):
        for kind in KINDS:
            path = SETS / "recognizers" / language / f"{kind.capitalize()}Model.json"
            for row in json.loads(path.read_text("utf-8-sig")):
                found = []
                for result in row["Results"]:
                    resolution = result.get("Resolution") or {}
                    value = number(resolution.get("value"))
                    if value is not None:
                        found.append(Expected(value, str(resolution.get("unit", "percent"))))
                name = f"recognizers {language} {kind.capitalize()}"
                yield Case(name, (row["Input"], code, (kind,)), tuple(found))
    path = SETS / "quantulum3" / "quantities.json"
    for row in json.loads(path.read_text("utf-8")):
        named = (Expected(float(one["value"]), str(one["unit"])) for one in row["res"])
        found = [one for one in named if one.unit != "dimensionless"]
        yield Case("quantulum3 English", (row["req"], "en", KINDS), tuple(found))

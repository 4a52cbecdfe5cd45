"""How much of other people's test sets the reader of amounts finds: a table and one line of JSON.

Not here: the sentences the reader was built on (`tests/claims`), speed of whole pages (`judge.py`).

Question: of the amounts that public test sets expect, how many are read with the right value, and
how many with the right unit as well? Sets: Recognizers-Text (percent, dimension, currency; MIT) and
quantulum3 (MIT), read in place beside the repository. Limits: both sets were looked at while the
grammar grew; they hold ages, lengths of time, temperatures and bare counts, which `assay` refuses
on purpose, so that 1.00 is not the aim. A value is right within one part in a million; a unit where
both sides name one.
"""

import argparse
import json
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assay.claims.quantities import quantities_of
from assay.reading.article import Article
from assay.units import spellings

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT.parent / "shared" / "data" / "testsets"
RESULTS = ROOT / "benchmarks" / "results" / "read_quantities.jsonl"
REFUSED = frozenset(
    ("year", "month", "week", "day", "hour", "minute", "second", "celsius", "fahrenheit", "degree",
     "age", "point", "byte", "bit", "kilobyte", "megabyte", "gigabyte", "dimensionless")
)  # fmt: skip
"""Units that no claim about a resource is made in: the reader passes them over."""


@dataclass(frozen=True)
class Expected:
    """An amount a test set expects."""

    value: float
    unit: str


def article_of(text: str) -> Article:
    """An article that is one paragraph."""
    return Article(
        title=None, author=None, publisher=None, published=(None, None), published_why="none",
        language="en", text=text, paragraphs=((0, len(text)),), repairs=(), polluted=False,
        offsets=np.arange(len(text) + 1),
    )  # fmt: skip


def number(words: str | float | None) -> float | None:
    """A value as a test set writes it; None if it gives none."""
    if words is None:
        return None
    try:
        return float(str(words).rstrip("%"))
    except ValueError:
        return None


def cases() -> Iterator[tuple[str, str, list[Expected]]]:
    """Set, text and what is expected of it."""
    for language in ("Chinese", "English"):
        for kind in ("Percent", "Dimension", "Currency"):
            path = SETS / "recognizers" / language / f"{kind}Model.json"
            for case in json.loads(path.read_text("utf-8-sig")):
                found = []
                for result in case["Results"]:
                    resolution = result.get("Resolution") or {}
                    value = number(resolution.get("value"))
                    if value is not None:
                        found.append(Expected(value, str(resolution.get("unit", "percent"))))
                yield f"recognizers {language} {kind}", case["Input"], found
    path = SETS / "quantulum3" / "quantities.json"
    for case in json.loads(path.read_text("utf-8")):
        found = [Expected(float(row["value"]), str(row["unit"])) for row in case["res"]]
        yield "quantulum3 English", case["req"], found


def symbol_of(unit: str) -> str | None:
    """The plain symbol of a test set's unit; None if the table has no such spelling."""
    known = spellings()
    names = {"United States dollar": "USD", "Dollar": "USD", "Chinese yuan": "CNY", "Pound": "lb",
             "percentage": "percent", "pound sterling": "GBP", "Japanese yen": "JPY"}  # fmt: skip
    for name in (names.get(unit, unit), unit.lower(), f"{unit.lower()}s"):
        if name in known:
            return known[name]
    return None


def measure() -> dict[str, dict[str, float]]:
    """Counts by set: expected, not refused on purpose, found, found with the unit, too many."""
    rows: dict[str, dict[str, float]] = {}
    for name, text, expected in cases():
        row = rows.setdefault(
            name, dict.fromkeys(("all", "meant", "value", "unit", "extra", "ms"), 0.0)
        )
        began = time.perf_counter()
        read = list(quantities_of(article_of(text)))
        row["ms"] += 1000 * (time.perf_counter() - began)
        left = [(end, claim.unit) for claim in read for end in ends(claim.value, name)]
        for one in expected:
            refused = one.unit.lower() in REFUSED or one.unit.lower().rstrip("s") in REFUSED
            row["all"] += 1
            row["meant"] += not refused
            hit = next((item for item in left if same(item[0], one.value)), None)
            if hit is None:
                continue
            left.remove(hit)
            row["value"] += 1
            symbol = symbol_of(one.unit)
            row["unit"] += symbol is None or symbol == hit[1].split("/")[0]
        row["extra"] += len(left)
    return rows


def ends(value: float | tuple[float, float], name: str) -> tuple[float, ...]:
    """The number, or both ends of a range; quantulum3 writes a range as its middle."""
    if isinstance(value, tuple) and name.startswith("quantulum3"):
        return (sum(value) / 2,)
    return value if isinstance(value, tuple) else (value,)


def same(one: float, other: float) -> bool:
    """Whether two values are the same to six figures."""
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other), 1e-9)


def main() -> None:
    """Print the table; with --save append one line of JSON to the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help=f"append to {RESULTS.name}")
    arguments = parser.parse_args()
    if not SETS.exists():
        print(f"no test sets at {SETS}")
        return
    rows = measure()
    print(f"{'set':<32}{'expected':>9}{'meant':>7}{'value':>7}{'unit':>7}{'extra':>7}{'recall':>8}")
    for name, row in rows.items():
        recall = row["value"] / row["meant"] if row["meant"] else 0.0
        widths = {"all": 9, "meant": 7, "value": 7, "unit": 7, "extra": 7}
        counts = "".join(f"{row[key]:>{width}.0f}" for key, width in widths.items())
        print(f"{name:<32}{counts}{recall:>8.2f}")
    line = {
        "benchmark": "read_quantities",
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "sets": {
            name: {key: round(value, 3) for key, value in row.items()} for name, row in rows.items()
        },
    }
    print(json.dumps(line))
    if arguments.save:
        RESULTS.parent.mkdir(exist_ok=True)
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

"""What fills the sentence of a standing: figures as printed, names in both languages.

Not here: the sentences (`report/texts/reasons.LANG.toml`), which standing it is
(`against_record.py`).
"""

from collections.abc import Iterable, Mapping, Sequence

from assay.checks.named import Named
from assay.checks.row import Row, Values
from assay.record.record import Record

LANGUAGES = ("en", "zh")
DIGITS = 2
"""Significant digits of what is computed here: more would feign a precision the inputs lack."""


def rounded(value: float) -> float:
    """A computed number to two significant digits."""
    return float(f"{value:.{DIGITS}g}")


def span(low: float, high: float) -> float | tuple[float, float]:
    """A computed interval as printed: one number where both ends round to the same."""
    ends = (rounded(low), rounded(high))
    return ends[0] if ends[0] == ends[1] else ends


def figure(named: Named, rows: Sequence[Row]) -> float | tuple[float, float]:
    """One figure for rows of one unit: the value of one as told beside the claim, the ends of
    several."""
    if len(rows) == 1 or any(row.unit != rows[0].unit for row in rows):
        return _as_printed(rows[0], rows[0].told(named.held_at(rows[0])))
    ends = [
        end
        for row in rows
        for end in ((row.low, row.high) if row.value is None else (row.value, row.value))
    ]
    return span(min(ends), max(ends)) if len(rows[0].facts) > 1 else (min(ends), max(ends))


def _as_printed(row: Row, value: float | tuple[float, float]) -> float | tuple[float, float]:
    if len(row.facts) == 1:
        return value
    return span(*value) if isinstance(value, tuple) else rounded(value)


def unit_told(row: Row) -> str:
    """The unit of a row for a sentence; a share is told in per cent, whatever its labels."""
    return "percent" if row.unit.startswith("percent") else row.unit


def of_rows(named: Named, rows: Sequence[Row]) -> Values:
    """The figure of the rows with its issuer, day, line, definition and region."""
    first, record = rows[0], named.record
    definitions = dict.fromkeys(row.sides[0].definition for row in rows)
    regions = dict.fromkeys(row.sides[-1].region for row in rows)
    return {
        "text": named.text,
        "figure": figure(named, rows),
        "unit": unit_told(first),
        "issuer": first.newest.issuer,
        "known_on": first.known_on,
        **in_both("line", [named.line.title]),
        **in_both("definition", [definition_title(record, key) for key in definitions]),
        **in_both("region", [record.region_title(name) for name in regions]),
    }


def of_wish(named: Named, row: Row) -> Values:
    """The definition and region that the words name where `row` has others."""
    asked = (named.printed,) if len(row.sides) == 1 else (named.part, named.whole)
    wished = [one.key for one in asked[0].definitions[:1]]
    region = next((wish.region for wish in reversed(asked) if wish.region), "")
    return {
        **in_both("named", [definition_title(named.record, key) for key in wished]),
        **in_both("named_region", [named.record.region_title(region)]),
    }


def definition_title(record: Record, key: str) -> Mapping[str, str]:
    """A definition's short name in both languages; the key where the record names it not."""
    found = record.definitions.get(key)
    if found is None:
        return {"en": key, "zh": key}
    return {"en": found.title_en or key, "zh": found.title_zh or found.title_en or key}


def in_both(key: str, titles: Iterable[Mapping[str, str]]) -> Values:
    """Names as `key_en` and `key_zh`, several joined; each sentence takes its own language's."""
    listed = list(titles)
    return {f"{key}_{language}": " / ".join(t[language] for t in listed) for language in LANGUAGES}

"""Writes the results of an attribution as a file that `result.read_attribution` reads.

Not here: what a result is (`result.py`). The same result gives the same bytes.
"""

from dataclasses import fields, is_dataclass
from pathlib import Path

from assay.errors import NotWritten
from assay.prices.result import FORMAT, Attribution
from assay.prices.toml_text import value_text

DIGITS = {
    "covariance": ".6g",
    "macro_coefficients": ".6g",
    "coefficients": ".6g",
    "correlations": ".3f",
    "drivers": ".3f",
    "dollar_bridge": ".3f",
    "out_of_sample": ".3f",
}
"""Digits of the numbers under a field, where they differ from ELSEWHERE."""

ELSEWHERE = ".2f"
"""Digits of the other numbers: a hundredth of a log point is far below any error."""

TABLES = ("windows", "null")
"""Fields of the result that are written as tables of their own."""


def to_toml(found: Attribution, head: str) -> str:
    """The text of the file; `head` stands on top as a comment."""
    lines = [f"# {line}".rstrip() for line in head.strip().splitlines()]
    lines += ["", f"format = {FORMAT}"]
    for field in fields(found):
        if field.name not in TABLES:
            digits = DIGITS.get(field.name, ELSEWHERE)
            lines += _entry(field.name, getattr(found, field.name), digits)
    for name in TABLES:
        for one in getattr(found, name):
            lines += ["", f"[[{name}]]"]
            for field in fields(one):
                digits = DIGITS.get(field.name, ELSEWHERE)
                lines += _entry(field.name, getattr(one, field.name), digits)
    return "\n".join(lines) + "\n"


def write_attribution(found: Attribution, path: Path, head: str) -> None:
    """Write the file. Raises NotWritten."""
    try:
        path.write_text(to_toml(found, head), encoding="utf-8")
    except OSError as cause:
        raise NotWritten(
            str(path), cause.strerror or type(cause).__name__, "a file to write to", "--out FILE"
        ) from cause


def _entry(name: str, value: object, digits: str) -> list[str]:
    """A key with its value: lists of tables or lists over several lines."""
    if isinstance(value, tuple) and value and (is_dataclass(value[0]) or type(value[0]) is tuple):
        return [f"{name} = [", *(f"  {_text(one, digits)}," for one in value), "]"]
    if is_dataclass(value) and any(
        isinstance(getattr(value, field.name), tuple) for field in fields(value)
    ):
        return [
            line
            for field in fields(value)
            for line in _entry(f"{name}.{field.name}", getattr(value, field.name), digits)
        ]
    return [f"{name} = {_text(value, digits)}"]


def _text(value: object, digits: str) -> str:
    """A value on one line, its numbers with these digits."""

    def number(one: float) -> str:
        text = format(one, digits)
        return text[1:] if text.startswith("-") and not float(text) else text

    return value_text(value, number)

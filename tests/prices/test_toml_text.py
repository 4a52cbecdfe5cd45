"""What is written of a result can be read again, whatever is in it."""

import tomllib
from dataclasses import dataclass
from datetime import date

import pytest

from assay.prices.toml_text import value_text


@dataclass(frozen=True)
class Row:
    name: str
    at: date
    held: bool
    share: float | None = None


def written(value):
    return tomllib.loads(f"value = {value_text(value, '{:.2f}'.format)}")["value"]


@pytest.mark.parametrize(
    "value",
    ["plain", 'a "quoted" word', "back\\slash", "two\nlines\tand\x07a bell", "白银", True, False, 3,
     -2, 1.25, date(2026, 1, 23)],
)  # fmt: skip
def test_a_value_comes_back_as_it_was(value):
    assert written(value) == value
    assert written((value, value)) == [value, value]
    assert written({"key": value}) == {"key": value}


def test_of_a_record_what_is_none_is_left_out():
    told = written(Row("rise", date(2026, 1, 23), held=True))
    assert told == {"name": "rise", "at": date(2026, 1, 23), "held": True}


def test_what_has_no_form_is_refused():
    with pytest.raises(TypeError, match="complex"):
        value_text(1j, "{:.2f}".format)

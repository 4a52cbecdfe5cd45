"""Reads texts with another library, in that library's environment: JSON lines in and out.

Not here: what is asked and how answers are scored (`read_quantities.py`).

In:  {"text": ..., "language": "zh" | "en", "kinds": ["percent", "dimension", "currency"]}
Out: {"ms": ..., "found": [[value, unit, start, end], ...]}
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Found = list[tuple[float, str, int, int]]
Reader = Callable[[str, str, list[str]], Found]


def number(words: Any) -> float | None:
    """A value as a library writes it; None if it gives none."""
    try:
        return float(str(words).rstrip("%"))
    except ValueError:
        return None


def recognizers() -> Reader:
    """Microsoft's Recognizers-Text: the models of the kinds asked for."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    cultures = {"zh": Culture.Chinese, "en": Culture.English}
    units = {name: NumberWithUnitRecognizer(code) for name, code in cultures.items()}
    numbers = {name: NumberRecognizer(code) for name, code in cultures.items()}
    models = {
        (language, kind): model()
        for language in cultures
        for kind, model in (
            ("percent", numbers[language].get_percentage_model),
            ("dimension", units[language].get_dimension_model),
            ("currency", units[language].get_currency_model),
        )
    }

    def read(text: str, language: str, kinds: list[str]) -> Found:
        found: Found = []
        for kind in kinds:
            for result in models[language, kind].parse(text):
                resolution = result.resolution or {}
                value = number(resolution.get("value"))
                if value is not None:
                    unit = str(resolution.get("unit", "percent"))
                    found.append((value, unit, result.start, result.end + 1))
        return found

    return read


def quantulum() -> Reader:
    """quantulum3 without its classifier; English only; a range is its middle."""
    from quantulum3 import parser

    def read(text: str, language: str, _: list[str]) -> Found:
        if language != "en":
            return []
        return [
            (float(one.value), one.unit.name, one.span[0], one.span[1])
            for one in parser.parse(text, classifier_path=None)
            if one.unit.name != "dimensionless"
        ]

    return read


def main() -> None:
    """Read every line of the input with the library named on the command line."""
    read = {"recognizers": recognizers, "quantulum3": quantulum}[sys.argv[1]]()
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.perf_counter()
        found = read(asked["text"], asked["language"], asked["kinds"])
        taken = 1000 * (time.perf_counter() - began)
        print(json.dumps({"ms": taken, "found": found}))


if __name__ == "__main__":
    main()

"""Writes `src/assay/reading/readings.csv`: every reading with the Han characters read so.

Not here: how the table is used (`src/assay/reading/repair.py`). Needs pypinyin; run after its
updates.

A character counts under its own readings and those of its simplified form, so that repairing
readings before or after the change of script gives the same.
"""

import unicodedata
from pathlib import Path

import opencc
from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parents[1] / "src" / "assay" / "reading" / "readings.csv"
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
"""Unified ideographs, extension A and the compatibility forms: what news pages contain."""


def table() -> dict[str, str]:
    """Reading -> its characters, both sorted."""
    simplify = opencc.OpenCC("t2s").convert
    found: dict[str, set[str]] = {}
    for point in (p for low, high in BLOCKS for p in range(low, high + 1)):
        character = chr(point)
        for form in (character, simplify(character)):
            listed = PINYIN_DICT.get(ord(form), "") if len(form) == 1 else ""
            for reading in listed.split(","):
                reading = unicodedata.normalize("NFC", reading).lower()
                if reading:
                    found.setdefault(reading, set()).add(character)
    return {reading: "".join(sorted(found[reading])) for reading in sorted(found)}


def main() -> None:
    """Write the table."""
    rows = [f"{reading},{characters}\n" for reading, characters in table().items()]
    TARGET.write_text("reading,characters\n" + "".join(rows), encoding="utf-8")
    print(f"{TARGET.name}: {len(rows)} readings, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

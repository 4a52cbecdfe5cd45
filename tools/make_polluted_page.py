"""Writes the polluted example page from a clean text, in the manner of mirrors found in the wild.

Not here: how such a page is repaired (`src/assay/reading/repair.py`), with which nothing is shared.
Needs pypinyin.

Three things happen to a mirrored page: every character becomes traditional, one by one and without
regard to words; a fixed set of characters carries its reading in brackets each time; wide
punctuation becomes narrow.
"""

from pathlib import Path

import opencc
from pypinyin import Style, pinyin

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "tools" / "examples" / "ai-silver-zh.clean.txt"
TARGET = ROOT / "src" / "assay" / "examples" / "ai-silver-zh.txt"
WITH_READING = (
    "现进发经开关问题动电机业产实数据总结构资应级险储贵铜线缆规论证记设热荐阅态紧场声涨导务预续"
)
"""The characters that carry their reading; every mirror has its own set."""
KEPT = "后于里只几才系余"
"""Simplified characters that are traditional ones too and that such mirrors leave alone."""
ALWAYS = {"着": "著"}
NARROW = str.maketrans("，：？！（）；", ",:?!();")


def polluted(clean: str) -> str:
    """The clean text as a mirror would serve it."""
    convert = opencc.OpenCC("s2t").convert
    table = {}
    for character in set(clean):
        other = ALWAYS.get(character) or (character if character in KEPT else convert(character))
        if character in WITH_READING:
            other += f"({pinyin(character, style=Style.TONE)[0][0]})"
        table[ord(character)] = other
    return clean.translate(table).translate(NARROW)


if __name__ == "__main__":
    TARGET.write_text(polluted(CLEAN.read_text("utf-8")), encoding="utf-8")

"""Whether repair gives a page back as it was, and leaves clean pages alone.

Not here: finding the article (`read_bulk.py`).

Question: of clean Chinese pages, polluted as the sample is (`tools/make_polluted_page.py`), how
many come back character for character, and how many clean ones are changed at all? Anchor: 54 of 58
pages restored with OpenCC and a list of words with 著. Limits: the pollution is ours and fixed; a
mirror's own table of characters differs. Punctuation that the mirror made narrow stays narrow and
is compared so. Without a folder it takes the clean texts of the tests, which are few.

    python benchmarks/read_repair.py [FOLDER of .txt]
"""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

from assay.reading.damage.beyond_repair import flags_of
from assay.reading.encodings import decode
from assay.reading.repair import repair, repair_line_ends

ROOT = Path(__file__).resolve().parent.parent
GRAM = 5
"""Characters per shingle: as the measurement of the sample had it."""


def loaded(folder: str, name: str) -> ModuleType:
    """A module of the repository that is not installed."""
    spec = importlib.util.spec_from_file_location(name, ROOT / folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def repaired(text: str) -> tuple[str, Counter[str]]:
    """The text after every step, and how often each changed it."""
    page, made = repair(decode(text.encode()))
    page, ends = repair_line_ends(page)
    return page.text, Counter({each.name: each.times for each in (*made, *ends)})


def overlap(one: str, other: str) -> float:
    """Jaccard overlap of the runs of `GRAM` characters of two texts."""
    sets = [{text[i : i + GRAM] for i in range(len(text) - GRAM + 1)} for text in (one, other)]
    return len(sets[0] & sets[1]) / max(len(sets[0] | sets[1]), 1)


def main() -> None:
    """Print how many pages come back and what changed on clean ones."""
    made = loaded("tools", "make_polluted_page")
    if sys.argv[1:]:
        pages = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    else:
        pages = list(loaded("tests/reading", "polluted").CLEAN)
    exact = changed = characters = 0
    overlaps, false, wrong = [], Counter(), Counter()
    flagged = 0
    for page in pages:
        characters += len(page)
        clean = page.translate(made.NARROW)
        again, _ = repaired(made.polluted(page))
        exact += again == clean
        overlaps.append(overlap(again, clean))
        if len(again) == len(clean):
            wrong.update(a + b for a, b in zip(clean, again, strict=True) if a != b)
        untouched, steps = repaired(page)
        changed += untouched != page
        false.update(steps)
        flagged += bool(flags_of(page))
    print(f"pages {len(pages)}, characters {characters:,}")
    print(f"restored exactly {exact} ({exact / max(len(pages), 1):.1%})")
    print(f"overlap of {GRAM}-grams, least {min(overlaps):.4f}")
    print(f"characters that came back wrong {wrong.total()}: {wrong.most_common(12)}")
    print(f"clean pages changed {changed}: {dict(false)}; flagged {flagged}")


if __name__ == "__main__":
    main()

"""How well and how fast the article is found on 181 news pages, beside all text and beside no tags.

Not here: claims read from the articles, cold starts (`cold.py`).

Question: how much of a page's article, and how little else, comes out? Score: share of word
four-grams, precision and recall averaged over pages, F1 of the averages, as the pages' makers count
(article-extraction-benchmark). Speed: pages a second of one core's own time, so that other work on
the machine counts less. Anchor: trafilatura's fast mode alone 0.962. Limits: English mostly,
of 2019-2020; no polluted page, no text dump as found (here the tags are thrown away instead).
"""

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from results_file import keep

from assay.errors import AssayError
from assay.reading.dump import find_block, lines_of
from assay.reading.encodings import decode
from assay.reading.markup import visible_text
from assay.reading.read import read_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT.parent / "shared" / "data" / "testsets" / "article-extraction"
ESSAY = ROOT.parent / "shared" / "article" / "ai-melts-silver.txt"
DUMPS = 100
"""Times the polluted dump is read."""
GRAM = 4
"""Words per shingle, as the benchmark's makers chose it."""


def by_tags(raw: bytes) -> str:
    """The article as the product reads it."""
    return read_page(raw).text


def without_tags(raw: bytes) -> str:
    """The best block of lines once all tags are thrown away: what a text dump would give."""
    text = visible_text(decode(raw)).text
    lines = lines_of(text)
    block = find_block(lines)
    return "\n".join(lines[i].text for i in block.kept) if block else ""


def all_text(raw: bytes) -> str:
    """Everything a reader could see."""
    return visible_text(decode(raw)).text


def extractor_alone(raw: bytes) -> str:
    """What the extractor gives by itself, in the mode used here and with its own particulars."""
    import trafilatura

    found = trafilatura.bare_extraction(
        decode(raw).text, fast=True, include_comments=False, with_metadata=True
    )
    return found.text if found else ""


METHODS = {
    "read_page": by_tags,
    "the extractor alone": extractor_alone,
    "dump, tags thrown away": without_tags,
    "all text": all_text,
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of `GRAM` words with their counts; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - GRAM + 1)) if words else ()
    return Counter(tuple(words[i : i + GRAM]) for i in starts)


def score(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of the shingles found."""
    wanted, given = shingles(truth), shingles(found)
    hits = (wanted & given).total()
    return hits / max(given.total(), 1), hits / max(wanted.total(), 1)


def measure(method: Callable[[bytes], str], pages: dict[str, bytes], truth: dict[str, str]) -> dict:
    """F1, precision, recall, refusals, pages a second of processor time and the slowest page."""
    scores, times, refused = [], [], 0
    for name, raw in pages.items():
        begun = time.process_time()
        try:
            found = method(raw)
        except AssayError:
            found, refused = "", refused + 1
        times.append(time.process_time() - begun)
        scores.append(score(truth[name], found))
    precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
    return {
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "refused": refused,
        "pages_per_cpu_s": round(len(times) / sum(times), 1),
        "slowest_cpu_ms": round(1000 * max(times)),
    }


def led_back(pages: dict[str, bytes]) -> dict:
    """How many numbers of the articles lead back to bytes that hold their digits."""
    total = right = 0
    for raw in pages.values():
        article = read_page(raw)
        for number in re.finditer(r"\d[\d.,]*\d|\d", article.text):
            begin, end = article.raw_span(number.span())
            total += 1
            right += number[0] in re.sub("<[^>]*>", "", raw[begin:end].decode("utf-8", "replace"))
    return {"numbers": total, "led_back": round(right / total, 4)}


def main() -> None:
    """Print the table, append one line of JSON."""
    if not PAGES.is_dir():
        sys.exit("needs ../shared/data/testsets/article-extraction beside the repository")
    truth = json.loads((PAGES / "ground-truth.json").read_text("utf-8"))
    bodies = {name: entry["articleBody"] for name, entry in truth.items()}
    pages = {
        name: gzip.decompress((PAGES / "html" / f"{name}.html.gz").read_bytes()) for name in bodies
    }
    by_tags(next(iter(pages.values())))  # imports are not what is measured here
    rows = {name: measure(method, pages, bodies) for name, method in METHODS.items()}
    rows["offsets"] = led_back(pages)
    essay = ESSAY.read_bytes()
    begun = time.process_time()
    for _ in range(DUMPS):
        read_page(essay)
    spent = time.process_time() - begun
    rows["polluted dump, warm"] = {"pages_per_cpu_s": round(DUMPS / spent, 1)}
    for name, row in rows.items():
        print(f"{name:<24}", "  ".join(f"{key} {value}" for key, value in row.items()))
    keep("read_bulk", {"rows": rows})


if __name__ == "__main__":
    main()

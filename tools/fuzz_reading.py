"""Mutates pages and reads them: none may crash, hang, outgrow its memory or lose its way back.

Not here: what is read from good pages (`tests/reading`). The same seed mutates the same way; a
failure prints the seed and the page's number, and `--only NUMBER` reads that page again.

    python tools/fuzz_reading.py --pages 100000 --seed 1 [--folder FOLDER]
"""

import argparse
import random
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import FrameType

import numpy as np

from assay.errors import AssayError
from assay.reading.limits import MAX_PAGE_BYTES
from assay.reading.read import read_page

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "src" / "assay" / "examples"
SECONDS = 20
"""Longest processor time for one page: a hundred times what a page of its size takes."""
MEMORY = 4 * 2**30
"""Bytes of address space of a worker; libraries alone take a quarter of it."""
CHUNK = 250
"""Pages given to a worker at once."""

TAGS = (
    b"<div>",
    b"<p>",
    b"</p>",
    b"<table><tr><td>",
    b"<script>",
    b"<!--",
    b"<svg>",
    b"<b ",
    b"]]>",
)
PIECES = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"&#x110000;", b"&#0;", b"\r", b"\x1b[31m", b"\x80"),
    *("银(yín)", "著", "「", "１２．５％", "\u200b", "⽩", "好意思国", "电子**", "第2页/共5页"),
    *("é“¶ç”µ", "2026-02-30", "来源:", "\U0001f600", "\ud7ff", "的白银", "。。。", "{a:b}"),
)
ENCODINGS = ("gb18030", "big5", "utf-16", "utf-16-be", "windows-1252", "shift_jis")


def seeds(folder: Path | None) -> list[bytes]:
    """The pages that are mutated: the examples that ship, and those of a folder."""
    places = sorted(EXAMPLES.glob("ai-silver-*")) + (sorted(folder.iterdir()) if folder else [])
    return [place.read_bytes() for place in places if place.is_file()]


def mutated(pages: list[bytes], seed: int, number: int) -> bytes:
    """Page `number` of a seed: one of the pages, changed a few times."""
    random_ = random.Random(f"{seed}:{number}")
    page = random_.choice(pages)
    if random_.random() < 0.5:
        page = page[: random_.randrange(1, 20_000)]
    for _ in range(random_.randrange(1, 6)):
        page = random_.choice(MUTATIONS)(page, random_, pages)
    return page[:MAX_PAGE_BYTES]


def flipped(page: bytes, random_: random.Random, _pages: list[bytes]) -> bytes:
    """Some bytes changed to any other."""
    changed = bytearray(page)
    for _ in range(random_.randrange(1, 40) if changed else 0):
        changed[random_.randrange(len(changed))] = random_.randrange(256)
    return bytes(changed)


def truncated(page: bytes, random_: random.Random, _pages: list[bytes]) -> bytes:
    """Cut off at either end."""
    at = random_.randrange(len(page) + 1)
    return page[:at] if random_.random() < 0.7 else page[at:]


def repeated(page: bytes, random_: random.Random, _pages: list[bytes]) -> bytes:
    """A piece said again and again."""
    at, size = random_.randrange(len(page) + 1), random_.choice((1, 3, 20, 400, 5_000))
    piece = page[at : at + size]
    times = min(random_.choice((2, 10, 300, 20_000)), 200_000 // max(len(piece), 1))
    return page[:at] + piece * times + page[at:]


def nested(page: bytes, random_: random.Random, _pages: list[bytes]) -> bytes:
    """Tags opened, mostly never closed."""
    at, tag = random_.randrange(len(page) + 1), random_.choice(TAGS)
    return page[:at] + tag * random_.choice((1, 30, 900, 8_000)) + page[at:]


def strewn(page: bytes, random_: random.Random, _pages: list[bytes]) -> bytes:
    """Awkward pieces put in, some of them in another encoding."""
    for _ in range(random_.randrange(1, 30)):
        piece = random_.choice(PIECES)
        if isinstance(piece, str):
            encoding = random_.choice(("utf-8", "utf-8", "gb18030", "utf-16-le"))
            piece = piece.encode(encoding, "replace")
        at = random_.randrange(len(page) + 1)
        page = page[:at] + piece + page[at:]
    return page


def mixed(page: bytes, random_: random.Random, _pages: list[bytes]) -> bytes:
    """Some of it, or all, in another encoding."""
    at = random_.choice((0, random_.randrange(len(page) + 1)))
    rest = page[at:].decode("utf-8", "replace")
    return page[:at] + rest.encode(random_.choice(ENCODINGS), "replace")


def spliced(page: bytes, random_: random.Random, pages: list[bytes]) -> bytes:
    """The beginning of it and the end of another."""
    other = random_.choice(pages)
    return page[: random_.randrange(len(page) + 1)] + other[random_.randrange(len(other) + 1) :]


MUTATIONS = (flipped, truncated, repeated, nested, strewn, mixed, spliced)


def read_one(raw: bytes) -> str:
    """What came of a page: "article", or its refusal's code; AssertionError if it is broken."""
    try:
        article = read_page(raw)
    except AssayError as refused:
        assert refused.where and refused.found and refused.expected
        return refused.code
    offsets = article.offsets
    assert len(offsets) == len(article.text) + 1, "offsets and characters differ in number"
    assert (np.diff(offsets) >= 0).all(), "offsets run backwards"
    assert 0 <= int(offsets[0]) <= int(offsets[-1]) <= len(raw), "offsets leave the page"
    assert article.text.strip(), "an article without text"
    article.text.encode()
    return "article"


def read_chunk(numbers: Iterable[int], seed: int, folder: Path | None) -> tuple[Counter[str], list]:
    """What came of these pages; the failures with their numbers and their tracebacks."""
    signal.signal(signal.SIGPROF, _too_long)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pages, came, failures = seeds(folder), Counter(), []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in numbers:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                came[read_one(mutated(pages, seed, number))] += 1
            except BaseException:  # noqa: BLE001 - every one of them is told
                failures.append((number, traceback.format_exc()))
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    return came, failures


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"longer than {SECONDS} s")


def main() -> int:
    """Read the pages over processes; how many gave what, and every failure. 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="further pages to mutate")
    parser.add_argument("--only", type=int, help="one page by its number, in this process")
    given = parser.parse_args()
    if given.only is not None:
        print(read_one(mutated(seeds(given.folder), given.seed, given.only)))
        return 0
    begun = time.monotonic()
    chunks = [range(at, min(at + CHUNK, given.pages)) for at in range(0, given.pages, CHUNK)]
    came: Counter[str] = Counter()
    failed = 0
    with ProcessPoolExecutor(given.processes) as pool:
        for one, failures in pool.map(
            partial(read_chunk, seed=given.seed, folder=given.folder), chunks
        ):
            came += one
            for number, told in failures:
                failed += 1
                print(
                    f"FAILED seed {given.seed} page {number}\n{told}", file=sys.stderr, flush=True
                )
    seconds = time.monotonic() - begun
    print(f"{came.total()} pages of seed {given.seed} in {seconds:.0f} s: {dict(came)}")
    print(f"{failed} failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())

"""How reading a page and its claims grows with the page's length, to 10 MB: news, numbers, floods.

Not here: how well pages are read (`read_bulk.py`), amounts beside other readers
(`read_quantities.py`).

Question: does twice the page cost twice the time, and is a page of 10 MB read, refused or cut? Each
kind of page is made at 1, 2, 5 and 10 MB, as text and as HTML, and read in a process of its own;
told are the seconds of processor time a megabyte for reading and for claims, how much of the page
the article is, what else was answered, and the exponent: the slope of a line through the
logarithms. Limits: processor time of one process; pages are made, not found.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from results_file import keep

from assay.claims.read_claims import claims_of
from assay.errors import AssayError
from assay.reading.read import read_page

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
SIZES = (1, 2, 5, 10)
"""Megabytes."""
LONGEST = 300
"""Seconds of processor time after which one page is given up."""
LINE, LINES = 10_000, 500
"""Characters of one line of a flood, half of what may be a paragraph; or its lines between blank
ones."""

_PLACES = "river valley coast harbour delta plain upland border island northern".split()
_WHO = ("The ministry", "Ann Rivers of the trade body", "An analyst", "The grid operator")
_VERBS = ("rose", "fell", "climbed", "dropped", "doubled")
_REASONS = (
    "because data centres bought more",
    "after two mines closed",
    "as the dollar weakened",
    "although scrap came back to the market",
)
_ORTE = "河西 江北 东岸 南湾 上游 山区 港口 平原 盆地 海边".split()
_WER = ("工信部门", "当地电网公司", "一位分析师", "行业协会")
_TAT = ("上升", "下降", "增长", "回落", "猛增")
_GRUND = ("原因是数据中心增加了采购", "因为两座矿山停产", "受美元走弱影响", "虽然废料回流市场")


def english(random_: random.Random) -> str:
    """A paragraph of news, never twice the same."""
    return " ".join(
        f"{random_.choice(_WHO)} said on {random_.choice(('Monday', 'Tuesday', 'Friday'))} that"
        f" demand for {random_.choice(('copper', 'silver', 'power', 'water'))} in the"
        f" {random_.choice(_PLACES)} region {random_.choice(_VERBS)} by"
        f" {random_.randrange(1, 400) / 10} percent to {random_.randrange(10, 9_000):,}"
        f" tonnes in {random_.randrange(2015, 2026)}, {random_.choice(_REASONS)}."
        for _ in range(random_.randrange(2, 5))
    )


def chinese(random_: random.Random) -> str:
    """The same in Chinese."""
    return "".join(
        f"{random_.choice(_WER)}表示，{random_.randrange(2015, 2026)}年"
        f"{random_.choice(_ORTE)}地区的{random_.choice(('铜', '白银', '电力', '用水'))}需求"
        f"{random_.choice(_TAT)}了"
        f"{random_.randrange(1, 400) / 10}%，达到{random_.randrange(10, 9_000)}"
        f"{random_.choice(('吨', '万吨', '亿千瓦时'))}，{random_.choice(_GRUND)}。"
        for _ in range(random_.randrange(2, 5))
    )


def numbers(random_: random.Random) -> str:
    """Nothing but amounts."""
    told = (
        f"{random_.randrange(1, 10**6):,} {random_.choice(('t', 'GWh', 'percent', 'USD/oz', 'kg'))}"
        for _ in range(40)
    )
    return ", ".join(told) + "."


def bare_numbers(random_: random.Random) -> str:
    """Numbers without a unit, as of a table saved as text."""
    return " ".join(f"{random_.randrange(1, 10**6) / 100}" for _ in range(60)) + "。"


NEWS = {
    "English news": english,
    "Chinese news": chinese,
    "amounts": numbers,
    "bare numbers": bare_numbers,
}
SENTENCE = "Copper has become dearer for reasons that are no mystery, traders said on Monday.\n"
FLOODS = {
    "years": "2026",
    "open angle brackets": "<",
    "tags": "<b>a</b> ",
    "entities": "&amp;",
    "readings": "银(yín)的价格上涨了。",
    "broken Chinese": "银(yín",
    "one line": "word ",
    "lines of dates": "2026-01-01 00:00:00\n",
    "percent signs": "1%",
    "causes": "因为白银上涨导致铜价上涨。",
    "quotation marks": "“他说，",
    "masked words": "银**涨了3%。",
    "ranges": "3-5-7 to 9 ",
    "spelt numbers": "twenty-five hundred and ",
    "Han numerals": "一百二十万",
    "open braces": "a{b:c;",
    "doubled sentences": "铜价上涨的原因并不神秘,矿山的产量没有增长。",
    "short lines": "铜价上涨。\n",
}
WORST = ("ranges", "spelt numbers", "masked words")
"""The floods that took longest."""


def page_of(kind: str, megabytes: float, markup: bool) -> bytes:
    """A page of the kind and of so many megabytes."""
    size = int(megabytes * MEGABYTE)
    if kind in NEWS:
        random_, parts, told = random.Random(kind), [], 0
        while told < size:
            paragraph = NEWS[kind](random_)
            parts.append(paragraph)
            told += len(paragraph.encode()) + (7 if markup else 2)
    else:
        piece = FLOODS[kind]
        line = piece * max(1, LINE // len(piece)) if "\n" not in piece else piece * LINES
        end = "." if piece.isascii() else "。"
        times = size // len(line.encode())
        # no two alike, for what is told twice is read once
        parts = [*(f"{line.strip()} {number}{end}" for number in range(times)), SENTENCE * 3]
    if not markup:
        return "\n\n".join(parts).encode()[: size + len(SENTENCE) * 4]
    body = "".join(f"<p>{part}</p>" for part in parts)
    return f"<html><head><title>The page</title></head><body>{body}</body></html>".encode()


def once(kind: str, megabytes: float, markup: bool) -> dict:
    """One page read in this process: seconds of processor time of both steps, and what came."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
    warm = read_page(page_of("English news", 0.01, markup))
    claims_of(warm)
    page = page_of(kind, megabytes, markup)
    row: dict = {"kind": kind, "html": markup, "megabytes": megabytes}
    begun = time.process_time()
    try:
        article = read_page(page)
    except AssayError as refused:
        return {**row, "read_s": time.process_time() - begun, "came": refused.found}
    read = time.process_time()
    found = claims_of(article)
    done = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        **row,
        "read_s": read - begun,
        "claims_s": done - read,
        "claims": len(found.quantities) + len(found.causes),
        "came": f"article of {len(article.text.encode()) / MEGABYTE:.2f} MB",
        "memory_mb": memory,
    }


def apart(kind: str, megabytes: float, markup: bool) -> dict:
    """The same in a process of its own."""
    asked = [sys.executable, __file__, "--once", kind, str(megabytes), str(int(markup))]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        last = done.stderr.strip().split("\n")[-1]
        came = f"given up ({done.returncode}) {last}"
        return {"kind": kind, "html": markup, "megabytes": megabytes, "came": came}


def exponent(rows: list[dict], name: str) -> float | None:
    """The slope of the least squares line through the logarithms of size and time."""
    logs = [(math.log(row["megabytes"]), math.log(row[name])) for row in rows if row.get(name)]
    if len(logs) < 2:
        return None
    middle = [sum(axis) / len(logs) for axis in zip(*logs, strict=True)]
    across = sum((x - middle[0]) ** 2 for x, _ in logs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / across


def told(row: dict) -> str:
    """One row of the table."""
    each = [
        f"{row[name] / row['megabytes']:.3f}" if name in row else "-"
        for name in ("read_s", "claims_s")
    ]
    form = "html" if row["html"] else "text"
    return (
        f"{row['kind']:<20} {form} {row['megabytes']:>5g} MB  read {each[0]:>7} s/MB"
        f"  claims {each[1]:>7} s/MB  {row.get('claims', '-'):>7} claims"
        f"  {row.get('memory_mb', '-'):>5} MB  {row['came']}"
    )


def main() -> None:
    """Print the table, append one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--once", nargs=3, help=argparse.SUPPRESS)
    options.add_argument("--kinds", nargs="*", default=[*NEWS, *WORST], help="all, or some names")
    options.add_argument("--sizes", nargs="*", type=float, default=SIZES)
    chosen = options.parse_args()
    if chosen.once:
        kind, megabytes, markup = chosen.once
        print(json.dumps(once(kind, float(megabytes), markup == "1")))
        return
    rows = []
    for kind in (*NEWS, *FLOODS) if chosen.kinds == ["all"] else chosen.kinds:
        for markup in (False, True):
            mine = []
            for megabytes in chosen.sizes:
                mine.append(apart(kind, megabytes, markup))
                print(told(mine[-1]), flush=True)
            slopes = [exponent(mine, name) for name in ("read_s", "claims_s")]
            print("    exponents", *("-" if s is None else f"{s:.2f}" for s in slopes), flush=True)
            rows += mine
    keep("read_scale", {"rows": rows})


if __name__ == "__main__":
    main()

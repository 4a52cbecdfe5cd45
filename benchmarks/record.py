"""How fast the record loads and answers, beside the csv module and pandas: a table and one line.

Not here: whole commands from a cold start (`cold.py`).

Question: what does a question to the record cost before and after the first? Cold is a new process
for each measurement, told by its own clock from the first import to the loaded record; warm is the
load again in one process, with nothing kept. The csv module and pandas read the same tables into
rows and frames: that is all they do, while `load` also turns every row into a typed fact, applies
the corrections, finds the issuers of derived facts and adds up all that must add up. The least of
many runs is told, since other work on the machine only ever adds. Limits: one machine, the record
that ships.
"""

import argparse
import csv
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from results_file import keep

from assay.figure import Figure
from assay.record.record import _load as read_again
from assay.record.record import load
from assay.record.tables import FOLDER, KNOWN_ENDS

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 2, 3)
"""Between the forecast of a year and its outcome: about four fifths of the facts are known."""
TABLES = sorted(FOLDER.glob("*.csv"))
MILLI = 1000

COLD = {
    "load, new process": (
        "from assay.record.record import load; load()",
        "50 ms",
    ),
    "load with the past stories, new process": (
        "from assay.record.record import load; from assay.record.tables import KNOWN_ENDS; "
        "load(); load(KNOWN_ENDS)",
        "",
    ),
    "csv module, new process": (
        "import csv, pathlib\n"
        f"for p in sorted(pathlib.Path({str(FOLDER)!r}).glob('*.csv')):\n"
        "    list(csv.DictReader(p.open(encoding='utf-8', newline='')))",
        "",
    ),
    "pandas, new process": (
        "import pandas, pathlib\n"
        f"for p in sorted(pathlib.Path({str(FOLDER)!r}).glob('*.csv')): pandas.read_csv(p)",
        "",
    ),
}
"""What a new process runs, and the bound the project has set itself."""


def in_new_process(code: str, runs: int) -> float | None:
    """Least milliseconds, told by the process itself; None where a library is missing."""
    timed = f"import time\nstart = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    found = []
    for _ in range(runs):
        done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True)
        if done.returncode:
            return None
        found.append(float(done.stdout))
    return min(found) * MILLI


def here(question: Callable[[], object], runs: int) -> float:
    """Least milliseconds in this process."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        question()
        found.append(time.perf_counter() - start)
    return min(found) * MILLI


def load_again(folder: Path) -> None:
    """A load that keeps nothing of the one before."""
    read_again.cache_clear()
    load(folder)


def by_csv() -> None:
    """The same tables as rows of strings."""
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.DictReader(file))


def questions() -> dict[str, tuple[Callable[[], object], str]]:
    """What is asked of the loaded record, and the bound where there is one."""
    record = load()
    figure = Figure(1000, 1000, 1000, "t{silver}/year", 2025, "World", "as_named")
    asked: dict[str, tuple[Callable[[], object], str]] = {
        "load, warm": (lambda: load_again(FOLDER), ""),
        "load of the past stories, warm": (lambda: load_again(KNOWN_ENDS), ""),
        "csv module, warm": (by_csv, ""),
        "as_of over all facts": (lambda: record.as_of(DAY), "5 ms"),
        "history of one line": (lambda: record.history("silver.market_balance"), ""),
        "history of every line": (lambda: [record.history(name) for name in record.topics], ""),
        "find": (lambda: record.find(figure), ""),
        "latest": (lambda: record.latest("silver.market_balance", 2025), ""),
    }
    try:
        import pandas
    except ImportError:
        return asked
    frames: tuple[Callable[[], object], str] = (lambda: [pandas.read_csv(p) for p in TABLES], "")
    return {**asked, "pandas, warm": frames}


def main() -> None:
    """Measure, print the table, add a line to the results."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=50, help="runs of each; the least is told")
    options.add_argument("--starts", type=int, default=15, help="new processes of each")
    options.add_argument("--keep", action="store_true", help="add a line to benchmarks/results")
    chosen = options.parse_args()
    print(f"{len(load().facts)} facts, {len(load(KNOWN_ENDS).facts)} of past stories")
    print(f"{'question':<42} {'least ms':>9}  bound")
    rows = {}
    for name, (code, bound) in COLD.items():
        rows[name] = (in_new_process(code, chosen.starts), bound)
    for name, (question, bound) in questions().items():
        rows[name] = (here(question, chosen.runs), bound)
    for name, (least, bound) in rows.items():
        told = "missing" if least is None else f"{least:.2f}"
        print(f"{name:<42} {told:>9}  {bound}")
    if chosen.keep:
        kept = {name: least and round(least, 3) for name, (least, _) in rows.items()}
        keep("record", {"ms": kept})


if __name__ == "__main__":
    main()

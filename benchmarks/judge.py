"""Where the time of one verdict goes: seconds by step, and the costliest imports.

Not here: the time that a user waits in all (`cold.py`).

Question: which step should be made faster first? Each run is a new process that judges an example
page with the default number of samples; a step's time includes the libraries it loads. Limits:
steps are told by the flow's own progress marks, so work moved between steps moves with them; one
page, one machine.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "src" / "assay" / "examples" / "ai-silver-zh.txt"
SHOWN = 12
"""Imports listed; the rest is small."""

CHILD = """
import json, sys, time
marks = [("start", time.perf_counter())]
import assay
from assay import verbs
def note(step):
    marks.append((step, time.perf_counter()))
verdict = verbs.judge(sys.argv[1], progress=note)
note("report.html")
from assay.report.to_html import render
page = render(verdict, verdict.article.language)
note("verdict.json")
from assay.report.to_json import verdict_json
verdict_json(verdict, verdict.article.language)
note("end")
print(json.dumps([[name, after - at] for (name, at), (_, after) in zip(marks, marks[1:])]))
"""


def steps(page: Path) -> dict[str, float]:
    """Seconds of every step of one run in a new process."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(page)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout))


def imports(page: Path) -> list[tuple[float, str]]:
    """Milliseconds that each library takes to load, its own parts included, costliest first."""
    command = [sys.executable, "-X", "importtime", "-c", CHILD, str(page)]
    said = subprocess.run(command, capture_output=True, text=True).stderr
    own: dict[str, float] = {}
    for found in re.finditer(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", said):
        library = found[2].split(".")[0]
        own[library] = own.get(library, 0.0) + int(found[1]) / 1000
    return sorted(((spent, library) for library, spent in own.items()), reverse=True)


def main() -> None:
    """Measure and print both tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="runs; the median is told")
    options.add_argument("--page", type=Path, default=PAGE, help="the page to judge")
    chosen = options.parse_args()
    steps(chosen.page)  # compiles byte code and warms the file cache
    runs = [steps(chosen.page) for _ in range(chosen.runs)]
    print(f"{'step':<16} {'median ms':>10}")
    total = 0.0
    for name in runs[0]:
        spent = 1000 * statistics.median(run[name] for run in runs)
        total += spent
        print(f"{name:<16} {spent:>10.0f}")
    print(f"{'sum':<16} {total:>10.0f}\n\n{'import':<16} {'ms':>10}")
    for spent, library in imports(chosen.page)[:SHOWN]:
        print(f"{library:<16} {spent:>10.0f}")


if __name__ == "__main__":
    main()

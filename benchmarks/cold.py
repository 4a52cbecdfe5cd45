"""How long a command takes from a cold start, and how much memory: a table and one line of JSON.

Not here: where the time of a verdict goes (`judge.py`), the engine alone (`tests/model`).

Question: what does a user wait for after pressing Enter? Each case is a new process, several times,
and the median is told; files are warm in the system's cache, byte code is compiled. Peak memory is
the largest resident set of the child. Limits: one machine, one page of each kind; other work on the
machine makes it slower, and the least processor time of all threads least so.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from results_file import keep

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "src" / "assay" / "examples"
ESSAY = ROOT.parent / "shared" / "article" / "ai-melts-silver.txt"
ASSAY = [sys.executable, "-m", "assay"]


def cases(out: str) -> list[tuple[str, list[str], str]]:
    """Name, command and, where the project has set itself one, the bound."""
    found = [
        ("python", [sys.executable, "-c", "pass"], ""),
        ("import assay", [sys.executable, "-c", "import assay"], ""),
        ("assay --help", [*ASSAY, "--help"], "0.3 s"),
        ("assay story silver", [*ASSAY, "story", "silver"], "0.8 s"),
    ]
    pages = [*sorted(EXAMPLES.glob("ai-silver-*")), ESSAY]
    for page in filter(Path.exists, pages):
        judge = [*ASSAY, "judge", str(page), "--out", out]
        found.append((f"assay judge {page.name}", judge, "2.0 s, 400 MB" if page == ESSAY else ""))
    return found


def once(command: list[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes of one run in a new process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}:\n{said.decode()}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes on Linux
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6


def main() -> None:
    """Measure, print the table, add a line to the results."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--runs", type=int, default=5, help="runs of each case; the median is told"
    )
    options.add_argument("--keep", action="store_true", help="add a line to benchmarks/results")
    chosen = options.parse_args()
    rows = []
    print(f"{'command':<36} {'median s':>9} {'worst s':>8} {'processor':>9} {'MB':>6}  bound")
    with tempfile.TemporaryDirectory() as out:
        for name, command, bound in cases(out):
            once(command)  # compiles byte code and warms the file cache
            runs = [once(command) for _ in range(chosen.runs)]
            seconds = [run[0] for run in runs]
            row = {
                "command": name,
                "median_s": round(statistics.median(seconds), 3),
                "worst_s": round(max(seconds), 3),
                "processor_s": round(min(run[1] for run in runs), 3),
                "peak_mb": round(max(run[2] for run in runs)),
            }
            rows.append(row)
            figures = f"{row['median_s']:>9.3f} {row['worst_s']:>8.3f} {row['processor_s']:>9.3f}"
            print(f"{name:<36} {figures} {row['peak_mb']:>6}  {bound}")
    if chosen.keep:
        keep("cold", {"rows": rows})


if __name__ == "__main__":
    main()

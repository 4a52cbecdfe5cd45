"""What benchmarks measured, kept line by line beside them, so that a slow drift can be seen.

Not here: what is measured (the other scripts).
"""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "results"


def keep(benchmark: str, told: Mapping[str, object]) -> None:
    """Add a line to the benchmark's file: when, on what machine, and what is told."""
    line = {"when": datetime.now(UTC).isoformat(timespec="seconds"), **machine(), **told}
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{benchmark}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def machine() -> dict[str, str | int | None]:
    """What the figures were measured on."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": usable,
        "python": platform.python_version(),
    }

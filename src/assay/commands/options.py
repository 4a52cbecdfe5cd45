"""Options that several commands share, each written once.

Not here: the commands (`cli.py` and the files named after them).
"""

from pathlib import Path

import click

SMALLEST, LARGEST = 2**8, 2**22
"""Bounds of --samples: below, percentiles mean little; above, a run outgrows a laptop's memory."""

AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="With what was known on this day [default: the record's last].",
)
SEED = click.option("--seed", type=click.IntRange(min=0), help="Same seed, same bits.")
SAMPLES = click.option(
    "--samples",
    type=click.IntRange(SMALLEST, LARGEST),
    help="Samples of a run [default: 16384].",
)
MOST_THREADS = 256
"""Bound of --threads: more than any machine this is run on has cores."""
THREADS = click.option(
    "--threads",
    type=click.IntRange(1, MOST_THREADS),
    help="Threads; the result never depends on them.",
)
LANG = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language."
)
ATTRIBUTION = click.option(
    "--attribution",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What moved the price, as `assay fit` wrote it [default: the story's own].",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON, by the published schema.")

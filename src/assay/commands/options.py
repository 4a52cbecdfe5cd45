"""Options that several commands share, each written once.

Not here: the commands (`cli.py` and the files named after them).
"""

import re
from pathlib import Path

import click

from assay.arguments import MOST_COUNTED, MOST_KEPT, MOST_THREADS

SMALLEST, LARGEST = 2**8, MOST_KEPT
"""Bounds of --samples: below, percentiles mean little; above, a run outgrows a laptop's memory."""
POWER = re.compile(r"(\d{1,2})(?:\^|\*\*)(\d{1,2})")
"""`2^24`, `2**24`."""
DECIMAL = re.compile(r"\d{1,10}e\d{1,2}", re.IGNORECASE)
"""`1e6`."""


class Samples(click.IntRange):
    """A number of samples, as `16777216`, `2^24` or `1e6`."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; what is too many for a verdict is told what it is not too many for."""
        text = str(value)
        if power := POWER.fullmatch(text):
            text = str(int(power[1]) ** int(power[2]))
        elif DECIMAL.fullmatch(text):
            text = f"{float(text):.0f}"
        if self.max == LARGEST and text.isdecimal() and int(text) > LARGEST:
            self.fail(too_many(int(text)), param, ctx)
        if not text.isdecimal():
            self.fail(f"{text!r} is no whole number, such as 16384, 2^14 or 1e6", param, ctx)
        return super().convert(int(text), param, ctx)


def too_many(samples: int) -> str:
    """Why a verdict has no more samples, and what has."""
    return (
        f"{samples:,} samples are more than the {LARGEST:,} of which a verdict, which keeps them "
        f"all, can be made. The mean and percentiles of one node take up to {MOST_COUNTED:,}: "
        "assay story STORY --node NODE --samples N"
    )


AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="With what was known on this day [default: the record's last].",
)
SEED = click.option("--seed", type=click.IntRange(min=0), help="Same seed, same bits.")
SAMPLES = click.option(
    "--samples",
    type=Samples(SMALLEST, LARGEST),
    help="Samples of a run [default: 16384].",
)
SAMPLES_OF_STORY = click.option(
    "--samples",
    type=Samples(SMALLEST, MOST_COUNTED),
    help="Samples of a run, up to 2^22, of one --node up to 2^30 [default: 16384].",
)
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

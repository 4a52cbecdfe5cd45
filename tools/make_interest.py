"""Writes `src/assay/stories/silver/interest.toml`: does the story of AI and silver lead the price?

Not here: the tests and the rule (`src/assay/prices/lead_and_lag.py`). Run with the folder that
holds the prices; they are not part of assay, because not all of them may be passed on:

    python tools/make_interest.py FOLDER

`FOLDER/raw/yahoo_daily_closes.csv` has the columns date and SLV_close, `FOLDER/drivers_monthly.csv`
the columns date (2026-01) and silver_avg, the World Bank's monthly averages.
"""

import csv
import sys
from datetime import date
from pathlib import Path

from assay.prices.interest import FILE, Interest, Study, written
from assay.prices.lead_and_lag import DRAWS, MONTH, SEED, WEEK
from assay.prices.steps import study_of_tellings
from assay.prices.tellings import FILE as LIST
from assay.prices.tellings import KINDS, STORY, placed, read_tellings
from assay.record.record import load

STORY_FOLDER = Path(__file__).parents[1] / "src" / "assay" / "stories" / "silver"
WEEKLY, MONTHLY = "yahoo_slv", "wb_pink_aug26"
"""Sources of the two prices."""

SINCE = date(2022, 12, 1)
"""From here on the story could have been told, and placebos are placed: a judgement. Before
December 2022 AI was no subject of the daily press."""


def daily_closes(folder: Path) -> dict[date, float]:
    """SLV closes by day, in USD a share."""
    with (folder / "raw" / "yahoo_daily_closes.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["SLV_close"]]
    return {date.fromisoformat(row["date"]): float(row["SLV_close"]) for row in rows}


def monthly_means(folder: Path) -> dict[date, float]:
    """The World Bank's silver price by the first day of the month, in USD an ounce."""
    with (folder / "drivers_monthly.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["silver_avg"]]
    return {date.fromisoformat(row["date"] + "-01"): float(row["silver_avg"]) for row in rows}


def made(folder: Path) -> Interest:
    """The finding from the list of tellings and the prices in the folder."""
    record = load()
    tellings = read_tellings(STORY_FOLDER / LIST, record.sources)
    closes, means = daily_closes(folder), monthly_means(folder)

    def study(name: str, kinds: tuple[str, ...], weekly: bool) -> Study:
        price = (closes, WEEKLY, WEEK) if weekly else (means, MONTHLY, MONTH)
        return study_of_tellings(name, tellings, kinds, *price, SINCE)

    used = placed(tellings, KINDS)
    prices = (WEEKLY, MONTHLY)
    days = [max(closes), *(one.known_on for one in used)]
    return Interest(
        known_on=max(*days, *(record.sources[key].known_on for key in prices)),
        source=(*prices, *sorted({one.source for one in tellings})),
        seed=SEED,
        draws=DRAWS,
        made="Dated tellings of stories/silver/events.csv against weekly closes of SLV and the "
        "World Bank's monthly averages; the prices themselves are not shipped.",
        studies=(
            study("tellings_weekly", STORY, True),
            study("tellings_monthly", STORY, False),
            study("everything_weekly", KINDS, True),
        ),
        tellings=tellings,
    )


def main() -> None:
    """Write the file."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = made(Path(sys.argv[1]))
    (STORY_FOLDER / FILE).write_text(written(found), encoding="utf-8")
    for study in found.studies:
        print(f"{study.name}: {study.word} ({study.reason}), {study.steps} {study.step}s")


if __name__ == "__main__":
    main()

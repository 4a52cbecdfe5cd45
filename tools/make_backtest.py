"""Writes `src/assay/backtest/result.json`: the ruler on stories whose end is known.

Not here: how it is done (`src/assay/backtest/`), what was fixed beforehand (`docs/backtest.md`).
Needs no data beside the record:

    python tools/make_backtest.py
"""

from assay.backtest.backtest import SEED, backtest
from assay.backtest.result_file import SHIPPED, written


def main() -> None:
    """Write the file."""
    found = backtest(SEED, lambda _: None)
    SHIPPED.write_text(written(found), encoding="utf-8")
    for one in (found.then, found.now):
        scores = one.scores
        print(
            f"{one.name}: {scores.right:g} of {scores.pairs} pairs, Brier {scores.brier:g} "
            f"against {scores.brier_base:g}"
        )
    print(f"placebo: {len(found.placebo.alarms)} of {found.placebo.pairs} pairs")


if __name__ == "__main__":
    main()

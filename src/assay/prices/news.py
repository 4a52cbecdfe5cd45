"""News volume of the silver story at hand in the copies of the feeds, held against the price.

Not here: asking a publisher (`record/feeds/`), the tests (`lead_and_lag.py`), the shipped finding
(`stories/silver/interest.toml`, from dated tellings). Nothing touches the network.
"""

from datetime import date

from assay.prices.interest import Interest
from assay.prices.lead_and_lag import DRAWS, SEED
from assay.prices.steps import interest_of
from assay.record.feeds.series import Series

NEWS = ("gdelt.silver_ai_en", "gdelt.silver_ai_zh")
"""Feeds of the share of all articles that tell of silver and AI, by language."""
PRICE = "lbma.silver"
"""Feed of the price: the London fix."""


def interest_at_hand(
    as_of: date | None = None, seed: int = SEED, draws: int = DRAWS
) -> tuple[Interest, ...]:
    """One finding a language whose news volume has a good copy, if the price has one too.

    With `as_of` only from what was known on that day. Empty where there is no copy: `assay update`
    fetches them. Raises ExtraMissing without statsmodels.
    """
    from assay.record.feeds import cache

    price = cache.read(PRICE)
    found = [cache.read(name) for name in NEWS]
    if price is None:
        return ()
    return tuple(
        interest_of(_known(news, as_of), _known(price, as_of), seed, draws)
        for news in found
        if news is not None
    )


def _known(series: Series, as_of: date | None) -> Series:
    return series if as_of is None else series.as_of(as_of)

"""What AI takes of gold: the servers built, the gold in one, what is saved of it.

Not here: AI's servers (`../../../shared/efficiency.py`), the other users, supply and elasticities
(`market.py`), the numbers to question (`givens.toml`), which node answers which question of the
ruler (`story.toml`).
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("t{gold}/year")
def ai_gold_without_saving(ai_servers_built, gold_per_ai_server):
    """Gold in the AI servers built in the year, had nothing been thrifted."""
    return ai_servers_built * gold_per_ai_server


@model.quantity("1")
def ai_gold_kept(year, last_actual_year, ai_gold_thrift_rate, ai_gold_irreplaceable_share):
    """Share of a server's gold that thrift and substitution have left."""
    faded = np.exp(-ai_gold_thrift_rate * (year - last_actual_year))
    later = ai_gold_irreplaceable_share + (1 - ai_gold_irreplaceable_share) * faded
    return np.where(year > last_actual_year, later, 1)


@model.quantity("t{gold}/year")
def ai_gold(ai_gold_without_saving, ai_gold_kept):
    """Gold that AI servers take in the year, gross."""
    return ai_gold_without_saving * ai_gold_kept


@model.quantity("t{gold}/year")
def ai_gold_irreplaceable(ai_gold_without_saving, ai_gold_irreplaceable_share):
    """The part of it that no known substitute can take."""
    return ai_gold_without_saving * ai_gold_irreplaceable_share


@model.quantity("t{gold}/year")
def ai_net_gold(ai_gold, crowded_out_share):
    """What AI takes, less what it takes away from other electronics: makers of chips and boards
    that turn to AI make less for others."""
    return ai_gold * (1 - crowded_out_share)


@model.quantity("percent")
def ai_gold_share(ai_gold, gold_use):
    """AI's gold as a share of all demand for gold."""
    return ai_gold / gold_use


@model.quantity("percent")
def technology_gold_share(ai_gold, other_electronics_gold, other_technology_gold, gold_use):
    """All technology's gold, AI included, as a share of all demand for gold."""
    return (ai_gold + other_electronics_gold + other_technology_gold) / gold_use

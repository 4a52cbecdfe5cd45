"""Would a trend have known? Titanium sponge computed for years already known, beside what came.

Not here: the formulas (`quantities.py`), how a node is held against facts
(`beside_facts.py`).
"""

from dataclasses import replace

from assay.model.model import Model
from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import Story
from assay.stories.beside_facts import Beside, beside_facts

SPONGE = Beside(
    "sponge_counted",
    "t{titanium}/year",
    ("me_ti_sponge_2022", "me_ti_sponge_2023", "me_ti_sponge_2024"),
    {"en": "Titanium sponge", "zh": "海绵钛"},
    {
        "en": "the trend that led to 2021, no later year seen: China's new plants are not in it",
        "zh": "截至2021年的趋势外推，未用此后数据，不含中国新增产能",
    },
    band=35,
)
"""The one line that is published."""


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """Sponge by its trend, without a published year."""
    quantities = {
        name: replace(quantity, known=None) if name == SPONGE.node else quantity
        for name, quantity in story.model.quantities.items()
    }
    model = Model(story.model.first_year, story.model.last_year, quantities)
    return beside_facts(replace(story, model=model), record, [SPONGE])

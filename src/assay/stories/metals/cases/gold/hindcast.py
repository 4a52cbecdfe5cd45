"""What of the gold case has a published line beside it: the category that must hold AI's gold.

Not here: the formulas (`quantities.py`), how a node is held against facts
(`beside_facts.py`). All other lines of gold are fed as published and therefore not scored.
"""

from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import Story
from assay.stories.beside_facts import Beside, beside_facts

BESIDE = (
    Beside(
        "ai_gold",
        "t{gold}/year",
        ("me_au_elec_2024", "me_au_elec_2025"),
        {"en": "AI, held against all electronics", "zh": "AI（对照全部电子用金）"},
        {
            "en": "servers built times gold in one; nothing is published but the category that "
            "must hold it, so the difference is no error",
            "zh": "新增服务器乘单台含金；公开的只有必须容纳它的大类，二者之差不是误差",
        },
        scored=False,
    ),
)
"""Computed nodes with a published line that bounds them."""


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """AI's gold beside the gold of all electronics."""
    return beside_facts(story, record, BESIDE)

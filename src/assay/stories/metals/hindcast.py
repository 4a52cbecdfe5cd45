"""Would the formulas have known? Copper computed for years already known, beside what came.

Not here: the formulas (`market.py`, `quantities.py`), how a node is held against facts
(`../beside_facts.py`). All use and mines are computed without any published year, from trends that
end before the years scored; data centres from AI's power alone, which saw no tonne of copper.
"""

from dataclasses import replace

from assay.model.model import Model
from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import Story
from assay.stories.beside_facts import Beside, beside_facts

UNIT = "Mt{copper}/year"
"""Unit of all amounts here."""
TRENDS = (
    Beside(
        "copper_counted",
        UNIT,
        ("me_cu_use_2024",),
        {"en": "All use of refined copper", "zh": "精炼铜总消费量"},
        {
            "en": "the trend of 2013 to 2019, which follows from the count of 2020; no later year "
            "seen",
            "zh": "2013至2019年趋势外推（2019年由2020年统计推得），未用此后数据",
        },
        band=3,
    ),
    Beside(
        "copper_mined_at_todays_price",
        UNIT,
        ("me_cu_mine_2020", "me_cu_mine_2024"),
        {"en": "Copper mined", "zh": "铜矿产量"},
        {
            "en": "the trend of 2007 to 2016, no later year seen: mines then stood still for years",
            "zh": "2007至2016年趋势外推；此后矿山产量停滞数年",
        },
        band=15,
    ),
)
"""Lines whose published years the formulas do not see here."""
BESIDE = (
    Beside(
        "data_centre_copper",
        UNIT,
        ("me_cu_dc_bhp_now",),
        {"en": "Data centres", "zh": "数据中心用铜"},
        {
            "en": "power built and servers replaced times copper a megawatt",
            "zh": "新增与更换功率乘每兆瓦用铜",
        },
        band=30,
    ),
    Beside(
        "data_centre_copper",
        UNIT,
        ("me_cu_dc_spg_2025", "me_cu_dc_bnef_peak", "me_cu_dc_iea_2030"),
        {"en": "Data centres, as others see them", "zh": "数据中心用铜（其他机构）"},
        {
            "en": "an estimate with the grid behind the fence and two forecasts: they differ "
            "twofold among themselves, so the difference is no error",
            "zh": "一项含配套电网的估计与两项预测，彼此相差一倍，差额不算误差",
        },
        scored=False,
    ),
    Beside(
        "copper_use",
        UNIT,
        ("me_cu_use_2025", "me_cu_use_2026"),
        {"en": "All use, later years", "zh": "此后年份的总消费量"},
        {
            "en": "the sum of the users, each grown by itself, beside the study group's forecast",
            "zh": "各用户分别外推之和，对照国际铜业研究组织的预测",
        },
        scored=False,
    ),
)
"""Nodes beside facts that no given takes."""


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """Every line, scored where the same thing was counted."""
    return (*beside_facts(unseen(story), record, TRENDS), *beside_facts(story, record, BESIDE))


def unseen(story: Story) -> Story:
    """The story with no published year of the lines in `TRENDS` known to it."""
    lines = {line.node for line in TRENDS}
    quantities = {
        name: replace(quantity, known=None) if name in lines else quantity
        for name, quantity in story.model.quantities.items()
    }
    model = Model(story.model.first_year, story.model.last_year, quantities)
    return replace(story, model=model)

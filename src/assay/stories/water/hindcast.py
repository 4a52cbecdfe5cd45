"""Would the formulas have known? Water of data centres and users, beside what was published.

Not here: the formulas (`quantities.py`, `users.py`), how nodes are held against facts
(`../beside_facts.py`). Every figure here is told under the boundary that its source chose; where
accounts disagree by boundary, that is held, and what then remains is the error.
"""

from assay.model.run import Fix
from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import Story
from assay.stories.beside_facts import Beside, beside_facts

CONSUMED, WITHDRAWN = "km3{consumed}/year", "km3{withdrawn}/year"
"""Units of the two kinds of water."""
WITHOUT, WITH = {"reservoir_boundary": Fix(0, "1")}, {"reservoir_boundary": Fix(2, "1")}
"""The two boundaries: evaporation from reservoirs left out, and let in."""

WORLD = (
    Beside(
        "data_centres", CONSUMED, ("wa_iea_2023",),
        {"en": "Data centres, reservoirs left out", "zh": "数据中心（不含水库蒸发）"},
        {"en": "electricity times water a kilowatt-hour, on site and at the plant",
         "zh": "用电量乘单位电量用水（机房与电厂）"},
        do=WITHOUT,
        band=45,
    ),
    Beside(
        "data_centres", CONSUMED, ("wa_unu_2025",),
        {"en": "Data centres, reservoirs let in", "zh": "数据中心（含水库蒸发）"},
        {"en": "the same with reservoirs; the published account is the highest of three",
         "zh": "同上，含水库；该公布值为三种账目中最高"},
        do=WITH,
        band=45,
    ),
    Beside(
        "ai_water_consumed", CONSUMED, ("wa_dv25_ai",),
        {"en": "AI, reservoirs let in", "zh": "AI（含水库蒸发）"},
        {"en": "the same for AI; the published account is the lowest of three, told as a range",
         "zh": "AI用水，含水库；该公布值为三种账目中最低，且为区间"},
        do=WITH,
        band=55,
    ),
    Beside(
        "total_water_consumed", CONSUMED, ("wa_consumed_steffen",),
        {"en": "All water consumed", "zh": "全部耗水"},
        {"en": "users' withdrawals times what does not come back; another account says more than "
               "1,700",
         "zh": "各用户取水乘不回归比例；另一账目为1,700以上"},
        do=WITHOUT,
        band=35,
    ),
    Beside(
        "power_plants_withdrawn", WITHDRAWN, ("wa_iea_energy_2021",),
        {"en": "Power plants, held against all energy", "zh": "发电厂（对照全部能源）"},
        {"en": "electricity times water taken a kilowatt-hour; what is published holds fuels and "
               "fuel crops too, so the difference is no error",
         "zh": "发电量乘单位电量取水；公布值还含燃料与能源作物，二者之差不是误差"},
        scored=False,
    ),
)  # fmt: skip
"""The world's lines."""

CASES = {
    "water:us": (
        Beside(
            "data_centres_on_site", CONSUMED, ("wa_lbnl_direct_2023",),
            {"en": "Data centres, on site", "zh": "数据中心（机房）"},
            {"en": "electricity times water a kilowatt-hour on site",
             "zh": "用电量乘机房单位电量用水"},
            band=30,
        ),
        Beside(
            "data_centres", CONSUMED, ("pe_wa_dc_us_all",),
            {"en": "Data centres, reservoirs let in", "zh": "数据中心（含水库蒸发）"},
            {"en": "the same with the power plant and reservoirs", "zh": "加上电厂与水库"},
            do=WITH,
            band=45,
        ),
        Beside(
            "power_plants_withdrawn", WITHDRAWN, ("wa_us_thermo_2015",),
            {"en": "Power plants, held against fresh and salt water",
             "zh": "发电厂（对照淡水与咸水）"},
            {"en": "fresh water only is computed, so the difference is no error",
             "zh": "只计算淡水，二者之差不是误差"},
            scored=False,
        ),
    ),
    "water:china": (
        Beside(
            "irrigation_withdrawn", WITHDRAWN, ("wa_cn_farm_2022",),
            {"en": "Agriculture", "zh": "农业"},
            {"en": "carried back from the last count", "zh": "由最近一次统计回推"},
            band=5,
        ),
        Beside(
            "households_withdrawn", WITHDRAWN, ("wa_cn_home_2022",),
            {"en": "Households and services", "zh": "生活用水"},
            {"en": "carried back from the last count", "zh": "由最近一次统计回推"},
            band=5,
        ),
        Beside(
            "total_water_withdrawn", WITHDRAWN, ("wa_cn_total_2022",),
            {"en": "All water taken", "zh": "全部取水"},
            {"en": "the sum of all users", "zh": "各用户之和"},
            band=10,
        ),
    ),
    "water:eu": (
        Beside(
            "total_water_withdrawn", WITHDRAWN, ("wa_eu_2022",),
            {"en": "All water taken", "zh": "全部取水"},
            {"en": "the sum of all users, carried on from 2019", "zh": "各用户之和，由2019年推算"},
            band=10,
        ),
    ),
}  # fmt: skip
"""The cases' lines."""


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """The lines of the story or case, at the medians of all givens."""
    return beside_facts(story, record, CASES.get(story.name, WORLD))

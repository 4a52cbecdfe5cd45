"""Would the formulas have known? Electricity of data centres, beside what was published of it.

Not here: the formulas (`quantities.py`, `shared/efficiency.py`), how nodes are held against facts
(`../beside_facts.py`). The level is that of the count of 2025, carried back by the rates of
`givens.toml`; issuers draw their boundaries differently, so each has a line of its own. None of
the figures here is taken by a given.
"""

from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import Story
from assay.stories.beside_facts import Beside, beside_facts

UNIT = "TWh/year"
"""Unit of all amounts here."""
BAND = 30.0
"""Per cent within which a published figure must lie (judgement: for 2023 and 2024 the issuers
themselves lie this far apart, 140 to 183 TWh for one country)."""
CARRIED_BACK = {
    "en": "the count of 2025 carried back at the rate of earlier years",
    "zh": "由2025年的统计按往年增速回推",
}

WORLD = (
    Beside(
        "data_centre_use", UNIT, ("of_ict_dc_2020",),
        {"en": "All data centres (Malmodin et al.)", "zh": "全部数据中心（Malmodin等）"},
        CARRIED_BACK, band=BAND,
    ),
    Beside(
        "data_centre_use", UNIT, ("el_iea_2024",),
        {"en": "All data centres (IEA)", "zh": "全部数据中心（国际能源署）"}, CARRIED_BACK,
        band=BAND,
    ),
    Beside(
        "data_centre_use", UNIT, ("el_gartner_2026",),
        {"en": "All data centres, the year after the count (Gartner)",
         "zh": "全部数据中心，统计次年（Gartner）"},
        {"en": "the race run on for a year", "zh": "效率竞赛推演一年"}, band=BAND,
    ),
    Beside(
        "ai_use", UNIT, ("el_gartner_ai_2025",),
        {"en": "AI, held against servers alone", "zh": "AI（对照仅服务器用电）"},
        {"en": "cooling is computed too and one count of servers in use is lower than the other, "
               "so the difference is no error",
         "zh": "计算值含冷却，且两种服务器统计高低不同，二者之差不是误差"},
        scored=False,
    ),
)  # fmt: skip
"""The world's lines."""

STATES = (
    Beside(
        "data_centre_use", UNIT, ("el_lbnl_2016", "el_lbnl_2018", "el_lbnl_2023"),
        {"en": "All data centres (Lawrence Berkeley)", "zh": "全部数据中心（劳伦斯伯克利实验室）"},
        CARRIED_BACK, band=BAND,
    ),
    Beside(
        "data_centre_use", UNIT, ("el_iea_us22_old", "el_iea_us_2024"),
        {"en": "All data centres (IEA)", "zh": "全部数据中心（国际能源署）"}, CARRIED_BACK,
        band=BAND,
    ),
    Beside(
        "data_centre_use", UNIT, ("el_mck_2023",),
        {"en": "All data centres (McKinsey)", "zh": "全部数据中心（麦肯锡）"}, CARRIED_BACK,
        band=BAND,
    ),
    Beside(
        "data_centre_load", "GW", ("el_bnef_avg_2024",),
        {"en": "Mean load of all data centres (BloombergNEF)",
         "zh": "全部数据中心平均负荷（彭博新能源财经）"},
        CARRIED_BACK, band=BAND,
    ),
    Beside(
        "ai_use", UNIT, ("el_lbnl_ai_2024",),
        {"en": "AI, held against servers alone", "zh": "AI（对照仅服务器用电）"},
        {"en": "cooling is computed too, so the difference is no error",
         "zh": "计算值含冷却，二者之差不是误差"},
        scored=False,
    ),
)  # fmt: skip
"""The lines of the United States."""

CASES = {
    "electricity:world": WORLD,
    "electricity:china": (
        Beside(
            "data_centre_use", UNIT, ("el_iea_cn_2024",),
            {"en": "All data centres (IEA)", "zh": "全部数据中心（国际能源署）"}, CARRIED_BACK,
        band=BAND,
        ),
        Beside(
            "electric_vehicle_use", UNIT, ("el_cn_charging_2024",),
            {"en": "Electric vehicles, held against public charging",
             "zh": "电动汽车（对照公共充换电）"},
            {"en": "charging at home is computed too, so the difference is no error",
             "zh": "计算值含家用充电，二者之差不是误差"},
            scored=False,
        ),
    ),
    "electricity:eu": (
        Beside(
            "data_centre_use", UNIT, ("el_iea_eu_2024",),
            {"en": "All data centres, held against all of Europe",
             "zh": "全部数据中心（对照全欧洲）"},
            {"en": "the Union is the smaller part, so the difference is no error",
             "zh": "欧盟只是其中一部分，二者之差不是误差"},
            scored=False,
        ),
    ),
}  # fmt: skip
"""The cases' lines."""


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """The lines of the story or case, at the medians of all givens."""
    return beside_facts(story, record, CASES.get(story.name, STATES))

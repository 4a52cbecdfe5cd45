"""What only looks like an amount, and what is one in spite of its looks."""

import pytest

from assay.claims.claim import Comparator
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

NOTHING = [
    "白银一度大涨。",
    "半导体产业需要白银。",
    "有意思的一点是，一些朋友来询问。",
    "确实已经分量十足的计算卡。",
    "三大支柱、两个部分、三驾马车与一把尺。",
    "第一个故事、第2个故事、第十四届大会第五次会议。",
    "英伟达H100与雷克萨斯LC500、GPT-4、A100。",
    "2026-02-03 08:32:49",
    "电话13800138000，邮编100080。",
    "他今年72岁，等了不到一小时，三年后才回来。",
    "2026至2027年将举办活动，1965年也办过。",
    "他们打了五分，另一队输了6分。",
    "三方会谈，一方退出，上升到新的高度。",
    "一座座熔炉，一连串的推断，百花齐放，万一如此。",
    "三元锂电池与5G手机。",
    "指数百变，人数千差万别。",
    "两任丈夫与167298关注度。",
    "He scored twice in the second half of the third quarter.",
    "On page 3, item 12, room 101 and a Boeing 747 at 10:30 pm.",
    "In 2024 and 2025, since 2000, by 2035, on January 23.",
    "A third party asked for a double-check of a half-baked first quarter.",
    "The H100, the RTX 4090, GPT-4 and the iPhone 15.",
    "She is 42 years old and waited three hours for two minutes.",
    "Call 555-0199 or write to P.O. Box 1200.",
    "See https://example.org/30%25/5kg?q=20%25 for more.",
    "It happens three times a day.",
    "Two cars and one server stood there.",
    "Add 1/2 cup of honey and 3/4 tsp salt on 1/2/2025.",
    "Stir in one and a half cups.",
    "It took 39.3 million GPU-hours on a 3nm chip.",
    "训练用了3084万GPU小时，芯片为3nm制程。",
    "也就是十五分之一茶匙。",
    "表1 产生量 单位：万吨 年份",
    "单位：百万美元。",
    "建成千万吨级煤矿与吉瓦级基地。",
    "Base stations: 4.6m.",
    "Two mines produce tonnes of it.",
    "The engine gives 414 lb-ft of torque.",
    "She won the doubles title and he has five triple-doubles.",
    "The pods would double as cabins.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_an_amount_gives_none(text):
    assert [claim.text for claim in claims_of(article_of(text)).quantities] == []


AMOUNTS = [
    ("耗水量达到了数万吨", (20_000, 100_000), "t", Comparator.VAGUE),
    ("损失几十公斤", (20, 100), "kg", Comparator.VAGUE),
    ("产量为三四百吨", (300, 400), "t", Comparator.RANGE),
    ("用量35万-40万吨", (350_000, 400_000), "t", Comparator.RANGE),
    ("占比20至30%", (20, 30), "percent", Comparator.RANGE),
    ("耗电二十多万千瓦时", 200_000, "kWh", Comparator.OVER),
    ("约合6.6万亿升", 6.6e12, "L", Comparator.ABOUT),
    ("功率上千瓦时要小心", (1000, 10_000), "W", Comparator.VAGUE),
    ("买了三斤半", 3.5, "jin", Comparator.EXACT),
    ("得到1千克", 1, "kg", Comparator.EXACT),
    ("走了12千米", 12, "km", Comparator.EXACT),
    ("增长11倍", 11, "x", Comparator.EXACT),
    ("产量翻两番", 4, "x", Comparator.EXACT),
    ("近七成的电力", 70, "percent", Comparator.ALMOST),
    ("it uses at least 1 500 kWh", 1500, "kWh", Comparator.OVER),
    ("it fell by half a tonne", 0.5, "t", Comparator.EXACT),
    ("between 4.2 and 6.6 billion cubic metres", (4.2e9, 6.6e9), "m3", Comparator.RANGE),
    ("from 3 to 6 per cent of it", (3, 6), "percent", Comparator.RANGE),
    ("two and a half million tonnes", 2.5e6, "t", Comparator.EXACT),
    ("it weighs less than 20 kilograms", 20, "kg", Comparator.UNDER),
    ("1/4 of the water", 25, "percent", Comparator.EXACT),
    ("it took 1/4 mile", 0.25, "mi", Comparator.EXACT),
    ("two and a half miles", 2.5, "mi", Comparator.EXACT),
    ("an 11-fold increase", 11, "x", Comparator.EXACT),
    ("€5.5bn", 5.5e9, "EUR", Comparator.EXACT),
    ("20 tonnes of silver per gigawatt", 20, "t/GW", Comparator.EXACT),
    ("used 10 mg/W", 10, "mg/W", Comparator.EXACT),
]


@pytest.mark.parametrize(("text", "value", "unit", "comparator"), AMOUNTS)
def test_an_amount_is_read_in_spite_of_its_looks(text, value, unit, comparator):
    (claim,) = claims_of(article_of(text)).quantities
    assert (claim.value, claim.unit, claim.comparator) == (value, unit, comparator)


def test_a_ton_may_be_short_and_both_readings_are_kept():
    (claim,) = claims_of(article_of("They moved 40 tons of ore.")).quantities
    assert (claim.value, claim.unit, claim.alternatives) == (40, "t", ((40, "short_ton"),))


def test_a_rise_by_a_multiple_may_mean_one_more():
    (claim,) = claims_of(article_of("产量提升了11倍。")).quantities
    assert (claim.value, claim.alternatives) == (11, ((12, "x"),))


def test_a_relative_year_needs_the_page_to_have_a_date():
    dated, undated = (
        claims_of(article_of("去年用水5000万升。", published)).quantities[0]
        for published in (article_of("").published, (None, None))
    )
    assert (dated.year, undated.year) == (2025, None)
    assert dated.time == undated.time == "去年"


def test_grown_from_one_to_another_is_two_levels_and_no_range():
    claims = claims_of(article_of("Use rose from 415 to 945 TWh by 2030.")).quantities
    assert [(claim.value, claim.unit) for claim in claims] == [(415, "TWh"), (945, "TWh")]

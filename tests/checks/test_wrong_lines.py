"""An ordinary true sentence is never accused because it fell to a line that it is not about.

Not here: how a claim finds its line (`test_tie.py`), the page twins (`test_pages.py`).
"""

import pytest

from tests.checks.reading_room import checked

ZH = "编辑说这件事情还需要再看一看，天气很好，大家都回家去了，明天再来讨论。" * 6
EN = " ".join(["The weather was fine and the editor went home to think about it again."] * 6)


def told(sentence):
    """Line and standings of the first number of a page that holds `sentence`."""
    zh = not sentence.isascii()
    head = "白银的账\n发布时间：2026年8月6日\n" if zh else "Silver\nPublished: 6 August 2026\n"
    first = checked(f"{head}{sentence}\n\n{ZH if zh else EN}")[0]
    return first.line, [standing.value for standing in first.standings]


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "Solar used silver. Industrial demand fell by 3 percent in 2025, and solar was weak.",
            "industrial",
        ),
        ("Industrial demand for silver fell by 3 percent in 2025.", "industrial"),
        (
            "The silver price was high. In 2025 silver demand from industry fell by 3 percent.",
            "industrial",
        ),
        ("光伏用银减少。2025年白银总需求同比下降2%。光伏需求减弱。", "total_demand"),
        ("2025年白银总需求同比下降2%，光伏用银是主要原因。", "total_demand"),
    ],
)
def test_a_change_is_held_against_its_own_line_and_not_against_the_one_beside_it(sentence, line):
    assert told(sentence) == (line, ["supported"])
    beside = sentence.replace("3 percent", "6 percent").replace("2%", "6%")
    assert told(beside) == (line, ["contradicted"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Microsoft's water consumption rose 34% in 2025 as its data centres grew.",
        "Microsoft's data centre electricity consumption rose 34% in 2025.",
        "Microsoft's data centres used 30 TWh of electricity in 2024.",
        "2025年微软数据中心用电量增长34%。",
    ],
)
def test_a_company_is_not_the_world(sentence):
    assert told(sentence) == (None, ["untraceable"])


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("Silver prices rose 149 percent in 2025.", "supported"),
        ("Silver rose 149 percent in 2025.", "supported"),
        ("Silver prices rose 60 percent in 2025.", "contradicted"),
        ("Silver prices rose 60 percent in March 2025.", "untraceable"),
        ("Silver prices fell 3 percent in 2026.", "untraceable"),
        ("2025年银价上涨60%。", "contradicted"),
        ("2026年银价下跌3%。", "untraceable"),
    ],
)
def test_only_a_change_over_the_same_stretch_contradicts(sentence, standing):
    assert told(sentence) == ("price_change", [standing])


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("Silver demand from solar fell 5.5 percent in 2025.", "supported"),
        ("Silver demand from solar fell 30 percent in 2025.", "contradicted"),
    ],
)
def test_a_change_that_names_its_line_is_still_held_against_it(sentence, standing):
    assert told(sentence) == ("photovoltaics_change", [standing])


def test_the_words_before_a_bare_preposition_name_the_number():
    supply = (
        "The market has been in deficit for five years, and mine supply, at 846.6 million ounces, "
        "barely grew in 2025."
    )
    assert told(supply) == ("mine_production", ["supported"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Over five years the silver market ran a deficit of 820 million ounces in 2025.",
        "In 2025 cumulative mine supply of silver reached 4,200 million ounces.",
        "五年来矿产银累计产量42亿盎司。",
    ],
)
def test_years_added_up_are_not_held_against_one(sentence):
    assert told(sentence) == (None, ["untraceable"])


@pytest.mark.parametrize(
    "sentence",
    [
        "The silver market's cumulative deficit over five years came to 716 million ounces.",
        "白银市场五年累计缺口达7.16亿盎司。",
    ],
)
def test_deficits_added_up_have_their_own_line(sentence):
    assert told(sentence) == ("cumulative_deficit", ["supported"])


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("在美国，2023年数据中心用电占全国总用电量的4.4%。", "supported"),
        ("2023年美国的数据中心用掉了全国4.4%的电力。", "supported"),
        ("2023年数据中心用电占全国总用电量的4.4%。", "misframed"),
    ],
)
def test_the_whole_country_is_the_one_that_the_sentence_names(sentence, standing):
    assert told(sentence) == ("data_centre_share", [standing])


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("By 6 August 2026 the silver price was at $100 an ounce.", "contradicted"),
        ("By 6 August 2026 the silver price was at $60 an ounce.", "supported"),
        ("2026年8月6日，白银价格为每盎司100美元。", "contradicted"),
        ("2026年8月6日，伦敦银定盘价为每盎司61.7美元。", "supported"),
        ("2026年8月6日，伦敦银报71.7美元/盎司。", "contradicted"),
    ],
)
def test_a_round_number_is_no_wider_than_about(sentence, standing):
    assert told(sentence) == ("price", [standing])


def test_an_amount_told_as_part_of_another_is_held_against_its_own_line():
    page = (
        "白银的账\n发布时间：2026年8月6日\n2025年工业用银6.574亿盎司，其中光伏用银约1.87亿盎司，"
        "其余不多。\n\n" + ZH
    )
    part = checked(page)[1]
    assert part.line == "photovoltaics"
    assert [standing.value for standing in part.standings] == ["supported"]


@pytest.mark.parametrize(
    "page",
    [
        "2025年矿产银产量为8.466亿盎司，白银市场短缺4030万盎司。2025年AI服务器出货量为211万台。"
        "2025年AI用银1000吨，占全球白银总需求的9%。",
        "In 2025 mine supply of silver was 846.6 million ounces and the silver market ran a "
        "deficit of 40.3 million ounces. AI used 1,000 tonnes of silver in 2025, or 9 percent of "
        "global silver demand.",
    ],
)
def test_a_number_on_record_is_not_accused_because_another_does_not_fit_it(page):
    zh = not page.isascii()
    head = "白银的账\n发布时间：2026年8月6日\n" if zh else "Silver\nPublished: 6 August 2026\n"
    found = {one.line: one for one in checked(f"{head}{page}\n\n{ZH if zh else EN}")}
    told = {name: [x.value for x in one.standings] for name, one in found.items()}
    assert told["mine_production"] == told["market_balance"] == ["supported"]
    assert told["ai_silver"] == told["ai_silver_share"] == ["untraceable", "clashes"]
    assert any(one.role == "implied" for one in found["ai_silver_share"].against)

"""The year of an amount: fiscal years, parts of a year, plans, spans, and what a heading or the
sentence before has said."""

from datetime import date

import pytest

from assay.claims.read_claims import claims_of
from assay.claims.times import times_in
from tests.claims.articles import article_of

PAGE = (date(2025, 11, 20), date(2025, 11, 20))
JANUARY = (date(2026, 1, 19), date(2026, 1, 19))


def years(text: str, published=PAGE):
    """For each amount its year, or its span of years."""
    claims = claims_of(article_of(text, published)).quantities
    return [claim.year or claim.span_of_years for claim in claims]


NAMED = [
    ("2025财年用电5太瓦时。", 2025),
    ("FY25用电5太瓦时。", 2025),
    ("25年上半年用电5太瓦时。", 2025),
    ("24Q3用电5太瓦时。", 2024),
    ("2026E需求为500吨。", 2026),
    ("前三季度用电5太瓦时。", 2025),
    ("1—9月用电5太瓦时。", 2025),
    ("前九个月用电5太瓦时。", 2025),
    ("四季度预计用电5太瓦时。", 2025),
    ("10月中旬用电5太瓦时。", 2025),
    ("12月用电5太瓦时。", 2024),
    ("年初至今用电5太瓦时。", 2025),
    ("五年前用电5太瓦时。", 2020),
    ("“十四五”期间用电5太瓦时。", (2021, 2025)),
    ("到“十五五”末用电将达5太瓦时。", 2030),
    ("自2023年7月出口管制以来涨了5%。", (2023, 2025)),
    ("2020年以来涨了5%。", (2020, 2025)),
    ("2027/2028交付年度缺口为6.6吉瓦。", (2027, 2028)),
    ("In FY2025 it used 5 TWh.", 2025),
    ("It used 5 TWh in fiscal 2024.", 2024),
    ("It used 5 TWh in Q3.", 2025),
    ("It used 5 TWh in 2H24.", 2024),
    ("It used 5 TWh in Q3 FY2026.", 2026),
    ("Third-quarter use was 5 TWh.", 2025),
    ("It will use 5 TWh in Q1.", 2026),
    ("It used 5 TWh in the first nine months.", 2025),
    ("Use is up 5% YTD.", 2025),
    ("It used 5 TWh last May.", 2025),
    ("It used 5 TWh two years ago.", 2023),
    ("It should use 5 TWh by end-2026.", 2026),
    ("It used 5 TWh in FY24/25.", (2024, 2025)),
    ("Between mid-2022 and the end of 2024 it used 5 TWh.", (2022, 2024)),
    ("Prices are up 5% since early 2021.", (2021, 2025)),
    ("2025Q3中芯国际用水5万吨。", 2025),
    ("Use grew since 2000, and the lake holds 31% as of Aug. 31, 2025.", 2025),
    ("2Q25合约价上涨5%。", 2025),
    ("2023年中国用银5吨。", 2023),
    ("Capacity grows 5% a year from 2024-30, we think.", (2024, 2030)),
    ("An H100 board draws 700 W and H2 plants take 5 MW.", None),
]


@pytest.mark.parametrize(("text", "year"), NAMED)
def test_the_year_is_read_in_every_spelling_of_a_time(text, year):
    assert set(years(text)) == {year}


COMPARED = [
    ("爱尔兰2023年用电6.3太瓦时，上年为5.3太瓦时。", [2023, 2022]),
    ("2024年用水5928亿立方米，较上年增加21.5亿立方米。", [2024, 2024]),
    ("到2030年为250万吨，约为2023年2600吨的近1000倍。", [2030, 2023, 2030]),
    ("It used 5 TWh in 2024, up from 4 TWh a year earlier.", [2024, 2023]),
    ("It used 5 TWh in 2024, up 20% from a year earlier.", [2024, 2024]),
    ("It used 5 TWh in Q3 2025 (prior year: 4 TWh).", [2025, 2024]),
    ("Use rose 27% in 2024 to 32 TWh, more than double the 14 TWh it used in 2020.",
     [2024, 2024, 2024, 2020]),
    ("Prices doubled to $100/MWh from $43/MWh five years ago.", [None, None, 2020]),
    ("Between 2020 and 2024 use rose from 10 TWh to 30 TWh.", [2020, 2024]),
    ("从2020年到2024年，银耗由20毫克降至10毫克。", [2020, 2024]),
    ("It sold 2 GL in 2023, a 63% jump from 1.2 billion in 2019.", [2023, 2023]),
    ("In 2023 it used 66 GL, a tripling since 2014.", [2023, (2014, 2023)]),
    ("The world made 62 Mt in 2022 and is to make 82 Mt, in 2030, it says.", [2022, 2030]),
    ("Demand is up 3.3% this year and 3.7% next.", [2025, 2026]),
    ("2020-2024年用电从939亿度增到1660亿度，年均增速为15.3%。", [2020, 2024, (2020, 2024)]),
    ("Demand rose 4% to a record 680.5 million ounces (Moz) in 2024, not less.", [2024, 2024]),
    ("It fell to 5 kg in 2024 from 6 kg in 2010, a drop of nearly a third.", [2024, 2010, 2024]),
    ("2025年出口5100吨，创2008年以来新高，比2024年多600吨。", [2025, 2025]),
    ("Use grew 17% in 2025, the fastest since 2018, with that of AI up 50%.", [2025, 2025]),
    ("Q3 sales were $5bn and it guided Q4 sales of $6bn.", [2025, 2025]),
    ("It used 5 TWh in the year to March 2025.", [2025]),
    ("It cost $3bn (in 2024 dollars).", [None]),
    ("德国GDP（约4.66万亿美元，2024年）居第三。", [2024]),
    ("AISC was $15 an ounce in Q3, well below the $20 of a year ago.", [2025, 2024]),
    ("It used 59 GWh in 2025, and 91 GWh five years later.", [2025, 2030]),
    ("It would cost $8.51 a month from January.", [2026]),
    ("2025年产银8.13亿盎司，与去年基本持平；需求下滑4%。", [2025, 2025]),
    ("That meant 980 million gallons, and in 2024 more than a billion.", [None]),
    ("The 2030 forecast of 945 TWh compares with 415 TWh last year.", [2030, 2024]),
    ("Energy fell 33-fold between May 2023 and May 2025.", [(2023, 2025)]),
    ("In 2019 it made 53 Mt; five years on, it makes 65 Mt.", [2019, 2024]),
    ("It has 2.3 GW in 2025, and 2 GW of power (FY24: 1.8 GW).", [2025, 2025, 2024]),
    ("A rack draws 120 kW; next year's could need 600 kW.", [None, 2026]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COMPARED)
def test_an_amount_compared_with_has_the_year_it_is_of(text, expected):
    assert years(text) == expected


CARRIED = [
    ("2024年全国用水5928亿立方米。其中农业用水3648亿立方米，占61.5%。", [2024, 2024, 2024]),
    ("上半年用电48418亿千瓦时，同比增长3.7%。分产业看，第三产业增长7.1%。", [2025, 2025, 2025]),
    ("2023年出口500吨。\n同比增长5%。", [2023, 2023]),
    ("2023年出口500吨。\n目前库存50吨。", [2023, None]),
    ("2023年出口500吨。一台服务器用银1.2公斤。", [2023, None]),
    ("到2030年将达945太瓦时。智利占5%。", [2030, None]),
    ("In 2024 it used 32 TWh. Data centers accounted for 95.8% of the total.", [2024, 2024]),
    ("Q3 revenue was $57 billion. Gross margin was 73.4%.", [2025, 2025]),
    ("能源局1月17日发布，2024年用电10亿度。第一产业增长9.9%。", [2024, 2024]),
    ("Use rose 10% between 2023 and 2024. Households used 18% of it.", [(2023, 2024), 2024]),
    (
        "In 2024 it used 9 TWh, compared with 5 TWh in 2015. Households used 18%.",
        [2024, 2015, 2024],
    ),
    ("Our 2024 use: 18.4 TWh.\nElectricity: 18.4 TWh.", [2024, None]),
    ("In 2024 it used 32 TWh. A typical rack draws 12 kW.", [2024, None]),
    ("In 2016 the mines gave 900 tonnes. Recyclers added 200 tonnes.", [2016, None]),
    ("By 2030 it will use 90 TWh. Leakage loses 5 GL a day.", [2030, None]),
    ("Key figures FY2024\n- Contracted capacity: 2.4GW\n- Cost: 6.2 cents/kWh", [2024, 2024]),
    ("2024年主要数据：\n·总投资：18.5亿元\n·用电：6.8亿千瓦时", [2024, 2024]),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_a_number_takes_the_year_before_it_where_its_words_go_on_about_it(text, expected):
    assert years(text) == expected


def test_a_quarter_behind_the_year_it_belongs_to_is_of_that_year():
    text = "2025年增长5.0%。分季度看，一季度增长5.4%，四季度增长4.5%。"
    assert years(text, JANUARY) == [2025, 2025, 2025]


def test_a_month_softens_nothing():
    (claim,) = claims_of(article_of("By May it had used 5 TWh.", PAGE)).quantities
    assert claim.hedge is None


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Analysts think $100 an ounce is possible by end-2026.", "possible"),
        ("Around 300 TWh a year is likely to be needed.", "likely"),
        ("5 TWh was used and more may be needed.", None),
        ("Meta plans to spend $65bn.", None),
        ("银价或触及100美元。", "或触"),
        ("由28%或30%的企业使用。", None),
        ("In 2028 they could use 580 TWh, up from 176 TWh in 2023.", "could"),
    ],
)
def test_what_softens_an_amount_may_stand_behind_it(text, hedge):
    assert claims_of(article_of(text, PAGE)).quantities[0].hedge == hedge


def test_what_was_before_is_not_softened_by_what_may_come():
    text = "In 2028 they could use 580 TWh, up from 176 TWh in 2023."
    assert claims_of(article_of(text, PAGE)).quantities[1].hedge is None


def test_without_a_date_of_the_page_nothing_relative_has_a_year():
    assert years("去年用电5太瓦时，三季度用电1太瓦时。", (None, None)) == [None, None]
    assert years("It used 5 TWh last year and 1 TWh in Q3.", (None, None)) == [None, None]


@pytest.mark.parametrize("text", ["十五分之一", "十四五吨", "H100与H20", "24年来第一次", "20日"])
def test_what_only_looks_like_a_year_is_none(text):
    assert [time.year or time.span for time in times_in(text, "zh", (None, None))] in ([], [None])

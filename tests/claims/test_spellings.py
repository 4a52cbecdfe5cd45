"""A number written in any spelling the grammar knows is read as itself, whatever is around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.claims.amounts import amounts_in, readings_in
from assay.claims.claim import Comparator
from assay.claims.numeral import plain
from assay.claims.read_claims import claims_of
from assay.units import unit
from tests.claims.articles import article_of
from tests.claims.test_laws import in_english, in_han

FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
OLD = str.maketrans("万亿两点个吨", "萬億兩點個噸")
UNITS_ZH = {"吨": "t", "千瓦时": "kWh", "立方米": "m3", "加仑": "gal", "吉瓦": "GW", "盎司": "oz"}
UNITS_EN = {"tonnes": "t", "kWh": "kWh", "m³": "m3", "gallons": "gal", "GW": "GW", "kg": "kg"}


def wide(text: str) -> str:
    """`text` with its ASCII characters in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def one(text: str):
    (claim,) = claims_of(article_of(text)).quantities
    return claim


def decimal(number: int, worth: int) -> str:
    """`number` in units of `worth`, to three places."""
    return f"{number / worth:.3f}".rstrip("0").rstrip(".")


def spellings_zh(number: int) -> list[str]:
    """The ways a Chinese page may write a whole number."""
    han = in_han(number)
    found = [str(number), f"{number:,}", han, han.translate(FINANCIAL), han.translate(OLD)]
    if number >= 1000:
        found.append(f"{number:,}".replace(",", " "))
    for word, worth in (("万", 10**4), ("亿", 10**8)):
        if number >= worth and number % (worth // 1000) == 0:
            found += [f"{decimal(number, worth)}{word}", f"{decimal(number, worth)} {word}"]
    if number % 10**12 == 0 and number:
        found.append(f"{number // 10**12}万亿")
    return found + [wide(word) for word in found]


def spellings_en(number: int) -> list[str]:
    """The ways an English page may write a whole number."""
    found = [str(number), f"{number:,}", in_english(number) if number < 10**9 else f"{number}"]
    for word, worth in (("thousand", 10**3), ("million", 10**6), ("billion", 10**9)):
        if number >= worth and number % (worth // 1000) == 0:
            found += [f"{decimal(number, worth)} {word}", f"{decimal(number, worth)}-{word}"]
    return found


NUMBERS = st.one_of(
    st.integers(11, 10**9 - 1),
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(11, 999), st.integers(0, 6)),
)


@given(NUMBERS, st.sampled_from(sorted(UNITS_ZH)), st.data())
def test_a_number_is_read_as_itself_in_every_chinese_spelling(number, unit, data):
    words = data.draw(st.sampled_from(spellings_zh(number)))
    gap = data.draw(st.sampled_from(["", " "]))
    claim = one(f"用量达到{words}{gap}{unit}。")
    assert claim.value == pytest.approx(number, rel=1e-9)
    assert claim.unit == UNITS_ZH[unit]


@given(NUMBERS, st.sampled_from(sorted(UNITS_EN)), st.data())
def test_a_number_is_read_as_itself_in_every_english_spelling(number, unit, data):
    words = data.draw(st.sampled_from(spellings_en(number)))
    claim = one(f"The site used {words} {unit}.")
    assert claim.value == pytest.approx(number, rel=1e-9)
    assert claim.unit == UNITS_EN[unit]


@given(st.integers(1, 9), st.integers(1, 9))
def test_tenths_and_hundredths_are_read_in_every_spelling(tens, ones):
    han, digits = in_han(10 * tens + ones), 10 * tens + ones
    spoken = han if tens > 1 else han.removeprefix("一")
    for words in (
        f"{digits}%", f"{digits} %", f"{digits}％", f"百分之{digits}", f"百分之{spoken}",
        f"百 分 之 {digits}", f"{in_han(tens)}成{in_han(ones)}", f"{digits}个百分点",
        f"{digits} 个 百 分 点", f"{10 * digits}‰", f"千分之{10 * digits}", f"{100 * digits}个基点",
    ):  # fmt: skip
        claim = one(f"占比为{words}。")
        assert (claim.value, claim.unit) == (pytest.approx(digits), "percent"), words


MONEY = {
    "$": "USD", "US$": "USD", "US $": "USD", "USD ": "USD", "HK$": "HKD", "C$": "CAD", "A$": "AUD",
    "€": "EUR", "EUR ": "EUR", "£": "GBP", "¥": "CNY", "RMB ": "CNY", "₹": "INR", "Rs ": "INR",
}  # fmt: skip


@given(st.integers(1, 10**6), st.sampled_from(sorted(MONEY)), st.sampled_from(["", " million"]))
def test_money_is_read_with_every_sign_in_front(number, sign, scale):
    claim = one(f"It cost {sign}{number:,}{scale}.")
    assert claim.value == pytest.approx(number * (10**6 if scale else 1))
    assert claim.unit == MONEY[sign]


ORDINARY = st.sampled_from(
    [
        "",
        "此外没有更多消息。",
        "他没有回应。\n下一段另说。",
        " Nothing else was said. ",
        "The rest is silence.",
        "白银一度大涨,半导体也不例外。",
    ]
)
BEGINNINGS = st.sampled_from(
    [
        "全球数据中心用电415太瓦时。",
        "银价突破每盎司99美元,涨幅超过30%。",
        "Silver rose 30% to $99 an ounce in 2025.",
        "占比为3%—6%,约合1000吨。",
        "Use rose from 415 to 945 TWh by 2030.",
    ]
)


@given(BEGINNINGS, ORDINARY, ORDINARY)
def test_ordinary_text_behind_a_sentence_changes_no_claim_of_it(text, more, still_more):
    alone = claims_of(article_of(text)).quantities
    longer = claims_of(article_of(f"{text}\n{more}{still_more}")).quantities
    assert longer == alone


LINES = st.lists(
    st.sampled_from(
        ["3%", "5-10万吨", "$1.5bn", "2,400 t", "99美元每盎司", "80亿度电", " ", "。", ",", "约",
         "more than ", "12 GW", "(kg)", "H100", "11倍", "[1]", "~5 kg", "1/4 of it", "+", ":"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(LINES)
def test_full_width_is_read_as_half_width(text):
    def read(words: str, language: str):
        return [
            (amount.numeral.value, amount.unit, amount.comparator, amount.start, amount.end)
            for amount in readings_in(plain(words), language, [])
        ]

    bare = text.replace(",", ";")  # a wide comma parts a list, a plain one may part thousands
    for language in ("zh", "en"):
        assert read(wide(bare), language) == read(bare, language)


def test_a_wide_comma_parts_thousands_only_between_wide_digits():
    assert one("价格为２３，８６０元。").value == 23_860
    assert [claim.value for claim in claims_of(article_of("分别为20，300吨。")).quantities] == [300]


SPOKEN = [
    ("用电上亿度。", (1e8, 1e9), "kWh", Comparator.VAGUE),
    ("一年用电80亿度。", 8e9, "kWh", Comparator.EXACT),
    ("电费每度0.6元。", 0.6, "CNY/kWh", Comparator.EXACT),
    ("可供80万户居民使用。", 8e5, "household", Comparator.EXACT),
    ("每天处理25亿次查询。", 2.5e9, "prompt/day", Comparator.EXACT),
    ("ChatGPT每天被调用25亿次。", 2.5e9, "prompt/day", Comparator.EXACT),
    ("大约要用掉一百毫克银浆。", 100, "mg", Comparator.ABOUT),
    ("罚款五万元以上五十万元以下。", (5e4, 5e5), "CNY", Comparator.RANGE),
    ("卖六十万元一吨。", 6e5, "CNY/t", Comparator.EXACT),
    ("得到半吨白银。", 0.5, "t", Comparator.EXACT),
    ("花了五元三毛。", 5.3, "CNY", Comparator.EXACT),
    ("占百分之三到六。", (3, 6), "percent", Comparator.RANGE),
    ("容量从200兆瓦到1吉瓦不等。", (200, 1000), "MW", Comparator.RANGE),
    ("产量翻了一倍多。", 2, "x", Comparator.OVER),
    ("缺口有3000余吨。", 3000, "t", Comparator.OVER),
    ("用掉二十来吨。", 20, "t", Comparator.ABOUT),
    ("还剩十几公斤。", (11, 19), "kg", Comparator.VAGUE),
    ("误差为5±1吨。", (4, 6), "t", Comparator.RANGE),
    ("It draws 200+ MW.", 200, "MW", Comparator.OVER),
    ("It holds forty-odd tonnes.", 40, "t", Comparator.ABOUT),
    ("It serves three quarters of a million homes.", 750_000, "household", Comparator.EXACT),
    ("Fewer than one in four tonnes was recycled.", 25, "percent", Comparator.UNDER),
    ("It fell by a factor of ten.", 10, "x", Comparator.EXACT),
    ("It grew 11-fold.", 11, "x", Comparator.EXACT),
    ("It needs 2½ kg.", 2.5, "kg", Comparator.EXACT),
    ("It weighs 1.2 × 10⁶ t.", 1.2e6, "t", Comparator.EXACT),
    ("They use 15k tonnes.", 15_000, "t", Comparator.EXACT),
    ("The yield is 12 basis points.", 0.12, "percent", Comparator.EXACT),
    ("It pays $333.44 per MW-day.", 333.44, "USD/MW/day", Comparator.EXACT),
    ("The plant may pump 8 MGD.", 8, "Mgal/day", Comparator.EXACT),
    ("The cell reads 6,146 (t).", 6146, "t", Comparator.EXACT),
    ("It cost 75 USD million.", 7.5e7, "USD", Comparator.EXACT),
    ("It cost Rs 40 lakh.", 4e6, "INR", Comparator.EXACT),
    ("It paid 13 dollars and 45 cents.", 13.45, "USD", Comparator.EXACT),
    ("It holds several hundred kilos to a few tonnes.", (200, 10_000), "kg", Comparator.RANGE),
    ("Between 0.3%-0.5% of supply.", (0.3, 0.5), "percent", Comparator.RANGE),
    ("我进的是15块钱一克。", 15, "CNY/g", Comparator.EXACT),
    ("上半年产银43.6吨。", 43.6, "t", Comparator.EXACT),
    ("家里一天用10来度电。", 10, "kWh", Comparator.ABOUT),
    ("每兆瓦只要约9吨铜。", 9, "t/MW", Comparator.ABOUT),
    ("每吨矿石含银200克。", 200, "g/t", Comparator.EXACT),
    ("月均用电300万度。", 3e6, "kWh/month", Comparator.EXACT),
    ("得到三分之一吨白银。", 1 / 3, "t", Comparator.EXACT),
    ("金价首破1400元/克。", 1400, "CNY/g", Comparator.OVER),
    ("门票280元起。", 280, "CNY", Comparator.OVER),
    ("占比三分之一强。", 100 / 3, "percent", Comparator.OVER),
    ("占比四成弱。", 40, "percent", Comparator.ALMOST),
    ("碳排放强度0.5吨CO2/MWh。", 0.5, "t/MWh", Comparator.EXACT),
    ("Emissions hit 1.2 MtCO2e.", 1.2, "Mt", Comparator.EXACT),
    ("The grid emits 300 gCO2/kWh.", 300, "g/kWh", Comparator.EXACT),
    ("It mined 7.9 million silver-equivalent ounces.", 7.9e6, "oz", Comparator.EXACT),
    ("Demand is c.475kt.", 475, "kt", Comparator.ABOUT),
    ("Public supply took 39 Bgal/d.", 39, "Bgal/day", Comparator.EXACT),
    ("It used 84mg a year earlier.", 84, "mg", Comparator.EXACT),
    ("The ore holds 10-400ppm of it.", (10, 400), "ppm", Comparator.RANGE),
    ("The hall has 1,000 sq. ft. of racks.", 1000, "sq_ft", Comparator.EXACT),
    ("The plant gives 1,200MWe.", 1200, "MW", Comparator.EXACT),
    ("Copper fell 2.5pc.", 2.5, "percent", Comparator.EXACT),
    ("平均每个园区日耗水约55万加仑。", 550_000, "gal/day", Comparator.ABOUT),
    ("2023财年耗水784万立方米。", 7.84e6, "m3", Comparator.EXACT),
    ("近亿元的投资。", 1e8, "CNY", Comparator.ALMOST),
    ("一天电费7块2，比空调还狠。", 7.2, "CNY", Comparator.EXACT),
    ("8,000 h at that => 4.8 Gt.", 4.8, "Gt", Comparator.EXACT),
    ("It took 5,637 megaliters.", 5637, "ML", Comparator.EXACT),
    ("It crossed the line, breaching $85.", 85, "USD", Comparator.OVER),
    ("比三年前翻了一番还多。", 2, "x", Comparator.OVER),
    ("水位下降2m。", 2, "m", Comparator.EXACT),
    ("The dam is 45m high.", 45, "m", Comparator.EXACT),
    ("It was 7.8 kg per capita.", 7.8, "kg/person", Comparator.EXACT),
    ("Only a third, perhaps less, will be built.", 100 / 3, "percent", Comparator.EXACT),
]


@pytest.mark.parametrize(("text", "value", "unit", "comparator"), SPOKEN)
def test_what_pages_write_is_read(text, value, unit, comparator):
    claim = one(text)
    assert (claim.value, claim.unit, claim.comparator) == (pytest.approx(value), unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "银价一度大涨,几度易手。",
        "气温骤降至零下15度,体温38.5度。",
        "旋转90度,北纬30度。",
        "128GB内存,5G信号,主频3.2GHz。",
        "Preheat to 350 degrees and add 2 cups of flour.",
        "He ran 100 yards with a 300-horsepower heart.",
        "It stores 64 GB and runs at 3 GHz on 12 volts.",
        "他排第3,比分93比87,得了31分。",
        "根据第二十一条第1款,编号2025-117。",
        "版本1.2.3已发布,电话010-12345678。",
        "It happened at 6pm on Court 1, Gate 4, Row 12.",
        "两国领导人与三方代表会面。",
    ],
)
def test_what_is_read_in_other_units_makes_no_claim(text):
    assert claims_of(article_of(text)).quantities == ()


def test_a_number_in_a_refused_unit_is_read_whole_and_refused():
    (warmth,) = readings_in("It was 45 °C to 50 °C inside.", "en", [])
    assert (warmth.numeral.value, warmth.unit) == ((45, 50), "degC")
    assert amounts_in("It was 45 °C to 50 °C inside.", "en", []) == []


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("They moved 40 ounces of silver.", ()),
        ("They shipped 40 ounces of beans.", ((40, "oz_avoirdupois"),)),
        ("They moved 40 tons of ore.", ((40, "short_ton"),)),
        ("They moved 40 metric tons of ore.", ()),
        ("They bought 40 pounds of copper.", ((40, "GBP"),)),
        ("Use doubled.", ()),
        ("Prices rose. Use doubled.", ()),
        ("产量增加了两倍。", ((3, "x"),)),
        ("功率上千瓦时要小心。", (((1000, 10_000), "Wh"),)),
        ("一台机器用掉上千瓦时。", (((1000, 10_000), "W"),)),
        ("Between 1,000 and 2,000 tons of ore were moved.", (((1000, 2000), "short_ton"),)),
        ("这台机器的功率为500千瓦时。", ((500, "kW"),)),
        ("去年全省用电量达300万千瓦。", ((3e6, "kWh"),)),
        ("The peak load reached 300 MWh.", ((300, "MW"),)),
        ("这台机器的功率为500千瓦。", ()),
        ("去年全省用电量达300万千瓦时。", ()),
        ("储能装机达到500兆瓦时。", ()),
    ],
)
def test_what_can_be_read_in_two_ways_keeps_both(text, others):
    assert claims_of(article_of(text)).quantities[-1].alternatives == others


WORDS = (
    "200|5|1/4|2.4|half a |a third of |one in |three |a factor of |another | million|k|e9|½|×10⁶|"
    " m| metres| ft| dollars| USD|$|C$| tonnes| kWh| bits| °C| cups|(kg)|MW-day| in| seconds|%|‰|"
    " and | to |-|—|±| x | or so |-odd |+|, | per |/| a | of it |'s |"
    "一|两|三五|半|百分之|数|几十|万|亿|零|点|负|元|毛|角|块|吨|度|次查询|户|折|成|倍|翻|番|克|字节|"
    "，|每|每天|一年|约|超过|以上|以下|大约要用掉"
).split("|")
PIECES = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)


@given(PIECES)
def test_any_order_of_the_grammars_own_words_is_survived(text):
    for language in ("zh", "en"):
        for amount in readings_in(plain(text), language, []):
            assert 0 <= amount.start < amount.end <= len(text)
            assert amount.numeral.low <= amount.numeral.high
            assert amount.numeral.step > 0
        for amount in amounts_in(plain(text), language, []):
            assert unit(amount.unit).scale > 0


def test_a_share_of_another_unit_behind_metres_carries_nothing_on():
    (claim,) = claims_of(article_of("He ran 200 metres, half a second behind.")).quantities
    assert (claim.value, claim.unit) == (200, "m")


@pytest.mark.parametrize(
    ("text", "value", "unit", "head"),
    [
        (
            "Builders need some 31 tonnes of copper for each megawatt they add.",
            31,
            "t/MW",
            "copper",
        ),
        ("Data centres need 31 tonnes of copper a megawatt.", 31, "t/MW", "copper"),
        ("Every megawatt of new capacity needs 31 tonnes of copper.", 31, "t/MW", "copper"),
        ("The site takes 1.7 million gallons of water a day.", 1.7e6, "gal/day", "water"),
        (
            "It recycles 8,000 tonnes of old servers and cables each year.",
            8000,
            "t/year",
            "servers",
        ),
        ("The farm makes 2.9 terawatt-hours of electricity annually.", 2.9, "TWh/year", "farm"),
        ("They moved 40 tonnes of ore in a day.", 40, "t", "ore"),
        ("数据中心每兆瓦需要31吨铜。", 31, "t/MW", "铜"),
    ],
)
def test_what_an_amount_is_divided_by_is_read_behind_what_it_measures(text, value, unit, head):
    claim = one(text)
    assert (claim.value, claim.unit) == (value, unit)
    assert head in claim.subject


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The Fed cut by 25 basis points to 4.00%-4.25%.", [0.25, (4.0, 4.25)]),
        ("收益率下行1.25个基点至1.76%。", [0.0125, 1.76]),
        ("Revenue is $65 billion, plus or minus 2%.", [65e9, 2]),
    ],
)
def test_a_step_and_the_level_it_leads_to_are_two_amounts(text, values):
    claims = claims_of(article_of(text)).quantities
    assert [claim.value for claim in claims] == [pytest.approx(value) for value in values]


def test_the_unit_is_written_with_its_sign_at_both_ends_of_a_range():
    for words in ("$64-72 billion", "$8-$9"):
        assert one(f"It costs {words}.").unit_as_written == "$"


def test_a_printed_number_keeps_its_digits():
    assert one("用银4.6亿盎司。").value == 460_000_000.0


@pytest.mark.parametrize("blank", ["\x85", "\u2009", "\u3000", "\t"])
def test_any_blank_may_stand_behind_a_sign_of_money(blank):
    assert one(f"It costs ${blank}64 an ounce.").unit == "USD/oz"

"""Laws of reading: a number written and read back is the number; any text is survived."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.claims import numerals_en, numerals_zh
from assay.claims.claim import MOST_CLAIMS, Comparator
from assay.claims.numeral import plain
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

HAN = "零一二三四五六七八九"
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_han(number: int) -> str:
    """A whole number up to 10^12 as it is written in Chinese."""
    if number == 0:
        return "零"
    parts, sections = [], []
    while number:
        number, section = divmod(number, 10_000)
        sections.append(section)
    for order in reversed(range(len(sections))):
        section = sections[order]
        if section == 0:
            continue
        if parts and (section < 1000 or sections[order + 1] == 0):
            parts.append("零")
        parts.append(section_in_han(section) + ["", "万", "亿"][order])
    return "".join(parts)


def section_in_han(section: int) -> str:
    written, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // place % 10
        if digit:
            written += ("零" if gap and written else "") + HAN[digit] + unit
            gap = False
        else:
            gap = True
    return written


def in_english(number: int) -> str:
    """A whole number below a thousand million in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for scale, word in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if rest and rest < 100 else " "
            written = f"{in_english(number // scale)} {word}"
            return written + (joint + in_english(rest) if rest else "")
    raise AssertionError(number)


def whole(reader, text: str):
    found = reader(plain(text), 0)
    assert found is not None
    assert found.end == len(text), (text, text[: found.end])
    return found


@given(st.integers(1, 10**12 - 1))
def test_a_number_in_han_characters_is_read_back(number):
    assert whole(numerals_zh.read, in_han(number)).low == number


@given(st.integers(0, 10**9 - 1))
def test_a_number_in_english_words_is_read_back(number):
    assert whole(numerals_en.read, in_english(number)).low == number


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_digits_with_commas_and_decimals_are_read_back_in_both_languages(number, thousandths):
    text = f"{number:,}.{thousandths:03d}"
    for reader in (numerals_zh.read, numerals_en.read):
        assert whole(reader, text).low == pytest.approx(number + thousandths / 1000)


@given(st.integers(1, 99_999), st.sampled_from("万亿"))
def test_digits_before_a_magnitude_are_multiplied(number, magnitude):
    factor = {"万": 10**4, "亿": 10**8}[magnitude]
    for text in (f"{number}{magnitude}", f"{number}{magnitude}".translate(wide())):
        assert whole(numerals_zh.read, text).low == number * factor


def wide() -> dict[int, int]:
    return {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}


@given(st.integers(1, 99))
def test_per_cent_is_read_in_every_spelling(number):
    han = in_han(number).removeprefix("一") if 10 <= number < 20 else in_han(number)
    for text in (f"占{number}%。", f"占{number}％。", f"占百分之{number}。", f"占百分之{han}。"):
        (claim,) = claims_of(article_of(text)).quantities
        assert (claim.value, claim.unit) == (number, "percent")
    for text in (f"It is {number}% of it.", f"It is {in_english(number)} per cent of it."):
        (claim,) = claims_of(article_of(text)).quantities
        assert (claim.value, claim.unit) == (number, "percent")


@given(st.integers(1, 9), st.integers(0, 5))
def test_the_step_is_the_worth_of_the_last_digit_printed(digit, zeros):
    assert whole(numerals_zh.read, str(digit * 10**zeros)).step == 10**zeros
    assert whole(numerals_en.read, f"0.{'0' * zeros}{digit}").step == pytest.approx(
        10 ** -(zeros + 1)
    )


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["—", "-", "~", "至", "到"]))
def test_two_ends_make_one_range(low, spread, sign):
    (claim,) = claims_of(article_of(f"用量为{low}{sign}{low + spread}吨。")).quantities
    assert (claim.value, claim.comparator) == ((low, low + spread), Comparator.RANGE)


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(
        "0123456789.,%$€½一二三四五六七八九十百千万亿半多余几数上成分之倍吨年月日第至到-—约近超"
        "可能但因为导致推高被的是AI“”()，。？\n"
    ),
    st.sampled_from(
        [" million", " tonnes", " per cent", " of the ", " half ", " to ", " because "]
    ),
)
TEXTS = st.lists(ALPHABET, max_size=120).map("".join)


@given(TEXTS)
def test_any_text_is_survived_and_every_span_quotes_it(text):
    claims = claims_of(article_of(text))
    for claim in (*claims.quantities, *claims.causes):
        assert text[slice(*claim.span)] == claim.text
    for claim in claims.quantities:
        assert claim.sentence[0] <= claim.span[0] < claim.span[1]
        assert claim.step > 0
        assert 0 < claim.confidence <= 1
    assert claims_of(article_of(text)) == claims


HOSTILE = [
    "9" * 100_000,
    "一" * 50_000,
    "1," * 50_000,
    "百分之" * 20_000,
    "AI推高" * 20_000,
    "the the the " * 10_000,
    "of the cause of " * 8_000,
    "“" * 50_000,
    "3%—" * 30_000,
    "是" * 50_000,
    "被的与和" * 20_000,
    "$ " * 40_000,
    "half a " * 20_000,
    "Aa " * 30_000,
    "据" * 50_000,
    "9" * 1_000_000,
    "一百" * 500_000,
    "(5 kg" * 200_000,
    "零点" * 40_000,
    "1 000 " * 40_000,
    "5 ft 2 in " * 20_000,
    "one in " * 30_000,
    "每天约要用掉" * 20_000,
    "百 分 之 " * 20_000,
    "1e9" * 40_000,
    "± 5 ± " * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_a_hostile_page_gives_no_more_claims_than_a_page_can_have(text):
    claims = claims_of(article_of(text))
    assert len(claims.quantities) <= MOST_CLAIMS
    assert len(claims.causes) <= MOST_CLAIMS
    for claim in (*claims.quantities, *claims.causes):
        assert text[slice(*claim.span)] == claim.text

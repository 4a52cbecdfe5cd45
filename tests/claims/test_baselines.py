"""Amounts compared with, sums over years, and who is no speaker."""

import pytest

from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of


def read(text: str) -> list[tuple[object, int | None, str]]:
    claims = claims_of(article_of(text)).quantities
    return [(claim.value, claim.year, claim.subject) for claim in claims]


def test_an_amount_compared_with_is_of_its_own_year():
    found = read("到2030年数据中心用电将达到9500亿千瓦时,比2024年的4150亿千瓦时翻一番多。")
    assert [(value, year) for value, year, _ in found][:2] == [(9.5e11, 2030), (4.15e11, 2024)]
    assert "数据中心用电" in found[1][2]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("银价较2024年底的28.91美元上涨约150%。", 0, (28.91, 2024, "银价")),
        ("银价较2024年底的28.91美元上涨约150%。", 1, (150, None, "银价")),
        (
            "2025年底银价报71.6美元/盎司，较2024年底的28.91美元上涨约150%。",
            1,
            (28.91, 2024, "银价"),
        ),
        (
            "2025年底银价报71.6美元/盎司，较2024年底的28.91美元上涨约150%。",
            2,
            (150, 2025, "银价"),
        ),
        (
            "Consumption will reach 945 TWh in 2030, compared with 415 TWh in 2024.",
            1,
            (415, 2024, "Consumption"),
        ),
        ("The metal hit $118.45 on January 29.", 0, (118.45, 2026, "The metal")),
        ("Silver ended 2025 at about $72.", 0, (72, 2025, "Silver")),
        ("Silver began 2025 at $29 and ended it at $72.", 1, (72, 2025, "Silver")),
    ],
)
def test_price_and_baseline_are_of_the_thing_and_of_their_year(text, place, expected):
    assert read(text)[place] == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("世界白银协会称，五年累计缺口近8亿盎司。", "累计"),
        ("截至2025年，白银累计缺口近8亿盎司。", "累计"),
        ("By 2025 the cumulative deficit had reached nearly 800 million ounces.", "cumulative"),
        ("Silver ran a cumulative deficit of 800 million ounces over five years.", "cumulative"),
    ],
)
def test_a_sum_over_years_is_of_no_single_year(text, word):
    ((value, year, subject),) = read(text)
    assert (value, year) == (8e8, None)
    assert word in subject


def test_a_sum_within_one_year_keeps_its_year():
    assert read("2025年累计进口白银1000吨。")[0][1] == 2025


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("后来我发现,白银价格涨了150%。", None),
        ("Miners, who say output fell 3% last year, disagree.", None),
        ("《下一代金属》的报告中指出,数据中心用银1000吨。", "《下一代金属》"),
        ("世界白银协会在《银，下一代金属》的报告中指出，用银1000吨。", "世界白银协会"),
        ("The company has said it used 5 million gallons of water.", "The company"),
    ],
)
def test_a_speaker_is_somebody_and_no_function_word(text, speaker):
    (claim,) = claims_of(article_of(text)).quantities
    assert claim.attributed_to == speaker

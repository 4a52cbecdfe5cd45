"""Of whom an amount is told where a verb moves something by or to it, and who says so."""

import pytest

from assay.claims.claim import QuantityClaim
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of


def only(text: str) -> QuantityClaim:
    (claim,) = claims_of(article_of(text)).quantities
    return claim


@pytest.mark.parametrize(
    ("text", "subject", "direction"),
    [
        ("A surge in orders has sent lease rates above 6%.", "lease rates", 0),
        ("Longer lives would cut the total by 62%.", "the total", -1),
        ("The shop raised its price to about $40 an ounce.", "its price", 0),
        ("The study says that the tool reduced the workload by 44%.", "the workload", -1),
        ("The deal adds 40 MW to the grid.", "The deal", 1),
        ("Hard drives would need 10,000 tonnes.", "Hard drives", 0),
        ("全球七成以上的白银是副产品。", "全球 白银", 0),
    ],
)
def test_an_amount_is_said_of_the_thing_that_a_verb_moves(text, subject, direction):
    claim = only(text)
    assert (claim.subject, claim.direction) == (subject, direction)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The utility's own filing says that costs rose by 9%.", "The utility's own filing"),
        ("Economists at the Bank of Avon say that hiring fell by 9%.",
         "Economists at the Bank of Avon"),
        ("Costs fell by 9%, a Harwell University study found.", "a Harwell University study"),
        ("Officials caution that costs rose by 9%.", "Officials"),
        ("In the view of the bank, costs rose by 9%.", "the bank"),
        ("Tariff fears pulled 400,000 tonnes of copper into warehouses.", None),
        ("We would expect prices to ease by 2%.", None),
        ("国家统计局公布的数据显示，猪肉价格下降17%。", "国家统计局"),
        ("水文部门分析，降雨量偏少50%。", "水文部门"),
        ("2025年全球用银预计达到1200吨。", None),
    ],
)  # fmt: skip
def test_a_speaker_is_somebody_who_speaks(text, speaker):
    assert only(text).attributed_to == speaker

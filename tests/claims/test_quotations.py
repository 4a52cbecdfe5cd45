"""Who says what stands between quotation marks, over the sentences of a quotation.

Not here: speakers that the sentence itself names (`test_excerpts.py`).
"""

import pytest

from assay.claims.claim import Stance
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“以前一台机器用锡不到4克。现在要用9克。”车间主任马力说，订单还在涨。", "马力"),
        ("“这座机房一年用电7亿度。”电网分析师何青告诉记者。", "何青"),
        ("镇长邓海表示：“这座机房一年用电7亿度。它不缺水。”", "邓海"),
        ('"The hall draws 90 MW. It will draw 140 MW soon," said Mara Holt of Gridline.',
         "Mara Holt"),
        ('"We have no shortage," said Mara Holt, an engineer. "The hall draws 90 MW at most."',
         "Mara Holt"),
        ('Mara Holt, an engineer, said: "The hall draws 90 MW. That is not much."', "Mara Holt"),
    ],
)  # fmt: skip
def test_an_amount_within_a_quotation_is_its_speaker_s(text, name):
    claims = claims_of(article_of(text)).quantities
    assert claims
    assert all(name in (claim.attributed_to or "") for claim in claims)
    assert all(claim.stance is Stance.ATTRIBUTED for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "They call it a “melting silver market”. Mines sold 40 tonnes.",
        "“东数西算”工程去年新增用电7亿度。",
        '"Small is good," said Mara Holt.\nThe hall draws 90 MW.',
    ],
)
def test_what_stands_outside_is_the_page_s_own(text):
    (claim,) = claims_of(article_of(text)).quantities
    assert claim.attributed_to is None


def test_a_cause_within_a_quotation_is_attributed():
    (cause,) = claims_of(article_of("“算力的扩张正在推高电价。”电网分析师何青说。")).causes
    assert (cause.stance, cause.attributed_to) == (Stance.ATTRIBUTED, "电网分析师何青")

"""What a whole page makes of the story it tells, from headlines, amounts, denials and rivals.

Not here: the stance of one statement (`test_causes.py`), the main statement (`test_main_cause.py`).
"""

from dataclasses import replace

import pytest

from assay.claims.page_stance import page_stance
from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of

DRIVER = ["AI", "data centres", "data centre", "数据中心", "人工智能"]
RESOURCE = ["electricity", "power", "water", "aquifer", "copper", "用电", "电价", "电", "水", "银"]


def told(title: str, text: str) -> str:
    article = replace(article_of(text), title=title)
    return page_stance(article, claims_of(article).causes, DRIVER, RESOURCE)


@pytest.mark.parametrize(
    ("title", "text", "stance"),
    [
        # amounts that the driver takes tell the story without a causal verb
        ("Crunch on the grid", "Data centres used 31 TWh of electricity last year. They will take "
         "61 TWh of power by 2031.", "asserts"),
        ("电网吃紧", "数据中心去年用电310亿度。到2031年，它们将用掉全省9%的电力。", "asserts"),
        # a headline that takes the story back
        ("No, AI is not why your bill went up", "Data centres used 31 TWh of electricity in 2024.",
         "disputes"),
        ("别再说人工智能吃光了电", "数据中心去年用电310亿度。", "disputes"),
        # blame that the same sentence takes back grants nothing
        ("电价为什么涨", "把电价上涨归咎于人工智能并不公平，线路老化才是主因。", "disputes"),
        ("Why bills rose", "Blaming data centres for dear power gets the cause wrong.", "disputes"),
        # a question how or why takes its matter for granted
        ("耗电账本", "数据中心为什么用这么多电？人工智能的扩张正在加剧用电紧张。", "asserts"),
        # one side says so, the other denies it
        ("Wells run dry", "Farmers say that data centres are drying up the aquifer. The company "
         "denies that its data centre harms the aquifer.", "mixed"),
        # a question that the headline answers itself
        ("数据中心会喝光水库？没有的事", "网上说数据中心要喝光水库的水。", "disputes"),
        # a ruling outweighs what is granted
        ("Fact check: power bills", "The verdict: Misleading. Yes, data centres use power. A post "
         "says that AI doubled the price of power. That claim does not hold.", "disputes"),
        # not the driver, and something granted before
        ("Why bills rose", "Yes, data centres use power. AI did not do that. Wires did.", "mixed"),
        # what is relayed under a headline that takes it back is no part of the story
        ("AI is not why the wells ran dry", "A post says that data centres are drying up the "
         "aquifer. Another says that AI drains the water of whole towns.", "disputes"),
        # a judgement of what is told need not name the driver again
        ("电费账单", "朋友圈说人工智能推高了电价。这个说法算错了。它的耗电占比不大。", "disputes"),
        ("Copper and the machines", "Data centres have tightened the copper market. The story is "
         "half right. The price owes more to the mudslide. AI is a tailwind, not the engine.",
         "mixed"),
        # little once, and much later, is no little
        ("Thirst", "Data centres used 90 million litres of water in 2024, up from just 2 million. "
         "Data centres will take 200 million litres of water by 2030.", "asserts"),
        # a compound with a hyphen is the same driver
        ("Crunch", "Data-centres used 31 TWh of electricity. Data-centres will take 61 TWh of "
         "power by 2031.", "asserts"),
        # one amount in passing tells no story
        ("A new cooling loop", "Our data centre uses 2 litres of water an hour.", "none"),
        # a page that names both and ties neither
        ("New line for old town", "The council sells power to a data centre. Water is clean.",
         "none"),
    ],
)  # fmt: skip
def test_a_page_is_read_for_what_it_wants_to_say(title, text, stance):
    assert told(title, text) == stance


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("全省用电量猛增了两成。数据中心是最主要的推动因素。", "数据中心",
         "全省用电量猛增了两成", 1),
        ("把电价上涨归咎于AI并不公平，线路老化才是主因。", "线路老化", "电价上涨", 1),
        ("浸没式冷却可以把耗水降低四成以上。", "浸没式冷却", "耗水", -1),
        ("人工智能拉动的负荷将使电网投资增加380亿美元。", "人工智能拉动的负荷", "电网投资", 1),
        ("推高铜价的，是矿山停产。", "矿山停产", "铜价", 1),
        ("Use has doubled in a decade. AI is the most important driver.", "AI",
         "Use has doubled in a decade", 1),
        ("The growth of AI is worsening shortages of power.", "The growth of AI",
         "shortages of power", 1),
    ],
)  # fmt: skip
def test_causes_in_shapes_that_pages_use_are_found(text, cause, effect, sign):
    found = [(one.cause, one.effect, one.sign) for one in claims_of(article_of(text)).causes]
    assert (cause, effect, sign) in found

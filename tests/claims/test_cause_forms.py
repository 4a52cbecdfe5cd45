"""Causes in the forms in which news, notes and posts tell them, and what the words around say."""

import pytest

from assay.claims.read_claims import claims_of
from tests.claims.articles import article_of


def told(text: str) -> list[tuple[str, str, int]]:
    return [(one.cause, one.effect, one.sign) for one in claims_of(article_of(text)).causes]


def stances(text: str) -> list[tuple[str, str, str | None]]:
    causes = claims_of(article_of(text)).causes
    return [(one.cause, one.stance.value, one.attributed_to) for one in causes]


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        # by, with any verb
        ("The coast road was damaged by the storm.", "the storm", "The coast road", -1),
        ("The rise was made possible by cheap loans.", "cheap loans", "The rise", 1),
        ("Cheap loans are the main reason house prices rose.", "Cheap loans",
         "house prices rose", 1),
        ("美元走弱与投资需求才是上涨主因。", "美元走弱与投资需求", "上涨", 1),
        ("粮价上涨的真正推手是干旱。", "干旱", "粮价上涨", 1),
        ("多雨年份少，加上化肥涨价，是粮价上行的核心逻辑。", "多雨年份少，加上化肥涨价",
         "粮价上行", 1),
        ("Wheat rose sharply after a late frost tightened supply.", "a late frost", "supply", 1),
        # the cause first
        ("Because of the frost, harvests fell.", "the frost", "harvests fell", -1),
        # a number with a point ends no side
        ("The panel blamed traders for $4.7 billion of losses.", "traders",
         "$4.7 billion of losses", 1),
        # an amount of something
        ("Old phones could generate 2 million tonnes of scrap.", "Old phones",
         "2 million tonnes of scrap", 1),
        ("New rules have made every lease more expensive.", "New rules",
         "every lease more expensive", 1),
        ("What is draining the lake is farming.", "farming", "the lake", 1),
        ("The camp is putting fresh strain on the wells.", "The camp", "the wells", 1),
        ("New load can bring rates down.", "New load", "rates down", -1),
        ("High rents are what drove the families out.", "High rents", "the families out", 1),
        ("Cattle are part of it. That alone could push prices up.", "Cattle are part of it",
         "prices up", 1),
        # Chinese: by the noun, by a verb with its result, by a clause before
        ("铜价连涨，背后是矿山停产。", "矿山停产", "铜价连涨", 1),
        ("补贴对销量的拉动不容忽视。", "补贴", "销量", 1),
        ("运费被油价推上天。", "油价", "运费", 1),
        ("矿工罢工把库存吃光。", "矿工罢工", "库存 消耗", 1),
        ("在降息预期推动下，金价攀升。", "降息预期", "金价攀升", 1),
        ("由于持续干旱，水库水位下降。", "持续干旱", "水库水位下降", -1),
        ("水库加大放水，使下游水位抬升了半米。", "水库加大放水", "下游水位抬升了半米", 1),
        ("楼越高，风越大。", "楼越高", "风越大", 1),
        ("断电是雷击造成的。", "雷击", "断电", 1),
        ("限产正在增加企业的负担。", "限产", "企业的负担", 1),
        ("拉低成绩的不是考题，而是偷懒。", "偷懒", "成绩", -1),
    ],
)  # fmt: skip
def test_a_cause_is_found_in_the_forms_that_pages_use(text, cause, effect, sign):
    assert (cause, effect, sign) in told(text)


@pytest.mark.parametrize(
    "text",
    ["农业部门要求企业减少存栏。", "The soil is so dry that growth is slow.", "Use fell by 2030."],
)
def test_an_order_and_a_measure_are_no_cause(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "cause", "stance", "speaker"),
    [
        ("The claim that AI is causing the shortage does not survive a calculator.", "AI",
         "denied", None),
        ("外界普遍把用水猛增算在了训练大模型头上。", "训练大模型", "attributed", "外界"),
        ("把银价算到服务器头上，纯属误会。", "服务器", "denied", None),
        ("Myth 2: AI is eating all the silver.", "AI", "denied", None),
        ("Conventional wisdom has it: rain caused the shortage.", "rain", "attributed", None),
        ("Pledges have failed to curb the trade.", "Pledges have failed", "denied", None),
        ("去年钕价上涨缘于停产，跟机器人八竿子打不着。", "机器人", "denied", None),
        # what follows a turn is doubt of the second statement alone
        ("机房确实在增加铜的消费，但把铜价上涨归功于机房，言过其实。", "机房",
         "asserted", None),
        ("Economists at the Bank of Avon say that weak demand explains the fall.", "weak demand",
         "attributed", "Economists at the Bank of Avon"),
    ],
)  # fmt: skip
def test_a_statement_comes_with_what_its_sentence_makes_of_it(text, cause, stance, speaker):
    assert (cause, stance, speaker) in stances(text)


def test_who_speaks_is_no_cause_and_no_side_begins_within_a_word():
    assert told("研究者说，延长寿命可减少浪费。") == []
    long = "The grain terminal at the mouth of the river " * 3 + "pushed up freight rates."
    ((cause, _, _),) = told(long)
    assert cause.split()[0] in long.split()

"""A page is told by what it is mainly about.

Not here: what its numbers are about (`test_tie.py`).
"""

import pytest

from assay.checks.topic import topic_of
from assay.stories.load import topics
from tests.checks.world import article

WORDS = {topic.name: topic.words for topic in topics()}

PAGES = {
    "silver": (
        "Why silver keeps climbing",
        "The silver price has doubled. Silver buyers point at solar cells, and the World Silver "
        "Survey counts another deficit. A data centre needs power too, but this is about silver.",
    ),
    "electricity": (
        "数据中心会不会抢走居民用电",
        "今年多地电网负荷创新高，数据中心的用电量增长很快。电力公司说，电力供应仍有余量，电价不会因此上涨。",
    ),
    "water": (
        "How thirsty is a chatbot?",
        "A question costs some millilitres of water. The drought made water a matter of "
        "politics; litres became headlines, and freshwater became a number.",
    ),
    "metals": (
        "铜够不够用",
        "一座数据中心要用几千吨铜。铜矿投产要十年，铜价因此上涨。人形机器人还要用钛，海绵钛的产量也在增加。",
    ),
    "ewaste": (
        "Where servers go to die",
        "Electronic waste grows faster than recycling. Discarded electronics from offices and "
        "scrapped servers add to the e-waste, and e-scrap dealers are pleased.",
    ),
    "none": (
        "城市周末好去处",
        "周末天气晴好，公园里人很多。新开的书店有三层，二楼卖咖啡，门票十元，学生半价。",
    ),
}


@pytest.mark.parametrize("topic", PAGES)
def test_a_page_finds_its_topic(topic):
    title, text = PAGES[topic]
    assert topic_of(article(text, title), WORDS) == topic


def test_silver_in_passing_does_not_make_a_silver_page():
    _, text = PAGES["none"]
    assert topic_of(article(text * 200 + "白银。银价。白银。银价。白银。"), WORDS) == "none"


def test_of_two_subjects_the_main_one_counts():
    silver, water = PAGES["silver"], PAGES["water"]
    assert topic_of(article(silver[1] * 3 + water[1], silver[0]), WORDS) == "silver"
    assert topic_of(article(silver[1] + water[1] * 3, water[0]), WORDS) == "water"


def test_an_empty_article_has_no_topic():
    assert topic_of(article(""), WORDS) == "none"

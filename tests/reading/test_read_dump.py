"""Which lines of a text without markup are its article, and what the lines around it say.

Not here: undoing damage (`test_repair_laws.py`), the real page (`test_the_essay.py`).
"""

from datetime import date

import pytest

from assay.errors import NotAnArticle
from assay.reading.read import read_page

BODY = (
    "铜价上涨的原因并不神秘。矿山的产量连续两年没有增长,冶炼厂却还在扩建。",
    "一份研究报告认为,到2030年全球需要新建六座大型铜矿。",
    "另一份报告则提醒,再生铜的供应一直被低估。旧电缆里的金属会随着价格上涨重新回到市场。",
)
ENGLISH = (
    "Copper has become dearer for reasons that are no mystery, a group of traders said on Monday.",
    "Mines have not produced more for two years, while smelters keep being built.",
    "Scrap is the part that forecasts forget: old cables return to the market once it pays.",
)
LISTS = """相关推荐
五分钟看懂今天的比赛,太精彩了!
五分钟看懂今天的比赛,太精彩了!
体育老张
2026-03-04 10:11:12
他为什么辞职?
他为什么辞职?
人事观察
2026-03-02 09:00:00
"""


def read(*lines: str, **known):
    return read_page("\n".join(lines).encode(), **known)


def test_lists_of_links_around_the_article_stay_out():
    article = read("首页 > 财经 > 正文", "铜从哪里来", *BODY, "特别声明:以上内容仅供参考。", LISTS)
    assert article.text == "\n".join(BODY)
    assert article.title == "铜从哪里来"


def test_buttons_and_stamps_between_paragraphs_stay_out_but_headings_stay():
    opening = BODY[0] + BODY[2]
    article = read(opening, "分享至", "2026-03-01 08:00", "矿山", *BODY)
    assert article.text.split("\n") == [opening, "矿山", *BODY]


def test_script_left_in_a_dump_stays_out():
    code = "window.__DATA__ = {price: 99}; function go() { return 150; }"
    assert read(code, *BODY, code + " ").text == "\n".join(BODY)


def test_a_headline_that_asks_is_the_title_and_no_paragraph():
    article = read("铜从哪里来?", *BODY)
    assert article.title == "铜从哪里来?"
    assert article.text == "\n".join(BODY)


def test_plain_text_wrapped_at_a_width_becomes_paragraphs_again():
    wrapped = [
        "Copper has become dearer for reasons that are no mystery to",
        "anyone who has read the reports of the mines, which have not",
        "produced more for two years.",
        "",
        "Smelters keep being built in spite of that, and the scrap that",
        "could feed them is collected only where the price of the metal",
        "pays for the work.",
    ]
    article = read(*wrapped)
    assert len(article.paragraphs) == 2
    assert "have not produced more for two years." in article.text


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者:王小河", "王小河"),
        ("文/李大山", "李大山"),
        ("来源:河边日报  作者:王小河  责编:赵某", "王小河"),
        ("责任编辑:赵某", None),
        ("来源:河边日报", None),
    ],
)
def test_an_author_is_who_wrote_it_and_no_editor_or_source(line: str, author: str | None):
    assert read("铜从哪里来", line, *BODY).author == author


def test_an_english_byline_names_its_authors():
    article = read("Where copper comes from", "By Ann Rivers and Bob Hill", *ENGLISH)
    assert article.author == "Ann Rivers and Bob Hill"
    assert article.title == "Where copper comes from"
    assert article.language == "en"


def test_the_account_on_the_card_is_the_author_where_nobody_signs():
    card = (
        "2026-03-05 07:00:00",
        "河边观察 verified-icon",
        "河边观察",
        "看水看山",
        "120文章数 3万粉丝",
    )
    assert read("铜从哪里来", *BODY, LISTS, *card).author == "河边观察"


def test_publisher_is_the_source_named_else_the_site_of_the_path_else_the_host():
    assert read("来源:河边日报", *BODY).publisher == "河边日报"
    assert read("河网首页 > 河网号 > 正文", *BODY).publisher == "河网号"
    assert read(*BODY, address="https://www.example.org/a").publisher == "example.org"
    assert read(*BODY).publisher is None


def test_a_stamp_at_the_head_is_the_day_of_the_page():
    article = read("铜从哪里来", "2026-03-01 08:00 来源:河边日报", *BODY, LISTS)
    assert article.published == (date(2026, 3, 1), date(2026, 3, 1))
    assert article.published_why == "byline"


def test_without_a_byline_the_day_lies_between_what_is_told_and_the_latest_stamp():
    article = read("铜从哪里来", *BODY, "2月27日,铜价再次上涨,交易商说这还不是终点。", LISTS)
    assert article.published == (date(2026, 2, 27), date(2026, 3, 4))
    assert article.published_why == "mentioned-and-stamped"


def test_a_day_without_year_belongs_to_the_year_that_keeps_it_in_the_past():
    article = read("铜从哪里来", *BODY, "12月30日,铜价再次上涨,交易商说这还不是终点。", LISTS)
    assert article.published == (date(2025, 12, 30), date(2026, 3, 4))


def test_a_day_to_come_bounds_nothing():
    article = read("铜从哪里来", *BODY, "新矿将于3月3日投产,不过交易商并不在意。", LISTS)
    assert article.published == (None, date(2026, 3, 4))
    assert article.published_why == "stamped"


def test_the_day_of_fetching_bounds_a_page_that_says_nothing():
    assert read(*BODY, fetched=date(2026, 5, 1)).published == (None, date(2026, 5, 1))
    assert read(*BODY).published == (None, None)
    assert read(*BODY).published_why == "none"


def test_planted_catchwords_make_a_page_polluted_and_stay_out():
    article = read("棋牌娱乐,casino,激情视频,彩票,六合彩99", "铜从哪里来", *BODY)
    assert article.polluted
    assert article.repairs == ()
    assert article.text == "\n".join(BODY)


def test_news_about_gambling_is_no_pollution():
    body = "The casino lost 30 percent, and slots, betting and lotteries all fell in 2025, it said."
    assert not read(*ENGLISH, body).polluted


@pytest.mark.parametrize(
    "page",
    ["首页\n财经\n体育\n登录\n注册", LISTS, "a\nb\nc", "12 34 56", "Yes. No."],
)
def test_a_page_of_links_and_crumbs_is_refused_as_no_article(page: str):
    with pytest.raises(NotAnArticle) as refused:
        read_page(page.encode())
    assert refused.value.found and refused.value.expected and refused.value.remedy

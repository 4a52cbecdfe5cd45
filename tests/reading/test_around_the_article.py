"""What stands around an article: who signs it without "by", which of several days is its own, and
what asks readers to follow.

Not here: bylines in so many words (`test_bylines.py`), publishers (`test_publishers.py`).
"""

from datetime import date

import pytest

from assay.reading import furniture
from assay.reading.article import Article
from assay.reading.persons import persons_in
from assay.reading.read import read_page
from tests.reading.test_publishers import EN, ZH


def read(*head: str, text: str = EN, foot: tuple[str, ...] = ()) -> Article:
    return read_page("\n".join((*head, *text.split("\n\n"), *foot)).encode())


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("Ida Holm", "Ida Holm"),
        ("Ida Holm in Dublin", "Ida Holm"),
        ("Ida Holm, environment correspondent", "Ida Holm"),
        ("Ida Holm and Karel de Vries", "Ida Holm and Karel de Vries"),
        ("Jean-Luc O’Brien", "Jean-Luc O’Brien"),
        ("王小河", "王小河"),
        ("王小河 李岸", "王小河、李岸"),
        ("欧阳小河", "欧阳小河"),
        ("Valley Ledger", None),
        ("Valley Post", None),
        ("Climate Change", None),
        ("Northern Metals AB", None),
        ("Getty Images", None),
        ("New York", None),
        ("Energy", None),
        ("SIGN IN", None),
        ("Last week it rained", None),
        ("河湾晚报", None),
        ("黄金", None),
        ("金融", None),
        ("时政", None),
        ("白银价格", None),
        ("河水变浅了", None),
    ],
)
def test_a_line_that_names_nothing_but_persons_is_known(line: str, persons: str | None):
    assert persons_in(line) == persons


@pytest.mark.parametrize("line", ["Ida Holm", "Ida Holm in Dublin", "Ida Holm, water editor"])
def test_a_name_beside_the_day_is_the_author_s_and_no_publisher_s(line: str):
    page = read("The water of the valley", line, "Sat 3 May 2025 07.00 CET", "Share")
    assert (page.author, page.publisher) == ("Ida Holm", None)


def test_a_name_far_from_the_day_signs_nothing():
    assert read("Ida Holm", "The water of the valley", "Home", "News", "3 May 2025").author is None


@pytest.mark.parametrize(
    ("opening", "author"),
    [
        ("本报河湾6月3日电 （记者王小河、李岸）", "王小河、李岸"),
        ("（河湾社记者王小河上海3日电）", "王小河"),
        ("河湾日报记者王小河／台北报道 ", "王小河"),
        ("（记者 王小河 报道）", "王小河"),
        ("（记者会上有人问起）", None),
        ("记者从水务部门获悉，", None),
    ],
)
def test_the_reporter_named_in_a_dateline_is_the_author(opening: str, author: str | None):
    assert read("河水为什么变浅了", "2025-06-03", text=opening + ZH).author == author


def test_a_reporter_in_a_line_of_his_own_signs_and_is_no_text():
    paragraphs = "".join(f"<p>{line}</p>" for line in ZH.split("\n\n"))
    head = "<h1>河水为什么变浅了</h1><p>本报记者 王小河 李岸</p>"
    page = f"<html><body>{head}{paragraphs}</body></html>"
    article = read_page(page.encode())
    assert article.author == "王小河、李岸"
    assert article.text == ZH.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "days",
    [
        ("Published 3 May 2025", "Last modified on Mon 5 May 2025 11.42 CET"),
        ("Sat 3 May 2025 07.00 CET", "Updated: 5 May 2025"),
        ("Updated May 5, 2025, 9:14 a.m.", "Published May 3, 2025, 6:00 a.m."),
        ("Published 3 May 2025, updated 5 May 2025",),
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(days: tuple[str, ...]):
    page = read("The water of the valley", *days)
    assert page.published == (date(2025, 5, 3), date(2025, 5, 3))


def test_a_day_of_change_is_taken_where_no_other_is_told():
    page = read("The water of the valley", "Last updated on 5 May 2025")
    assert page.published == (date(2025, 5, 5), date(2025, 5, 5))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2025-06-03 08:12 来源: 河湾晚报 发布于：上海", "河湾晚报"),
        ("2025年06月03日 08:12河湾晚报", "河湾晚报"),
        ("2025-06-03 08:12 | 河湾通讯", "河湾通讯"),
        ("2025-06-03 来源｜河湾晚报", "河湾晚报"),
        ("2025-06-03 上海", None),
    ],
)
def test_a_source_beside_the_day_ends_where_the_next_word_begins(line: str, name: str | None):
    assert read("河水为什么变浅了", line, text=ZH).publisher == name


def test_a_part_of_a_site_is_no_site():
    assert read("财经首页 > 期货 > 正文", "河水为什么变浅了", text=ZH).publisher is None


def test_a_site_names_itself_at_the_top_and_again_below():
    foot = ("Terms", "About Valley Ledger", "Copyright © 2025 Ledger Media Limited")
    head = ("Skip to content", "Valley Ledger", "News", "The water of the valley")
    assert read(*head, foot=foot).publisher == "Valley Ledger"


def test_an_account_that_is_its_own_source_is_put_out_by_its_platform():
    head = (
        "河湾首页 > 河湾号 > 正文",
        "河水为什么变浅了",
        "2025-06-03 来源: 水边人",
        "作者：水边人",
    )
    page = read(*head, text=ZH)
    assert (page.author, page.publisher) == ("水边人", "河湾号")


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们",
        "长按识别二维码，加入读者群",
        "微信扫一扫关注该公众号",
        "点击“阅读原文”查看更多",
        "返回首页，查看更多",
        "继续滑动看下一个",
        "预览时标签不可点",
        "欢迎关注我们的公众号",
        "下载客户端查看更多",
        "赞 12",
        "阅读 3.2万",
        "点击：1024 次",
        "—END—",
        "（完）",
        "全文完",
        "字号：大 中 小",
        "标签：铜 银",
        "Tags: copper, silver",
        "Thanks for reading! Subscribe for free to receive new posts.",
        "Sign up here.",
        "Skip to main content",
        "View image in fullscreen",
        "Story continues below",
        "5 min read",
        "23 Likes",
        "Follow us on X",
        "Read more: who pays for the lines?",
    ],
)
def test_lines_that_ask_readers_for_something_are_known(line: str):
    assert furniture.is_invitation(line)


@pytest.mark.parametrize(
    "line",
    [
        "点击率下降了三成，广告商开始转向别处。",
        "加入世贸组织以后，铜的进口增加了。",
        "扫码就能看到每一块电池的来历。",
        "完全依靠进口。",
        "赞比亚的铜矿今年增产12%",
        "关注铜价的人并不多。",
        "打开阀门，水就流走了。",
        "Subscribers of the grid pay for it.",
        "Following the decision, prices fell.",
        "Signs of a shortage are few.",
        "Topics differ.",
        "Reading the report takes 5 minutes.",
    ],
)
def test_sentences_that_begin_like_them_are_text(line: str):
    assert not furniture.is_invitation(line)


def test_what_asks_readers_for_something_is_no_text_in_html():
    lines = ("点击上方蓝字关注我们", *ZH.split("\n\n"), "长按识别二维码，加入读者群", "赞 12")
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"
    assert read_page(page.encode()).text == ZH.replace("\n\n", "\n")


def test_the_running_head_of_a_printed_page_is_no_heading():
    parts = EN.split("\n\n")
    page = ["The water of the valley", *parts[:2], "Ledger 14", "Other uses", *parts[2:3]]
    text = read_page("\n".join((*page, "Ledger 14", *parts[3:])).encode()).text
    assert "Ledger 14" not in text
    assert "Other uses" in text


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("11/19/25 06:56 AM EST", date(2025, 11, 19), date(2025, 11, 19)),
        ("13.11.2025, 23:06", date(2025, 11, 13), date(2025, 11, 13)),
        ("3.6.2025", date(2025, 6, 3), date(2025, 6, 3)),
        ("21/06/2025", date(2025, 6, 21), date(2025, 6, 21)),
        ("11/20/2025", date(2025, 11, 20), date(2025, 11, 20)),
        ("11.15.2025 10:09 AM", date(2025, 11, 15), date(2025, 11, 15)),
        ("03/06/2025", date(2025, 3, 6), date(2025, 6, 3)),
        ("June 3, 2025Updated: June 4, 2025", date(2025, 6, 3), date(2025, 6, 3)),
    ],
)
def test_a_day_in_figures_is_read_and_told_as_two_where_it_may_be_either(told, first, last):
    assert read("The water of the valley", told).published == (first, last)


@pytest.mark.parametrize("told", ["Version 1.2.2025.4", "Ratio 3/4/5", "1-2-2025-7", "99/99/2025"])
def test_other_figures_are_no_day(told: str):
    assert read("The water of the valley", told).published == (None, None)


def test_the_day_below_the_headline_is_the_article_s_however_many_captions_follow():
    captions = [
        f"The valley seen from bridge {n}, June {n}, 2024 (photo: archive)" for n in range(9)
    ]
    page = read("The water of the valley", "3 May 2025", *captions)
    assert page.published == (date(2025, 5, 3), date(2025, 5, 3))


def test_the_headline_is_neither_its_standfirst_nor_a_caption():
    standfirst = "The council of the valley has counted the water that the new server hall takes."
    caption = "The new server hall of the valley and the golf course in summer (Photo: Ida Holm)"
    page = read("Server hall takes less water than golf course", standfirst, caption, "3 May 2025")
    assert page.title == "Server hall takes less water than golf course"


@pytest.mark.parametrize(
    "line", ["Ida Holm - May 3, 2025, 10:31 pm", "May 3, 2025 7:45 am by Ida Holm"]
)
def test_a_name_in_the_line_of_the_day_is_the_author_s(line: str):
    assert read("The water of the valley", line).author == "Ida Holm"


def test_the_site_stands_behind_the_headline_in_a_line_of_its_own_too():
    page = read("The water of the valley | Valley Ledger", "News", "The water of the valley")
    assert (page.title, page.publisher) == ("The water of the valley", "Valley Ledger")


@pytest.mark.parametrize("path", ["Home > News > Water", "News > Water > Rivers"])
def test_a_part_of_a_site_in_a_path_is_no_publisher(path: str):
    assert read(path, "The water of the valley", "3 May 2025").publisher is None


def test_a_house_declared_as_its_own_author_is_no_author():
    head = '<meta name="author" content="河湾网"><meta property="og:site_name" content="河湾网">'
    text = "".join(f"<p>{line}</p>" for line in ZH.split("\n\n"))
    page = f"<html><head>{head}</head><body><h1>河水为什么变浅了</h1>{text}</body></html>"
    article = read_page(page.encode())
    assert (article.author, article.publisher) == (None, "河湾网")


def test_the_head_of_an_article_is_no_text_though_the_extraction_takes_it_along():
    lines = ("水边小站", "2025-05-30 11:32", "上海", *ZH.split("\n\n"))
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><body><h1>河水为什么变浅了</h1><div>{text}</div></body></html>"
    article = read_page(page.encode())
    assert "水边小站" not in article.text
    assert article.published == (date(2025, 5, 30), date(2025, 5, 30))


def test_a_paragraph_that_no_one_writes_is_data_in_html_as_in_a_dump():
    data = "12.5 percent, " * 2_000
    text = "".join(f"<p>{line}</p>" for line in (*EN.split("\n\n"), data, *ZH.split("\n\n")))
    assert "12.5 percent" not in read_page(f"<html><body>{text}</body></html>".encode()).text


def test_an_account_signs_what_is_its_own_with_author_and_name():
    page = read("河水为什么变浅了", "原创 水边人 河湾笔记", "2025年12月2日 08:30 上海", text=ZH)
    assert (page.author, page.publisher) == ("水边人", "河湾笔记")


def test_buttons_between_the_day_and_the_author_do_not_part_them():
    head = (
        "The water of the valley",
        "26 August 2025",
        "Share",
        "Save",
        "Ida Holm",
        "Water editor",
    )
    assert read(*head).author == "Ida Holm"

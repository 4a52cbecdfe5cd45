"""Lines that sign an article or number its pages: out of the text, into the particulars.

Not here: bylines around an article that stay out by themselves (`test_read_dump.py`).
"""

from datetime import date

import pytest

from assay.reading import furniture
from assay.reading.read import read_page
from tests.reading.test_read_dump import BODY, ENGLISH, read

QUOTE = "“Copper will be dearer still in the next two years, and scrap will not help anybody.”"
LONGER = (*ENGLISH, "None of this will change before new mines open, and those take ten years.")


def html(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<html><head><meta charset='utf-8'><title>铜从哪里来</title>{head}</head>"
        f"<body><article><h1>铜从哪里来</h1>{body}</article></body></html>"
    ).encode()


def test_a_chinese_byline_inside_the_article_is_cut_and_read():
    article = read_page(html("来源:河边日报", "作者:王小河", *BODY * 2, "(责任编辑:赵某)"))
    assert "赵某" not in article.text and "来源" not in article.text
    assert article.author == "王小河"
    assert article.publisher == "河边日报"


def test_an_editor_behind_the_last_sentence_is_cut():
    article = read_page(html(*BODY, BODY[0] + "（责任编辑：赵某）"))
    assert article.text.endswith("却还在扩建。")


def test_pages_of_a_paged_article_are_neither_numbered_nor_turned():
    article = read_page(
        html(BODY[0], "第2页/共5页", BODY[1], BODY[2] + "（下一页）", "上一页 1 2 3 下一页")
    )
    assert article.text == "\n".join(BODY)


@pytest.mark.parametrize(
    "line",
    ["第2页/共5页", "第 2 页 共 5 页", "上一页 1 2 3 下一页", "[1] [2] [3] 下一页", "展开剩余87%",
     "Page 2 of 5", "1 2 3 Next", "Next page", "« Previous 1 2 Next »", "阅读全文"],
)  # fmt: skip
def test_lines_that_turn_pages_are_known(line: str):
    assert furniture.is_paging(line)


@pytest.mark.parametrize(
    "line",
    ["第2页的表格列出了产量。", "下一页历史由矿工书写,没有人知道它会怎样开始。", "12",
     "The next page of history.", "共有3页报告提到铜"],
)  # fmt: skip
def test_sentences_about_pages_are_text(line: str):
    assert not furniture.is_paging(line)


@pytest.mark.parametrize(
    "line",
    [
        "作者认为:铜价会涨。",
        "来源:河水。河水来自上游。",
        "By the end of 2025 it rose",
        "编辑部位于上海",
    ],
)
def test_sentences_that_begin_like_bylines_are_text(line: str):
    assert not furniture.is_byline(line)


def test_a_headline_with_by_in_it_is_neither_lost_nor_a_byline():
    title = "Copper Rush Driven By Smelters, Traders Say"
    article = read("casino,slots,betting,viagra,poker99", title, "By Ann Rivers", *ENGLISH)
    assert article.title == title
    assert article.author == "Ann Rivers"
    assert article.polluted


def test_comments_below_the_article_stay_out():
    comments = ("12 Comments", "I think this is all wrong, and copper will be cheap again soon.")
    article = read("Where copper comes from", *LONGER, *comments)
    assert article.text == "\n".join(LONGER)


def test_an_article_that_quotes_goes_on():
    body = (*LONGER, "Ann Rivers said:", QUOTE)
    assert read("Where copper comes from", *body).text.endswith(QUOTE)


def test_the_words_that_bound_the_day_are_told():
    lists = "相关推荐\n他为什么辞职?\n人事观察\n2026-03-02 09:00:00\n"
    article = read("铜从哪里来", *BODY, "2月27日,铜价再次上涨,交易商说这还不是终点。", lists)
    assert article.published == (date(2026, 2, 27), date(2026, 3, 2))
    assert article.published_from == ("2月27日", "2026-03-02 09:00:00")
    assert read("铜从哪里来", "2026年3月1日 08:00", *BODY).published_from == ("2026年3月1日 08:00",)
    assert read(*BODY).published_from == ()

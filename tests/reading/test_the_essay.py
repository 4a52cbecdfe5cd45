"""The real polluted page, end to end: the article comes out whole, and nothing else does.

Not here: its claims (`tests/claims`), pages made for a single rule (the other files here).
"""

import re
from datetime import date

import numpy as np

from assay.reading.article import Article
from assay.reading.read import read_page


def test_all_thirty_five_paragraphs_and_no_more_are_read(essay: Article):
    assert len(essay.paragraphs) == 35
    first, last = (essay.text[slice(*essay.paragraphs[i])] for i in (0, -1))
    assert first.startswith("1月23日")
    assert last.endswith("跑不动。")


def test_nothing_of_header_lists_or_disclaimers_is_in_the_article(essay: Article):
    furniture = (
        "分享 推荐 申请 首页 声明 Notice 要闻 Netflix 普京 关怀版 关注度 无码 LC500 1548 NetEase"
    )
    assert [word for word in furniture.split() if word in essay.text] == []
    assert not re.search(r"\d\d:\d\d", essay.text)


def test_readings_and_traditional_forms_are_gone(essay: Article):
    assert not re.search("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", essay.text)
    assert not set("銀網現貨錄領漲為這個與數據產業對關於時著") & set(essay.text)
    assert "看似清晰的逻辑关系" in essay.text and "携带着" in essay.text


def test_quotation_marks_stay_as_they_were(essay: Article, essay_bytes: bytes):
    raw = essay_bytes.decode()
    body = raw[raw.index("1月23日") : raw.index("聲明:")]
    assert [essay.text.count(mark) for mark in "“”《》"] == [body.count(m) for m in "“”《》"]


def test_title_account_and_platform_are_told(essay: Article):
    assert essay.title == "AI熔化白银?"
    assert essay.author == "脑极体"
    assert essay.publisher == "网易号"
    assert essay.language == "zh"


def test_the_day_is_an_interval_between_the_last_day_told_and_the_latest_stamp(essay: Article):
    assert essay.published == (date(2026, 1, 23), date(2026, 2, 3))
    assert essay.published_why == "mentioned-and-stamped"


def test_the_repairs_are_named_and_the_page_is_called_polluted(essay: Article):
    assert essay.repairs == ("debris", "readings", "traditional")
    assert essay.polluted


def test_every_number_leads_back_to_the_same_digits_in_the_page(essay: Article, essay_bytes: bytes):
    numbers = list(re.finditer(r"\d[\d.%]*", essay.text))
    assert len(numbers) > 20
    for number in numbers:
        begin, end = essay.raw_span(number.span())
        assert essay_bytes[begin:end].decode() == number[0]


def test_a_character_leads_back_to_its_traditional_form_and_reading(
    essay: Article, essay_bytes: bytes
):
    at = essay.text.index("网络、散热")
    begin, end = essay.raw_span((at, at + 2))
    assert essay_bytes[begin:end].decode() == "網(wǎng)絡(luò)"


def test_offsets_never_run_backwards(essay: Article, essay_bytes: bytes):
    assert len(essay.offsets) == len(essay.text) + 1
    assert (np.diff(essay.offsets) >= 0).all()
    assert essay.offsets[-1] <= len(essay_bytes)


def test_reading_the_same_page_in_utf_16_gives_the_same_text(essay: Article, essay_bytes: bytes):
    other = read_page(essay_bytes.decode().encode("utf-16"))
    assert other.text == essay.text

"""What makes a page a polluted one, and what is only careless or the custom of its place.

Not here: the repairs themselves (`test_repair_steps.py`), sown elements
(`test_signs_of_a_mirror.py`).
"""

import opencc
import pytest

from assay.reading.article import Article
from assay.reading.read import read_page

LINES = (
    "镇东的居民这几年发现河水变浅了,有人怀疑是上游的机房在抽水,水务部门查了记录,说机房的用量不到一家洗车店。",
    "真正的大头是灌溉。去年全镇取水2900万立方米,其中灌溉占七成,机房只占百分之一点三,其余的供居民使用。",
    "不过记录里也写着,地下水没有人计量,所以谁也说不清楚河水为什么变浅,专家建议先装水表再下结论。",
)
TITLE = "河水为什么变浅了"


def read(*lines: str, title: str = TITLE) -> Article:
    return read_page("\n".join(("首页", title, "2025-06-03 08:12", *lines)).encode())


def html(*lines: str, charset: str = "utf-8", encoding: str = "utf-8") -> Article:
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<meta charset='{charset}'><title>{TITLE}</title>"
    page = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>"
    return read_page(page.encode(encoding))


def told(article: Article) -> tuple[bool, tuple[str, ...]]:
    return article.polluted, article.repairs


def test_a_clean_page_is_not_polluted():
    assert told(read(*LINES)) == (False, ())
    assert told(html(*LINES)) == (False, ())


def test_paragraphs_told_twice_are_told_once_and_the_page_is_polluted():
    article = read(*(line for line in LINES for _ in range(2)))
    assert article.text == "\n".join(LINES)
    assert told(article) == (True, ("doubled",))


def test_an_article_told_twice_as_a_whole_is_told_once_and_the_page_is_polluted():
    article = read(*LINES, *LINES)
    assert article.text == "\n".join(LINES)
    assert told(article) == (True, ("doubled",))


def test_teasers_told_twice_below_the_article_are_the_page_s_own_affair():
    teaser = "某地的人造湖昨天开始蓄水,坝体经过了加固,不会再出现三年前那样的渗漏,下游可以放心。"
    lists = ("相关新闻", "别处", "2025-06-01") * 3
    assert told(read(*LINES, *lists, teaser, "点赞", teaser)) == (False, ())


def test_a_style_rule_between_two_sentences_is_a_mirror_s():
    sown = LINES[1].replace("大头是灌溉。", "大头是灌溉。.box{margin:0 auto;float:left}")
    article = read(LINES[0], sown, LINES[2])
    assert article.text == "\n".join(LINES)
    assert told(article) == (True, ("code",))


def test_a_style_rule_in_the_menu_is_not():
    assert told(read(*LINES, title=".nav{margin:0}\n" + TITLE)) == (False, ("code",))


def test_traditional_script_is_the_custom_of_a_place_and_a_mixture_a_mirror_s():
    convert = opencc.OpenCC("s2t").convert
    assert told(read(*map(convert, LINES), title=convert(TITLE))) == (False, ("traditional",))
    mixed = (convert(LINES[0]), LINES[1], convert(LINES[2]))
    assert told(read(*mixed)) == (True, ("traditional",))


def test_words_blotted_out_more_than_once_are_a_mirror_s():
    once = LINES[1].replace("灌溉占", "**占")
    assert not read(LINES[0], once, LINES[2]).polluted
    assert read(LINES[0], once, LINES[2].replace("地下水", "地下**")).polluted


def test_characters_read_wrongly_make_a_page_polluted_where_they_stand_in_the_article():
    wrong = LINES[1].encode().decode("latin-1")
    for article in (read(LINES[0], wrong, LINES[2]), html(LINES[0], wrong, LINES[2])):
        assert article.text == "\n".join(LINES)
        assert told(article) == (True, ("mojibake",))
    assert told(read(*LINES, "热门", TITLE.encode().decode("latin-1"))) == (False, ())


@pytest.mark.parametrize("wrong", ["latin-1", "windows-1252"])
def test_chinese_of_an_older_encoding_read_wrongly_comes_back(wrong: str):
    line = LINES[1].encode("gbk").decode(wrong)
    article = read(LINES[0], line, LINES[2])
    assert article.text == "\n".join(LINES)
    assert told(article) == (True, ("mojibake",))


def test_chinese_read_in_an_older_encoding_comes_back_as_far_as_its_bytes_do():
    line = LINES[1].encode().decode("gbk", "ignore")
    article = read(LINES[0], line, LINES[2])
    assert "其余的供居民使用" in article.text and "2900万立方米" in article.text
    assert told(article) == (True, ("mojibake",))


def test_a_wrong_declaration_is_told_and_bytes_of_an_older_encoding_under_it_are_a_mirror_s():
    assert told(html(*LINES, charset="gb2312", encoding="gbk")) == (False, ())
    assert told(html(*LINES, charset="gb2312")) == (False, ("encoding",))
    assert told(html(*LINES, encoding="gbk")) == (True, ("encoding",))
    assert told(html(*LINES, charset="big5", encoding="gbk")) == (True, ("encoding",))

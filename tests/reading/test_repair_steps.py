"""Each kind of damage by itself: what sets its repair off, what comes back, what stays.

Not here: readings and script (`test_repair_laws.py`), damage of whole pages (`test_the_essay.py`).
"""

import random
import re

import pytest

from assay.reading.damage.beyond_repair import MASKED, SUBJECT_UNRELIABLE
from assay.reading.encodings import decode
from assay.reading.read import read_page
from assay.reading.repair import repair, repair_line_ends
from tests.reading.polluted import CLEAN, polluted

QUOTED = "The price “rose” by 12.5 % – a record, it’s said – in São Paulo and Zürich."


def repaired(text: str) -> tuple[str, dict[str, int]]:
    """The text after every step, and how often each changed it."""
    page, made = repair(decode(text.encode()))
    return page.text, {each.name: each.times for each in made}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [(QUOTED, "latin-1"), (QUOTED.replace("”", "“"), "windows-1252")],
)
def test_text_read_in_the_wrong_encoding_comes_back_with_its_quotation_marks(text: str, wrong: str):
    assert repaired(text.encode().decode(wrong)) == (text, {"mojibake": 7})


def test_chinese_read_in_the_wrong_encoding_comes_back_and_its_numbers_lead_back():
    raw = "银价上涨12.5个百分点，铜价没有上涨。".encode().decode("latin-1").encode()
    page, made = repair(decode(raw))
    assert page.text == "银价上涨12.5个百分点，铜价没有上涨。"
    assert [each.name for each in made] == ["mojibake"]
    at = page.text.index("12.5")
    assert raw[page.offsets[at] : page.offsets[at + 4]] == b"12.5"


@pytest.mark.parametrize("clean", [*CLEAN, QUOTED, "Ângela e Ã são letras; naïve, façade, Ærø."])
def test_clean_text_is_left_as_it_is(clean: str):
    assert repaired(clean) == (clean, {})


def test_style_rules_and_script_between_sentences_go():
    code = ".art p{margin:0 auto;text-indent:2em}"
    script = 'var a = document.getElementById("x");'
    text, names = repaired(f"{code}铜价上涨的原因并不神秘。{script}矿山的产量没有增长。")
    assert text == "铜价上涨的原因并不神秘。矿山的产量没有增长。"
    assert names == {"code": 2}


@pytest.mark.parametrize(
    "rule", [".box{margin:0}", "p.lead, ul > li{color:red}", "#a .b{float:left}", "div{top:0}"]
)
def test_prose_before_a_style_rule_stays(rule: str):
    prose = "The highest of the numbers is printed as often as the lowest is printed rarely."
    for text in (f"{prose} {rule}", f"{prose}{rule}"):
        assert repaired(text)[0].strip() == prose


def test_braces_that_are_no_style_stay():
    text = "变量 ${perl:Depends} 和集合 {a, b} 都留下,公式 {x: 1} 前没有选择符也留下。"
    assert repaired(text) == (text, {})


def test_characters_that_are_not_seen_cut_no_number_in_two():
    text, names = repaired("银价一度突破9\u200b9美\u00ad元。\ufeff铜价没有上涨。")
    assert text == "银价一度突破99美元。铜价没有上涨。"
    assert names == {"unseen": 3}


def test_radicals_that_pass_for_characters_become_characters():
    text, names = repaired("⽩银的价格,⾦属的价格,\uf90a价。")
    assert text == "白银的价格,金属的价格,金价。"
    assert names == {"look-alikes": 3}


def test_corner_brackets_of_traditional_script_become_quotation_marks_and_others_stay():
    traditional = polluted(CLEAN[1] + "他說:「這是『高峰』。」", readings=False)
    assert repaired(traditional)[0].endswith("他说:“这是‘高峰’。”")
    assert repaired(CLEAN[1] + "他说:「这是高峰。」")[1] == {}


def test_a_particle_before_a_noun_is_no_verb_of_writing():
    clean = CLEAN[0] + "随着文本的输入,这意味着文件会变长。他著有三本书,显著提高了声望。"
    assert repaired(polluted(clean))[0] == clean


def test_a_paragraph_told_twice_is_told_once_but_a_refrain_stays():
    text, names = repaired("\n".join((*CLEAN, "是吗?", CLEAN[0].split("\n")[0], "是吗?")))
    assert text == "\n".join((*CLEAN, "是吗?", "是吗?"))
    assert names == {"doubled": 1}


def test_a_sentence_told_twice_over_is_told_once():
    twice = "矿山的产量连续两年没有增长,冶炼厂却还在扩建。"
    assert repaired("铜很贵。" + twice + twice + "就这样。")[0] == "铜很贵。" + twice + "就这样。"


def test_an_article_told_twice_is_found_and_read_once():
    body = "\n".join(CLEAN)
    article = read_page(f"铜从哪里来\n{body}\n登录\n{body}".encode())
    assert article.text == body
    assert "doubled" in article.repairs


def interleaved(text: str, title: str) -> str:
    """Pieces of a title before every third clause, as some mirrors put them."""
    draw = random.Random(1)
    pieces = (title[:2], title[2:4], title[4:6])
    put = re.compile("(?<=[,。、的])(?=[\u4e00-\u9fff]{2})")
    return put.sub(lambda _: draw.choice(pieces) if draw.random() < 0.4 else "", text)


def test_pieces_of_a_title_between_the_clauses_go():
    clean = "\n".join(CLEAN)
    text, names = repaired("乐鱼体育官网\n" + interleaved(clean, "乐鱼体育官网"))
    assert text == "乐鱼体育官网\n" + clean
    assert names["interleaved"] > 10


def test_a_piece_that_ends_with_the_page_goes_and_nothing_beyond_it():
    clean = "\n".join(CLEAN)
    damaged = "乐鱼体育官网\n" + interleaved(clean, "乐鱼体育官网") + "乐鱼"
    page, _ = repair(decode(damaged.encode()))
    assert page.text == "乐鱼体育官网\n" + clean
    assert len(page.offsets) == len(page.text) + 1


def test_words_of_the_headline_that_the_article_needs_stay():
    text = "铜价和电网\n" + "\n".join(CLEAN)
    assert repaired(text) == (text, {})


def test_digits_glued_to_line_ends_go_only_where_a_mirror_was_at_work():
    body = CLEAN[2].replace("。\n", "。3\n")
    clean_page = read_page((body + "\n" + CLEAN[0]).encode())
    assert "说法。3" not in clean_page.text
    assert "用量。3" in clean_page.text
    page = read_page(polluted(body + "\n" + CLEAN[0]).encode())
    assert page.text == CLEAN[2] + "\n" + CLEAN[0]
    assert page.repairs[-1] == "glued-digits"


@pytest.mark.parametrize("line", ["排名第2", "增长到5", "总共3", "H100"])
def test_digits_that_a_word_announces_stay(line: str):
    assert repair_line_ends(decode(line.encode()))[0].text == line


SPUN = (
    "好意思国的数据中心耗电惊人,东说念主工智能成为内行焦点,国外动力署发布了统计,增长达到12%。" * 2
)


def test_spun_words_are_flagged_and_never_put_right():
    article = read_page((CLEAN[0] + "\n" + SPUN).encode())
    assert "好意思国" in article.text and "国外动力署" in article.text
    (flag,) = article.flags
    assert flag.name == SUBJECT_UNRELIABLE
    assert {"好意思国", "东说念主", "内行", "国外动力署"} <= set(flag.words)
    assert article.polluted


def test_a_word_that_only_some_spinners_use_is_no_sign_by_itself():
    text = CLEAN[0] + "\n" + "内行都知道,这点工夫不算什么,不好意思国内还没有这样的动力。"
    assert read_page(text.encode()).flags == ()


def test_words_blotted_out_are_flagged():
    article = read_page((CLEAN[0] + "\n报告称电子**的数量增长了30%,废旧**则下降了5%。").encode())
    (flag,) = article.flags
    assert (flag.name, flag.times) == (MASKED, 2)


def test_words_in_bold_are_not_blotted_out():
    text = CLEAN[0] + "\n报告称 **电子废物** 的数量增长了30%,这是**第一次**。"
    assert read_page(text.encode()).flags == ()


def test_every_repair_tells_how_often_and_how_surely():
    article = read_page(polluted("\n".join(CLEAN)).encode())
    assert tuple(each.name for each in article.mended) == article.repairs
    assert all(each.times > 0 and 0.5 < each.confidence <= 1 for each in article.mended)
    readings = next(each for each in article.mended if each.name == "readings")
    assert readings.times == len(re.findall(r"\([a-zà-ǜ]+\)", polluted("\n".join(CLEAN))))

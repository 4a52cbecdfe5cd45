"""Who put a page out, where no head declares it: beside the day, in the title, in the footer.

Not here: bylines (`test_bylines.py`) and what a head declares (`test_names.py`).
"""

import pytest

from assay.reading.read import read_page

EN = "\n\n".join(
    f"The council of the {place} valley has counted the water that the new server hall takes, and "
    "found that it is less than the golf course takes in a dry summer."
    for place in ("upper", "lower", "middle", "eastern")
)
ZH = "\n\n".join(
    f"{where}的居民这几年发现河水变浅了，有人怀疑是上游的机房在抽水，水务部门查了记录，说机房每天补充的水"
    "还不到一家洗车店的用量，真正的大头是灌溉。"
    for where in ("镇东", "镇西", "镇南", "镇北")
)


def publisher(page: str) -> str | None:
    return read_page(page.encode()).publisher


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (f"Home\n\nThe water of the valley\n\nBy Ida Holm\n\nValley Ledger\n\n"
         f"Published June 3, 2025\n\n{EN}\n", "Valley Ledger"),
        (f"首页\n财经\n\n河水为什么变浅了\n\n河湾晚报\n\n2025-06-03 08:12\n\n{ZH}\n", "河湾晚报"),
        (f"The water of the valley\n\nIda Holm\n\n{EN}\n\n© 2025 Valley Ledger. All rights"
         " reserved.\n",
         "Valley Ledger"),
        (f"The water of the valley\n\n{EN}\n\nCopyright Valley Ledger 2025\n", "Valley Ledger"),
        # a credit for a picture names no publisher
        (f"河水为什么变浅了\n\n2025-06-03\n\n图片来源：某某图库\n\n{ZH}\n", None),
    ],
)  # fmt: skip
def test_a_dump_names_its_publisher(page, name):
    assert publisher(page) == name


@pytest.mark.parametrize(
    ("byline", "author", "name"),
    [
        ("By Ida Holm | Valley Ledger | June 3, 2025", "Ida Holm", "Valley Ledger"),
        ("By Ida Holm, Valley Water Weekly, 3 June 2025", "Ida Holm", "Valley Water Weekly"),
        ("By Ida Holm | Valley Notes | 3 June 2025", "Ida Holm", "Valley Notes"),
        ("Valley Herald, 3 June 2025", None, "Valley Herald"),
        ("河湾日报 2025年6月3日 记者 王芳", "王芳", "河湾日报"),
        ("By Ida Holm | June 3, 2025", "Ida Holm", None),
    ],
)
def test_the_line_of_the_day_names_paper_and_author(byline, author, name):
    text = ZH if "报" in byline else EN
    title = "河水为什么变浅了" if "报" in byline else "The valley is dry, they say. It is not so"
    article = read_page(f"{title}\n{byline}\n\n{text}\n".encode())
    assert (article.title, article.author, article.publisher) == (title, author, name)


def html(title: str, body: str, head: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in (EN + "\n\n" + ZH).split("\n\n")[:4])
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>The water of the valley</h1>"
        f"{body}{text}</body></html>"
    )


@pytest.mark.parametrize("between", [" | ", " – ", " - ", "_"])
def test_the_site_stands_behind_the_headline_of_the_title(between):
    assert publisher(html(f"The water of the valley{between}Valley Ledger", "")) == "Valley Ledger"


def test_a_title_that_is_not_the_headline_names_no_site():
    assert publisher(html("Rivers | Lakes and ponds", "")) is None


def test_a_source_line_goes_before_the_title():
    page = html("The water of the valley_门户网", "<div>2025-06-03 来源：河湾晚报</div>")
    assert publisher(page) == "河湾晚报"


def test_an_account_goes_before_its_platform():
    head = '<meta property="og:site_name" content="Platform">'
    assert publisher(html("The water", '<a id="js_name"> 河湾观察 </a>', head)) == "河湾观察"


def test_comments_under_a_short_name_are_no_part_of_the_article():
    page = html("The water", "").replace(
        "</body>",
        '<div class="cmt"><p>网友：机房一天抽走了900吨水，都怪它，谁来管一管？</p></div></body>',
    )
    assert "900" not in read_page(page.encode()).text

"""A polluted page keeps, beside each mended paragraph, what it showed.

Not here: the repairs themselves (`damage/`), how the report folds it (`tests/reports`).
"""

from assay.reading.read import read_page

CLEAN = (
    "现货白银一度突破99美元每盎司，又一次刷新了历史新高，交易所的库存还在下降。\n"
    "分析师认为，光伏与汽车的需求也在增长，矿山却没有多少新的产量可以跟上。"
)
DAMAGED = (
    CLEAN.replace("现货", "现(xiàn)货").replace("历史", "历(lì)史").replace("库存", "库(kù)存")
)


def test_a_mended_paragraph_keeps_what_the_page_showed():
    article = read_page(DAMAGED.encode())
    assert article.polluted
    assert article.text == CLEAN
    assert article.as_found == (DAMAGED.split("\n")[0], "")


def test_a_clean_page_keeps_nothing():
    assert read_page(CLEAN.encode()).as_found == ()

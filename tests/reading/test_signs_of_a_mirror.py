"""What shows in HTML that a mirror made the page, and quotation marks read in the wrong encoding.

Not here: the repairs of dumps (`test_repair_steps.py`).
"""

from assay.reading.read import read_page

TEXT = "".join(
    f"<p>The council of the {place} valley has counted the water that the new server hall takes, "
    "and found that it is less than the golf course takes in a dry summer.</p>"
    for place in ("upper", "lower", "middle", "eastern")
)


def page(before: str, text: str = TEXT) -> bytes:
    return f"<html><body><h1>The water of the valley</h1>{before}{text}</body></html>".encode()


def test_empty_elements_of_several_kinds_with_one_id_are_a_mirror_s():
    sown = '<cite id="x7k2"></cite><track id="x7k2"></track><ins id="x7k2"></ins>'
    assert read_page(page(sown)).polluted


def test_a_template_that_repeats_an_id_is_no_mirror():
    assert not read_page(page('<div id="ad"></div>' * 5)).polluted


def test_a_single_apostrophe_read_wrongly_is_put_right():
    article = read_page(page("", TEXT.replace("the golf course", "the townâ€™s golf course")))
    assert "the town’s golf course" in article.text
    assert "mojibake" in article.repairs

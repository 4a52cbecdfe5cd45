"""Plain texts whose lines were cut at a width, as mail, PDF and text editors cut them.

Not here: which lines are the article (`test_dump.py`).
"""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.reading.read import read_page

PARAGRAPHS = (
    "Data centres already used 176 TWh in 2023, about 4.4 percent of all electricity in the United "
    "States, according to Lawrence Berkeley National Laboratory. By 2035 they will take 8.6 "
    "percent of the country's power, BloombergNEF estimates, more than double today's share.",
    "The International Energy Agency expects data centres worldwide to need 945 TWh in 2030. "
    "Training one large model burns as much electricity as many thousand homes in a year, and "
    "nothing else comes close.",
)
HEAD = "AI data centres are draining the grid\nBy Jane Field, 12 November 2025\n\n"


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 130])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_wrapped_text_reads_as_it_did_before(width, between):
    wrapped = between.join(textwrap.fill(one, width) for one in PARAGRAPHS)
    article = read_page((HEAD + wrapped).encode())
    assert article.text.replace("\n", " ") == " ".join(PARAGRAPHS)


def test_a_list_of_headlines_stays_a_list():
    headlines = [
        "Silver hits a record as investors flee to safety amid new tariffs",
        "Data centres to use more power than all of Japan by 2030, agency says",
        "Why copper is the new oil, and what it means for your savings account",
        "Farmers protest against water use of chip makers in the dry south",
    ]
    page = HEAD + "\n".join(PARAGRAPHS) + "\n\n" + "\n".join(headlines)
    article = read_page(page.encode())
    assert article.text == "\n".join(PARAGRAPHS)


@given(st.integers(55, 125))
def test_every_joined_character_knows_where_it_stood(width):
    raw = (HEAD + "\n\n".join(textwrap.fill(one, width) for one in PARAGRAPHS)).encode()
    article = read_page(raw)
    at = article.text.index("945 TWh")
    first, _ = article.raw_span((at, at + 7))
    assert raw[first : first + 3] == b"945"

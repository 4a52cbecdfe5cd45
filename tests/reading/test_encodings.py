"""Whatever encoding a page comes in, its characters and their bytes are told; what is no text is
refused.

Not here: how pages are repaired once they are characters (`test_repair_laws.py`).
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import NotAnArticle
from assay.reading.encodings import decode
from tests.reading.polluted import CLEAN, polluted

TRADITIONAL = polluted(CLEAN[2], readings=False).replace("裏", "裡")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CLEAN[0], "utf-8"),
        (CLEAN[0], "utf-8-sig"),
        (CLEAN[0], "utf-16"),
        (CLEAN[0], "utf-16-le"),
        (CLEAN[0], "utf-16-be"),
        (CLEAN[0], "gb18030"),
        (CLEAN[1] + "𠮷", "gb18030"),
        (TRADITIONAL, "big5"),
        ("Prices rose by 3 € – “so what?”", "windows-1252"),
    ],
)
def test_a_page_is_read_in_its_encoding_without_being_told(text: str, encoding: str):
    raw = text.encode(encoding)
    page = decode(raw)
    assert page.text == text
    plain = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    pieces = zip(page.offsets, page.offsets[1:], strict=False)
    assert [raw[a:b].decode(plain) for a, b in pieces] == list(text)


def test_a_declared_encoding_is_believed_where_it_decodes():
    raw = '<meta charset="windows-1251">Серебро подорожало на 30 процентов'.encode("windows-1251")
    assert decode(raw).text.endswith("Серебро подорожало на 30 процентов")


def test_a_wrong_declaration_does_not_spoil_utf_8():
    raw = ('<meta charset="gb2312">' + CLEAN[0]).encode()
    assert decode(raw).text.endswith(CLEAN[0])


def test_characters_cut_in_half_do_not_spoil_the_rest():
    raw = CLEAN[0].encode()
    page = decode(raw[:100] + raw[101:])
    assert "全年用电增长4.2%" in page.text
    assert "\ufffd" in page.text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_with_a_way_back_or_refused(raw: bytes):
    try:
        page = decode(raw)
    except NotAnArticle:
        return
    assert len(page.offsets) == len(page.text) + 1
    assert (np.diff(page.offsets) >= 0).all()
    assert page.offsets[-1] == len(raw)
    page.text.encode()  # no half characters are left


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 something",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\x00",
        bytes(range(256)) * 8,
        b"text with \x00 one hole in it",
        b"\x01\x02\x03\x04\x05\x06" * 50,
    ],
)
def test_binary_files_are_refused_by_name(raw: bytes):
    with pytest.raises(NotAnArticle) as refused:
        decode(raw)
    assert refused.value.found and "save the page as text" in refused.value.remedy

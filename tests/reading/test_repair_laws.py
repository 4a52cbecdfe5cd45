"""What repairing a text may and may not do: it undoes the damage exactly and leaves clean text
alone.

Not here: the article in a page (`test_read_dump.py`), the real page (`test_the_essay.py`).
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.reading.damage.debris import planted_debris
from assay.reading.damage.readings import without_readings
from assay.reading.encodings import decode
from assay.reading.repair import repair as repaired_page
from tests.reading.polluted import CLEAN, polluted


def repair(page):
    """The repaired page and the names of the steps that changed something."""
    page, made = repaired_page(page)
    return page, tuple(each.name for each in made)


GLOSSED = "央行(ECB)昨天说,英国广播公司(BBC)的报道不准确,量子(QE)计算也与虚拟现实(VR)无关。"
"""Han characters followed by Latin in brackets that is no reading of them."""

SPELLINGS = "銀 银 (yín) （yīn） (Yi\u0301n) 著 着 著名 發 (fā) (fà) 後 乾 (gān) 们(men) （fā"
SIGNS = "( ) 12% １２．５％ < a<b “ 𝄞"
PARTS = [*SPELLINGS.split(), *SIGNS.split(), "\n", " ", '<cite id="x">', "\U00020000"]
FRAGMENTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
"""Texts made of everything that the repairs look at."""


@pytest.mark.parametrize("clean", CLEAN)
@pytest.mark.parametrize(
    ("readings", "traditional"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_repair_gives_back_the_clean_page_exactly(clean: str, readings: bool, traditional: bool):
    damaged = polluted(clean, readings, traditional)
    repaired, names = repair(decode(damaged.encode()))
    assert repaired.text == clean
    assert ("readings" in names, "traditional" in names) == (readings, traditional)


@given(FRAGMENTS)
def test_repairing_what_is_repaired_changes_nothing(text: str):
    once, _ = repair(decode(text.encode()))
    twice, names = repair(once)
    assert twice.text == once.text
    assert names == ()


@given(FRAGMENTS)
def test_offsets_never_run_backwards_and_point_at_whole_characters(text: str):
    raw = text.encode()
    repaired, _ = repair(decode(raw))
    assert len(repaired.offsets) == len(repaired.text) + 1
    assert (np.diff(repaired.offsets) >= 0).all()
    starts = {at for at in range(len(raw) + 1) if at == len(raw) or raw[at] & 0xC0 != 0x80}
    assert set(repaired.offsets.tolist()) <= starts


def test_latin_names_in_brackets_survive_on_clean_and_on_polluted_pages():
    assert repair(decode(GLOSSED.encode()))[0].text == GLOSSED
    damaged = polluted(CLEAN[0]) + GLOSSED
    assert repair(decode(damaged.encode()))[0].text == CLEAN[0] + GLOSSED


def test_a_single_reading_is_a_gloss_and_stays():
    text = CLEAN[0] + CLEAN[1] + CLEAN[2] + "银(yín)是一种金属。"
    assert repair(decode(text.encode()))[0].text == text


def test_a_reading_of_another_character_stays_even_on_a_polluted_page():
    text = polluted(CLEAN[0], traditional=False) + "银(tóng)"
    assert repair(decode(text.encode()))[0].text.endswith("银(tóng)")


def test_a_reading_cut_off_by_the_end_of_its_line_goes_too():
    text = polluted(CLEAN[0], traditional=False) + "\n数据(jù\n数据(j"
    assert repair(decode(text.encode()))[0].text.endswith("\n数据\n数据(j")


def test_japanese_is_not_simplified():
    text = "この国の電力会社は来年から発電所を増やすと発表した。銀の価格も上がっている。"
    repaired, names = repair(decode(text.encode()))
    assert (repaired.text, names) == (text, ())


def test_comparisons_are_no_tags():
    text = 'if a <b and c> d then 3 < 4; <cite id="k"></cite>gone'
    assert repair(decode(text.encode()))[0].text == "if a <b and c> d then 3 < 4; gone"


def test_elements_sown_with_one_id_are_the_work_of_a_mirror():
    assert planted_debris('<cite id="q1"></cite><track id="q1"></track><li id="q1"></li>')
    assert not planted_debris('<cite id="q1"></cite><track id="q2"></track><li id="q3"></li>')


def test_full_width_digits_become_readable_numbers():
    repaired, names = repair(decode("用电增长１２.５％，略高于预期。".encode()))
    assert repaired.text == "用电增长12.5%，略高于预期。"
    assert names == ("full-width",)


def test_a_text_without_brackets_loads_no_table_of_readings():
    page = decode(CLEAN[0].encode())
    assert without_readings(page).page is page


def test_the_table_of_readings_is_what_its_script_writes(root: Path):
    spec = importlib.util.spec_from_file_location("make", root / "tools" / "make_readings.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    written = make.TARGET.read_text(encoding="utf-8").splitlines()[1:]
    assert dict(line.split(",", 1) for line in written) == make.table()

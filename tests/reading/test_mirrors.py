"""Pages that tell one story in the same words are one group, polluted or not; others are not.

Not here: reading one page (`test_read_dump.py`), the table of several pages (`tests/reports`).
"""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from assay.cli import assay
from assay.reading.mirrors import PERMUTATIONS, grouped, overlap, signature
from assay.reading.read import read_page
from tests.reading.polluted import CLEAN, polluted

STORY = "铜从哪里来\n2026-03-01\n" + CLEAN[1]
OTHER = "河水去了哪里\n2026-03-02\n" + CLEAN[2]


def page(text: str):
    return read_page(text.encode())


def test_mirrors_are_grouped_and_the_clean_page_counts_first():
    pages = [
        page(polluted(STORY)),
        page(OTHER),
        page(STORY + "\n矿山的主人没有回答问题。"),
        page(STORY),
    ]
    first, other = grouped(pages)
    assert first.pages[0] in (2, 3) and set(first.pages) == {0, 2, 3}
    assert first.likeness[0] == 1.0 and min(first.likeness) > 0.8
    assert (other.pages, other.likeness) == ((1,), (1.0,))


def test_every_page_is_in_one_group_whatever_the_order():
    pages = [page(STORY), page(OTHER), page(polluted(OTHER)), page(polluted(STORY))]
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]):
        groups = grouped([pages[i] for i in order])
        stories = {frozenset(order[place] for place in group.pages) for group in groups}
        assert stories == {frozenset({0, 3}), frozenset({1, 2})}


def test_many_pages_are_grouped_like_few():
    draw = np.random.default_rng(2).integers(0x4E00, 0x9FA5, (70, 300))
    texts = ["".join(map(chr, row)) for row in draw]
    articles = [page(f"{text}。\n{CLEAN[0][:20]}。") for text in texts for _ in range(2)]
    groups = grouped(articles)
    assert len(articles) > PERMUTATIONS
    assert sorted(group.pages for group in groups) == [(2 * i, 2 * i + 1) for i in range(70)]


def test_the_estimated_overlap_is_near_the_true_one():
    rng = np.random.default_rng(1)
    text = "".join(map(chr, rng.integers(0x4E00, 0x9FA5, 2000)))
    half = text[:1000] + "".join(map(chr, rng.integers(0x4E00, 0x9FA5, 1000)))
    assert overlap(signature(text), signature(half)) == pytest.approx(1 / 3, abs=0.13)
    assert overlap(signature(text), signature(text[::-1])) < 0.05


def test_a_signature_is_the_same_on_every_machine_and_blind_to_marks():
    assert signature("铜价，上涨！").tolist() == signature("铜价 上涨").tolist()
    assert signature("AI melts silver").tolist() == signature("ai melts\nsilver.").tolist()
    assert int(signature("铜价上涨的原因")[0]) == 6005034035370767655


def test_no_pages_and_pages_without_letters_are_no_trouble():
    assert grouped([]) == ()
    assert len(signature("")) == PERMUTATIONS


def test_several_pages_are_told_in_groups_and_a_refusal_costs_no_other(tmp_path):
    paths = []
    for name, text in (("a", STORY), ("b", polluted(STORY)), ("c", OTHER), ("d", "")):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    shown = CliRunner().invoke(assay, ["read", *map(str, paths), "--json"])
    assert shown.exit_code == 2
    assert "NotAnArticle in" in shown.stderr and "d.txt" in shown.stderr
    groups = json.loads(shown.stdout)["groups"]
    names = [[row["page"].rsplit("/")[-1] for row in group] for group in groups]
    assert names == [["a.txt", "b.txt"], ["c.txt"]]
    table = CliRunner().invoke(assay, ["read", *map(str, paths[:3])])
    assert table.exit_code == 0 and "2 different articles" in table.stdout

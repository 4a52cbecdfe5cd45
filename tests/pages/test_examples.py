"""The shipped example pages are read as a careful reader would, and judged as the record says.

Not here: single rules of reading and checking (`tests/reading`, `tests/claims`, `tests/checks`).
"""

import importlib.util
from functools import lru_cache

import pytest

import assay
from tests.pages.labels import LABELS, ROOT, Expected, Label, based, load, narrow

PAGES = [load(path) for path in LABELS]
by_page = pytest.mark.parametrize("label", PAGES, ids=lambda label: label.page.name)


@lru_cache
def read(label: Label):
    return assay.read(str(label.page))


@lru_cache
def judged(label: Label):
    return assay.judge(str(label.page), samples=2**12).claims


def find(label: Label, expected: Expected, claims):
    """The claim at the place and of the size that the label names."""
    text = read(label).article.text
    same = [
        claim
        for claim in claims
        if based(claim.value, claim.unit) == pytest.approx(expected.base())
        and any(word in text[slice(*claim.sentence)] for word in expected.subject)
    ]
    assert len(same) == 1, f"{expected.text}: found {len(same)} times"
    return same[0]


def test_both_languages_have_a_page():
    assert {label.language for label in PAGES} == {"en", "zh"}


@by_page
def test_title_author_publisher_and_day_are_found(label):
    article = read(label).article
    assert narrow(article.title) == narrow(label.title)
    assert article.author == label.author
    assert article.publisher == label.publisher
    assert article.published == label.published
    assert article.language == label.language
    assert article.polluted == label.polluted


@by_page
def test_nothing_of_the_page_furniture_is_in_the_article(label):
    text = read(label).article.text
    assert not [words for words in label.furniture if words in text]


@by_page
def test_topic_and_stance_are_those_of_the_article(label):
    assert (read(label).topic, read(label).stance) == (label.topic, label.stance)


@by_page
def test_every_number_is_read_with_value_unit_and_year_and_none_is_made_up(label):
    claims = read(label).claims.quantities
    for expected in label.claims:
        claim = find(label, expected, claims)
        if expected.year is not None:
            assert claim.year == expected.year, expected.text
    wanted = sorted(end for expected in label.claims for end in expected.base())
    read_ends = sorted(end for claim in claims for end in based(claim.value, claim.unit))
    assert read_ends == pytest.approx(wanted)


@by_page
def test_every_number_stands_as_the_record_says(label):
    checked = {item.claim: tuple(item.standings) for item in judged(label)}
    stands = [(each.text, checked[find(label, each, checked)]) for each in label.claims]
    assert stands == [(each.text, each.standing) for each in label.claims]


@by_page
def test_the_page_holds_numbers_of_every_kind(label):
    kinds = {standing for expected in label.claims for standing in expected.standing}
    assert kinds >= {"supported", "superseded", "misframed", "untraceable", "clashes"}


def maker():
    """The script that made the polluted page, loaded from tools/."""
    place = ROOT / "tools" / "make_polluted_page.py"
    spec = importlib.util.spec_from_file_location("make_polluted_page", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_polluted_page_is_what_its_script_makes():
    made = maker()
    assert made.TARGET.read_text("utf-8") == made.polluted(made.CLEAN.read_text("utf-8"))


def test_repair_gives_back_the_clean_article_character_by_character():
    """From the first paragraph to the last before the disclaimers, punctuation width aside."""
    label = next(label for label in PAGES if label.polluted)
    lines = [line.strip() for line in maker().CLEAN.read_text("utf-8").splitlines() if line.strip()]
    start = next(i for i, line in enumerate(lines) if line.startswith("刚刚过去的"))
    end = next(i for i, line in enumerate(lines) if line.startswith("声明"))
    assert narrow(read(label).article.text) == narrow("\n".join(lines[start:end]))

"""Whom a page's head names, in order: persons without titles and houses, sites by their names."""

import pytest

from assay.reading.read import read_page
from assay.reading.signatures import author_of_profile, authors_in_order, headline_in, site_in_order

SENTENCE = "Copper has become dearer for reasons that are no mystery, traders said on Monday. "


@pytest.mark.parametrize(
    ("told", "site", "author"),
    [
        ("Nora T Castellane", None, "Nora T. Castellane"),
        ("NORA CASTELLANE; Metals Staff Writer", None, "Nora Castellane"),
        ("Nora Castellane; MS; RD", None, "Nora Castellane"),
        ("Nora Castellane; Harbour Daily", "Harbour Daily", "Nora Castellane"),
        ("Nora Castellane; Harbour Daily Business", "Harbour Daily", "Nora Castellane"),
        ("Nora Castellane; Emil Voss; evoss", None, "Nora Castellane; Emil Voss"),
        ("Nora Castellane; Nora T Castellane", None, "Nora T. Castellane"),
        ("Analysis by Nora Castellane", None, "Nora Castellane"),
        ("NORA CASTELLANE and EMIL VOSS", None, "Nora Castellane and Emil Voss"),
        ("Harbour Daily Staff", "Harbour Daily", "Harbour Daily Staff"),
        ("林岚", "每日商品观察", "林岚"),
        ("", None, None),
    ],
)
def test_authors_are_told_without_titles_degrees_logins_and_houses(told, site, author):
    assert authors_in_order(told, site) == author


def test_a_profile_tells_its_author_and_a_platform_none():
    assert author_of_profile(["https://x.example/author/nora-castellane"]) == "Nora Castellane"
    assert author_of_profile(["https://x.example/harbourdaily", "", "/author/admin"]) is None


@pytest.mark.parametrize(
    ("told", "brand", "handle", "behind", "site"),
    [
        ("Press Agency", "Harbour Daily", "", "", "Harbour Daily"),
        ("Harbour Daily", "World", "@x", "", "World"),
        ("Harbour Daily", "U.S.", "", "", "Harbour Daily"),
        ("HarbourD", "", "@HarbourD", "Harbour Daily", "Harbour Daily"),
        ("harbourdaily", "harbourdaily", "", "", "Harbourdaily"),
        ("hd", "", "", "", "HD"),
        ("9to5Metal", "9to5Metal", "", "", "9to5Metal"),
        ("Harbour | Ships | Tides", "Harbour | Ships | Tides", "", "", "Harbour"),
        ("Copyright 2014", "", "", "", None),
        ("ⓒ 商品观察", "", "", "", "商品观察"),
        ("", "https://www.harbour.example", "", "", "harbour.example"),
        ("Harbour Daily", "https://www.harbour.example", "", "", "Harbour Daily"),
    ],
)
def test_a_site_is_told_by_its_name(told, brand, handle, behind, site):
    assert site_in_order(told, brand, handle, behind) == site


def test_the_headline_is_told_without_the_site_before_or_behind_it():
    headings = ["Menu", "Copper is dear again"]
    assert headline_in("Copper is dear again | Harbour Daily", headings) == headings[1]
    assert headline_in("Harbour Daily: Copper is dear again", headings) == headings[1]
    assert headline_in("Copper is dear againward", headings) == "Copper is dear againward"
    assert headline_in("Why copper is dear", ["dear"]) == "Why copper is dear"


def test_a_page_is_signed_as_its_head_says_it():
    head = (
        '<title>Copper is dear again | Harbour Daily</title><meta name="author" content="NORA T '
        'CASTELLANE, Staff Writer"><meta property="og:site_name" content="Harbour Daily">'
        '<meta property="og:title" content="Copper is dear again | Harbour Daily">'
    )
    body = f"<article><h1>Copper is dear again</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p>"
    article = read_page(f"<html><head>{head}</head><body>{body}</article></body></html>".encode())
    assert article.title == "Copper is dear again"
    assert article.author == "Nora T. Castellane"
    assert article.publisher == "Harbour Daily"

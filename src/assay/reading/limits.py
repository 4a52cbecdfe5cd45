"""Every bound on hostile input, with its reason.

Not here: the checks themselves, each where the danger is (`page.py`, `html.py`), nor the bounds of
the network (`assay/net.py`).
"""

MAX_PAGE_BYTES = 20_000_000
"""Largest page read. The largest of 181 measured news pages has 2 MB; ten times that is no
article."""

MAX_LINES = 100_000
"""Lines of a text dump that are scored; a measured dump has 166. More is a data file, not a
page."""

MAX_LINE_CHARACTERS = 20_000
"""Longest line that can be a paragraph; beyond it stands packed script or data, which scores as
none."""

MAX_MARKS = 300_000
"""Tags and entities of any page, about 2 s of scanning; a measured news page has up to 6,000."""

MAX_HTML_CHARACTERS = 3_000_000
"""Most markup given to the HTML parser; text alone takes 0.2 s; what is slow, tags,
is counted next."""

MAX_HTML_TAGS = 60_000
"""Most tags given to the HTML parser, about 2 s at worst; measured news pages have up to 3,200."""

MAX_HTML_NESTING = 1_000
"""Deepest nesting given to the HTML parser, unclosed tags counted; measured pages reach 513."""

MAX_META_CHARACTERS = 2_000
"""Longest text of a meta element that is looked at; names and titles of 181 measured news pages
have up to 153. The library takes the square of its length."""

MAX_METAS_CHARACTERS = 10_000
"""Most text of all meta elements together; measured news pages have up to 6,200."""

MAX_SAME_METAS = 10
"""Meta elements of one name that are looked at: the library takes the cube of the number of
authors, 1 s for 400."""

MAX_META_MARKS = 20
"""Most "<" in it: the library searches each of them to the end of the text."""

MAX_LINKED_CHARACTERS = 5_000
"""Linked data given to the library for names and titles, what is longer without all that it does
not look at: of broken data the library takes the square, 0.1 s for as much, and of the number of
authors the cube. Broken data of measured news pages has up to 2,650."""

MAX_LINKED_ENTRIES = 50
"""Entries of a list in longer linked data that are looked at: authors, or the parts of a page."""

MAX_LINKED_MARKS = 200
"""Most "<" in a piece of it: the library searches each of them to the end."""

MAX_LINKED_TEXT = 200_000
"""Most linked data in which the library may look for the article; measured news pages have up to
30,000."""

MAX_LINKED_TAG = 1_000
"""Longest tag in a text of linked data: the library takes the square of its length."""

MAX_TAG_CHARACTERS = 50_000
"""Longest single tag that is skipped as one; a longer one (pictures written into attributes) ends
there."""

MIN_ARTICLE_WEIGHT = 60
"""Least weight of an article (a Han character counts three): one full sentence in either
language."""

LEAST_ENGLISH = 0.04
"""Least share of the six commonest words of English among the words of an English text; they are
0.15 to 0.2 of news prose, and below 0.02 of French, German or Spanish."""

LEAST_WORDS = 60
"""Words from which that share says anything."""

MAX_TITLE_CHARACTERS = 300
"""Longest title kept, so that a page cannot flood a report's head."""

MAX_BYLINE_CHARACTERS = 200
"""Longest line searched for an author, a source or a day; a longer one is prose."""

MAX_NAME_CHARACTERS = 80
"""Longest author or publisher kept, for the same reason."""

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

MAX_META_CHARACTERS = 20_000
"""Longest text of a meta element that is looked at; a summary has some hundred."""

MAX_META_MARKS = 20
"""Most "<" in it: the library searches each of them to the end of the text."""

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

"""A mended paragraph can be unfolded as the page showed it, and nothing of it is markup.

Not here: how it is kept (`tests/reading/test_as_found.py`).
"""

from dataclasses import replace

import pytest

from assay.report.to_html import render
from tests.reports.variants import VARIANTS

HOSTILE = "<script>alert(1)</script> as </p> found"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_mended_paragraph_unfolds_as_it_was_found_and_escaped(language):
    verdict = VARIANTS["example"]()
    found = tuple(HOSTILE for _ in verdict.article.paragraphs)
    report = render(replace(verdict, article=replace(verdict.article, as_found=found)), language)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; as &lt;/p&gt; found" in report
    assert HOSTILE not in report
    assert 'class="found"' not in render(verdict, language)

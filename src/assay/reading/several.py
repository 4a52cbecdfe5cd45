"""Several pages at once: those that can be read, in groups that tell one story, and the refusals.

Not here: comparing them (`mirrors.py`), reading one (`read.py`), what they claim (`as_read.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assay.errors import AssayError
from assay.reading.article import Article
from assay.reading.mirrors import Mirrors, grouped
from assay.reading.page import open_page
from assay.reading.read import read_page


@dataclass(frozen=True, slots=True)
class Several:
    """What became of several pages."""

    pages: tuple[tuple[str, Article], ...]
    """The pages that could be read, each with the name or address it was asked for by."""
    groups: tuple[Mirrors, ...]
    """Which of them tell one story."""
    refused: tuple[AssayError, ...]
    """Why the others could not, each naming its page."""


def read_all(targets: Sequence[str], progress: Callable[[str], None]) -> Several:
    """Read every page that can be read; one that cannot costs none of the others."""
    pages: list[tuple[str, Article]] = []
    refused: list[AssayError] = []
    for target in targets:
        progress("page")
        try:
            page = open_page(target)
            pages.append((target, read_page(page.raw, page.address)))
        except AssayError as refusal:
            name = "standard input" if target == "-" else target
            refused.append(type(refusal)(name, refusal.found, refusal.expected, refusal.remedy))
    groups = grouped([article for _, article in pages])
    return Several(tuple(pages), groups, tuple(refused))

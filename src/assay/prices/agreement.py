"""Whether the parts of an attribution fit each other: titles, groups, matrices, years.

Not here: their types and sums (`result.py`), whether a matrix is one of correlations (`model/`).
"""

from collections.abc import Iterator, Sequence

from assay.errors import PriceError
from assay.prices.result import Attribution

LANGUAGES = ("en", "zh")
"""Languages in which a report names the price."""


def must_agree(found: Attribution, where: str) -> None:
    """Raise PriceError, with the place in the file, for the first part that fits no other."""
    for place, told, expected in _offences(found):
        raise PriceError(f"{where}: {place}", told, expected, "make the file again: assay fit")


def _offences(found: Attribution) -> Iterator[tuple[str, str, str]]:
    missing = [language for language in LANGUAGES if not found.target.title.get(language)]
    if missing:
        yield "target: title", f"nothing for {', '.join(missing)}", "a name in en and zh"
    if not _is_square(found.covariance, len(found.coefficients)):
        yield "covariance", "another shape", "a row and a column for each coefficient"
    names = [window.name for window in found.windows]
    for name in names:
        if names.count(name) > 1:
            yield "windows", f"{name} twice", "each window once"
    for window in found.windows:
        groups = tuple(share.group for share in window.shares)
        if groups != found.groups:
            yield f"window {window.name}: shares", ", ".join(groups), ", ".join(found.groups)
        if not _is_square(window.correlations, len(groups)):
            expected = "a row and a column for each group"
            yield f"window {window.name}: correlations", "another shape", expected
    for null in found.null:
        if len(null.years) != len(null.residuals) or not null.years:
            told = f"{len(null.years)} years and {len(null.residuals)} residuals"
            yield f"null {null.stage}", told, "one residual for each year"


def _is_square(rows: Sequence[Sequence[float]], size: int) -> bool:
    return len(rows) == size and all(len(row) == size for row in rows)

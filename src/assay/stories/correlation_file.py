"""Reads the correlations of a story's `givens.toml`: which givens move together, and by how much.

Not here: what a correlation is (`model/correlation.py`), the givens themselves (`given_file.py`).

    [correlation.metals]
    givens = ["copper_price", "silver_price"]
    matrix = [[1, 0.4], [0.4, 1]]
    source = ["..."]
    why = "..."

`matrix = "fitted"` takes that of the contributions whose groups the givens' shapes name.
"""

from collections.abc import Collection, Mapping
from typing import Any

from assay.errors import AssayError, GivenError, StoryError
from assay.model.complaint import nearest
from assay.model.correlation import Correlation, complaints_about, complaints_of_names
from assay.stories.fitted import correlations
from assay.stories.recorded import Known

TABLE = "correlation"
"""The table of `givens.toml` that is no given."""
FITTED = "fitted"
"""Stands for a matrix of the attribution; and in a shape for a number of it."""
KEYS = ("givens", "matrix", "source", "judgement", "why")
"""Keys that a correlation may have."""


def read_correlations(
    table: Mapping[str, Any], place: str, known: Known, absent: Collection[str] = ()
) -> tuple[tuple[Correlation, ...], list[AssayError]]:
    """The correlations of a file in its order, and every complaint about them.

    Givens that are `absent` are left out of a matrix that is fitted.
    """
    complaints: list[AssayError] = []
    found: list[Correlation] = []
    claims: list[tuple[str, list[str]]] = []
    for name, body in table.get(TABLE, {}).items():
        where = f"{place}: {TABLE}.{name}"
        if not isinstance(body, Mapping):
            complaints.append(GivenError(where, repr(body), "a table", f"[{TABLE}.{name}]"))
            continue
        complaints += _amiss(body, where, known)
        try:
            givens, matrix = _told(body, table, where, known, absent)
        except StoryError as error:
            complaints.append(error)
            continue
        claims.append((where, givens))
        amiss = complaints_about(givens, matrix, where)
        complaints += amiss
        if not amiss:
            rows = tuple(tuple(map(float, row)) for row in matrix)
            found.append(Correlation(name, tuple(givens), rows))
    names = [name for name in table if name != TABLE and name not in absent]
    return tuple(found), [*complaints, *complaints_of_names(claims, names)]


def _told(
    body: Mapping[str, Any],
    table: Mapping[str, Any],
    where: str,
    known: Known,
    absent: Collection[str],
) -> tuple[list[str], Any]:
    """The names and the matrix of a correlation, the matrix as it stands unless it is fitted."""
    givens, matrix = body.get("givens"), body.get("matrix")
    if not isinstance(givens, list) or not all(isinstance(one, str) for one in givens):
        raise GivenError(f"{where}.givens", repr(givens), "a list of names", 'givens = ["..."]')
    if isinstance(matrix, str) and matrix != FITTED:
        raise GivenError(
            f"{where}.matrix", repr(matrix), 'rows of numbers, or "fitted"', "[[1, 0], [0, 1]]"
        )
    if matrix == FITTED:
        givens = [one for one in givens if one not in absent]
        groups = {one: _group(one, table, f"{where}.givens") for one in givens}
        matrix = correlations(groups, f"{where}.matrix", known)
    return givens, matrix


def _group(given: str, table: Mapping[str, Any], where: str) -> str:
    body = table.get(given)
    shape = body.get("shape") if isinstance(body, Mapping) else None
    if not isinstance(shape, Mapping) or FITTED not in shape:
        raise GivenError(
            where,
            f"{given}, whose shape names no group of the attribution",
            'givens with `shape = { fitted = "..." }`, where the matrix is fitted',
            "a matrix of numbers, or one given less",
        )
    return str(shape[FITTED])


def _amiss(body: Mapping[str, Any], where: str, known: Known) -> list[AssayError]:
    """Unknown keys, no reason, no source."""
    found: list[AssayError] = [
        GivenError(f"{where}.{key}", "an unknown key", "a key of a correlation", nearest(key, KEYS))
        for key in body
        if key not in KEYS
    ]
    if not isinstance(body.get("why"), str) or not body["why"].strip():
        found.append(GivenError(f"{where}.why", "nothing", "a sentence", 'why = "..."'))
    sources = body.get("source", [])
    strangers = [str(one) for one in sources if one not in known.whole.sources]
    found += [
        GivenError(
            f"{where}.source", one, "a source of sources.csv", nearest(one, known.whole.sources)
        )
        for one in strangers
    ]
    if body.get("matrix") != FITTED and not sources and not body.get("judgement", False):
        found.append(
            GivenError(
                where,
                "neither a source nor a judgement",
                "one of them",
                'source = ["..."], or judgement = true with the reason in why',
            )
        )
    return found

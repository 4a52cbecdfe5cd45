"""Takes a given's numbers from the story's price attribution: `shape = { fitted = "dollar" }`.

Not here: the attribution (`prices/result.py`), numbers of the record (`recorded.py`). What is taken
is that of the window "story", so that no number of a fit stands in a story's own files.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assay.errors import GivenError, UnitError
from assay.model.complaint import nearest
from assay.model.normal import Z95
from assay.prices.result import GROUPS, OWN_FILES, Attribution, Share
from assay.stories.recorded import Known, Recorded
from assay.units import unit

WINDOW = "story"
"""The window of an attribution that a story's givens speak of."""
RISE = "rise"
"""Reference to what the price did where it was fitted."""
RESIDUAL = "residual."
"""Before the stage ("macro" or "gold") whose yearly residuals are meant."""


def fitted(reference: object, target: str, where: str, known: Known) -> Recorded:
    """The shape that a reference to the attribution stands for, in the given's unit.

    The name of a group is its contribution with its 90 % band; "rise" what the price did on the
    market of the fit; "residual.macro" or "residual.gold" a year's residual, about zero, as wide as
    those of the years left out in turn. Raises GivenError for anything else, for a group that was
    not measured and for a story without an attribution, UnitError for a unit that log points do not
    fit.
    """
    attribution = known.attribution
    if attribution is None:
        raise GivenError(where, "no attribution", "attribution.toml in the folder", "assay fit")
    window = attribution.window(WINDOW)
    name = str(reference)
    factor = _log_points(target, where)
    if name == RISE:
        return _taken(name, {"constant": window.actual * factor}, window.known_on, known)
    if name.startswith(RESIDUAL):
        stage = name.removeprefix(RESIDUAL)
        width = Z95 * _deviation(attribution, stage, where) * factor
        table = {"normal": {"p05": -width, "p95": width}}
        return _taken(name, table, attribution.fitted[1], known)
    return _taken(name, _band(_share(attribution, name, where), factor), window.known_on, known)


def unmeasured(table: Mapping[str, Any], known: Known) -> frozenset[str]:
    """The givens of a file whose group the attribution has not measured: missing, not zero."""
    if known.attribution is None:
        return frozenset()
    missing = set(GROUPS) - set(known.attribution.groups)
    return frozenset(
        name
        for name, body in table.items()
        if isinstance(body, Mapping)
        and isinstance(shape := body.get("shape"), Mapping)
        and shape.get("fitted") in missing
    )


def correlations(names: Mapping[str, str], where: str, known: Known) -> list[list[float]]:
    """The correlation matrix of some groups' contributions, groups by the givens that hold them.

    Raises GivenError as `fitted`.
    """
    if known.attribution is None:
        raise GivenError(where, "no attribution", "attribution.toml in the folder", "assay fit")
    window = known.attribution.window(WINDOW)
    groups = [share.group for share in window.shares]
    rows = []
    for group in names.values():
        _share(known.attribution, group, where)
        row = window.correlations[groups.index(group)]
        rows.append([row[groups.index(other)] for other in names.values() if other in groups])
    return rows


def _share(attribution: Attribution, name: str, where: str) -> Share:
    for share in attribution.window(WINDOW).shares:
        if share.group == name:
            return share
    reasons = {one.name: one.reason for one in attribution.not_measured}
    if name in reasons:
        raise GivenError(where, f"{name}, not measured: {reasons[name]}", "a measured group", "")
    known = (*GROUPS, RISE, f"{RESIDUAL}macro", f"{RESIDUAL}gold")
    raise GivenError(where, repr(name), "a group of the attribution", nearest(name, known))


def _band(share: Share, factor: float) -> dict[str, Any]:
    if not share.p05 < share.p50 < share.p95:
        return {"constant": share.p50 * factor}
    ends = {"p05": share.p05, "p50": share.p50, "p95": share.p95}
    return {"percentiles": {key: value * factor for key, value in ends.items()}}


def _deviation(attribution: Attribution, stage: str, where: str) -> float:
    for null in attribution.null:
        if null.stage == stage:
            return null.sd
    stages = [null.stage for null in attribution.null]
    raise GivenError(
        where, f"stage {stage!r}", "a stage of the attribution", nearest(stage, stages)
    )


def _log_points(target: str, where: str) -> float:
    told, wanted = unit("log_point"), unit(target, where)
    if not told.fits(wanted):
        raise UnitError(where, target, "a unit that log points fit", 'unit = "log_point"')
    return told.scale / wanted.scale


def _taken(name: str, table: Mapping[str, Any], day: date, known: Known) -> Recorded:
    # a results file that names no source was fitted from files and nothing else
    sources = (known.attribution.sources if known.attribution else ()) or (OWN_FILES,)
    return Recorded(table, sources, day, day > known.record.last_known_on, (), name)

"""Reads `givens.toml`: every uncertain input of a story, each arguing for itself.

Not here: the shapes (`model/shapes.py`), numbers taken from the record (`recorded.py`) or from the
attribution (`fitted.py`), which givens move together (`correlation_file.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.errors import AssayError, GivenError, StoryError, UnitError, UnknownSource
from assay.model.complaint import alike, nearest
from assay.model.correlation import Correlation
from assay.model.givens import Given
from assay.model.model import NO_UNIT
from assay.model.shapes import Constant, Shape
from assay.model.written import shape_from
from assay.stories.correlation_file import FITTED, TABLE, read_correlations
from assay.stories.fitted import fitted, unmeasured
from assay.stories.recorded import Known, Recorded, resolve
from assay.stories.words import missing_text
from assay.units import unit

KEYS = (
    "title",
    "unit",
    "shape",
    "source",
    "judgement",
    "why",
    "would_change",
    "confidence",
    "like",
)
"""Keys that a given may have."""
CONFIDENCES = ("high", "medium", "low")
"""How sure a given can be called."""
UNKNOWN = Constant(0.0)
"""Stands for a shape that could not be read, so that the other complaints can be found."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """What a story's `givens.toml` came to."""

    givens: tuple[Given, ...]
    """The givens, in the order of the file."""
    correlations: tuple[Correlation, ...]
    """Those that move together."""
    absent: frozenset[str]
    """Those left out, because the attribution has not measured what they are."""
    complaints: list[AssayError]
    """Everything that is wrong with it."""


def read_givens(table: Mapping[str, Any], story: str, known: Known) -> GivenFile:
    """The givens of a story's table, with every complaint about them."""
    place = f"{story}/givens.toml"
    complaints: list[AssayError] = []
    absent = unmeasured(table, known)
    givens = tuple(
        _given(name, _full(name, table, place, complaints), f"{place}: {name}", known, complaints)
        for name in table
        if name != TABLE and name not in absent
    )
    correlations, amiss = read_correlations(table, place, known, absent)
    return GivenFile(givens, correlations, absent, [*complaints, *amiss])


def _full(
    name: str, table: Mapping[str, Any], place: str, complaints: list[AssayError]
) -> Mapping[str, Any]:
    """The given's own table over that of the given it is like."""
    body: Mapping[str, Any] = table[name]
    model = body.get("like") if isinstance(body, Mapping) else None
    if model is None:
        return body
    if model not in table:
        complaints.append(
            GivenError(
                f"{place}: {name}.like", str(model), "another given", nearest(str(model), table)
            )
        )
        return body
    return {**table[model], **{key: value for key, value in body.items() if key != "like"}}


def _given(
    name: str, body: Mapping[str, Any], where: str, known: Known, complaints: list[AssayError]
) -> Given:
    if not isinstance(body, Mapping):
        complaints.append(GivenError(where, repr(body), "a table", f"[{name}]"))
        body = {"unit": NO_UNIT}
    strangers = [key for key in body if key not in KEYS]
    complaints += [
        GivenError(f"{where}.{key}", "an unknown key", "a key of a given", nearest(key, KEYS))
        for key in strangers
    ]
    complaints += _unsaid(body, where)
    # an unknown key may have been meant to be the unit
    text = body.get("unit", NO_UNIT if strangers else "1")
    if not isinstance(text, str):
        complaints.append(GivenError(f"{where}.unit", repr(text), "a text", 'unit = "t/year"'))
        text = NO_UNIT
    shape, found = _shape(body, text, where, known, complaints)
    source = found.source if found else ()
    sources = tuple(dict.fromkeys((*source, *_sources(body, where, known, complaints))))
    judgement = body.get("judgement", False)
    told = judgement or sources or any(alike(key, ("judgement", "source")) for key in strangers)
    if not told and (found is not None or not _refers(body.get("shape"))):
        complaints.append(
            GivenError(
                where,
                "neither a source nor a judgement",
                "one of them",
                'source = ["..."], or judgement = true with the reason in why',
            )
        )
    days = [known.whole.sources[one].known_on for one in sources if one in known.whole.sources]
    newest = found.known_on if found else max(days, default=None)
    later = found is not None and found.known_later
    return Given(
        name=name,
        title=body.get("title", {}),
        unit=text,
        shape=shape,
        source=sources,
        judgement=bool(judgement),
        why=str(body.get("why", "")).strip(),
        would_change=str(body.get("would_change", "")).strip(),
        confidence=str(body.get("confidence", "")),
        known_on=newest,
        known_later=later or (newest is not None and newest > known.record.last_known_on),
        facts=found.facts if found else (),
        filled=found.filled if found else (),
        fitted=found.fitted if found else None,
    )


def _unsaid(body: Mapping[str, Any], where: str) -> list[AssayError]:
    """What a given does not say of itself: titles, reasons, confidence."""
    found: list[AssayError] = [*missing_text(body.get("title"), f"{where}.title")]
    found += [
        GivenError(f"{where}.{key}", "nothing", "a sentence", f'{key} = "..."')
        for key in ("why", "would_change")
        if not isinstance(body.get(key), str) or not body[key].strip()
    ]
    confidence = body.get("confidence", "")
    if confidence not in CONFIDENCES:
        listed = ", ".join(CONFIDENCES)
        found.append(GivenError(f"{where}.confidence", repr(confidence), listed, "one of them"))
    return found


def _sources(
    body: Mapping[str, Any], where: str, known: Known, complaints: list[AssayError]
) -> tuple[str, ...]:
    named = tuple(body.get("source", ()))
    complaints += [
        UnknownSource(
            f"{where}.source",
            repr(one),
            "a source of sources.csv",
            nearest(str(one), known.whole.sources),
        )
        for one in named
        if one not in known.whole.sources
    ]
    return named


def _shape(
    body: Mapping[str, Any], text: str, where: str, known: Known, complaints: list[AssayError]
) -> tuple[Shape, Recorded | None]:
    """The given's shape, and for a reference what it came to."""
    nothing = (UNKNOWN, None)
    has_unit = text != NO_UNIT
    try:
        unit(text, f"{where}.unit")
    except UnitError as error:
        complaints += [error] if has_unit else []
        has_unit = False
    table = body.get("shape")
    try:
        if not isinstance(table, Mapping):
            raise GivenError(f"{where}.shape", repr(table), "a table", "{ constant = 1.0 }")
        if not has_unit and _refers(table):
            return nothing
        if FITTED in table:
            return _fitted(table, text, f"{where}.shape", known)
        reference = table.get("record")
        if reference is None:
            return shape_from(table, f"{where}.shape"), None
        beside = {key: value for key, value in table.items() if key != "record"}
        if reference == "today":
            return shape_from({"constant": known.today}, f"{where}.shape"), None
        found = resolve(reference, beside, text, f"{where}.shape.record", known)
        return shape_from(found.table, f"{where}.shape"), found
    except StoryError as error:
        complaints.append(error)
        return nothing


def _refers(shape: object) -> bool:
    """Whether a shape's numbers, and with them its sources, stand elsewhere; or nobody can tell."""
    return not isinstance(shape, Mapping) or FITTED in shape or "record" in shape


def _fitted(
    table: Mapping[str, Any], text: str, where: str, known: Known
) -> tuple[Shape, Recorded]:
    """A shape of the story's attribution."""
    for key in table:
        if key != FITTED:
            raise GivenError(f"{where}.{key}", f"{key} beside fitted", "nothing beside it", "")
    found = fitted(table[FITTED], text, f"{where}.{FITTED}", known)
    return shape_from(found.table, where), found

"""Of which kind every value of a story's files is: a text, a number, a list, a table.

Not here: what the values may be (`load.py`, `given_file.py`). A value of another kind is told
before anything is read from it.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from assay.errors import StoryError

Form: TypeAlias = Any
"""A type; a list of the form of its items; a table of the forms of its keys. Keys that a form does
not have are looked at elsewhere."""

EACH = "*"
"""Stands in a form for every key that it does not name."""
TEXTS = {EACH: str}
STORY_FORM: Form = {
    "effect": str,
    "formulas": [str],
    "lines": [str],
    "total": str,
    "region": str,
    "shared": [str],
    "comparison": [str],
    "window": {},
    "roles": {EACH: str, "users": [str]},
    "group": [{"nodes": [str], "views": [int], "title": TEXTS, "name": str, "kind": str}],
    "outlook": [{"node": str, "title": TEXTS}],
    "peer": [{"node": str, "fact": str, "name": str, "title": TEXTS, "words": {EACH: [str]}}],
    "market_titles": {},
    "not_applicable": {EACH: TEXTS},
}
"""That of `story.toml`."""
GIVENS_FORM: Form = {EACH: {"like": str, "source": [str]}}
"""That of `givens.toml`."""
KINDS = {str: "a text", int: "a whole number"}
"""What a type is called."""


def misformed(value: object, form: Form, where: str) -> list[StoryError]:
    """A complaint for each value of another kind than its form says; `where` is the file's."""
    return _within(value, form, where, "")


def _within(value: object, form: Form, where: str, path: str) -> list[StoryError]:
    if isinstance(form, type):
        fits = isinstance(value, form) and not isinstance(value, bool)
        return [] if fits else [_other(value, KINDS[form], where, path)]
    if isinstance(form, list):
        if not isinstance(value, list):
            return [_other(value, "a list", where, path)]
        pairs = [(f"{path}.{place}", item, form[0]) for place, item in enumerate(value, 1)]
    elif isinstance(value, Mapping):
        dotted = f"{path}." if path else ""
        pairs = [
            (f"{dotted}{key}", item, form.get(key, form.get(EACH))) for key, item in value.items()
        ]
    else:
        return [_other(value, "a table", where, path)]
    return [
        complaint
        for place, item, of in pairs
        if of is not None
        for complaint in _within(item, of, where, place)
    ]


def _other(value: object, expected: str, where: str, path: str) -> StoryError:
    examples = {"a text": '"..."', "a list": '["..."]', "a table": "{ ... }", "a whole number": "1"}
    return StoryError(f"{where}: {path}", repr(value)[:60], expected, examples[expected])

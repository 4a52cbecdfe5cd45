"""assay: how much truth is in a story about a resource.

The verbs of the command line as functions; each loads what it needs on first use.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = [
    "AssayError",
    "backtest",
    "check",
    "compare",
    "fit",
    "graph",
    "hindcast",
    "judge",
    "need",
    "new",
    "read",
    "record",
    "sensitivity",
    "story",
    "update",
    "what_if",
]


def __dir__() -> list[str]:
    """What there is to call, before any of it was loaded."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name in ("backtest", "record"):
        # the verb and the room of that name are one, see record/__init__.py
        return import_module(f"assay.{name}")
    if name == "AssayError":
        return import_module("assay.errors").AssayError
    if name in __all__:
        from assay import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'assay' has no attribute {name!r}")

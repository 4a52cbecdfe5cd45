"""assay: how much truth is in a story about a resource.

The verbs of the command line as functions; each loads what it needs on first use.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["judge", "read", "story", "update"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name in __all__:
        from assay import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'assay' has no attribute {name!r}")

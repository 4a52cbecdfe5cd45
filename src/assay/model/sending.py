"""Functions and data as bytes that another process can open, formulas of story folders among them.

Not here: what is sent (`elsewhere.py`).

A formula that can be imported is sent by its name. One of a file that was loaded by its path, as
those of a story's folder are, is sent by that path, with a digest of the file, so that a machine
whose copy differs refuses instead of answering otherwise. What has neither (a formula written in a
notebook, or inside another function) is sent by value, which takes `cloudpickle`; it comes with
`assay[cluster]`.
"""

import hashlib
import importlib.util
import io
import pickle
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any

from assay.errors import StoryError
from assay.model.complaint import place

FAILS = (pickle.PicklingError, TypeError, AttributeError, ValueError, RecursionError)
"""What Python raises for what cannot be made into bytes."""
ENTRY_SCRIPT = "__main__"
"""The module that another process has one of its own by this name."""


def packed(thing: object) -> bytes:
    """The thing as bytes. Raises StoryError for a formula that cannot be sent."""
    room = io.BytesIO()
    try:
        _Packing(room, protocol=pickle.HIGHEST_PROTOCOL).dump(thing)
    except FAILS as cause:
        raise _unsendable("what is sent to other processes", cause) from cause
    return room.getvalue()


def opened(sent: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """What was packed, by this program and for it alone: never bytes that came from elsewhere."""
    return pickle.loads(sent)  # noqa: S301 - made by `packed` on the other side of the executor


class _Packing(pickle.Pickler):
    """Pickles as Python does, but for formulas that it cannot send."""

    def reducer_override(self, thing: Any) -> Any:  # noqa: ANN401 - the protocol of pickle
        if isinstance(thing, MappingProxyType):
            return dict, (dict(thing),)
        if not isinstance(thing, FunctionType) or _can_be_imported(thing):
            return NotImplemented
        file = _file_of(thing)
        if file is not None:
            return formula_in, (str(file), digest(file), thing.__qualname__)
        return _by_value(thing)


def _can_be_imported(function: FunctionType) -> bool:
    if function.__module__ == ENTRY_SCRIPT:
        return False
    return _found(sys.modules.get(function.__module__), function.__qualname__) is function


def _file_of(function: FunctionType) -> Path | None:
    """The file that holds the function at its top, loaded by its path; None where there is none."""
    spec = function.__globals__.get("__spec__")
    if spec is None or spec.origin is None or function.__module__ == ENTRY_SCRIPT:
        return None
    at_top = function.__globals__.get(function.__qualname__) is function
    return Path(spec.origin) if at_top and Path(spec.origin).is_file() else None


def _by_value(function: FunctionType) -> tuple[Callable[[bytes], Any], tuple[bytes]]:
    try:
        import cloudpickle
    except ImportError:
        raise StoryError(
            place(function.__name__, function),
            "a formula that is in no file that another process could load",
            "a formula at the top of a module or of a story's file",
            "threads, or pip install 'assay[cluster]', which sends it as it is",
        ) from None
    try:
        return opened, (cloudpickle.dumps(function),)
    except FAILS as cause:
        raise _unsendable(place(function.__name__, function), cause) from cause


def _unsendable(where: str, cause: Exception) -> StoryError:
    """The refusal of what holds a lock, an open file or the like."""
    return StoryError(
        where,
        f"{type(cause).__name__}: {cause}",
        "formulas that hold nothing but numbers, arrays and other formulas",
        "threads, or a formula that makes what it needs itself",
    )


def digest(file: Path) -> str:
    """A digest of a file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def formula_in(file: str, content: str, name: str) -> FunctionType:
    """The formula of that name in a file of that content. Raises StoryError where it differs."""
    found = _found(_loaded(file, content), name)
    if not isinstance(found, FunctionType):
        raise StoryError(file, f"no function {name}", "the formula that was sent", "the same file")
    return found


@lru_cache(maxsize=64)
def _loaded(file: str, content: str) -> ModuleType:
    """The file as a module, loaded once: a formula is the same object whenever it is asked for."""
    path = Path(file)
    found = digest(path) if path.is_file() else "no such file"
    if found != content:
        raise StoryError(
            file,
            f"on this machine: {found[:12]}",
            f"the file that the run was begun with: {content[:12]}",
            "one folder that all workers see, unaltered while a run goes on",
        )
    spec = importlib.util.spec_from_file_location(f"assay_sent_{content}", path)
    if spec is None or spec.loader is None:
        raise StoryError(file, "no file that Python loads", "a file of formulas", "NAME.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _found(module: ModuleType | None, name: str) -> object:
    found: object = module
    for part in name.split("."):
        found = getattr(found, part, None)
    return found

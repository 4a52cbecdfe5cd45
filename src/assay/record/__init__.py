"""What was published, and the day it became known.

The package shares its name with the verb `assay.record("silver.pv")`, and importing it puts it
where the verb was. So it can be called: the call is handed to the verb (`assay/recorded.py`),
which is looked up by name since this room knows none of those above it.
"""

import sys
from datetime import date
from importlib import import_module
from types import ModuleType


class _Verb(ModuleType):
    """This package as a module that can be called; a class, since nothing less can."""

    def __call__(
        self, name: str, *, as_of: date | str | None = None, history: bool = False
    ) -> object:
        """What was published of a topic or story; see `assay.judging.recorded.record`."""
        return import_module("assay.judging.recorded").record(name, as_of=as_of, history=history)


sys.modules[__name__].__class__ = _Verb

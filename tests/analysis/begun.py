"""A story as `assay new` begins it, with other inputs: small, of a use, and all its links open.

Not here: what is asked of it (the tests).
"""

import re
from pathlib import Path

import assay


def begun(where: Path, name: str, **shapes: str) -> str:
    """The folder of a new story in which the named inputs have the shapes given as TOML; each is
    told by a measurement of its own."""
    folder = assay.new(name, where)
    file = folder / "givens.toml"
    text = file.read_text("utf-8")
    for given, shape in shapes.items():
        pattern = rf"(\[{given}\]\n(?:.*\n)*?shape = ).*"
        text, found = re.subn(pattern, rf"\g<1>{{ {shape} }}", text, count=1)
        assert found == 1, given
    text = re.sub(
        r"(?s)\[(\w+)\]\n(.*?)would_change = [^\n]*", r'[\1]\n\2would_change = "Measure \1."', text
    )
    file.write_text(text, "utf-8")
    return str(folder)

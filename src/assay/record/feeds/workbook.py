"""A sheet of a foreign workbook as rows of cells, within bounds of size, time and memory.

Not here: what the cells mean (one module a publisher).

A workbook can hide a bomb twice: a small archive may unpack to gigabytes, and two cells at far
corners make every reader lay out all cells between. So an archive is unpacked here, member by
member within bounds, and packed again from what was unpacked; and the reader runs in a process of
its own, which may use only so much memory (where the system can set a limit) and time.
"""

import io
import json
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from assay.errors import FeedForm
from assay.record.feeds.cells import changed, shown
from assay.record.feeds.feed import Feed

XLSX, XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an Office archive and an older compound file begin."""

MAX_MEMBERS = 500
"""Files in an archive; the Pink Sheet has 30."""

MAX_UNPACKED = 60_000_000
"""Bytes of an archive when unpacked; the Pink Sheet has 3.5 million."""

MAX_CELLS = 4_000_000
"""Cells laid out for one sheet; the Pink Sheet has 58,000, the daily GPR some 140,000."""

MAX_MEMORY = 1_000_000_000
"""Memory of the reading process; the largest real workbook, 3.2 MB, needs a tenth of it."""

MAX_SECONDS = 60
"""Time of the reading process; the largest real workbook takes a second."""

_MEMBERS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml"
)
"""What a reader of cells needs of an archive; drawings, macros and the rest are not passed on."""

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    MemoryError,
    OverflowError,
)
"""What a broken archive makes `zipfile` raise; foreign compression is a RuntimeError, encryption
too."""

_PLACE = re.compile(rb"""[\s"']r\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")


_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sheet_rows(feed: Feed, body: bytes, sheet: str = "") -> list[list[object]]:
    """The rows of a sheet, or of the first: texts, numbers, dates, "" where empty.

    Raises FeedForm.
    """
    if not body:
        raise changed(feed, "an empty answer", "a workbook")
    if body.startswith(XLSX):
        body = _repacked(feed, body)
    elif not body.startswith(XLS):
        start = body[:200].decode("utf-8", "replace")
        raise changed(feed, f"no workbook but: {start}", "an xls or xlsx workbook")
    # -P: the folder that the command happens to run in holds no module of ours
    command = [sys.executable, "-P", "-m", __name__, sheet]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command, input=body, capture_output=True, timeout=MAX_SECONDS, check=False
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {"refused": "it breaks off"}
    except subprocess.TimeoutExpired:
        answer = {"refused": f"not read in {MAX_SECONDS} seconds"}
    except (OSError, ValueError):
        answer = {"refused": "no cells could be read"}
    if "refused" in answer:
        raise changed(feed, f"a broken workbook: {answer['refused']}", "a whole workbook")
    return [[_cell(cell) for cell in line] for line in answer["rows"]]


def _cell(cell: object) -> object:
    """A cell as it left the reading process; days travel as a list of one text."""
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell


def _repacked(feed: Feed, body: bytes) -> bytes:
    """The archive with only what was unpacked within bounds. Raises FeedForm."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w") as new:
            members = old.infolist()
            if len(members) > MAX_MEMBERS or len({each.filename for each in members}) < len(
                members
            ):
                raise changed(feed, f"an archive of {len(members):,} files", "a workbook")
            left = MAX_UNPACKED
            for member in members:
                if not _MEMBERS.fullmatch(member.filename):
                    continue
                with old.open(member) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise changed(
                        feed,
                        f"a workbook that unpacks to more than {MAX_UNPACKED:,} bytes",
                        "a workbook of the size that the publisher had",
                    )
                if member.filename.startswith("xl/worksheets/"):
                    _must_be_small(feed, content)
                new.writestr(member.filename, content)
    except FeedForm:
        raise
    except _BROKEN as cause:
        raise changed(feed, f"a broken archive: {cause}", "a whole xlsx workbook") from None
    return packed.getvalue()


def _must_be_small(feed: Feed, sheet: bytes) -> None:
    """Refuse a sheet whose cells lie so far apart that laying them out would fill the memory."""
    if b"\0" in sheet:
        raise changed(feed, "a sheet that is not UTF-8", "a workbook")
    rows = columns = 0
    for place in _PLACE.findall(sheet):
        told = _CELL.fullmatch(place)
        if not told:
            raise changed(feed, f"a cell at {place[:20]!r}", "a workbook")
        column = 0
        for letter in told[1]:
            column = column * len(_LETTERS) + letter - _LETTERS[0] + 1
        rows, columns = max(rows, int(told[2])), max(columns, column)
    if rows * max(columns, 1) > MAX_CELLS:
        raise changed(feed, f"a sheet of {rows:,} by {columns:,} cells", f"at most {MAX_CELLS:,}")


def _cells(line: Iterable[object]) -> list[object]:
    """Cells as JSON holds them; times of day and the like as text."""
    plain: list[object] = []
    for cell in line:
        if isinstance(cell, date):
            plain.append([cell.isoformat()[:10]])
        elif isinstance(cell, bool | int | float | str):
            plain.append(cell)
        else:
            plain.append(str(cell))
    return plain


def _limit_memory() -> None:
    """Let this process use no more than MAX_MEMORY, where the system can tell it so."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _read(body: bytes, sheet: str) -> dict[str, object]:
    """The answer of the reading process: rows, or why there are none."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_object(io.BytesIO(body))
        if sheet and sheet not in book.sheet_names:
            return {"refused": f"it has no sheet {sheet}, but " + ", ".join(book.sheet_names)}
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        height, width = found.total_height, found.total_width
        if height * width > MAX_CELLS:
            return {"refused": f"a sheet of {height:,} by {width:,} cells"}
        return {"rows": [_cells(line) for line in found.to_python(skip_empty_area=False)]}
    except (CalamineError, OSError, ValueError, IndexError, MemoryError) as cause:
        return {"refused": shown(str(cause) or type(cause).__name__)}


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read(), sys.argv[1])))

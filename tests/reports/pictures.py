"""Small stored pictures of the example report, how they are taken and how they are compared.

Not here: the tests (`test_pictures.py`). To renew the stored pictures: `python -m
tests.reports.pictures`, then look at what changed.

Fonts and Chromium versions move every line of text, so no pixel is compared. A page is cut into
parts (first screen, sections, drawings). Of each part two things are stored: its box, and a tile
of mean luminances on a grid that spans the box whatever its size. Caught: a part that vanishes,
appears, overlaps, changes its size by more than another font would, or whose picture changes
tone, place or contrast. Not caught: wrong letters, shifts below one cell of the grid, colours of
equal luminance (`palette.py` is tested apart).
"""

import base64
import json
import shutil
import struct
import tempfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from assay.report.to_html import render
from tests.browser import Browser
from tests.reports.example_verdict import verdict

SCREENS = Path(__file__).parent / "screens"
TALL, WIDE = 24, 48
"""Cells of one tile."""
SHADES = 16
"""Steps of luminance stored; fewer make smaller files."""
PAPER = (695, 1020)
"""CSS pixels of an A4 page inside the report's margins of 13 and 14 mm."""
WAYS = [
    (language, width, scheme)
    for language in ("en", "zh")
    for width, scheme in (
        *((width, scheme) for width in (360, 768, 1440) for scheme in ("light", "dark")),
        (PAPER[0], "print"),
    )
]
"""Language, width and scheme of every picture."""
SLACK_WIDTH, SLACK_HEIGHT = (0.05, 28), (0.4, 40)
"""How much of its size, and how many pixels, a part may differ: another font wraps elsewhere."""
TONE, TONE_DRAWN = 18.0, 8.0
"""Most mean difference of two blurred tiles, of 255, with text and of drawings. Measured: other
fonts reach 14 (the header, one dense line of eight links; elsewhere 6.2) and 5.2, lost style 27 and
more, lost drawings 9 to 60."""
CONTRAST = 0.72
"""Least share of the stored contrast that a drawing must keep; other fonts leave 0.85."""
FREE = " slo "
"""Drawings whose box follows from the words beside them; of these only the picture counts."""
WITHOUT_TEXT = (
    "document.head.append(Object.assign(document.createElement('style'),{textContent:"
    "'*{-webkit-text-fill-color:transparent!important;text-decoration:none!important;"
    "text-shadow:none!important}svg text{visibility:hidden}'}))"
)
"""Drawings are compared by their shapes alone, so that no font speaks in them."""
DRAWN = ".plot,.bars,.worlds,.cmp,.slo,.mini,.scale,figure>ol"
PARTS = (
    """(()=>{const rows=[],count={};
  const take=(e,where,name,drawn)=>{if(!e.checkVisibility())return;
    const r=e.getBoundingClientRect(),key=where+' '+name,n=count[key]=(count[key]||0)+1;
    rows.push([`${key} ${n}`,drawn,r.left+scrollX,r.top+scrollY,r.width,r.height])};
  for(const s of document.querySelectorAll('header,.hero,section,footer')){
    const where=s.id||s.className||s.tagName.toLowerCase();take(s,where,'whole',0);
    for(const e of s.querySelectorAll('.side,.facts,.claim,.ans,figure,.apart,.art'))
      take(e,where,e.classList[0]||'figure',0);
    for(const e of s.querySelectorAll('"""
    + DRAWN
    + """'))take(e,where,e.classList[0]||'rows',1)}
  return rows})()"""
)


@dataclass(frozen=True)
class Part:
    """One part of a page: where it stands, whether it is a drawing, and its tile."""

    name: str
    drawn: bool
    box: tuple[float, float, float, float]
    tile: np.ndarray


def read_png(raw: bytes) -> np.ndarray:
    """An 8-bit PNG without interlacing as rows, columns, channels."""
    place, packed, head = 8, b"", None
    while place < len(raw):
        size, kind = struct.unpack(">I4s", raw[place : place + 8])
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", raw[place + 8 : place + 8 + size])
        elif kind == b"IDAT":
            packed += raw[place + 8 : place + 8 + size]
        place += size + 12
    assert head is not None
    width, height, depth, colour, _, _, interlaced = head
    assert (depth, interlaced) == (8, 0)
    step = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + width * step)
    out, above = np.empty((height, width, step), np.uint8), np.zeros((width, step), np.uint8)
    for row, line in enumerate(lines):
        above = out[row] = _unfiltered(int(line[0]), line[1:].reshape(width, step), above)
    return out


def _unfiltered(kind: int, line: np.ndarray, above: np.ndarray) -> np.ndarray:
    """One row of a PNG without its filter (PNG specification, section 9.2)."""
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line, axis=0, dtype=np.uint32).astype(np.uint8)
    if kind == 2:
        return line + above
    done = np.zeros_like(line)
    left, corner = np.zeros(line.shape[1], np.int16), np.zeros(line.shape[1], np.int16)
    for column in range(len(line)):
        up = above[column].astype(np.int16)
        if kind == 3:
            guess = (left + up) // 2
        else:
            far = [abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)]
            guess = np.where(
                (far[0] <= far[1]) & (far[0] <= far[2]),
                left,
                np.where(far[1] <= far[2], up, corner),
            )
        done[column] = (line[column] + guess) % 256
        left, corner = done[column].astype(np.int16), up
    return done


def write_png(grey: np.ndarray) -> bytes:
    """A greyscale picture as an 8-bit PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    height, width = grey.shape
    lines = np.hstack([np.zeros((height, 1), np.uint8), grey.astype(np.uint8)])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(lines.tobytes(), 9))
        + chunk(b"IEND", b"")
    )


def take(tab: Browser, path: Path, way: tuple[str, int, str], script: str = "") -> list[Part]:
    """The parts of the page at `path`, laid out one way, after running `script` in it."""
    _, width, scheme = way
    dress(tab, scheme)
    tab.resize(width)
    tab.open(path)
    if script:
        tab.run(script)
    rows = tab.run(PARTS)
    with_text = _shot(tab, width)
    tab.run(WITHOUT_TEXT)
    shapes = _shot(tab, width)
    dress(tab, "light")
    return [
        Part(name, bool(drawn), tuple(box), _tile(shapes if drawn else with_text, box, width))
        for name, drawn, *box in rows
    ]


def _scale(width: int) -> float:
    return 0.5 if width < 400 else 0.25


def _shot(tab: Browser, width: int) -> np.ndarray:
    """Luminances of the whole page, reduced in size."""
    height = tab.run("document.documentElement.scrollHeight")
    shot = tab.call(
        "Page.captureScreenshot",
        format="png",
        optimizeForSpeed=True,
        captureBeyondViewport=True,
        clip={"x": 0, "y": 0, "width": width, "height": height, "scale": _scale(width)},
    )
    return read_png(base64.b64decode(shot["data"]))[:, :, :3] @ np.array([0.2126, 0.7152, 0.0722])


def dress(tab: Browser, scheme: str) -> None:
    """Lay pages out in light or dark from now on, or as print does."""
    tab.call(
        "Emulation.setEmulatedMedia",
        media="print" if scheme == "print" else "",
        features=[
            {"name": "prefers-color-scheme", "value": "dark" if scheme == "dark" else "light"}
        ],
    )


def _tile(grey: np.ndarray, box: list[float], page_width: int) -> np.ndarray:
    """Mean luminances of a box on the grid, stored in few shades."""
    left, top, width, height = (_scale(page_width) * x for x in box)
    sums = np.pad(grey.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    y = np.clip(np.linspace(top, top + height, TALL + 1), 0, grey.shape[0])
    x = np.clip(np.linspace(left, left + width, WIDE + 1), 0, grey.shape[1])
    y0, x0 = np.floor(y[:-1]).astype(int), np.floor(x[:-1]).astype(int)
    y1 = np.clip(np.maximum(np.ceil(y[1:]).astype(int), y0 + 1), 0, grey.shape[0])
    x1 = np.clip(np.maximum(np.ceil(x[1:]).astype(int), x0 + 1), 0, grey.shape[1])
    total = (
        sums[np.ix_(y1, x1)] - sums[np.ix_(y0, x1)] - sums[np.ix_(y1, x0)] + sums[np.ix_(y0, x0)]
    )
    mean = total / np.maximum(np.outer(y1 - y0, x1 - x0), 1)
    return (np.round(mean / 255 * (SHADES - 1)) * (255 // (SHADES - 1))).astype(np.uint8)


def _blurred(tile: np.ndarray) -> np.ndarray:
    wide = np.pad(tile.astype(float), 1, mode="edge")
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def differences(stored: list[Part], found: list[Part]) -> list[str]:
    """What tells two sets of parts of one page apart; empty if another font would explain it."""
    old, new = {p.name: p for p in stored}, {p.name: p for p in found}
    told = [f"{name}: vanished" for name in old if name not in new]
    told += [f"{name}: appeared" for name in new if name not in old]
    for name in old.keys() & new.keys():
        told += _apart(old[name], new[name])
    whole = [part for part in found if part.name.endswith("whole 1")]
    for above, below in pairwise(whole):
        if below.box[1] < above.box[1] + above.box[3] - 1:
            told.append(f"{below.name}: overlaps {above.name}")
    return sorted(told)


def _apart(old: Part, new: Part) -> list[str]:
    told = [] if FREE in old.name else _resized(old, new)
    if not old.drawn and "whole" not in old.name:
        return told
    tone = abs(_blurred(old.tile) - _blurred(new.tile)).mean()
    if tone > (TONE_DRAWN if old.drawn else TONE):
        told.append(f"{old.name}: picture differs by {tone:.0f}")
    if old.drawn and new.tile.std() < CONTRAST * old.tile.std():
        told.append(f"{old.name}: contrast {old.tile.std():.0f} fell to {new.tile.std():.0f}")
    return told


def _resized(old: Part, new: Part) -> list[str]:
    told = []
    for place, (share, pixels) in ((2, SLACK_WIDTH), (3, SLACK_HEIGHT)):
        if abs(old.box[place] - new.box[place]) > share * old.box[place] + pixels:
            told.append(f"{old.name}: {old.box[place]:.0f} px became {new.box[place]:.0f} px")
    if abs(old.box[0] - new.box[0]) > 0.05 * old.box[2] + 28:
        told.append(f"{old.name}: moved sideways from {old.box[0]:.0f} to {new.box[0]:.0f} px")
    return told


def stored(way: tuple[str, int, str]) -> list[Part]:
    """The stored parts of one way."""
    name = "-".join(map(str, way))
    sheet = read_png((SCREENS / f"{name}.png").read_bytes())[:, :, 0]
    rows = json.loads((SCREENS / "boxes.json").read_text("utf-8"))[name]
    tiles = sheet.reshape(-1, TALL, WIDE)
    return [
        Part(part, bool(drawn), tuple(box), tile)
        for (part, drawn, *box), tile in zip(rows, tiles, strict=True)
    ]


def written(folder: Path) -> dict[str, Path]:
    """The example report in both languages, as files in `folder`."""
    found = {}
    for language in ("en", "zh"):
        found[language] = folder / f"{language}.html"
        found[language].write_text(render(verdict(), language), "utf-8")
    return found


def renew(browser: str) -> None:
    """Take every picture anew and store it."""
    boxes, tab = {}, Browser(browser)
    with tempfile.TemporaryDirectory() as folder:
        paths = written(Path(folder))
        for way in WAYS:
            name, parts = "-".join(map(str, way)), take(tab, paths[way[0]], way)
            boxes[name] = [[p.name, int(p.drawn), *(round(x) for x in p.box)] for p in parts]
            sheet = np.vstack([part.tile for part in parts])
            (SCREENS / f"{name}.png").write_bytes(write_png(sheet))
    tab.close()
    lines = ",\n".join(
        json.dumps(name) + ": [\n" + ",\n".join(map(json.dumps, rows)) + "]"
        for name, rows in boxes.items()
    )
    (SCREENS / "boxes.json").write_text(f"{{\n{lines}\n}}\n", "utf-8")


if __name__ == "__main__":
    SCREENS.mkdir(exist_ok=True)
    renew(next(p for p in map(shutil.which, ("chromium", "google-chrome")) if p))

"""The report's colours and their contrast.

Not here: where they are used (`templates/report.css`). The table is `palette.toml`.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def palette() -> dict[str, dict[str, str]]:
    """`role`, `light` and `dark`: name -> what it must be, name -> colour."""
    text = files("assay").joinpath("report", "palette.toml").read_text("utf-8")
    rows: dict[str, dict[str, str]] = tomllib.loads(text)
    return rows


def variables(theme: str) -> str:
    """The colours of "light" or "dark" as CSS custom properties."""
    return "".join(f"--{name}:{colour};" for name, colour in palette()[theme].items())


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)

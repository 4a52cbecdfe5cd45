"""A story's lines as computed for years already known, beside what was published of them.

Not here: how a story computes them (`stories/NAME/hindcast.py`).
"""

from dataclasses import dataclass

from assay.ruler.story import Text

PLAIN = 10.0
"""From here on one decimal tells enough; smaller figures keep three significant digits."""
LARGE = 1000.0
"""From here on four significant digits tell enough, which is one decimal below it."""


def written(figure: float) -> str:
    """A figure of a hindcast with the digits that it can bear."""
    if abs(figure) >= LARGE:
        return f"{float(f'{figure:.4g}'):,.0f}"
    return f"{figure:.1f}" if abs(figure) >= PLAIN else f"{figure:.3g}"


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a line."""

    year: int
    """Calendar year."""
    computed: float
    """What the formula says, in the line's unit."""
    published: float | None
    """What was published, in the line's unit; None where nothing was."""
    error: float | None
    """Computed over published less one, percent; None where nothing was published."""
    scored: bool
    """False for the years that the parameters were fitted to."""


@dataclass(frozen=True, slots=True)
class HindcastLine:
    """One line, computed and held against what was published."""

    node: str
    """Node of the model."""
    title: Text
    """What the line is."""
    points: tuple[Point, ...]
    """By year; empty for a line that is fed."""
    scorable: bool
    """Whether a published line stands against it."""
    reason: Text
    """How it is computed, or why it cannot be scored."""
    unit: str
    """Unit of what was computed and published."""
    band: float | None = None
    """Mean size of the errors that the story owns up to, percent; None where nothing is scored."""

    @property
    def told(self) -> tuple[Point, ...]:
        """The points that stand beside a figure. Years that a parameter was fitted to are left out:
        they are no test."""
        return tuple(
            point
            for point in self.points
            if point.published is not None and (point.scored or not self.scorable)
        )

    @property
    def mean_error(self) -> float | None:
        """Mean size of the errors of the scored years, percent; None where it is not scorable."""
        errors = [abs(p.error) for p in self.points if p.scored and p.error is not None]
        return sum(errors) / len(errors) if errors and self.scorable else None

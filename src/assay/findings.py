"""What a check of a story's folder found, told.

Not here: how it is found (`judging/linting.py`), how it is printed
(`report/findings_to_terminal.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a story's folder that its author should look at."""

    wrong: bool
    """True where it must be mended; False where it is only weak."""
    where: str
    """File and key."""
    found: Mapping[str, str]
    """What is there, in each language."""
    remedy: Mapping[str, str]
    """What to do about it, in each language."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A story's folder, checked."""

    name: str
    """The story's name."""
    day: date
    """Day of knowledge of the trial run."""
    findings: tuple[Finding, ...]
    """What is wrong first, then what is weak."""

    @property
    def wrong(self) -> int:
        """How many things must be mended."""
        return sum(finding.wrong for finding in self.findings)

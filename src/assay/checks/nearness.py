"""Ties a claim whose words no line is named by: the line whose names are nearest in meaning.

Not here: dimension and names, which come first and decide alone without a model (`tie.py`); the
environment that names a model's folder (`judging/encoder.py`).

The model is a folder of files of the user's own (model2vec: `model.safetensors`, `tokenizer.json`,
`config.json`); nothing is ever fetched for it. Needs the extra `assay[embed]`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assay.claims.claim import QuantityClaim
from assay.errors import ArgumentError, ExtraMissing
from assay.ruler.story import Line
from assay.units import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_LIKENESS = 0.6
"""Cosine from which a name and a subject may mean the same. Measured with a static model of 64
dimensions on 17 subjects that no line of silver names: what has nothing to do with silver reached
0.45, what was tied rightly began at 0.69."""
LEAST_LEAD = 0.1
"""By how much the nearest line must lead the second: in the same measurement every wrong line led
by 0.06 or less, every right one by 0.24 or more."""
FILES = ("model.safetensors", "tokenizer.json", "config.json")
"""What a model's folder holds."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """A model by which two texts can be found to mean nearly the same."""

    encode: "Callable[[Sequence[str]], NDArray[np.floating]]"
    """Texts -> one vector each, shape (texts, dimensions)."""


@lru_cache(maxsize=1)
def open_model(folder: str) -> Nearness:
    """The model in `folder`. Raises ArgumentError where it holds none, ExtraMissing without the
    extra."""
    missing = [name for name in FILES if not (Path(folder) / name).is_file()]
    if missing:
        raise ArgumentError(
            "the model that ties claims",
            f"no {' and no '.join(missing)} in {folder}",
            "a folder with the files of a model2vec model",
            "save one with save_pretrained, or leave ASSAY_EMBED empty: nothing needs it",
        )
    try:
        from model2vec import StaticModel
    except ImportError:
        raise ExtraMissing(
            "the model that ties claims",
            "no model2vec",
            "the extra assay[embed]",
            "pip install 'assay[embed]', or leave ASSAY_EMBED empty: nothing needs it",
        ) from None
    model = StaticModel.from_pretrained(Path(folder))
    return Nearness(lambda texts: model.encode(list(texts)))


def nearest(claim: QuantityClaim, lines: Iterable[Line], nearness: Nearness) -> Line | None:
    """The line that a claim's subject names in other words; None if none is near enough.

    `lines` are those of the page's topic that the claim's dimension admits. A change, share or
    multiple is never tied this way: their dimension keeps no line apart.
    """
    subject = claim.subject.strip()
    if not subject or claim.is_change or not unit(claim.unit).unlabelled().powers:
        return None
    named = [(line, name) for line in lines for name in names_of(line)]
    if not named:
        return None
    likeness = _cosines(nearness, subject, [name for _, name in named])
    best: dict[str, tuple[float, Line]] = {}
    for (line, _), alike in zip(named, likeness, strict=True):
        if line.name not in best or alike > best[line.name][0]:
            best[line.name] = alike, line
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].name))
    first, line = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return line if first >= LEAST_LIKENESS and first - second >= LEAST_LEAD else None


def names_of(line: Line) -> list[str]:
    """The titles of a line, and each of its names with the first spelling of every piece."""
    found = list(line.title.values())
    for names in line.words.values():
        found += [" ".join(_first(piece) for piece in name.split(" + ")) for name in names]
    return [name for name in dict.fromkeys(found) if name]


def _first(piece: str) -> str:
    return piece.partition("|")[0].strip()


def _cosines(nearness: Nearness, subject: str, names: Sequence[str]) -> list[float]:
    import numpy as np

    vectors = np.asarray(nearness.encode([subject, *names]), dtype=np.float64)
    lengths = np.linalg.norm(vectors, axis=1)
    # a text of words that the model does not know has no direction, and is near to nothing
    known = np.where(lengths > 0.0, lengths, np.inf)[:, None]
    alike = (vectors / known) @ (vectors / known)[0]
    return [float(one) for one in alike[1:]]

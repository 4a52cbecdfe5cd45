"""The model of words that the environment names, by which claims of unseen words are tied.

Not here: what it is used for (`checks/nearness.py`).
"""

import os

from assay.checks.nearness import Nearness, open_model

FOLDER = "ASSAY_EMBED"
"""The environment that names the folder of a model; without it none is used."""


def named_model() -> Nearness | None:
    """The model in the folder that the environment names; None if it names none.

    Raises ArgumentError where the folder holds no model, ExtraMissing without `assay[embed]`.
    """
    folder = os.environ.get(FOLDER, "").strip()
    return open_model(folder) if folder else None

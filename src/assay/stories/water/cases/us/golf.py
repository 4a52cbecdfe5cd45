"""Golf, the peer that the American debate knows.

Not here: the other users (`../../users.py`). Golf's water is part of irrigation and no line of its
own.
"""

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("km3{consumed}/year")
def golf(golf_withdrawn, irrigation_consumed_share):
    """Water that golf courses consume."""
    return golf_withdrawn * irrigation_consumed_share

"""The folder that `assay new` copies: a story that runs before a word of it is true.

Not here: the copying (`judging/beginning.py`), what is still to be written in a copy
(`judging/linting.py`). It is no story of the package: nothing lists it.
"""

"""`python -m assay`: the same as the command `assay`.

Not here: what the commands do (`verbs.py`).
"""

from assay.cli import main

if __name__ == "__main__":
    main()

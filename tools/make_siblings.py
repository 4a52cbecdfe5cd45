"""Writes `src/assay/judging/siblings.json`: every story that ships under the same ruler.

Not here: how it is done (`src/assay/judging/comparing.py`). Needs no data beside the record:

    python tools/make_siblings.py
"""

from assay import compare
from assay.judging.siblings import SHIPPED, written


def main() -> None:
    """Write the file."""
    found = compare()
    SHIPPED.write_text(written(found), encoding="utf-8")
    print(f"{len(found.stories)} stories as of {found.as_of}")


if __name__ == "__main__":
    main()

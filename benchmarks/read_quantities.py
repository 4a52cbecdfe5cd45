"""How well amounts are read, beside other readers in the same run: tables and one line of JSON.

Not here: speed of whole pages (`judge.py`), the readers beside it (`peers/read_with_peer.py`).

Question: of the amounts that test sets expect, how many are read with the right value, how many
with the right unit as well, and how many are read that are not there? Sets: Recognizers-Text
(percent, dimension, currency; MIT), quantulum3 (MIT) and MeasEval (CC BY), read in place beside the
repository, and the project's own excerpts, whose check half was not tuned on. Limits: the public
sets were looked at while the grammar grew. They are read with the grammar, which reads ages,
warmth and angles as well; a claim is made in few of those units. Where a set follows a convention
that no reader of news would (CONVENTIONS), the case counts under "recall" and not under "news". A
value is right within one part in a million; a unit where both sides name one.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from results_file import keep
from sets.quantity_sets import CONVENTIONS, KINDS, SETS, Asked, Case, cases

from assay.claims.amounts import amounts_in, readings_in
from assay.claims.numeral import plain
from assay.claims.quantities import ADDRESS
from assay.claims.sentences import language_of, sentences_of
from assay.units import spellings, table

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "benchmarks" / "peers" / "read_with_peer.py"
PEERS = ("recognizers", "quantulum3")
ROUNDS = 3
"""Readings of the same sentences, of which the fastest counts."""

Found = tuple[float, str, int, int]
"""Value, unit, start and end of an amount read."""


def labelled() -> ModuleType:
    """The labelled excerpts and their scorer, which the tests share."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from tests.claims import excerpts

    return excerpts


def own(asked: Sequence[Asked]) -> list[list[Found]]:
    """The project's grammar, both ends of a range as two."""
    found = []
    for text, language, kinds in asked:
        bare = ADDRESS.sub(lambda match: "_" * len(match.group()), plain(text))
        read = [one for one in readings_in(bare, language, []) if kind_of(one.unit) in kinds]
        found.append(
            [
                (end, one.unit, one.start, one.end)
                for one in read
                for end in dict.fromkeys((one.numeral.low, one.numeral.high))
            ]
        )
    return found


def peer(name: str, python: Path) -> Callable[[Sequence[Asked]], list[list[Found]]]:
    """Another library, run in its own environment."""

    def read(asked: Sequence[Asked]) -> list[list[Found]]:
        lines = "\n".join(
            json.dumps({"text": text, "language": language, "kinds": kinds})
            for text, language, kinds in asked
        )
        done = subprocess.run(
            [str(python), "-W", "ignore", str(PEER), name],
            input=lines + "\n", capture_output=True, text=True, check=True,
        )  # fmt: skip
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return [[tuple(one) for one in answer["found"]] for answer in answers]

    return read


def kind_of(unit: str) -> str:
    """Which of the three kinds a unit is of."""
    head = unit.partition("/")[0]
    if head in ("percent", "x"):
        return "percent"
    row = table().get(head, {})
    base = head if row.get("is") == "base" else str(row.get("is", "")).rpartition(" ")[2]
    return "currency" if re.fullmatch(r"(?!GPU)[A-Z]{3}", base) else "dimension"


NAMES = {
    "United States dollar": "USD", "Dollar": "USD", "Chinese yuan": "CNY", "percentage": "percent",
    "pound sterling": "GBP", "Japanese yen": "JPY", "Franc": "FRF", "Liang": "liang", "Jin": "jin",
    "pound-mass": "lb", "pound": "lb",
}  # fmt: skip
"""What test sets call some of our units."""


def symbol_of(unit: str, kind: str) -> str | None:
    """The plain symbol of a test set's unit; None if the table has no such spelling."""
    if unit == "Pound":
        return "GBP" if kind == "currency" else "lb"
    known = spellings()
    for name in (NAMES.get(unit, unit), unit.lower(), f"{unit.lower()}s"):
        if name in known:
            return known[name]
    return None


def same(one: float, other: float) -> bool:
    """Whether two values are the same to six figures."""
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other), 1e-9)


def of_spec(
    chosen: Sequence[Case], read: list[list[Found]], *, ours: bool
) -> dict[str, dict[str, float]]:
    """Counts by set: expected, of news, found, found with the unit, found of news, too many."""
    rows: dict[str, dict[str, float]] = {}
    for case, found in zip(chosen, read, strict=True):
        keys = ("all", "news", "value", "news value", "unit", "extra")
        row = rows.setdefault(case.name, dict.fromkeys(keys, 0.0))
        left = list(found)
        if case.name.startswith("quantulum3") and ours:
            left = middles(left)
        for one in case.expected:
            odd = any(convention.holds(case, one) for convention in CONVENTIONS)
            row["all"] += 1
            row["news"] += not odd
            hit = next((item for item in left if same(item[0], one.value)), None)
            if hit is None:
                continue
            left.remove(hit)
            row["value"] += 1
            row["news value"] += not odd
            symbol = symbol_of(one.unit, case.asked[2][0])
            told = hit[1] if ours else symbol_of(hit[1], case.asked[2][0]) or hit[1]
            row["unit"] += symbol is None or told.partition("/")[0] in (symbol, one.unit)
        row["extra"] += len(left)
    return rows


def middles(found: list[Found]) -> list[Found]:
    """Ranges as their middle, the way quantulum3 writes them."""
    spans: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        spans.setdefault(one[2:], []).append(one)
    return [
        (sum(one[0] for one in ends) / len(ends), ends[0][1], *span) for span, ends in spans.items()
    ]


def of_excerpts(read: list[list[Found]], half: str) -> dict[str, float]:
    """A peer on our excerpts: an amount counts if its value is there, or all ends of its range."""
    labels = hits = right = total = 0
    for excerpt, found in zip(labelled().excerpts(half), read, strict=True):
        values = [one[0] for one in found]
        total += len(values)
        for label in excerpt.amounts:
            ends = label["value"] if isinstance(label["value"], list) else [label["value"]]
            labels += 1
            middle = sum(ends) / len(ends)
            wanted = ends if all(any(close(v, e) for v in values) for e in ends) else [middle]
            if all(any(close(value, end) for value in values) for end in wanted):
                hits += 1
                right += len(wanted)
                for end in wanted:
                    values.remove(next(value for value in values if close(value, end)))
    return {"recall": hits / labels, "precision": right / max(total, 1)}


def close(one: float, other: float) -> bool:
    """Whether two values are the same to three figures, as the excerpts are labelled."""
    return abs(one - other) <= 1e-3 * abs(other)


def measeval(reader: Callable[[Sequence[Asked]], list[list[Found]]]) -> dict[str, float]:
    """Spans of MeasEval's quantities with a unit that are met, and readings that meet one."""
    texts, spans = [], []
    for path in sorted((SETS / "measeval" / "txt").glob("*.txt")):
        rows = (path.parent.parent / "tsv" / f"{path.stem}.tsv").read_text("utf-8").splitlines()
        cells = [row.split("\t") for row in rows[1:]]
        quantities = [cell for cell in cells if cell[2] == "Quantity" and '"unit"' in cell[7]]
        texts.append((path.read_text("utf-8"), "en", KINDS))
        spans.append([(int(cell[3]), int(cell[4])) for cell in quantities])
    hit = known = good = total = 0
    for read, wanted in zip(reader(texts), spans, strict=True):
        found = {one[2:] for one in read}
        known += len(wanted)
        total += len(found)
        hit += sum(any(a < d and c < b for c, d in found) for a, b in wanted)
        good += sum(any(a < d and c < b for a, b in wanted) for c, d in found)
    return {"recall": hit / known, "precision": good / max(total, 1), "spans": known}


def speed() -> dict[str, float]:
    """Milliseconds a sentence: news pages, and our excerpts, which are full of numbers."""
    texts = {"news": [], "excerpts": [row.text for row in labelled().excerpts("develop")]}
    pages = SETS / "article-extraction" / "ground-truth.json"
    if pages.exists():
        articles = json.loads(pages.read_text("utf-8")).values()
        texts["news"] = [article["articleBody"] for article in articles]
    taken = {}
    for name, bodies in texts.items():
        pieces = [
            (words, language_of(words))
            for body in map(plain, bodies)
            for words in (body[a:b] for a, b in sentences_of(body))
        ]
        best = float("inf")
        for _ in range(ROUNDS):
            began = time.perf_counter()
            for words, language in pieces:
                amounts_in(words, language, [])
            best = min(best, time.perf_counter() - began)
        if pieces:
            taken[name] = 1000 * best / len(pieces)
    return taken


def beside_it(row: dict[str, float]) -> str:
    """Recall of another reader and what it read too many; a dash where it reads none."""
    if not row["value"]:
        return f"{'-':>13}"
    return f"{row['value'] / row['all']:>9.2f}{row['extra']:>4.0f}"


def show_spec(all_rows: dict[str, dict[str, dict[str, float]]]) -> None:
    """The table of the public sets."""
    ours, others = all_rows["assay"], [name for name in all_rows if name != "assay"]
    heads = ("expected", "value", "unit", "extra", "recall", "news")
    print(f"{'set':<32}" + "".join(f"{h:>9}" for h in heads) + "".join(f"{n:>13}" for n in others))
    for name, row in ours.items():
        cells = "".join(f"{row[key]:>9.0f}" for key in ("all", "value", "unit", "extra"))
        shares = f"{row['value'] / row['all']:>9.2f}{row['news value'] / row['news']:>9.2f}"
        beside = "".join(beside_it(all_rows[other][name]) for other in others)
        print(f"{name:<32}{cells}{shares}{beside}")
    print(
        "beside: recall of each other reader, then what it read too many; - where it reads none\n"
    )


def show_excerpts(peers: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """The table of the project's own excerpts."""
    fields = ("amount", "comparator", "year", "subject", "speaker", "stance")
    print(
        f"{'own excerpts':<16}{'n':>4}{'amounts':>9}{'P':>7}" + "".join(f"{f:>12}" for f in fields)
    )
    kept = {}
    for half in ("develop", "check"):
        for language in ("zh", "en", None):
            one = labelled().score(half, language)
            row = {"precision": one.precision(), **{f: one.recall(f) for f in fields}}
            kept[f"{half} {language or 'both'}"] = row
            shares = "".join(f"{row[field]:>12.3f}" for field in fields)
            counted = f"{one.counts['excerpts']:>4}{one.counts['labelled']:>9}"
            print(f"{half} {language or 'both':<8}{counted:>13}{row['precision']:>7.3f}{shares}")
    for name, halves in peers.items():
        told = ", ".join(
            f"{half} P {row['precision']:.2f} R {row['recall']:.2f}" for half, row in halves.items()
        )
        print(f"{name}: values only, units not judged: {told}")
    print()
    return kept


def main() -> None:
    """Print the tables; with --save append one line of JSON to the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="add a line to benchmarks/results")
    parser.add_argument("--peers", type=Path, help="python of the environment of the other readers")
    arguments = parser.parse_args()
    readers = {"assay": own}
    if arguments.peers and arguments.peers.exists():
        readers |= {name: peer(name, arguments.peers) for name in PEERS}
    else:
        print("no other readers: `make bench-reading` brings them\n")
    line: dict[str, object] = {}
    if SETS.exists():
        chosen = list(cases())
        asked = [case.asked for case in chosen]
        rows = {n: of_spec(chosen, read(asked), ours=n == "assay") for n, read in readers.items()}
        show_spec(rows)
        line["sets"], line["measeval"] = rows, {n: measeval(read) for n, read in readers.items()}
        print(f"MeasEval, quantities with a unit: {json.dumps(line['measeval'])}\n")
    else:
        print(f"no test sets at {SETS}")
    halves = {
        half: [(row.text, row.language, KINDS) for row in labelled().excerpts(half)]
        for half in ("develop", "check")
    }
    beside = {
        name: {half: of_excerpts(read(texts), half) for half, texts in halves.items()}
        for name, read in readers.items() if name != "assay"
    }  # fmt: skip
    line["excerpts"], line["speed"] = show_excerpts(beside), speed()
    print(f"grammar, ms a sentence: {json.dumps(line['speed'])}")
    print(json.dumps(line))
    if arguments.save:
        keep("read_quantities", line)


if __name__ == "__main__":
    main()

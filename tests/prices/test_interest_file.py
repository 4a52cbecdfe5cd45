"""The shipped list of tellings and the shipped finding: sourced, readable, and made again alike.

Not here: what the tests find in made-up worlds (`test_interest.py`).
"""

import importlib.util
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assay.errors import PriceError, UnknownSource
from assay.prices.interest import EPISODES, read_interest, written
from assay.prices.tellings import KINDS, STORY, WIDEST, placed, read_tellings, width
from assay.record.check import COLLECTED_ON
from assay.record.record import load

ROOT = Path(__file__).parents[2]
STORY_FOLDER = ROOT / "src" / "assay" / "stories" / "silver"
FINDING, LIST = STORY_FOLDER / "interest.toml", STORY_FOLDER / "events.csv"
PRICES = ROOT.parent / "shared" / "data" / "drivers"


def test_the_finding_is_made_again_alike_from_the_prices():
    if not (PRICES / "raw" / "yahoo_daily_closes.csv").exists():
        pytest.skip("the prices are not here: they may not be passed on")
    pytest.importorskip("statsmodels", reason="the extra assay[prices] is not installed")
    spec = importlib.util.spec_from_file_location("make", ROOT / "tools" / "make_interest.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    again = written(make.made(PRICES))
    assert again == FINDING.read_text("utf-8"), "run tools/make_interest.py"


def test_the_finding_lists_the_tellings_as_they_stand_in_the_list():
    assert read_interest(FINDING).tellings == read_tellings(LIST, load().sources)


def test_a_finding_is_written_as_it_was_read():
    found = read_interest(FINDING)
    assert written(found) == FINDING.read_text("utf-8")


def test_every_telling_has_a_source_and_no_day_after_the_record():
    sources, tellings = load().sources, read_interest(FINDING).tellings
    assert len({one.id for one in tellings}) == len(tellings)
    for one in tellings:
        assert one.source in sources, one.id
        assert one.first <= one.last <= COLLECTED_ON, one.id
        assert one.known_on >= one.first, one.id
        assert one.known_on <= COLLECTED_ON, one.id
        assert one.language in ("en", "zh", "fr"), one.id


def test_a_vague_day_is_said_to_be_vague():
    for one in read_interest(FINDING).tellings:
        if width(one) > WIDEST:
            assert "not placed" in one.what
        elif width(one) > 3:
            assert "known to the" in one.what


def test_the_finding_says_how_little_it_rests_on():
    found = read_interest(FINDING)
    first = found.studies[0]
    used = placed(found.tellings, STORY)
    assert first.tellings == len(used)
    assert first.left_out == sum(one.kind in STORY for one in found.tellings) - len(used)
    assert first.episodes < EPISODES
    assert (found.word, first.reason) == ("cannot tell", "few")


def test_nothing_used_was_known_later_than_the_finding():
    found = read_interest(FINDING)
    for one in placed(found.tellings, KINDS):
        assert one.known_on <= found.known_on
    assert set(found.source) <= set(load().sources)
    assert all(load().sources[key].known_on <= found.known_on for key in found.source[:2])


def test_reading_a_finding_loads_nothing_heavy():
    code = (
        "import sys; from pathlib import Path; from assay.prices.interest import read_interest\n"
        f"read_interest(Path({str(FINDING)!r}))\n"
        "print([name for name in ('numpy', 'pandas', 'statsmodels') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("format = 1", "format = 2", "format"),
        ("seed = 1", 'seed = "one"', "seed"),
        ("seed = 1", "sead = 1", "sead"),
        ('reason = "few"', 'reason = "whim"', "tellings_weekly"),
        ("lag = -8, value = ", "lag = -8.5, value = ", "correlations[0]: lag"),
        ("draws = 1999", "draws = [", ""),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path, old, new, where):
    path = tmp_path / "interest.toml"
    text = FINDING.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PriceError) as refused:
        read_interest(path)
    assert where in refused.value.where


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(PriceError):
        read_interest(tmp_path / "none.toml")


HEAD = "id,first,last,what,kind,language,source\n"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("x,2026-01,2026-01-31,y,told,en,wss2026", PriceError),
        ("x,2026-02-01,2026-01-31,y,told,en,wss2026", PriceError),
        ("x,2026-01-01,2026-01-31,y,whispered,en,wss2026", PriceError),
        ("x,2026-01-01,2026-01-31,y,told,en,hearsay", UnknownSource),
    ],
)
def test_a_bad_row_of_the_list_is_refused(tmp_path, row, kind):
    path = tmp_path / "events.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(kind):
        read_tellings(path, load().sources)


def test_tellings_come_in_order_of_days(tmp_path):
    path = tmp_path / "events.csv"
    rows = ("b,2026-02-01,2026-02-01,y,told,en,wss2026\n", "a,2025-01-01,2025-01-01,y,told,en,")
    path.write_text(HEAD + rows[0] + rows[1] + "wss2026\n", encoding="utf-8")
    found = read_tellings(path, load().sources)
    assert [one.id for one in found] == ["a", "b"]
    # a source that was known later than the day it tells of decides what could be known
    assert found[0].known_on == max(date(2025, 1, 1), load().sources["wss2026"].known_on)

"""What the author of a story is told who gets several things wrong at once.

Each folder of `bad/` holds the spoilt files of the small story in `bad/sound`.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from assay import cli
from assay.errors import StoryError
from assay.model.run import run
from assay.record.record import load
from assay.stories.load import FOLDER, load_story

BAD = Path(__file__).parent / "bad"


@pytest.fixture
def told(tmp_path):
    """Loads the small story with the files of a folder in place of its own."""

    def read(name):
        folder = tmp_path / f"story_{name}"
        shutil.copytree(BAD / "sound", folder)
        shutil.copy(FOLDER / "silver" / "words.toml", folder)
        for file in (BAD / name).iterdir():
            if file.is_file():
                # a file that Python cannot read would stop the checks of the repository itself
                shutil.copy(file, folder / file.name.replace(".txt", ".py"))
        return load_story(str(folder), load())

    return read


def complaints(told, name):
    with pytest.raises(StoryError) as caught:
        told(name)
    return str(caught.value)


def all_in(text, *pieces):
    return [piece for piece in pieces if piece not in text]


def test_the_small_story_is_sound(told):
    story = told("sound")
    done = run(story.model, story.givens, outputs=("all_use",), samples=64)
    assert 90 < done.band("all_use", "t/year", 2030).p50 < 115


def test_names_circles_units_and_idle_givens_of_formulas_are_told_together(told):
    text = complaints(told, "formulas")
    missing = all_in(
        text,
        "4 complaints",
        "found     thingz",
        "try       things",
        "price needs demand needs price",
        "use_of_one [kg/server]",
        "chain     ",
        "given things",
        "no formula asks for it",
    )
    assert not missing, (missing, text)


def test_all_that_is_wrong_with_givens_is_told_with_what_no_formula_asks_for(told):
    text = complaints(told, "givens")
    missing = all_in(
        text,
        "things.shape",
        "things.confidence",
        "'kgg' in 'kgg/server'",
        "other_use.shape",
        "uniform",
        "given idle",
    )
    assert not missing, (missing, text)
    assert text.count("kgg/server") == 1, "what follows from a complaint is not told again"


def test_nothing_that_a_formula_has_wrong_of_its_own_hides_behind_a_broken_given(told):
    text = complaints(told, "hidden")
    missing = all_in(
        text,
        "things.shape.uniform",
        "'kgg' in 'kgg/server'",
        "use_of_one.shape.lognormal",
        "other_use.unit",
        "other_use.shape",
        "known_use.shape",
        "found     thingz\n",
        "try       things",
        "year, which is no parameter of the formula",
        "try       add year to the parameters",
        "found     hald\n",
        "try       half",
        "UnitError in stock",
        "chain     things [server/year]",
        "'tt' in 'tt'",
        "UnitError in half",
        "chain     things [server/year] + stock [server]",
    )
    assert not missing, (missing, text)


def test_what_follows_from_a_broken_given_is_not_told(told):
    text = complaints(told, "hidden")
    assert "known='known_use'" not in text, "a series that cannot be read may be one"
    assert text.count("use_of_one.unit") == 1 and "given use_of_one" not in text
    assert "UnitError in all_use" not in text, "nobody knows the unit of other_use"


def test_a_correlation_is_told_with_its_file_and_all_that_is_wrong_with_it(told):
    text = complaints(told, "hidden")
    missing = all_in(
        text,
        "givens.toml: correlation.both.matrix\n      found     2 for things and thimgs",
        "givens.toml: correlation.both.givens\n      found     thimgs",
    )
    assert not missing, (missing, text)


def test_roles_groups_keys_and_years_of_a_story_are_told_together(told):
    text = complaints(told, "roles")
    missing = all_in(
        text,
        "outlok",
        "outlook",
        "roles.user",
        "horizon",
        "2099",
        "2015..2030",
        "'demands'",
        "group things.title.zh",
        "usee",
        "usage",
    )
    assert not missing, (missing, text)


def test_every_formula_that_makes_no_number_is_told_with_its_year_and_inputs(told):
    story = told("unfinished")
    with pytest.raises(StoryError) as caught:
        run(story.model, story.givens, outputs=("use", "all_use"), samples=64)
    text = str(caught.value)
    missing = all_in(
        text,
        "2 complaints",
        "use (",
        "inf in 2020",
        "things = ",
        "server/year",
        "all_use (",
        "nan in 2018",
        "other_use = ",
    )
    assert not missing, (missing, text)


def test_one_formula_behind_several_outputs_is_told_once(told):
    story = told("unfinished")
    with pytest.raises(StoryError) as caught:
        run(story.model, story.givens, outputs=("use",), samples=64)
    assert str(caught.value).count("StoryError in use") == 1


def test_a_file_of_formulas_that_python_cannot_load_is_no_traceback(told):
    text = complaints(told, "unloadable")
    missing = all_in(text, "quantities.py", "SyntaxError", "a file that Python can load")
    assert not missing, (missing, text)


def test_files_that_cannot_be_read_hide_nothing_of_the_others(tmp_path):
    folder = tmp_path / "story"
    shutil.copytree(BAD / "sound", folder)
    shutil.copy(BAD / "givens" / "givens.toml", folder)
    words = (FOLDER / "silver" / "words.toml").read_text("utf-8")
    (folder / "words.toml").write_text(words.replace("[title]", "[titel]", 1), "utf-8")
    with pytest.raises(StoryError) as caught:
        load_story(str(folder), load())
    formulas = ("given idle", "no formula asks for it")
    told = ("titel", "things.shape", "things.confidence", "'kgg' in", "other_use.shape")
    assert not all_in(str(caught.value), *told, *formulas), str(caught.value)
    (folder / "quantities.py").write_text("model = Modl(2015, 2030)\n", "utf-8")
    with pytest.raises(StoryError) as caught:
        load_story(str(folder), load())
    assert not all_in(str(caught.value), *told, "NameError", "line 1"), str(caught.value)
    assert "no formula asks for it" not in str(caught.value), "it follows from the formulas"


KINDS = {
    "story.toml": (
        ('formulas = ["quantities.py"]', 'formulas = "quantities.py"', "formulas", "a list"),
        ('use = "use"', "use = 3", "roles.use", "a text"),
        ('users = ["use", "other_use"]', "users = [[]]", "roles.users.1", "a text"),
        ('nodes = ["use"]', "nodes = 3", "group.1.nodes", "a list"),
        ("[roles]", "[[roles]]", "roles", "a table"),
    ),
    "givens.toml": (
        ('like = "things"', "like = []", "use_of_one.like", "a text"),
        ("confidence =", 'source = "x"\nconfidence =', "things.source", "a list"),
    ),
}
"""By file: what is written, what stands for it, and the place and kind that must be told."""


@pytest.mark.parametrize(
    ("file", "slip"), [(file, slip) for file, slips in KINDS.items() for slip in slips]
)
def test_a_value_of_another_kind_is_told_with_its_place(tmp_path, file, slip):
    before, after, where, kind = slip
    folder = tmp_path / "story"
    shutil.copytree(BAD / "sound", folder)
    shutil.copy(FOLDER / "silver" / "words.toml", folder)
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(StoryError) as caught:
        load_story(str(folder), load())
    assert f"story/{file}: {where}\n" in str(caught.value)
    assert f"expected  {kind}" in str(caught.value)


SLIPS = {
    "a name mistyped in a formula": (
        "    return things * use_of_one", "    return thingz * use_of_one", ("thingz", "things"),
    ),
    "a key that is not there": (
        "    return things * use_of_one", "    return {}[1] * things", ("KeyError",),
    ),
    "a division by nothing": ("model = ", "1 / 0\nmodel = ", ("ZeroDivisionError", "line ")),
    "two formulas of one name": (
        "def all_use(", "def use(", ("use (", "one formula a name"),
    ),
    "a quantity without brackets": (
        '@model.quantity("t/year")\ndef use', "@model.quantity\ndef use", ("use (", "no unit"),
    ),
    "a unit that is no text": (
        '@model.quantity("t/year")\ndef use', "@model.quantity(3)\ndef use", ("3 as the unit",),
    ),
    "years the wrong way round": (
        "Model(2015, 2030)", "Model(2030, 2015)", ("line 5", "Model(2030, 2015)", "first year"),
    ),
    "years in quotes": (
        "Model(2015, 2030)", 'Model("2015", 2030)', ("line 5", "'2015'", "whole numbers"),
    ),
    "a file that stops the program": (
        "model = ", "raise SystemExit(3)\nmodel = ", ("SystemExit", "line "),
    ),
}  # fmt: skip
"""What a newcomer slips in: the text it stands for, the slip, and what must be told."""


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_formula_is_told_with_its_file_and_no_traceback(tmp_path, slip):
    before, after, told = SLIPS[slip]
    folder = tmp_path / "story"
    shutil.copytree(BAD / "sound", folder)
    shutil.copy(FOLDER / "silver" / "words.toml", folder)
    file = folder / "quantities.py"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    answer = CliRunner().invoke(cli.assay, ["story", str(folder)])
    assert isinstance(answer.exception, StoryError)
    missing = all_in(str(answer.exception), "quantities.py", *told)
    assert not missing, (missing, str(answer.exception))

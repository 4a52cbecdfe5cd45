"""The house rules: who may import whom, how long a file may be, what must be documented.

Not here: rules about numbers (`test_house_numbers.py`), style and types (`make lint`).
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.house import (
    PACKAGE,
    ROOT,
    Module,
    comments,
    followed,
    functions,
    is_text,
    modules,
    package,
    texts,
    unreadable,
)

BOTTOM = frozenset({"errors", "units", "figure", "net"})
SHOWN = frozenset({
    "answers", "argument", "backtest.result", "checks.standing", "claims.claim", "comparison",
    "findings", "model.summary", "prices.interest", "prices.result", "reading.article",
    "record.answer", "record.fact", "ruler.hindcast", "ruler.mark", "ruler.story", "supposed",
    "then",
})  # fmt: skip
"""The modules whose types a verdict is made of."""

MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "arguments": frozenset({"errors"}),
    "units": frozenset({"errors"}),
    "figure": frozenset({"errors", "units"}),
    "net": frozenset({"errors"}),
    "model": frozenset({"arguments", "errors", "units"}),
    "record": BOTTOM,
    "reading": BOTTOM,
    "analysis": BOTTOM | {"model"},
    "prices": BOTTOM | {"record"},
    "claims": BOTTOM | {"reading.article"},
    "ruler": BOTTOM | {"model", "prices.result"},
    "checks": BOTTOM | {"claims", "comparison", "reading.article", "record", "model", "ruler"},
    "comparison": BOTTOM | {"model.summary", "ruler.mark", "ruler.story"},
    "stories": BOTTOM
    | {"model", "prices.interest", "prices.result", "record", "ruler.hindcast", "ruler.story"},
    "backtest": BOTTOM | {"model", "prices.typed_table", "record", "ruler"},
    "findings": frozenset(),
    "answers": BOTTOM | {"ruler.story"},
    "argument": BOTTOM | {"ruler.story"},
    "supposed": BOTTOM | {"model.summary", "ruler.mark", "ruler.story"},
    "then": BOTTOM
    | {"checks.standing", "model.summary", "record.fact", "ruler.mark", "ruler.story"},
    "verdict": BOTTOM | SHOWN,
    "report": BOTTOM | SHOWN | {"record.feeds.feed", "record.feeds.outcome", "verdict"},
}
"""What each room may import beside its own folder; the rooms not listed join all others."""
JOINS_ALL = frozenset({"", "__main__", "cli", "commands", "judging", "verbs"})

ONLY_IN = {
    "httpx": "net",
    "socket": "net",
    "urllib.request": "net",
    "http.client": "net",
    "python_calamine": "record.feeds.workbook",
    "statsmodels": "prices",
    "subprocess": "record.feeds.workbook",
    "model2vec": "checks.nearness",
    "pandas": "prices",
    "xarray": "model.run",
}
"""Libraries with one door."""
NEVER = frozenset({"pint", "pydantic", "scipy.stats", "requests", "polars"})
"""Too slow to load for a command line, or another way of doing what the house already does."""
LAZY = (
    "scipy", "trafilatura", "lxml", "opencc", "jinja2", "rich", "httpx", "xarray", "pandas",
    "statsmodels", "ftfy", "model2vec",
)  # fmt: skip
STARTS_COLD = frozenset({"", "__main__", "cli", "verbs", "errors", "units", "figure"})
"""Modules that every command loads, and that may not even load numpy at their top."""
NOT_FOR_HELP = ("numpy", "scipy", "rich", "jinja2", "trafilatura", "lxml", "httpx", "opencc")
FILE_LINES = 400
FUNCTION_LINES = 60
SAYS_WHY = re.compile(r"\blong(er)?\b[^.]*\b(because|since|so that)\b", re.IGNORECASE)
"""An overlong file or function must say why in its docstring: "Long because ..."."""
GRAB_BAGS = re.compile(r"^(utils?|helpers?|common|misc|manager|tools|stuff|lib)$")


def none_of(offences: list[str], rule: str) -> None:
    """Fail with every offending line and the rule."""
    assert not offences, rule + "\n  " + "\n  ".join(offences)


def imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every import of a module: the statement and the full name of what is imported."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                yield node, f"{base}.{alias.name}"


def loads(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every import that happens when the code runs, those for type checkers left out."""
    unloaded = {
        id(node)
        for block in ast.walk(module.tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    yield from ((node, name) for node, name in imports(module) if id(node) not in unloaded)


def room(name: str) -> str:
    return name.split(".")[0]


def within(name: str, allowed: frozenset[str] | set[str] | tuple[str, ...]) -> bool:
    return any(name == entry or name.startswith(entry + ".") for entry in allowed)


def test_every_file_can_be_read_by_the_oldest_python_supported():
    offences = [
        f"{path.relative_to(ROOT)}:{error.lineno}: {error.msg}"
        for path, error in unreadable().items()
    ]
    none_of(offences, "A file that this Python cannot parse:")


def test_every_room_imports_only_what_lies_below_it():
    offences = []
    for module in package():
        own = room(module.name)
        if own in JOINS_ALL:
            continue
        allowed = MAY_IMPORT.get(own)
        for node, name in imports(module):
            if name.startswith("."):
                offences.append(f"{module.at(node)}  (write the import in full)")
            elif within(name, ("assay",)):
                target = name.removeprefix("assay").lstrip(".")
                if allowed is None:
                    offences.append(f"{module.place}: the room {own!r} is not in the table")
                    break
                if not within(target, allowed | {own}):
                    may = ", ".join(sorted(allowed)) or "nothing"
                    offences.append(f"{module.at(node)}  ({own} may import {may})")
    none_of(offences, "An import goes against the table of rooms:")


def test_each_library_with_one_door_is_imported_there_only():
    offences = []
    for module in package():
        for node, name in loads(module):
            if within(name, NEVER):
                offences.append(f"{module.at(node)}  (not used in this house)")
            for library, door in ONLY_IN.items():
                if within(name, (library,)) and not within(module.name, (door,)):
                    offences.append(f"{module.at(node)}  (only assay.{door} may)")
    none_of(offences, "A library is imported outside its door:")


def test_only_to_xarray_imports_xarray():
    offences = []
    for module in package():
        inside = {
            id(node)
            for function in functions(module.tree)
            if function.name == "to_xarray"
            for node in ast.walk(function)
        }
        for node, name in loads(module):
            if within(name, ("xarray",)) and id(node) not in inside:
                offences.append(module.at(node))
    none_of(offences, "xarray is loaded on request only, inside to_xarray:")


def test_heavy_libraries_load_inside_the_functions_that_need_them():
    offences = []
    for module in package():
        lazy = (*LAZY, "numpy") if module.name in STARTS_COLD else LAZY
        top = {id(node) for node in module.tree.body}
        for node, name in loads(module):
            if id(node) in top and within(name, lazy):
                offences.append(module.at(node))
    none_of(offences, "A heavy library is imported at the top of a module:")


@pytest.mark.parametrize(
    "lines",
    [
        "import assay",
        "from assay.cli import main; sys.argv = ['assay', '--help']; main()",
    ],
    ids=["import assay", "assay --help"],
)
def test_a_cold_start_loads_nothing_heavy(lines):
    """Speed is measured in benchmarks; what makes it slow is a fact that can be tested."""
    code = (
        "import sys\ntry:\n    " + lines + "\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print('LOADED', *[name for name in {NOT_FOR_HELP!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED"


def test_no_file_and_no_function_is_too_long_without_saying_why():
    offences = []
    for module in modules():
        count = len(module.text.splitlines())
        if count > FILE_LINES and not SAYS_WHY.search(ast.get_docstring(module.tree) or ""):
            offences.append(f"{module.place}: {count} lines")
        is_test = module.place.startswith("tests/")  # where a long function is a table of cases
        for function in [] if is_test else functions(module.tree):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > FUNCTION_LINES and not SAYS_WHY.search(ast.get_docstring(function) or ""):
                offences.append(f"{module.at(function)}  ({length} lines)")
    none_of(offences, f"Longer than {FILE_LINES} lines a file or {FUNCTION_LINES} a function:")


def test_every_module_says_what_it_is_and_what_it_is_not():
    offences = []
    for module in modules():
        text = ast.get_docstring(module.tree) or ""
        ships = PACKAGE in module.path.parents and module.path.name != "__init__.py"
        if not text.strip():
            offences.append(f"{module.place}: no docstring")
        elif ships and (len(text.splitlines()) < 2 or "not here" not in text.lower()):
            offences.append(f"{module.place}: does not say 'Not here: ...'")
    none_of(offences, "A module opens with what it is, what it is not, and where to go instead:")


def test_everything_public_is_documented():
    offences = []
    for module in package():
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                offences += [module.at(item) for item in undocumented(node)]
    none_of(offences, "Public, but without a docstring or without a line under a field:")


def undocumented(node: ast.FunctionDef | ast.ClassDef) -> Iterator[ast.AST]:
    """A public function or class without docstring, its public methods and a dataclass's fields."""
    if not ast.get_docstring(node):
        yield node
    if not isinstance(node, ast.ClassDef):
        return
    is_data = any("dataclass" in ast.unparse(item) for item in node.decorator_list)
    for item, after in followed(node.body):
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
            if not ast.get_docstring(item):
                yield item
        elif is_data and isinstance(item, ast.AnnAssign) and not is_text(after):
            yield item


def test_no_public_function_passes_keywords_through_unseen():
    offences = [
        module.at(function)
        for module in package()
        for scope in (module.tree, *(n for n in module.tree.body if isinstance(n, ast.ClassDef)))
        for function in scope.body
        if isinstance(function, ast.FunctionDef)
        and function.args.kwarg
        and not function.name.startswith("_")
    ]
    none_of(offences, "A public function takes **kwargs, through which a slip travels unseen:")


def test_no_module_is_a_grab_bag():
    offences = [
        module.place
        for module in package()
        if any(GRAB_BAGS.match(part) for part in module.name.split("."))
    ]
    none_of(offences, "A module is named after nothing in the field:")


def test_no_code_is_commented_out():
    kinds = (ast.Assign, ast.AugAssign, ast.Import, ast.ImportFrom, ast.Return, ast.Raise, ast.If)
    offences = []
    for module in modules():
        for line, words in comments(module.text):
            try:
                parsed = ast.parse(words).body
            except SyntaxError:
                continue
            called = parsed and isinstance(parsed[0], ast.Expr)
            if parsed and (
                isinstance(parsed[0], kinds) or (called and isinstance(parsed[0].value, ast.Call))
            ):
                offences.append(f"{module.place}:{line}: # {words}")
    none_of(offences, "Code in a comment; the history keeps it better:")


def test_every_exception_to_a_rule_gives_its_reason():
    waiver = re.compile(r"\b(noqa|type: ignore)\b[^-#]*(?P<why>[-#].{8,})?")
    offences = []
    for module in modules():
        for line, words in comments(module.text):
            found = waiver.match(words)
            if found and not found["why"]:
                offences.append(f"{module.place}:{line}: # {words}")
            if re.match(r"(TODO|FIXME|XXX)\b", words):
                offences.append(f"{module.place}:{line}: # {words}")
    none_of(offences, "A rule is waived without a reason, or work is left open:")


def test_every_test_file_tests_and_every_test_asserts():
    offences = []
    for module in modules():
        if not module.place.startswith("tests/"):
            continue
        tests = [f for f in functions(module.tree) if f.name.startswith("test_")]
        collected = module.path.name.startswith("test_")
        if collected != bool(tests):
            offences.append(f"{module.place}: {'no tests' if collected else 'never collected'}")
        offences += [module.at(test) for test in tests if not asserts(test)]
    none_of(offences, "A test file without tests, or a test that cannot fail:")


def asserts(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a test contains an assertion, an expected error, or calls what asserts for it."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).split(".")[-1]
            if name in ("raises", "warns", "fail") or re.match(r"(assert|none_of|must)", name):
                return True
    return False


def test_no_file_names_a_machine_or_a_package_index():
    machine = re.compile(r"(?<![\w.~])/(work|tmp|farm|root|home|Users|private|opt)/\w")
    hosts = (
        "pypi" + ".org",
        "python" + "hosted",
        "npm" + "js.org",
        "deb." + "debian",
        "ana" + "conda.org",
    )
    offences = []
    for path, text in texts().items():
        for number, line in enumerate(text.splitlines(), 1):
            if machine.search(line) or any(host in line for host in hosts):
                offences.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    none_of(offences, "A path of one machine, or the address of a package index:")


def test_the_locks_pin_every_package_by_hash_and_name_no_address():
    for name in ("requirements.txt", "requirements-build.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        options = re.findall(r"^\s*--(?!hash=sha256:[0-9a-f]{64}).*$", text, re.MULTILINE)
        assert not options, f"{name}: {options}"
        assert "://" not in text, name
        pins = re.findall(r"^([a-z0-9][\w.-]*)(==\S+)?(?: ;.*?)? (\\?)$", text, re.MULTILINE)
        assert pins, name
        assert all(version and more for _, version, more in pins), f"{name}: a pin without hash"


def test_every_error_code_has_its_paragraph():
    from assay import errors

    text = (ROOT / "docs" / "errors" / "README.md").read_text("utf-8")
    headings = set(re.findall(r"^## `([a-z-]+)`", text, re.MULTILINE))
    kinds = [errors.AssayError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    codes = {kind.code for kind in kinds if kind.__module__ == errors.__name__}
    assert headings == codes
    tree = errors.__doc__ or ""
    drawn = [kind.__name__ for kind in kinds if kind.__name__ not in tree]
    assert not drawn, f"not drawn at the top of errors.py: {drawn}"


def test_the_changelog_leads_with_verdicts_that_move():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert releases
    for release in releases:
        sections = re.findall(r"^### (.+)$", release, re.MULTILINE)
        assert sections[:1] == ["Verdicts that move"], release.splitlines()[0]

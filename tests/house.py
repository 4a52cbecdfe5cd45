"""The repository as the house tests see it: tracked files, parsed modules, comments.

Not here: the rules (`test_house.py`, `test_house_numbers.py`).
"""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "assay"
CODE_FOLDERS = ("src", "tests", "tools", "benchmarks")


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        """Path within the repository, with forward slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """Dotted name within the package, "" for the package itself; for files that ship."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    def at(self, node: ast.AST) -> str:
        """Where `node` stands: path and line, with the line itself."""
        line = node.lineno  # type: ignore[attr-defined]  # only statements and expressions are asked for
        return f"{self.place}:{line}: {self.text.splitlines()[line - 1].strip()}"


@lru_cache(maxsize=1)
def tracked() -> tuple[Path, ...]:
    """Every file that is committed or would be, ignored ones left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive has no history
        found = (path for folder in (*CODE_FOLDERS, "docs") for path in (ROOT / folder).rglob("*"))
        return tuple(sorted(path for path in found if "__pycache__" not in path.parts))
    names = sorted(set(filter(None, listed.decode().split("\0"))))
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


@lru_cache(maxsize=1)
def texts() -> dict[Path, str]:
    """Every tracked file that is text, with its text."""
    found = {}
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw:
            found[path] = raw.decode("utf-8", "replace")
    return found


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Every Python file of the repository, parsed."""
    return tuple(
        Module(path, text, ast.parse(text))
        for path, text in texts().items()
        if path in written() and path not in unreadable()
    )


@lru_cache(maxsize=1)
def written() -> frozenset[Path]:
    """Every Python file."""
    return frozenset(
        path
        for path in texts()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in CODE_FOLDERS
    )


@lru_cache(maxsize=1)
def unreadable() -> dict[Path, SyntaxError]:
    """Every Python file that this Python cannot parse, with the reason."""
    found = {}
    for path in written():
        try:
            ast.parse(texts()[path])
        except SyntaxError as error:
            found[path] = error
    return found


def package() -> tuple[Module, ...]:
    """The modules that ship."""
    return tuple(module for module in modules() if PACKAGE in module.path.parents)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a tree, inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_text(node: ast.stmt | None) -> bool:
    """Whether a statement is a bare string: the line of documentation under a field or constant."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def followed(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Every statement with the one after it."""
    yield from zip(body, [*body[1:], None], strict=True)


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment of a Python text: line and words."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("#").strip()

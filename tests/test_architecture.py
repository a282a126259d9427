"""The walls of the house, enforced: who imports whom, where third parties live, how long things are."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimlint

SOURCE = Path(__file__).parents[1] / "src" / "claimlint"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES, MOST_LINES_OF_FUNCTION = 300, 50

# Folder (or module) of the package → what it may import of the package, besides itself.
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "frozen": set(),  # everybody may import it
    "cache": set(),  # its runs are looked up before anything else is imported
    "lexicon": {"model", "cache"},
    "resources": {"model"},
    "settings": {"model", "cache", "sources"},
    "sources": {"model", "cache", "lexicon"},
    "quantities": {"model", "cache", "lexicon"},
    "claims": {"model", "cache", "lexicon", "quantities"},
    "checks": {"model"},
    "rules": {"model", "cache", "checks", "resources", "sources"},  # a rule pack is YAML, read as a report is
    "findings": {"model", "lexicon"},  # a finding is worded in the language of its document
    "reporters": {"model", "lexicon"},  # the lexicon holds the words of the reports, too
    "store": {"model", "cache", "lexicon", "quantities", "resources", "sources"},  # facts are YAML, read as a report is
    "edits": {"model", "lexicon", "sources", "checks", "rules", "findings", "settings"},
}
ALLOWED["reading"] = ALLOWED.keys() - {"rules", "checks", "findings", "reporters", "edits"}
ALLOWED["running"] = ALLOWED.keys() - {"checks", "lexicon", "reporters", "resources"}
ALLOWED["pipeline"] = set(ALLOWED)
ALLOWED["api"] = set(ALLOWED)
ALLOWED["__init__"] = ALLOWED.keys() - {"pipeline", "reading"}
# The command line has what everybody has: the names that the package exports, and the formats of its reports.
ALLOWED["apps"] = {"cache", "reporters", *claimlint.__all__}
ALLOWED["__main__"] = {"apps", "cache"}

# Third party → the modules (folders with a slash) that may import it.
FENCES: dict[str, tuple[str, ...]] = {
    "pint": ("quantities/units.py",),
    "currency_converter": ("store/rates.py",),
    "rapidfuzz": ("claims/similar.py", "settings/nearest.py"),
    "pathspec": ("sources/globs.py",),
    "tree_sitter": ("sources/markdown.py",),
    "tree_sitter_markdown": ("sources/markdown.py",),
    "yaml": ("cache/compiled.py", "sources/yaml_tree.py", "store/", "lexicon/"),
    "subprocess": ("sources/git.py",),
    "click": ("apps/",),
    "rich": ("reporters/", "apps/"),
    "watchfiles": ("apps/watching.py",),
    "charset_normalizer": ("sources/",),
}
# What costs start-up and must not be imported at the head of a module, but where it is needed.
LATE = {"pathspec", "pint", "rapidfuzz", "tree_sitter", "tree_sitter_markdown", "watchfiles"}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
HAN = re.compile("[\u3400-\u9fff]")


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def part_of(path: Path) -> str:
    """The folder directly under the package, or the module itself."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports anywhere, relative imports resolved."""
    package = ["claimlint", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1], node.module or ""] if node.level else [node.module or ""]
            module = ".".join(part for part in base if part)
            yield module
            if module == "claimlint":
                yield from (f"claimlint.{alias.name}" for alias in node.names)


def each_module(test: object) -> object:
    return pytest.mark.parametrize("path", MODULES, ids=name_of)(test)


@each_module
def test_direction_of_imports(path: Path) -> None:
    part = part_of(path)
    assert part in ALLOWED, f"{part} is not on the plan: add it to ARCHITECTURE.md and here"
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("claimlint.")}
    public = {"__version__", "__init__", "cache", "frozen"}
    assert ours - public - {part} <= ALLOWED[part]


@each_module
def test_third_parties_stay_behind_their_fences(path: Path) -> None:
    used = {name.split(".")[0] for name in imported(path)}
    for party in used & FENCES.keys():
        assert name_of(path).startswith(FENCES[party]), f"{party} belongs in {FENCES[party]}"


@each_module
def test_what_is_slow_is_imported_late(path: Path) -> None:
    top = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in top if isinstance(node, ast.ImportFrom) and node.module}
    slow = {name for name in names if name.split(".")[0] in LATE}
    # A module that only exists for its library may import it at its head, if it is itself imported late.
    owners = {owner for party in slow for owner in FENCES[party.split(".")[0]]}
    assert not slow or name_of(path) in owners


@each_module
def test_no_drawers(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts}
    assert not parts & DRAWERS, "name the module by what is in it"


@each_module
def test_files_and_functions_are_short(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= MOST_LINES
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_FUNCTION} == {}


@each_module
def test_words_of_a_language_are_data(path: Path) -> None:
    if part_of(path) == "checks":  # examples and messages stand with the check
        return
    assert [text for text in literals(path.read_text("utf-8")) if HAN.search(text)] == []


def literals(source: str) -> Iterator[str]:
    """The string literals of a source that are no docstrings, as written (an escaped range is no word)."""
    docstrings = {
        node.body[0].lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node, clean=False) is not None
    }
    middle = getattr(tokenize, "FSTRING_MIDDLE", None)  # from Python 3.12 on, the text of an f-string
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == middle or (token.type == tokenize.STRING and token.start[0] not in docstrings):
            yield token.string


def test_a_command_cannot_reach_past_the_public_interface() -> None:
    folders = {path.name for path in SOURCE.iterdir()} | {path.stem for path in SOURCE.glob("*.py")}
    assert folders & ALLOWED["apps"] == {
        "cache",
        "reporters",
    }  # what is kept between runs, and the formats of what is printed


def test_the_test_sees_words() -> None:
    source = '"""文档"""\n\n\ndef f():\n    """文档"""\n    # 注释\n    return "字", f"{1}词", "[\\u4e00-\\u9fff]"\n'
    assert "".join(text for text in literals(source) if HAN.search(text)).count("字") == 1
    assert any("词" in text for text in literals(source))
    assert not any("文档" in text for text in literals(source))


def test_the_fence_sees_imports_inside_functions(tmp_path: Path) -> None:
    path = SOURCE / "cache" / "compiled.py"
    assert "yaml" in set(imported(path))

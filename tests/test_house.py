"""The house itself: floors, style, types, words, and what the project must not contain."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted((ROOT / "patterns").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FORBIDDEN = re.compile(
    r"\b(narcissis\w*|abuser\w*|victim\w*|scores?|grades?|low risk|all clear|court-proof|admissible)\b", re.I
)
SAFE = re.compile(r"\byou are safe\b", re.I)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_ruff_finds_nothing():
    checked = run("-m", "ruff", "check", "--no-cache", "patterns", "tests", "benchmarks", "data")
    assert checked.returncode == 0, checked.stdout


def test_mypy_finds_nothing():
    checked = run("-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache"))
    assert checked.returncode == 0, checked.stdout


def test_imports_go_down_the_floors():
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


def test_what_the_program_says_holds_no_forbidden_word():
    said = [path for path in (ROOT / "patterns").rglob("*") if path.suffix in {".py", ".j2", ".typ", ".html", ".css"}]
    hits = {
        f"{path.name}: {match.group()}"
        for path in [*said, *NOTEBOOKS]
        for match in FORBIDDEN.finditer(path.read_text(encoding="utf-8"))
    }
    assert not hits


def test_nobody_is_called_safe():
    for path in [*PROGRAM, *NOTEBOOKS]:
        text = " ".join(path.read_text(encoding="utf-8").split())
        for match in SAFE.finditer(text):
            assert "does not mean" in text[max(0, match.start() - 20) : match.start()].casefold(), path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_thin_and_stored_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)
    source = "\n".join("".join(cell["source"]) for cell in code)
    assert not re.search(r"^\s*(def|class|for|while|if)\b", source, re.M)


def test_pinned_versions_name_no_address():
    pinned = (ROOT / "constraints.txt").read_text()
    assert "://" not in pinned
    assert " @ " not in pinned


def test_every_dependency_of_the_project_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[<>=\[; ]", each)[0].casefold().replace("_", "-") for each in wanted}
    pinned = {line.split("==")[0].casefold() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert names <= pinned


def test_importing_the_package_imports_nothing_heavy():
    heavy = ("pandas", "matplotlib", "papermill", "openpyxl")
    code = f"import sys, patterns; print([name for name in {heavy} if name in sys.modules])"
    assert run("-c", code).stdout.strip() == "[]"


def test_every_public_function_says_what_it_returns():
    bare = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in PROGRAM
        for node in public(ast.parse(path.read_text(encoding="utf-8")))
        if not ast.get_docstring(node)
    ]
    assert not bare


def public(module: ast.Module | ast.ClassDef) -> list[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes of a module, and the methods of its public classes."""
    own = [node for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    return own + [inner for node in own if isinstance(node, ast.ClassDef) for inner in public(node)]

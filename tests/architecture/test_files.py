"""Every file has one idea, is short, says what it is for, and is finished."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.wording import ROOT

MOST_LINES = 300
CODE = (".py", ".js", ".css", ".html", ".sh")
FOLDERS = ("bot", "tests", "widget", "scripts", "tensorflow_placeholder", "bench", "deploy")
MADE = {".venv", "__pycache__", "vendor", "build", "node_modules", "results"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X{3}|HA" + r"CK|WI" + r"P)\b")


def files() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in CODE]
    return sorted(path for path in found if not MADE & set(path.parts) and not any(part.endswith(".egg-info") for part in path.parts))


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", files(), ids=names)
def test_a_file_is_short_and_finished(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    unfinished = UNFINISHED.search(text)
    assert not unfinished, unfinished


@pytest.mark.parametrize("path", [path for path in files() if path.suffix == ".py" and path.is_relative_to(ROOT / "bot") and path.stat().st_size], ids=names)
def test_every_module_class_and_public_function_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    missing = [] if ast.get_docstring(tree) else ["the file itself"]
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            missing += [] if ast.get_docstring(node) or _is_a_detail(tree, node) else [f"{node.name}, line {node.lineno}"]
    assert not missing


def _is_a_detail(tree: ast.Module, wanted: ast.AST) -> bool:
    """Properties, the methods of protocols and of private classes, and functions inside functions are read where they stand."""
    if any(ast.unparse(decorator).endswith("property") for decorator in getattr(wanted, "decorator_list", ())):
        return True
    for node in ast.walk(tree):
        if node is wanted or wanted not in ast.walk(node):
            continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return True
        if isinstance(node, ast.ClassDef) and (node.name.startswith("_") or "Protocol" in map(ast.unparse, node.bases)):
            return True
    return False


def test_one_topic_word_names_the_file_in_every_kind_of_data():
    kinds = {kind: {path.stem for path in (ROOT / "bot" / "data" / kind).glob("*.yml")} for kind in ("nlu", "responses", "rules", "stories")}
    known = kinds["nlu"] | kinds["responses"] | {"disclosures"}
    assert kinds["rules"] <= known and kinds["stories"] <= known


def test_the_actions_stand_one_in_a_file_that_bears_their_name():
    for path in sorted((ROOT / "bot" / "actions").glob("*.py")):
        classes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
        named = "".join(part.capitalize() for part in path.stem.split("_"))
        assert [node.name for node in classes] == ([named] if path.stem.startswith(("action_", "validate_")) else [])

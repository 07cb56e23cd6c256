"""Names say what a thing is: no heaps called utils, no getters, no managers that manage."""

import ast
from pathlib import Path

import pytest

from tests.architecture.floors import room_of

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src" / "kreishaus").glob("**/*.py"))
HEAPS = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
LONGEST_FILE = 400
# Django, allauth and django-tasks call these by name; they cannot be renamed.
GIVEN = {
    "get_absolute_url",
    "get_by_natural_key",
    "get_context_data",
    "get_full_name",
    "get_login_redirect_url",
    "get_new_connection",
    "get_queryset",
    "get_response",
    "get_result",
    "get_short_name",
    "get_totp_label",
}


def _definitions(path: Path) -> list[ast.FunctionDef | ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def _label(path: Path) -> str:
    return str(path.relative_to(ROOT / "src"))


def test_no_module_is_a_heap() -> None:
    assert [_label(path) for path in MODULES if path.stem in HEAPS or path.parent.name in HEAPS] == []


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=_label)
def test_names_say_what_they_are(path: Path) -> None:
    poor = [
        node.name
        for node in _definitions(path)
        if (isinstance(node, ast.FunctionDef) and node.name.startswith("get_") and node.name not in GIVEN)
        or (
            isinstance(node, ast.ClassDef)
            and node.name.endswith(("Service", "Helper", "Util"))
            and node.name != "Service"
        )
    ]

    assert poor == []


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=_label)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=_label)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=_label)
def test_every_module_lies_in_a_room(path: Path) -> None:
    if path.name in {"__init__.py", "__main__.py"} and len(path.relative_to(ROOT / "src").parts) <= 3:
        return

    module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)

    assert room_of(module)

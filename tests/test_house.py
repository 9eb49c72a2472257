"""The house keeps its own rules: rooms, docstrings, sizes, and documents that say what the code does."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROOMS = PROJECT["tool"]["importlinter"]["root_packages"]
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_rooms_import_in_one_direction() -> None:
    run = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_room_is_built_and_linted() -> None:
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ROOMS
    assert PROJECT["tool"]["mypy"]["packages"] == ROOMS


def test_every_module_says_what_it_is_for() -> None:
    silent = [short(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def test_no_file_is_too_long() -> None:
    sizes = {short(path): path.read_text("utf-8").count("\n") for path in MODULES}
    assert not {name: lines for name, lines in sizes.items() if lines > LONGEST_FILE}


def test_no_function_is_too_long() -> None:
    sizes = {f"{short(path)}:{f.name}": (f.end_lineno or 0) - f.lineno + 1 for path in MODULES for f in functions(path)}
    assert not {name: lines for name, lines in sizes.items() if lines > LONGEST_FUNCTION}


def test_no_exception_is_swallowed() -> None:
    """No bare `except`, and no handler that does nothing."""
    handlers = [
        (path, node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
    ]
    found = [
        f"{short(path)}:{h.lineno}" for path, h in handlers if h.type is None or all(isinstance(s, ast.Pass) for s in h.body)
    ]
    assert not found


def commands() -> dict[str, typer.main.TyperCommand]:
    from cli.main import app

    group = typer.main.get_command(app)
    return group.commands  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("document", ["README.md"])
def test_commands_and_options_are_documented(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    wanted = [f"gouji {name}" for name in commands()]
    wanted += [option for command in commands().values() for p in command.params for option in p.opts if option.startswith("--")]
    missing = sorted({word for word in wanted if not re.search(re.escape(word) + r"(?![\w-])", text)})
    assert not missing


def test_documented_commands_exist() -> None:
    """The other way round: the README promises no command that is not there."""
    text = (ROOT / "README.md").read_text("utf-8")
    shell = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    promised = set(re.findall(r"`gouji ([a-z]+)", text)) | set(re.findall(r"^gouji ([a-z]+)", shell, re.MULTILINE))
    assert promised <= set(commands())


def distributions(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9-]", requirement)[0] for requirement in requirements}


def test_every_dependency_is_explained() -> None:
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    wanted = set[str]().union(*map(distributions, groups))
    rows = re.findall(r"^\| `([A-Za-z0-9-]+)` \|", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(wanted), "docs/dependencies.md lists each direct dependency once"


def test_functions_named_in_start_to_finish_exist() -> None:
    """`docs/start-to-finish.md` names modules and functions as `room.module.function`; each must be there."""
    text = (ROOT / "docs" / "start-to-finish.md").read_text("utf-8")
    gone = []
    for dotted in re.findall(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)(?:\(\))?`", text):
        *module, name = dotted.split(".")
        if ROOT.joinpath(*module, name).is_dir() or ROOT.joinpath(*module, name).with_suffix(".py").exists():
            continue
        places = [ROOT.joinpath(*module).with_suffix(".py"), ROOT.joinpath(*module, "__init__.py")]
        if not any(place.exists() and re.search(rf"\b{name}\b", place.read_text("utf-8")) for place in places):
            gone.append(dotted)
    assert not gone

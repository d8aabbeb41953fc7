"""What the project imports stands in pyproject.toml, so that an environment made from the locks alone has it."""

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("accounts", "authorities", "requests_app", "correspondence", "foi_tracker")
OURS = {*ROOMS, "manage"}
# Imported inside a function, by commands for developers alone.
FOR_TESTS_ONLY = {"foi_tracker/bootstrap/testing.py": {"pytest"}}


def sources() -> Iterator[Path]:
    yield PROJECT / "manage.py"
    for room in ROOMS:
        yield from sorted((PROJECT / room).rglob("*.py"))


def imported(source: Path) -> set[str]:
    """The packages of others that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.partition(".")[0])
    spared = FOR_TESTS_ONLY.get(str(source.relative_to(PROJECT)), set())
    return names - OURS - set(sys.stdlib_module_names) - spared


def project() -> dict[str, Any]:
    return dict(tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"])


def declared() -> set[str]:
    """The distributions that pyproject.toml asks for to run it here, with those of the extras it asks for."""
    found = set()
    for text in (*project()["dependencies"], *project()["optional-dependencies"]["local"]):
        wanted = Requirement(text)
        found.add(canonicalize_name(wanted.name))
        for extra in wanted.extras:
            for further in map(Requirement, requires(wanted.name) or ()):
                if further.marker and further.marker.evaluate({"extra": extra}):
                    found.add(canonicalize_name(further.name))
    return found


def test_everything_that_is_imported_is_declared() -> None:
    known, holders = declared(), packages_distributions()
    undeclared = {
        f"{source.relative_to(PROJECT)}: {name}"
        for source in sources()
        for name in imported(source)
        if not known & {canonicalize_name(holder) for holder in holders.get(name, [])}
    }
    assert undeclared == set()


def test_everything_that_is_asked_for_is_used() -> None:
    words = "\n".join(source.read_text() for source in sources())
    modules: dict[str, set[str]] = {}
    for module, holders in packages_distributions().items():
        for holder in holders:
            modules.setdefault(canonicalize_name(holder), set()).add(module)
    asked = {canonicalize_name(Requirement(text).name) for text in project()["dependencies"]}
    unused = {
        name for name in asked if not any(re.search(rf"\b{module}\b", words) for module in modules[name])
    }
    assert unused - {"psycopg"} == set()  # Django imports that one


def test_every_declared_library_is_pinned_in_the_lock_of_up() -> None:
    lock = (PROJECT / "requirements" / "local.txt").read_text()
    pinned = {
        canonicalize_name(line.partition("==")[0].strip()) for line in lock.splitlines() if "==" in line
    }
    assert declared() - pinned == set()


@pytest.mark.parametrize("name", sorted(name for name, app in get_commands().items() if app in ROOMS))
def test_every_command_can_be_loaded_and_tells_its_help(name: str) -> None:
    command = load_command_class(get_commands()[name], name)
    assert command.create_parser("manage.py", name).format_help()


def test_every_module_of_a_command_is_a_command() -> None:
    modules = {path.stem for room in ROOMS for path in (PROJECT / room).glob("management/commands/[!_]*.py")}
    assert modules <= set(get_commands())
    for room in ROOMS:
        for path in (PROJECT / room).glob("management/commands/[!_]*.py"):
            assert importlib.import_module(f"{room}.management.commands.{path.stem}").Command

"""From `manage.py` to the command."""

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

from foi_tracker.bootstrap import launch
from tests.foi_tracker.tracker import PROJECT, Tracker

BEFORE_ANYTHING_IS_INSTALLED = (
    "foi_tracker.bootstrap.launch",
    "foi_tracker.bootstrap.environment",
    "foi_tracker.embedded.servers",
    "foi_tracker.embedded.keeper",
)


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    yield tracker
    tracker.throw_away()


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import {', '.join(BEFORE_ANYTHING_IS_INSTALLED)}"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_old_python_can_read_manage_py_to_say_that_it_is_too_old() -> None:
    source = (PROJECT / "manage.py").read_text()
    assert ast.parse(source, feature_version=(3, 4))
    assert source.index("sys.version_info < (3, 11)") < source.index("from foi_tracker")


def test_a_command_without_need_starts_no_server(tracker: Tracker) -> None:
    done = tracker.manage("deadlines", "--law", "foia", "--received", "2018-07-20")
    assert done.returncode == 0, done.stderr
    assert "20 August 2018" in done.stdout
    assert not (tracker.state / "postgres").exists()


def test_a_wrong_setting_is_said_in_one_line(tracker: Tracker) -> None:
    done = tracker.manage("check", PRODUCTION="true")
    assert done.returncode == 1
    assert done.stderr == "SECRET_KEY must be set in production and have at least 40 characters.\n"


def test_an_environment_that_cannot_be_made_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(wanted: str) -> bool:
        raise launch.environment.NoEnvironment("No pip here.")

    monkeypatch.setattr(launch.environment, "ensure", refuse)
    monkeypatch.delenv("FOI_ENVIRONMENT", raising=False)
    assert launch.main(["manage.py", "up"]) == 1
    assert capsys.readouterr().err == "No pip here.\n"


@pytest.mark.parametrize(("command", "wanted"), [("test", "dev"), ("up", "local"), ("migrate", "local")])
def test_the_environment_holds_what_the_command_needs(
    command: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class GoOn(Exception):
        pass

    def go_on(path: object, argv: list[str]) -> None:
        raise GoOn(argv[1:])

    monkeypatch.setattr(launch.environment, "ensure", lambda name: asked.append(name) or True)
    monkeypatch.setattr(launch.os, "execv", go_on)
    monkeypatch.delenv("FOI_ENVIRONMENT", raising=False)
    with pytest.raises(GoOn) as caught:
        launch.main(["manage.py", command, "--port", "1"])
    assert asked == [wanted]
    assert caught.value.args == (["manage.py", command, "--port", "1"],)

"""Making `.venv`: which route is taken, when nothing is done, and what is said when it cannot be made."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from foi_tracker.bootstrap import environment


class Machine:
    """A machine with or without uv, venv and pip, that only writes down what it is asked to run."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.ran: list[str] = []
        self.fails: set[str] = set()

    def run(self, command: Sequence[str], trouble: list[str]) -> bool:
        words = " ".join(
            str(word).replace(str(self.project), "").replace(sys.executable, "python3") for word in command
        )
        self.ran.append(words)
        if any(part in words for part in self.fails):
            trouble.append(f"{words.split()[0]}: no such host")
            return False
        if " venv" in words:
            environment.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            environment.PYTHON.touch()
        return True


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "PROJECT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "STAMP", venv / "foi-lock.json")
    monkeypatch.setattr(environment, "LOCKS", tmp_path / "requirements")
    (tmp_path / "requirements").mkdir()
    for name in environment.SETS:
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    machine = Machine(tmp_path)
    monkeypatch.setattr(environment, "_try", machine.run)
    monkeypatch.setattr(environment, "_runs", lambda command: environment.PYTHON.exists())
    has(monkeypatch, "ensurepip", "venv", "pip")
    return machine


def has(monkeypatch: pytest.MonkeyPatch, *modules: str, uv: str | None = None) -> None:
    monkeypatch.setattr(
        environment.importlib.util, "find_spec", lambda name: name if name in modules else None
    )
    monkeypatch.setattr(environment.shutil, "which", lambda name: uv)


def test_a_uv_that_is_there_does_it_all(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    has(monkeypatch, uv="/usr/bin/uv")
    assert environment.ensure("local") is True
    assert [words.split()[:3] for words in machine.ran] == [
        ["/usr/bin/uv", "venv", "--quiet"],
        ["/usr/bin/uv", "pip", "sync"],
    ]
    assert all("--require-hashes" in words for words in machine.ran[1:])


def test_venv_and_pip_fetch_a_pinned_uv_first(machine: Machine) -> None:
    environment.ensure("dev")
    assert machine.ran[0] == "python3 -m venv /.venv"
    assert machine.ran[1].startswith("/.venv/bin/python -m pip install")
    assert machine.ran[1].endswith("--require-hashes -r /requirements/uv.txt")
    assert machine.ran[2].startswith("/.venv/bin/python -m uv pip sync")
    assert machine.ran[2].endswith("/requirements/dev.txt")


def test_pip_does_it_where_uv_cannot(machine: Machine) -> None:
    machine.fails = {"-m uv"}
    environment.ensure("local")
    assert machine.ran[-1].startswith("/.venv/bin/python -m pip install")
    assert machine.ran[-1].endswith("--require-hashes -r /requirements/local.txt")


def test_the_hosts_pip_does_it_where_venv_has_none(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    has(monkeypatch, "pip")
    environment.ensure("local")
    assert machine.ran[0] == "python3 -m venv --without-pip /.venv"
    assert machine.ran[1].startswith("python3 -m pip --python /.venv/bin/python install")


def test_with_neither_one_line_says_what_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    has(monkeypatch)
    with pytest.raises(environment.NoEnvironment, match="apt-get install python3-venv") as caught:
        environment.ensure("local")
    assert "\n" not in str(caught.value)


def test_without_a_network_it_says_so_and_leaves_no_stamp(machine: Machine) -> None:
    machine.fails = {"install", "sync"}
    with pytest.raises(environment.NoEnvironment, match="is there a network"):
        environment.ensure("local")
    assert not environment.is_current("local")


def test_the_second_time_nothing_is_run(machine: Machine) -> None:
    environment.ensure("local")
    machine.ran.clear()
    assert environment.ensure("local") is False
    assert machine.ran == []


def test_a_changed_lock_is_installed_and_a_developers_set_stays_one(machine: Machine) -> None:
    environment.ensure("dev")
    assert environment.ensure("local") is False
    (machine.project / "requirements" / "dev.txt").write_text("dev==2\n")
    assert environment.ensure("local") is True
    assert machine.ran[-1].endswith("/requirements/dev.txt")


def test_a_smaller_set_does_not_do_for_a_larger_one(machine: Machine) -> None:
    environment.ensure("local")
    assert environment.ensure("dev") is True


@pytest.mark.parametrize(
    "stamp", ["", "[]", "null", '{"set": "nonsense"}', json.dumps({"set": "dev", "digest": "0"})]
)
def test_a_damaged_stamp_counts_as_none(machine: Machine, stamp: str) -> None:
    environment.ensure("local")
    environment.STAMP.write_text(stamp)
    assert environment.is_current("local") is False


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    environment.ensure("local")
    environment.PYTHON.unlink()
    (environment.VENV / "left-over").touch()
    assert environment.ensure("local") is True
    assert not (environment.VENV / "left-over").exists()


def test_the_locks_hold_hashes_and_name_no_registry() -> None:
    locks = Path(__file__).resolve().parents[3] / "requirements"
    found = sorted(path.name for path in locks.glob("*.txt"))
    assert {"dev.txt", "local.txt", "production.txt", "uv.txt"} <= set(found)
    for name in found:
        text = (locks / name).read_text()
        assert "://" not in text
        assert "index-url" not in text
        pinned = [line for line in text.splitlines() if "==" in line and not line.lstrip().startswith("#")]
        assert pinned
        assert all(line.endswith("\\") for line in pinned), name

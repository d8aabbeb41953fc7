"""A database that is really stopped, once in the hard way, while an import is being written."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_tracker.embedded import places
from foi_tracker.embedded.postgres import Postgres
from tests.foi_tracker.tracker import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks at /proc")]
CHUNKS, CHUNK = 12, 50
WORKER = f"""
import json, time, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from authorities.import_models import ImportChange
from authorities.models import Authority, Contact, Identifier
from authorities.services import imports
from authorities.services.imports import applying, runs
from authorities.services.imports.report import report_of
from authorities.tables.reading import read_table
from tests.authorities.many import HEADER, rows
from tests.authorities.services.imports.files import checked, csv_of
run = checked(csv_of(",".join(HEADER), *rows({CHUNKS * CHUNK})))
applying.CHUNK = {CHUNK}
real = runs.apply_chunk
def slowly(run):
    print("chunk", run.done, flush=True)
    time.sleep(0.15)
    return real(run)
runs.apply_chunk = slowly
imports.apply_import(run=run, by=None)
imports.finish(run)
run.refresh_from_db()
counts = [model.objects.count() for model in (Authority, Identifier, ImportChange)]
print("end", json.dumps([run.phase, run.done, report_of(run).made, *counts, Contact.objects.count()]), flush=True)
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator["Server"]:
    folder = Path(tempfile.mkdtemp(prefix="foi-restart-"))
    folder.chmod(0o711)
    monkeypatch.setenv("FOI_STATE_DIR", str(folder))
    monkeypatch.setenv("FOI_THROWAWAY", "1")
    server = Server()
    yield server
    server.stop(signal.SIGINT)


class Server:
    """A PostgreSQL of the test's own."""

    def __init__(self) -> None:
        places.make_folder(places.log_dir())
        self._postgres = Postgres()
        self.start()
        self.url = places.postgres_url()

    def start(self) -> None:
        self._postgres.prepare()
        self._process = self._postgres.start()
        until = time.monotonic() + 30
        while not self._postgres.answers():
            assert time.monotonic() < until, "the database does not answer"
            time.sleep(0.02)

    def stop(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        self._process.wait(30)


def test_an_import_goes_on_over_a_restart_of_the_database_and_its_report_equals_the_tables(
    server: Server,
) -> None:
    env = {**os.environ, "DATABASE_URL": server.url, "DJANGO_SETTINGS_MODULE": "foi_tracker.settings"}
    command = [sys.executable, "-c", WORKER]
    with subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.PIPE, text=True) as worker:
        for done, how in ((100, signal.SIGQUIT), (300, signal.SIGINT)):  # at once; then as an admin does
            assert _line(worker, f"chunk {done}")
            server.stop(how)
            time.sleep(0.3)
            server.start()
        end = json.loads(_line(worker, "end").partition(" ")[2])
    assert worker.returncode == 0
    rows = CHUNKS * CHUNK
    assert end == ["applied", rows, rows, rows, rows, rows, 2 * rows]


def _line(worker: subprocess.Popen[str], words: str) -> str:
    """The next line that begins with the words."""
    assert worker.stdout is not None
    return next((line for line in worker.stdout if line.startswith(words)), "")

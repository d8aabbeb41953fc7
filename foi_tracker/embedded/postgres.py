"""The embedded PostgreSQL: the server's own programs, run as a direct child."""

import shutil
import signal
import socket
import struct
import subprocess
from pathlib import Path

from foi_tracker.embedded import places, programs
from foi_tracker.embedded.errors import ServerFailed
from foi_tracker.embedded.processes import clear_out, spawn

_PROTOCOL_3 = 196608
_LOSE_ALL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    name = "postgres"
    title = "PostgreSQL"
    stops_by = signal.SIGINT  # "fast shutdown"

    def __init__(self) -> None:
        self.sockets = places.socket_dir() / "pg"
        self.runner = programs.runner()
        self.folder = programs.data_dir(self.runner)
        self.bin = programs.postgres_bin(self.runner)

    def prepare(self) -> None:
        """Make the cluster and its database when there is none; end what a killed parent left behind."""
        places.make_sockets(self.sockets, owner=self.runner.uid)
        clear_out(self.folder, self.stops_by)
        if (self.folder / "PG_VERSION").exists():
            self._check_version()
            (self.folder / "postmaster.pid").unlink(missing_ok=True)  # nobody works there any more
        else:
            self._make_cluster()

    def start(self) -> subprocess.Popen[bytes]:
        settings = ["listen_addresses=", "unix_socket_permissions=0700", "timezone=UTC", "log_timezone=UTC"]
        settings += _LOSE_ALL if places.is_throwaway() else ()
        return spawn(
            [
                *(str(self.bin / "postgres"), "-D", str(self.folder), "-k", str(self.sockets)),
                *(word for setting in settings for word in ("-c", setting)),
            ],
            log=places.log_dir() / "postgres.log",
            cwd=Path("/"),
            dies_by=self.stops_by,
            user=self.runner.uid,
            group=self.runner.gid,
        )

    def answers(self) -> bool:
        """Whether a session can begin: a server that is still recovering accepts the connection only."""
        words = b"user\0foi\0database\0foi\0\0"
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self.sockets / ".s.PGSQL.5432"))
                line.sendall(struct.pack("!ii", len(words) + 8, _PROTOCOL_3) + words)
                return line.recv(1) == b"R"  # authentication, not "E"rror
        except OSError:
            return False

    def _make_cluster(self) -> None:
        """initdb beside the final place, then move: a half-made cluster is never taken for a whole one."""
        new = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        places.make_folder(new, owner=self.runner.uid)
        options = ["-D", str(new), "-U", "foi", "-A", "trust", "-E", "UTF8"]
        if programs.version(self.bin) >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            options += ["--locale=C"]
        options += ["--no-sync"] if places.is_throwaway() else []
        self._run("initdb", *options)
        self._run("postgres", "--single", "-D", str(new), "postgres", told=b"CREATE DATABASE foi;\n")
        if self.folder.exists():
            self.folder.rmdir()  # nothing is lost: it refuses unless empty
        new.rename(self.folder)

    def _run(self, program: str, *options: str, told: bytes = b"") -> None:
        done = subprocess.run(  # noqa: S603 (our own commands)
            [str(self.bin / program), *options],
            input=told,
            capture_output=True,
            cwd="/",
            user=self.runner.uid,
            group=self.runner.gid,
            extra_groups=[] if self.runner.uid is not None else None,
            check=False,
        )
        with open(places.log_dir() / "postgres.log", "ab", opener=places.private) as log:
            log.write(done.stdout + done.stderr)
        if done.returncode != 0:
            lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
            raise ServerFailed(f"PostgreSQL could not make its database: {lines[-1]}")

    def _check_version(self) -> None:
        made_by = int((self.folder / "PG_VERSION").read_text())
        have = programs.version(self.bin)
        if made_by != have:
            raise ServerFailed(
                f"The data in {self.folder} were made by PostgreSQL {made_by}, here is {have}: see"
                " 'A new PostgreSQL' in docs/operations.md."
            )

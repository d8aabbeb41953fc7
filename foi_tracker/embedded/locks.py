"""Locks between processes; the kernel lets go of one when its holder dies, however it dies (flock(2))."""

import fcntl
import os
from pathlib import Path
from types import TracebackType


class FileLock:
    """A lock on a file that is made when missing. Children do not inherit it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take the lock and return True; with `wait=False` return False when somebody else has it."""
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        how = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        try:
            fcntl.flock(file, how)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def is_taken(self) -> bool:
        """Whether another holder has it for itself."""
        if not self.acquire(shared=True, wait=False):
            return True
        self.release()
        return False

    def write(self, text: str) -> None:
        """Leave a note for whoever finds the lock taken."""
        if self._file is None:
            raise RuntimeError("only the holder of a lock writes into it")
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, text.encode(), 0)

    def read(self) -> str:
        return self.path.read_text() if self.path.exists() else ""

    def __enter__(self) -> "FileLock":
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

"""A stored file as a path of this machine, which programs that read files ask for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def local_path(file: Any) -> Iterator[str]:
    """Where the bytes of a stored file lie; of one in an object store a copy, for as long as it is needed.

    Raises `FileNotFoundError` where the storage has it no longer.
    """
    try:
        path: str = file.path
    except NotImplementedError:
        path = ""
    if path:
        with open(path, "rb"):  # its absence is told here, and not by another process
            pass
        yield path
        return
    with tempfile.NamedTemporaryFile() as copy, file.open("rb") as stored:
        for chunk in stored.chunks():
            copy.write(chunk)
        copy.flush()
        yield copy.name

"""Taking in a form with big files: straight to the disk, and no bigger than is allowed."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes every file to the disk, whatever its size; stops reading the form at `most` bytes of files in all."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.left = most
        self.was_stopped = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.was_stopped = True
            raise StopUpload(connection_reset=False)
        result: Any = super().receive_data_chunk(raw_data, start)
        return result

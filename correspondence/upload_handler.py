"""Taking in a form with big files: straight to the disk, and no bigger than is allowed."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from correspondence.services import staging


class BoundedUpload(FileUploadHandler):
    """Writes every file to the staging folder, whatever its size; stops reading at `most` bytes of files in all.

    Django's own writes to the temporary folder, which may be no bigger than the memory.
    """

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.left = most
        self.was_stopped = False
        self.stored: Any = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.stored = tempfile.NamedTemporaryFile(dir=staging.folder())  # noqa: SIM115  closed by the view

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.was_stopped = True
            raise StopUpload(connection_reset=False)
        self.stored.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.stored.seek(0)
        return UploadedFile(self.stored, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if self.stored is not None:
            self.stored.close()

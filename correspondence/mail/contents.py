"""What a mail holds once its container is opened, MIME or Outlook's, and before it is put in order."""

import mimetypes
import re
from dataclasses import dataclass, field

from correspondence.mail.charsets import mended
from correspondence.mail.headers import Headers
from correspondence.mail.sources import Source

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_TYPE = re.compile(r"[\w.+!#$&^-]{1,100}/[\w.+!#$&^-]{1,150}", re.ASCII)
_KNOWN_ENDINGS = {
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "image/jpeg": ".jpg",
    "text/plain": ".txt",
}


@dataclass(slots=True)
class Text:
    """A text of the mail. Those with one `alternative` (not 0) are versions of each other."""

    words: str
    html: bool
    alternative: int

    def __post_init__(self) -> None:
        """Lines end in one way, and there is no NUL, which a database cannot hold."""
        self.words = self.words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


@dataclass(slots=True)
class File:
    """A file of the mail; name is "" where the sender gave none."""

    name: str
    content_type: str
    source: Source
    content_id: str = ""
    attached: bool = False  # the sender says that it is an attachment
    related: bool = False  # it belongs to an HTML text

    def __post_init__(self) -> None:
        """No NUL, which a database cannot hold, and a content type that is one."""
        self.name = self.name.replace("\0", "")
        self.content_id = self.content_id.replace("\0", "")
        if not _TYPE.fullmatch(self.content_type):
            self.content_type = "application/octet-stream"


@dataclass(slots=True)
class Contents:
    headers: Headers = field(default_factory=Headers)
    report_type: str = ""  # of a multipart/report: "delivery-status", ...
    texts: list[Text] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)  # message/delivery-status parts
    returned: list[bytes] = field(default_factory=list)  # the mail that came back, or its headers
    problems: list[str] = field(default_factory=list)


def type_by_name(name: str) -> str:
    """The content type that a file's name suggests, where its container tells none."""
    return mimetypes.guess_type(name.replace("/", "_"))[0] or "application/octet-stream"


def shown_name(file: File, number: int) -> str:
    """A file's name without path and control characters; "attachment-2.pdf" where nothing is left of it."""
    name = _CONTROL.sub("", mended(file.name)).replace("\\", "/").rpartition("/")[2].strip()
    if name.strip(". "):
        return name
    ending = _KNOWN_ENDINGS.get(file.content_type) or mimetypes.guess_extension(file.content_type) or ".bin"
    return f"attachment-{number}{ending}"

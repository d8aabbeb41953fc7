"""What stands on the time line of a request: letters, events, time limits, today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from correspondence.delivery_words import Delivery
from correspondence.letter_parts import LetterParts, split_letter
from correspondence.models import Message
from requests_app.deadlines import Deadline
from requests_app.models import Event


@dataclass(frozen=True)
class Came:
    """The file that fills the place of one only mentioned: its name and address, and the letter it came with."""

    pk: int
    filename: str
    url: str
    letter: str
    anchor: str
    view_url: str = ""


@dataclass(frozen=True)
class ShownFile:
    """An attachment as the component `attachment` shows it: its name with deceiving characters spelled out.

    `attach_url`: where a file can be put into the place of one that is only mentioned; "" for one that is held.
    `place_url`: where a person says which file of another letter it is. `came`: which one that is, None for none.
    `deleted`: why a file that was kept back is no longer here, "" for any other.
    `kept_back`: why nobody may open it, "" where everybody may; `about_url`: where more about that stands.
    `mismatch`: what is odd about it ("says it is a PDF but is a web page"), or "".
    `view_url`: where it can be looked at, "" where it cannot.
    """

    filename: str
    size: int
    is_held: bool
    url: str
    attach_url: str = ""
    mismatch: str = ""
    view_url: str = ""
    place_url: str = ""
    came: Came | None = None
    pk: int = 0
    kept_back: str = ""
    about_url: str = ""
    deleted: str = ""

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def is_here(self) -> bool:
        """Whether it was received, with its letter or with another."""
        return self.is_held or self.came is not None


@dataclass(frozen=True)
class Entry:
    """Something on the time line. `on` is None where the thread gives no date."""

    on: date | None


@dataclass(frozen=True)
class LetterEntry(Entry):
    """A letter or a note: `message` is None for the opening letter of a request that was logged by form."""

    message: Message | None
    direction: str
    text: str
    files: tuple[ShownFile, ...] = ()
    badge: str = ""
    badge_kind: str = ""

    heading: str = "The request"
    channel: str = ""
    is_unverified: bool = False
    delivery: Delivery | None = None
    is_new: bool = False
    ask_url: str = ""

    @property
    def parts(self) -> LetterParts:
        return split_letter(self.text)

    @property
    def held(self) -> int:
        """How many of its attachments are here, with this letter or another: the others are only mentioned."""
        return sum(file.is_here for file in self.files)

    @property
    def side(self) -> str:
        """From whom it is, in words; "" for the two sides whose words the component knows."""
        if self.direction != Message.Direction.INCOMING or self.message is None:
            return ""
        if self.message.automatic in Message.REPORTS:
            return "From a mail server"
        return "From somebody not known to write for the authority" if self.is_unverified else ""

    @property
    def anchor(self) -> str:
        return f"letter-{self.message.pk}" if self.message else "letter"

    @property
    def is_note(self) -> bool:
        return self.message is not None and self.message.is_note

    @property
    def template(self) -> str:
        return f"correspondence/entries/{'note' if self.is_note else 'letter'}.html"


@dataclass(frozen=True)
class EventEntry(Entry):
    event: Event
    kind: str
    corrected_on: date | None = None
    template: str = "correspondence/entries/event.html"


@dataclass(frozen=True)
class LimitEntry(Entry):
    """A time limit that has run out, or is still to come."""

    limit: Deadline
    missed: bool
    template: str = "correspondence/entries/limit.html"


@dataclass(frozen=True)
class TodayEntry(Entry):
    """The day on which the story is told; `past`: it is over, and what came after it is left out."""

    past: bool = False
    template: str = "correspondence/entries/today.html"

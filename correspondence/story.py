"""The whole story of a request in one order: letters, events, notes, time limits and today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from authorities.models import Authority
from correspondence.authenticity import FAILED
from correspondence.delivery_words import Delivery, delivery
from correspondence.file_kinds import mismatch
from correspondence.file_names import shown
from correspondence.letter_parts import LetterParts, split_letter
from correspondence.models import Attachment, Message
from correspondence.senders import KnownSenders, known_senders
from correspondence.typeset import unwrapped
from requests_app.deadlines import Deadline, EventKind
from requests_app.models import Event, InformationRequest

_LIFE_ORDER = {kind: place for place, kind in enumerate(EventKind)}
_ROOTED = (EventKind.SENT, EventKind.RECEIVED)


@dataclass(frozen=True)
class ShownFile:
    """An attachment as the component `attachment` shows it: its name with deceiving characters spelled out.

    `attach_url`: where a file can be put into the place of one that is only mentioned; "" for one that is held.
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

    def get_absolute_url(self) -> str:
        return self.url


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
        """How many of its attachments are here: the others are only mentioned."""
        return sum(file.is_held for file in self.files)

    @property
    def side(self) -> str:
        """From whom it is, in words; "" for the two sides whose words the component knows."""
        if self.direction != Message.Direction.INCOMING or self.message is None:
            return ""
        if self.message.automatic == "bounce":
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


@dataclass
class _Dated:
    """An entry that is placed by its date among the letters."""

    entry: Entry
    on: date
    order: int
    rooted: bool = field(default=False)


def tell(
    request: InformationRequest,
    *,
    messages: Sequence[Message],
    events: Collection[Event],
    limits: Iterable[Deadline],
    today: date,
    past: bool = False,
) -> list[Entry]:
    """The entries of the time line, the first first. Messages come in the order of the thread.

    Makes no query, but one for the authority's contacts where an e-mail of theirs came as a file.

    An undated letter keeps its place in the thread: it counts as being as late as the letter before it. `past`: the
    story is told as at an earlier day, which `today` names; what came after it is left out already (`as_at.known`).
    """
    ids = Counter(message.message_id for message in messages if message.message_id)
    mailed = [message for message in messages if message.is_incoming and message.raw]
    known = known_to_write(request.authority) if mailed else None
    letters = [
        letter_entry(
            message,
            has_twin=ids[message.message_id] > 1,
            is_unverified=message.channel == Message.Channel.UPLOAD
            or bool(
                known
                and message in mailed
                and (message.sender_check == FAILED or not known.include(message.author_email))
            ),
            past=past,
        )
        for message in messages
    ]
    if request.letter and not any(message.opens_request for message in messages):
        letters.insert(
            0, LetterEntry(on=_sent_on(events), message=None, direction="out", text=unwrapped(request.letter))
        )
    dated = [_event(event) for event in events]
    dated += [_limit(limit, today) for limit in limits if _tells(limit, today)]
    dated.append(_Dated(TodayEntry(on=today, past=past), today, order=100))
    return _merged(letters, sorted(dated, key=lambda each: (each.on, each.order)))


def _sent_on(events: Iterable[Event]) -> date | None:
    return next(
        (event.on for event in events if event.kind == EventKind.SENT and not event.withdrawn_at), None
    )


def known_to_write(authority: Authority) -> KnownSenders:
    """Who e-mails of the authority are known to come from: its contacts, and its website's domain."""
    return known_senders((contact.email for contact in authority.contacts.all()), authority.website)


def letter_entry(
    message: Message, *, has_twin: bool = False, is_unverified: bool = False, past: bool = False
) -> LetterEntry:
    """A message for the page. Its attachments come fetched. `has_twin`: another one has the same Message-ID.

    `is_unverified`: its sender is not known to write for the authority. `past`: it is looked at, nothing is added.
    """
    badge, kind = _BADGES.get(message.automatic, ("", ""))
    if has_twin:
        badge, kind = "Came twice, with different words", "soon"
    return LetterEntry(
        on=message.on,
        message=message,
        direction=message.direction,
        text=unwrapped(message.body_text),
        files=tuple(shown_file(each, past=past) for each in message.attachments.all()),
        badge=badge,
        badge_kind=kind,
        heading=_heading(message),
        channel=_channel(message),
        is_unverified=is_unverified,
        delivery=sent_from_here(message),
    )


def sent_from_here(message: Message) -> Delivery | None:
    """Where a letter that we sent from here stands; None for any other. The message comes with its `outgoing`."""
    letter = None if message.is_incoming else getattr(message, "outgoing", None)
    return delivery(letter, at=timezone.now()) if letter else None


def _heading(message: Message) -> str:
    if message.subject:
        return message.subject
    return "The request" if message.opens_request else f"Letter {message.position}"


def _channel(message: Message) -> str:
    return (
        "Pasted thread; its page hid earlier text" if message.hides_quoted else message.get_channel_display()
    )


_BADGES = {"auto_reply": ("Automatic reply", "neutral"), "bounce": ("Could not be delivered", "late")}


def shown_file(attachment: Attachment, *, past: bool = False) -> ShownFile:
    attach = reverse("correspondence:attach", args=[attachment.message_id])
    return ShownFile(
        shown(attachment.filename),
        attachment.size,
        attachment.is_held,
        attachment.get_absolute_url(),
        "" if attachment.is_held or past else f"{attach}?for={attachment.pk}",
        "kept back by the virus scanner" if attachment.kept_back else _mismatch(attachment),
        "" if attachment.kept_back or not attachment.is_held else _view_url(attachment),
    )


def _mismatch(attachment: Attachment) -> str:
    return mismatch(attachment.filename, attachment.content_type, attachment.sniffed_type)


def _view_url(attachment: Attachment) -> str:
    return reverse("correspondence:view_file", args=[attachment.pk])


def _event(event: Event) -> _Dated:
    kind = EventKind(event.kind)
    corrected = getattr(event, "corrected_by", None)
    entry = EventEntry(
        on=event.on,
        event=event,
        kind=_KINDS.get(kind, "neutral"),
        corrected_on=corrected.on if corrected else None,
    )
    return _Dated(entry, event.on, _LIFE_ORDER[kind], rooted=kind in _ROOTED)


_KINDS = {
    EventKind.RECEIVED: "info",
    EventKind.RESPONSE: "ok",
    EventKind.REVIEW_DECIDED: "ok",
    EventKind.CLARIFICATION_ASKED: "us",
    EventKind.FEES_NOTICE: "us",
    EventKind.EXTENSION: "soon",
    EventKind.REVIEW_EXTENSION: "soon",
}


def _tells(limit: Deadline, today: date) -> bool:
    """Whether a time limit belongs on the time line: not a courtesy, and not what was done in time."""
    if limit.basis.value == "courtesy" or limit.kind.value == "extension_notice":
        return False
    if limit.owed_by == "requester":
        return limit.met_on is None and limit.due_on >= today
    return limit.met_on is None or limit.met_on > limit.due_on


def _limit(limit: Deadline, today: date) -> _Dated:
    missed = limit.is_late(today)
    return _Dated(
        LimitEntry(on=limit.due_on, limit=limit, missed=missed), limit.due_on, order=90 if missed else 101
    )


def _merged(letters: Sequence[LetterEntry], dated: Sequence[_Dated]) -> list[Entry]:
    """Letters in their order, each dated entry behind the letters that are not later than it."""
    after: dict[int, list[Entry]] = {}
    latest: list[date | None] = []
    running: date | None = None
    for letter in letters:
        running = max(filter(None, (running, letter.on)), default=None)
        latest.append(running)
    reached = 0
    for each in dated:
        place = _behind_the_opening(letters, each.on) if each.rooted else _behind(latest, each.on)
        reached = max(reached, place) if not each.rooted else reached
        after.setdefault(place if each.rooted else reached, []).append(each.entry)
    told: list[Entry] = list(after.get(0, []))
    for number, letter in enumerate(letters, start=1):
        told += [letter, *after.get(number, [])]
    return told


def _behind(latest: Sequence[date | None], on: date) -> int:
    """How many letters stand before an entry of that day."""
    return next((number for number, day in enumerate(latest) if day is not None and day > on), len(latest))


def _behind_the_opening(letters: Sequence[LetterEntry], on: date) -> int:
    """Sending and receipt follow the first letter, and what is surely older than they are."""
    surely = [
        number for number, letter in enumerate(letters, start=1) if letter.on is not None and letter.on < on
    ]
    return max([min(1, len(letters)), *surely])

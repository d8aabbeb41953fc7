"""The story of one request for somebody without an account: letters, clock and files, nothing else of the team.

Left out: notes of our own, what was taken out, who recorded what and why, suggestions, every way to change anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from correspondence import clocks, story
from correspondence.letter_parts import LetterParts, split_letter
from correspondence.models import Attachment, Message, ShareLink
from correspondence.redaction import Mask, names_in, without_secrets
from correspondence.story_entries import Entry, EventEntry, LetterEntry, LimitEntry, ShownFile
from requests_app.deadlines import Life
from requests_app.models import Event

Masking = Callable[[str], str]


@dataclass(frozen=True)
class SharedLetter(Entry):
    """A letter as it is shared: what names people is masked where the link says so."""

    anchor: str
    direction: str
    author: str
    organisation: str
    address: str
    heading: str
    parts: LetterParts
    quoted: str
    files: Sequence[ShownFile]
    channel: str
    side: str = ""
    is_unverified: bool = False
    sender_note: str = ""
    template: str = "correspondence/shared/letter.html"

    @property
    def held(self) -> int:
        return sum(file.is_here for file in self.files)


@dataclass(frozen=True)
class SharedEvent(Entry):
    title: str
    kind: str
    template: str = "correspondence/shared/event.html"


@dataclass(frozen=True)
class SharedLimit(Entry):
    title: str
    section: str
    is_late: bool
    template: str = "correspondence/shared/limit.html"


def shared_messages(link: ShareLink) -> list[Message]:
    """The letters that the link shows, in their order."""
    letters = link.request.messages.standing().exclude(channel=Message.Channel.NOTE)
    return list(letters.select_related("added_by").prefetch_related("attachments"))


def shared_attachment(link: ShareLink, pk: int) -> Attachment | None:
    """A file that the link shows: of a letter of its own request, there, and not kept back."""
    letters = link.request.messages.standing().exclude(channel=Message.Channel.NOTE)
    return Attachment.objects.filter(pk=pk, message__in=letters, kept_back="").exclude(file="").first()


def masking(link: ShareLink, messages: Iterable[Message]) -> Masking:
    """What masks secret addresses in the words of this request, and people too where the link hides names."""
    if not link.hides_names:
        return without_secrets
    people: set[str] = set()
    for message in messages:
        people |= {message.author_name, *names_in(message.body_text), *names_in(message.quoted_text)}
        people.add(message.added_by.name if message.added_by else "")
    people |= names_in(link.request.letter)
    people.add(link.request.owner.name if link.request.owner else "")
    mask = Mask(people)
    return lambda text: mask(without_secrets(text))


def tell(
    link: ShareLink,
    secret: str,
    *,
    messages: Sequence[Message],
    events: Iterable[Event],
    life: Life | None,
    today: date,
) -> list[Entry]:
    """The entries of the time line, the first first."""
    mask = masking(link, messages)
    entries = story.tell(
        link.request,
        messages=messages,
        events=[event for event in events if not event.withdrawn_at],
        limits=clocks.still_meant(life) if life else (),
        today=today,
    )
    return [_shared(entry, mask, secret) for entry in entries]


def _shared(entry: Entry, mask: Masking, secret: str) -> Entry:
    if isinstance(entry, LetterEntry):
        return _letter(entry, mask, secret)
    if isinstance(entry, EventEntry):
        return SharedEvent(entry.on, entry.event.get_kind_display(), entry.kind)
    if isinstance(entry, LimitEntry):
        late = entry.missed and entry.limit.owed_by == "authority"
        title = f"{entry.limit.kind.label}{': the time ran out' if entry.missed else ''}"
        return SharedLimit(entry.on, title, entry.limit.section, late)
    return entry


def _letter(entry: LetterEntry, mask: Masking, secret: str) -> SharedLetter:
    message = entry.message
    return SharedLetter(
        on=entry.on,
        anchor=entry.anchor,
        direction=entry.direction,
        author=mask(message.author_name) if message else "",
        organisation=message.organisation if message else "",
        address=mask(message.author_email) if message else "",
        heading=mask(entry.heading),
        parts=split_letter(mask(entry.text)),
        quoted=mask(message.quoted_text) if message else "",
        files=[_file(each, mask, secret) for each in entry.files],
        channel=message.get_channel_display() if message else "",
        side=entry.side,
        is_unverified=entry.is_unverified,
        sender_note=mask(message.sender_note) if message else "",
    )


def _file(file: ShownFile, mask: Masking, secret: str) -> ShownFile:
    """The file with its addresses on the shared page; one that is kept back has none."""
    came = file.came and replace(
        file.came,
        filename=mask(file.came.filename),
        url=_address(secret, file.came.pk) if file.came.url else "",
        view_url="",
    )
    url = _address(secret, file.pk) if file.is_held and not file.kept_back else ""
    return replace(
        ShownFile(mask(file.filename), file.size, file.is_held, url),
        came=came,
        kept_back="The virus scanner objects to it." if file.kept_back else "",
    )


def _address(secret: str, pk: int) -> str:
    return reverse("correspondence:shared_file", args=[secret, pk])

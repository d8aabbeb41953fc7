"""Bringing in a whole thread as it was pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from accounts.models import Team, User
from authorities.models import Authority
from authorities.names import fold
from authorities.services import find_or_create_by_name
from correspondence.digests import thread_key
from correspondence.errors import AnotherThread, SeveralFit
from correspondence.file_names import kept
from correspondence.models import Attachment, Message
from correspondence.reading.thread_types import Letter
from correspondence.services import filing
from correspondence.services.reading import (
    AddTo,
    Reading,
    check_days,
    digests,
    first_dates,
    mentioned_in,
    numbers_of,
    read,
    side_of,
)
from correspondence.services.suggestions import suggest
from requests_app.models import InformationRequest
from requests_app.reference_numbers import normalise
from requests_app.services.requests import add_reference, log_request


@dataclass(frozen=True)
class Imported:
    """What an import did: the request, whether it is new, whether its authority is, and the letters added.

    `new_letters` does not count the letter the request had been logged with; `by_number`: the request was found by
    its reference number.
    """

    request: InformationRequest
    created: bool
    authority_created: bool
    added: tuple[Message, ...]
    new_letters: int
    by_number: bool


def import_thread(
    *,
    text: str,
    team: Team,
    by: User | None,
    today: date,
    authority: Authority | None = None,
    into: InformationRequest | None = None,
    sent_on: date | None = None,
    received_on: date | None = None,
    title: str = "",
    add_to: AddTo = None,
) -> Imported:
    """Bring in a pasted thread, once: the same text again adds nothing, a longer one adds its new letters.

    Effects for a new thread: its `Authority` where none bears the name (marked as needing a check), an
    `InformationRequest` with the dates that the thread states or the person gives, its references and questions, a
    `Message` for each letter, an `Attachment` without a file for each that is only mentioned, and `Suggestion`s.
    No answer in it moves the clock: that takes a person. Two at once make one. A thread whose number a request of the
    team to the same authority has goes to that request; `add_to` as in `read`.

    Raises `CorrespondenceError`, `AuthorityError` or `FactsError`, each one sentence; nothing is kept then.
    """
    check_days(sent_on=sent_on, received_on=received_on, today=today)
    with transaction.atomic():
        _one_at_a_time(team)
        reading = read(text=text, team=team, today=today, authority=authority, into=into, add_to=add_to)
        _check_target(reading, into, add_to)
        request, made = reading.existing, False
        if request is None:
            request, made = _log(reading, team, by, today, sent_on, received_on, title)
        filing.lock(request)
        added = _file(reading, request, by)
        _note_references(reading, request, new=request is not reading.existing)
        suggest(messages=added)
    return Imported(
        request,
        created=reading.existing is None,
        authority_created=made,
        added=tuple(added),
        new_letters=len(added) - reading.merges,
        by_number=reading.existing in reading.fits,
    )


def _check_target(reading: Reading, into: InformationRequest | None, add_to: AddTo) -> None:
    """Raise `AnotherThread` or `SeveralFit` where it is not clear that the letters belong where they would go."""
    if reading.existing is None and reading.fits and add_to != "new":
        raise SeveralFit(reading.fits)
    if into is None or reading.match.known or reading.merges or not into.messages.exists():
        return
    if not into.references.filter(normalised__in=numbers_of(reading.thread)).exists():
        raise AnotherThread


def _one_at_a_time(team: Team) -> None:
    """A team's imports wait for each other: two of the same thread must not both find it missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import into team {team.pk}"]
        )


def _log(
    reading: Reading,
    team: Team,
    by: User | None,
    today: date,
    sent_on: date | None,
    received_on: date | None,
    title: str,
) -> tuple[InformationRequest, bool]:
    """The new request, and whether its authority is new too."""
    sent, received = first_dates(reading, sent_on=sent_on, received_on=received_on, today=today)
    authority, made = reading.authority, False
    if authority is None:
        authority, made = find_or_create_by_name(reading.authority_name)
    request = log_request(
        team=team,
        authority=authority,
        by=by,
        title=title or reading.title,
        sent_on=sent,
        received_on=received,
        letter=reading.opening.body if reading.opening else "",
        questions=reading.questions,
        source_key=_source_key(reading),
    )
    return request, made


def _source_key(reading: Reading) -> str:
    """What tells the thread from others: to whom, how it begins, and the case number where it has one."""
    side, digest = digests(reading.letters[:1])[0]
    return thread_key(fold(reading.authority_name), side, digest, *map(normalise, reading.references[:1]))


def _note_references(reading: Reading, request: InformationRequest, *, new: bool) -> None:
    """The first number is the request's own; in a thread that was here already, any is left to a person."""
    if new:
        for value in reading.references:
            add_reference(request=request, value=value)


def _file(reading: Reading, request: InformationRequest, by: User | None) -> list[Message]:
    """Insert the letters that are new, each behind the one before it in the paste."""
    added: list[Message] = []
    shift, behind = 0, 0
    waiting: list[tuple[Letter, Message]] = []
    for letter, (_, digest), position in zip(
        reading.letters, digests(reading.letters), reading.match.positions, strict=True
    ):
        if position is None:
            opens = letter is reading.opening and not request.messages.filter(opens_request=True).exists()
            waiting.append((letter, _message(letter, digest, by, opens)))
            continue
        added += _insert(request, waiting, behind + 1)
        shift += len(waiting)
        behind, waiting = max(behind, position + shift), []
    at = behind + 1 if behind else filing.place_for(request, waiting[0][0].date if waiting else None)
    return [*added, *_insert(request, waiting, at)]


def _insert(request: InformationRequest, letters: Sequence[tuple[Letter, Message]], at: int) -> list[Message]:
    messages = [message for _, message in letters]
    filing.insert(request, messages, at)
    Attachment.objects.bulk_create(
        Attachment(message=message, filename=name) for letter, message in letters for name in _names(letter)
    )
    return messages


def _names(letter: Letter) -> list[str]:
    """A name, or "" where the text only counts it, for each attachment that the letter mentions."""
    names = [kept(name) for name in letter.attachment_names]
    return names + [""] * (mentioned_in(letter) - len(names))


def _message(letter: Letter, digest: str, by: User | None, opens: bool) -> Message:
    return Message(
        direction=side_of(letter),
        channel=Message.Channel.PASTED,
        opens_request=opens,
        author_name=letter.author[:255],
        organisation=(letter.organisation or "")[:255],
        body_text=letter.body,
        quoted_text=letter.quoted,
        hides_quoted=letter.has_hidden_quote,
        on=letter.date,
        body_sha256=digest,
        added_by=by,
    )

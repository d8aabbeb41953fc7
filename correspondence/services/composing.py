"""Writing letters: what a letter of a kind begins with, and the drafts that people keep."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.validators import validate_email
from django.db import transaction

from accounts.audit import record
from accounts.models import User
from correspondence.errors import BadLetter, NotADraft, TooBig
from correspondence.file_names import kept, shown
from correspondence.letter_texts import WHAT_TO_SAY, Case, missing_files, subject_of, text_of
from correspondence.models import Message, OutgoingFile, OutgoingLetter
from correspondence.placeholders import fill
from correspondence.places import places_of
from correspondence.services.addresses import reply_address_of
from correspondence.services.case_facts import case_facts
from correspondence.services.files import MB, check_uploads, sha256_of, written_files
from correspondence.services.known import Known, last_of_theirs, letters_of_theirs
from correspondence.services.recipients import first_choice
from requests_app.deadlines import in_words
from requests_app.errors import EditedMeanwhile
from requests_app.models import InformationRequest
from requests_app.reference_numbers import search_key

Kind, State = OutgoingLetter.Kind, OutgoingLetter.State
BIGGEST_OUT = 20 * MB
LONGEST_SUBJECT = 250
# Kinds that answer a letter of theirs where there is one; the others begin anew, or go to somebody else.
ANSWERING = (Kind.CLARIFICATION, Kind.CHASER, Kind.THANKS, Kind.REPLY)


@dataclass(frozen=True)
class Composed:
    """A letter that nobody has kept yet."""

    kind: str
    to_email: str
    subject: str
    body: str
    answers: Message | None


def compose(
    *,
    request: InformationRequest,
    kind: str,
    by: User | None,
    today: date,
    answers: Message | None = None,
    asks_for_files: bool = False,
    known: Known | None = None,
) -> Composed:
    """What a letter of that kind begins with, the case's facts filled in. Nothing is written.

    `answers`: the letter it answers, the latest of a sender who is known where none is given; with `asks_for_files`,
    a reply asks for the attachments that this letter speaks of and that nobody has received. `known`: what was asked
    of the database for many requests at once; then nothing more is asked.
    """
    calendar = known.calendar_of(request.law) if known else None
    facts = case_facts(request, kind=kind, by=by, today=today, calendar=calendar)
    body = (
        request.letter
        if kind == Kind.REQUEST and request.letter.strip()
        else fill(text_of(kind, facts.case), facts.words)
    )
    answers = answers or last_letter_of_theirs(request, known) if kind in ANSWERING else None
    if asks_for_files and answers:
        body = body.replace(WHAT_TO_SAY, _missing_from(answers))
    return Composed(
        kind=kind,
        to_email=first_choice(request, kind, known=known),
        subject=_subject(kind, facts.case, facts.words, answers),
        body=body,
        answers=answers,
    )


def _missing_from(letter: Message) -> str:
    """What of a letter's attachments has not come, as a sentence; what a file is called is never filled in."""
    files = [each for each in letter.attachments.all() if not each.is_inline]
    elsewhere = places_of(letter.request)
    missing = [each for each in files if not each.is_held and each.pk not in elsewhere]
    if not missing:
        return WHAT_TO_SAY
    names = [shown(each.filename) for each in missing if each.filename]
    return missing_files(
        len(files), len(files) - len(missing), names, of=in_words(letter.on) if letter.on else ""
    )


def compose_chaser(
    *, request: InformationRequest, by: User | None, today: date, known: Known | None = None
) -> Composed:
    """The reminder that an answer is overdue, as it can be sent for many requests at once."""
    return compose(request=request, kind=Kind.CHASER, by=by, today=today, known=known)


def last_letter_of_theirs(request: InformationRequest, known: Known | None = None) -> Message | None:
    """The latest letter that a person wrote for the authority; else the latest of theirs; None without any."""
    if known:
        return known.answered.get(request.pk)
    letters = letters_of_theirs(Message.objects.filter(request=request)).order_by("position")
    return last_of_theirs(request, letters.defer("body_text", "quoted_text", "search"))


def _subject(kind: str, case: Case, words: dict[str, str], answers: Message | None) -> str:
    """With "Re:" where it answers a letter, and always with the authority's reference."""
    reference = words["their_reference"]
    subject = fill(subject_of(kind, case), words)
    if answers and answers.subject and kind != Kind.CHASER:
        plain = " ".join(answers.subject.split())
        subject = plain if plain.casefold().startswith("re:") else f"Re: {plain}"
    subject = subject[: LONGEST_SUBJECT - 100]
    if reference and search_key(reference) not in search_key(subject):
        whose = "their" if kind == Kind.COMPLAINT else "your"
        subject = f"{subject} ({whose} reference {reference})"
    return subject


@transaction.atomic
def keep_draft(
    *,
    request: InformationRequest,
    kind: str,
    to_email: str,
    subject: str,
    body: str,
    by: User | None,
    answers: Message | None = None,
    files: Sequence[File[bytes]] = (),
) -> OutgoingLetter:
    """Keep a letter as a draft: nothing is sent. Raises `CorrespondenceError`; nothing is kept then."""
    letter = OutgoingLetter(request=request, kind=Kind(kind), answers=answers, written_by=by)
    write_words(letter, to_email, subject, body)
    letter.save()
    _add_files(letter, files)
    reply_address_of(request)  # made now, for looking at a letter writes nothing
    return letter


@transaction.atomic
def edit_draft(
    *,
    letter: OutgoingLetter,
    seen_version: int,
    to_email: str,
    subject: str,
    body: str,
    by: User,
    files: Sequence[File[bytes]] = (),
    leave_out: Collection[int] = (),
) -> OutgoingLetter:
    """Change a draft; `leave_out`: the ids of its files that do not go with it any more.

    Raises `EditedMeanwhile` where somebody saved it since `seen_version`, `NotADraft` where it is on its way.
    """
    locked = hold_draft(letter, seen_version)
    write_words(locked, to_email, subject, body)
    locked.version += 1
    locked.written_by = by
    locked.save()
    _remove_files(locked.files.filter(pk__in=leave_out))
    _add_files(locked, files)
    return locked


@transaction.atomic
def delete_draft(*, letter: OutgoingLetter, by: User) -> None:
    """Throw a draft away, with its files. Raises `NotADraft` for a letter that is on its way or gone."""
    locked = hold_draft(letter, None)
    record(actor=by, action="draft.deleted", subject=locked.request, kind=locked.kind)
    _remove_files(locked.files.all())
    locked.delete()


def hold_draft(letter: OutgoingLetter, seen_version: int | None) -> OutgoingLetter:
    """The draft as it stands, locked until the transaction ends."""
    locked = OutgoingLetter.objects.select_for_update(of=("self",)).filter(pk=letter.pk).first()
    if locked is None:
        raise EditedMeanwhile("Somebody threw this draft away while you were editing it.")
    if locked.state != State.DRAFT:
        raise NotADraft(locked)
    if seen_version is not None and locked.version != seen_version:
        raise EditedMeanwhile("Somebody else changed this draft while you were editing it.")
    return locked


def write_words(letter: OutgoingLetter, to_email: str, subject: str, body: str) -> None:
    """Take over what was typed. Raises `BadLetter` for what could not go into a mail's headers as it stands."""
    check_one_line("The subject", subject)
    check_one_line("The address", to_email)
    try:
        validate_email(to_email)
    except ValidationError as error:
        raise BadLetter(f"“{to_email[:80]}” is not an e-mail address.") from error
    if not subject.strip():
        raise BadLetter("Give the letter a subject.")
    if len(subject) > LONGEST_SUBJECT:
        raise BadLetter(f"The subject is {len(subject)} characters; {LONGEST_SUBJECT} is the most.")
    letter.to_email, letter.subject = to_email.strip(), subject.strip()
    letter.body = body.replace("\r\n", "\n").replace("\0", "").strip()


def check_one_line(what: str, text: str) -> None:
    """Raises `BadLetter` where a line break or another control character would break into the headers."""
    if any(ord(each) < 32 or ord(each) == 127 or each in "\u0085\u2028\u2029" for each in text):
        raise BadLetter(f"{what} must be one line, without control characters.")


def _add_files(letter: OutgoingLetter, files: Sequence[File[bytes]]) -> None:
    check_uploads(files)
    size = sum(each.size for each in letter.files.all()) + sum(each.size for each in files)
    if size > BIGGEST_OUT:
        raise TooBig("The letter with its files", size, BIGGEST_OUT)
    with written_files() as keys:
        for file in files:
            row = OutgoingFile(
                outgoing=letter,
                filename=kept(file.name or "")[-255:],
                content_type=(getattr(file, "content_type", "") or "")[:255],
                size=file.size,
                sha256=sha256_of(file),
            )
            row.file.save("", file, save=False)
            keys.append(row.file.name or "")
            row.save()


def _remove_files(files: Collection[OutgoingFile]) -> None:
    for each in list(files):
        key = each.file.name or ""
        each.delete()
        transaction.on_commit(lambda key=key: default_storage.delete(key))  # type: ignore[misc]

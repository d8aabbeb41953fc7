"""The mailboxes of a team: adding, changing, trying, switching off, removing. Never in the audit: secrets."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import Team, User
from correspondence.doors.imap import Account, open_folder
from correspondence.errors import CorrespondenceError
from correspondence.models import Mailbox
from correspondence.sealing import seal, unseal

PORTS = (993, 143)
LOOPBACK = ("localhost", "127.0.0.1", "::1")
FIELDS = ("name", "host", "port", "security", "username", "folder")
_WHERE = ("host", "username", "folder")  # another place: what was read there tells nothing here


class PlaceRefused(CorrespondenceError):
    """This installation does not connect to that server and port."""


class MailboxThere(CorrespondenceError):
    """The team has the same folder of the same user already."""

    def __init__(self) -> None:
        super().__init__("The team has this mailbox and folder already.")


def check_place(*, host: str, port: int, security: str) -> None:
    """Raise `PlaceRefused` where a mailbox may not be: the server connects to mail servers and to nothing else."""
    if f"{host}:{port}" not in settings.ALLOW_MAILBOX_HOSTS and port not in PORTS:
        raise PlaceRefused(f"A mailbox is at port {PORTS[0]} or {PORTS[1]}, not {port}.")
    if security == Mailbox.Security.NONE and host not in LOOPBACK:
        raise PlaceRefused("Without encryption a mailbox can only be on this machine: choose TLS.")


def account_of(mailbox: Mailbox) -> Account:
    """How to get in. Raises `PlaceRefused`, `CannotUnseal`."""
    check_place(host=mailbox.host, port=mailbox.port, security=mailbox.security)
    return Account(
        host=mailbox.host,
        port=mailbox.port,
        security=mailbox.security,
        username=mailbox.username,
        password=unseal(mailbox.sealed_password),
        folder=mailbox.folder,
    )


def add_mailbox(*, team: Team, password: str, by: User, **fields: Any) -> Mailbox:
    """A mailbox from which the team's letters are fetched. `fields`: those of `FIELDS`.

    Raises `PlaceRefused`, `MailboxThere`.
    """
    check_place(**{name: fields[name] for name in ("host", "port", "security")})
    mailbox = Mailbox(team=team, created_by=by, sealed_password=seal(password), **fields)
    with transaction.atomic():
        _save(mailbox)
        record(actor=by, action="mailbox.added", subject=mailbox, server=mailbox.host, user=mailbox.username)
    return mailbox


def change_mailbox(*, mailbox: Mailbox, password: str, by: User, **fields: Any) -> bool:
    """Change where it is or how to get in; a blank `password` keeps the one there is. False where nothing changes.

    Another server, user or folder is read from its beginning. Raises `PlaceRefused`, `MailboxThere`.
    """
    check_place(**{name: fields[name] for name in ("host", "port", "security")})
    with transaction.atomic():
        held = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
        changed = [name for name in FIELDS if getattr(held, name) != fields[name]]
        for name in changed:
            setattr(held, name, fields[name])
        if password:
            held.sealed_password = seal(password)
            changed.append("password")
        if not changed:
            return False
        if set(changed) & set(_WHERE):
            held.uid_validity, held.last_uid, held.unfetched = None, 0, {}
        held.next_check_at = None
        _save(held)
        record(actor=by, action="mailbox.changed", subject=held, changed=changed)
    return True


def try_mailbox(*, mailbox: Mailbox) -> str:
    """Connect now and say in a sentence what was found; letters left behind are tried again at the next turn.

    Raises `MailboxTrouble`, `PlaceRefused`, `CannotUnseal`.
    """
    with open_folder(account_of(mailbox)) as folder:
        count = len(folder.uids_after(0))
    unfetched = {uid: each | {"tries": 0} for uid, each in mailbox.unfetched.items()}
    Mailbox.objects.filter(pk=mailbox.pk).update(next_check_at=None, unfetched=unfetched)
    letters = "1 letter" if count == 1 else f"{count:,} letters"
    return f"It works: there are {letters} in “{mailbox.folder}”."


def switch_mailbox(*, mailbox: Mailbox, on: bool, by: User) -> None:
    """Fetch from it, or stop; what has come stays."""
    with transaction.atomic():
        since = {"switched_on_at": timezone.now()} if on else {}
        switched = Mailbox.objects.filter(pk=mailbox.pk, is_active=not on)
        if switched.update(is_active=on, next_check_at=None, **since):
            record(actor=by, action="mailbox.switched_on" if on else "mailbox.switched_off", subject=mailbox)


def remove_mailbox(*, mailbox: Mailbox, by: User) -> None:
    """Forget it and its password. Letters that came from it stay, and nothing on its server is touched."""
    with transaction.atomic():
        record(actor=by, action="mailbox.removed", subject=mailbox, server=mailbox.host)
        mailbox.delete()


def _save(mailbox: Mailbox) -> None:
    try:
        with transaction.atomic():
            mailbox.save()
    except IntegrityError as error:
        if "mailbox_once_per_team" in str(error):
            raise MailboxThere from error
        raise

"""What people say of rows that may be here already, and of authorities that are not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from authorities.bringing.errors import ImportRefused, NotNow
from authorities.bringing.phases import to_phase
from authorities.models import Authority
from authorities.services.proposals import propose
from requests_app.models import RequestImport, RequestImportFinding, RequestImportRow

Status, Phase = RequestImportFinding.Status, RequestImport.Phase
_STATUS_OF = {"new": Status.NEW, "skip": Status.SKIPPED, "": Status.MAYBE}


@transaction.atomic
def decide(*, run: RequestImport, number: int, what: str) -> None:
    """Say that a row that may be a duplicate is another request (`new`), or to `skip`; "" takes it back.

    Raises `ImportRefused` for a row about which nothing is asked, `NotNow` outside the preview.
    """
    _lock(run)
    finding = RequestImportFinding.objects.filter(run=run, number=number).first()
    row = RequestImportRow.objects.filter(run=run, number=number)
    asked = finding and (finding.status == Status.MAYBE or row.exclude(decision="").exists())
    if finding is None or not asked or what not in _STATUS_OF:
        raise ImportRefused("Nothing is asked about that row.")
    row.update(decision=what)
    finding.status = _STATUS_OF[what]
    finding.save(update_fields=["status"])


@transaction.atomic
def decide_all(*, run: RequestImport, what: str) -> int:
    """Say the same of every row that may be a duplicate; how many there were. Raises as `decide`."""
    _lock(run)
    if what not in ("new", "skip"):
        raise ImportRefused("Say whether they are other requests, or to be skipped.")
    asked = RequestImportFinding.objects.filter(run=run, status=Status.MAYBE)
    numbers = list(asked.values_list("number", flat=True))
    RequestImportRow.objects.filter(run=run, number__in=numbers).update(decision=what)
    return asked.update(status=_STATUS_OF[what])


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name in the file is: an authority (`same`), one to be proposed as new (`propose`), or to `skip`."""

    what: str
    authority: Authority | None = None
    name: str = ""


@transaction.atomic
def choose_authority(*, run: RequestImport, choices: Mapping[str, Choice], by: User | None) -> int:
    """Say what authorities some names are (by `importing.plan.key_of`), and have the file checked again.

    One to be proposed becomes a `Proposal` that a site admin decides about; its rows stay left out. How many were said.
    Raises `ImportRefused` for a proposal by nobody, `NotNow` outside the preview.
    """
    locked = _lock(run)
    said = dict(locked.choices)
    for key, choice in choices.items():
        if choice.what == "same" and choice.authority:
            said[key] = {"what": "same", "id": choice.authority.pk}
        elif choice.what == "skip":
            said[key] = {"what": "skip"}
        elif choice.what == "propose" and said.get(key, {}).get("what") != "proposed":
            if by is None:
                raise ImportRefused("Only somebody who is logged in can propose an authority.")
            made = propose(kind="missing", by=by, name=choice.name, why=f"In a spreadsheet: {run.file_name}")
            said[key] = {"what": "proposed", "proposal": made.pk}
    to_phase(run, Phase.CHECKING, of=(Phase.READY,), to_do=run.total, choices=said)
    return len(choices)


def _lock(run: RequestImport) -> RequestImport:
    locked = RequestImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.phase != Phase.READY:
        raise NotNow(
            f"{locked.file_name} is {locked.get_phase_display().lower()}: nothing can be decided now."
        )
    return locked

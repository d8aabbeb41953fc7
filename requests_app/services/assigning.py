"""Giving requests to somebody, one or a thousand, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from accounts.audit import record
from accounts.models import Membership, User
from requests_app.errors import NotInTheTeam, TooLateToUndo
from requests_app.models import HandedOver, Handover, InformationRequest
from requests_app.querysets import InformationRequestQuerySet

BATCH = 5000


@transaction.atomic
def assign_requests(
    *, requests: InformationRequestQuerySet, to: User | None, by: User, at: datetime
) -> Handover:
    """Make `to` the one who looks after these requests; None: nobody. Those they have already stay as they are.

    Effects: the owner and the version of each request (whoever is editing one is told); a `Handover` with a row for
    each that remembers who had it; an entry of the audit. Raises `NotInTheTeam` where a request is of a team that
    `to` is not in; then nothing is changed.
    """
    held = InformationRequest.objects.filter(pk__in=requests.order_by().values("pk"))
    rows = list(held.order_by("pk").select_for_update(of=("self",)).values_list("pk", "owner_id", "team_id"))
    if to:
        theirs = set(Membership.objects.filter(user=to).values_list("team_id", flat=True))
        if any(team not in theirs for _, _, team in rows):
            raise NotInTheTeam(f"{to} is not in the team of every request chosen, so nothing was changed.")
    target = to.pk if to else None
    moved = [(pk, was) for pk, was, _ in rows if was != target]
    handover = Handover.objects.create(by=by, to=to, at=at, number=len(moved))
    HandedOver.objects.bulk_create(
        (HandedOver(handover=handover, request_id=pk, was_id=was) for pk, was in moved), batch_size=BATCH
    )
    changed = InformationRequest.objects.filter(pk__in=[pk for pk, _ in moved])
    changed.update(owner=to, version=F("version") + 1, updated_at=at)
    record(actor=by, action="requests.assigned", subject=handover, to=target, number=len(moved))
    return handover


@transaction.atomic
def undo_handover(*, handover: Handover, by: User, at: datetime) -> int:
    """Give each request back to who had it, unless it has been given on meanwhile: how many went back.

    Raises `TooLateToUndo` after a minute, or where it was undone already.
    """
    held = Handover.objects.select_for_update(of=("self",)).undoable(at=at).filter(pk=handover.pk).first()
    if held is None:
        raise TooLateToUndo("It can be taken back for one minute only. Assign them again instead.")
    rows = HandedOver.objects.filter(handover=held)
    still = InformationRequest.objects.filter(pk__in=rows.values("request_id"), owner=held.to)
    was = rows.filter(request=OuterRef("pk")).values("was_id")[:1]
    back = still.update(owner_id=Subquery(was), version=F("version") + 1, updated_at=at)
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    record(actor=by, action="requests.assignment_undone", subject=held, number=back)
    return back

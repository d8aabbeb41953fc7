"""Runs over all open requests that anybody may go on with: a worker, the next one, or the same one again."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import User
from requests_app.deadlines import LAWS
from requests_app.deadlines.days import CALENDARS
from requests_app.models import InformationRequest, Proclaimed, RecomputeRun
from requests_app.models.proclaimed import Place
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services import recompute

log = logging.getLogger(__name__)


def start_run(*, reason: str, proclaimed: Proclaimed | None, by: User | None) -> RecomputeRun:
    """Write down that every open request that `proclaimed` may concern (all where it is None) must be derived again.

    Nothing is derived yet: `work_on_runs` does that, in a worker.
    """
    return RecomputeRun.objects.create(
        reason=reason[:300], proclaimed=proclaimed, started_by=by, total=_concerned(proclaimed).count()
    )


def work_on_runs() -> int:
    """Go on with every unfinished run until none is left that nobody else works on; how many chunks were done.

    Safe to call at any time and from any number of workers: a run's row is locked while one of its chunks is done,
    and both are committed together, so a worker that dies loses its chunk alone.
    """
    chunks = 0
    for pk in RecomputeRun.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True):
        try:
            while _next_chunk(pk):
                chunks += 1
        except DatabaseError:
            log.exception("run %s stopped; it will be gone on with", pk)
    return chunks


@transaction.atomic
def _next_chunk(run_pk: int) -> bool:
    """Do one chunk of the run; False where it has none left, or somebody else is at it."""
    unfinished = RecomputeRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        finished_at=None
    )
    run = unfinished.select_related("proclaimed").filter(pk=run_pk).first()
    if run is None:
        return False
    concerned = _concerned(run.proclaimed).filter(pk__gt=run.last_id).order_by("pk")
    ids = list(concerned.values_list("pk", flat=True)[: recompute.CHUNK])
    if ids:
        done = recompute.recompute_chunk(ids, run=run)
        run.last_id, run.done = ids[-1], run.done + len(ids)
        run.moved, run.failed = run.moved + done.moved, run.failed + done.failed
    else:
        run.finished_at, run.total = timezone.now(), run.done
    run.save(update_fields=["last_id", "done", "moved", "failed", "finished_at", "total"])
    return bool(ids)


def laws_counting(nations: Iterable[str]) -> list[str]:
    """The codes of the laws by whose calendar a holiday in these places (codes of `Place`) does not count."""
    names = {Place(code).label for code in nations}
    return [law.code for law in LAWS.values() if CALENDARS[law.calendar].nations & names]


def _concerned(proclaimed: Proclaimed | None) -> InformationRequestQuerySet:
    """The open requests whose dates a proclaimed day may move."""
    requests = InformationRequest.objects.open()
    return requests.filter(law__in=laws_counting(proclaimed.nations)) if proclaimed else requests

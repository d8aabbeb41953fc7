"""Imports on their way: asked for by admins, done by any worker, in chunks that are committed one by one."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from authorities.import_models import ImportChange, ImportFinding, ImportRun
from authorities.services.imports.applying import apply_chunk, link_successors
from authorities.services.imports.checking import check, check_again, is_stale
from authorities.services.imports.errors import ImportRefused, NotNow
from authorities.services.imports.phases import to_phase
from authorities.services.imports.undoing import prepare_undo, undo_chunk

log = logging.getLogger(__name__)
Phase, Ending = ImportRun.Phase, ImportRun.Ending


@transaction.atomic
def apply_import(*, run: ImportRun, by: User | None) -> ImportRun:
    """Have everything that the preview shows as new or changed written, by a worker. Raises `NotNow`.

    Rows that are wrong or not decided are left out and stay in the file of errors.
    """
    to_do = ImportFinding.objects.filter(run=run, status__in=("new", "changed")).count()
    to_phase(run, Phase.WAITING, of=(Phase.READY,), to_do=to_do)
    record(actor=by, action="import.applied", subject=run, rows=to_do)
    return run


@transaction.atomic
def cancel_import(*, run: ImportRun, undo: bool, by: User | None) -> ImportRun:
    """Stop an import within one chunk; keep what it has written, or take it back. Raises `NotNow`."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.phase == Phase.WAITING:
        to_phase(run, Phase.READY, of=(Phase.WAITING,))
    elif locked.phase == Phase.APPLYING:
        run.ending = Ending.UNDO if undo else Ending.KEEP
        run.save(update_fields=["ending"])
    else:
        raise NotNow(f"{locked.file_name} is {locked.get_phase_display().lower()}: there is nothing to stop.")
    record(actor=by, action="import.cancelled", subject=run, undo=undo)
    return run


@transaction.atomic
def undo_import(*, run: ImportRun, by: User | None, spare: bool = False) -> ImportRun:
    """Have the whole import taken back, by a worker. With `spare` rows that were touched since are left as they are.

    Raises `ChangedSince` (nothing is undone then), `ImportRefused` while another import writes, `NotNow`.
    """
    if ImportRun.objects.writing().exclude(pk=run.pk).exists():
        raise ImportRefused("Another import is being applied or undone: try again when it has ended.")
    to_phase(run, Phase.UNDOING, of=(Phase.APPLIED,))
    prepare_undo(run, spare=spare)
    to_do = ImportChange.objects.filter(run=run, undone=False, touched=False).count()
    ImportRun.objects.filter(pk=run.pk).update(to_do=to_do)
    record(actor=by, action="import.undone", subject=run, rows=to_do)
    run.refresh_from_db()
    return run


@transaction.atomic
def drop_import(*, run: ImportRun, by: User | None) -> None:
    """Forget a file of which nothing was applied. Raises `NotNow`."""
    to_phase(run, Phase.DROPPED, of=(Phase.COLUMNS, Phase.CHECKING, Phase.READY))
    run.findings.all().delete()
    run.rows.all().delete()
    record(actor=by, action="import.dropped", subject=run)


def work_on_imports(*, only: ImportRun | None = None) -> int:
    """Go on with every import that has something to do; how many steps were done.

    Safe to call at any time and from any number of workers: each step locks the run's row and commits with it, so a
    worker that dies loses its step alone.
    """
    steps = 0
    runs = ImportRun.objects.in_hand()
    if only is not None:
        runs = runs.filter(pk=only.pk)
    for run_pk in list(runs.values_list("pk", flat=True)):
        try:
            while _step(run_pk):
                steps += 1
        except DatabaseError:
            log.exception("import %s stopped; it will be gone on with", run_pk)
            connection.close_if_unusable_or_obsolete()
    return steps


def finish(run: ImportRun, *, patience: float = 60) -> ImportRun:
    """Work on the run until it has nothing left to do, also over a restart of the database.

    Raises the `DatabaseError` where the database stays away for `patience` seconds.
    """
    until = time.monotonic() + patience
    while True:
        try:
            work_on_imports(only=run)
            run.refresh_from_db()
            if not ImportRun.objects.in_hand().filter(pk=run.pk).exists():
                return run
        except DatabaseError:
            if time.monotonic() > until:
                raise
            connection.close()
        time.sleep(0.2)


def _step(pk: int) -> bool:
    """One step of the run; False where it has nothing to do, or somebody else is at it."""
    run = ImportRun.objects.in_hand().filter(pk=pk).first()
    if run is None:
        return False
    if run.phase == Phase.CHECKING:
        return check(run)
    if run.phase == Phase.WAITING:
        return _enter(run)
    begins = run.phase == Phase.APPLYING and run.last_number == 0 and not run.ending
    if begins and is_stale(run):
        return check_again(run)
    return _chunk(pk)


def _enter(run: ImportRun) -> bool:
    """Begin to write, unless another import writes: the database lets only one."""
    try:
        with transaction.atomic():
            to_phase(run, Phase.APPLYING, of=(Phase.WAITING,), to_do=run.to_do)
    except (IntegrityError, NotNow):
        return False
    return True


@transaction.atomic
def _chunk(pk: int) -> bool:
    unfinished = ImportRun.objects.select_for_update(skip_locked=True, of=("self",)).writing()
    run = unfinished.filter(pk=pk).first()
    if run is None:
        return False
    return _apply(run) if run.phase == Phase.APPLYING else _undo(run)


def _apply(run: ImportRun) -> bool:
    if run.ending == Ending.UNDO:
        prepare_undo(run, spare=True)
        to_do = ImportChange.objects.filter(run=run, undone=False, touched=False).count()
        to_phase(run, Phase.UNDOING, of=(Phase.APPLYING,), to_do=to_do)
        return True
    if not run.ending and apply_chunk(run):
        return True
    link_successors(run)
    _end(run, Phase.APPLIED, applied_at=timezone.now())
    return False


def _undo(run: ImportRun) -> bool:
    if undo_chunk(run):
        return True
    _end(run, Phase.UNDONE, undone_at=timezone.now())
    return False


def _end(run: ImportRun, phase: ImportRun.Phase, **when: object) -> None:
    ImportRun.objects.filter(pk=run.pk).update(phase=phase, phase_at=timezone.now(), **when)

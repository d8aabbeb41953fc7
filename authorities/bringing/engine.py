"""Imports on their way: asked for by people, done by any worker, in chunks that are committed one by one."""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from authorities.bringing.errors import ImportRefused, NotNow
from authorities.bringing.phases import to_phase
from authorities.bringing.run_model import Run

log = logging.getLogger(__name__)
Phase, Ending = Run.Phase, Run.Ending


class Engine(ABC):
    """What any import can do. `model` is the model of its runs; the methods without a body are what its rows are.

    `apply`, `cancel`, `undo` and `drop` write down what is wanted, and the audit; `work_on` does it, step by step.
    """

    model: type[Run]
    audited = "import"

    # --- what the rows are -------------------------------------------------------------------------------------

    @abstractmethod
    def check(self, run: Any) -> bool:
        """Find out what each row would do, and go on to the preview; False where somebody else is at it."""

    @abstractmethod
    def check_again(self, run: Any) -> bool:
        """The same just before it is applied, as something has changed since the preview."""

    @abstractmethod
    def is_stale(self, run: Any) -> bool:
        """Whether anything has changed since the run was checked."""

    @abstractmethod
    def to_write(self, run: Any) -> int:
        """How many rows would write something."""

    @abstractmethod
    def apply_chunk(self, run: Any) -> bool:
        """Write the next rows; False where none is left. Inside the caller's transaction, the run's row locked."""

    @abstractmethod
    def end(self, run: Any) -> None:
        """What is to be written when all rows are."""

    @abstractmethod
    def prepare_undo(self, run: Any, *, spare: bool) -> None:
        """Look for what was touched since. Raises `ChangedSince` where anything was, unless that is to be spared."""

    @abstractmethod
    def to_undo(self, run: Any) -> int:
        """How many rows can be taken back."""

    @abstractmethod
    def undo_chunk(self, run: Any) -> bool:
        """Take the next rows back; False where none is left."""

    @abstractmethod
    def forget(self, run: Any) -> None:
        """Delete the rows of a file of which nothing was applied."""

    def others_writing(self, run: Any) -> bool:
        """Whether another import stands in the way of this one."""
        return self.model.objects.writing().exclude(pk=run.pk).exists()

    # --- what people ask for -----------------------------------------------------------------------------------

    @transaction.atomic
    def apply(self, *, run: Any, by: User | None) -> Any:
        """Have everything that the preview shows as new or changed written, by a worker. Raises `NotNow`.

        Rows that are wrong or not decided are left out and stay in the file of errors.
        """
        to_do = self.to_write(run)
        to_phase(run, Phase.WAITING, of=(Phase.READY,), to_do=to_do)
        record(actor=by, action=f"{self.audited}.applied", subject=run, rows=to_do)
        return run

    @transaction.atomic
    def cancel(self, *, run: Any, undo: bool, by: User | None) -> Any:
        """Stop an import within one chunk; keep what it has written, or take it back. Raises `NotNow`."""
        locked = self.model.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if locked.phase == Phase.WAITING:
            to_phase(run, Phase.READY, of=(Phase.WAITING,))
        elif locked.phase == Phase.APPLYING:
            run.ending = Ending.UNDO if undo else Ending.KEEP
            run.save(update_fields=["ending"])
        else:
            raise NotNow(
                f"{locked.file_name} is {locked.get_phase_display().lower()}: there is nothing to stop."
            )
        record(actor=by, action=f"{self.audited}.cancelled", subject=run, undo=undo)
        return run

    @transaction.atomic
    def undo(self, *, run: Any, by: User | None, spare: bool = False) -> Any:
        """Have the whole import taken back, by a worker. With `spare` what was touched since is left as it is.

        Raises `ChangedSince` (nothing is undone then), `ImportRefused` while another import writes, `NotNow`.
        """
        if self.others_writing(run):
            raise ImportRefused("Another import is being applied or undone: try again when it has ended.")
        to_phase(run, Phase.UNDOING, of=(Phase.APPLIED,))
        self.prepare_undo(run, spare=spare)
        to_do = self.to_undo(run)
        self.model.objects.filter(pk=run.pk).update(to_do=to_do)
        record(actor=by, action=f"{self.audited}.undone", subject=run, rows=to_do)
        run.refresh_from_db()
        return run

    @transaction.atomic
    def drop(self, *, run: Any, by: User | None) -> None:
        """Forget a file of which nothing was applied. Raises `NotNow`."""
        to_phase(run, Phase.DROPPED, of=(Phase.COLUMNS, Phase.CHECKING, Phase.READY))
        self.forget(run)
        record(actor=by, action=f"{self.audited}.dropped", subject=run)

    # --- what workers do ---------------------------------------------------------------------------------------

    def work_on(self, *, only: Any = None) -> int:
        """Go on with every import that has something to do; how many steps were done.

        Safe to call at any time and from any number of workers: each step locks the run's row and commits with it, so
        a worker that dies loses its step alone.
        """
        steps = 0
        runs = self.model.objects.in_hand()
        if only is not None:
            runs = runs.filter(pk=only.pk)
        for run_pk in list(runs.values_list("pk", flat=True)):
            try:
                while self.step(run_pk):
                    steps += 1
            except DatabaseError:
                log.exception("%s %s stopped; it will be gone on with", self.audited, run_pk)
                connection.close_if_unusable_or_obsolete()
        return steps

    def finish(self, run: Any, *, patience: float = 60) -> Any:
        """Work on the run until it has nothing left to do, also over a restart of the database.

        Raises the `DatabaseError` where the database stays away for `patience` seconds.
        """
        until = time.monotonic() + patience
        while True:
            try:
                self.work_on(only=run)
                run.refresh_from_db()
                if not self.model.objects.in_hand().filter(pk=run.pk).exists():
                    return run
            except DatabaseError:
                if time.monotonic() > until:
                    raise
                connection.close()
            time.sleep(0.2)

    def step(self, pk: int) -> bool:
        """One step of the run; False where it has nothing to do, or somebody else is at it."""
        run = self.model.objects.in_hand().filter(pk=pk).first()
        if run is None:
            return False
        if run.phase == Phase.CHECKING:
            return self.check(run)
        if run.phase == Phase.WAITING:
            return self._enter(run)
        begins = run.phase == Phase.APPLYING and run.last_number == 0 and not run.ending
        if begins and self.is_stale(run):
            return self.check_again(run)
        return self._chunk(pk)

    def _enter(self, run: Any) -> bool:
        """Begin to write, unless another import stands in the way: the database lets only one."""
        try:
            with transaction.atomic():
                to_phase(run, Phase.APPLYING, of=(Phase.WAITING,), to_do=run.to_do)
        except (IntegrityError, NotNow):
            return False
        return True

    @transaction.atomic
    def _chunk(self, pk: int) -> bool:
        if not self._only_worker(pk):
            return False
        run = self.model.objects.select_for_update(of=("self",)).writing().filter(pk=pk).first()
        if run is None:
            return False
        return self._apply(run) if run.phase == Phase.APPLYING else self._undo(run)

    def _only_worker(self, pk: int) -> bool:
        """Whether no other worker is at the run, until the transaction ends.

        Not asked of the run's row: somebody who cancels holds that for a moment, and a worker would take it for done.
        """
        with connection.cursor() as cursor:
            lock = f"{self.audited} {pk} is worked on"
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
            return bool(cursor.fetchone()[0])

    def _apply(self, run: Any) -> bool:
        if run.ending == Ending.UNDO:
            self.prepare_undo(run, spare=True)
            to_phase(run, Phase.UNDOING, of=(Phase.APPLYING,), to_do=self.to_undo(run))
            return True
        if not run.ending and self.apply_chunk(run):
            return True
        self.end(run)
        self._end(run, Phase.APPLIED, applied_at=timezone.now())
        return False

    def _undo(self, run: Any) -> bool:
        if self.undo_chunk(run):
            return True
        self._end(run, Phase.UNDONE, undone_at=timezone.now())
        return False

    def _end(self, run: Any, phase: str, **when: object) -> None:
        self.model.objects.filter(pk=run.pk).update(phase=phase, phase_at=timezone.now(), **when)

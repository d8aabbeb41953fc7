"""Imports of authorities on their way: what `authorities.bringing.engine` does with lists of authorities."""

from __future__ import annotations

from authorities.bringing.engine import Engine
from authorities.import_models import ImportChange, ImportFinding, ImportRun
from authorities.services.imports.applying import apply_chunk, link_successors
from authorities.services.imports.checking import check, check_again, is_stale
from authorities.services.imports.undoing import prepare_undo, undo_chunk


class AuthorityImports(Engine):
    """Lists of authorities: one writes at a time, whoever brought it."""

    model = ImportRun

    def check(self, run: ImportRun) -> bool:
        return check(run)

    def check_again(self, run: ImportRun) -> bool:
        return check_again(run)

    def is_stale(self, run: ImportRun) -> bool:
        return is_stale(run)

    def to_write(self, run: ImportRun) -> int:
        return ImportFinding.objects.filter(run=run, status__in=("new", "changed")).count()

    def apply_chunk(self, run: ImportRun) -> bool:
        return apply_chunk(run)

    def end(self, run: ImportRun) -> None:
        link_successors(run)

    def prepare_undo(self, run: ImportRun, *, spare: bool) -> None:
        prepare_undo(run, spare=spare)

    def to_undo(self, run: ImportRun) -> int:
        return ImportChange.objects.filter(run=run, undone=False, touched=False).count()

    def undo_chunk(self, run: ImportRun) -> bool:
        return undo_chunk(run)

    def forget(self, run: ImportRun) -> None:
        run.findings.all().delete()
        run.rows.all().delete()


ENGINE = AuthorityImports()
apply_import, cancel_import, undo_import, drop_import = (
    ENGINE.apply,
    ENGINE.cancel,
    ENGINE.undo,
    ENGINE.drop,
)
work_on_imports, finish = ENGINE.work_on, ENGINE.finish
_step = ENGINE.step

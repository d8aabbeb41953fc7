"""Spreadsheets on their way: what `authorities.bringing.engine` does with a team's requests."""

from __future__ import annotations

from authorities.bringing.engine import Engine
from requests_app.models import RequestImport, RequestImportFinding
from requests_app.services.imports.applying import apply_chunk
from requests_app.services.imports.checking import check, check_again, is_stale
from requests_app.services.imports.undoing import prepare_undo, to_undo, undo_chunk


class RequestImports(Engine):
    """Spreadsheets of requests: of each team one writes at a time."""

    model = RequestImport
    audited = "request_import"

    def check(self, run: RequestImport) -> bool:
        return check(run)

    def check_again(self, run: RequestImport) -> bool:
        return check_again(run)

    def is_stale(self, run: RequestImport) -> bool:
        return is_stale(run)

    def to_write(self, run: RequestImport) -> int:
        return RequestImportFinding.objects.filter(run=run, status="new").count()

    def apply_chunk(self, run: RequestImport) -> bool:
        return apply_chunk(run)

    def end(self, run: RequestImport) -> None:
        """Nothing is left to be written."""

    def prepare_undo(self, run: RequestImport, *, spare: bool) -> None:
        prepare_undo(run, spare=spare)

    def to_undo(self, run: RequestImport) -> int:
        return to_undo(run)

    def undo_chunk(self, run: RequestImport) -> bool:
        return undo_chunk(run)

    def forget(self, run: RequestImport) -> None:
        run.findings.all().delete()
        run.rows.all().delete()

    def others_writing(self, run: RequestImport) -> bool:
        return RequestImport.objects.writing().filter(team=run.team).exclude(pk=run.pk).exists()


ENGINE = RequestImports()
apply_import, cancel_import, undo_import, drop_import = (
    ENGINE.apply,
    ENGINE.cancel,
    ENGINE.undo,
    ENGINE.drop,
)
work_on_imports, finish = ENGINE.work_on, ENGINE.finish

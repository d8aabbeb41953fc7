"""Taking a whole import back: the requests it made are deleted; none that somebody has touched since."""

from __future__ import annotations

from django.db.models import QuerySet

from authorities.bringing.errors import ChangedSince
from authorities.services.imports.copying import run_sql
from requests_app.models import InformationRequest, RequestImport, RequestImportFinding
from requests_app.services.imports.state import DIGEST, used

CHUNK = 500
_NAMED = 3
_MADE = "f.run_id = %(run)s AND f.number > %(low)s AND f.number <= %(high)s AND f.made_id IS NOT NULL AND NOT f.undone"


def prepare_undo(run: RequestImport, *, spare: bool) -> None:
    """Look for what was touched since. Raises `ChangedSince` where anything was, unless that is to be spared."""
    _mark_touched(run)
    touched = RequestImportFinding.objects.filter(run=run, touched=True, undone=False)
    if not spare and (count := touched.count()):
        names = [f"{name}: {title}" for name, title in touched.values_list("name", "title")[:_NAMED]]
        raise ChangedSince(names, count)


def to_undo(run: RequestImport) -> int:
    return _left(run).count()


def undo_chunk(run: RequestImport) -> bool:
    """Delete the requests of the next rows of the run, whose row the caller has locked; False where none is left."""
    rows = list(_left(run).filter(number__gt=run.last_number).order_by("number")[:CHUNK])
    if not rows:
        return False
    ids = [row.made_id for row in rows]
    # While the rows are locked nothing can begin to refer to them.
    list(
        InformationRequest.everything.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk")
    )
    _mark_touched(run, run.last_number, rows[-1].number)
    gone = _left(run).filter(number__in=[row.number for row in rows])
    InformationRequest.everything.filter(pk__in=list(gone.values_list("made_id", flat=True))).delete()
    gone.update(undone=True)
    run.last_number, run.done = rows[-1].number, run.done + len(rows)
    run.save(update_fields=["last_number", "done"])
    return True


def _left(run: RequestImport) -> QuerySet[RequestImportFinding]:
    """The rows whose requests are to be taken back."""
    return RequestImportFinding.objects.filter(run=run, undone=False, touched=False).exclude(made_id=None)


def _mark_touched(run: RequestImport, low: int = 0, high: int = 2_000_000_000) -> None:
    """Mark the rows whose request was changed, used or deleted since."""
    run_sql(
        f"""UPDATE requests_app_requestimportfinding f SET touched = true
        FROM requests_app_requestimportfinding g LEFT JOIN requests_app_informationrequest r ON r.id = g.made_id
        WHERE {_MADE} AND NOT f.touched AND g.id = f.id
          AND (r.id IS NULL OR {DIGEST} <> f.after OR {used()})""",  # noqa: S608
        run=run.pk,
        low=low,
        high=high,
    )

import pytest

from authorities.models import Authority
from authorities.services import add_contact, imports, mark_contact
from authorities.services.imports import undoing
from authorities.services.imports.report import report_of
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.authorities.many import HEADER, rows
from tests.authorities.services.imports.files import applied, checked, csv_of, everything
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = "Name,Other names,Website,FOI email,GSS code,Replaced by"
FILE = csv_of(
    COLUMNS,
    [
        "Blaby District Council",
        "BDC",
        "new.example",
        "new@blaby.example; again@blaby.example",
        "E07000129",
        "",
    ],
    ["Old Council", "", "", "", "", "Fresh Council"],
    ["Fresh Council", "FC", "fresh.example", "foi@fresh.example", "E07000200", ""],
)


@pytest.fixture
def before():
    blaby = AuthorityFactory(
        name="Blaby District Council", other_names=["Bee"], website="https://old.example"
    )
    ContactFactory(authority=blaby, email="old@blaby.example", status="good", note="n")
    AuthorityFactory(name="Old Council")
    applied(csv_of("Name,FOI email", ["Blaby District Council", "between@blaby.example"]))
    applied(csv_of("Name,FOI email", ["Blaby District Council", "old@blaby.example"]))
    return everything()


def test_an_undone_import_leaves_no_trace(before) -> None:
    run = applied(FILE)
    assert everything() != before
    imports.undo_import(run=run, by=None)
    imports.finish(run)
    report = report_of(run)
    assert everything() == before
    assert (run.phase, report.undone, report.made, report.changed, report.kept) == ("undone", 3, 0, 0, 0)


def _mark(authority: Authority) -> None:
    mark_contact(contact=authority.contacts.current().first(), status="bouncing")


@pytest.mark.parametrize(
    "touch",
    [
        lambda blaby, fresh: add_contact(authority=blaby, email="x@y.example"),
        lambda blaby, fresh: _mark(fresh),
        lambda blaby, fresh: make_request(authority=fresh),
        lambda blaby, fresh: blaby.save(),
        lambda blaby, fresh: AuthorityFactory(is_active=False, replaced_by=fresh),
        lambda blaby, fresh: fresh.other_names.create(name="Another"),
    ],
    ids=["contact", "status", "request", "saved", "successor", "name"],
)
def test_what_something_else_has_touched_keeps_it_from_being_undone(before, touch) -> None:
    run = applied(FILE)
    touch(Authority.objects.get(name="Blaby District Council"), Authority.objects.get(name="Fresh Council"))
    after = everything()
    with pytest.raises(imports.ChangedSince):
        imports.undo_import(run=run, by=None)
    run.refresh_from_db()
    assert (run.phase, everything()) == ("applied", after)


def test_the_others_can_be_undone_all_the_same(before) -> None:
    run = applied(FILE)
    make_request(authority=Authority.objects.get(name="Fresh Council"))
    imports.undo_import(run=run, by=None, spare=True)
    imports.finish(run)
    report = report_of(run)
    assert (report.undone, report.kept, report.made) == (2, 1, 1)
    blaby = Authority.objects.get(name="Blaby District Council")
    assert [each.email for each in blaby.contacts.current()] == ["old@blaby.example"]
    assert Authority.objects.get(name="Old Council").replaced_by is None


@pytest.mark.parametrize("undo", [True, False], ids=["undo", "keep"])
def test_a_cancelled_import_stops_after_the_chunk_in_hand(monkeypatch, undo: bool) -> None:
    monkeypatch.setattr("authorities.services.imports.applying.CHUNK", 10)
    before = everything()
    run = checked(csv_of(",".join(HEADER), *rows(50)))
    imports.apply_import(run=run, by=None)
    from authorities.services.imports import runs

    while run.done < 20:
        assert runs._step(run.pk)
        run.refresh_from_db()
    imports.cancel_import(run=run, undo=undo, by=None)
    imports.finish(run)
    report = report_of(run)
    assert report.made == Authority.objects.count() == (0 if undo else 20)
    assert (run.phase, everything() == before) == (("undone", True) if undo else ("applied", False))
    if not undo:
        imports.undo_import(run=run, by=None)
        imports.finish(run)
        assert everything() == before


def test_an_import_that_still_waits_goes_back_to_its_preview() -> None:
    run = checked(csv_of("Name", ["Fife Council"]))
    imports.apply_import(run=run, by=None)
    imports.cancel_import(run=run, undo=False, by=None)
    assert (run.phase, imports.work_on_imports(), Authority.objects.count()) == ("ready", 0, 0)


def test_undoing_goes_on_where_a_worker_died(monkeypatch, before) -> None:
    monkeypatch.setattr(undoing, "CHUNK", 1)
    run = applied(FILE)
    imports.undo_import(run=run, by=None)
    real, calls = undoing.run_sql, []

    def dies(sql, **given):
        calls.append(sql)
        if len(calls) == 12:
            raise KeyboardInterrupt
        return real(sql, **given)

    monkeypatch.setattr(undoing, "run_sql", dies)
    with pytest.raises(KeyboardInterrupt):
        imports.work_on_imports()
    monkeypatch.setattr(undoing, "run_sql", real)
    imports.finish(run)
    assert (run.phase, everything()) == ("undone", before)


def test_what_is_not_applied_cannot_be_undone_or_stopped() -> None:
    run = checked(csv_of("Name", ["Fife Council"]))
    with pytest.raises(imports.NotNow):
        imports.undo_import(run=run, by=None)
    with pytest.raises(imports.NotNow):
        imports.cancel_import(run=run, undo=True, by=None)
    imports.drop_import(run=run, by=None)
    with pytest.raises(imports.NotNow):
        imports.apply_import(run=run, by=None)

import pytest

from accounts.models import User
from authorities.models import Authority
from authorities.services import add_contact, imports, replace
from authorities.services.imports.report import missing_from, report_of
from tests.accounts.factories import site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.authorities.services.imports.files import applied, checked, csv_of, everything
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "Name,Other names,Nation,Website,FOI email,GSS code,Replaced by"
FIFE = ["Fife Council", "Fife", "Scotland", "fife.example", "foi@fife.example", "S12000047", ""]
BLABY = [
    "Blaby District Council",
    "BDC; Blaby",
    "England",
    "blaby.example",
    "foi@blaby.example",
    "E07000129",
    "",
]
OADBY = ["Oadby Council", "", "England", "", "", "", "Blaby District Council"]


@pytest.fixture
def admin() -> User:
    return site_admin()


def test_new_authorities_come_with_names_identifiers_addresses_and_what_the_search_needs() -> None:
    run = applied(csv_of(HEADER, FIFE, BLABY, OADBY))
    assert run.phase == "applied"
    blaby = Authority.objects.get(name="Blaby District Council")
    assert [other.name for other in blaby.other_names.all()] == ["BDC", "Blaby"]
    assert [str(each) for each in blaby.identifiers.all()] == ["GSS code: E07000129"]
    assert [(each.role, each.email, each.status) for each in blaby.contacts.all()] == [
        ("foi", "foi@blaby.example", "untried")
    ]
    assert (blaby.website, blaby.law, blaby.needs_checking) == ("https://blaby.example", "foia", False)
    assert list(Authority.objects.search("bdc")) == [blaby]
    assert Authority.objects.get(name="Fife Council").law == "foisa"
    oadby = Authority.objects.get(name="Oadby Council")
    assert (oadby.replaced_by, oadby.is_active) == (blaby, False)


def test_the_same_file_again_changes_nothing() -> None:
    data = csv_of(HEADER, FIFE, BLABY, OADBY)
    applied(data)
    before = everything()
    report = report_of(applied(data))
    assert (report.found["same"], report.made, report.changed) == (3, 0, 0)
    assert everything() == before


def test_changes_are_written_field_by_field_and_an_old_address_is_retired() -> None:
    authority = AuthorityFactory(name="Blaby District Council", other_names=["Old"], notes="kept")
    ContactFactory(authority=authority, email="old@blaby.example", status="good")
    report = report_of(applied(csv_of(HEADER, BLABY)))
    authority.refresh_from_db()
    assert (report.changed, report.made) == (1, 0)
    assert (authority.website, authority.notes) == ("https://blaby.example", "kept")
    assert authority.search_text == "blaby district council\nbdc\nblaby\nold"
    assert [each.email for each in authority.contacts.current()] == ["foi@blaby.example"]
    (old,) = authority.contacts.retired()
    assert (old.email, old.status, old.retired_at is None) == ("old@blaby.example", "good", False)


def test_an_address_that_comes_back_is_the_same_contact_again() -> None:
    authority = AuthorityFactory(name="Blaby District Council")
    contact = ContactFactory(authority=authority, email="foi@blaby.example", note="rings back")
    applied(csv_of("Name,FOI email", ["Blaby District Council", "new@blaby.example"]))
    applied(csv_of("Name,FOI email", ["Blaby District Council", "foi@blaby.example"]))
    contact.refresh_from_db()
    assert (contact.retired_at, contact.note) == (None, "rings back")
    assert add_contact(authority=authority, email="new@blaby.example").retired_at is None


def test_wrong_and_undecided_rows_are_left_out_and_the_others_go_in() -> None:
    AuthorityFactory(name="Blaby District Council")
    rows = [["Fife Council", "foi@fife.example"], ["Ashby", "FOI Team"], ["Blabby Council", "x@y.example"]]
    report = report_of(applied(csv_of("Name,FOI email", *rows)))
    assert (report.made, report.found["error"], report.found["maybe"], report.left_out) == (1, 1, 1, 2)
    assert set(Authority.objects.values_list("name", flat=True)) == {"Blaby District Council", "Fife Council"}


def test_what_is_decided_is_applied() -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    run = checked(
        csv_of(
            "Name,FOI email",
            ["Blabby Council", "x@y.example"],
            ["Blabey Council", ""],
            ["Blabie Council", ""],
        )
    )
    assert imports.decide(run=run, number=2, what="same").status == "changed"
    assert imports.decide(run=run, number=3, what="another").status == "new"
    assert imports.decide(run=run, number=4, what="skip").status == "skipped"
    assert imports.decide(run=run, number=4, what="").status == "maybe"
    with pytest.raises(imports.ImportRefused):
        imports.decide(run=run, number=4, what="same", authority_id=999_999)
    imports.apply_import(run=run, by=None)
    imports.finish(run)
    assert [each.email for each in blaby.contacts.all()] == ["x@y.example"]
    assert sorted(Authority.objects.values_list("name", flat=True)) == [
        "Blabey Council",
        "Blaby District Council",
    ]


@pytest.mark.parametrize(("what", "names"), [("same", 1), ("another", 3), ("skip", 1)])
def test_all_alike_are_decided_at_once(what: str, names: int) -> None:
    AuthorityFactory(name="Blaby District Council")
    run = checked(csv_of("Name,Nation", ["Blabby Council", "England"], ["Blabey Council", "England"]))
    assert imports.decide_all(run=run, what=what) == 2
    imports.apply_import(run=run, by=None)
    imports.finish(run)
    assert Authority.objects.count() == names
    if what == "same":  # one row for each authority: the second is told to be wrong, or agrees and is joined
        assert set(run.findings.values_list("status", flat=True)) <= {"changed", "same", "error"}


def test_what_somebody_changed_since_the_preview_is_left_alone_and_told() -> None:
    blaby, fife = AuthorityFactory(name="Blaby District Council"), AuthorityFactory(name="Fife Council")
    rows = [
        ["Blaby District Council", "a@x.example"],
        ["Fife Council", "b@x.example"],
        ["Oadby Council", "c@x.example"],
    ]
    run = checked(csv_of("Name,FOI email", *rows))
    add_contact(authority=blaby, email="mine@x.example")
    AuthorityFactory(name="OADBY council")
    imports.apply_import(run=run, by=None)
    imports.finish(run)
    report = report_of(run)
    assert (report.changed, report.made, report.found["overtaken"]) == (1, 0, 2)
    assert [each.email for each in blaby.contacts.current()] == ["mine@x.example"]
    assert [each.email for each in fife.contacts.current()] == ["b@x.example"]


def test_two_admins_with_one_file_make_one_result(admin: User) -> None:
    data = csv_of(HEADER, FIFE, BLABY, OADBY)
    first, second = checked(data, by=admin), checked(data, by=site_admin())
    for run in (first, second):
        imports.apply_import(run=run, by=admin)
    imports.work_on_imports()
    imports.work_on_imports()
    assert Authority.objects.count() == 3
    assert [report_of(run).made for run in (first, second)] == [3, 0]
    assert report_of(second).found["same"] == 3


def test_addresses_that_change_under_open_requests_are_pointed_out() -> None:
    asked, quiet = AuthorityFactory(name="Blaby District Council"), AuthorityFactory(name="Fife Council")
    make_request(authority=asked)
    ContactFactory(authority=quiet, email="old@fife.example")
    rows = [["Blaby District Council", "a@x.example"], ["Fife Council", "b@x.example"]]
    run = checked(csv_of("Name,FOI email", *rows))
    assert list(run.findings.filter(touches_open=True).values_list("name", flat=True)) == [
        "Blaby District Council"
    ]
    assert report_of(run).under_open_requests == 1
    assert list(Authority.objects.with_open_requests()) == [asked]


def test_authorities_that_no_row_is_about_are_missing_from_the_file() -> None:
    missing, gone = AuthorityFactory(name="Missing Council"), AuthorityFactory(name="Gone Council")
    replace(gone, by=missing)
    AuthorityFactory(name="Fife Council")
    run = checked(csv_of("Name", ["Fife Council"], ["New Council"]))
    assert list(missing_from(run)) == [missing]


def test_a_kind_of_file_is_known_again(admin: User) -> None:
    data = csv_of("Body,Adresse,Rubrik", ["Blaby", "foi@blaby.example", "x"])
    run = imports.start_import(table=_table(data), file_name="a.csv", by=admin)
    assert run.layout == ["name", "email_foi", ""]
    imports.set_columns(run=run, layout=["name", "email_foi", "notes"], erase=True)
    again = imports.start_import(table=_table(data), file_name="b.csv", by=admin)
    assert (again.layout, again.erase) == (["name", "email_foi", "notes"], True)


def test_columns_that_make_no_sense_are_refused(admin: User) -> None:
    run = imports.start_import(table=_table(csv_of("Name,URL", ["Blaby", "x"])), file_name="a.csv", by=admin)
    with pytest.raises(imports.ImportRefused, match="which column holds the names"):
        imports.set_columns(run=run, layout=["", "website"])
    with pytest.raises(imports.ImportRefused, match="Only one column can hold the name"):
        imports.set_columns(run=run, layout=["name", "name"])


def test_what_is_done_is_in_the_audit(admin: User) -> None:
    from accounts.models import AuditEntry

    run = applied(csv_of("Name", ["Fife Council"]), by=admin)
    imports.undo_import(run=run, by=admin)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "import.applied",
        "import.undone",
    ]


def _table(data: bytes):
    from authorities.tables.reading import read_table

    return read_table(data)

"""An export brought in again changes nothing; brought into an empty list it makes the same one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from authorities.export import rows
from authorities.models import Authority, Contact, Identifier
from authorities.services import imports, replace, save_authority
from authorities.services.imports.report import report_of
from authorities.tables.fields import HEADERS
from authorities.tables.writing import csv_lines, xlsx_file
from tests.authorities.factories import ContactFactory
from tests.authorities.services.imports.files import applied, checked, everything

pytestmark = pytest.mark.django_db(transaction=True)


def _csv() -> bytes:
    return b"".join(csv_lines(HEADERS, rows(Authority.objects.all())))


def _xlsx() -> bytes:
    return xlsx_file(HEADERS, rows(Authority.objects.all()), title="Authorities").read()


EACH_FORMAT = pytest.mark.parametrize("file", [_csv, _xlsx])


@pytest.fixture
def varied() -> None:
    """What a list may hold, with what is likely to be taken apart or put right on the way."""
    somerset = save_authority(
        name="Somerset Council",
        kind="local_council",
        other_names=["Cyngor Gwlad, yr Haf"],
        tags=["south west"],
        website="http://www.somerset.example:8080/foi?a=1&b=2",
        identifiers={"gss": "E06000066", "other": "one"},
    )
    for value in ("two; three", "four"):
        Identifier.objects.create(authority=somerset, scheme="other", value=value)
    Identifier.objects.create(authority=somerset, scheme="wdtk", value="somerset_council")
    Identifier.objects.create(authority=somerset, scheme="wdtk", value="somerset_county_council")
    for email, role in (
        *(("foi@somerset.example", "foi"), ("b.o'neil+foi@somerset.example", "foi")),
        *(("review@somerset.example", "review"), ("legal@somerset.example", "review")),
        *(("foi@somerset.example", "general"), ("hello@somerset.example", "general")),
    ):
        ContactFactory(authority=somerset, email=email, role=role, status="untried", note="")
    gone = save_authority(
        name="Taunton Deane Borough Council",
        kind="local_council",
        other_names=["TBC", "Highways; roads", 'The "Deane"'],
        notes='= not a formula\r\n\r\nOne; two; "three", four\nlast line',
        identifiers={"local-authority-code": "TAU", "wdtk-id": "54906", "wdtk": "taunton_deane"},
        tags=["unitary", "south west", "a, b", "police"],
    )
    ContactFactory(authority=gone, email="now@taunton.example", status="untried")
    replace(gone, by=somerset)
    save_authority(
        name="Fife Council", kind="local_council", nation="scotland", law="foisa", tags=["lgbo:12"]
    )
    save_authority(
        name="Ysgol y Cwm (Cwm, Ebbw Vale)", kind="school", nation="wales", body="school", tags=["defunct"]
    )
    save_authority(name="Academy without holidays", kind="school", body="", tags=["nhs"])
    save_authority(name="National Archives", kind="government", nation="uk", law="eir", body="archive")
    save_authority(name="Royal Air Force", kind="government", nation="uk", body="armed_forces")
    save_authority(name="States of Jersey", kind="other", nation="elsewhere", is_active=False, notes="-1")


@EACH_FORMAT
def test_a_list_brought_in_again_changes_nothing(varied: None, file: Callable[[], bytes]) -> None:
    ContactFactory(
        authority=Authority.objects.get(name="Fife Council"),
        email="old@fife.example",
        retired_at=timezone.now(),
    )
    before = everything()
    run = checked(file())
    found = report_of(run).found
    assert [(each.name, each.changes, each.problems) for each in run.findings.exclude(status="same")] == []
    assert (found["same"], sum(found.values())) == (8, 8)
    imports.apply_import(run=run, by=None)
    imports.finish(run)
    assert everything() == before


def _told() -> list[dict[str, Any]]:
    """Each authority as a person would tell it."""
    return [
        {
            **{
                fact: getattr(each, fact)
                for fact in (
                    "name",
                    "kind",
                    "nation",
                    "law",
                    "body",
                    "website",
                    "is_active",
                    "needs_checking",
                )
            },
            "notes": each.notes.replace("\r\n", "\n"),
            "search_text": each.search_text,
            "replaced_by": each.replaced_by and each.replaced_by.name,
            "names": [name.name for name in each.other_names.all()],
            "tags": [tag.name for tag in each.tags.all()],
            "codes": [(code.scheme, code.value) for code in each.identifiers.all()],
            "contacts": [(contact.role, contact.email) for contact in each.contacts.current()],
        }
        for each in Authority.objects.order_by("name")
    ]


@EACH_FORMAT
def test_a_list_brought_into_an_empty_one_is_the_same(varied: None, file: Callable[[], bytes]) -> None:
    before, data = _told(), file()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE authorities_authority, authorities_tag CASCADE")
    run = applied(data)
    assert [(each.name, each.status, each.problems) for each in run.findings.exclude(status="new")] == []
    assert _told() == before


def test_more_codes_and_tags_of_a_row_are_written_and_undone(varied: None) -> None:
    before = everything()
    run = applied(
        b"name,other identifiers,tags\nSomerset Council,one; four; five,new words; south west\n"
        b"Fresh Body,six; seven; four,brand new;\n"
    )
    somerset, fresh = Authority.objects.get(name="Somerset Council"), Authority.objects.get(name="Fresh Body")
    assert [*somerset.identifiers.filter(scheme="other").values_list("value", flat=True)] == [
        "five",
        "four",
        "one",
    ]
    assert [*somerset.tags.values_list("name", flat=True)] == ["new words", "south west"]
    assert [*fresh.identifiers.values_list("value", flat=True)] == ["seven", "six"]
    assert [*fresh.tags.values_list("name", flat=True)] == ["brand new"]
    assert Contact.objects.filter(authority=fresh).count() == 0
    imports.undo_import(run=run, by=None)
    imports.finish(run)
    assert everything() == before

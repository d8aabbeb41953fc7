"""The list as a file: exactly the columns that import, and no cell that a spreadsheet would compute."""

import csv
import io
import re
from typing import IO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry
from authorities.export import rows
from authorities.models import Authority, Identifier
from authorities.querysets import AuthorityQuerySet
from authorities.services import replace, save_authority
from authorities.services.sets import create_set
from authorities.tables.fields import AUTHORITY_FIELDS, HEADERS
from authorities.tables.writing import csv_lines, xlsx_file
from tests.accounts.factories import lead, researcher
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.web import browser_of

pytestmark = pytest.mark.django_db


def book_of(authorities: AuthorityQuerySet) -> IO[bytes]:
    return xlsx_file(HEADERS, rows(authorities), title="Authorities")


@pytest.fixture
def full() -> Authority:
    """An authority that has all there is, and one after it."""
    authority = save_authority(
        name="Taunton Deane Borough Council",
        other_names=["TDBC", "Taunton"],
        kind="school",
        nation="wales",
        law="eir",
        body="school",
        website="https://a.example",
        publication_scheme="https://b.example",
        disclosure_log="https://c.example",
        notes="One line\nand another",
        identifiers={"gss": "E1", "wdtk": "taunton", "wdtk-id": "7", "local-authority-code": "TAU"},
        tags=["unitary", "south west"],
    )
    for value in ("x:1", "y:2"):
        Identifier.objects.create(authority=authority, scheme="other", value=value)
    ContactFactory(authority=authority, email="old@a.example", role="foi", retired_at=timezone.now())
    for email, role in (("foi@a.example", "foi"), ("b@a.example", "foi"), ("r@a.example", "review")):
        ContactFactory(authority=authority, email=email, role=role)
    return replace(authority, by=AuthorityFactory(name="Somerset Council"))


ROW = {
    "name": "Taunton Deane Borough Council",
    "other names": "TDBC; Taunton",
    "kind": "School or academy",
    "nation": "Wales",
    "law": "Environmental Information Regulations 2004",
    "time limit": "School: school days",
    "website": "https://a.example",
    "publication scheme": "https://b.example",
    "disclosure log": "https://c.example",
    "FOI e-mail": "b@a.example; foi@a.example",
    "review e-mail": "r@a.example",
    "general e-mail": "",
    "GSS code": "E1",
    "WhatDoTheyKnow url name": "taunton",
    "WhatDoTheyKnow number": "7",
    "local authority code": "TAU",
    "other identifiers": "x:1; y:2",
    "tags": "south west; unitary",
    "still exists": "no",
    "replaced by": "Somerset Council",
    "notes": "One line\nand another",
}


def test_every_column_holds_what_its_header_says(full: Authority) -> None:
    table = b"".join(csv_lines(HEADERS, rows(Authority.objects.filter(pk=full.pk)))).decode("utf-8-sig")
    assert [*csv.DictReader(io.StringIO(table, newline=""))] == [ROW]


def test_the_workbook_holds_the_same(full: Authority) -> None:
    sheet = load_workbook(book_of(Authority.objects.filter(pk=full.pk))).active
    table = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert table == [list(ROW), list(ROW.values())]


def test_each_column_is_there_once() -> None:
    assert (len({field.code for field in AUTHORITY_FIELDS}), len(set(HEADERS)), len(HEADERS)) == (21, 21, 21)


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_two_queries_however_many_rows(count: int, django_assert_num_queries) -> None:
    for authority in AuthorityFactory.create_batch(count, other_names=["X"]):
        ContactFactory(authority=authority)
    with django_assert_num_queries(2):
        assert len([*rows(Authority.objects.all())]) == count


def names(response) -> list[str]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_the_file_holds_exactly_what_the_address_filters() -> None:
    AuthorityFactory(name="Fife Council", nation="scotland")
    AuthorityFactory(name="Blaby Council")
    AuthorityFactory(name="Old Council", is_active=False)
    user = researcher()
    client, address = browser_of(user), reverse("authorities:export")
    response = client.post(f"{address}?nation=scotland", {"format": "csv"})
    assert re.fullmatch(
        r'attachment; filename="authorities-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"]
    )
    assert names(response) == ["Fife Council"]
    assert names(client.post(address)) == ["Blaby Council", "Fife Council"]
    assert names(client.post(f"{address}?status=all&q=council")) == [
        "Blaby Council",
        "Fife Council",
        "Old Council",
    ]
    entry = AuditEntry.objects.filter(action="authorities.exported").last()
    assert entry.actor == user
    assert entry.details == {"format": "csv", "filters": "nation=scotland", "count": 1}


def test_a_set_of_another_team_filters_nothing_out_and_tells_nothing() -> None:
    theirs, inside, outside = lead(), *AuthorityFactory.create_batch(2)
    hidden = create_set(name="S", team=theirs.teams.get(), by=theirs, authorities=[inside.pk])
    address = f"{reverse('authorities:export')}?set={hidden.pk}"
    assert names(browser_of(theirs).post(address)) == [inside.name]
    assert names(browser_of(researcher()).post(address)) == sorted([inside.name, outside.name])


def test_the_workbook_is_sent_as_one() -> None:
    AuthorityFactory(name="Fife Council")
    response = browser_of(researcher()).post(reverse("authorities:export"), {"format": "xlsx"})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["name", "Fife Council"]

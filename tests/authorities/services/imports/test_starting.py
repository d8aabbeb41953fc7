"""What is guessed of a file's columns before anybody has said anything."""

import pytest

from authorities.services import imports
from authorities.tables.reading import read_table
from tests.authorities.services.imports.files import csv_of

pytestmark = pytest.mark.django_db


def _started(header: str, *rows: list[str]):
    return imports.start_import(table=read_table(csv_of(header, *rows)), file_name="list.csv", by=None)


@pytest.mark.parametrize("name", ["Email", "E-mail address", "Contact", "Where to write"])
def test_the_only_column_of_addresses_is_for_requests_and_that_is_said(name: str) -> None:
    run = _started(f"Name,{name}", ["Fife Council", "foi@fife.example"])
    assert run.layout == ["name", "email_foi"]
    assert run.notes == [
        f"“{name}” is the only column of e-mail addresses, so it is taken for those of FOI requests: look at it."
    ]


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        ("Name,General e-mail", ["name", "email_general"]),
        ("Name,FOI email", ["name", "email_foi"]),
        ("Name,Email,FOI email", ["name", "email_general", "email_foi"]),
        ("Name,Email,Contact email", ["name", "email_general", "email_general"]),
    ],
)
def test_columns_that_say_more_are_taken_at_their_word(header: str, layout: list[str]) -> None:
    run = _started(header, ["Fife Council", *["foi@fife.example"] * header.count(",")])
    assert (run.layout, run.notes) == (layout, [])


def test_what_was_said_before_goes_before_the_guess() -> None:
    first = _started("Name,Email", ["Fife Council", "foi@fife.example"])
    imports.set_columns(run=first, layout=["name", "email_general"])
    again = _started("Name,Email", ["Fife Council", "foi@fife.example"])
    assert (again.layout, again.notes) == (["name", "email_general"], [])

"""What is guessed of a file's columns before anybody has said anything."""

import pytest

from authorities.services import imports
from authorities.tables.reading import read_table
from tests.authorities.services.imports.files import csv_of

pytestmark = pytest.mark.django_db


def _started(header: str, *rows: list[str], called: str = "list.csv"):
    return imports.start_import(table=read_table(csv_of(header, *rows)), file_name=called, by=None)


@pytest.mark.parametrize("name", ["Email", "E-mail address", "Contact", "Where to write"])
def test_the_only_column_of_addresses_holds_general_ones_and_that_is_said(name: str) -> None:
    run = _started(f"Name,{name}", ["Fife Council", "safety@fife.example"])
    assert run.layout == ["name", "email_general"]
    assert run.notes == [
        f"“{name}” is the only column of e-mail addresses, and nothing says that they are for FOI requests, so they "
        "are taken for general ones: look at it."
    ]


@pytest.mark.parametrize(
    ("name", "file_name", "addresses", "reason"),
    [
        (
            "Email",
            "list.csv",
            ["foi@a.example", "x@b.example"],
            "many of the addresses are those of FOI teams",
        ),
        (
            "Email",
            "l.csv",
            ["Freedom.Of.Information@a.example"],
            "many of the addresses are those of FOI teams",
        ),
        ("Email", "l.csv", ["council.foi@a.example"], "many of the addresses are those of FOI teams"),
        ("Email", "FOI contacts.csv", ["x@a.example"], "the file's name speaks of FOI"),
    ],
)
def test_addresses_are_for_requests_where_something_speaks_of_foi(
    name: str, file_name: str, addresses: list[str], reason: str
) -> None:
    run = _started(
        f"Name,{name}", *[[f"Council {n}", each] for n, each in enumerate(addresses)], called=file_name
    )
    assert run.layout == ["name", "email_foi"]
    assert run.notes == [
        f"“{name}” is the only column of e-mail addresses, and {reason}, so it is taken for those of FOI requests: "
        "look at it."
    ]


@pytest.mark.parametrize(
    ("file_name", "addresses"),
    [
        ("food authorities.csv", ["environmentalhealth@a.example"]),
        ("list.csv", ["foi@a.example", "x@b.example", "y@c.example", "folio@d.example"]),
    ],
)
def test_few_addresses_or_a_name_like_foi_do_not_make_them_those_of_requests(
    file_name: str, addresses: list[str]
) -> None:
    run = _started(
        "Name,Email", *[[f"Council {n}", each] for n, each in enumerate(addresses)], called=file_name
    )
    assert run.layout == ["name", "email_general"]


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

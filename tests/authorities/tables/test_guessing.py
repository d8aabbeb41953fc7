from collections.abc import Sequence

from authorities.tables.fields import AUTHORITY_FIELDS
from authorities.tables.guessing import guess_columns
from authorities.tables.headers import find_header


def _guessed(*rows: Sequence[str]) -> dict[str, str]:
    header = find_header(rows, AUTHORITY_FIELDS)
    return {
        column.name: column.field for column in guess_columns(rows, header, AUTHORITY_FIELDS) if column.field
    }


def test_whatdotheyknows_list_is_known_by_its_header() -> None:
    header = (
        "Internal ID,Name,Short name,URL name,Tags,Home page,Publication scheme,Disclosure log,Notes,Version"
    )
    row = "1,Blaby,BDC,blaby,local_council,https://b.example,,,A note,3"
    assert _guessed(header.split(","), row.split(",")) == {
        "Internal ID": "wdtk-id",
        "Name": "name",
        "Short name": "other_names",
        "URL name": "wdtk",
        "Tags": "tags",
        "Home page": "website",
        "Publication scheme": "publication_scheme",
        "Disclosure log": "disclosure_log",
        "Notes": "notes",
    }


def test_mysocietys_local_authorities_are_known_by_their_header() -> None:
    header = (
        "local-authority-code,official-name,nice-name,gss-code,nation,region,local-authority-type-name,alt-names,"
        "current-authority,replaced-by,wdtk-id"
    )
    row = "BLA,Blaby District Council,Blaby,E07000129,England,East,District,blaby dc,True,,41.0"
    assert _guessed(header.split(","), row.split(",")) == {
        "local-authority-code": "local-authority-code",
        "official-name": "name",
        "nice-name": "other_names",
        "gss-code": "gss",
        "nation": "nation",
        "local-authority-type-name": "kind",
        "alt-names": "other_names",
        "current-authority": "is_active",
        "replaced-by": "replaced_by",
        "wdtk-id": "wdtk-id",
    }


def test_lists_of_foi_addresses_are_known_with_their_trailing_spaces() -> None:
    rows = (
        ["Public Authority ", " Country", "Category ", "FOI Email "],
        ["Blaby", "England", "Council", "x@y.example"],
    )
    assert list(_guessed(*rows).values()) == ["name", "nation", "kind", "email_foi"]


def test_columns_whose_names_say_nothing_are_guessed_from_what_stands_in_them() -> None:
    rows = (
        ["Blaby District Council", "foi@blaby.example", "www.blaby.example", "E07000129", "England"],
        ["Fife Council", "foi@fife.example", "www.fife.example", "S12000047", "Scotland"],
    )
    assert _guessed(*rows) == {
        "Column A": "name",
        "Column B": "email_general",
        "Column C": "website",
        "Column D": "gss",
        "Column E": "nation",
    }


def test_a_field_is_given_once_and_to_the_full_column() -> None:
    rows = (
        ["Name", "Authority", "Website", "URL"],
        ["", "Blaby", "", "b.example"],
        ["", "Fife", "", "f.example"],
    )
    assert _guessed(*rows) == {"Authority": "name", "URL": "website"}
    both = (["Name", "FOI Email", "FOI contact"], ["Blaby", "a@b.example", "c@d.example"])
    assert list(_guessed(*both).values()) == ["name", "email_foi", "email_foi"]


def test_our_own_columns_hold_nothing() -> None:
    rows = (
        ["Name", "result", "what is wrong", "what would be right"],
        ["Blaby", "Error", "x@y.example", "x@y.example"],
    )
    assert _guessed(*rows) == {"Name": "name"}


def test_samples_are_few_and_different() -> None:
    rows = [["Name", "Nation"], *(["Blaby", "England"] for _ in range(9)), ["Fife", "Scotland"]]
    columns = guess_columns(rows, find_header(rows, AUTHORITY_FIELDS), AUTHORITY_FIELDS)
    assert [column.samples for column in columns] == [("Blaby", "Fife"), ("England", "Scotland")]

import pytest

from authorities.importing import values
from authorities.importing.values import Wrong


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("foi@blaby.gov.uk", ["foi@blaby.gov.uk"]),
        ("FOI@Blaby.gov.uk", ["foi@blaby.gov.uk"]),
        ("mailto:foi@blaby.gov.uk", ["foi@blaby.gov.uk"]),
        ("FOI Team <foi@blaby.gov.uk>", ["foi@blaby.gov.uk"]),
        ("foi@blaby.gov.uk (FOI team)", ["foi@blaby.gov.uk"]),
        ("foi@blaby.gov.uk.", ["foi@blaby.gov.uk"]),
        ("a@x.gov.uk; b@x.gov.uk", ["a@x.gov.uk", "b@x.gov.uk"]),
        ("a@x.gov.uk,b@x.gov.uk / A@x.gov.uk", ["a@x.gov.uk", "b@x.gov.uk"]),
        ("a@x.gov.uk\nb@x.gov.uk and c@x.gov.uk", ["a@x.gov.uk", "b@x.gov.uk", "c@x.gov.uk"]),
        ("food&safety@west.gov.uk", ["food&safety@west.gov.uk"]),
    ],
)
def test_addresses_are_found_however_they_are_written(cell: str, found: list[str]) -> None:
    assert values.emails(cell) == found


@pytest.mark.parametrize(
    ("cell", "what", "right"),
    [
        (
            "FOI Team",
            "is no e-mail address; it looks like the name of a mailbox",
            "such as foi@example.gov.uk",
        ),
        ("foi@blaby,gov.uk", "is no complete e-mail address", "Perhaps foi@blaby.gov.uk"),
        ("foi@@blaby.gov.uk", "is no complete e-mail address", "Perhaps foi@blaby.gov.uk"),
        ("foi@blaby", "is no complete e-mail address", "A complete address"),
        ("good@x.gov.uk; bad@", "“bad@” is no complete e-mail address", "A complete address"),
        ("a..b@x.gov.uk", "is no complete e-mail address", "Perhaps a.b@x.gov.uk"),
        ("x" * 70 + "@x.gov.uk", "is no complete e-mail address", "A complete address"),
    ],
)
def test_what_is_no_address_is_told_with_what_would_be_right(cell: str, what: str, right: str) -> None:
    with pytest.raises(Wrong) as wrong:
        values.emails(cell)
    assert what in wrong.value.what
    assert right in wrong.value.right


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("https://www.blaby.gov.uk/foi", "https://www.blaby.gov.uk/foi"),
        ("www.blaby.gov.uk", "https://www.blaby.gov.uk"),
        ("http://blaby.gov.uk/a?b=c#d", "http://blaby.gov.uk/a?b=c#d"),
        ("blaby.gov.uk:8080/x", "https://blaby.gov.uk:8080/x"),
    ],
)
def test_web_addresses_get_their_scheme(cell: str, address: str) -> None:
    assert values.web(cell) == address


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)",
        "see below",
        "ftp://x.gov.uk",
        "https://",
        "http://[::1",
        "x" * 600,
        "www..uk",
        "localhost",
    ],
)
def test_what_is_no_web_address_is_wrong(cell: str) -> None:
    with pytest.raises(Wrong):
        values.web(cell)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (values.nation, "NI", "northern_ireland"),
        (values.nation, " Cymru ", "wales"),
        (values.nation, "UK-wide", "uk"),
        (values.law, "FOI(S)A", "foisa"),
        (values.law, "Freedom of Information Act 2000", "foia"),
        (values.law, "EIRs", "eir"),
        (values.kind, "Non-metropolitan district", "local_council"),
        (values.kind, "Police forces", "police"),
        (values.kind, "NHS Foundation Trust", "health"),
        (values.kind, "something", ""),
        (values.yes, "TRUE", True),
        (values.yes, "defunct", False),
        (values.gss, " e07000129", "E07000129"),
        (values.local_code, "principal-local-authority:SWA", "SWA"),
        (values.local_code, "local-authority-eng:ADU", "ADU"),
        (values.wdtk_id, "54906.0", "54906"),
        (values.wdtk, "https://www.whatdotheyknow.com/body/blaby_dc", "blaby_dc"),
    ],
)
def test_cells_are_understood(read, cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        *(
            (values.nation, "Atlantis"),
            (values.law, "Magna Carta"),
            (values.yes, "perhaps"),
            (values.gss, "E123"),
        ),
        *((values.local_code, "a b c!"), (values.wdtk_id, "x"), (values.wdtk, "a b"), (values.name, "-")),
        *((values.name, "x" * 256), (values.name, "foi@blaby.gov.uk"), (values.name, "Sir Ynys Mï¿½n")),
    ],
)
def test_cells_that_are_not_understood_are_wrong(read, cell: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read(cell)
    assert wrong.value.right


@pytest.mark.parametrize(
    ("cell", "official", "names"),
    [
        ("BDC; Blaby", "x", ["BDC", "Blaby"]),
        ("BDC, Blaby", "x", ["BDC", "Blaby"]),
        (
            "Armagh City, Banbridge and Craigavon,armagh",
            "x",
            ["Armagh City, Banbridge and Craigavon", "armagh"],
        ),
        ("Armagh City, Banbridge", "Armagh City, Banbridge Council", ["Armagh City, Banbridge"]),
        ("one\ntwo, three", "x", ["one", "two, three"]),
        ("Ynys Mï¿½n,anglesey", "x", ["anglesey"]),
    ],
)
def test_other_names_are_taken_apart_where_names_end(cell: str, official: str, names: list[str]) -> None:
    assert values.other_names(cell, official) == names

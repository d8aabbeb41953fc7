import pytest

from authorities.importing.plan import Decision
from authorities.models import Authority, Identifier
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.authorities.importing.files import plan, statuses

pytestmark = pytest.mark.django_db


def _found(fields: str, *row: str):
    (finding,) = plan(fields, row)
    return finding


def _coded(name: str, scheme: str, value: str) -> Authority:
    authority = AuthorityFactory(name=name)
    Identifier.objects.create(authority=authority, scheme=scheme, value=value)
    return authority


def test_an_identifier_leads_to_its_authority_whatever_the_name() -> None:
    swansea = _coded("City and County of Swansea Council", "local-authority-code", "SWA")
    finding = _found("name local-authority-code", "Abertawe", "principal-local-authority:SWA")
    assert (finding.authority_id, finding.basis, finding.status) == (swansea.pk, "identifier", "changed")
    assert finding.changes == {"other_names": [[], ["Abertawe"]]}


def test_a_code_and_a_name_of_two_authorities_are_offered_both() -> None:
    ours, theirs = _coded("Ashby Council", "gss", "E07000001"), AuthorityFactory(name="Barrow Council")
    finding = _found("name gss", "Barrow Council", "E07000001")
    assert finding.status == "maybe"
    assert {candidate[0] for candidate in finding.candidates} == {ours.pk, theirs.pk}


@pytest.mark.parametrize("name", ["Blaby District Council", "BLABY  district council", "BDC"])
def test_the_very_name_leads_to_its_authority(name: str) -> None:
    blaby = AuthorityFactory(name="Blaby District Council", other_names=["BDC"])
    finding = _found("name", name)
    assert (finding.authority_id, finding.basis) == (blaby.pk, "exact")


@pytest.mark.parametrize("name", ["Blaby", "Blaby Council", "Blaby DC", "Blaby Borough Council"])
def test_the_name_without_its_kind_leads_to_the_only_authority_that_fits(name: str) -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    AuthorityFactory(name="Blaby Parish Council")
    finding = _found("name", name)
    assert (finding.authority_id, finding.basis) == (blaby.pk, "normalised")


def test_a_name_that_fits_two_is_offered_never_applied() -> None:
    AuthorityFactory(name="Newport City Council", nation="wales")
    AuthorityFactory(name="Newport Borough Council", nation="england")
    finding = _found("name", "Newport")
    assert (finding.status, len(finding.candidates)) == ("maybe", 2)
    assert _found("name nation", "Newport", "Wales").basis == "normalised"


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ("name nation", ("Blaby", "Scotland")),
        ("name kind", ("Blaby", "Police")),
        ("name gss", ("Blaby", "E07000002")),
        ("name", ("Blaby County Council",)),
    ],
    ids=["nation", "kind", "code", "tier"],
)
def test_what_cannot_be_of_the_authority_keeps_a_like_name_from_being_applied(fields: str, row) -> None:
    _coded("Blaby District Council", "gss", "E07000129")
    finding = _found(fields, *row)
    assert (finding.status, finding.authority_id) == ("maybe", None)


def test_an_address_that_one_authority_has_leads_to_it_where_the_names_share_a_word() -> None:
    contact = ContactFactory(email="foi@blaby.example", authority__name="Blaby District Council")
    finding = _found("name email_foi", "Blaby and Oadby Partnership", "foi@blaby.example")
    assert (finding.authority_id, finding.basis) == (contact.authority_id, "email")


def test_a_shared_address_merges_nobody() -> None:
    """Adur and Worthing answer from one mailbox: only one of them is here."""
    ContactFactory(email="foi@adur-worthing.example", authority__name="Adur District Council")
    finding = _found("name email_foi", "Worthing Borough Council", "foi@adur-worthing.example")
    assert finding.status == "maybe"
    assert finding.candidates[0][2] == "it has the same e-mail address"


@pytest.mark.parametrize("name", ["Blabby District Council", "Blaby Distrct Concil", "Blabey DC"])
def test_a_similar_name_is_offered_and_never_applied(name: str) -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    AuthorityFactory(name="Adur District Council")
    finding = _found("name", name)
    assert (finding.status, finding.authority_id) == ("maybe", None)
    assert [candidate[0] for candidate in finding.candidates] == [blaby.pk]


@pytest.mark.parametrize(
    ("here", "name"),
    [
        ("Adur District Council", "Arun District Council"),
        ("Anytown 17 School", "Anytown 18 School"),
        ("Devon County Council", "Devon Partnership NHS Trust"),
        ("Kent Police", "Kent Fire and Rescue Service"),
        ("East Devon District Council", "North Devon District Council"),
    ],
)
def test_another_name_is_a_new_authority(here: str, name: str) -> None:
    AuthorityFactory(name=here)
    assert _found("name", name).status == "new"


def test_what_an_admin_decided_is_done() -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    rows = [["Blabby Council"], ["Blabbey Council"], ["Blabie Council"]]
    decisions = {2: Decision("same", blaby.pk), 3: Decision("another"), 4: Decision("skip")}
    same, another, skipped = plan("name", *rows, decisions=decisions)
    assert (same.status, same.authority_id, same.changes) == (
        "changed",
        blaby.pk,
        {"other_names": [[], ["Blabby Council"]]},
    )
    assert (another.status, another.values["name"]) == ("new", "Blabbey Council")
    assert skipped.status == "skipped"


def test_two_rows_cannot_be_one_authority_and_say_two_things() -> None:
    AuthorityFactory(name="Blaby District Council")
    first, second = plan("name website", ["Blaby District Council", "a.example"], ["Blaby", "b.example"])
    assert (first.status, second.status) == ("changed", "error")
    assert second.problems[0][2] == "Row 2 stands for the same authority: Blaby District Council"


def test_two_rows_for_one_authority_that_agree_are_joined() -> None:
    AuthorityFactory(name="City of Cardiff Council", other_names=["Cardiff", "Caerdydd"])
    rows = [["Caerdydd", "foi@cardiff.example"], ["Cardiff", "foi@cardiff.example"]]
    first, second = plan("name email_foi", *rows)
    assert (first.status, second.status) == ("changed", "same")
    assert second.notes == ["The same authority as row 2 of this file, which is brought in for both"]


def test_near_doubles_within_the_file_are_asked_about() -> None:
    found = plan("name", ["Blaby District Council"], ["Blaby Council"], ["Oadby Council"])
    assert statuses(found) == ["new", "maybe", "new"]
    assert found[1].notes == ["Row 2 of the file has nearly the same name: Blaby District Council"]


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("Brighton", "Brighton and Hove City Council"),
        ("Southend", "Southend-on-Sea City Council"),
        ("Hereford", "Herefordshire Council"),
        ("RBKC", "Royal Borough of Kensington and Chelsea"),
    ],
)
def test_the_beginning_or_the_initials_of_a_name_are_offered_and_never_applied(name: str, here: str) -> None:
    offered = AuthorityFactory(name=here)
    AuthorityFactory(name="Adur District Council")
    finding = _found("name", name)
    assert (finding.status, finding.authority_id) == ("maybe", None)
    assert [candidate[0] for candidate in finding.candidates] == [offered.pk]


def test_a_beginning_that_several_share_offers_the_councils_before_the_schools() -> None:
    thames = AuthorityFactory(name="Kingston upon Thames Borough Council")
    hull = AuthorityFactory(name="Kingston upon Hull City Council")
    AuthorityFactory(name="Kingston Hill School")
    finding = _found("name", "Kingston")
    assert [candidate[0] for candidate in finding.candidates] == [thames.pk, hull.pk]


def test_a_beginning_that_more_than_five_share_is_no_sign() -> None:
    for place in ("Bay", "Dale", "Field", "Hill", "Moor", "Vale"):
        AuthorityFactory(name=f"Norton {place} Council")
    assert _found("name", "Norton").status == "new"


def test_a_council_is_not_the_university_whose_name_begins_as_its_own() -> None:
    AuthorityFactory(name="Exeter Research University")
    assert _found("name", "Exeter City Council").status == "new"
    assert _found("name", "Exeter").status == "maybe"

import pytest

from authorities.errors import (
    AuthorityError,
    CannotReplace,
    IdentifierTaken,
    NameMissing,
    NameTaken,
    NameTooLong,
    OtherNameTaken,
    UnsafeAddress,
)
from authorities.models import Authority
from authorities.services import replace, save_authority
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def names(authority: Authority) -> list[str]:
    return [other.name for other in authority.other_names.all()]


def test_names_identifiers_and_search_text_are_written_together() -> None:
    saved = save_authority(
        name="  Blaby   District Council ",
        other_names=["Blaby DC", "blaby dc", " ", "BLABY DISTRICT COUNCIL"],
        identifiers={"gss": "E07000129", "wdtk": ""},
        kind="local_council",
    )
    saved.refresh_from_db()
    assert saved.name == "Blaby District Council"
    assert names(saved) == ["blaby dc"]
    assert [(i.scheme, i.value) for i in saved.identifiers.all()] == [("gss", "E07000129")]
    assert saved.search_text == "blaby district council\nblaby dc"


def test_what_is_not_given_stays() -> None:
    saved = save_authority(name="Blaby", other_names=["BDC"], identifiers={"gss": "E1"}, notes="Quick")
    save_authority(authority=saved, name="Blaby District Council")
    saved.refresh_from_db()
    assert (names(saved), saved.notes, saved.identifiers.count()) == (["BDC"], "Quick", 1)
    assert saved.search_text == "blaby district council\nbdc"


def test_names_and_identifiers_that_are_given_replace_the_old_ones() -> None:
    saved = save_authority(
        name="Blaby", other_names=["Old", "Kept"], identifiers={"gss": "E1", "wdtk": "blaby"}
    )
    save_authority(authority=saved, name="Blaby", other_names=["Kept", "New"], identifiers={"gss": "E2"})
    assert names(saved) == ["Kept", "New"]
    assert sorted(i.value for i in saved.identifiers.all()) == ["E2", "blaby"]
    assert saved.search_text == "blaby\nkept\nnew"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": " \t"}, NameMissing),
        ({"name": "x" * 256}, NameTooLong),
        ({"name": "Blaby", "other_names": ["y" * 256]}, NameTooLong),
        ({"name": "leicester CITY council"}, NameTaken),
        ({"name": "Blaby", "identifiers": {"gss": "E06000016"}}, IdentifierTaken),
        ({"name": "Blaby", "website": "javascript:alert(1)"}, UnsafeAddress),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(given: dict, error: type) -> None:
    save_authority(name="Leicester City Council", identifiers={"gss": "E06000016"})
    with pytest.raises(error) as raised:
        save_authority(**given)
    assert isinstance(raised.value, AuthorityError)
    assert str(raised.value).endswith(".")
    assert [authority.name for authority in Authority.objects.all()] == ["Leicester City Council"]


def test_a_fact_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError):
        save_authority(name="Blaby", search_text="hidden")


def test_an_authority_that_was_replaced_no_longer_exists_and_names_its_successor() -> None:
    old, new = AuthorityFactory(), AuthorityFactory()
    replace(old, by=new)
    old.refresh_from_db()
    assert (old.is_active, old.replaced_by) == (False, new)


def test_an_authority_that_exists_after_all_is_replaced_by_nothing() -> None:
    old = AuthorityFactory()
    replace(old, by=AuthorityFactory())
    save_authority(authority=old, name=old.name, is_active=True)
    old.refresh_from_db()
    assert (old.is_active, old.replaced_by) == (True, None)


def test_replacing_never_leads_back_to_itself() -> None:
    first, second, third = AuthorityFactory(), AuthorityFactory(), AuthorityFactory()
    replace(first, by=second)
    replace(second, by=third)
    for old, new in ((third, first), (first, first)):
        with pytest.raises(CannotReplace):
            replace(old, by=new)


def test_the_official_name_of_another_is_no_other_name() -> None:
    AuthorityFactory(name="Selby District Council")
    blaby = AuthorityFactory(name="Blaby District Council", other_names=["BDC"])
    with pytest.raises(
        OtherNameTaken, match="Selby District Council is the official name of another authority"
    ):
        save_authority(name=blaby.name, authority=blaby, other_names=["Blaby", "selby district COUNCIL"])
    blaby.refresh_from_db()
    assert names(blaby) == ["BDC"]
    save_authority(name=blaby.name, authority=blaby, other_names=["Blaby", blaby.name])
    assert names(blaby) == ["Blaby"]

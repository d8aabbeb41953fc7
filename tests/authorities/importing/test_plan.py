import pytest

from authorities.models import Authority, Identifier
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.authorities.importing.files import plan, statuses

pytestmark = pytest.mark.django_db


def test_a_new_authority_has_all_that_the_row_says_and_what_follows_from_it() -> None:
    fields = "name other_names kind nation website email_foi email_foi gss notes"
    row = [
        "Fife Council",
        "Fife",
        "Council",
        "Scotland",
        "fife.example",
        "foi@fife.example",
        "b@fife.example",
        "S12000047",
        "x",
    ]
    (found,) = plan(fields, row)
    assert found.values == {
        "name": "Fife Council",
        "kind": "local_council",
        "nation": "scotland",
        "law": "foisa",
        "body": "",
        "is_active": True,
        "needs_checking": False,
        "website": "https://fife.example",
        "publication_scheme": "",
        "disclosure_log": "",
        "notes": "x",
        "other_names": ["Fife"],
        "identifiers": [["gss", "S12000047"]],
        "emails": [["foi", "foi@fife.example"], ["foi", "b@fife.example"]],
        "tags": [],
        "search_text": "fife council\nfife",
    }


def test_nation_and_law_follow_from_the_name_where_no_column_says_them() -> None:
    (found,) = plan("name", ["Police Scotland"])
    values = found.values
    assert (values["kind"], values["nation"], values["law"], values["needs_checking"]) == (
        "police",
        "scotland",
        "foisa",
        True,
    )


def test_whatdotheyknows_tags_say_kind_nation_and_what_is_gone() -> None:
    (found,) = plan("name tags", ["Old Body", "nhs wales defunct"])
    assert (found.values["kind"], found.values["nation"], found.values["is_active"]) == (
        "health",
        "wales",
        False,
    )


def test_each_change_is_told_old_and_new() -> None:
    authority = AuthorityFactory(name="Blaby District Council", website="https://old.example")
    ContactFactory(authority=authority, email="old@blaby.example")
    Identifier.objects.create(authority=authority, scheme="gss", value="E07000001")
    row = ["Blaby District Council", "https://new.example", "foi@blaby.example", "E07000129", "no"]
    (found,) = plan("name website email_foi gss is_active", row)
    assert found.changes == {
        "website": ["https://old.example", "https://new.example"],
        "email_foi": [["old@blaby.example"], ["foi@blaby.example"]],
        "gss": ["E07000001", "E07000129"],
        "is_active": [True, False],
    }


@pytest.mark.parametrize("website", ["http://blaby.example/", "https://BLABY.example", ""])
def test_what_is_the_same_changes_nothing(website: str) -> None:
    authority = AuthorityFactory(name="Blaby District Council", website="https://blaby.example", notes="n")
    ContactFactory(authority=authority, email="FOI@blaby.example")
    (found,) = plan(
        "name website email_foi notes", ["BLABY DISTRICT COUNCIL", website, "foi@blaby.example", ""]
    )
    assert (found.status, found.changes) == ("same", {})


def test_empty_cells_erase_only_where_the_admin_says_so() -> None:
    authority = AuthorityFactory(
        name="Blaby District Council", website="https://x.example", other_names=["BDC"]
    )
    ContactFactory(authority=authority, email="foi@x.example")
    row = ["Blaby District Council", "n/a", "", "", ""]
    assert plan("name website email_foi other_names nation", row)[0].status == "same"
    (found,) = plan("name website email_foi other_names nation", row, erase=True)
    assert found.changes == {
        "website": ["https://x.example", ""],
        "email_foi": [["foi@x.example"], []],
        "other_names": [["BDC"], []],
    }


def test_a_name_of_the_file_becomes_official_only_where_the_admin_says_so() -> None:
    authority = AuthorityFactory(name="Shepway District Council")
    Identifier.objects.create(authority=authority, scheme="gss", value="E07000112")
    row = ["Folkestone and Hythe District Council", "E07000112"]
    assert plan("name gss", row)[0].changes == {
        "other_names": [[], ["Folkestone and Hythe District Council"]]
    }
    assert plan("name gss", row, rename=True)[0].changes == {
        "name": ["Shepway District Council", "Folkestone and Hythe District Council"],
        "other_names": [[], ["Shepway District Council"]],
    }


def test_other_names_that_are_others_official_ones_are_left_out_and_told() -> None:
    AuthorityFactory(name="Dorset Council")
    (found,) = plan("name other_names", ["Dorset County Council", "Dorset Council; Old Dorset"])
    assert found.status == "maybe"
    (found,) = plan("name other_names", ["Poole Council", "Dorset Council; Old Dorset"])
    assert found.values["other_names"] == ["Old Dorset"]
    assert found.notes == [
        "“Dorset Council” is another authority's official name: left out of the other names"
    ]


def test_every_wrong_cell_of_a_row_is_told_by_column() -> None:
    (found,) = plan("name email_foi website nation gss", ["Blaby", "FOI Team", "x y", "Atlantis", "E1"])
    assert found.status == "error"
    assert [problem[0] for problem in found.problems] == ["email_foi", "website", "nation", "gss"]
    assert all(what and right for _, _, what, right in found.problems)


def test_a_row_without_a_name_is_wrong_in_its_name() -> None:
    (found,) = plan("name website", ["", "blaby.example"])
    assert found.problems == [["name", "", "The name is missing", "The official name of the authority"]]


def test_rows_of_one_name_that_contradict_each_other_are_told_with_the_rows_number() -> None:
    found = plan("name website", ["Blaby", "a.example"], ["BLABY", "b.example"], ["Blaby", "a.example"])
    assert statuses(found) == ["new", "error", "same"]
    assert found[1].problems[0][2] == "Row 2 has this name too, and says otherwise: website"


def test_rows_with_one_code_and_two_names_are_one_authority() -> None:
    found = plan(
        "name gss email_foi",
        ["Sir Benfro", "W06000009", "a@x.example"],
        ["Pembrokeshire", "W06000009", "b@x.example"],
    )
    assert statuses(found) == ["new", "same"]
    assert found[0].values["other_names"] == ["Pembrokeshire"]
    assert [address for _, address in found[0].values["emails"]] == ["a@x.example", "b@x.example"]


def test_a_code_that_two_authorities_would_bear_stays_with_the_first() -> None:
    found = plan("name gss wdtk-id", ["One Council", "E07000001", "96"], ["Two Council", "E07000002", "96"])
    assert statuses(found) == ["new", "new"]
    assert found[1].values["identifiers"] == [["gss", "E07000002"]]
    assert found[1].notes == ["Its wdtk-id 96 is that of row 2 too: left out here"]


def test_what_replaced_it_is_found_by_code_and_name_here_and_in_the_file() -> None:
    here = AuthorityFactory(name="Somerset Council")
    rows = [
        ["Old One Council", "", "CBD"],
        ["Cumberland Council", "CBD", ""],
        ["Old Two Council", "", "Somerset Council"],
        ["Old Three Council", "", "CBD,WAF"],
        ["Old Four Council", "", "nobody"],
    ]
    found = plan("name local-authority-code replaced_by", *rows)
    assert [each.values.get("replaced_by") for each in found] == [
        {"row": 3},
        None,
        {"id": here.pk},
        None,
        None,
    ]
    assert found[0].values["is_active"] is False
    assert found[3].notes == ["“CBD,WAF” names several: what replaced it is left open"]


def test_what_would_replace_itself_is_left_out() -> None:
    rows = [["A Council", "B Council"], ["B Council", "A Council"], ["C Council", "C Council"]]
    found = plan("name replaced_by", *rows)
    assert sum("replaced_by" in each.values for each in found) == 1


def test_a_name_that_is_here_cannot_be_made_again() -> None:
    from authorities.importing.plan import Decision

    AuthorityFactory(name="Blaby Council")
    (found,) = plan("name", ["Blaby Council"], decisions={2: Decision("another")})
    assert (found.status, found.problems[0][2]) == ("error", "There is an authority of this name already")
    assert Authority.objects.count() == 1

import threading

import pytest
from django.db import connection

from authorities.errors import AmbiguousName
from authorities.models import Authority
from authorities.services import find_by_name, find_or_create_by_name, suggest
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["Blaby District Council", "BLABY  district council", "blaby dc", "Bláby DC"]
)
def test_an_authority_is_found_by_any_name_whatever_its_case_and_accents(typed: str) -> None:
    blaby = AuthorityFactory(name="Blaby District Council", other_names=["Blaby DC"])
    assert find_or_create_by_name(typed) == (blaby, False)


@pytest.mark.parametrize(
    "typed", ["Blaby", "Blaby District", "Blaby District Councils", "Blaby.District.Council", ""]
)
def test_a_likeness_is_not_enough(typed: str) -> None:
    AuthorityFactory(name="Blaby District Council")
    assert find_by_name(typed) is None


def test_a_name_with_every_kind_of_sign_is_matched_as_it_stands() -> None:
    name = r"St. (John's) [High] + School* \d | ^Café$ {2} _%?"
    AuthorityFactory(name="St John's High School")
    odd = AuthorityFactory(name=name)
    assert find_by_name(name.upper()) == odd


def test_an_unknown_name_becomes_an_authority_to_be_checked() -> None:
    made, created = find_or_create_by_name("Fife Council")
    assert created
    assert (made.kind, made.nation, made.law, made.needs_checking) == (
        "local_council",
        "scotland",
        "foisa",
        True,
    )
    assert made.search_text == "fife council"
    assert find_or_create_by_name("FIFE council") == (made, False)


def test_a_nation_that_is_known_decides_the_law() -> None:
    made, _ = find_or_create_by_name("Perth College", nation="england")
    assert (made.nation, made.law) == ("england", "foia")


def test_the_official_name_goes_before_other_names_and_the_living_before_the_dead() -> None:
    AuthorityFactory(name="Somerset West", other_names=["Somerset Council"])
    official = AuthorityFactory(name="Somerset Council")
    AuthorityFactory(name="Taunton Deane", other_names=["TDBC"], is_active=False)
    alive = AuthorityFactory(name="Taunton Dean", other_names=["TDBC"])
    assert find_by_name("somerset council") == official
    assert find_by_name("tdbc") == alive


def test_a_name_that_several_bear_is_asked_about() -> None:
    two = [AuthorityFactory(name=name, other_names=["SDC"]) for name in ("Selby", "Stroud")]
    with pytest.raises(AmbiguousName) as raised:
        find_or_create_by_name("SDC")
    assert raised.value.candidates == two
    assert str(raised.value) == "Several authorities are called SDC: Selby, Stroud."


def test_the_nation_tells_two_of_one_name_apart() -> None:
    AuthorityFactory(name="Health Board 1", other_names=["The Board"], nation="wales")
    scottish = AuthorityFactory(name="Health Board 2", other_names=["The Board"], nation="scotland")
    assert find_by_name("the board", nation="scotland") == scottish


@pytest.mark.parametrize(
    "typed", ["Blabby Distrct Concil", "blaby", "Blaby Council", "Baby District Council"]
)
def test_the_nearest_name_is_suggested_first(typed: str) -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    for name in ("Babergh District Council", "Bradford Council", "Police Scotland"):
        AuthorityFactory(name=name)
    assert suggest(typed)[0] == blaby


def test_nothing_is_suggested_for_nothing_and_never_more_than_asked_for() -> None:
    AuthorityFactory.create_batch(4)
    assert suggest(" ") == []
    assert suggest("zzzzqqqq") == []
    assert len(suggest("Anytown District Council", limit=2)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_name_the_same_authority_at_once_make_one() -> None:
    made: list[tuple[Authority, bool]] = []
    start = threading.Barrier(4)

    def bring_in(name: str) -> None:
        start.wait()
        try:
            made.append(find_or_create_by_name(name))
        finally:
            connection.close()

    spellings = ("Fife Council", "FIFE COUNCIL", "fife council", "Fife  Council")
    threads = [threading.Thread(target=bring_in, args=[name]) for name in spellings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Authority.objects.count() == 1
    assert sorted(created for _, created in made) == [False, False, False, True]

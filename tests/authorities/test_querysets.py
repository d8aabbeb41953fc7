import pytest
from django.db import connection

from authorities.models import Authority
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [authority.name for authority in Authority.objects.search(words)]


@pytest.mark.parametrize(
    "typed", ["lab", "BLABY", "council blaby", "bdc", "dístrict  blaby", "blaby district council"]
)
def test_any_part_of_any_name_finds_an_authority(typed: str) -> None:
    AuthorityFactory(name="Blaby District Council", other_names=["BDC"])
    AuthorityFactory(name="Leicester City Council")
    assert found(typed) == ["Blaby District Council"]


@pytest.mark.parametrize("typed", ["100%", "_", "\\", "'; DROP TABLE x; --", "%%"])
def test_signs_with_a_meaning_in_the_database_are_just_signs(typed: str) -> None:
    AuthorityFactory(name="Blaby District Council")
    assert found(typed) == []


def test_the_closest_name_comes_first() -> None:
    for name in ("East Kent Council", "Kent Council", "Kent", "Council of Kent"):
        AuthorityFactory(name=name)
    assert found("kent") == ["Kent", "Kent Council", "Council of Kent", "East Kent Council"]


def test_nothing_typed_finds_all_in_order_of_name() -> None:
    for name in ("Selby", "Blaby"):
        AuthorityFactory(name=name)
    assert found(" ") == ["Blaby", "Selby"]


def test_those_that_no_longer_exist_are_not_active() -> None:
    AuthorityFactory(is_active=False)
    alive = AuthorityFactory()
    assert list(Authority.objects.active()) == [alive]


@pytest.mark.parametrize(
    "queryset",
    [
        lambda: Authority.objects.search("blaby"),
        lambda: Authority.objects.named("Blaby District Council"),
        lambda: Authority.objects.filter(search_text__trigram_word_similar="blaby"),
    ],
    ids=["search", "named", "suggest"],
)
def test_the_search_goes_through_the_trigram_index(queryset) -> None:
    AuthorityFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "authority_search_trgm" in queryset().order_by().explain()

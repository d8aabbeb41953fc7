import pytest

from authorities.importing.plan import Decision
from authorities.models import Authority, Identifier
from tests.authorities.factories import AuthorityFactory
from tests.authorities.importing.files import plan

pytestmark = pytest.mark.django_db
SAID = "Ashby Borough Council no longer exists; replaced by West Ashshire Council"


@pytest.fixture
def heir() -> Authority:
    return AuthorityFactory(name="West Ashshire Council")


@pytest.fixture
def gone(heir: Authority) -> Authority:
    """Replaced by one that was replaced too."""
    between = AuthorityFactory(name="Ashby and Barrow Council", is_active=False, replaced_by=heir)
    return AuthorityFactory(name="Ashby Borough Council", is_active=False, replaced_by=between)


@pytest.mark.parametrize("name", ["Ashby", "Ashby Borough Council"])
def test_a_row_about_a_dissolved_authority_is_asked_about(
    name: str, gone: Authority, heir: Authority
) -> None:
    (finding,) = plan("name email_foi", [name, "foi@ashby.example"])
    assert (finding.status, finding.authority_id, finding.changes) == ("maybe", None, {})
    assert [candidate[0] for candidate in finding.candidates] == [gone.pk, heir.pk]
    assert finding.notes == [SAID]


def test_one_that_nothing_replaced_is_asked_about_alone() -> None:
    gone = AuthorityFactory(name="Ashby Borough Council", is_active=False)
    (finding,) = plan("name", ["Ashby"])
    assert [candidate[0] for candidate in finding.candidates] == [gone.pk]
    assert finding.notes == ["Ashby Borough Council no longer exists"]


def test_one_that_is_found_by_its_code_is_changed_with_a_warning(gone: Authority) -> None:
    Identifier.objects.create(authority=gone, scheme="gss", value="E07000154")
    (finding,) = plan("name gss website", ["Ashby Borough Council", "E07000154", "ashby.example"])
    assert (finding.status, finding.authority_id, finding.notes) == ("changed", gone.pk, [SAID])


@pytest.mark.parametrize(
    ("field", "cell"), [("is_active", "no"), ("replaced_by", "West Ashshire Council")], ids=["gone", "heir"]
)
def test_a_row_that_knows_it_is_not_asked_about(field: str, cell: str, gone: Authority) -> None:
    (finding,) = plan(f"name {field}", ["Ashby Borough Council", cell])
    assert (finding.authority_id, finding.notes) == (gone.pk, [])


def test_what_an_admin_says_of_it_is_done(gone: Authority, heir: Authority) -> None:
    (finding,) = plan("name", ["Ashby"], decisions={2: Decision("same", heir.pk)})
    assert (finding.status, finding.authority_id) == ("changed", heir.pk)

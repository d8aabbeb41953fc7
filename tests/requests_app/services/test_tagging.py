import pytest

from accounts.audit_models import AuditEntry
from requests_app.models import InformationRequest, Tag
from requests_app.services.tagging import tag_requests, untag_requests
from tests.accounts.factories import TeamFactory, UserFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
EVERY = InformationRequest.objects


def _tag(name="urgent"):
    return tag_requests(requests=EVERY.all(), name=name, by=UserFactory())


def test_a_tag_is_put_on_once():
    team = TeamFactory()
    make_request(team=team)
    assert _tag() == 1
    make_request(team=team)
    assert _tag() == 1
    assert [tag.requests.count() for tag in Tag.objects.all()] == [2]


def test_capitals_and_spaces_make_no_other_tag():
    make_request()
    _tag("To  chase ")
    assert _tag("to chase") == 0
    assert [tag.name for tag in Tag.objects.all()] == ["To chase"]


def test_each_team_has_its_own_tag_of_the_name():
    one, other = make_request(), make_request()
    assert _tag() == 2
    assert {tag.team for tag in Tag.objects.all()} == {one.team, other.team}
    assert [request.tags.get().team for request in (one, other)] == [one.team, other.team]


def test_a_tag_on_nothing_is_forgotten():
    one, other = (make_request(team=team) for team in [TeamFactory()] * 2)
    _tag()
    assert untag_requests(requests=EVERY.filter(pk=one.pk), name="URGENT", by=UserFactory()) == 1
    assert [list(tag.requests.all()) for tag in Tag.objects.all()] == [[other]]
    assert untag_requests(requests=EVERY.all(), name="urgent", by=UserFactory()) == 1
    assert Tag.objects.count() == 0


def test_the_audit_says_who_tagged_how_many():
    make_request()
    _tag()
    entry = AuditEntry.objects.get(action="requests.tagged")
    assert entry.details == {"tag": "urgent", "number": 1}

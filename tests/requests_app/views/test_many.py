import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from accounts.audit_models import AuditEntry
from requests_app.exports.rows import values
from requests_app.models import Handover, InformationRequest, SavedView
from tests.accounts.factories import MembershipFactory, TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.web import told

pytestmark = pytest.mark.django_db
LIST = "/requests/"


@pytest.fixture
def boss(client):
    boss = lead()
    client.force_login(boss)
    return boss


@pytest.fixture
def late(boss):
    """Three overdue requests of the team, two of them in Wales; and one that is another team's."""
    team = boss.teams.get()
    long_ago = timezone.localdate() - timedelta(days=60)
    make_request(received_on=long_ago)
    return [
        make_request(team=team, received_on=long_ago, owner=boss, authority=AuthorityFactory(nation=nation))
        for nation in ("england", "wales", "wales")
    ]


def _post(client, query="", **data):
    return client.post(f"{reverse('requests:many')}?{query}", {"scope": "ticked", **data}, follow=True)


def _body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_those_ticked_are_assigned_and_the_list_stays(client, boss, late):
    other = researcher(boss.teams.get())
    other.last_login = timezone.now()
    other.save()
    answer = _post(client, "nation=wales", do="assign", owner=other.pk, chosen=[late[1].pk])
    assert told(answer) == [f"Given to {other}: 1 request."]
    assert answer.redirect_chain[0][0] == f"{LIST}?nation=wales"
    assert [
        r.owner for r in InformationRequest.objects.filter(pk__in=[r.pk for r in late]).order_by("pk")
    ] == [*(boss, other, boss)]


def test_all_that_match_are_assigned_and_no_other(client, boss, late):
    _post(client, "nation=wales", do="assign", owner="nobody", scope="all")
    assert (
        list(InformationRequest.objects.filter(owner=None, team=boss.teams.get()).order_by("pk")) == late[1:]
    )


def test_one_click_takes_a_request_on(client, boss, late):
    InformationRequest.objects.filter(pk=late[0].pk).update(owner=None)
    _post(client, take=late[0].pk)
    late[0].refresh_from_db()
    assert late[0].owner == boss


def test_an_assignment_can_be_undone_from_the_list(client, boss, late):
    _post(client, do="assign", owner="nobody", scope="all")
    handover = Handover.objects.get()
    assert (
        f'action="{reverse("requests:undo_handover", args=[handover.pk])}"'
        in client.get(LIST).content.decode()
    )
    answer = client.post(reverse("requests:undo_handover", args=[handover.pk]), follow=True)
    assert told(answer) == ["Given back to who had them: 3 requests."]
    assert InformationRequest.objects.filter(owner=boss).count() == 3


def test_after_its_minute_the_way_back_is_gone(client, boss, late):
    _post(client, do="assign", owner="nobody", scope="all")
    Handover.objects.update(at=timezone.now() - timedelta(minutes=2))
    handover = Handover.objects.get()
    assert "Undo" not in client.get(LIST).content.decode()
    answer = client.post(reverse("requests:undo_handover", args=[handover.pk]), follow=True)
    assert told(answer) == ["It can be taken back for one minute only. Assign them again instead."]
    assert InformationRequest.objects.filter(owner=boss).count() == 0


def test_somebody_elses_assignment_is_a_404(client, boss, late):
    _post(client, do="assign", owner="nobody", scope="all")
    client.force_login(researcher(boss.teams.get()))
    handover = Handover.objects.get()
    assert client.post(reverse("requests:undo_handover", args=[handover.pk])).status_code == 404


@pytest.mark.parametrize("do", ["assign", "tag"])
def test_another_teams_request_is_not_touched_by_its_number(client, boss, late, do):
    strange = InformationRequest.objects.exclude(team=boss.teams.get()).get()
    before = (strange.owner, strange.version, strange.tags.count())
    _post(client, do=do, owner=boss.pk, tag="mine", chosen=[strange.pk])
    strange.refresh_from_db()
    assert (strange.owner, strange.version, strange.tags.count()) == before


def test_somebody_who_is_not_in_the_team_of_one_of_them_does_not_get_any(client, boss, late):
    other = MembershipFactory(user=boss).team
    make_request(team=other)
    colleague = researcher(
        boss.teams.exclude(pk=other.pk).get(), last_login=timezone.now() + timedelta(days=1)
    )
    answer = _post(client, do="assign", owner=colleague.pk, scope="all")
    assert answer.status_code == 422
    assert "is not in the team of every request chosen" in answer.content.decode()
    assert InformationRequest.objects.filter(owner=colleague).count() == 0


def test_tags_are_put_on_shown_filtered_by_and_taken_off(client, boss, late):
    assert told(_post(client, "nation=wales", do="tag", tag="to chase", scope="all")) == [
        "Tagged “to chase”: 2 requests."
    ]
    tagged = client.get(LIST, {"tag": "To Chase"})
    assert {row.request for row in tagged.context["rows"]} == set(late[1:])
    assert f'href="{LIST}?tag=to%20chase"' in tagged.content.decode()
    _post(client, "tag=to+chase", do="untag", tag="to chase", scope="all")
    assert client.get(LIST, {"tag": "to chase"}).context["page_obj"].paginator.count == 0


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"do": "assign", "owner": "nobody"}, "Tick the requests first, or choose all that match"),
        ({"do": "assign", "scope": "all"}, "Choose who looks after them"),
        ({"do": "tag", "scope": "all"}, "Enter the tag"),
        ({"scope": "all"}, "Choose what to do with the requests"),
        ({"do": "assign", "scope": "all", "owner": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(client, boss, late, data, problem):
    answer = _post(client, "nation=wales", **data)
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert "Error: " in answer.content.decode()
    assert {row.request for row in answer.context["rows"]} == set(late[1:])
    assert Handover.objects.count() == 0


def test_what_was_ticked_stays_ticked_when_it_is_refused(client, boss, late):
    answer = _post(client, do="assign", chosen=[late[0].pk])
    assert _ticked(answer.content.decode()) == [str(late[0].pk)]


def _ticked(html: str) -> list[str]:
    return re.findall(r'name="chosen" value="(\d+)"[^>]*checked', html)


def test_a_csv_file_holds_exactly_the_filtered_rows_in_their_order(client, boss, late):
    answer = _post(client, "nation=wales&sort=authority", do="csv")
    rows = list(csv.DictReader(io.StringIO(_body(answer).decode("utf-8-sig"), newline="")))
    expected = sorted(late[1:], key=lambda request: request.authority.name)
    assert [row["Authority"] for row in rows] == [request.authority.name for request in expected]
    assert {row["Due"] for row in rows} == {late[0].due_on.isoformat()}
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="requests-{timezone.localdate()}.csv"'
    )


def test_a_workbook_holds_exactly_the_filtered_rows(client, boss, late):
    sheet = load_workbook(io.BytesIO(_body(_post(client, "nation=wales", do="xlsx"))))["Requests"]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {r.authority.name for r in late[1:]}


def test_a_calendar_holds_the_due_dates_of_exactly_the_filtered_rows(client, boss, late):
    calendar = Calendar.from_ical(_body(_post(client, "nation=wales", do="ics")))
    events = [(event["summary"], event["dtstart"].dt) for event in calendar.walk("VEVENT")]
    assert sorted(events) == sorted((f"Response due: {r.authority.name}", r.due_on) for r in late[1:])


def test_what_is_ticked_is_exported_alone(client, boss, late):
    answer = _post(client, do="csv", chosen=[late[0].pk])
    rows = list(csv.DictReader(io.StringIO(_body(answer).decode("utf-8-sig"), newline="")))
    assert [row["Authority"] for row in rows] == [late[0].authority.name]


def test_an_export_is_in_the_audit(client, boss, late):
    _post(client, "nation=wales", do="csv")
    entry = AuditEntry.objects.get(action="requests.exported")
    assert (entry.actor, entry.details) == (boss, {"format": "csv", "number": 2, "filters": "nation=wales"})


def test_an_export_of_a_filter_that_does_not_exist_is_empty(client, boss, late):
    assert len(_body(_post(client, "nation=x", do="csv")).decode().splitlines()) == 1


def test_a_file_of_many_rows_takes_no_more_queries_than_one_of_few(
    client, boss, late, django_assert_num_queries
):
    requests = InformationRequest.objects.order_by("pk")
    for wanted in (requests[:1], requests):
        with django_assert_num_queries(4):
            list(values(wanted, on=timezone.localdate()))


def test_a_view_keeps_the_filters_and_nothing_else(client, boss, late):
    answer = client.post(
        f"{reverse('requests:save_view')}?nation=wales&page=3&x=1&sort=due",
        {"view-name": "Wales"},
        follow=True,
    )
    view = SavedView.objects.get()
    assert (view.query, view.team, told(answer)) == ("nation=wales&sort=due", None, ["Saved as Wales."])
    assert answer.redirect_chain[0][0] == f"{LIST}?nation=wales&sort=due"


def test_a_view_shared_with_the_team_is_seen_by_it_and_one_of_ones_own_by_nobody_else(client, boss):
    team = boss.teams.get()
    for name, shared in (("Mine", ""), ("Ours", team.pk)):
        client.post(f"{reverse('requests:save_view')}?nation=wales", {"view-name": name, "view-team": shared})
    seen = {
        who: [view.name for view in SavedView.objects.visible_to(user)]
        for who, user in (("me", boss), ("team", researcher(team)), ("stranger", lead()))
    }
    assert seen == {"me": ["Mine", "Ours"], "team": ["Ours"], "stranger": []}


def test_a_view_cannot_be_shared_with_a_team_one_is_not_in(client, boss):
    answer = client.post(
        f"{reverse('requests:save_view')}?nation=wales", {"view-name": "X", "view-team": TeamFactory().pk}
    )
    assert (answer.status_code, SavedView.objects.count()) == (422, 0)


def test_two_views_of_one_name_are_refused(client, boss, late):
    address = f"{reverse('requests:save_view')}?nation=wales"
    client.post(address, {"view-name": "Wales"})
    answer = client.post(address, {"view-name": "Wales"})
    assert answer.status_code == 422
    assert "There is a view called Wales already" in answer.content.decode()


def test_a_shared_view_is_removed_by_its_owner_or_a_lead(client, boss):
    team = boss.teams.get()
    owner, other = researcher(team), researcher(team)
    view = SavedView.objects.create(owner=owner, team=team, name="Ours", query="nation=wales")
    address = reverse("requests:remove_view", args=[view.pk])
    client.force_login(other)
    assert client.post(address).status_code == 403
    client.force_login(boss)
    assert client.post(address).status_code == 302
    assert SavedView.objects.count() == 0

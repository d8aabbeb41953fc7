"""The matrix: what stands in it, what leads where, and that its files hold exactly what it shows."""

import csv
import io
import re
from collections import Counter
from html import unescape

import pytest
from django.urls import reverse

from accounts.audit_models import AuditEntry
from authorities.models import Authority
from requests_app.dataset.shapes import CELL_LABELS
from requests_app.models import Question
from requests_app.services.campaigns.research import save_field, set_values
from tests.requests_app.dataset.world import World, many

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(team) -> World:
    return many(6, 2, coded=4, team=team)


def matrix(client, world: World, query: str = ""):
    return client.get(reverse("correspondence:campaign_matrix", args=[world.campaign.pk]) + query)


def taken(client, world: World, form: str, query: str = ""):
    address = reverse("correspondence:campaign_dataset", args=[world.campaign.pk]) + query
    return client.post(address, {"form": form})


def rows_of(response) -> list[dict[str, str]]:
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def cells(response) -> list[list[str]]:
    """The words of each row of the matrix."""
    found = re.findall(r'<tr role="row">(<th role="rowheader".*?)</tr>', response.content.decode(), re.S)
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split())
            for cell in re.findall(r"<t[dh].*?</t[dh]>", row)
        ]
        for row in found
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_one_request_takes_as_many_queries_as_three(number, member, team, django_assert_num_queries):
    world = many(number, 2, coded=number, team=team)
    matrix(member, world)
    with django_assert_num_queries(15):
        assert len(cells(matrix(member, world))) == number


def test_a_row_has_the_authority_the_state_the_answers_and_the_fields(member, world):
    field = save_field(campaign=world.campaign, name="Price", kind="number", by=world.by)
    set_values(request=world.requests[3], typed={field.pk: "12500"}, by=world.by)
    Question.objects.filter(pk=world.questions[5][1].pk).delete()
    found = cells(matrix(member, world))
    assert found[3] == [
        "Body 00003Local council · England",
        "AnsweredPartly given",
        "23 Aug 2018",
        "Refuseds43(2)",
        "Published elsewhere",
        "12,500",
    ]
    assert found[4][3:] == ["Not coded yet", "Not coded yet", ""]
    assert found[5][3:] == ["Not coded yet", "Not asked", ""]


def test_a_cell_leads_to_the_evidence_on_the_page_that_codes_its_request(member, world):
    question = world.questions[3][0]
    address = f"{reverse('correspondence:code', args=[question.request_id])}?campaign={world.campaign.pk}"
    assert f'href="{address}#question-{question.pk}"' in matrix(member, world).content.decode()
    assert f'id="question-{question.pk}"' in member.get(address).content.decode()


def test_each_total_leads_to_exactly_its_requests(member, world):
    totals = matrix(member, world).context["matrix"].totals
    seen = {
        (total.asked.code, label): (number, matrix(member, world, address).context["found"])
        for total in totals
        for number, label, address in total.numbers
        if number
    }
    assert len(seen) == 10
    assert {key: pair for key, pair in seen.items() if pair[0] != pair[1]} == {}


def test_the_address_filters_sorts_and_groups(member, world):
    response = matrix(member, world, "?group=nation&sort=-authority&state=answered")
    assert [row[0][:10] for row in cells(response)] == ["Body 00003", "Body 00005", "Body 00001"]
    assert [(body.label, body.number) for body in response.context["matrix"].bodies] == [
        ("England", 1),
        ("Wales", 1),
        ("Scotland", 1),
    ]
    assert 'aria-sort="descending"' in response.content.decode()


def test_an_address_with_a_filter_that_there_is_not_shows_nothing(member, world):
    response = matrix(member, world, "?q1=gone")
    assert cells(response) == []
    assert "This address names a filter that there is not." in response.content.decode()


def test_a_name_with_markup_is_inert(member, world):
    Authority.objects.filter(pk=world.requests[0].authority_id).update(name="<script>alert(1)</script>")
    content = matrix(member, world).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content


def test_a_campaign_without_requests_says_what_would_stand_here(member, campaign):
    response = member.get(reverse("correspondence:campaign_matrix", args=[campaign.pk]))
    assert "No requests yet" in response.content.decode()


@pytest.mark.parametrize("query", ["", "?state=answered", "?q1=refused"])
def test_a_file_holds_exactly_the_rows_and_numbers_that_are_shown(member, world, query):
    shown = matrix(member, world, query).context["matrix"].totals
    rows = rows_of(taken(member, world, "csv", query))
    assert [Counter(row[f"{total.asked.code}_outcome"] for row in rows) for total in shown] == [
        Counter(
            {code: number for code, (number, _, _) in zip(CELL_LABELS, total.numbers, strict=True) if number}
        )
        for total in shown
    ]


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("csv", "text/csv; charset=utf-8", "scoring-systems-"),
        ("long", "text/csv; charset=utf-8", "scoring-systems-answers-"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "scoring-systems-"),
        ("json", "application/json", "scoring-systems-"),
        ("package", "application/zip", "scoring-systems-"),
    ],
)
def test_each_form_has_its_type_its_name_and_its_entry_in_the_audit(member, world, form, kind, name):
    response = taken(member, world, form, "?state=answered")
    assert response.headers["Content-Type"] == kind
    assert f'attachment; filename="{name}20' in response.headers["Content-Disposition"]
    entry = AuditEntry.objects.get(action="campaign.exported")
    assert entry.details == {"format": form, "number": 3, "filters": "state=answered"}


def test_what_could_break_a_header_is_left_out_of_the_name(member, world):
    world.campaign.title = 'Käufe; "x"\r\nSet-Cookie: y=1/../..'
    world.campaign.save()
    disposition = taken(member, world, "json").headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="kaufe-x-set-cookie-y1-\d{4}-\d\d-\d\d\.json"', disposition)


def test_another_form_is_refused(member, world):
    assert taken(member, world, "exe").status_code == 422


def test_the_overview_counts_what_requests_came_to(member, world):
    response = member.get(world.campaign.get_absolute_url())
    assert [(one.label, one.n) for one in response.context["came_back"]] == [
        ("Partly given", 3),
        ("Nothing given, for several reasons", 1),
        ("Not coded yet", 2),
    ]
    for one in response.context["came_back"]:
        listed = member.get(reverse("requests:list") + f"?{one.query}")
        assert listed.context["page_obj"].paginator.count == one.n

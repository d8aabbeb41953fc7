"""Everything that came for a campaign in one list: found, narrowed, sorted, tagged, taken along."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from accounts.audit_models import AuditEntry
from correspondence.models import DocumentTag, Evidence
from correspondence.services.finding_terms import find_terms
from requests_app.services.campaigns.editing import current_letter
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.terms import file_of, letter_of, watch
from tests.correspondence.views.campaigns.pages import post
from tests.requests_app.campaigns import make_campaign
from tests.web import page, told

pytestmark = pytest.mark.django_db
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def three(campaign):
    """A PDF of two pages, a spreadsheet, and a picture of no known date, from three authorities."""
    names = ("Anytown Council", "Borough of Mere", "Clyde Council")
    days = (date(2018, 8, 1), date(2018, 9, 1), None)
    one, two, last = (
        letter_of(campaign, f"Letter of {name}", authority=AuthorityFactory(name=name), on=on)
        for name, on in zip(names, days, strict=True)
    )
    pdf = file_of(one, "Nothing", "The predictive model, Mosaic, costs much", name="model.pdf", size=300)
    sheet = file_of(two, "Costs", name="Costs.xlsx", sniffed_type=SHEET, size=100)
    picture = file_of(last, name="plan.png", sniffed_type="image/png", size=200)
    return pdf, sheet, picture


def address(campaign, query: str = "") -> str:
    return reverse("correspondence:campaign_documents", args=[campaign.pk]) + query


def listed(client, campaign, query: str = "") -> list[str]:
    return [row["held"].filename for row in client.get(address(campaign, query)).context["rows"]]


def test_an_empty_campaign_says_what_would_stand_here(member, campaign) -> None:
    assert "No documents yet" in page(member, "correspondence:campaign_documents", campaign.pk)


def test_what_came_is_listed_and_nothing_else(member, campaign, three) -> None:
    letter = three[0].message
    letter.attachments.create(filename="only mentioned.pdf")
    file_of(letter, name="logo.png", sniffed_type="image/png", is_inline=True)
    file_of(make_letter(letter.request, direction="out", text="Ours"), name="ours.pdf")
    file_of(letter_of(make_campaign(team=campaign.team)), name="of another campaign.pdf")
    removed = make_letter(letter.request, text="Filed by mistake")
    file_of(removed, name="mistake.pdf")
    type(removed).objects.filter(pk=removed.pk).update(removed_at="2018-09-01T00:00Z")
    assert listed(member, campaign) == ["Costs.xlsx", "model.pdf", "plan.png"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("oldest", ["model.pdf", "Costs.xlsx", "plan.png"]),
        ("authority", ["model.pdf", "Costs.xlsx", "plan.png"]),
        ("name", ["Costs.xlsx", "model.pdf", "plan.png"]),
        ("size", ["model.pdf", "plan.png", "Costs.xlsx"]),
        ("pages", ["model.pdf", "Costs.xlsx", "plan.png"]),
    ],
)
def test_the_list_is_sorted_as_the_address_says(member, campaign, three, sort, names) -> None:
    assert listed(member, campaign, f"?sort={sort}") == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=predicted+model", ["model.pdf"]),
        ("q=plan", ["plan.png"]),
        ("q=nowhere", []),
        ("kind=pdf", ["model.pdf"]),
        ("kind=table", ["Costs.xlsx"]),
        ("kind=other", []),
        ("after=2018-08-02", ["Costs.xlsx"]),
        ("before=2018-08-01", ["model.pdf"]),
    ],
)
def test_the_list_is_narrowed_as_the_address_says(member, campaign, three, query, names) -> None:
    assert listed(member, campaign, f"?{query}") == names


def test_the_list_is_narrowed_to_an_authority_and_to_a_term(member, campaign, three) -> None:
    term = watch(campaign)
    letter_of(campaign, "Mosaic, without a file")
    find_terms()
    authority = three[1].message.request.authority
    seen = [
        listed(member, campaign, f"?{query}") for query in (f"authority={authority.pk}", f"term={term.pk}")
    ]
    assert seen == [["Costs.xlsx"], ["model.pdf"]]


def test_the_list_is_narrowed_to_the_evidence_of_a_question(member, campaign, three) -> None:
    asked = current_letter(campaign).questions.first()
    request = three[0].message.request
    question = request.questions.create(position=1, text=asked.text, campaign_question=asked)
    answer = question.answers.create(coder=campaign.created_by, outcome="disclosed")
    Evidence.objects.create(
        answer=answer, message=three[0].message, attachment=three[0], page=2, text="costs"
    )
    seen = [listed(member, campaign, f"?question={line}") for line in (asked.line, asked.line + 1)]
    assert seen == [["model.pdf"], []]


@pytest.mark.parametrize("query", ["?kind=x", "?authority=0", "?term=1", "?sort=x", "?after=x", "?tag=x"])
def test_a_filter_that_there_is_not_is_said_and_finds_nothing(member, campaign, three, query) -> None:
    response = member.get(address(campaign, query))
    assert (response.context["has_errors"], response.context["rows"]) == (True, [])


def test_words_are_shown_where_they_stand_in_the_file(member, campaign, three) -> None:
    shown = member.get(address(campaign, "?q=model")).content.decode()
    assert "predictive <mark>model</mark>, Mosaic, costs much" in shown
    assert f'href="{reverse("correspondence:view_file", args=[three[0].pk])}?page=2"' in shown


def test_those_ticked_are_tagged_and_found_by_the_tag(member, campaign, three) -> None:
    chosen = [each.pk for each in three[:2]]
    response = post(
        member, "campaign_documents", campaign, do="tag", scope="ticked", chosen=chosen, tag="Cost data"
    )
    assert told(response) == ["Tagged “Cost data”: 2 documents."]
    again = post(member, "campaign_documents", campaign, do="tag", scope="all", tag=" cost  DATA ")
    assert told(again) == ["Tagged “cost DATA”: 1 document."]
    post(member, "campaign_documents", campaign, "?kind=picture", do="untag", scope="all", tag="cost data")
    assert listed(member, campaign, "?tag=Cost+data") == ["Costs.xlsx", "model.pdf"]
    post(member, "campaign_documents", campaign, do="untag", scope="all", tag="Cost data")
    assert DocumentTag.objects.count() == 0
    actions = AuditEntry.objects.filter(action__startswith="documents.").values_list("action", flat=True)
    assert sorted(actions) == ["documents.tagged"] * 2 + ["documents.untagged"] * 2


def test_a_file_of_another_team_is_never_tagged(member, campaign, three) -> None:
    strange = file_of(letter_of(make_campaign()))
    post(member, "campaign_documents", campaign, do="tag", scope="ticked", chosen=[strange.pk], tag="ours")
    assert (strange.tags.count(), DocumentTag.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({}, "Choose what to do with the documents"),
        ({"do": "zip", "scope": "ticked"}, "Tick the documents first, or choose all that match"),
        ({"do": "tag", "scope": "all"}, "Enter the tag"),
        ({"do": "tag", "scope": "all", "tag": "x" * 41}, "at most 40 characters"),
    ],
)
def test_what_is_not_chosen_is_asked_for(member, campaign, three, data, why) -> None:
    response = post(member, "campaign_documents", campaign, **data)
    assert (response.status_code, why in response.content.decode()) == (422, True)


def test_those_chosen_come_as_a_zip_by_authority_without_what_is_kept_back(member, campaign, three) -> None:
    file_of(three[1].message, name="bad.exe", kept_back="The virus scanner said: found")
    response = post(member, "campaign_documents", campaign, do="zip", scope="all")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        names = archive.namelist()
        rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert names == [
        "Anytown Council/001 model.pdf",
        "Borough of Mere/001 Costs.xlsx",
        "Clyde Council/001 plan.png",
        "manifest.csv",
    ]
    assert [row["file"] for row in rows] == names[:3]
    entry = AuditEntry.objects.get(action="files.downloaded")
    assert (entry.subject_id, entry.details["files"]) == (str(campaign.pk), 3)


def test_a_zip_has_an_end_and_is_never_empty(member, campaign, three, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.views.campaign_documents.MOST_ZIPPED", 2)
    many = post(member, "campaign_documents", campaign, do="zip", scope="all").content.decode()
    type(three[0]).objects.update(kept_back="The virus scanner said: found")
    none = post(member, "campaign_documents", campaign, do="zip", scope="all").content.decode()
    assert "That is 3 files: at most 2 files and 2.0" in many.replace("\xa0", " ")
    assert "There is nothing to download: the files are kept back" in none


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("query", "count"), [("", 13), ("?q=mosaic", 14)])
def test_the_list_asks_as_often_for_many_as_for_one(
    member, campaign, number, query, count, django_assert_num_queries
) -> None:
    for at in range(number):
        held = file_of(letter_of(campaign), "Mosaic")
        tag = DocumentTag.objects.create(team=campaign.team, name=f"Tag {at}")
        tag.taggings.create(attachment=held)
    with django_assert_num_queries(count):
        assert len(listed(member, campaign, query)) == number


def test_the_list_comes_by_pages(member, campaign, three, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.views.campaign_documents.PER_PAGE", 2)
    assert listed(member, campaign, "?sort=name&page=2") == ["plan.png"]

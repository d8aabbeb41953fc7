"""The pages of terms: what is watched, how often it was found, and every mention with its words."""

import csv
import io
from html import unescape

import pytest
from django.urls import reverse

from accounts.audit_models import AuditEntry
from correspondence.models import Mention, WatchTerm
from correspondence.services.finding_terms import find_terms
from correspondence.services.terms import MOST_SPELLINGS
from requests_app.models import Campaign
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.terms import file_of, letter_of, watch
from tests.correspondence.views.campaigns.pages import post
from tests.requests_app.campaigns import make_campaign
from tests.web import page, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def anytown():
    return AuthorityFactory(name="Anytown Council")


@pytest.fixture
def found(campaign, anytown) -> WatchTerm:
    """A term that stands twice in a letter of one authority, and on a page of a file of another."""
    letter_of(campaign, "We use Mosaic.\nMosaic is <b>ours</b>.", authority=anytown)
    letter = letter_of(campaign, authority=AuthorityFactory(name="Borough of Mere"))
    file_of(letter, "Nothing", "Costs of MOSAIC, in pounds", name="=costs.pdf")
    term = watch(campaign)
    find_terms()
    return term


def mentions_url(campaign: Campaign, term: WatchTerm, query: str = "") -> str:
    return reverse("correspondence:campaign_mentions", args=[campaign.pk, term.pk]) + query


def test_terms_are_added_changed_and_removed_on_one_page(member, campaign) -> None:
    assert "No terms yet" in page(member, "correspondence:campaign_terms", campaign.pk)
    post(member, "campaign_terms", campaign, name=" Mosaic  Public Sector", spellings="MPS\n\nMosaic\nMPS")
    term = WatchTerm.objects.get()
    seen = [(term.name, term.all_spellings, term.campaign)]
    post(member, "campaign_terms", campaign, term=term.pk, name="Acorn", spellings="")
    term = WatchTerm.objects.get()
    seen.append((term.name, term.all_spellings, term.campaign))
    assert seen == [
        ("Mosaic Public Sector", ["Mosaic Public Sector", "MPS", "Mosaic"], campaign),
        ("Acorn", ["Acorn"], campaign),
    ]
    response = post(member, "campaign_terms", campaign, term=term.pk, do="remove")
    assert (told(response), WatchTerm.objects.count()) == (["“Acorn” is watched no longer."], 0)
    actions = AuditEntry.objects.filter(action__startswith="term.").order_by("pk")
    assert [each.action for each in actions] == ["term.added", "term.changed", "term.removed"]


def test_a_term_of_the_team_is_watched_in_its_other_campaigns_too(member, campaign) -> None:
    other = make_campaign(team=campaign.team, title="Other")
    post(member, "campaign_terms", campaign, name="Mosaic", everywhere="on")
    shown = page(member, "correspondence:campaign_terms", other.pk)
    assert "All campaigns" in shown
    term = WatchTerm.objects.get()
    assert "a change counts in each of them" in page(
        member, "correspondence:campaign_terms", other.pk, term=str(term.pk)
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"name": ""}, "Give the word or phrase to watch for"),
        ({"name": "?"}, "“?” is too short to be found: give at least two letters or digits."),
        ({"name": "Mosaic", "spellings": "x" * 81}, "is longer than 80 characters."),
        ({"name": "mosaic"}, "“mosaic” is watched already."),
        (
            {"name": "Many", "spellings": "\n".join(f"No {n}" for n in range(MOST_SPELLINGS + 1))},
            "at most 20 other spellings.",
        ),
    ],
)
def test_what_cannot_be_watched_is_refused_with_the_reason(member, campaign, data, why) -> None:
    watch(campaign)
    response = post(member, "campaign_terms", campaign, **data)
    assert (response.status_code, why in unescape(response.content.decode())) == (422, True)
    assert WatchTerm.objects.count() == 1


def test_there_is_an_end_of_terms(member, campaign, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.services.terms.MOST_TERMS", 1)
    watch(campaign)
    response = post(member, "campaign_terms", campaign, name="Acorn")
    assert "1 terms are watched already: remove one first." in response.content.decode()


def test_an_archived_campaign_keeps_its_terms_as_they_are(member, campaign, found) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(state="archived")
    refused = [
        post(member, "campaign_terms", campaign, name="Acorn").status_code,
        post(member, "campaign_terms", campaign, term=found.pk, do="remove").status_code,
    ]
    assert (refused, [each.name for each in WatchTerm.objects.all()]) == ([422, 422], ["Mosaic"])
    assert "Watch for a term" not in page(member, "correspondence:campaign_terms", campaign.pk)


def test_a_term_of_another_campaign_does_not_exist_here(member, campaign) -> None:
    other = watch(make_campaign())
    addresses = [
        member.get(mentions_url(campaign, other)),
        member.get(reverse("correspondence:campaign_terms", args=[campaign.pk]) + f"?term={other.pk}"),
        post(member, "campaign_terms", campaign, term=other.pk, do="remove"),
        post(member, "campaign_mentions_export", campaign, term=other.pk),
    ]
    assert [each.status_code for each in addresses] == [404] * 4


def test_the_table_counts_authorities_mentions_letters_and_files(member, campaign, found) -> None:
    row = member.get(reverse("correspondence:campaign_terms", args=[campaign.pk])).context["rows"][0]
    assert (row.term, row.authorities, row.mentions, row.letters, row.documents) == (found, 2, 3, 1, 1)


def test_authorities_are_counted_with_their_terms(member, campaign, found) -> None:
    address = reverse("correspondence:campaign_terms", args=[campaign.pk]) + "?by=authority"
    rows = list(member.get(address).context["page_obj"])
    assert [(row.name, row.terms, row.mentions) for row in rows] == [
        ("Anytown Council", [(found.pk, "Mosaic", 2)], 2),
        ("Borough of Mere", [(found.pk, "Mosaic", 1)], 1),
    ]


def test_what_is_still_to_be_looked_through_is_said(member, campaign, found) -> None:
    letter_of(campaign, "Mosaic")
    shown = page(member, "correspondence:campaign_terms", campaign.pk)
    assert "1 letter or file is still being looked through." in shown


def test_every_mention_stands_with_its_words_marked_and_leads_to_its_place(
    member, campaign, found, anytown
) -> None:
    shown = member.get(mentions_url(campaign, found)).content.decode()
    assert "We use <mark>Mosaic</mark>. Mosaic is &lt;b&gt;ours&lt;/b&gt;." in shown
    assert "Costs of <mark>MOSAIC</mark>, in pounds" in shown
    page_of = Mention.objects.get(page__isnull=False)
    held = page_of.page.document.attachment
    assert f'href="{reverse("correspondence:view_file", args=[held.pk])}?page=2"' in shown
    assert f'href="{page_of.message.get_absolute_url()}"' in shown
    only = member.get(mentions_url(campaign, found, f"?authority={anytown.pk}"))
    assert [(who.name, len(mentions)) for who, mentions in only.context["groups"]] == [("Anytown Council", 2)]


def test_an_authority_that_does_not_mention_it_is_no_filter(member, campaign, found) -> None:
    stranger = AuthorityFactory()
    response = member.get(mentions_url(campaign, found, f"?authority={stranger.pk}"))
    assert (response.context["groups"], "choose another" in response.content.decode()) == ([], True)


def test_every_mention_is_exported_and_the_audit_says_so(member, campaign, found) -> None:
    response = post(member, "campaign_mentions_export", campaign)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["authority"], row["words"], row["file"], row["page"]) for row in rows] == [
        ("Anytown Council", "Mosaic", "", ""),
        ("Anytown Council", "Mosaic", "", ""),
        ("Borough of Mere", "MOSAIC", "'=costs.pdf", "2"),
    ]
    entry = AuditEntry.objects.get(action="mentions.exported")
    assert (entry.subject_id, entry.details) == (str(campaign.pk), {"term": "", "number": 3})


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("query", "count"), [("", 10), ("?by=authority", 11)])
def test_the_page_of_terms_asks_as_often_for_many_as_for_one(
    member, campaign, number, query, count, django_assert_num_queries
) -> None:
    for at in range(number):
        watch(campaign, f"Term {at}")
        letter_of(campaign, f"Term {at}")
    find_terms()
    with django_assert_num_queries(count):
        member.get(reverse("correspondence:campaign_terms", args=[campaign.pk]) + query)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_mentions_asks_as_often_for_many_as_for_one(
    member, campaign, number, django_assert_num_queries
) -> None:
    for _ in range(number):
        file_of(letter_of(campaign, "Mosaic"), "Mosaic")
    term = watch(campaign)
    find_terms()
    with django_assert_num_queries(10):
        response = member.get(mentions_url(campaign, term))
    assert len(response.context["page_obj"]) == 2 * number


def test_mentions_come_by_pages(member, campaign, found, monkeypatch) -> None:
    monkeypatch.setattr("correspondence.views.terms.PER_PAGE", 2)
    last = member.get(mentions_url(campaign, found, "?page=2"))
    assert [(who.name, len(mentions)) for who, mentions in last.context["groups"]] == [("Borough of Mere", 1)]

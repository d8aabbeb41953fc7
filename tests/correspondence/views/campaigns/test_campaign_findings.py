"""The page with what a campaign found, and publishing it: for its team, and for its leads."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import InformationRequest, Publication
from requests_app.services.embargo import set_embargo
from tests.accounts.factories import lead
from tests.correspondence.views.campaigns.pages import post
from tests.requests_app.dataset.world import many
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def typed(**changed):
    given = {
        "title": "Scoring systems in councils",
        "introduction": "Why we asked.",
        "publisher": "A research team",
        "public_from": timezone.localdate().isoformat(),
        "shows_authorities": "on",
        "offers_dataset": "on",
    }
    return {name: value for name, value in {**given, **changed}.items() if value is not None}


def findings(client, campaign) -> str:
    return unescape(page(client, "correspondence:campaign_findings", campaign.pk))


def test_a_campaign_without_requests_says_what_to_do(member, campaign) -> None:
    assert "Nothing to find yet" in findings(member, campaign)


def test_the_page_has_rates_with_their_cases_questions_and_grounds(member, team) -> None:
    text = findings(member, many(12, 2, coded=12, team=team).campaign)
    assert "<h3>Disclosed</h3>" in text
    assert "12 of 16 of the answers in which something held was decided on" in text
    assert "95% interval 51% – 90%" in text
    assert 'aria-label="2 disclosed, 2 partly disclosed, 2 published elsewhere' in text
    assert "Commercial interests" in text
    assert "Body 00000" in text


def test_few_cases_are_shown_as_what_they_are(member, team) -> None:
    text = findings(member, many(3, 1, coded=1, team=team).campaign)
    assert '<p class="rates__n">1 of 1</p>' in text
    assert "Too few to call it a rate" in text


def test_it_says_what_will_be_left_out_under_embargo(member, team) -> None:
    world = many(3, 1, coded=1, team=team)
    set_embargo(request=world.requests[0], until=timezone.localdate() + DAY, note="", by=None)
    assert "1 of them is under embargo" in findings(member, world.campaign)


@pytest.mark.parametrize("number", [1, 3])
def test_of_many_it_takes_as_few_queries_as_of_one(member, team, number, django_assert_num_queries) -> None:
    campaign = many(number, 2, coded=number, team=team).campaign
    address = reverse("correspondence:campaign_findings", args=[campaign.pk])
    with django_assert_num_queries(19):
        member.get(address)


def test_a_lead_publishes_and_everybody_reads_it(leader, client, team) -> None:
    campaign = many(3, 1, coded=3, team=team).campaign
    said = told(post(leader, "campaign_publish", campaign, **typed()))
    assert said == ["Published: everybody can read it now."]
    publication = Publication.objects.get()
    assert client.get(publication.get_absolute_url()).status_code == 200
    assert "Everybody can read edition 1" in findings(leader, campaign)


def test_a_researcher_is_told_that_leads_publish_and_cannot(member, team) -> None:
    campaign = many(1, 1, coded=1, team=team).campaign
    assert "A lead of" in findings(member, campaign)
    assert post(member, "campaign_publish", campaign, **typed()).status_code == 403
    assert Publication.objects.count() == 0


def test_a_lead_of_another_team_publishes_nothing(campaign) -> None:
    stranger = browser_of(lead())
    for name in ("campaign_findings", "campaign_publish"):
        assert stranger.get(reverse(f"correspondence:{name}", args=[campaign.pk])).status_code == 404
    assert post(stranger, "campaign_publish", campaign, **typed()).status_code == 404
    assert Publication.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Give the page a title"),
        ({"title": "a\nb"}, "line"),
        ({"publisher": " "}, "Say who publishes it"),
        ({"public_from": "2018-09-03"}, "That day is over"),
        ({"public_from": "2999-09-03"}, "within the next five years"),
        ({"public_from": "soon"}, "Enter a real date"),
        ({"introduction": "Ask ada@team.example"}, "Leave out e-mail addresses"),
        ({"introduction": "Ring 01234 567890"}, "Leave out e-mail addresses"),
        ({"introduction": "x" * 5001}, "5000"),
    ],
)
def test_what_cannot_be_published_is_refused_in_words_and_what_was_typed_stays(
    leader, campaign, changed, said
) -> None:
    response = post(leader, "campaign_publish", campaign, **typed(**changed))
    text = unescape(response.content.decode())
    assert response.status_code == 422
    assert said in text
    assert "Published by" in text
    assert Publication.objects.count() == 0


def test_what_is_posted_besides_changes_nothing_else(leader, team) -> None:
    campaign = many(1, 1, coded=1, team=team).campaign
    post(
        leader, "campaign_publish", campaign, **typed(slug="chosen", edition="9", campaign="1", figures="{}")
    )
    made = Publication.objects.get()
    assert (made.edition, made.campaign, "chosen" in made.slug) == (1, campaign, False)
    assert made.figures["form"] == 1


def test_changing_keeps_the_figures_and_taking_them_anew_makes_an_edition(leader, team) -> None:
    campaign = many(1, 1, coded=1, team=team).campaign
    post(leader, "campaign_publish", campaign, **typed())
    post(leader, "campaign_publish", campaign, **typed(title="Other", version=1))
    assert Publication.objects.values_list("title", "edition", "version").get() == ("Other", 1, 2)
    post(leader, "campaign_publish", campaign, **typed(renew="on", version=2))
    assert Publication.objects.values_list("edition", "version").get() == (2, 3)


def test_the_second_of_two_leads_is_told(leader, team) -> None:
    campaign = many(1, 1, coded=1, team=team).campaign
    post(leader, "campaign_publish", campaign, **typed())
    post(leader, "campaign_publish", campaign, **typed(version=1))
    for data in (typed(version=1), {"do": "withdraw", "version": 1}):
        response = post(leader, "campaign_publish", campaign, **data)
        assert response.status_code == 422
        assert "Somebody else changed this publication meanwhile" in response.content.decode()


def test_withdrawing_and_publishing_again(leader, client, team) -> None:
    campaign = many(1, 1, coded=1, team=team).campaign
    post(leader, "campaign_publish", campaign, **typed())
    address = Publication.objects.get().get_absolute_url()
    said = told(post(leader, "campaign_publish", campaign, do="withdraw", version=1, because="Wrong"))
    assert said == ["Withdrawn: nobody but your team finds it at its address any more."]
    assert client.get(address).status_code == 404
    assert "Withdrawn on" in findings(leader, campaign)
    said = told(post(leader, "campaign_publish", campaign, do="put_back", version=2))
    assert said == ["It is published again, with the figures it had."]
    assert client.get(address).status_code == 200


def test_what_is_neither_withdrawing_nor_putting_back_does_neither(leader, team) -> None:
    campaign = many(1, 1, coded=1, team=team).campaign
    post(leader, "campaign_publish", campaign, **typed())
    assert post(leader, "campaign_publish", campaign, do="nonsense", version=1).status_code == 422
    assert Publication.objects.get().withdrawn_at is None


def test_before_anything_is_published_there_is_nothing_to_withdraw(leader, campaign) -> None:
    assert post(leader, "campaign_publish", campaign, do="withdraw", version=1).status_code == 422


def test_what_came_under_embargo_since_is_named_to_leads(leader, team) -> None:
    world = many(2, 1, coded=1, team=team)
    post(leader, "campaign_publish", world.campaign, **typed())
    set_embargo(request=world.requests[0], until=timezone.localdate() + DAY, note="", by=None)
    text = unescape(page(leader, "correspondence:campaign_publish", world.campaign.pk))
    assert "1 request counted in these figures came under embargo since" in text
    assert "Closed for now" in text


def test_coded_requests_of_which_no_answer_is_recorded_are_named_before_they_are_published(
    leader, member, team
) -> None:
    world = many(2, 1, coded=2, team=team)
    InformationRequest.objects.update(state="answered", outcome="granted")
    silent = world.requests[0]
    InformationRequest.objects.filter(pk=silent.pk).update(state="awaiting_response")
    record = f'href="{reverse("requests:record", args=[silent.pk])}?kind=response"'
    address = reverse("correspondence:campaign_publish", args=[world.campaign.pk])
    assert findings(member, world.campaign).count(record) == 1
    assert leader.get(address).content.decode().count("?kind=response") == 1

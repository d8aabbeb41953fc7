"""The pages of campaigns in every state, for what must hold of all pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from authorities.models import Authority
from correspondence.models import Attachment, WatchTerm
from correspondence.publishing import publish
from correspondence.services.campaigns import start_sending
from correspondence.services.document_tags import tag_documents
from correspondence.services.finding_terms import find_terms
from requests_app.campaign_letter import DEFAULT_BODY, DEFAULT_SUBJECT, Item
from requests_app.law_sections import parse_grounds
from requests_app.models import Campaign, InformationRequest, Publication
from requests_app.services.campaigns.asking import Elsewhere, log_sent_elsewhere
from requests_app.services.campaigns.editing import create_campaign, set_letter
from requests_app.services.campaigns.places import add_authorities, leave_out
from requests_app.services.campaigns.research import save_field
from requests_app.services.coding import code_question
from tests.correspondence.factories import make_letter
from tests.correspondence.terms import file_of, watch
from tests.requests_app.publications import terms

LONG = "Algorithmic scoring systems, with every impact assessment of each of them, since the year 2010"


FOUND = ("findings", "publish")


def published_pages() -> list[str]:
    """What everybody may read of the campaigns, once their pages were made."""
    return [each.get_absolute_url() for each in Publication.objects.all()]


def campaign_pages(user: User) -> list[str]:
    """An empty campaign, and one that is being sent, with two versions of its letter and somebody left out."""
    full = Campaign.objects.filter(title=LONG).first() or _full(user)
    empty = Campaign.objects.get(title="Nothing in it")
    names = ("campaign", "campaign_letter", "campaign_authorities", "campaign_fields", "campaign_sending")
    names += ("campaign_documents", "campaign_terms", "campaign_matrix")
    asked = InformationRequest.objects.filter(campaign=full).first()
    assert asked
    term = _answered(asked) if not full.watch_terms.exists() else full.watch_terms.get()
    if not Publication.objects.exists():
        _publish(full, asked, user)
    return [
        *(
            reverse(f"correspondence:campaign_{name}", args=[one.pk])
            for name in FOUND
            for one in (full, empty)
        ),
        reverse("correspondence:campaigns"),
        reverse("correspondence:campaigns") + "?state=archived",
        reverse("correspondence:campaign_new"),
        *(reverse(f"correspondence:{name}", args=[one.pk]) for name in names for one in (full, empty)),
        *(reverse(f"correspondence:campaign_{name}", args=[full.pk]) for name in ("edit", "clone", "list")),
        reverse("correspondence:campaign_list", args=[full.pk]) + "?what=sent",
        reverse("correspondence:campaign_matrix", args=[full.pk]) + "?q=nothing+fits+this",
        reverse("correspondence:campaign_matrix", args=[full.pk]) + "?group=nation&sort=-q1",
        reverse("correspondence:research_values", args=[asked.pk]),
        reverse("correspondence:campaign_documents", args=[full.pk]) + "?q=mosaic",
        reverse("correspondence:campaign_documents", args=[full.pk]) + "?q=nowhere",
        reverse("correspondence:campaign_terms", args=[full.pk]) + "?by=authority",
        reverse("correspondence:campaign_terms", args=[full.pk]) + f"?term={term.pk}",
        reverse("correspondence:campaign_mentions", args=[full.pk, term.pk]),
        reverse("requests:list") + f"?campaign={full.pk}",
        reverse("requests:dashboard") + "?by=campaign",
    ]


def _publish(full: Campaign, asked: InformationRequest, user: User) -> None:
    """Two questions coded, one refused on two grounds, and published today."""
    first, second = asked.questions.all()[:2]
    code_question(question=first, outcome="partly_disclosed", by=user)
    code_question(
        question=second, outcome="refused", by=user, grounds=parse_grounds("s43(2), s12", law="FOIA")
    )
    today = timezone.localdate()
    said = terms(title=LONG, introduction=f"{LONG} https://example.org/{'x' * 90}", public_from=today)
    publish(campaign=full, terms=replace(said, shows_terms=True), by=user, today=today, at=timezone.now())


def _full(user: User) -> Campaign:
    team = user.teams.get()
    create_campaign(team=team, title="Nothing in it", by=user)
    items = [Item(str(n), f"Which systems do you use? {LONG * n}", "Systems") for n in (1, 2)]
    full = create_campaign(team=team, title=LONG, by=user, description=LONG, questions=items)
    authorities = list(Authority.objects.order_by("pk")[:6])
    entry = Elsewhere(authorities[0].pk, date(2018, 7, 20), f"https://letters.example/{'x' * 80}", "FOI-18")
    log_sent_elsewhere(campaign=full, entries=[entry], by=user, on=timezone.localdate())
    add_authorities(campaign=full, authorities=[each.pk for each in authorities], by=user)
    last = full.authorities.last()
    assert last
    leave_out(campaign=full, places=[last.pk], note="We asked them by telephone last year", by=user)
    kinds = {"text": "", "choice": "Experian\nMosaic", "date": "", "yes_no": "", "list": ""}
    for kind, choices in kinds.items():
        save_field(campaign=full, name=f"A {kind}", kind=kind, choices=choices, help_text=LONG, by=user)
    full.refresh_from_db()
    given = {"subject": DEFAULT_SUBJECT, "body": DEFAULT_BODY, "by": user}
    set_letter(campaign=full, seen_version=full.version, questions=[*items, Item("3", "Costs")], **given)
    for authority in authorities[1:3]:
        authority.contacts.create(email=f"foi@campaign-{authority.pk}.example")
    later = timezone.now() + timedelta(days=9)
    start_sending(campaign=full, per_hour=60, working_days_only=True, by=user, at=later)
    return full


def _answered(asked: InformationRequest) -> WatchTerm:
    """A letter with files of long names, one of them kept back, tags, and a term that stands in all of it."""
    campaign = asked.campaign
    assert campaign
    assert campaign.created_by
    letter = make_letter(asked, text=f"We use Mosaic. {LONG * 3} Mosaic", subject=LONG)
    file_of(letter, "Nothing", f"{LONG} Mosaic {LONG}", name="-".join(["long"] * 40) + ".pdf")
    held = file_of(letter, name="plan.docx", reuse_terms="ogl", reuse_note=LONG)
    file_of(letter, name="bad.exe", kept_back="The virus scanner said: found")
    for name in ("impact assessments of 2018", "costs"):
        tag_documents(
            team=campaign.team, files=Attachment.objects.filter(pk=held.pk), name=name, by=campaign.created_by
        )
    term = watch(campaign, "Mosaic", ["Experian Mosaic", LONG[:70]])
    find_terms()
    return term

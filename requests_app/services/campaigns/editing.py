"""Setting up a campaign: its letter, its questions, and their versions."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.audit import record
from accounts.models import Team, User
from requests_app.campaign_letter import DEFAULT_BODY, DEFAULT_SUBJECT, FIELDS, Item, unknown_fields
from requests_app.errors import CampaignRefused, EditedMeanwhile
from requests_app.models import Campaign, CampaignLetter, CampaignQuestion, ResearchField
from requests_app.services.campaigns.places import add_authorities

MOST_QUESTIONS = 60


@transaction.atomic
def create_campaign(
    *,
    team: Team,
    title: str,
    by: User,
    description: str = "",
    asks_under: str = "",
    subject: str = DEFAULT_SUBJECT,
    body: str = DEFAULT_BODY,
    questions: Sequence[Item] = (),
) -> Campaign:
    """A draft with the first version of its letter. Raises `CampaignRefused` where the letter cannot stand."""
    campaign = Campaign.objects.create(
        team=team, title=title.strip(), description=description, asks_under=asks_under, created_by=by
    )
    items = _checked(subject, body, questions)
    letter = CampaignLetter.objects.create(
        campaign=campaign, number=1, subject=subject.strip(), body=_plain(body), created_by=by
    )
    _write_questions(letter, items, known=set())
    record(actor=by, action="campaign.created", subject=campaign, team=team.pk)
    return campaign


@transaction.atomic
def edit_campaign(
    *, campaign: Campaign, seen_version: int, title: str, description: str, asks_under: str, by: User
) -> Campaign:
    """What it is about. Raises `EditedMeanwhile`, and `CampaignRefused` for one that is archived."""
    held = hold(campaign, seen_version)
    held.title, held.description, held.asks_under = title.strip(), description, asks_under
    held.save()
    record(actor=by, action="campaign.edited", subject=held)
    return held


@transaction.atomic
def set_letter(
    *, campaign: Campaign, seen_version: int, subject: str, body: str, questions: Sequence[Item], by: User
) -> CampaignLetter:
    """The letter and its questions, in this order; what is sent from now on is this.

    A version from which a request was made stays as it is: a change makes the next one. A question keeps its `line`
    through all versions, so that answers to it stand together. Raises `CampaignRefused`, `EditedMeanwhile`.
    """
    items = _checked(subject, body, questions)
    held = hold(campaign, seen_version)
    last = current_letter(held)
    known = set(CampaignQuestion.objects.filter(letter__campaign=held).values_list("line", flat=True))
    if last.frozen_at is None:
        letter = last
        letter.subject, letter.body = subject.strip(), _plain(body)
        letter.save(update_fields=["subject", "body"])
        letter.questions.all().delete()
    elif _same(last, subject, body, items):
        return last
    else:
        letter = CampaignLetter.objects.create(
            campaign=held, number=last.number + 1, subject=subject.strip(), body=_plain(body), created_by=by
        )
    _write_questions(letter, items, known)
    held.save()
    record(actor=by, action="campaign.written", subject=held, number=letter.number, questions=len(items))
    return letter


@transaction.atomic
def clone_campaign(*, campaign: Campaign, title: str, with_authorities: bool, by: User) -> Campaign:
    """A draft with the same letter, questions and research fields; its authorities too where they are wanted."""
    letter = current_letter(campaign)
    new = create_campaign(
        team=campaign.team,
        title=title,
        by=by,
        description=campaign.description,
        asks_under=campaign.asks_under,
        subject=letter.subject,
        body=letter.body,
        questions=items_of(letter),
    )
    for field in campaign.fields.all():
        ResearchField.objects.create(
            campaign=new,
            position=field.position,
            name=field.name,
            kind=field.kind,
            help_text=field.help_text,
            choices=field.choices,
        )
    if with_authorities:
        ids = campaign.authorities.order_by("number").values_list("authority_id", flat=True)
        add_authorities(campaign=new, authorities=list(ids), by=by)
    return new


@transaction.atomic
def archive_campaign(*, campaign: Campaign, by: User, back: bool = False) -> None:
    """Put it away, or (`back`) take it out again. Its requests stay where they are; nothing more is sent."""
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    ran = held.authorities.asked().exists()
    put_back = Campaign.State.RUNNING if ran else Campaign.State.DRAFT
    held.state = put_back if back else Campaign.State.ARCHIVED
    held.version += 1
    held.save(update_fields=["state", "version"])
    record(actor=by, action="campaign.put_back" if back else "campaign.archived", subject=held)


def hold(campaign: Campaign, seen_version: int) -> Campaign:
    """The campaign as it stands, locked, its version one higher. Raises `EditedMeanwhile`, `CampaignRefused`."""
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if held.version != seen_version:
        raise EditedMeanwhile("Somebody else changed this campaign while you were editing it.")
    refuse_archived(held)
    held.version += 1
    return held


def refuse_archived(campaign: Campaign) -> None:
    """Raises `CampaignRefused` for a campaign that was put away."""
    if campaign.is_archived:
        raise CampaignRefused("This campaign is archived: put it back first.")


def current_letter(campaign: Campaign) -> CampaignLetter:
    """The version that is sent from now on."""
    letter: CampaignLetter = campaign.letters.order_by("-number")[0]
    return letter


def items_of(letter: CampaignLetter) -> list[Item]:
    return [Item(each.label, each.text, each.name, each.line) for each in letter.questions.all()]


def _checked(subject: str, body: str, questions: Sequence[Item]) -> list[Item]:
    """The questions that say something. Raises `CampaignRefused` for what no letter could be made from."""
    if unknown := unknown_fields(f"{subject}\n{body}"):
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise CampaignRefused(f"There is no field {{{unknown[0]}}}. There are: {known}.")
    if "{questions}" in subject:
        raise CampaignRefused("The questions belong in the letter, not in its subject.")
    items = [item for item in questions if item.text.strip()]
    if len(items) > MOST_QUESTIONS:
        raise CampaignRefused(f"A letter can have {MOST_QUESTIONS} questions.")
    labels = [item.label.strip().casefold() for item in items]
    for item in items:
        if not item.label.strip():
            raise CampaignRefused("Give every question its number or letter.")
        if labels.count(item.label.strip().casefold()) > 1:
            raise CampaignRefused(f"Two questions are called {item.label}.")
    return items


def _same(letter: CampaignLetter, subject: str, body: str, items: Sequence[Item]) -> bool:
    held = [(each.label, each.text.strip(), each.name) for each in items_of(letter)]
    asked = [(each.label.strip(), _plain(each.text), each.name.strip()) for each in items]
    return (letter.subject, letter.body, held) == (subject.strip(), _plain(body), asked)


def _write_questions(letter: CampaignLetter, items: Sequence[Item], known: set[int]) -> None:
    """`known`: the lines there are in any version; a line that is none of them is a new question."""
    free = max(known, default=0)
    used: set[int] = set()
    rows = []
    for position, item in enumerate(items, start=1):
        line = item.line
        if line not in known or line in used:
            free += 1
            line = free
        used.add(line)
        rows.append(
            CampaignQuestion(
                letter=letter,
                line=line,
                position=position,
                label=item.label.strip()[:10],
                name=item.name.strip()[:60],
                text=_plain(item.text),
            )
        )
    CampaignQuestion.objects.bulk_create(rows)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()

"""Putting the demo on: through the same services that people use, so that nothing in it is faked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Team, User
from accounts.services.first import FIRST_TEAM
from authorities.models import Authority, Contact
from authorities.services import add_contact, save_authority
from correspondence.models import Arrival, Message
from correspondence.services.importing import import_thread
from correspondence.services.inbound import process, receive
from correspondence.services.letters import add_letter
from foi_tracker.demo import campaign, letters
from foi_tracker.demo.cases import CASES, Case
from foi_tracker.demo.cast import BODIES, PEOPLE, TEAM, Body, address_of
from foi_tracker.demo.days import working_days_before
from requests_app.deadlines import EventKind, calendar_for
from requests_app.models import InformationRequest
from requests_app.services.life import record_event
from requests_app.services.requests import log_request


@dataclass(frozen=True)
class Filled:
    """What the demo holds. `people_made`: those who have the password given, because this run made them."""

    team: Team
    requests: int
    people_made: list[str]


@transaction.atomic
def fill(*, today: date, password: str) -> Filled:
    """Make the demo's team, people, authorities and requests; a second run leaves what is there alone."""
    made = [person.email for person in PEOPLE if _person(person.email, person.name, password)]
    team, is_new = _team()
    people = {person.email: User.objects.get(email=person.email) for person in PEOPLE}
    for person in PEOPLE:
        Membership.objects.get_or_create(team=team, user=people[person.email], defaults={"role": person.role})
    for admin in User.objects.filter(is_site_admin=True):
        Membership.objects.get_or_create(team=team, user=admin, defaults={"role": Membership.Role.LEAD})
    # The demo's people are no guests: who has never come is shown to others by address alone.
    User.objects.filter(email__in=made).update(last_login=timezone.now())
    if is_new:
        bodies = {body.name: _authority(body) for body in BODIES}
        for case in CASES:
            _play(case, team, bodies[case.body], people, today)
        _play_the_seed(team, people["lead@demo.example"], today)
        campaign.play(team=team, people=people, today=today)
        _bring_mail(team, today)
    return Filled(team, InformationRequest.objects.filter(team=team).count(), made)


def _team() -> tuple[Team, bool]:
    """The demo's team, and whether it is new. While the team of the first run is empty, it becomes the demo's."""
    if existing := Team.objects.filter(name=TEAM).first():
        return existing, False
    empty = Team.objects.filter(name=FIRST_TEAM, requests=None).first()
    if empty is None:
        return Team.objects.create(name=TEAM), True
    empty.name = TEAM
    empty.save(update_fields=["name"])
    return empty, True


def _person(email: str, name: str, password: str) -> bool:
    if User.objects.filter(email=email).exists():
        return False
    User.objects.create_user(email, password, name=name)
    return True


def _authority(body: Body) -> Authority:
    existing = Authority.objects.filter(name=body.name).first()
    if existing:
        return existing
    authority = save_authority(
        name=body.name,
        other_names=body.other_names,
        kind=body.kind,
        nation=body.nation,
        law=body.law,
        body=body.limit,
    )
    add_contact(authority=authority, email=address_of(body.name), status=Contact.Status.GOOD)
    return authority


def _play(case: Case, team: Team, authority: Authority, people: dict[str, User], today: date) -> None:
    calendar = calendar_for(case.law or authority.law)
    received = working_days_before(today, case.back, calendar)
    owner = people.get(case.owner)
    by = owner or people["lead@demo.example"]
    request = log_request(
        team=team,
        authority=authority,
        by=by,
        owner=owner,
        title=case.title,
        sent_on=received,
        received_on=received,
        letter=letters.REQUEST.format(authority=authority.name, title=case.title, name=by.name),
        reference=case.reference,
        law=case.law,
        questions=letters.questions(),
    )
    if not case.owner:
        InformationRequest.objects.filter(pk=request.pk).update(owner=None)
    for kind, after in case.steps:
        day = calendar.add(received, after)
        record_event(request=request, kind=EventKind(kind), on=day, by=by)
        if text := letters.LETTERS.get(kind):
            _letter(request, kind, day, text, received)


def _letter(request: InformationRequest, kind: EventKind, on: date, text: str, received: date) -> None:
    ours = kind in letters.OURS
    reference = request.references.first()
    add_letter(
        request=request,
        direction=Message.Direction.OUTGOING if ours else Message.Direction.INCOMING,
        channel=Message.Channel.EMAIL,
        by=request.owner,
        on=on,
        author_name=str(request.owner or TEAM) if ours else "Information Governance Team",
        subject=f"{kind.label}: {request.title}",
        text=text.format(
            received=f"{received:%-d %B %Y}",
            reference=f"Our reference: {reference.value}." if reference else "",
            name=request.owner or TEAM,
        ),
    )


def _play_the_seed(team: Team, by: User, today: date) -> None:
    """The case of Blaby District Council, brought in as a pasted thread.

    The thread gives no date for the answer, so the demo records one of its own, and says so in the note.
    """
    imported = import_thread(
        text=letters.BLABY_THREAD, team=team, by=by, today=today, title=letters.BLABY_TITLE
    )
    record_event(
        request=imported.request,
        kind=EventKind.ACKNOWLEDGED,
        on=date(2018, 7, 20),
        by=by,
        note="The thread dates the receipt alone; this day is the demo's own.",
    )
    record_event(
        request=imported.request,
        kind=EventKind.RESPONSE,
        on=date(2018, 8, 14),
        by=by,
        note="The thread gives no date for the answer; this day is the demo's own.",
    )


def _bring_mail(team: Team, today: date) -> None:
    """Mail that comes in: what names a request and fits is filed, the rest waits in the inbox with its reason."""
    for mail in letters.MAILS:
        raw = letters.as_mail(mail, sent_on=working_days_before(today, 1, calendar_for("foia")))
        process(arrival=receive(raw=raw, door=Arrival.Door.UPLOAD, team=team), today=today)

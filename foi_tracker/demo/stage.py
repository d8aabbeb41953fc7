"""Putting the demo on: through the same services that people use, so that nothing in it is faked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts.models import Membership, Team, User
from authorities.models import Authority
from authorities.services import save_authority
from foi_tracker.demo import letters
from foi_tracker.demo.cases import CASES, Case
from foi_tracker.demo.cast import BODIES, OTHER_TEAM, PEOPLE, TEAM, Body
from requests_app.deadlines import Calendar, EventKind, calendar_for
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
    team, is_new = Team.objects.get_or_create(name=TEAM)
    Team.objects.get_or_create(name=OTHER_TEAM)
    people = {person.email: User.objects.get(email=person.email) for person in PEOPLE}
    for person in PEOPLE:
        Membership.objects.get_or_create(team=team, user=people[person.email], defaults={"role": person.role})
    for admin in User.objects.filter(is_site_admin=True):
        Membership.objects.get_or_create(team=team, user=admin, defaults={"role": Membership.Role.LEAD})
    if is_new:
        bodies = {body.name: _authority(body) for body in BODIES}
        for case in CASES:
            _play(case, team, bodies[case.body], people, today)
    return Filled(team, InformationRequest.objects.filter(team=team).count(), made)


def _person(email: str, name: str, password: str) -> bool:
    if User.objects.filter(email=email).exists():
        return False
    User.objects.create_user(email, password, name=name)
    return True


def _authority(body: Body) -> Authority:
    existing = Authority.objects.filter(name=body.name).first()
    return existing or save_authority(
        name=body.name,
        other_names=body.other_names,
        kind=body.kind,
        nation=body.nation,
        law=body.law,
        body=body.limit,
    )


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
        received_on=received,
        letter=letters.REQUEST.format(authority=authority.name, title=case.title, name=by.name),
        reference=case.reference,
        law=case.law,
        questions=letters.questions(),
    )
    if not case.owner:
        InformationRequest.objects.filter(pk=request.pk).update(owner=None)
    for kind, after in case.steps:
        record_event(request=request, kind=EventKind(kind), on=calendar.add(received, after), by=by)


def working_days_before(day: date, number: int, calendar: Calendar) -> date:
    """The latest working day that has `number` working days after it up to and including `day`."""
    start = day - timedelta(days=number)
    while calendar.count(start + timedelta(days=1), day) < number or not calendar.is_working(start):
        start -= timedelta(days=1)
    return start

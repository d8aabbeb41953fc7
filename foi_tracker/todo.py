"""What a person has to do now, in the order in which the law and then courtesy ask for it.

Each row names its next lawful step and where it is taken. As many queries for a thousand rows as for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Max, Model, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from authorities.laws import Law
from correspondence.models import Arrival, Message, OutgoingLetter
from requests_app.deadlines import Calendar, DeadlineKind, in_words, law
from requests_app.models import Deadline, InformationRequest, Reminder
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.calendars import calendars
from requests_app.services.sweeping import rights_ending
from requests_app.services.team_days import TeamDays
from requests_app.standing import SOON, days_between

T = TypeVar("T", bound=Model)
SHOWN = 8
LETTERS = 6  # unread ones of a request that are looked at on average
Kind, State = OutgoingLetter.Kind, InformationRequest.State


@dataclass(frozen=True)
class Todo:
    """A row: what it is about, why now, and the next step as one button; `posts`: the button posts to its address."""

    kind: str
    what: str
    about: str
    why: str
    href: str
    step: str
    step_url: str
    posts: bool = False


@dataclass(frozen=True)
class Pile:
    """One kind of thing to do: the first rows, whether there are more, and where all of them are ("" for nowhere)."""

    code: str
    title: str
    rows: Sequence[Todo]
    more: bool = False
    all_url: str = ""


@dataclass
class Desk:
    """What there is to do for one person on a day. `everybody`: of their teams' requests, not of their own alone."""

    user: User
    on: date
    everybody: bool
    calendar_of: Callable[[str], Calendar] = field(default_factory=calendars)

    def __post_init__(self) -> None:
        visible = InformationRequest.objects.visible_to(self.user)
        self.requests = visible if self.everybody else visible.filter(owner=self.user)

    def piles(self) -> list[Pile]:
        """The piles that are not empty, in order: what the law ends first, then what waits, then what is to come."""
        rights, late = self._rights(), _first(self.requests.overdue(on=self.on).order_by("due_on", "pk"))
        us = _first(self.requests.awaiting_us().order_by("due_on", "pk"))
        soon = _first(self.requests.due_between(self.on, self._horizon()).order_by("due_on", "pk"))
        letters, mails, reminders = self._unread(), self._unfiled(), self._reminders()
        self._fetch([*late, *us, *soon], [*rights, *letters, *reminders])
        chased, unread = self._chased(late), Message.objects.unread_of(late)
        every = (
            self._pile("rights", "Rights that end soon", rights, self._right),
            self._pile("overdue", "Overdue", late, lambda each: self._late(each, chased, unread)),
            self._pile("us", "They wait for us", us, self._us),
            self._pile("unread", "Letters that nobody has read", letters, self._letter),
            self._pile("unfiled", "Mail to be filed", mails, self._mail),
            self._pile("due_soon", "Due soon", soon, self._soon),
            self._pile("reminders", "You asked to be reminded", reminders, self._reminder),
        )
        return [pile for pile in every if pile.rows]

    # --- what there is, one more than is shown ---

    def _horizon(self) -> date:
        return self.calendar_of("foia").add(self.on, SOON)

    def _rights(self) -> list[Deadline]:
        days = TeamDays(self.calendar_of, Law.values, ())
        ending = rights_ending(on=self.on, days=days).visible_to(self.user)
        if not self.everybody:
            ending = ending.filter(request__owner=self.user)
        return _first(ending.select_related("request__authority").order_by("due_on", "pk"))

    def _unread(self) -> list[Message]:
        """The first letter of each request among the newest that nobody has read: enough of them to fill the pile."""
        letters = Message.objects.visible_to(self.user).unread()
        if not self.everybody:
            letters = letters.filter(request__owner=self.user)
        newest = letters.defer("body_text", "quoted_text", "search").select_related("request__authority")
        found = {letter.request_id: letter for letter in newest.order_by("-pk")[: SHOWN * LETTERS]}
        return list(found.values())[: SHOWN + 1]

    def _unfiled(self) -> list[Arrival]:
        waiting = Arrival.objects.visible_to(self.user).unfiled().defer("body_text", "attachment_names")
        return _first(waiting.order_by("arrived_at", "pk"))

    def _reminders(self) -> list[Reminder]:
        due = Reminder.objects.visible_to(self.user).waiting().filter(user=self.user, on__lte=self.on)
        return _first(due.exclude(request__state=State.CLOSED).select_related("request__authority"))

    def _fetch(
        self, requests: Sequence[InformationRequest], about: Iterable[Deadline | Message | Reminder]
    ) -> None:
        prefetch_related_objects([*requests, *(each.request for each in about)], "references")

    def _chased(self, requests: Sequence[InformationRequest]) -> dict[int, datetime]:
        """When each was chased last, if it was."""
        letters = OutgoingLetter.objects.filter(request__in=requests, kind=Kind.CHASER, state="sent")
        return dict(letters.order_by().values_list("request").annotate(last=Max("sent_at")))

    # --- a row of each kind ---

    def _right(self, limit: Deadline) -> Todo:
        kind = DeadlineKind(limit.kind)
        step, letter = {
            DeadlineKind.REVIEW_REQUEST: ("Ask for a review", Kind.REVIEW),
            DeadlineKind.COMPLAINT: ("Complain", Kind.COMPLAINT),
        }.get(kind, ("Look at it", None))
        left = self._days(limit.request, self.on, limit.due_on)
        why = (
            f"{kind.label}: {in_words(limit.due_on)}, {f'{left} left' if limit.due_on > self.on else 'today'}"
        )
        return _of("late", limit.request, why, step, letter)

    def _late(self, request: InformationRequest, chased: dict[int, datetime], unread: dict[int, int]) -> Todo:
        due, under = request.due_on or self.on, law(request.law)
        why = f"{self._days(request, due, self.on)} late: the last lawful day was {in_words(due)}"
        if last := chased.get(request.pk):
            why += f". Chased on {in_words(timezone.localdate(last))}"
        if number := unread.get(request.pk):
            why += f". {number} letter{'' if number == 1 else 's'} of theirs unread: the answer may be there"
            return _of("late", request, why, "Read")
        if request.state == State.IN_REVIEW and under.complaint:
            return _of("late", request, why, "Complain", Kind.COMPLAINT)
        if last and under.review and request.state == State.AWAITING_RESPONSE:
            return _of("late", request, why, "Ask for a review", Kind.REVIEW)
        return _of("late", request, why, "Chase", Kind.CHASER)

    def _us(self, request: InformationRequest) -> Todo:
        if request.state == State.AWAITING_CLARIFICATION:
            why = "They asked what we mean: the clock stands still until they know"
            return _of("us", request, why, "Clarify", Kind.CLARIFICATION)
        paid = f"{reverse('requests:record', args=[request.pk])}?kind=fee_paid"
        why = "They asked for a fee: the clock stands still until they have it"
        return _of("us", request, why, "Record the payment", step_url=paid)

    def _letter(self, letter: Message) -> Todo:
        came = in_words(timezone.localdate(letter.added_at))
        why = f"{letter.subject or 'A letter'}: came on {came}"
        return _of("info", letter.request, why, "Read", step_url=letter.get_absolute_url())

    def _mail(self, mail: Arrival) -> Todo:
        where = reverse("correspondence:inbox_mail", args=[mail.pk])
        sender = mail.author_name or mail.author_email
        why = f"Came on {in_words(timezone.localdate(mail.arrived_at))}. {mail.reason}".strip()
        return Todo("info", mail.subject or "No subject", sender, why, where, "File", where)

    def _soon(self, request: InformationRequest) -> Todo:
        due = request.due_on or self.on
        left = f"Due {in_words(due)}: {self._days(request, self.on, due)} left"
        why = left if due > self.on else "Today is the last lawful day"
        return _of("soon", request, why, "Ask when it comes", Kind.CHASER)

    def _reminder(self, reminder: Reminder) -> Todo:
        done = reverse("requests:reminder_done", args=[reminder.pk])
        why = f"{reminder.note or 'Your reminder'}: {in_words(reminder.on)}"
        return _of("info", reminder.request, why, "Done", step_url=done, posts=True)

    def _days(self, request: InformationRequest, after: date, until: date) -> str:
        days = days_between(self.calendar_of(request.law), after, until)
        return f"{days} working day{'' if days == 1 else 's'}"

    def _pile(self, code: str, title: str, found: Sequence[T], row: Callable[[T], Todo]) -> Pile:
        more = len(found) > SHOWN
        return Pile(code, title, [row(each) for each in found[:SHOWN]], more, self._all(code) if more else "")

    def _all(self, code: str) -> str:
        """Where the whole of a pile is listed."""
        if code == "unfiled":
            return reverse("correspondence:inbox")
        if code not in ("overdue", "us", "due_soon"):
            return ""
        owner = {} if self.everybody else {"owner": str(self.user.pk)}
        return f"{reverse('requests:list')}?{urlencode({'status': code, 'sort': 'due', **owner})}"


def _first(rows: QuerySet[T]) -> list[T]:
    """As many as are shown, and one more that tells whether there are more."""
    found: Any = rows
    if isinstance(found, InformationRequestQuerySet):
        found = found.select_related("authority")
    return list(found[: SHOWN + 1])


def _of(
    kind: str,
    request: InformationRequest,
    why: str,
    step: str,
    letter: str | None = None,
    *,
    step_url: str = "",
    posts: bool = False,
) -> Todo:
    """A row about a request; its step is to write a letter of that kind, or what `step_url` says."""
    where = request.get_absolute_url()
    if letter:
        step_url = f"{reverse('correspondence:write', args=[request.pk])}?kind={letter}"
    reference = next((each.value for each in request.references.all()), "")
    about = " · ".join(filter(None, (request.title, reference)))
    return Todo(kind, request.authority.name, about, why, where, step, step_url or where, posts)

"""Reading a pasted thread for a team: what would be brought in, and what of it is here already. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from django.db.models import Q

from accounts.models import Team
from authorities.guesses import guess
from authorities.laws import law_for
from authorities.models import Authority
from authorities.services import find_by_name
from correspondence.attachments_said import attachments_said
from correspondence.digests import words_digest
from correspondence.errors import NoDate, NotYet, ThreadRefused
from correspondence.matching import Held, Match, match
from correspondence.models import Message
from correspondence.reading.thread_text import decode_thread, read_thread
from correspondence.reading.thread_types import Letter, NotAThread, Thread
from requests_app.deadlines import Deadline, EventKind, Fact, FactsError, replay
from requests_app.letter_items import find_items
from requests_app.models import InformationRequest
from requests_app.reference_numbers import normalise
from requests_app.services.calendars import current_calendar
from requests_app.titles import title_of

AddTo: TypeAlias = int | Literal["new"] | None
"""Where a thread goes whose number several requests have: the key of one of them, "new", or not said."""

_SIDES = {"requester": Message.Direction.OUTGOING.value, "authority": Message.Direction.INCOMING.value}


@dataclass(frozen=True)
class Reading:
    """A thread as it would be brought in.

    `authority`: the one found or given; None where one would be made, called `authority_name`. `existing`: the
    request that the letters go to, because it holds this thread already or, where `fits` is not empty, because it has
    its number and is the only one or the one chosen. `letters` go with `match.positions`, one to one. `merges`: the
    first letter is the one the request was logged with by hand.
    """

    thread: Thread
    authority: Authority | None
    authority_name: str
    references: tuple[str, ...]
    questions: tuple[str, ...]
    sent_on: date | None
    received_on: date | None
    existing: InformationRequest | None
    match: Match
    fits: tuple[InformationRequest, ...] = ()
    merges: bool = False

    @property
    def new(self) -> int:
        """The letters that the request does not have yet."""
        return self.match.new - self.merges

    @property
    def letters(self) -> tuple[Letter, ...]:
        return self.thread.letters

    @property
    def opening(self) -> Letter | None:
        """The letter that made the request: the first, where it is ours."""
        first = self.letters[0]
        return first if first.side == "requester" else None

    @property
    def title(self) -> str:
        """What the request is about: the page's own title, else what the first letter says."""
        return self.thread.title or title_of(self.opening.body if self.opening else "", list(self.questions))

    def due(self, *, received_on: date | None, sent_on: date | None) -> Deadline | None:
        """The time limit that follows from the dates; None where there is no date, or the law refuses it."""
        law = self.authority.law if self.authority else law_for(guess(self.authority_name).nation).value
        body = self.authority.body if self.authority else ""
        facts = [
            Fact(kind, on)
            for kind, on in ((EventKind.SENT, sent_on), (EventKind.RECEIVED, received_on))
            if on is not None
        ]
        try:
            return replay(facts, law, body, calendar=current_calendar(law)).due
        except FactsError:
            return None


def text_of(raw: bytes) -> str:
    """The text of a file that holds a thread. Raises `ThreadRefused` where it is binary or too long."""
    try:
        return decode_thread(raw)
    except NotAThread as error:
        raise ThreadRefused(str(error)) from error


def read(
    *,
    text: str,
    team: Team,
    today: date,
    authority: Authority | None = None,
    into: InformationRequest | None = None,
    add_to: AddTo = None,
) -> Reading:
    """Read a thread for a team. `authority` overrules the text; `into` is the request it is pasted into.

    A thread that is not here goes to the team's request to the authority with the same number, unless `add_to` says
    otherwise: with several such requests, which of them; "new" for another one.

    Raises `ThreadRefused` (a sentence for the screen) where it cannot be read, its authority is not to be found out,
    or a date in it has not come yet; `AuthorityError` where two authorities bear the name.
    """
    thread = _thread(text)
    if into is not None:
        authority = into.authority
    name = authority.name if authority else thread.authority_name or ""
    if not name:
        raise ThreadRefused(
            "The text does not say which authority the letters are from: choose the authority."
        )
    found = authority or find_by_name(name)
    _check_dates(thread.letters, today)
    existing = into or (_existing(thread, team, found) if found else None)
    fits = _with_its_number(thread, team, found) if found and not existing else ()
    existing = existing or _chosen(fits, add_to)
    first = thread.letters[0]
    ours = first.side == "requester"
    return Reading(
        thread=thread,
        authority=found,
        authority_name=name,
        references=tuple(each.value for each in thread.references if each.role == "authority"),
        questions=tuple(item.text for item in find_items(first.body)) if ours else (),
        sent_on=first.date if ours else None,
        received_on=thread.received_on,
        existing=existing,
        match=match(digests(thread.letters), _held(existing)),
        fits=fits,
        merges=_merges(first, existing),
    )


def _thread(text: str) -> Thread:
    try:
        thread = read_thread(text)
    except NotAThread as error:
        raise ThreadRefused(str(error)) from error
    if not thread.letters:
        raise ThreadRefused(
            "No letter was found in the text: paste the whole thread, from the first letter to the last."
        )
    return thread


def digests(letters: Iterable[Letter]) -> list[tuple[str, str]]:
    """Side and digest of each letter, as `matching` compares them."""
    return [(side_of(letter), words_digest(letter.body)) for letter in letters]


def mentioned_in(letter: Letter) -> int:
    """How many attachments a letter has: as its page counts them, or more where the authority's own words do."""
    said = attachments_said(letter.body) if side_of(letter) == Message.Direction.INCOMING else 0
    return max(letter.attachments_mentioned, len(letter.attachment_names), said)


def side_of(letter: Letter) -> str:
    """The direction of a `Message` for a letter of the thread."""
    return _SIDES[letter.side]


def _check_dates(letters: Iterable[Letter], today: date) -> None:
    for letter in letters:
        if letter.date and letter.date > today:
            who = letter.author or "somebody"
            raise ThreadRefused(
                f"A letter by {who} is dated {letter.date:%-d %B %Y}, which is in the future."
            )


def _held(request: InformationRequest | None) -> list[Held]:
    if request is None:
        return []
    return [Held(*row) for row in request.messages.values_list("position", "direction", "body_sha256")]


def _existing(thread: Thread, team: Team, authority: Authority) -> InformationRequest | None:
    """The team's request to the authority that begins with the same letter.

    The same letter can be sent again a year later: where both threads have a reference and none is the same, it was.
    """
    first = thread.letters[0]
    side, digest = digests([first])[0]
    numbers = numbers_of(thread)
    requests = InformationRequest.objects.filter(team=team, authority=authority).prefetch_related(
        "references"
    )
    begun = Message.objects.filter(Q(opens_request=True) | Q(position=1), direction=side, body_sha256=digest)
    candidates = list(requests.filter(pk__in=begun.values("request_id")).order_by("pk"))
    bare = requests.exclude(messages__opens_request=True).exclude(letter="").order_by("pk")
    candidates += [request for request in bare if words_digest(request.letter) == digest]
    for request in candidates:
        others = {reference.normalised for reference in request.references.all()}
        if not (numbers and others and not numbers & others):
            return request
    return None


def numbers_of(thread: Thread) -> set[str]:
    """The authority's numbers in a thread, as references are compared."""
    return {normalise(each.value) for each in thread.references if each.role == "authority"} - {""}


def _with_its_number(thread: Thread, team: Team, authority: Authority) -> tuple[InformationRequest, ...]:
    """The team's requests to the authority that have one of the thread's numbers, the oldest first."""
    same = InformationRequest.objects.filter(
        team=team, authority=authority, references__normalised__in=numbers_of(thread)
    )
    return tuple(same.distinct().order_by("pk"))


def _chosen(fits: Sequence[InformationRequest], add_to: AddTo) -> InformationRequest | None:
    if add_to == "new":
        return None
    return next((each for each in fits if each.pk == add_to or len(fits) == 1), None)


def _merges(first: Letter, request: InformationRequest | None) -> bool:
    """Whether the first letter is the one the request was logged with, which is no message of its own yet."""
    return bool(
        request
        and first.side == "requester"
        and request.letter.strip()
        and words_digest(first.body) == words_digest(request.letter)
        and not request.messages.filter(opens_request=True).exists()
    )


def check_days(*, sent_on: date | None, received_on: date | None, today: date) -> None:
    """Raise `NotYet` for a day that has not come."""
    for day, word in ((sent_on, "sent"), (received_on, "received")):
        if day and day > today:
            raise NotYet(word, day)


def first_dates(
    reading: Reading, *, sent_on: date | None, received_on: date | None, today: date
) -> tuple[date | None, date | None]:
    """The two dates the clock begins with: what the person gives, else what the thread says.

    A letter dated after its receipt is dated wrongly: then the receipt, which the authority states, goes alone.
    Raises `NoDate` where there is neither, `NotYet` where one has not come yet.
    """
    sent, received = sent_on or reading.sent_on, received_on or reading.received_on
    check_days(sent_on=sent, received_on=received, today=today)
    if sent is None and received is None:
        raise NoDate
    if sent and received and sent > received and not sent_on:
        sent = None
    return sent, received

"""The evidence bundle of a request: what the regulator needs to see of it, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from correspondence import clocks, story
from correspondence.clocks import Clock
from correspondence.file_kinds import in_words
from correspondence.models import Attachment, Message
from correspondence.story import LetterEntry
from requests_app.citation import citation
from requests_app.deadlines import FactsError, Life
from requests_app.ledger_months import Skipped, skipped_days
from requests_app.models import Event, InformationRequest, Report
from requests_app.reports.letters import Piece, pieces, plain
from requests_app.reports.paper import Maker, NothingToReport, Paper
from requests_app.reports.weeks import WeekDay, weeks_of
from requests_app.services.calendars import current_calendar
from requests_app.services.life import life_of
from requests_app.standing import standing

_CHARACTERS_A_PAGE = 3_000


@dataclass(frozen=True)
class LimitOnPaper:
    """A time limit with its reasons: `weeks` day by day, `skipped` the named days, `cited` the law and the facts."""

    clock: Clock
    weeks: list[list[WeekDay | None]]
    skipped: list[Skipped]
    cited: str


@dataclass(frozen=True)
class LetterOnPaper:
    """A letter in full: `number` in the bundle; its words in pieces that can be set."""

    number: int
    entry: LetterEntry
    text: list[Piece]
    quoted: list[Piece]

    @property
    def heading(self) -> str:
        message = self.entry.message
        without = message is not None and not message.subject and not message.opens_request
        return "No subject" if without else plain(self.entry.heading)


@dataclass(frozen=True)
class DocumentOnPaper:
    """A file: `letter` is the number of the letter it came with."""

    letter: int
    name: str
    kind: str
    held: Attachment


def evidence_paper(report: Report) -> Paper:
    """Facts, events, time limits, letters and documents of the report's request, as at its day.

    Raises `NothingToReport` where its maker may no longer see the request. Constant queries.
    """
    visible = InformationRequest.objects.visible_to(report.made_by).with_people()
    request = visible.filter(pk=report.request_id).first()
    if request is None:
        raise NothingToReport("You may not see this request any more.")
    events = Event.objects.select_related("recorded_by", "withdrawn_by", "corrected_by")
    prefetch_related_objects(
        [request], Prefetch("events", events), "references", "questions", "authority__contacts"
    )
    life, problem = _life(request, report)
    letters = _letters(request, report)
    documents = _documents(letters)
    calendar = current_calendar(request.law)
    context = {
        "report": report,
        "request_shown": request,
        "standing": standing(request, on=report.on, calendar=calendar),
        "watched": clocks.watched(life, on=report.on, calendar=calendar) if life else None,
        "life": life,
        "problem": problem,
        "events": list(request.events.all()),
        "limits": _limits(life, report) if life else [],
        "letters": letters,
        "documents": documents,
        "held": sum(each.held.is_held for each in documents),
    }
    length = sum(len(piece.text) + 60 for letter in letters for piece in (*letter.text, *letter.quoted))
    return Paper("paper/evidence.html", context, [request.team], pages=4 + length // _CHARACTERS_A_PAGE)


def _life(request: InformationRequest, report: Report) -> tuple[Life | None, str]:
    try:
        return life_of(request, on=report.on, calendar=current_calendar(request.law)), ""
    except FactsError as error:
        return None, str(error)


def _limits(life: Life, report: Report) -> list[LimitOnPaper]:
    every = clocks.every(life, on=report.on, calendar=current_calendar(life.law))
    return [
        LimitOnPaper(
            clock, weeks_of(clock.limit), skipped_days(clock.limit), citation(clock.limit, on=report.on)
        )
        for clock in every
    ]


def _letters(request: InformationRequest, report: Report) -> list[LetterOnPaper]:
    """The letters of the story in their order, with the one that was logged by form; notes of our own stay out."""
    kept = request.messages.standing().exclude(channel=Message.Channel.NOTE)
    messages = list(kept.select_related("outgoing").prefetch_related("attachments"))
    told = story.tell(
        request, messages=messages, events=request.events.all(), limits=(), today=report.on, past=True
    )
    entries = [entry for entry in told if isinstance(entry, LetterEntry)]
    return [_letter(number, entry) for number, entry in enumerate(entries, start=1)]


def _letter(number: int, entry: LetterEntry) -> LetterOnPaper:
    quoted = entry.message.quoted_text if entry.message else ""
    return LetterOnPaper(number, entry, list(pieces(entry.text)), list(pieces(quoted)))


def _documents(letters: Sequence[LetterOnPaper]) -> list[DocumentOnPaper]:
    return [
        DocumentOnPaper(
            letter.number, shown.filename, in_words(held.sniffed_type) if held.is_held else "", held
        )
        for letter in letters
        if letter.entry.message
        for shown, held in zip(letter.entry.files, letter.entry.message.attachments.all(), strict=True)
    ]


MAKERS: dict[str, Maker] = {Report.Kind.EVIDENCE: evidence_paper}

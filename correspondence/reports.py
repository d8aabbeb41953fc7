"""What an import made, as plain values and as text for a terminal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from correspondence.file_names import shown
from correspondence.models import Message
from correspondence.services.importing import Imported
from requests_app.ledger_months import skipped_days
from requests_app.models import InformationRequest
from requests_app.services.life import life_of


def as_dict(imported: Imported) -> dict[str, Any]:
    """Plain values for JSON, dates in ISO form: the request and its letters as they stand now."""
    request = imported.request
    limit = life_of(request).deadline("response")
    return {
        "request": f"{settings.SITE_URL}{request.get_absolute_url()}",
        "created": imported.created,
        "letters_added": imported.new_letters,
        "team": request.team.name,
        "authority": request.authority.name,
        "authority_created": imported.authority_created,
        "references": [reference.value for reference in request.references.all()],
        "received_on": request.received_on and request.received_on.isoformat(),
        "due_on": limit and limit.due_on.isoformat(),
        "explanation": limit.explanation if limit else "",
        "why": [{"on": day.on.isoformat(), "reason": day.name} for day in skipped_days(limit)]
        if limit
        else [],
        "questions": [question.text for question in request.questions.all()],
        "letters": _letters(request),
    }


def _letters(request: InformationRequest) -> list[dict[str, Any]]:
    return [_letter(message) for message in request.messages.standing().prefetch_related("attachments")]


def _letter(message: Message) -> dict[str, Any]:
    attachments = list(message.attachments.all())
    return {
        "position": message.position,
        "side": "authority" if message.is_incoming else "requester",
        "author": message.author_name,
        "date": message.on and message.on.isoformat(),
        "attachments": len(attachments),
        "attachments_held": sum(attachment.is_held for attachment in attachments),
    }


def as_text(report: dict[str, Any]) -> str:
    """The same for people: a few lines, and a line for each letter."""
    how = "Brought in" if report["created"] else f"Here already, {report['letters_added']} letters added"
    lines = [
        f"{how}: {report['request']}",
        f"Authority:  {report['authority']}{' (new: check its nation and law)' if report['authority_created'] else ''}",
        f"Reference:  {', '.join(report['references']) or 'none found'}",
        f"Received:   {_day(report['received_on']) or 'not known'}",
        f"Due:        {_day(report['due_on']) or 'no time limit runs'}",
        *([f"            {report['explanation']}"] if report["explanation"] else []),
        f"Questions:  {len(report['questions'])}",
        *(f"  {number}. {_short(text)}" for number, text in enumerate(report["questions"], start=1)),
        f"Letters:    {len(report['letters'])}",
        *map(_line, report["letters"]),
    ]
    return "\n".join(lines)


def _line(letter: dict[str, Any]) -> str:
    count, held = letter["attachments"], letter["attachments_held"]
    files = f", {count} attachment{'' if count == 1 else 's'} ({held} held)" if count else ""
    who = shown(letter["author"]) or "no name given"
    return f"  {letter['position']}. {letter['side']}: {who}, {_day(letter['date']) or 'no date'}{files}"


def _day(written: str | None) -> str:
    return f"{date.fromisoformat(written):%-d %B %Y}" if written else ""


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rstrip() + "…"

"""Letters that begin a request of their own, or belong to one that is not here yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import Team, User
from correspondence.models import Arrival, MailMove, Message
from correspondence.services.inbox import file_here
from correspondence.services.moving import move_letter
from requests_app.services.requests import log_request


@transaction.atomic
def file_with_new(*, arrival: Arrival, team: Team, by: User, today: date, **logged: Any) -> MailMove:
    """Log a request of the mail's `team` (`logged`: what `log_request` takes besides) and file the mail with it.

    Raises what the two raise: `FactsError`, `DealtWith`.
    """
    request = log_request(team=team, by=by, **logged)
    return file_here(arrival=arrival, request=request, by=by, today=today, made_request=True)


@transaction.atomic
def split_letter(*, message: Message, by: User, **logged: Any) -> MailMove:
    """Log a request for a letter that stands in another's thread, and move the letter there.

    Raises what the two raise: `FactsError`, `OpensRequest`.
    """
    request = log_request(team=message.request.team, by=by, **logged)
    move = move_letter(message=message, to=request, by=by, made_request=True)
    assert move is not None  # noqa: S101 - for the type checker: the request is new
    return move

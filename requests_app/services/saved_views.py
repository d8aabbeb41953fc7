"""Naming an address of the list, for oneself or for a team."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.models import Team, User
from requests_app.errors import NameTaken
from requests_app.models import SavedView


@transaction.atomic
def save_view(*, name: str, query: str, by: User, team: Team | None) -> SavedView:
    """Keep the address under the name; with a `team`, all its members see it.

    Raises `NameTaken` where the person, or the team, has a view of that name.
    """
    try:
        with transaction.atomic():
            view = SavedView.objects.create(owner=by, team=team, name=name, query=query)
    except IntegrityError as error:
        raise NameTaken(f"There is a view called {name} already. Choose another name.") from error
    record(actor=by, action="view.saved", subject=view, team=team.pk if team else None)
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: User) -> None:
    """Forget the name. The address goes on working."""
    record(actor=by, action="view.removed", subject=view)
    view.delete()

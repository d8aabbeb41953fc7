"""The first account of an installation."""

from __future__ import annotations

import secrets

from django.db import connection, transaction

from accounts.models import Membership, Team, User

FIRST_TEAM = "My team"


@transaction.atomic
def first_run(email: str, password: str | None = None) -> tuple[User, str | None, Team | None]:
    """Make the first site admin and a team led by them, where there is no account at all.

    Returns the account, its password if it was made just now, and the team. Safe to run twice, and twice at once:
    later runs return the oldest site admin, None and the first team they lead.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('first account', 0))")
    if User.objects.exists():
        admin = User.objects.order_by("-is_site_admin", "pk")[0]
        return admin, None, Team.objects.led_by(admin).first()
    password = password or secrets.token_urlsafe(12)
    user = User.objects.create_superuser(email, password)
    team, _ = Team.objects.get_or_create(name=FIRST_TEAM)
    Membership.objects.create(team=team, user=user, role=Membership.Role.LEAD)
    return user, password, team

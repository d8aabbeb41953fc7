"""What may be done with people and teams."""

from accounts.services.first import first_run
from accounts.services.invitations import send_invitation
from accounts.services.people import (
    account_for,
    change_site_admin,
    disable_user,
    enable_user,
    rename_user,
)
from accounts.services.teams import change_role, create_team, invite, remove_member, rename_team

__all__ = [
    "account_for",
    "change_role",
    "change_site_admin",
    "create_team",
    "disable_user",
    "enable_user",
    "first_run",
    "invite",
    "remove_member",
    "rename_team",
    "rename_user",
    "send_invitation",
]

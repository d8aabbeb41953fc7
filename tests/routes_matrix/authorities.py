"""Authorities and the lists of them."""

from __future__ import annotations

from typing import Any

from tests.routes_matrix.answers import (
    GET_ONLY,
    MEMBERS,
    MEMBERS_REFUSED,
    POST_ONLY,
    SITE_ADMIN,
    SITE_ADMIN_DONE,
    SITE_ADMIN_REFUSED,
    TEAM,
    TEAM_DONE,
    TEAM_REFUSED,
    Route,
)
from tests.routes_matrix.world import World


def authority_ids(world: World) -> dict[str, Any]:
    return {"pk": world.authority.pk}


def contact_ids(world: World) -> dict[str, Any]:
    return {"pk": world.authority.pk, "contact_pk": world.contact.pk}


def set_ids(world: World) -> dict[str, Any]:
    return {"pk": world.set.pk}


def merge_ids(world: World) -> dict[str, Any]:
    return {"pk": world.merge.pk}


def proposal_ids(world: World) -> dict[str, Any]:
    return {"pk": world.proposal.pk}


def import_ids(world: World) -> dict[str, Any]:
    return {"pk": world.imported.pk}


ROUTES: dict[str, Route] = {
    # authorities belong to everybody and are looked after by site admins
    "authorities:list": Route(MEMBERS, GET_ONLY),
    "authorities:options": Route(MEMBERS, GET_ONLY),
    "authorities:create": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "authorities:detail": Route(MEMBERS, GET_ONLY, authority_ids),
    "authorities:edit": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:replace": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:add_contact": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:mark_contact": Route(
        "302 403 403 403 405", SITE_ADMIN_DONE, contact_ids, {"status": "bouncing"}
    ),
    "authorities:remove_contact": Route(SITE_ADMIN, SITE_ADMIN_DONE, contact_ids),
    "authorities:merge": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:different": Route("302 403 403 403 405", SITE_ADMIN_DONE, authority_ids),
    "authorities:care": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:duplicates": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:merges": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:undo_merge": Route("302 403 403 403 405", SITE_ADMIN_DONE, merge_ids),
    "authorities:proposals": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:decide": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, proposal_ids),
    # what everybody who is logged in may do with the list
    "authorities:export": Route(POST_ONLY, MEMBERS),
    "authorities:propose": Route(MEMBERS, MEMBERS_REFUSED, authority_ids),
    "authorities:propose_missing": Route(MEMBERS, MEMBERS_REFUSED),
    "authorities:my_proposals": Route(MEMBERS, GET_ONLY),
    "authorities:sets": Route(MEMBERS, GET_ONLY),
    "authorities:new_set": Route(MEMBERS, MEMBERS_REFUSED),
    "authorities:add_found": Route(MEMBERS, MEMBERS_REFUSED),
    "authorities:set": Route(TEAM, GET_ONLY, set_ids),
    "authorities:edit_set": Route(TEAM, TEAM_REFUSED, set_ids),
    "authorities:set_members": Route(POST_ONLY, TEAM_REFUSED, set_ids),
    "authorities:remove_set": Route(TEAM, TEAM_DONE, set_ids),
    # lists of authorities that are brought in: for site admins alone
    "authorities:imports": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "authorities:import": Route(SITE_ADMIN, "302 403 403 403 405", import_ids),
    "authorities:import_columns": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, import_ids),
    "authorities:import_progress": Route(SITE_ADMIN_DONE, "302 403 403 403 405", import_ids),
    "authorities:import_file": Route(SITE_ADMIN, "302 403 403 403 405", import_ids),
    "authorities:import_decide": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    "authorities:import_apply": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    "authorities:import_stop": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    "authorities:import_undo": Route(SITE_ADMIN, SITE_ADMIN_DONE, import_ids),
    "authorities:import_drop": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
}

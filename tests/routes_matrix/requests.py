"""Requests, their notices, reports and spreadsheets."""

from __future__ import annotations

from typing import Any

from tests.routes_matrix.answers import (
    ELSEWHERE,
    EVERYBODY,
    GET_ONLY,
    GET_ONLY_OPEN,
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


def team_ids(world: World) -> dict[str, Any]:
    return {"pk": world.team.pk}


def request_ids(world: World) -> dict[str, Any]:
    return {"pk": world.request.pk}


def event_ids(world: World) -> dict[str, Any]:
    return {"pk": world.event.pk}


def proclaimed_ids(world: World) -> dict[str, Any]:
    return {"pk": world.run.proclaimed_id}


def run_ids(world: World) -> dict[str, Any]:
    return {"pk": world.run.pk}


def spreadsheet_ids(world: World) -> dict[str, Any]:
    return {"pk": world.spreadsheet.pk}


def handover_ids(world: World) -> dict[str, Any]:
    return {"pk": world.handover.pk}


def report_ids(world: World) -> dict[str, Any]:
    return {"pk": world.report.pk}


def view_ids(world: World) -> dict[str, Any]:
    return {"pk": world.view.pk}


ROUTES: dict[str, Route] = {
    # requests are the team's
    "requests:list": Route(MEMBERS, MEMBERS),
    "requests:overdue": Route(MEMBERS, MEMBERS),
    "requests:dashboard": Route(MEMBERS, GET_ONLY),
    "requests:figures": Route(MEMBERS, GET_ONLY),
    "requests:many": Route(POST_ONLY, MEMBERS_REFUSED),
    "requests:undo_handover": Route(POST_ONLY, "302 404 302 404 404", handover_ids),  # whoever made it
    "requests:save_view": Route(POST_ONLY, MEMBERS_REFUSED),
    "requests:remove_view": Route(POST_ONLY, "302 403 302 404 404", view_ids),  # its owner, and leads
    # spreadsheets of requests are the team's
    "requests:imports": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:import": Route(TEAM, GET_ONLY, spreadsheet_ids),
    "requests:import_columns": Route(TEAM, TEAM_REFUSED, spreadsheet_ids),
    "requests:import_codes": Route(TEAM, TEAM_DONE, spreadsheet_ids),
    "requests:import_authorities": Route(TEAM, TEAM_DONE, spreadsheet_ids),
    "requests:import_progress": Route(TEAM_DONE, GET_ONLY, spreadsheet_ids),
    "requests:import_file": Route(TEAM, GET_ONLY, spreadsheet_ids),
    "requests:import_decide": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:import_apply": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:import_stop": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:import_undo": Route(TEAM, TEAM_DONE, spreadsheet_ids),
    "requests:import_drop": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:log": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:log_preview": Route(POST_ONLY, MEMBERS),
    "requests:edit": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:discarded": Route(MEMBERS, MEMBERS),
    "requests:discard": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:restore": Route(POST_ONLY, "302 404 404 404 404", request_ids),  # it is not out
    "requests:record": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:why": Route(TEAM, GET_ONLY, request_ids),
    "requests:correct": Route(TEAM, TEAM_REFUSED, event_ids),
    "requests:calendar": Route(MEMBERS, "302 200 302 200 200"),  # the lead has an address already
    "calendar_feed": Route(EVERYBODY, GET_ONLY_OPEN, lambda world: {"secret": world.secret}),
    "requests:notices": Route(MEMBERS, ELSEWHERE),
    "requests:notice_settings": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:team_notices": Route("302 403 200 404 404", "302 403 422 404 404", team_ids),
    "requests:remind": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:reminder_done": Route(
        POST_ONLY, "302 404 302 404 404", lambda world: {"pk": world.reminder.pk}
    ),
    "stop_notices": Route(EVERYBODY, EVERYBODY, lambda world: {"token": world.stop}),
    # reports: asked for by anybody of their own requests, seen by the team, thrown away by whoever asked
    "requests:reports": Route(MEMBERS, GET_ONLY),
    "requests:new_report": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:print_report": Route(MEMBERS, GET_ONLY, lambda world: {"kind": "overdue"}),
    "requests:report": Route(TEAM, GET_ONLY, report_ids),
    "requests:report_progress": Route(TEAM_DONE, GET_ONLY, report_ids),  # alone it is no page
    "requests:report_file": Route(TEAM, GET_ONLY, report_ids),
    "requests:try_report_again": Route(POST_ONLY, "302 403 302 404 404", report_ids),
    "requests:remove_report": Route(POST_ONLY, "302 403 302 404 404", report_ids),
    "requests:proclaimed": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "requests:withdraw_proclaimed": Route(SITE_ADMIN, SITE_ADMIN_DONE, proclaimed_ids),
    "requests:run_progress": Route(SITE_ADMIN_DONE, "302 403 403 403 405", run_ids),  # alone it is no page
}

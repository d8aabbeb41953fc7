"""A team's spreadsheets in every state, for tests of all pages."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import Team
from requests_app.services import imports
from tests.requests_app.services.imports.files import applied, checked, row, started


def spreadsheets_in_every_state(team: Team) -> list[str]:
    """Their pages: the form, columns, codes, each tab of a preview, names to be decided, a report, the undo."""
    rows = [
        row(
            "Wold Borough Council",
            ref="A-1",
            code="NH",
            reply="1/8/2018",
            link="https://example.org/" + "x" * 150,
        ),
        row("Wold Borough Council", ref="B-2"),
        row("Wolds Boro Council", sent="13/13/2018"),
        row("Wolds Borough Concil"),
        row("Atlantis Water and Sewerage Board of the Northern Lands and Western Isles"),
    ]
    columns, coded = started(team, *rows), started(team, *rows)
    imports.set_columns(run=coded, layout=coded.layout)
    preview, report = checked(team, *rows), applied(team, *rows)
    tabs = [f"{preview.get_absolute_url()}?tab={tab}" for tab in ("new", "maybe", "unknown", "error", "same")]
    named = {
        "import_columns": columns,
        "import_codes": coded,
        "import_authorities": preview,
        "import_undo": report,
    }
    return [
        reverse("requests:imports"),
        *tabs,
        report.get_absolute_url(),
        *(reverse(f"requests:{name}", args=[run.pk]) for name, run in named.items()),
    ]

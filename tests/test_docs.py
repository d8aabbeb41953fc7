"""The documents tell the truth about what is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from requests_app.deadlines import EventKind

PROJECT = Path(__file__).resolve().parent.parent
PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_is_there(page: Path) -> None:
    known = {*get_commands(), "up", "test"}
    assert [name for name in COMMAND.findall(page.read_text()) if name not in known] == []


def test_every_document_is_led_to_from_the_readme_or_a_neighbour() -> None:
    told = "\n".join(page.read_text() for page in PAGES)
    unread = [page.name for page in PAGES if page.parent.name == "docs" and f"{page.name}" not in told]
    assert unread == []


def test_every_kind_of_event_stands_in_the_glossary() -> None:
    glossary = (PROJECT / "docs" / "glossary.md").read_text()
    assert [kind.value for kind in EventKind if f"`{kind.value}`" not in glossary] == []

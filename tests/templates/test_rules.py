"""What holds for every template: a strict content security policy, no file too long, every style sheet linked."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(page.relative_to(ROOT / "templates")) for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_template_holds_nothing_inline_that_the_policy_forbids(page: Path) -> None:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", page.read_text(), flags=re.S)
    assert re.findall(r"\sstyle\s*=", text) == []
    assert "<style" not in text
    assert re.findall(r"<[^>]*\son[a-z]+\s*=", text) == []
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []
    assert "javascript:" not in text


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_template_is_at_most_120_lines(page: Path) -> None:
    assert len(page.read_text().splitlines()) <= 120


def test_every_component_says_what_it_needs() -> None:
    components = sorted((ROOT / "templates" / "components").glob("*.html"))
    assert [page.name for page in components if "{% comment %}" not in page.read_text()] == []


def test_every_style_sheet_is_linked_from_the_frame() -> None:
    frame = (ROOT / "templates" / "base.html").read_text()
    linked = set(re.findall(r"css/[\w.]+\.css", frame))
    assert linked == {f"css/{sheet.name}" for sheet in (ROOT / "static" / "css").glob("*.css")}


def test_every_link_to_a_fragment_of_the_page_by_htmx_has_a_way_without_a_script() -> None:
    """An hx-get stands on a form, a link with an address, or an element that is filled while typing or waiting."""
    bare = []
    for page in PAGES:
        for tag in re.findall(r"<(\w+)\b[^>]*\bhx-get=[^>]*>", page.read_text()):
            if tag == "button":
                bare.append(page.name)
    assert bare == []

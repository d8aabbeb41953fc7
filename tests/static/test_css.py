"""The style sheets keep to the rules of docs/design-system.md: small, no build step, legible in both themes."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
TOKENS = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (CSS / "tokens.css").read_text())
THEMES = {
    "light": {name: light for name, light, _ in TOKENS},
    "dark": {name: dark for name, _, dark in TOKENS},
}
KINDS = ("late", "soon", "ok", "us", "neutral")

# (ink, paper, least ratio): WCAG 2.2 success criteria 1.4.3 (text) and 1.4.11 (edges of controls, shapes)
PAIRS = [
    *((ink, paper, 4.5) for ink, paper in product(("ink", "ink-2", "accent"), ("paper", "sheet", "well"))),
    *((kind, paper, 4.5) for kind, paper in product(KINDS, ("paper", "sheet"))),
    *((kind, f"{kind}-tint", 4.5) for kind in KINDS),
    *((ink, "accent-tint", 4.5) for ink in ("ink", "ink-2", "accent", "accent-deep")),
    *((ink, "late-tint", 4.5) for ink in ("ink", "late")),
    *(("on-accent", paper, 4.5) for paper in ("accent", "accent-deep")),
    *(("paper", kind, 4.5) for kind in KINDS),
    *((edge, paper, 3.0) for edge, paper in product(("rule-strong", "focus"), ("paper", "sheet", "well"))),
]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_ratio_wcag_gives() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_every_colour_is_legible_on_what_it_stands_on(theme: str, ink: str, paper: str, least: float) -> None:
    colours = THEMES[theme]
    assert contrast(colours[ink], colours[paper]) >= least


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_is_short_and_fetches_nothing(sheet: Path) -> None:
    text = sheet.read_text()
    assert len(text.splitlines()) <= 300
    assert "@import" not in text
    assert "url(" not in text


def test_all_style_sheets_together_stay_small() -> None:
    assert sum(sheet.stat().st_size for sheet in SHEETS) <= 80_000


@pytest.mark.parametrize(
    "sheet", [s for s in SHEETS if s.name not in ("tokens.css", "print.css")], ids=lambda sheet: sheet.name
)
def test_colours_are_written_in_the_tokens_alone(sheet: Path) -> None:
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S))
    assert [colour for colour in found if colour != "#fff"] == []


def test_every_variable_that_is_used_is_set_somewhere() -> None:
    text = "\n".join(sheet.read_text() for sheet in SHEETS)
    used = set(re.findall(r"var\(--([\w-]+)", text))
    assert used - set(re.findall(r"--([\w-]+)\s*:", text)) == set()

"""The style of papers is apart from that of pages, and has the same colours."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
PAPER = (STATIC / "paper" / "paper.css").read_text()


def test_the_colours_of_paper_are_those_of_the_light_theme() -> None:
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}),", (STATIC / "css" / "tokens.css").read_text()))
    paper = dict(re.findall(r"--([\w-]+): (#\w{6});", PAPER))
    assert len(paper) > 10
    assert {name: colour for name, colour in paper.items() if light[name] != colour} == {}


def test_it_fetches_nothing_and_is_short() -> None:
    assert "url(" not in PAPER
    assert "@import" not in PAPER
    assert len(PAPER.splitlines()) <= 300


def test_every_variable_that_is_used_is_set() -> None:
    assert set(re.findall(r"var\(--([\w-]+)", PAPER)) - set(re.findall(r"--([\w-]+)\s*:", PAPER)) == set()

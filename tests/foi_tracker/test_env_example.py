"""`.env.example` is complete, and names nothing that does not exist."""

import re
from itertools import pairwise
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parents[2]
# Set by manage.py for its own children; not for people.
INTERNAL = {"FOI_UP_URL", "FOI_THROWAWAY"}
# Read by the programs themselves: gunicorn.
READ_BY_OTHERS = {"WEB_CONCURRENCY"}
READS = re.compile(
    r"""(?:\benv(?:\.[a-z_]+)?\(\s*|\bos\.environ(?:\.get\(|\[)\s*)["']([A-Z][A-Z0-9_]+)["']""", re.VERBOSE
)


def named_in_the_example() -> set[str]:
    text = (PROJECT / ".env.example").read_text()
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def read_by_the_code() -> set[str]:
    files = [*(PROJECT / "foi_tracker").rglob("*.py"), PROJECT / "tests" / "conftest.py"]
    found = {name for path in files for name in READS.findall(path.read_text())}
    return found - {"DJANGO_SETTINGS_MODULE", "CI", "PATH"}


def read_by_compose() -> set[str]:
    text = (PROJECT / "docker-compose.yml").read_text()
    assert yaml.safe_load(text)
    return set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text))


def test_every_setting_that_is_read_stands_in_the_example() -> None:
    assert read_by_the_code() - INTERNAL - named_in_the_example() == set()
    assert read_by_compose() - named_in_the_example() == set()


def test_every_setting_in_the_example_is_read() -> None:
    assert named_in_the_example() - read_by_the_code() - read_by_compose() - READ_BY_OTHERS == set()


def test_every_setting_in_the_example_is_explained() -> None:
    lines = (PROJECT / ".env.example").read_text().splitlines()
    for before, line in pairwise(lines):
        if re.match(r"(# )?[A-Z][A-Z0-9_]+=", line):
            assert re.match(r"# (?!---)|(# )?[A-Z_]+=", before), f"nothing is said above {line}"

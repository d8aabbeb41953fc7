"""What production refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from foi_tracker.production import refuse_examples
from foi_tracker.secret_key import secret_key

PROJECT = Path(__file__).resolve().parents[2]
GOOD_KEY = "k" * 50


def settings_with(**given: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own, with nothing but `given`."""
    env = {name: os.environ[name] for name in ("PATH", "FOI_STATE_DIR")} | {
        "FOI_ENV_FILE": os.devnull,
        **given,
    }
    code = "from foi_tracker import settings; print(settings.SECRET_KEY)"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)


def test_production_starts_with_secrets_of_its_own() -> None:
    done = settings_with(PRODUCTION="true", SECRET_KEY=GOOD_KEY, SITE_URL="https://foi.example.org")
    assert done.stdout == f"{GOOD_KEY}\n", done.stderr


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "SECRET_KEY must be set in production"),
        ({"SECRET_KEY": "short"}, "at least 40 characters"),
        ({"SECRET_KEY": "change-me" * 9}, "SECRET_KEY is still the example"),
        ({"SECRET_KEY": GOOD_KEY, "DEBUG": "true"}, "DEBUG must be off in production"),
        (
            {"SECRET_KEY": GOOD_KEY, "DATABASE_URL": "postgresql://foi:change-me@database/foi"},
            "DATABASE_URL is still the example",
        ),
        ({"SECRET_KEY": GOOD_KEY, "EMAIL_URL": "smtp://a:change-me@host"}, "EMAIL_URL is still the example"),
        (
            {"SECRET_KEY": GOOD_KEY, "STORAGE_SECRET_KEY": "change-me"},
            "STORAGE_SECRET_KEY is still the example",
        ),
    ],
)
def test_production_refuses(given: dict[str, str], words: str) -> None:
    done = settings_with(PRODUCTION="true", **given)
    assert done.returncode != 0
    assert words in done.stderr


@pytest.mark.parametrize("comments", ["# ", ""])
def test_the_example_file_is_refused_as_it_stands_and_with_its_lines_taken_as_they_are(
    comments: str, tmp_path: Path
) -> None:
    example = (PROJECT / ".env.example").read_text()
    copied = tmp_path / ".env"
    copied.write_text(example.replace("# SECRET_KEY=", f"{comments}SECRET_KEY="))
    done = settings_with(PRODUCTION="true", FOI_ENV_FILE=str(copied))
    assert done.returncode != 0
    assert "SECRET_KEY " in done.stderr


def test_elsewhere_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    made = secret_key("", production=False, state_dir=tmp_path)
    assert len(made) >= 40
    assert secret_key("", production=False, state_dir=tmp_path) == made
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_debug_is_named_before_any_secret() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        refuse_examples({"SECRET_KEY": "change-me"}, debug=True)

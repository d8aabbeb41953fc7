"""manage.py parse_mail: facts of mails for people and programs, without a database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.correspondence.mail.builders import mail

KEYS = [
    "message_id",
    "subject",
    "from",
    "to",
    "cc",
    "date",
    "automatic",
    "body_text",
    "quoted_text",
    "attachments",
]


def run(*args: object) -> str:
    out = StringIO()
    call_command("parse_mail", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answer.eml"
    path.write_bytes(mail("Dear Sam,\n\nIt is “here”.\n", Subject="Párks").as_bytes())
    return path


def test_one_file_gives_one_json_object(file: Path) -> None:
    found = json.loads(run(file, "--format", "json"))
    assert list(found) == KEYS
    assert (found["subject"], found["body_text"]) == ("Párks", "Dear Sam,\n\nIt is “here”.")
    assert (found["automatic"], found["date"]) == (None, "2018-07-20T09:00:00+00:00")


def test_several_files_give_a_line_each(file: Path) -> None:
    lines = run(file, file, "--format", "json").splitlines()
    assert [list(json.loads(line)) for line in lines] == [KEYS, KEYS]


def test_people_get_words(file: Path) -> None:
    text = run(file)
    assert "From: Robin Field <foi@example.gov.uk>" in text
    assert "Date: 20 July 2018 09:00 UTC" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a mail: it is empty"),
        (b"\x7fELF", "not a mail: it has no mail headers"),
        (None, "cannot be read"),
    ],
)
def test_bad_input_gets_one_clear_line(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as caught:
        run(path)
    assert "\n" not in str(caught.value)

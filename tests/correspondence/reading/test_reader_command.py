"""`manage.py read_letter`: files in, an object or some lines a file out, and no database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

ANSWER = "Our ref: FOI-21-0042\n\nDear Lab\n\nWe do not hold the information you asked for.\n"
YEARLESS = "Dear Lab\n\nThank you for your request of 3 July. We do not hold the information.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(ANSWER, encoding="utf-8")
    (tmp_path / "b.txt").write_text(YEARLESS, encoding="utf-8")
    return tmp_path


def read(*args: str, **options: object) -> str:
    out = io.StringIO()
    call_command("read_letter", *args, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_an_object_a_file(folder):
    rows = [
        json.loads(line)
        for line in read(str(folder / "a.txt"), str(folder / "b.txt"), format="jsonl").splitlines()
    ]
    assert [row["file"] for row in rows] == [str(folder / "a.txt"), str(folder / "b.txt")]
    assert rows[0]["kind"]["value"] == "not_held"
    start, end, text = (rows[0]["references"][0]["evidence"][name] for name in ("start", "end", "text"))
    assert ANSWER[start:end] == text == "FOI-21-0042"
    assert "text" not in rows[0]


def test_lines_for_people(folder):
    lines = read(str(folder / "a.txt")).splitlines()
    assert lines[0].endswith("a.txt: not held (certainty 94%)") or "not held" in lines[0]
    assert "  reference (authority): FOI-21-0042" in lines


def test_the_text_the_evidence_points_into(folder):
    assert json.loads(read(str(folder / "a.txt"), format="jsonl", with_text=True))["text"] == ANSWER


def test_a_day_given_gives_the_year(folder):
    row = json.loads(read(str(folder / "b.txt"), "--sent-on", "2019-08-01", "--format", "jsonl"))
    assert row["dates"]["received"]["value"] == "2019-07-03"
    assert row["dates"]["received"]["year_assumed"] is True


def test_other_letters_of_the_run_give_the_year(folder):
    for number in range(4):
        (folder / f"c{number}.txt").write_text(
            f"Date: 1{number} June 2018\n\nDear Lab\n\nNot held.\n", encoding="utf-8"
        )
    paths = [str(path) for path in sorted(folder.glob("*.txt"))]
    row = next(
        row
        for row in map(json.loads, read(*paths, format="jsonl").splitlines())
        if row["file"].endswith("b.txt")
    )
    assert row["dates"]["received"]["value"] == "2018-07-03"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder):
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    out, errors = io.StringIO(), io.StringIO()
    paths = [str(folder / name) for name in ("bad.pdf", "missing.txt", "a.txt")]
    with pytest.raises(CommandError, match="2 of 3 files"):
        call_command("read_letter", *paths, format="jsonl", stdout=out, stderr=errors)
    assert len(out.getvalue().splitlines()) == 1
    assert "bad.pdf: The PDF is damaged or locked." in errors.getvalue()
    assert "missing.txt: It cannot be opened" in errors.getvalue()


def test_a_folder_is_scored(folder):
    label = {"file": "a.txt", "kind": "not_held", "reference": "foi-21-0042", "exemptions": [], "items": []}
    (folder / "truth.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")
    lines = read(score=str(folder)).splitlines()
    assert "kind right            100.0% (1 of 1)" in lines
    assert "reference right       100.0% (1 of 1)" in lines


def test_a_folder_without_labels_says_so(tmp_path):
    with pytest.raises(CommandError, match=r"truth\.jsonl"):
        read(score=str(tmp_path))


def test_a_day_that_is_none_is_refused(folder):
    with pytest.raises(CommandError, match="no date"):
        read(str(folder / "a.txt"), "--sent-on", "yesterday")

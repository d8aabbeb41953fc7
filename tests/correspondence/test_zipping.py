"""A zip is made while it is sent: whole, with safe names, and bounded in memory."""

import csv
import io
import tracemalloc
import zipfile
from datetime import date

import pytest

from correspondence.zipping import ZippedFile, zip_of


def zipped_file(name: str = "answer.pdf", content: bytes = b"words", **fields) -> ZippedFile:
    given = {"letter": 2, "on": date(2018, 8, 14), "sender": "Sam Clerk", "sha256": "ab", **fields}
    return ZippedFile(opened=lambda: io.BytesIO(content), name=name, size=len(content), **given)


def unzipped(*files: ZippedFile) -> tuple[zipfile.ZipFile, list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(zip_of(files))))
    return archive, list(csv.reader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))


def test_the_zip_holds_every_file_and_a_table_of_them() -> None:
    archive, rows = unzipped(
        zipped_file(), zipped_file("costs.csv", b"1,2", letter=3, on=None, terms="OGL", note="p. 1")
    )
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()[:-1]} == {
        "002 answer.pdf": b"words",
        "003 costs.csv": b"1,2",
    }
    assert rows[1:] == [
        ["002 answer.pdf", "answer.pdf", "2", "2018-08-14", "Sam Clerk", "5", "ab", "", ""],
        ["003 costs.csv", "costs.csv", "3", "", "Sam Clerk", "3", "ab", "OGL", "p. 1"],
    ]


def test_files_of_several_senders_come_in_folders_whose_names_are_safe_too() -> None:
    archive, _ = unzipped(*(zipped_file(folder=name) for name in ("Mere", "mere", "../up/..", "")))
    assert [name for name in archive.namelist() if ".." in name or name.startswith("/")] == []
    assert archive.namelist()[:2] == ["Mere/002 answer.pdf", "mere/002 answer (2).pdf"]
    assert archive.namelist()[3] == "002 answer.pdf"


def test_names_are_safe_and_differ() -> None:
    names = [
        "A.pdf",
        "a.PDF",
        "../../etc/passwd",
        "x\r\ny\0",
        "annex\u202efdp.exe",
        "",
        "",
        "manifest.csv",
        "é" * 300,
    ]
    archive, rows = unzipped(*(zipped_file(name) for name in names))
    stored = archive.namelist()
    assert stored[:-2] == [
        "002 A.pdf", "002 a (2).PDF", "002 passwd", "002 xy", "002 annexfdp.exe",
        "002 attachment", "002 attachment (2)", "002 manifest.csv",
    ]  # fmt: skip
    assert len({name.casefold() for name in stored}) == len(names) + 1
    assert [row[0] for row in rows[1:]] == stored[:-1]


def test_no_cell_of_the_table_is_a_formula() -> None:
    _, rows = unzipped(zipped_file('=HYPERLINK("x")', sender="@SUM(1)", note="-1+1"))
    assert [rows[1][1], rows[1][4], rows[1][8]] == ['\'=HYPERLINK("x")', "'@SUM(1)", "'-1+1"]


def test_a_file_that_is_gone_is_left_out_and_told() -> None:
    def gone():
        raise FileNotFoundError

    file = zipped_file("gone.pdf")
    archive, rows = unzipped(ZippedFile(gone, file.name, 1, None, "", 5, "ab"), file)
    assert archive.namelist() == ["002 gone.pdf", "manifest.csv"]
    assert [row[0] for row in rows[1:]] == ["(no longer in the storage)", "002 gone.pdf"]


@pytest.mark.parametrize("day", [None, date(1975, 1, 1), date(2018, 8, 14)])
def test_a_date_that_a_zip_cannot_hold_breaks_nothing(day) -> None:
    assert unzipped(zipped_file(on=day))[0].testzip() is None


def test_memory_is_bounded_whatever_the_files_weigh() -> None:
    class Zeros(io.RawIOBase):
        left = 50_000_000

        def read(self, size: int = -1) -> bytes:
            size = min(size, self.left)
            self.left -= size
            return b"\0" * size

    files = [ZippedFile(Zeros, "a", 1, None, "", 50_000_000, "") for _ in range(4)]
    tracemalloc.start()
    sent = sum(map(len, zip_of(files)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > 200_000_000
    assert peak < 5_000_000

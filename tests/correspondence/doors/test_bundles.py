"""Mails out of a ZIP of folders, and what is not taken from it."""

import io
import zipfile

import pytest

from correspondence.doors import bundles
from correspondence.doors.bundles import BundleRefused, found_in, unpacked_size
from correspondence.mail.outlook import MAGIC
from tests.correspondence.mails import make_mail

MAIL = make_mail("We hold it.").as_bytes()
MBOX = b"From sam Tue Aug 14 23:30:00 2018\n" + MAIL + b"\nFrom sam Tue Aug 14 23:30:00 2018\n" + MAIL


def zipped(members: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def told(file: io.BytesIO, name: str = "mails.zip") -> list[tuple[str, str]]:
    """Each name with what was found: the mail's last line, or why it is none."""
    found = []
    for each in found_in(file, name):
        last = each.raw.read().decode("latin-1").strip().rpartition("\n")[2] if each.raw else each.why_not
        found.append((each.name, last))
    return found


def test_folders_mailboxes_and_single_mails_come_in_one_order() -> None:
    file = zipped(
        {"2018/b.eml": MAIL, "2018/a/INBOX": MBOX, "notes.txt": b"Dear diary\n", "x.msg": MAGIC + b"rest"}
    )
    assert told(file) == [
        ("2018/a/INBOX, mail 1", "We hold it."),
        ("2018/a/INBOX, mail 2", "We hold it."),
        ("2018/b.eml", "We hold it."),
        ("notes.txt", "it has no mail headers (From, To, Subject, Date)"),
        ("x.msg", (MAGIC + b"rest").decode("latin-1")),
    ]


def test_one_mail_and_one_mbox_need_no_zip() -> None:
    assert told(io.BytesIO(MAIL), "a.eml") == [("a.eml", "We hold it.")]
    assert told(io.BytesIO(MBOX), "all.mbox") == [(f"all.mbox, mail {n}", "We hold it.") for n in (1, 2)]


def test_the_litter_of_other_machines_is_not_mentioned() -> None:
    assert told(zipped({"__MACOSX/a": b"x", "a/.DS_Store": b"x", "Thumbs.db": b"x", "a/": b""})) == []


def test_a_zip_within_a_zip_and_a_member_that_grows_like_no_mail_stay_closed(monkeypatch) -> None:
    monkeypatch.setattr(bundles, "_ALWAYS_FINE", 100_000)
    file = zipped(
        {"a.zip": zipped({"b.eml": MAIL}).getvalue(), "bomb.eml": MAIL + b"\0" * 1_000_000, "c.eml": MAIL}
    )
    assert [why.partition(" grow")[0] for _, why in told(file)] == [
        "it is a ZIP file within a ZIP file",
        "unpacked it would",
        "We hold it.",
    ]


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("MOST_MEMBERS", 1, "holds 2 files"), ("MOST_UNPACKED", 100, "Unpacked it would be")],
)
def test_a_zip_of_too_much_is_refused_before_it_is_opened(
    monkeypatch, limit: str, value: int, said: str
) -> None:
    monkeypatch.setattr(bundles, limit, value)
    file = zipped({"a.eml": MAIL, "b.eml": MAIL})
    with pytest.raises(BundleRefused, match=said):
        unpacked_size(file)
    with pytest.raises(BundleRefused, match=said):
        list(found_in(file, "a.zip"))


def test_damage_costs_what_is_damaged_alone() -> None:
    raw = bytearray(zipped({"a.eml": MAIL * 20, "b.eml": MAIL}).getvalue())
    raw[60:120] = b"\xff" * 60
    assert [why for _, why in told(io.BytesIO(bytes(raw)))] == ["it is damaged", "We hold it."]
    with pytest.raises(BundleRefused, match="damaged"):
        unpacked_size(io.BytesIO(bytes(raw[:200])))


def test_a_name_that_climbs_out_is_a_name_and_no_path() -> None:
    assert told(zipped({"../../etc/passwd": MAIL})) == [("../../etc/passwd", "We hold it.")]


def test_a_mail_that_is_too_big_is_said_to_be(monkeypatch) -> None:
    monkeypatch.setattr(bundles, "BIGGEST_MAIL", 100)
    assert told(io.BytesIO(MAIL), "a.eml") == [("a.eml", "it is 0 MB; 0 MB is the most")]

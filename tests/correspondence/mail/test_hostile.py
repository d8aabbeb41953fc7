"""Broken, huge and hostile mails are read as far as they go, within bounds."""

import json
import os
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from correspondence.mail.parse import LONGEST_TEXT, parse
from correspondence.mail.report import as_json, as_text
from correspondence.mail.types import Address
from tests.correspondence.mail.builders import full_mail, mail, nested, outlook, raw_mail, tnef


@pytest.mark.parametrize("levels", [1, 40, 1000, 1900])
def test_a_text_is_found_however_deep_it_lies(levels: int) -> None:
    assert parse(nested(levels)).body_text == "Found it."


def test_what_lies_deeper_than_the_limit_is_kept_as_a_file() -> None:
    found = parse(nested(5000))
    assert [one.content_type for one in found.attachments] == ["application/octet-stream"]
    assert b"Found it." in found.attachments[0].content
    assert "It has too many parts: what lies deeper was kept as one file." in found.problems


def test_ten_thousand_parts_are_bounded() -> None:
    part = b"--x\nContent-Type: application/pdf\n\nx\n"
    found = parse(raw_mail(part * 10_000 + b"--x--", b"Content-Type: multipart/mixed; boundary=x"))
    assert 1_000 < len(found.attachments) <= 3_001


def test_a_very_long_text_is_cut_and_says_so() -> None:
    found = parse(raw_mail(b"a" * (LONGEST_TEXT + 10)))
    assert len(found.body_text) == LONGEST_TEXT
    assert "The text is very long; only its beginning was kept." in found.problems


@pytest.mark.parametrize(
    "raw",
    [
        b"From someone Fri Jul 20 10:00:00 2018\nFrom: foi@example.gov.uk\nSubject: Raw\n\nhello\n",
        b"\xef\xbb\xbf\r\n\r\nFrom: foi@example.gov.uk\r\nSubject: Raw\r\n\r\nhello",
        b"From: foi@example.gov.uk\rSubject: Raw\r\rhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: text\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed; boundary=x\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Type: multipart/mixed\n\n--y\n\nhello\n--y--",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: base64\n\naGVs\nbG8",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: base64\n\naGVs\n!!bG8==\n",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: quoted-printable\n\nhel=\nlo",
        b"From: foi@example.gov.uk\nSubject: Raw\nContent-Transfer-Encoding: x-own\n\nhello",
    ],
)
def test_a_mail_with_a_broken_frame_still_gives_its_words(raw: bytes) -> None:
    found = parse(raw)
    assert (found.subject, found.body_text.strip()) == ("Raw", "hello")
    assert found.from_ == Address("", "foi@example.gov.uk")


SEEDS = [
    full_mail().as_bytes(),
    nested(5),
    outlook({0x0037: "s", 0x1000: "t"}, recipients=[], files=[{0x3707: "a.pdf", 0x3701: b"x"}]),
    raw_mail(b"begin 644 a\n#0V%T\n`\nend\n", b"Content-Type: text/plain; charset=utf-7"),
    raw_mail(tnef({"a": b"b"}, body="c"), b"Content-Type: application/ms-tnef"),
]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=12), st.integers(0, 30)), max_size=12),
)
def test_no_mutilated_mail_stops_the_parser(seed: bytes, cuts: list[tuple[int, bytes, int]]) -> None:
    raw = bytearray(seed)
    for at, put, drop in cuts:
        raw[at % (len(raw) + 1) : at % (len(raw) + 1) + drop] = put
    found = parse(bytes(raw))
    written = json.dumps(as_json(found), ensure_ascii=False).encode("utf-8")
    assert "\0" not in as_text(found) + str(found.html)
    assert written
    assert all(one.filename and "/" not in one.filename for one in found.attachments)


@given(st.binary(max_size=2000))
def test_no_bytes_at_all_stop_the_parser(raw: bytes) -> None:
    assert parse(raw).problems != ()


def test_a_large_attachment_is_held_once() -> None:
    size = 20_000_000
    message = mail()
    message.add_attachment(os.urandom(size), maintype="application", subtype="pdf", filename="large.pdf")
    raw = message.as_bytes()
    tracemalloc.start()
    found = parse(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.attachments[0].size == size
    assert peak < 1.5 * size

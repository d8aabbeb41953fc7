"""Files of a mail, decoded piece by piece."""

import base64
import binascii
import mmap
import random
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.mail import sources
from correspondence.mail.parse import parse
from correspondence.mail.sources import Encoded, Held, beginning, size_and_digest, whole
from tests.correspondence.mails import make_mail


@pytest.fixture(params=[7, 64, 1000])
def small_pieces(request, monkeypatch) -> None:
    monkeypatch.setattr(sources, "PIECE", request.param)


def all_of(raw: bytes, encoding: str) -> bytes:
    return whole(Encoded(raw, 0, len(raw), encoding))


def pieces_of(raw: bytes, encoding: str, piece: int) -> bytes:
    before, sources.PIECE = sources.PIECE, piece
    try:
        return all_of(raw, encoding)
    finally:
        sources.PIECE = before


@given(st.binary(max_size=600), st.sampled_from([7, 50, 76, 100]), st.sampled_from([b"\n", b"\r\n"]))
def test_base64_in_pieces_is_what_it_is_at_once(content: bytes, piece: int, ends: bytes) -> None:
    raw = base64.encodebytes(content).replace(b"\n", ends)
    assert pieces_of(raw, "base64", piece) == content


@given(st.lists(st.binary(max_size=40), max_size=6), st.integers(1, 40))
def test_blocks_that_were_padded_one_by_one_are_joined(blocks: list[bytes], piece: int) -> None:
    raw = b"".join(map(base64.b64encode, blocks))
    assert pieces_of(raw, "base64", piece) == b"".join(blocks)


@given(st.binary(max_size=300), st.integers(1, 40))
def test_no_bytes_at_all_stop_it_and_pieces_do_not_matter(raw: bytes, piece: int) -> None:
    assert pieces_of(raw, "base64", piece) == pieces_of(raw, "base64", 10_000)
    assert pieces_of(raw, "", piece) == raw


@given(st.binary(max_size=400), st.integers(30, 200))
def test_quoted_printable_in_pieces_is_what_it_is_at_once(content: bytes, piece: int) -> None:
    raw = binascii.b2a_qp(content, istext=False)
    assert pieces_of(raw, "quoted-printable", piece) == content


@pytest.mark.usefixtures("small_pieces")
def test_size_digest_and_beginning_tell_of_the_decoded_bytes() -> None:
    content = random.Random(1).randbytes(5000)  # noqa: S311
    raw = base64.encodebytes(content)
    source = Encoded(raw, 0, len(raw), "base64")
    assert size_and_digest(source) == size_and_digest(Held(content))
    assert beginning(source, 1234) == content[:1234]


def test_a_mail_may_be_a_file_mapped_into_memory() -> None:
    mail = make_mail("We hold it.")
    mail.add_attachment(b"\x00\x01" * 3000, maintype="application", subtype="pdf", filename="answer.pdf")
    raw = mail.as_bytes()
    with tempfile.TemporaryFile() as file:
        file.write(raw)
        file.flush()
        found = parse(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    assert found.attachments[0].content == b"\x00\x01" * 3000
    assert (found.body_text, found.message_id) == ("We hold it.", "<1@marshland.example>")

"""winmail.dat is opened as far as it is whole."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.mail.tnef import NotTnef, open_tnef
from tests.correspondence.mail.builders import tnef

WHOLE = tnef({"Réponse finale.pdf": b"%PDF-1" * 50, "b.txt": b"xx"}, body="Dear Sam")


def test_files_with_their_long_names_and_the_text_are_found() -> None:
    found = open_tnef(WHOLE)
    assert [(file.name, file.content) for file in found.files] == [
        ("Réponse finale.pdf", b"%PDF-1" * 50),
        ("b.txt", b"xx"),
    ]
    assert found.body == "Dear Sam"


@pytest.mark.parametrize("raw", [b"", b"x" * 100, WHOLE[1:]])
def test_other_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(NotTnef):
        open_tnef(raw)


def test_a_count_of_four_billion_costs_nothing() -> None:
    huge = struct.pack("<I", 0xFFFFFFFF) + struct.pack("<HHI", 0x101F, 0x3707, 0xFFFFFFFF)
    block = struct.pack("<BHHI", 1, 0x9003, 6, len(huge)) + huge + b"\0\0"
    start = time.process_time()
    open_tnef(WHOLE[:6] + block)
    assert time.process_time() - start < 10


@given(st.integers(0, len(WHOLE)), st.binary(max_size=8), st.integers(0, 8))
def test_a_damaged_container_gives_what_is_left(at: int, put: bytes, drop: int) -> None:
    try:
        open_tnef(WHOLE[:at] + put + WHOLE[at + drop :])
    except NotTnef:
        assert at < 4 or not put

"""Where a file is another kind than it says, that is told in words; where programs do not care, it is not."""

import pytest

from correspondence.file_kinds import GROUPS, group_of, in_words, mismatch, part_word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "content_type", "sniffed", "told"),
    [
        ("a.pdf", "application/pdf", "text/html", "says it is a PDF but is a web page"),
        ("a.pdf", "", "application/octet-stream", "says it is a PDF but is not one"),
        (
            "photo.PNG",
            "",
            "image/svg+xml",
            "says it is a picture but is a drawing that can hold programs (SVG)",
        ),
        ("a.docx", "", "application/zip", "says it is a Word document but is a zip file"),
        ("answer", "application/pdf; name=x", "text/plain", "says it is a PDF but is text"),
        ("a.pdf", "application/pdf", "application/pdf", ""),
        ("a.pdf", "application/octet-stream", "application/pdf", ""),
        ("photo.jpg", "image/jpeg", "image/png", ""),
        ("a.csv", "text/csv", "text/plain", ""),
        ("a.doc", "application/msword", "application/rtf", ""),
        ("a.doc", "application/msword", "application/octet-stream", ""),
        ("a.xyz", "", "text/html", ""),
        ("", "", "application/pdf", ""),
        ("a.pdf", "application/pdf", "", ""),
    ],
)
def test_a_file_that_is_another_kind_than_it_says(name, content_type, sniffed, told) -> None:
    assert mismatch(name, content_type, sniffed) == told


def test_a_kind_has_words_also_where_it_is_not_known() -> None:
    kinds = (DOCX, "", "video/mp4")
    assert [in_words(kind) for kind in kinds] == [
        "a Word document",
        "of a kind not known here",
        "of the kind video/mp4",
    ]
    assert [part_word("application/pdf"), part_word("text/plain")] == ["page", "part"]


def test_kinds_come_in_groups_and_each_in_one() -> None:
    kinds = [kind for _, group in GROUPS.values() for kind in group]
    assert len(kinds) == len(set(kinds))
    assert [group_of(kind) for kind in (DOCX, "text/csv", "image/png", "video/mp4", "")] == [
        "Text document",
        "Spreadsheet",
        "Picture",
        "Other",
        "Other",
    ]

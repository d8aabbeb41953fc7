"""File names are data: nothing in them turns the page round or reaches a path."""

import pytest

from correspondence.file_names import LONGEST, for_download, kept, same_name, shown


@pytest.mark.parametrize(
    ("name", "on_screen"),
    [
        ("annex.pdf", "annex.pdf"),
        ("annex\u202efdp.exe", "annex[U+202E]fdp.exe"),
        ("a\u2066b\u200fc.txt", "a[U+2066]b[U+200F]c.txt"),
        ("one\r\ntwo.txt", "one[U+000D][U+000A]two.txt"),
        ("Ymateb i gais – ŵ.pdf", "Ymateb i gais – ŵ.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("/srv/files/a.pdf", "a.pdf"),
        ("C:\\Temp\\a.doc", "a.doc"),
        ("FOI 12/345 annex.pdf", "FOI 12/345 annex.pdf"),
        ("..", ".."),
        ("", ""),
    ],
)
def test_what_deceives_is_spelled_out_on_the_screen(name: str, on_screen: str) -> None:
    assert shown(name) == on_screen


def test_a_name_is_kept_as_it_was_but_for_nul() -> None:
    assert kept("../../etc/pass\0wd") == "../../etc/passwd"


def test_of_a_name_too_long_the_end_is_kept() -> None:
    name = kept("x" * 600 + ".pdf.exe")
    assert (len(name), name[-8:], name[0]) == (LONGEST, ".pdf.exe", "…")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("annex.pdf", "annex.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\a.doc", "a.doc"),
        ("FOI 12/345.pdf", "FOI 12_345.pdf"),
        ('a"b\r\nc.txt', "a_bc.txt"),
        ("annex\u202efdp.exe", "annexfdp.exe"),
        ("...", "attachment-7"),
        ("", "attachment-7"),
    ],
)
def test_a_download_gets_a_name_that_no_file_system_minds(name: str, safe: str) -> None:
    assert for_download(name, otherwise="attachment-7") == safe


def test_a_long_download_keeps_its_ending() -> None:
    name = for_download("x" * 300 + ".xlsx", otherwise="")
    assert name.endswith(".xlsx")
    assert len(name) < 160


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Annex A.pdf", "annex_a.PDF"),
        ("Annex%20A.pdf", "../files/Annex-A.pdf"),
        ("re\u0301sume\u0301.doc", "résumé.doc"),
        ("FOI 18-1134 (final).docx", "FOI_18_1134_final.docx"),
        ("read me", "READ-ME"),
    ],
)
def test_names_that_mean_one_file_are_the_same(one: str, other: str) -> None:
    assert same_name(one) == same_name(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Annex (1).pdf", "Annex (2).pdf"), ("annex.pdf", "annex.docx"), ("annex a.pdf", "annexa.pdf")],
)
def test_names_that_differ_in_a_letter_a_digit_or_the_ending_are_not(one: str, other: str) -> None:
    assert same_name(one) != same_name(other)


@pytest.mark.parametrize("name", ["", " ", "---", ".."])
def test_what_is_no_name_is_the_same_as_nothing(name: str) -> None:
    assert same_name(name) == ""

"""Whatever somebody wrote into a letter can be set on pages, and nothing of it is left out."""

from hypothesis import given
from hypothesis import strategies as st

from requests_app.reports.letters import LONGEST_PIECE, UNBROKEN, Piece, pieces, plain


def test_lines_are_paragraphs_and_blank_lines_the_space_between_them() -> None:
    assert list(pieces("Dear Sir,\n\nWe hold it.\nYours\n\n")) == [
        Piece("Dear Sir,"),
        Piece("We hold it.", begins=True),
        Piece("Yours"),
    ]


def test_what_turns_or_controls_the_text_is_spelled_out() -> None:
    assert (
        plain("annex\u202efdp.exe\x07 \u2066x\u2069 a\x9b")
        == "annex[U+202E]fdp.exe[U+0007] [U+2066]x[U+2069] a[U+009B]"
    )


def test_every_kind_of_line_break_is_one() -> None:
    assert plain("a\r\nb\rc\u2028d\x0ce\u2029f") == "a\nb\nc\nd\ne\nf"


def test_accents_emoji_and_joiners_stay_as_they_are() -> None:
    text = "Siân café नमस्ते 👩\u200d🔬 soft\u00adhyphen\ttab £"
    assert plain(text) == text


def test_a_megabyte_without_a_space_is_cut_into_pieces_and_none_of_it_is_lost() -> None:
    parts = [piece.text for piece in pieces("x" * 1_000_000)]
    assert set(map(len, parts[:-1])) == {UNBROKEN}
    assert len(parts[-1]) <= LONGEST_PIECE
    assert sum(map(len, parts)) == 1_000_000


def test_a_long_paragraph_is_cut_between_words() -> None:
    parts = [piece.text for piece in pieces("word " * 3000)]
    assert {part.split()[-1] for part in parts} == {"word"}
    assert (len(parts), len("".join(parts).split())) == (3, 3000)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_nothing_but_space_is_lost(text: str) -> None:
    whole = "".join(plain(text).split())
    assert "".join("".join(piece.text for piece in pieces(text)).split()) == whole

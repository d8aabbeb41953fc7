"""HTML becomes words to read, however long, deep or broken it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.mail.html_text import LONGEST, html_to_text


def test_paragraphs_lists_and_tables_keep_their_shape() -> None:
    html = "<h1>Answer</h1><p>Dear Sam</p><ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    assert html_to_text(html) == "Answer\n\nDear Sam\n\n  * one\n  * two\na  b"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a>click</a><form>x</form><table><tr><td>a</td><td>b</td></tr></table>", "click\nx\na  b"),
        ("<a href='1'>one</a><a href='2'>two</a>", "one two"),
        ("word<table><tr><td>a</td></tr></table>", "word\na"),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>", "a\nb  c"),
        ("<dl><dt>Plan</dt><dd>held</dd></dl>end", "Plan\nheld\nend"),
        ("x<section>y</section><button>Send</button>z", "x\ny\nSend\nz"),
        ("<b>bo</b>ld", "bold"),
    ],
)
def test_neighbours_do_not_run_together(html: str, text: str) -> None:
    assert [line.rstrip() for line in html_to_text(html).split("\n")] == text.split("\n")


def test_scripts_styles_comments_and_pictures_leave_no_words() -> None:
    html = "<style>p{}</style><script>alert(1)</script><!-- no --><p>yes<img src='https://t.example/x' alt=''></p>"
    assert html_to_text(html) == "yes"


@pytest.mark.parametrize(
    "html", ["<div>" * 5000 + "deep", "<blockquote>" * 3000 + "deep", "<table><tr><td>" * 1000 + "deep"]
)
def test_words_however_deep_are_found(html: str) -> None:
    assert html_to_text(html).strip() == "deep"


def test_long_html_is_stripped_of_its_tags() -> None:
    html = "<style>x</style><p>First &amp; foremost</p>" + "<b>word</b> " * (LONGEST // 8)
    text = html_to_text(html)
    assert text.startswith("First & foremost")
    assert "<" not in text


@pytest.mark.parametrize("unit", ["<", "<script>", "<!--", "<a ", "</", "&", "<p>x", "<![CDATA["])
def test_a_hostile_megabyte_takes_no_longer_than_an_honest_one(unit: str) -> None:
    start = time.process_time()
    html_to_text(unit * (LONGEST // len(unit) + 1))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "html", ["", "<!-- -->", "\0", '<?xml version="1.0" encoding="utf-8"?><p>', "<p>\ud800</p>"]
)
def test_html_without_words_is_empty(html: str) -> None:
    assert html_to_text(html).strip() == ""


@given(st.text(alphabet="<>/pabdivtrul=\"'&;!- \n", max_size=200) | st.text(max_size=200))
def test_any_text_is_read(html: str) -> None:
    assert "\0" not in html_to_text(html)

"""Two copies of one letter have one digest, whatever the way did to their spaces."""

from correspondence.digests import thread_key, words_digest


def test_spaces_line_breaks_and_quotes_do_not_count() -> None:
    assert words_digest("It’s  a\r\nletter\u00a0\u200bhere – “so”\n") == words_digest(
        'It\'s a letter here - "so"'
    )


def test_one_other_word_is_another_letter() -> None:
    assert words_digest("We hold it.") != words_digest("We hold nothing.")


def test_the_parts_of_a_key_do_not_run_together() -> None:
    assert thread_key("a", "bc") != thread_key("ab", "c")
    assert len(thread_key("a")) == 64

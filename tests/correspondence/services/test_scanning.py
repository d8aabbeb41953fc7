"""Asking a virus scanner."""

import pytest

from correspondence.services import scanning


@pytest.mark.parametrize("command", ["false-program-that-is-not-there", "sh -c 'exit 2'"])
def test_a_scanner_that_fails_has_not_said_that_it_is_clean(settings, command: str) -> None:
    settings.VIRUS_SCAN_COMMAND = command
    assert scanning.scan("/dev/null") == "The virus scanner did not answer."

"""From `manage.py` to the command: the environment, the servers the command needs, then the command.

Standard library only at the top: nothing is installed yet when this is imported.
"""

import os
import sys
from collections.abc import Sequence

from foi_tracker.bootstrap import environment
from foi_tracker.embedded.errors import ServerFailed

# Commands that ask neither the database nor the queue, or say themselves when one is missing.
NEED_NO_SERVICES = frozenset(
    {
        *("help", "--help", "-h", "version", "--version", "check", "diffsettings", "doctor"),
        *("deadlines", "parse_mail", "read_letter"),
        *("collectstatic", "findstatic", "makemigrations", "makemessages", "compilemessages"),
    }
)
# A mail server calls these: told 75 it keeps the mail and comes again, told 1 it sends the mail back.
_COME_AGAIN = frozenset({"receive_mail"})
_OURS = """\
python3 manage.py up [--demo] [--port N]     start FOI Tracker on this machine
python3 manage.py test [pytest's arguments]  run the tests
python3 manage.py doctor                     what is missing here, and how to mend it
"""


def main(argv: Sequence[str]) -> int:
    """Run `manage.py`'s command line; return its exit status."""
    command = argv[1] if len(argv) > 1 else "help"
    failed = os.EX_TEMPFAIL if command in _COME_AGAIN else 1
    try:
        _enter_environment(argv, "dev" if command == "test" else "local")
    except environment.NoEnvironment as error:
        print(error, file=sys.stderr)
        return failed
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi_tracker.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    try:
        return _run(command, list(argv))
    except (ServerFailed, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
    except OperationalError as error:
        print(
            f"The database: {str(error).splitlines()[0]} (python3 manage.py doctor tells more)",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        return 130
    return failed


def _enter_environment(argv: Sequence[str], wanted: str) -> None:
    """Go on in the project's environment; does not return when it is not the running one."""
    if environment.is_made_elsewhere():
        return
    if environment.ensure(wanted) or not environment.is_inside():
        sys.stdout.flush()
        os.execv(environment.PYTHON, [str(environment.PYTHON), *argv])  # noqa: S606 (ourselves again)


def _run(command: str, argv: list[str]) -> int:
    if command == "test":
        from foi_tracker.bootstrap import testing

        return testing.main(argv[2:])
    if command == "up" or argv[1:] == ["help", "up"]:
        from foi_tracker.bootstrap import up

        return up.main(argv[2:] if command == "up" else ["--help"])
    if argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        print(_OURS)
    if command in NEED_NO_SERVICES or "--help" in argv:
        _django(argv)
        return 0
    from foi_tracker.bootstrap import first_run, services

    with services.attached():
        first_run.prepare_for(command)
        _django(argv)
    return 0


def _django(argv: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)

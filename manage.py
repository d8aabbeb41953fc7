#!/usr/bin/env python3
"""FOI Tracker's one way in: `python3 manage.py up`, `python3 manage.py test`, and every other command.

Needs Python 3.11 and nothing else: it makes its own environment in `.venv` first. See docs/operations.md.
"""

import sys


def main():
    # This file must be readable for an older Python too, to say this line.
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("FOI Tracker needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    from foi_tracker.bootstrap import launch

    sys.exit(launch.main(sys.argv))


if __name__ == "__main__":
    main()

"""What is worth a word in the log, and a loud one."""

import logging
import re

_SECRET_PATH = re.compile(r"(/(?:calendar|upload|shared|notices/stop)/)[^/\s]+?(\.ics|(?=[/\s]|$))")
_OF_REQUESTS = ("django.request", "django.security")


class RefusalsAreOrdinary(logging.Filter):
    """A request that was refused (4xx) is told in a line of its own, as INFO and without a traceback.

    Django calls a 404 a warning and prints a traceback for a 403, though both say that all works as it should.
    The addresses of calendars, upload pages, shared requests and of stopping mails are secrets, and are left out.
    Failures of ours (5xx) stay as loud as they are.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 500)
        if record.name.startswith(_OF_REQUESTS) and 400 <= status < 500:
            record.levelno, record.levelname = logging.INFO, "INFO"
            record.exc_info = record.exc_text = None
            record.msg, record.args = _SECRET_PATH.sub(r"\1…\2", record.getMessage()), ()
            return logging.getLogger().isEnabledFor(logging.INFO)
        return True

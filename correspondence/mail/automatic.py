"""Tell a person's mail from a machine's: automatic replies and reports of failed delivery.

By the headers that RFC 3834 and RFC 3464 define, then by what mail servers write in practice. That a sender asks for
no automatic answers (X-Auto-Response-Suppress) proves nothing: Outlook writes it into people's mail too.
"""

import re

from correspondence.mail.addresses import parse_addresses
from correspondence.mail.headers import Headers, split_headers
from correspondence.mail.types import Address, Automatic, Bounce, BouncedRecipient

_SUBJECT_REPLY = re.compile(
    r"\s*\[?(?:automatic reply|auto(?:mated|matic)?[ -]?(?:reply|response|responder|acknowledg\w+)|autoreply"
    r"|out of (?:the )?office|away from (?:my|the) (?:desk|office)|on (?:annual|maternity) leave"
    r"|ateb awtomatig|ymateb awtomatig|allan o['’]r swyddfa|neges awtomatig)",
    re.IGNORECASE,
)
_SUBJECT_BOUNCE = re.compile(
    r"\s*(?:undeliver(?:ed|able)|un-?deliverable|delivery (?:status notification|has failed|failure|delayed|report)"
    r"|mail (?:delivery|system) (?:failed|failure|error|subsystem)|mail could not be delivered|failure notice"
    r"|returned mail|message (?:could not be delivered|delivery failure|undeliverable)|warning: (?:could not send"
    r"|message)"
    r"|non[- ]?delivery|rejected:|\*\*message you sent blocked)",
    re.IGNORECASE,
)
_SUBJECT_DELAY = re.compile(
    r"delivery delayed|\(delay\)|delayed mail|warning: (?:could not send|message)|still (?:being )?retr|not yet "
    r"delivered",
    re.IGNORECASE,
)
_SERVER = re.compile(
    r"\A(?:mailer-daemon|postmaster|mail-daemon|maildaemon|microsoftexchange[0-9a-f]{10,})@", re.IGNORECASE
)
_SERVER_NAME = re.compile(
    r"mail delivery (?:sub)?system|mailer-daemon|postmaster|microsoft outlook", re.IGNORECASE
)
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_SMTP_CODE = re.compile(r"\b([45])\d\d[ -]")
_MESSAGE_ID = re.compile(r"^message-id:[ \t]*(<[^<>\s]{1,500}>)", re.IGNORECASE | re.MULTILINE)
_FAILED_ADDRESS = re.compile(r"^[ \t]*<?([\w.+'=-]{1,64}@[\w.-]{1,255})>?:?[ \t]*$", re.MULTILINE)
_REPLY_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply")
_FULL = re.compile(r"\b[45]\.2\.2\b|mailbox (?:is )?full|over quota|quota exceeded", re.IGNORECASE)


def is_server(sender: Address | None) -> bool:
    """Whether a mail server, not a person, is named as the sender."""
    return sender is not None and bool(_SERVER.match(sender.email) or _SERVER_NAME.search(sender.name))


def find_bounce(
    headers: Headers,
    report_type: str,
    reports: list[bytes],
    returned: list[bytes],
    sender: Address | None,
    body: str,
) -> Bounce | None:
    """The failed delivery a mail reports, None when it reports none.

    report_type: of its multipart/report, "" if it is none. reports: its message/delivery-status parts. returned: the
    mail (or its headers) that came back. body: its text.
    """
    recipients = [one for report in reports for one in _recipients(report)]
    failed = [one for one in recipients if one.action not in ("delivered", "relayed", "expanded")]
    if recipients and not failed:
        return None
    by_exim = parse_addresses(headers.raw("x-failed-recipients"))
    subject = _SUBJECT_BOUNCE.match(headers.text("subject")) is not None
    null_sender = (headers.raw("return-path") or "").replace(" ", "") == "<>"
    told = (
        report_type == "delivery-status"
        or failed
        or by_exim
        or (subject and (null_sender or is_server(sender)))
    )
    if not told:
        return None
    if not failed:
        addresses = [one.email for one in by_exim] or list(
            dict.fromkeys(_FAILED_ADDRESS.findall(body[:20_000]))
        )[:20]
        action = "delayed" if _SUBJECT_DELAY.search(headers.text("subject")) else "failed"
        failed = [BouncedRecipient(address, action, "", "") for address in addresses if address]
    quoted = "\n".join(part[:50_000].decode("utf-8", "replace") for part in returned) + "\n" + body
    original = _MESSAGE_ID.search(quoted)
    return Bounce(tuple(failed), _permanent(failed, body), original[1] if original else None)


def _recipients(report: bytes) -> list[BouncedRecipient]:
    """The groups of a message/delivery-status that name a recipient."""
    found = []
    for group in re.split(rb"\r?\n[ \t]*\r?\n", report[:500_000])[:1_000]:
        fields, _, _ = split_headers(group + b"\n\n", 0, len(group) + 2)
        named = fields.raw("final-recipient") or fields.raw("original-recipient")
        if named is None:
            continue
        address = named.rpartition(";")[2].strip(" <>")
        action = (fields.raw("action") or "").strip().lower()
        diagnostic = (fields.raw("diagnostic-code") or "").partition(";")[2].strip()
        found.append(
            BouncedRecipient(address, action, (fields.raw("status") or "").split(" ")[0], diagnostic[:2_000])
        )
    return found


def _permanent(recipients: list[BouncedRecipient], body: str) -> bool | None:
    """Whether it is useless to try again; a full mailbox may be emptied."""
    said = " ".join(f"{one.status} {one.diagnostic}" for one in recipients)
    words = said if _STATUS.search(said) or _SMTP_CODE.search(said) else body[:20_000]
    if any(one.action == "delayed" for one in recipients) or _FULL.search(words):
        return False
    code = _STATUS.search(words) or _SMTP_CODE.search(words)
    return code[1] == "5" if code else None


def kind_of(headers: Headers, report_type: str, bounce: Bounce | None) -> Automatic | None:
    """Whether a machine wrote a mail: "bounce", "auto_reply", or None for a person."""
    if bounce is not None:
        return "bounce"
    submitted = (headers.raw("auto-submitted") or "no").partition(";")[0].strip().lower()
    if submitted != "no" or report_type in ("delivery-status", "disposition-notification"):
        return "auto_reply"
    if any((headers.raw(name) or "no").strip().lower() not in ("no", "") for name in _REPLY_HEADERS):
        return "auto_reply"
    if (headers.raw("precedence") or "").strip().lower() in ("auto_reply", "auto-reply"):
        return "auto_reply"
    if (headers.raw("return-path") or "").replace(" ", "") == "<>":
        return "auto_reply"
    return "auto_reply" if _SUBJECT_REPLY.match(headers.text("subject")) else None

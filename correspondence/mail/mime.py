"""Sort the parts of a MIME mail into texts, files and delivery reports."""

import re

from correspondence.mail.charsets import decode
from correspondence.mail.contents import Contents, File, Text, type_by_name
from correspondence.mail.headers import decode_words, split_headers
from correspondence.mail.parts import Leaf, content, take_apart, uuencoded_files
from correspondence.mail.sources import Held, Raw, Source, beginning, whole
from correspondence.mail.tnef import NotTnef, open_tnef

LONGEST_TEXT = 12_000_000  # bytes of one text that are read
LONGEST_REPORT = 500_000  # bytes of a delivery report that are read
LONGEST_RETURNED = 100_000  # bytes of a mail that came back, or is attached, that are looked into
_TEXTS = ("text/plain", "text/html")
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = ("text/rfc822-headers", "message/global-headers")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def read_mime(raw: Raw) -> Contents:
    """Open a mail as it came over the wire. Never raises."""
    start = _start(raw)
    if raw.find(b"\n") == -1:
        raw = raw[:].replace(b"\r", b"\n")
    tree = take_apart(raw, start)
    found = Contents(headers=tree.headers, problems=tree.problems)
    if tree.content_type == "multipart/report":
        found.report_type = tree.parameters.get("report-type", "").lower()
    alone = len(tree.leaves) == 1
    for leaf in tree.leaves:
        source, problem = content(raw, leaf)
        if problem:
            found.problems.append(problem)
        _sort(leaf, source, found, alone=alone)
    return found


def _start(raw: Raw) -> int:
    """Where the mail begins: after a byte order mark and blank lines."""
    start = 3 if raw[:3] == b"\xef\xbb\xbf" else 0
    while raw[start : start + 1] in (b"\r", b"\n"):
        start += 1
    return start


def _sort(leaf: Leaf, source: Source, found: Contents, *, alone: bool) -> None:
    kind, name = leaf.content_type, leaf.filename()
    attached = leaf.disposition == "attachment"
    if leaf.report and kind in _REPORTS:
        found.reports.append(beginning(source, LONGEST_REPORT))
    elif leaf.report and kind in _RETURNED:
        found.returned.append(beginning(source, LONGEST_RETURNED))
    elif kind == "message/disposition-notification" or (kind == "text/x-amp-html" and leaf.alternative):
        pass
    elif kind in _TEXTS and not attached and (alone or not name):
        _add_text(leaf, source, found)
    elif (kind in _TNEF or name.lower() == "winmail.dat") and _add_tnef(whole(source), found):
        pass
    else:
        if leaf.report and kind == "message/rfc822":
            found.returned.append(beginning(source, LONGEST_RETURNED))
        content_id = (leaf.headers.raw("content-id") or "").strip(" <>")
        file = File(name, kind, source, content_id, attached, leaf.related)
        file.name = name or (
            _subject_of(beginning(source, LONGEST_RETURNED)) if kind == "message/rfc822" else ""
        )
        found.files.append(file)


def _subject_of(mail: bytes) -> str:
    """A name for an attached mail: its subject."""
    headers, _, _ = split_headers(mail, 0, len(mail))
    subject = decode_words(headers.raw("subject") or "")[:150].replace("/", "-").replace("\\", "-").strip()
    return f"{subject}.eml" if subject else ""


def _add_text(leaf: Leaf, source: Source, found: Contents) -> None:
    decoded = beginning(source, LONGEST_TEXT + 1)
    if len(decoded) > LONGEST_TEXT:
        found.problems.append("The text is very long; only its beginning was read.")
        decoded = decoded[:LONGEST_TEXT]
    html = leaf.content_type == "text/html"
    charset = leaf.parameters.get("charset")
    if not html:
        files, decoded = uuencoded_files(decoded)
        for name, inside in files:
            shown = decode(name, None)[0]
            found.files.append(File(shown, type_by_name(shown), Held(inside), attached=True))
    elif not charset and (declared := _META_CHARSET.search(decoded[:4_000])):
        charset = declared[1].decode("ascii", "replace")
    words, problem = decode(decoded, charset)
    if problem:
        found.problems.append(problem)
    found.texts.append(Text(words, html, leaf.alternative))


def _add_tnef(decoded: bytes, found: Contents) -> bool:
    """Put what a winmail.dat holds in its place; False when it cannot be opened."""
    try:
        inside = open_tnef(decoded)
    except NotTnef:
        found.problems.append("Its winmail.dat cannot be opened; it was kept as it came.")
        return False
    for file in inside.files:
        kind = file.content_type or type_by_name(file.name)
        found.files.append(File(file.name, kind, Held(file.content), file.content_id, attached=True))
    if not any(text.words.strip() for text in found.texts):
        if inside.body.strip():
            found.texts.append(Text(inside.body, False, -1))
        if inside.html.strip():
            found.texts.append(Text(inside.html, True, -1))
    return bool(inside.files or inside.body or inside.html)

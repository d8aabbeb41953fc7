"""Take the MIME tree of a mail apart into its leaves, without recursion and within fixed limits (RFC 2045, 2046).

A hostile or broken mail costs what the limits allow and no more: what lies beyond them is kept as one file.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from correspondence.mail.headers import Headers, parameters, split_headers
from correspondence.mail.sources import Encoded, Held, Raw, Source

MOST_PARTS = 3_000
DEEPEST = 2_000  # levels of parts within parts
MOST_SCANNED = 1_000_000_000  # bytes searched for boundaries, all levels together
_TYPE = re.compile(r"[!-.0-9A-Z^_`a-z{|}~]+/[!-.0-9A-Z^_`a-z{|}~]+")
_FIRST_BOUNDARY = re.compile(rb"(?<![^\n])--([^\r\n]{1,200}?)[ \t]*\r?\n")


@dataclass(slots=True)
class Leaf:
    """A part that holds no other parts: its headers, and where its still encoded content stands.

    alternative: number of the multipart/alternative it is a version of, 0 for none. related: it stands in a
    multipart/related. report: it stands in a multipart/report.
    """

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    disposition: str
    disposition_parameters: dict[str, str]
    start: int
    end: int
    alternative: int = 0
    related: bool = False
    report: bool = False

    def filename(self) -> str:
        """The name the sender gave it, "" if none."""
        return self.disposition_parameters.get("filename") or self.parameters.get("name") or ""


@dataclass(slots=True)
class _Range:
    start: int
    end: int
    depth: int
    alternative: int = 0
    related: bool = False
    report: bool = False
    digest: bool = False


@dataclass(slots=True)
class Tree:
    """The leaves of a mail in order, its own headers, and what was wrong with it."""

    headers: Headers = field(default_factory=Headers)
    content_type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def take_apart(raw: Raw, start: int = 0) -> Tree:
    """Read all parts of the mail raw[start:]. Never raises; takes time and memory linear in its length.

    What lies beyond the limits above is kept as one file.
    """
    tree = Tree()
    waiting = [_Range(start, len(raw), 0)]
    scanned = parts = alternatives = 0
    while waiting:
        here = waiting.pop()
        parts += 1
        leaf = _read(raw, here, tree)
        over = parts > MOST_PARTS or here.depth >= DEEPEST or scanned > MOST_SCANNED
        boundary = _boundary(raw, leaf) if leaf.content_type.startswith("multipart/") else b""
        if over and boundary:
            tree.problems.append("It has too many parts: what lies deeper was kept as one file.")
            leaf.content_type = "application/octet-stream"
        if over or not boundary:
            _settle(leaf, boundary, tree)
            if parts <= 2 * MOST_PARTS:
                tree.leaves.append(leaf)
            continue
        scanned += leaf.end - leaf.start
        inside = list(_between(raw, leaf.start, leaf.end, boundary))
        if not inside:
            _without_parts(leaf, tree)
            continue
        kind = leaf.content_type
        alternatives += kind == "multipart/alternative"
        for start, end in reversed(inside[: MOST_PARTS + 1]):
            child = _Range(start, end, here.depth + 1, here.alternative, here.related, here.report)
            child.alternative = alternatives if kind == "multipart/alternative" else here.alternative
            child.related = here.related or kind == "multipart/related"
            child.report = here.report or kind == "multipart/report"
            child.digest = kind == "multipart/digest"
            waiting.append(child)
    return tree


def _read(raw: Raw, here: _Range, tree: Tree) -> Leaf:
    """Headers and type of a part; those of the mail itself are kept in the tree too."""
    headers, body, whole = split_headers(raw, here.start, here.end)
    content_type, found = parameters(headers.raw("content-type"))
    if not _TYPE.fullmatch(content_type):
        if content_type and content_type != "text":
            tree.problems.append(f"A part has the content type “{content_type[:60]}”, which is none.")
        content_type = "message/rfc822" if here.digest else "text/plain"
    disposition, described = parameters(headers.raw("content-disposition"))
    if here.depth == 0:
        tree.headers, tree.content_type, tree.parameters = headers, content_type, found
        if not whole and headers.items and body < here.end:
            tree.problems.append("The blank line after the headers is missing.")
    return Leaf(
        headers,
        content_type,
        found,
        disposition,
        described,
        body,
        here.end,
        here.alternative,
        here.related,
        here.report,
    )


def _boundary(raw: Raw, leaf: Leaf) -> bytes:
    """The boundary of a multipart; where the header lacks it, the first line that looks like one."""
    declared = leaf.parameters.get("boundary", "").rstrip()
    if declared:
        return declared.encode("utf-8", "replace")[:500]
    match = _FIRST_BOUNDARY.search(raw, leaf.start, min(leaf.end, leaf.start + 10_000))
    return match[1] if match else b""


def _settle(leaf: Leaf, boundary: bytes, tree: Tree) -> None:
    if leaf.content_type.startswith("multipart/") and not boundary:
        _without_parts(leaf, tree, keep=False)


def _without_parts(leaf: Leaf, tree: Tree, *, keep: bool = True) -> None:
    """A multipart in which no part begins is read as plain text."""
    if leaf.end > leaf.start:
        tree.problems.append("A part says that it has parts, but none begins in it.")
    leaf.content_type = "text/plain"
    if keep:
        tree.leaves.append(leaf)


def _between(raw: Raw, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each part between the lines "--boundary"; the last may lack its closing line."""
    mark = b"--" + boundary
    opened: int | None = None
    position = start
    while (at := raw.find(mark, position, end)) != -1:
        position = at + len(mark)
        if at > start and raw[at - 1 : at] not in (b"\n", b"\r"):
            continue
        line_end = raw.find(b"\n", at, end)
        line_end = end if line_end == -1 else line_end
        rest = raw[position : min(line_end, position + 100)].strip()
        if rest not in (b"", b"--"):
            continue
        if opened is not None:
            yield opened, _before_line_end(raw, opened, at)
        if rest == b"--":
            return
        opened = position = min(line_end + 1, end)
    if opened is not None:
        yield opened, end


def _before_line_end(raw: Raw, start: int, at: int) -> int:
    """Where a part ends: the line end before the boundary belongs to the boundary (RFC 2046 s.5.1.1)."""
    if raw[at - 1 : at] == b"\n" and at - 1 >= start:
        at -= 1
    return at - 1 if raw[at - 1 : at] == b"\r" and at - 1 >= start else at


def content(raw: Raw, leaf: Leaf) -> tuple[Source, str | None]:
    """Where the decoded content of a leaf comes from, and a sentence when its encoding is not known."""
    encoding = (
        (leaf.headers.raw("content-transfer-encoding") or "").partition(";")[0].strip().strip('"').lower()
    )
    if encoding in ("base64", "quoted-printable"):
        return Encoded(raw, leaf.start, leaf.end, encoding), None
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        body = raw[leaf.start : leaf.end]
        files, _ = uuencoded_files(body)
        return Held(files[0][1] if files else body), None
    as_it_came = Encoded(raw, leaf.start, leaf.end)
    if encoding in ("", "7bit", "8bit", "binary", "none"):
        return as_it_came, None
    return as_it_came, f"A part is encoded as “{encoding[:60]}”, which is not known; it was kept as it came."


_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,300})\r?\n", re.MULTILINE)
_UU_END = re.compile(rb"^(?:`|[ ])?\r?\n?end[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def uuencoded_files(body: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Files written into a text by uuencode (name and content each), and the text without them."""
    if b"begin " not in body:
        return [], body
    files: list[tuple[bytes, bytes]] = []
    kept: list[bytes] = []
    position = 0
    while begin := _UU_BEGIN.search(body, position):
        end = _UU_END.search(body, begin.end())
        decoded = _uu_lines(body[begin.end() : end.start()]) if end else None
        if end is None or decoded is None:
            kept.append(body[position : begin.end()])
            position = begin.end()
            if end is None:
                break
            continue
        kept.append(body[position : begin.start()])
        files.append((begin[1].strip(), decoded))
        position = end.end()
    return files, b"".join([*kept, body[position:]])


def _uu_lines(lines: bytes) -> bytes | None:
    """The bytes of uuencoded lines, None when these are no such lines."""
    decoded = bytearray()
    for line in lines.splitlines():
        if not line or line in (b"`", b" "):
            continue
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            usable = (((line[0] - 32) & 63) * 4 + 5) // 3  # some programs add a check character to the line
            try:
                decoded += binascii.a2b_uu(line[:usable])
            except binascii.Error:
                return None
    return bytes(decoded)

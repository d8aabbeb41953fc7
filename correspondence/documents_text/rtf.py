"""The text of a Rich Text Format file (RTF 1.9.1): control words are dropped, groups without words skipped."""

from __future__ import annotations

import re
from pathlib import Path

from correspondence.documents_text.types import Found, parts

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^a-z]))"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
_WITHOUT_WORDS = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore listtable "
    b"listoverridetable rsidtbl generator latentstyles xmlnstbl fldinst bkmkstart bkmkend filetbl revtbl".split()
)
_AS_TEXT = {
    **dict.fromkeys((b"par", b"line", b"row", b"page", b"sect"), "\n"),
    **dict.fromkeys((b"tab", b"cell"), "\t"),
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}


def read_rtf(path: Path) -> Found:
    return Found(parts(rtf_text(path.read_bytes())))


def rtf_text(raw: bytes) -> str:
    """The words of an RTF file; of a damaged one what can be told."""
    codepage = re.search(rb"\\ansicpg(\d{3,5})", raw[:2000])
    return _Reader(f"cp{codepage[1].decode()}" if codepage else "cp1252").read(raw)


class _Reader:
    """Walks over the tokens with the state of the group it is in: whether it is skipped, and `\\uc`."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        self.words: list[str] = []
        self.skipping, self.after_unicode = False, 1
        self.stack: list[tuple[bool, int]] = []
        self.left_out = 0  # characters still to leave out, which only old readers show (\ucN)

    def read(self, raw: bytes) -> str:
        for token in _TOKEN.finditer(raw):
            if token["brace"]:
                self._brace(token["brace"])
            elif token["word"]:
                self._word(token["word"], token["number"])
            elif token["sign"]:
                self._sign(token["sign"])
            elif token["hex"] or token["text"]:
                self._say(bytes.fromhex(token["hex"].decode()) if token["hex"] else token["text"])
        return "".join(self.words).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()

    def _brace(self, brace: bytes) -> None:
        self.left_out = 0
        if brace == b"{":
            self.stack.append((self.skipping, self.after_unicode))
        elif self.stack:
            self.skipping, self.after_unicode = self.stack.pop()

    def _word(self, word: bytes, number: bytes | None) -> None:
        if word in _WITHOUT_WORDS:
            self.skipping = True
        elif word == b"uc":
            self.after_unicode = min(max(int(number or 1), 0), 10)
        elif self.skipping:
            return
        elif word == b"u" and number:
            self.words.append(chr(int(number) % 65536))
            self.left_out = self.after_unicode
        elif word in _AS_TEXT:
            self.words.append(_AS_TEXT[word])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":  # a group that only readers who know it should show
            self.skipping = True
        elif not self.skipping and sign in b"\\{}":
            self.words.append(sign.decode())
        elif not self.skipping and sign == b"~":
            self.words.append("\u00a0")

    def _say(self, raw: bytes) -> None:
        left_out = min(self.left_out, len(raw))
        self.left_out -= left_out
        if not self.skipping:
            try:
                self.words.append(raw[left_out:].decode(self.codec, "replace"))
            except LookupError:
                self.words.append(raw[left_out:].decode("cp1252", "replace"))

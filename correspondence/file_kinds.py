"""What kind a file is, in words; and where it is another kind than it says. Pure."""

from __future__ import annotations

from correspondence.sniffing import UNKNOWN

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_WORDS = {
    "application/pdf": "a PDF",
    f"{_OOXML}wordprocessingml.document": "a Word document",
    f"{_OOXML}spreadsheetml.sheet": "a spreadsheet",
    f"{_OOXML}presentationml.presentation": "a presentation",
    f"{_ODF}text": "an OpenDocument text",
    f"{_ODF}spreadsheet": "a spreadsheet",
    f"{_ODF}presentation": "a presentation",
    "application/msword": "an old Word document",
    "application/vnd.ms-excel": "an old spreadsheet",
    "application/vnd.ms-powerpoint": "an old presentation",
    "application/rtf": "a Rich Text file",
    "application/zip": "a zip file",
    "application/xml": "an XML file",
    "image/png": "a picture",
    "image/jpeg": "a picture",
    "image/gif": "a picture",
    "image/webp": "a picture",
    "image/tiff": "a picture",
    "image/svg+xml": "a drawing that can hold programs (SVG)",
    "message/rfc822": "an e-mail",
    "text/html": "a web page",
    "text/plain": "text",
    "text/csv": "a table as text",
    "application/x-msdownload": "a program",
    "application/x-executable": "a program",
}
_ENDINGS = {
    "pdf": "application/pdf",
    "docx": f"{_OOXML}wordprocessingml.document",
    "xlsx": f"{_OOXML}spreadsheetml.sheet",
    "pptx": f"{_OOXML}presentationml.presentation",
    "odt": f"{_ODF}text",
    "ods": f"{_ODF}spreadsheet",
    "odp": f"{_ODF}presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
    "eml": "message/rfc822",
    "htm": "text/html",
    "html": "text/html",
    "txt": "text/plain",
    "csv": "text/csv",
}
_ALWAYS_SEEN = frozenset(  # kinds whose bytes cannot be mistaken: where they do not show, it is none
    ("application/pdf", "application/zip", "application/rtf", "image/png", "image/jpeg", "image/gif")
)
_OLD_OFFICE = frozenset(("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"))
_TEXTS = frozenset(("text/plain", "text/csv", "message/rfc822"))
_PARTS = {
    "application/pdf": "page",
    f"{_OOXML}presentationml.presentation": "slide",
    f"{_ODF}presentation": "slide",
    f"{_OOXML}spreadsheetml.sheet": "sheet",
    f"{_ODF}spreadsheet": "sheet",
}
# What a list is narrowed to, for people who do not care which program wrote it.
GROUPS: dict[str, tuple[str, frozenset[str]]] = {
    "pdf": ("PDF", frozenset(("application/pdf",))),
    "text": (
        "Text document",
        frozenset(
            (
                f"{_OOXML}wordprocessingml.document",
                f"{_ODF}text",
                "application/msword",
                "application/rtf",
                "text/plain",
                "text/html",
            )
        ),
    ),
    "table": (
        "Spreadsheet",
        frozenset(
            (
                f"{_OOXML}spreadsheetml.sheet",
                f"{_ODF}spreadsheet",
                "application/vnd.ms-excel",
                "text/csv",
            )
        ),
    ),
    "slides": (
        "Presentation",
        frozenset(
            (
                f"{_OOXML}presentationml.presentation",
                f"{_ODF}presentation",
                "application/vnd.ms-powerpoint",
            )
        ),
    ),
    "picture": (
        "Picture",
        frozenset(("image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/svg+xml")),
    ),
    "mail": ("E-mail", frozenset(("message/rfc822",))),
    "zip": ("Zip file", frozenset(("application/zip",))),
}
OTHER = "other"


def group_of(sniffed: str) -> str:
    """The group of a media type in words: "PDF", "Spreadsheet"; "Other" for what is in none."""
    return next((label for label, kinds in GROUPS.values() if sniffed in kinds), "Other")


def in_words(kind: str) -> str:
    """A media type in words with its article: "a PDF", or "of a kind not known here"."""
    return _WORDS.get(kind, "of a kind not known here" if kind in ("", UNKNOWN) else f"of the kind {kind}")


def part_word(sniffed: str) -> str:
    """What the pieces of such a document are called: page, slide, sheet or part."""
    return _PARTS.get(sniffed, "part")


def claimed(filename: str, content_type: str) -> str:
    """The media type that a file's name claims; where its ending says nothing, the one its sender named."""
    ending = filename.rpartition(".")[2].strip().lower() if "." in filename else ""
    named = content_type.partition(";")[0].strip().lower()
    return _ENDINGS.get(ending) or (named if named in _WORDS else "")


def mismatch(filename: str, content_type: str, sniffed: str) -> str:
    """ "says it is a PDF but is a web page" where name and bytes disagree, else ""."""
    says = claimed(filename, content_type)
    if not says or says == sniffed or not sniffed:
        return ""
    if sniffed == UNKNOWN:
        return f"says it is {_WORDS[says]} but is not one" if says in _ALWAYS_SEEN else ""
    if {says, sniffed} <= _TEXTS or _WORDS[says] == _WORDS.get(sniffed) or says == "text/html" == sniffed:
        return ""
    if says in _OLD_OFFICE and sniffed in ("application/rtf", *_OLD_OFFICE):  # programs read each other's
        return ""
    return f"says it is {_WORDS[says]} but is {in_words(sniffed)}"

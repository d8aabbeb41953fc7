"""Plain text of an HTML mail, for reading, quoting and search. Nothing is fetched; no script or style is kept."""

import re
from html import unescape

from inscriptis import get_text
from inscriptis.css_profiles import RELAXED_CSS_PROFILE
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement
from lxml.etree import LxmlError

LONGEST = (
    300_000  # characters that are laid out, in a second at worst; longer HTML is only stripped of its tags
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TAG_NAME = re.compile(r"<(/?[a-z][a-z0-9]{0,20})")
_BLANK_LINES = re.compile(r"\n[ \t\u00a0\n]*\n")
_BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr")
)
# What begins a line of its own in a browser, and not yet in the library.
_LAID_OUT_AS_BLOCKS = (
    *("form", "section", "fieldset", "legend", "center", "dl", "dt", "dd", "details", "summary", "option"),
    *("button", "caption"),
)
_LAYOUT = ParserConfig(
    css={**{name: HtmlElement(display=Display.block) for name in _LAID_OUT_AS_BLOCKS}, **RELAXED_CSS_PROFILE}
)
_LINK_AFTER_LINK = re.compile(r"</a>(?=<a[ \t\r\n>])", re.IGNORECASE)
_TABLE_IN_A_LINE = re.compile(
    r"([^\s>]|</(?:a|b|i|u|em|strong|span|font|small)>)(?=\s{0,200}<table[\s>])", re.IGNORECASE
)


def html_to_text(html: str) -> str:
    """The words of an HTML text with its paragraphs, lists and tables laid out. Never raises."""
    clean = _CONTROL.sub(" ", _DECLARATION.sub("", html))
    text = ""
    if len(clean) <= LONGEST:
        try:
            text = get_text(_parted(clean), _LAYOUT)
        except (LxmlError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
            text = ""
    if 2 * _signs(text) < _signs(
        stripped := _stripped(clean)
    ):  # what lies deeper than 256 tags is lost by the parser
        text = stripped
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def _parted(html: str) -> str:
    """With a space between a link and the next, and a new line before a table, where only a border would part them."""
    return _TABLE_IN_A_LINE.sub(r"\1<br>", _LINK_AFTER_LINK.sub("</a> ", html))


def _signs(text: str) -> int:
    return sum(map(len, text.split()))


def _stripped(html: str) -> str:
    """The words without any layout, for HTML that is too long or too deep for it; one pass."""
    words: list[str] = []
    lower = html.lower()
    position = 0
    while (tag := html.find("<", position)) != -1:
        words.append(" ".join(unescape(html[position:tag]).split()))
        name = _TAG_NAME.match(lower, tag)
        closing = "-->" if html.startswith("<!--", tag) else ">"
        if name and name[1] in ("script", "style", "title"):
            tag, closing = lower.find(f"</{name[1]}", tag), ">"
        end = html.find(closing, tag) if tag != -1 else -1
        if end == -1:
            return "".join(words)
        words.append("\n" if name and name[1].strip("/") in _BLOCKS else " ")
        position = end + len(closing)
    return "".join([*words, " ".join(unescape(html[position:]).split())])

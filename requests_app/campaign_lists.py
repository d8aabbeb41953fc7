"""A file or pasted cells with authorities for a campaign: who is meant, and what was sent to them elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from authorities.importing.known import load
from authorities.importing.matching import Matcher
from authorities.importing.rows import Layout, check_row
from authorities.tables.errors import NotATable, TooMuch
from authorities.tables.fields import AUTHORITY_FIELDS, EMAIL_ROLES, Field
from authorities.tables.guessing import guess_columns
from authorities.tables.headers import Header, find_header, known_names, plain
from authorities.tables.reading import Table

MOST_ROWS = 5_000
_SENT_FIELDS = (
    Field("sent_on", "date", ("sent", "sent on", "date sent", "request date", "date of request", "day")),
    Field("link", "link", ("url", "web address", "address of the request", "request url", "request link")),
    Field("reference", "reference", ("ref", "reference number", "their reference", "case number")),
)
_SENT_CODES = tuple(each.code for each in _SENT_FIELDS)
# What tells authorities apart; the other columns of a list say nothing to a campaign.
_WHO = ("name", "other_names", *EMAIL_ROLES, "gss", "wdtk", "wdtk-id", "local-authority-code", "other")
_WHO_FIELDS = tuple(each for each in AUTHORITY_FIELDS if each.code in (*_WHO, "nation", "kind"))


@dataclass(frozen=True)
class Similar:
    id: int
    name: str
    why: str


@dataclass
class ListRow:
    """A row: the authority it names, or those it may mean; and what it says was sent. `problem`: why it is no use."""

    number: int
    name: str
    authority_id: int | None = None
    authority: str = ""
    similar: tuple[Similar, ...] = ()
    sent_on: date | None = None
    link: str = ""
    reference: str = ""
    problem: str = ""


@dataclass
class ReadList:
    """The rows of a list by what is known of them. `chosen`: keys of the authorities, each once, in order."""

    rows: list[ListRow] = field(default_factory=list)

    @property
    def fitting(self) -> list[ListRow]:
        return [row for row in self.rows if row.authority_id and not row.problem]

    @property
    def unknown(self) -> list[ListRow]:
        return [row for row in self.rows if not row.authority_id and not row.problem]

    @property
    def wrong(self) -> list[ListRow]:
        return [row for row in self.rows if row.problem]

    @property
    def chosen(self) -> list[int]:
        return list(dict.fromkeys(row.authority_id for row in self.fitting if row.authority_id))


def read_list(table: Table, *, with_sent: bool, picked: dict[int, int], today: date) -> ReadList:
    """Who the rows of a table mean. `picked`: what a person chose for a row, among those that were similar.

    `with_sent`: each must say on which day its request was sent, and may say where it can be seen and its number.
    Raises a `TableError`.
    """
    fields = (*_SENT_FIELDS, *_WHO_FIELDS) if with_sent else _WHO_FIELDS
    header = find_header(table.rows, fields)
    known = known_names(fields)
    if with_sent and not any(plain(name) in known for name in header.names):
        header = Header(
            ("authority", "date", "link", "reference"), 0, found=True
        )  # in this order, without names
    columns = guess_columns(table.rows, header, fields)
    at = {column.field: column.index for column in reversed(columns) if column.field}
    if "name" not in at:
        raise NotATable("No column holds names of authorities: call it “authority”.")
    numbered = [(n, row) for n, row in enumerate(table.rows[header.first :], header.first + 1) if any(row)]
    if len(numbered) > MOST_ROWS:
        raise TooMuch(f"A list can have {MOST_ROWS:,} rows.")
    who = {
        "name": [at["name"]],
        **{code: [n] for code, n in at.items() if code not in (*_SENT_CODES, "name")},
    }
    found = _matched(numbered, Layout(who, header.names), picked)
    for row, (_, cells) in zip(found.rows, numbered, strict=True):
        if with_sent:
            _read_sent(row, {code: _cell(cells, at.get(code)) for code in _SENT_CODES}, today)
    return found


def _matched(numbered: Sequence[tuple[int, list[str]]], layout: Layout, picked: dict[int, int]) -> ReadList:
    register = load()
    checked = [check_row(number, cells, layout) for number, cells in numbered]
    emails = Counter(each for row in checked for code in EMAIL_ROLES for each in row.values.get(code, ()))
    matcher, seen, found = Matcher(register, emails), set(), ReadList()
    for (number, cells), row in zip(numbered, checked, strict=True):
        line = ListRow(number, row.name or _cell(cells, layout.columns["name"][0]))
        found.rows.append(line)
        if not row.name:
            line.problem = "There is no name of an authority in it."
            continue
        match = matcher.match(row)
        offered = [each.id for each in match.candidates]
        line.authority_id = match.id or (picked.get(number) if picked.get(number) in offered else None)
        line.similar = tuple(
            Similar(each.id, register.all[each.id].name, each.why) for each in match.candidates
        )
        if line.authority_id:
            line.authority = register.all[line.authority_id].name
            if line.authority_id in seen:
                line.problem = f"{line.authority} stands in the list twice."
            seen.add(line.authority_id)
    return found


def _read_sent(row: ListRow, cells: dict[str, str], today: date) -> None:
    row.reference, row.link = cells["reference"][:80], cells["link"]
    if row.problem:
        return
    try:
        row.sent_on = forms.DateField().clean(cells["sent_on"].removesuffix(" 00:00:00"))
        if row.link:
            URLValidator(schemes=("http", "https"))(row.link)
    except ValidationError:
        bad_day = row.sent_on is None
        row.problem = (
            f"“{cells['sent_on'][:40]}” is no date, such as 20/07/2018."
            if bad_day
            else f"“{row.link[:60]}” is no web address."
        )
        return
    if row.sent_on and row.sent_on > today:
        row.problem = f"{row.sent_on:%-d %B %Y} is in the future."
    if len(row.link) > 500:
        row.problem = "The web address is longer than 500 characters."


def _cell(cells: Sequence[str], index: int | None) -> str:
    return cells[index].strip() if index is not None and index < len(cells) else ""

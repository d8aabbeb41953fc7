"""What may be written into a research field, by its kind. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

Value = str | bool | list[str]
LONGEST = 5_000
MOST_ITEMS = 200
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


class BadValue(ValueError):
    """`str()` is one sentence for the screen."""


def read_value(kind: str, typed: str, options: Sequence[str] = ()) -> Value | None:
    """What was typed as it is kept; None where it is blank. Raises `BadValue` where it is not of that kind.

    A number is kept as its decimal digits, so that nothing is rounded; a date as "2026-11-24".
    """
    typed = typed.strip()
    if len(typed) > LONGEST:
        raise BadValue(f"That is {len(typed):,} characters; {LONGEST:,} is the most.")
    if not typed:
        return None
    match kind:
        case "number":
            return _number(typed)
        case "date":
            return _date(typed)
        case "yes_no":
            if typed.casefold() not in _YES + _NO:
                raise BadValue("Choose yes or no.")
            return typed.casefold() in _YES
        case "choice":
            return _one_of(typed, options)
        case "list":
            lines = [line.strip() for line in typed.splitlines() if line.strip()]
            if len(lines) > MOST_ITEMS:
                raise BadValue(f"A list can have {MOST_ITEMS} lines.")
            return [_one_of(line, options) if options else line for line in dict.fromkeys(lines)]
    return typed


def typed_value(value: Value | None) -> str:
    """The value as it is typed into its field again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "\n".join(value) if isinstance(value, list) else value


def _number(typed: str) -> str:
    try:
        number = Decimal(typed.replace(",", "").removeprefix("£").strip())
    except InvalidOperation as error:
        raise BadValue("Enter a number, such as 1,250 or 3.5.") from error
    if not number.is_finite():
        raise BadValue("Enter a number, such as 1,250 or 3.5.")
    return format(number, "f")


def _date(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise BadValue("Enter a real date, such as 20/07/2018.") from error


def _one_of(typed: str, options: Sequence[str]) -> str:
    for option in options:
        if option.casefold() == typed.casefold():
            return option
    raise BadValue(f"“{typed[:60]}” is none of the choices.")

"""A cell's value as a spreadsheet program shows it: number formats of ECMA-376, part 1, section 18.8.31.

Takes a value (`Decimal`, date, text, truth value) and a format code, gives the text. Rounds halves away from zero, as the programs do.
Conditions in brackets beyond the sign, fractions and powers of ten are not known: such cells are shown in the general format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from extractors.inputs.moments import moment

GENERAL = "General"
_DIGITS = 10
"""Most significant digits that the general format shows."""
_LONGEST = 255
"""Longest format code that the programs take."""
_WIDE = Context(prec=1000)
"""Room for every number that a cell can hold, at every format."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|!(?P<forced>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<number>[0#?][0#?,]*(?:\.[0#?,]*)?|\.[0#?,]+)|(?P<percent>%)|(?P<at>@)|(?P<general>General|G/通用格式)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"[<>=]")
_CURRENCY = re.compile(r"\$([^\]-]*)")


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format code: literals, and at most one number (`None` in its place among them)."""

    literals: tuple[str | None, ...]
    number: str
    percents: int
    text: bool
    general: bool
    known: bool


def shown(value: object, code: str) -> str:
    """The text of the cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time | timedelta):
        return moment(value, code)
    if isinstance(value, int | float | Decimal):
        return _number(_exact(value), code if 0 < len(code) <= _LONGEST else GENERAL)
    return str(value)


def _exact(value: int | float | Decimal) -> Decimal:
    """The number with the fifteen digits that a spreadsheet keeps."""
    return Context(prec=15).create_decimal(repr(value) if isinstance(value, float) else value)


def _number(value: Decimal, code: str) -> str:
    sections = _sections(code)
    if not value.is_finite():
        return str(value)
    index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[index]
    if not section.known:
        return general(value)
    # A section of its own for negative numbers says by itself how it shows the sign.
    sign = "-" if value < 0 and index == 0 else ""
    size = abs(value)
    if section.general:
        body = general(size)
    elif section.number:
        body = _digits(size * Decimal(100) ** section.percents, section.number)
    elif section.text:
        body = general(size)
    else:
        return sign * bool(section.literals) + "".join(part or "" for part in section.literals)
    if sign and not re.search("[1-9]", body):
        sign = ""
    return sign + "".join(body if part is None else part for part in section.literals)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """The code's parts for positive, negative, zero and text."""
    parts, quoted, escaped = [""], False, False
    for char in code:
        if char == ";" and not quoted and not escaped:
            parts.append("")
            continue
        quoted ^= char == '"' and not escaped
        escaped = char in "\\!" and not escaped and not quoted
        parts[-1] += char
    return tuple(_section(part) for part in parts[:3])


def _section(code: str) -> _Section:
    literals: list[str | None] = []
    numbers, percents, text, general_, known = [], 0, False, False, True
    for match in _TOKEN.finditer(code):
        kind, content = match.lastgroup, match[match.lastgroup or 0]
        if kind == "number":
            numbers.append(content)
            literals.append(None)
        elif kind in ("at", "general"):
            text, general_ = text or kind == "at", general_ or kind == "general"
            literals.append(None)
        elif kind == "bracket":
            currency = _CURRENCY.match(content)
            literals.append(currency[1] if currency else "")
            known = known and not _CONDITION.search(content)
        elif kind == "percent":
            percents += 1
            literals.append("%")
        elif kind == "space":
            literals.append("")
        elif kind != "fill":
            literals.append(content)
            known = known and not (kind == "other" and content in "eE/")
    number, literals, known_numbers = _joined(numbers, literals)
    return _Section(tuple(literals), number, percents, text, general_, known and known_numbers)


def _joined(numbers: list[str], literals: list[str | None]) -> tuple[str, list[str | None], bool]:
    """The only number of a section. Two that a literal point parts (0!.0000) show ten-thousands: one number, shifted."""
    if len(numbers) <= 1:
        return (numbers[0] if numbers else ""), literals, True
    first = literals.index(None)
    if len(numbers) == 2 and literals[first : first + 3] == [None, ".", None] and "." not in "".join(numbers):
        return "!".join(numbers), [*literals[:first], *literals[first + 2 :]], True
    return "", literals, False


def _digits(size: Decimal, pattern: str) -> str:
    """The digits by the placeholders: groups, decimals, leading zeros, thousands cut off by commas at the end."""
    before, shifted, after = pattern.partition("!")
    if shifted:
        pattern, size = f"{before}.{after}", size / Decimal(10) ** len(after.replace(",", ""))
    whole, _, decimals = pattern.partition(".")
    tail = decimals if decimals else whole
    thousands = len(tail) - len(tail.rstrip(","))
    whole_core, decimals = (whole if decimals else whole.rstrip(",")), decimals.replace(",", "")
    rounded = (size / Decimal(1000) ** thousands).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _WIDE)
    integer, _, fraction = f"{rounded:f}".partition(".")
    needed = max((i + 1 for i, char in enumerate(decimals) if char == "0"), default=0)
    while len(fraction) > needed and fraction.endswith("0"):
        fraction = fraction[:-1]
    integer = integer.zfill(whole_core.count("0"))
    if not whole_core.count("0"):
        integer = integer.lstrip("0")
    if "," in whole_core:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    return integer + ("." + fraction if fraction or (decimals and needed) else "")


def general(value: Decimal) -> str:
    """As a cell without a format shows it: no more digits than fit, no zeros at the end."""
    if not value:
        return "0"
    digits = max(_DIGITS, value.adjusted() + 1)
    rounded = value.quantize(Decimal(1).scaleb(max(value.adjusted() + 1 - digits, -_DIGITS)), ROUND_HALF_UP, _WIDE)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Reading printed numbers: healing what OCR and justified lines break, and turning text into quantities.

Refuses text that holds no number or several (`read_cell` gives None): a cell that could mean two things means nothing.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from disclosure.quantity import Quantity, Unit, unit

BLANKS = frozenset({"", "-", "--", "—", "——", "－", "/", "／", "…", "……", "无"})
"""Cell texts that stand for nothing printed."""

_MINUS = str.maketrans({"−": "-", "－": "-", "–": "-", "△": "-", "▲": "-", "﹣": "-"})
_SPLIT_POINT = re.compile(r"(?<=\d)[ \u3000]*\.[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+\.[ \u3000]*(?=\d)")
_SPLIT_COMMA = re.compile(r"(?<=\d)[ \u3000]*,[ \u3000]+(?=\d{3}(?!\d))|(?<=\d)[ \u3000]+,[ \u3000]*(?=\d{3}(?!\d))")
_SPLIT_GROUP = re.compile(r"(?<![\d.])(\d{1,3})[ \u3000](?=\d{3}\.\d)")
_GROUPED = r"\d{1,3}(?:,\d{3})+(?![,.]?\d)|\d{1,3}(?:,\d{3})+\.\d+"
_MISGROUPED = r"\d{1,3}(?:,\d{3})*,(?:\d{4,}(?:\.\d+)?|\d{1,2}\.\d+)"
_PLAIN = r"\d+(?:\.\d+)?"
NUMBER = rf"[-+]?(?:{_GROUPED}|{_MISGROUPED}(?=亿元|万元|元)|{_PLAIN})"
"""Pattern of one number in healed text: optional sign, thousands commas, decimals. Before a unit of money commas that do not part
thousands (1,72758万元) leave it one number; elsewhere they may part two."""
_WHOLE = rf"[-+]?(?:{_GROUPED}|{_MISGROUPED}|{_PLAIN})"
_CELL = re.compile(rf"^[¥￥]?(?P<open>\()?(?P<number>{_WHOLE})(?(open)\))\s*(?P<unit>[^\d\s]*)$")


def heal(text: str) -> str:
    """NFKC, minus signs unified, and a number that a blank split around its separator made whole: '251. 21' → '251.21'."""
    text = unicodedata.normalize("NFKC", text).translate(_MINUS)
    text = _SPLIT_POINT.sub(".", text)
    text = _SPLIT_COMMA.sub(",", text)
    return _SPLIT_GROUP.sub(r"\1", text)


def parse(number: str, unit_: Unit | None = None, text: str | None = None, exact: bool = False) -> Quantity:
    """The quantity of one number in healed form. Raises ValueError where it is not a number."""
    if not re.fullmatch(_WHOLE, number):
        raise ValueError(f"not a number: {number!r}")
    digits = number.replace(",", "")
    places = len(digits.partition(".")[2])
    return Quantity(Decimal(digits), places, unit_, number if text is None else text, exact=exact)


def misgrouped(text: str) -> bool:
    """Whether the commas of a number's text do not part thousands: a digit or the point was lost, or there is one too many."""
    whole, _, _ = "".join(heal(text).split()).lstrip("-+(¥￥").partition(".")
    digits = re.match(r"[\d,]+", whole)
    return digits is not None and "," in digits[0] and not re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits[0])


def is_blank(text: str) -> bool:
    """Whether a cell's text stands for nothing printed."""
    return "".join(text.split()) in BLANKS


def read_cell(text: str, caption: Unit | None = None) -> Quantity | None:
    """The one number of a table cell, under the caption's unit unless the cell prints its own; None for anything else.

    '(1.2)' is minus 1.2. A cell of words, of several numbers or of a number inside words gives None.
    """
    match = _CELL.match("".join(heal(text).split()))
    if match is None or (match["unit"] and unit(match["unit"]) is None):
        return None
    number = "-" + match["number"].lstrip("+-") if match["open"] else match["number"]
    return parse(number, unit(match["unit"]) or caption, text)

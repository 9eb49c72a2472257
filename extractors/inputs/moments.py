"""Dates and times of cells as a spreadsheet program shows them: the date words of number formats (ECMA-376, part 1, 18.8.31).

Takes a value and a format code, gives text; a code without date words gives a plain form. Refuses nothing.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_DATE = re.compile(
    r"(?P<year>y+)|(?P<month>m+)|(?P<day>d+)|(?P<hour>h+)|(?P<second>s+)|(?P<half>上午/下午|AM/PM|am/pm)|(?P<other>.)"
)


def moment(value: datetime | date | time | timedelta, code: str) -> str:
    """A date or time by its code; in a plain form where the code is not one of dates."""
    if isinstance(value, timedelta):
        return str(value)
    plain = _words(code)
    if not any(kind in ("year", "month", "day", "hour", "second") for kind, _ in plain):
        return value.strftime("%Y-%m-%d") if isinstance(value, date) else value.strftime("%H:%M")
    out, hours = "", False
    for position, (kind, text) in enumerate(plain):
        follows = next((other for other, _ in plain[position + 1 :] if other != "other"), "")
        minutes = kind == "month" and (hours or follows == "second")
        out += _date_part(value, "minute" if minutes else kind, text)
        hours = kind == "hour" or (hours and kind == "other")
    return out.strip()


@lru_cache(maxsize=256)
def _words(code: str) -> list[tuple[str, str]]:
    """The first part of the code as date words and literals."""
    found: list[tuple[str, str]] = []
    for match in re.finditer(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(;)|([^";\\\[]+?(?=["\\;\[_*]|$))', code):
        if match[3]:
            break
        if match[1] is not None or match[2] is not None:
            found.append(("other", match[1] if match[1] is not None else match[2]))
        elif match[4]:
            found += [(part.lastgroup or "other", part[0]) for part in _DATE.finditer(match[4].replace("@", ""))]
    return found


def _date_part(value: datetime | date | time, kind: str, text: str) -> str:
    instant = value if isinstance(value, datetime) else None
    day = value if isinstance(value, date) else None
    clock = instant.time() if instant else value if isinstance(value, time) else time()
    if kind == "other":
        return text
    if kind == "half":
        return "上午" if clock.hour < 12 else "下午"
    if kind in ("hour", "minute", "second"):
        number = getattr(clock, kind)
        return f"{number:02d}" if len(text) > 1 else str(number)
    if day is None:
        return ""
    if kind == "year":
        return f"{day.year:04d}" if len(text) > 2 else f"{day.year % 100:02d}"
    number = day.month if kind == "month" else day.day
    return f"{number:02d}" if len(text) == 2 else str(number)

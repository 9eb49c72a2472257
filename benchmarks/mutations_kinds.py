"""What a slip does to a printed number or word: a digit changed, digits transposed, a point dropped, a direction or year wrong.

Plain functions over text with a seeded source of chance. They give None where that slip cannot be made of this text or would leave
it as it was; a number never begins with a zero that was not there.
"""

from __future__ import annotations

import re
from random import Random

FIGURE_KINDS = ("digit", "transposed", "point")
KINDS = (*FIGURE_KINDS, "shifted", "unit", "direction", "year")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
DIRECTION = re.compile("增加|减少|增长|下降|大于|小于")
YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
UNIT = re.compile(r"(?<=\d)(?:万元|元)$")
_OPPOSITE = {a: b for pair in ("增加减少", "增长下降", "大于小于") for a, b in ((pair[:2], pair[2:]), (pair[2:], pair[:2]))}
_CHOICE = re.compile(r"[（(/、或]{1,2}(?:增加|减少|增长|下降|大于|小于)")


def only_number(text: str) -> re.Match[str] | None:
    """The one number of a text, None where there is none or more than one."""
    found = list(NUMBER.finditer(text))
    return found[0] if len(found) == 1 else None


def slip(kind: str, number: str, chance: Random) -> str | None:
    """The number with a slip of that kind (one of FIGURE_KINDS)."""
    if kind == "digit":
        return _digit(number, chance)
    if kind == "transposed":
        return _transposed(number, chance)
    whole, point, rest = number.partition(".")
    return whole + rest if point and whole != "0" else None


def opposite(word: str) -> str:
    """The direction word that says the contrary."""
    return _OPPOSITE[word]


def is_choice(text: str, start: int, end: int) -> bool:
    """Whether the direction word `start:end` is one of two that a form leaves open: 增加（减少）."""
    after, before = text[end : end + 4], text[max(start - 3, 0) : start + 2]
    return bool(_CHOICE.match(after) or _CHOICE.search(text[max(start - 4, 0) : end]) or DIRECTION.match(before[:2]))


def other_unit(symbol: str) -> str | None:
    """元 for 万元 and the reverse."""
    return {"元": "万元", "万元": "元"}.get(symbol)


def wrong_year(year: str, chance: Random) -> str:
    """The year before or after."""
    return str(int(year) + chance.choice((-1, 1)))


def _digit(number: str, chance: Random) -> str | None:
    at = chance.choice([i for i, c in enumerate(number) if c.isdigit()])
    leading = at == 0 and len(number) > 1 and number[1].isdigit()
    new = chance.choice([d for d in "0123456789" if d != number[at] and not (leading and d == "0")])
    return number[:at] + new + number[at + 1 :]


def _transposed(number: str, chance: Random) -> str | None:
    """Two neighbouring digits in each other's place."""
    pairs = [i for i in range(len(number) - 1) if number[i : i + 2].isdigit() and number[i] != number[i + 1]]
    pairs = [i for i in pairs if i > 0 or number[1] != "0"]
    if not pairs:
        return None
    at = chance.choice(pairs)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]

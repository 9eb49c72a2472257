"""Lists a slice at a time: each slice says where the next begins, by the last row's own sort key (keyset paging).

Rows that come or go between two slices move nothing: no row is shown twice and none is passed over. A cursor is opaque to its user.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, literal, tuple_

from store.errors import BadCursorError

Item = TypeVar("Item")
Key = str | int | datetime


@dataclass(frozen=True, slots=True)
class Slice(Generic[Item]):
    """Some items of a list in order; `next` is the cursor for those after them, None at the end."""

    items: tuple[Item, ...]
    next: str | None = None


def beyond(columns: Sequence[Any], key: Sequence[Key], *, descending: bool = False) -> ColumnElement[bool]:
    """The condition that a row comes after the key in a list sorted by these columns."""
    row, mark = tuple_(*columns), tuple_(*(literal(value, column.type) for column, value in zip(columns, key, strict=True)))
    return row < mark if descending else row > mark


def cut(found: Sequence[Item], limit: int, key: Callable[[Item], Sequence[Key]]) -> Slice[Item]:
    """The first `limit` of the items; there is a next slice where more were found."""
    items = tuple(found[:limit])
    return Slice(items, write_cursor(*key(items[-1])) if items and len(found) > limit else None)


def write_cursor(*key: Key) -> str:
    """The sort key as a cursor."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in key]
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *kinds: type[Key]) -> list[Any]:
    """The sort key behind a cursor, one value of each kind. Raises BadCursorError for anything else."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_value(value, kind) for value, kind in zip(plain, kinds, strict=True)]
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursorError(cursor[:40]) from error


def _value(value: Any, kind: type[Key]) -> Key:
    """One part of a key. Raises ValueError or TypeError where it is none of that kind."""
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone")
        return moment
    if type(value) is not kind:
        raise TypeError(f"not {kind.__name__}")
    return value

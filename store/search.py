"""Finding findings by their words: any part of a message, Chinese included, by an index of neighbouring pairs of characters.

SQLite keeps the pairs in an FTS5 index without content, PostgreSQL in an array under a GIN index. The index gives candidates; the
text itself decides. Words that many findings hold are better looked for in the order of the list, without the index: a page of them is
soon full. A single character has no pair and is looked for in the same way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal_column, or_, select, text, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.tables import FindingRow

TABLE = "finding_pairs"

MANY = 2000
"""So many candidates are looked up one by one; more of them lie close enough in the list."""


def is_search_table(name: str) -> bool:
    """Whether a table belongs to the index (FTS5 keeps several)."""
    return name.startswith(TABLE)


def pairs(words: str) -> list[str]:
    """Every pair of neighbouring letters, ideographs and digits, blanks and punctuation left out: 决算 数 → 决算, 算数."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", words).lower() if unicodedata.category(c)[0] in "LN")
    return sorted({plain[i : i + 2] for i in range(len(plain) - 1)})


def add_words(session: Session, texts: Iterable[tuple[int, str]]) -> None:
    """Indexes the texts of new findings by their ids."""
    rows = [{"id": number, "pairs": _packed(session, words)} for number, words in texts]
    if rows:
        session.execute(text(f"INSERT INTO {TABLE} (rowid, pairs) VALUES (:id, :pairs)"), rows)


def drop_words(session: Session, texts: Sequence[tuple[int, str]]) -> None:
    """Takes findings out of the index; SQLite needs the text that was indexed."""
    if not texts:
        return
    if session.get_bind().dialect.name == "sqlite":
        order = text(f"INSERT INTO {TABLE} ({TABLE}, rowid, pairs) VALUES ('delete', :id, :pairs)")
        session.execute(order, [{"id": number, "pairs": _packed(session, words)} for number, words in texts])
        return
    order = text(f"DELETE FROM {TABLE} WHERE rowid IN :ids").bindparams(bindparam("ids", expanding=True))
    session.execute(order, {"ids": [number for number, _ in texts]})


def candidates(session: Session, words: str) -> list[int] | None:
    """Numbers of all findings whose message may hold these words; None where they are more than `MANY`, or cannot be looked up."""
    lookup = _lookup(session, words)
    if lookup is None:
        return None
    found = list(session.scalars(lookup.limit(MANY + 1)))
    return found if len(found) <= MANY else None


def among_candidates(session: Session, words: str) -> ColumnElement[bool]:
    """The condition that the index does not rule these words out, for going through all findings at once."""
    lookup = _lookup(session, words)
    return true() if lookup is None else FindingRow.id.in_(lookup)


def _lookup(session: Session, words: str) -> Select[int] | None:
    """The query of the index, None for words without a pair."""
    wanted = pairs(words)
    if not wanted:
        return None
    sqlite = session.get_bind().dialect.name == "sqlite"
    condition = f"{TABLE} MATCH :pairs" if sqlite else "pairs @> :pairs"
    packed = " AND ".join(f'"{pair}"' for pair in wanted) if sqlite else wanted
    number: ColumnElement[int] = literal_column("rowid")
    return select(number).select_from(text(TABLE)).where(text(condition).bindparams(pairs=packed))


def saying(session: Session, words: str) -> ColumnElement[bool]:
    """The condition that a finding's message, in either language, holds these words as they stand, whatever the case."""
    return or_(holds(session, FindingRow.zh, words), holds(session, FindingRow.en, words))


def holds(session: Session, column: InstrumentedAttribute[Any], words: str) -> ColumnElement[bool]:
    """The condition that a column holds these words, whatever the case of Latin letters (SQLite's LIKE does that by itself)."""
    if session.get_bind().dialect.name == "sqlite":
        return column.contains(words, autoescape=True)
    return column.icontains(words, autoescape=True)


def indexed(zh: str, en: str) -> str:
    """What of a finding is indexed: its message in both languages, apart."""
    return f"{zh}\n{en}"


def _packed(session: Session, words: str) -> str | list[str]:
    """Pairs as the database takes them."""
    found = sorted({pair for line in words.split("\n") for pair in pairs(line)})
    return " ".join(found) if session.get_bind().dialect.name == "sqlite" else found

"""Which kind of schedule a table is: by its title, else by the words in it, never by number or position.

The longest known phrase in the title decides; a phrase that stands beside a word of another scope (财政拨款 before 收支总表) does not
count. A title with a character lost or misread may still decide when it is close to one phrase only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from extractors.schedules.text import header, label, plain
from extractors.schedules.vocabulary import Kind, kinds, qualifiers

_NOISE = re.compile(r"(?:、|20\d\d年?度?|[（(]?公开[0-9一二三四五六七八九十]*表[）)]?|^表[\d\-—]+|^附[表件]?\d*[：:]?|^[\d.、]+)")
_REMARK = re.compile(r"（[^（）]*）$")
UNKNOWN = Kind("unknown", (), kinds()[-1].measure)


def kind_of(title: str, texts: Iterable[str], own: Mapping[str, str] | None = None) -> Kind:
    """The kind of a table with this title whose headers and labels are `texts`; UNKNOWN where nothing is certain.

    `own` are further phrases of titles with the keys of their kinds; they count like the known ones, and before them.
    """
    cleaned = _NOISE.sub("", plain(title))
    found = _by_title(cleaned, own or {}) or _nearly(cleaned)
    if found is not None:
        return found
    # A title that names a table we do not know is an answer; only a missing or broken one leaves the word to the headers.
    return (
        UNKNOWN
        if _REMARK.sub("", cleaned).endswith("表") and len(cleaned) > 3
        else _by_words({form(text) for text in texts for form in (header, label)})
    )


def _by_title(title: str, own: Mapping[str, str]) -> Kind | None:
    best: tuple[int, Kind] | None = None
    for phrase, kind in _phrases(own):
        if phrase in title and (best is None or len(phrase) > best[0]) and not _qualified(title, phrase, kind):
            best = (len(phrase), kind)
    return best[1] if best else None


def _phrases(own: Mapping[str, str]) -> Iterator[tuple[str, Kind]]:
    """Every phrase that names a kind, the user's own first."""
    known = {kind.key: kind for kind in kinds()}
    yield from ((plain(phrase), known[key]) for phrase, key in own.items())
    yield from ((phrase, kind) for kind in kinds() for phrase in kind.titles)


def _qualified(title: str, phrase: str, kind: Kind) -> bool:
    """Whether a word beside the phrase makes the table another one; a word that every table of the kind implies does not."""
    rest = title.replace(phrase, "｜", 1)
    return any(word in rest and word not in phrase and word not in kind.implied for word in qualifiers())


def _nearly(title: str) -> Kind | None:
    """The kind whose phrase differs from the title by one character, where all such phrases are of one kind."""
    close = {kind.key: kind for kind in kinds() for phrase in kind.titles if len(phrase) >= 7 and _one_off(title, phrase)}
    return next(iter(close.values())) if len(close) == 1 else None


def _one_off(title: str, phrase: str) -> bool:
    blocks = SequenceMatcher(None, title, phrase, autojunk=False).get_matching_blocks()
    return max(len(title), len(phrase)) - sum(block.size for block in blocks) <= 1


def _by_words(present: set[str]) -> Kind:
    fitting = [k for k in kinds() if k.evidence and k.evidence <= present and not k.absent & present]
    return fitting[0] if len(fitting) == 1 else UNKNOWN

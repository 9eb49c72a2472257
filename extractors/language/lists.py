"""Lists while they are read: which whole is open, which figures are its parts, where it ends.

A list opens inline (“…，其中：A…；B…”), in a bracket, or below a paragraph whose numbered items follow in paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from disclosure.fact import Fact, Measure, Sentence
from extractors.language.breakdowns import alike, emit
from extractors.language.frames import Frame, Listing, State, single
from extractors.language.leads import Mention, Subject
from extractors.language.naming import naming
from extractors.language.numbers import Number
from extractors.language.vocabulary import partitions

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

ITEM = re.compile(r"^(?:\((?P<bracket>[一二三四五六七八九十\d]{1,3})\)|(?P<plain>\d{1,2})(?:、|\.(?!\d)|．)|(?P<ring>[①-⑳]))")
_LEADS_ON = re.compile(r"(?:其中|如下|情况|方面|内容|包括|具体为)[:,]?$")
_DIGITS = "一二三四五六七八九十"


def next_state(reader: Reader, first: Sentence, folded: str) -> State:
    """The state in which a paragraph that begins with that sentence is read."""
    old, listing = reader.state, reader.items
    item = ITEM.match(folded)
    if listing is not None and not _belongs(listing, first, item):
        close_items(reader)
        listing = None
    if listing is not None:
        _begin_item(reader, listing, first, item)
        state = State(lists=[listing])
        if item is None and _titled(old):
            state.current, state.frames = old.current, [f for f in [old.current] if f]
        return state
    if re.match(r'"?其中', folded) and old.current is not None:
        close_inline(reader)
        return State(frames=old.frames, current=old.current)
    close_inline(reader)
    if item is None and _titled(old):
        return State(frames=[f for f in [old.current] if f], current=old.current)
    return State()


def begins(folded: str) -> bool:
    """Whether a paragraph can be about what its title names: not a numbered item, nor the rest of a line that begins with a figure."""
    return not ITEM.match(folded) and not re.match(r"\d", folded)


def end_sentence(reader: Reader) -> None:
    """After a list of several parts the next sentence speaks of the whole again; after lists inside lists of nothing known."""
    state = reader.state
    inline = [o for o in state.lists if o.mode == "inline" and o.whole and state.current in o.parts]
    state.again = bool(inline) and len(inline[-1].parts) > 1
    if state.again:
        nested = any(inline[-1].whole in outer.parts for outer in state.lists)
        state.current = None if nested else inline[-1].whole


def _titled(state: State) -> bool:
    """Whether the paragraph before was nothing but the name of an account."""
    return state.current is not None and not state.current.levels and "(" in state.current.subject.label


def _belongs(listing: Listing, first: Sentence, item: re.Match[str] | None) -> bool:
    """Whether a paragraph goes on with a list of items: it has a number, stands below an item's title, or the list has no numbers."""
    under = len(first.heading) > len(listing.heading) and first.heading[: len(listing.heading)] == listing.heading
    if first.heading != listing.heading and not under:
        return False
    return item is not None or under or not any(listing.numbers)


def _begin_item(reader: Reader, listing: Listing, first: Sentence, item: re.Match[str] | None) -> None:
    if item is not None:
        number = item["bracket"] or item["plain"] or ""
        listing.numbers.append(int(number) if number.isdigit() else _DIGITS.find(number) + 1)
        reader.awaiting = True
    elif not listing.numbers:
        reader.awaiting = True


def open_list(reader: Reader, walk: Walk, cue: Mention) -> None:
    """A cue such as 其中 opens a list below the subject that was given a figure last; right after a list it may mean whole or part."""
    before, current = walk.folded[: cue.start], reader.state.current
    if current is None or not current.levels or reader.state.again or re.search(r"主要$|只$|仅$|不$|不含$", before):
        return
    mode = "bracket" if walk.brackets else "inline"
    off = walk.folded[cue.end : cue.end + 1] in tuple(":,，") or cue.start == 0
    reader.state.lists.append(Listing(current, mode, cue.text, walk.sentence.id, heading=walk.sentence.heading, set_off=off))


def open_named(reader: Reader, walk: Walk, frame: Frame) -> None:
    """“…支出预算中，”: a list below a subject that was given a figure before."""
    whole = frame if frame.levels else reader.known(frame.subject)
    if whole is not None:
        reader.state.lists.append(Listing(whole, "inline", "中", walk.sentence.id, heading=walk.sentence.heading))


def take_part(reader: Reader, frame: Frame, sentence: Sentence) -> None:
    """Puts a frame that was just given a figure into the list that it belongs to, the innermost that will have it."""
    listing = _home(reader, frame, sentence)
    if listing is None or frame in listing.parts:
        return
    if listing.mode == "items":
        if not reader.awaiting:
            return
        reader.awaiting = False
    listing.parts.append(frame)


def _home(reader: Reader, frame: Frame, sentence: Sentence) -> Listing | None:
    for listing in reversed(reader.state.lists):
        if listing.whole is frame or _contains(listing, frame):
            return None
        members = _members(listing.whole)
        over = listing.ended or listing.sentence != sentence.id
        if listing.mode == "inline" and over and frame.subject.name not in _missing(listing):
            continue
        stranger = bool(members) and frame.subject.name not in members and not _is_account(frame.subject)
        if stranger and ((listing.mode == "items" and frame.subject.name) or _wanted_outside(reader, listing, frame)):
            continue
        if not _measurable(listing, frame) or _another_deed(listing, frame):
            continue
        return listing
    return None


def _wanted_outside(reader: Reader, listing: Listing, frame: Frame) -> bool:
    """Whether a list further out knows the frame's subject as a part of its own."""
    outer = reader.state.lists[: reader.state.lists.index(listing)]
    return any(frame.subject.name in _members(other.whole) for other in outer)


def _measurable(listing: Listing, frame: Frame) -> bool:
    """Whether the frame's latest figure is printed in units of the whole's."""
    if listing.whole is None or not listing.whole.levels:
        return False
    return alike(listing.whole.levels[-1], frame.levels[-1])


def _another_deed(listing: Listing, frame: Frame) -> bool:
    """Whether a clause that says what else was done (修建机耕道6公里) follows parts that are things (骨干渠道2公里)."""
    if listing.whole is None or listing.whole.subject.name or frame.subject.name or not listing.parts:
        return False
    deed = re.compile(rf"{naming().verbs}(?=[\u4e00-\u9fff]{{2}})")
    return bool(deed.match(frame.subject.label)) and not deed.match(listing.parts[0].subject.label)


def _is_account(subject: Subject) -> bool:
    return bool(subject.code) or bool(re.search(r"\([类款项]\)", subject.label))


def semicolon(reader: Reader, walk: Walk) -> None:
    """A semicolon ends a list that was not set off by a colon or comma: “A X人，其中B Y人；C …”."""
    for listing in reader.state.lists:
        if listing.mode == "inline" and not listing.set_off and listing.sentence == walk.sentence.id:
            listing.ended = True


def _contains(listing: Listing, frame: Frame) -> bool:
    return any(part is frame for part in listing.parts)


def _missing(listing: Listing) -> frozenset[str]:
    """The required parts of known partitions of the whole that the list, having begun on them, does not hold yet."""
    whole, names = listing.whole, {part.subject.name for part in listing.parts}
    fitting = [p.required for p in partitions() if whole is not None and whole.subject.name in p.whole and p.required & names]
    return frozenset().union(*fitting) - names


def _members(whole: Frame | None) -> frozenset[str]:
    """All names that known partitions of the whole may list."""
    if whole is None:
        return frozenset()
    fitting = [p.required | p.optional for p in partitions() if whole.subject.name in p.whole]
    return frozenset().union(*fitting)


def default_measure(reader: Reader, frame: Frame, number: Number) -> Measure:
    """The measure of a level that names none: its list's, else what documents of this kind give."""
    for listing in reversed(reader.state.lists):
        if listing.whole is not None and listing.whole is not frame:
            measures = {f.measure for f in listing.whole.levels}
            if len(measures) == 1 and listing.whole.levels[-1].quantity.dimension == number.quantity.dimension:
                return measures.pop()
    budget = reader.part is not None and reader.part.kind == "budget"
    return Measure.BUDGET if budget and number.quantity.dimension == "money" else Measure.ACTUAL


def around(reader: Reader, frame: Frame) -> Listing | None:
    """The open list in which the frame is a part."""
    return next((listing for listing in reversed(reader.state.lists) if frame in listing.parts), None)


def whole_of(listing: Listing, part: Fact | None) -> Fact | None:
    """The whole's figure of the same measure as the part."""
    if listing.whole is None or part is None:
        return None
    levels = [f for f in listing.whole.levels if f.quantity.dimension == part.quantity.dimension]
    return single([f for f in levels if f.measure is part.measure])


def close_bracket(reader: Reader) -> None:
    """Ends the list that a bracket held."""
    if reader.state.lists and reader.state.lists[-1].mode == "bracket":
        emit(reader, reader.state.lists.pop())


def close_inline(reader: Reader) -> None:
    """Ends the lists of a paragraph."""
    for listing in reader.state.lists:
        if listing.mode != "items":
            emit(reader, listing)
    reader.state.lists = [listing for listing in reader.state.lists if listing.mode == "items"]


def close_items(reader: Reader) -> None:
    """Ends the list whose parts are paragraphs."""
    close_inline(reader)
    if reader.items is not None:
        emit(reader, reader.items)
    reader.items = None
    reader.state.lists = []


def end_paragraph(reader: Reader, last: Sentence, folded: str) -> None:
    """A paragraph that ends with “其中：” or “如下：” begins a list of items; any other ends its lists."""
    opened = [listing for listing in reader.state.lists if listing.mode == "inline" and not listing.parts]
    leads_on = bool(_LEADS_ON.search(folded.rstrip("。"))) and folded.endswith((":", "其中", "如下", "其中,"))
    whole = _whole_frame(reader, opened, folded)
    if leads_on and whole is not None:
        reader.state.lists = [listing for listing in reader.state.lists if listing not in opened]
        close_items(reader)
        only = Measure.ACTUAL if re.search(r"以下为[^,;。]*决算[^,;。]*$", folded) else None
        reader.items = Listing(whole, "items", folded[-6:], last.id, heading=last.heading, measure=only)
        reader.state.lists = [reader.items]
    else:
        close_inline(reader)


def _whole_frame(reader: Reader, opened: Sequence[Listing], folded: str) -> Frame | None:
    """What a list of items is about: the list just opened, the paragraph's only subject with figures, or one named before."""
    if opened and not re.match(r'"?其中', folded):
        return opened[-1].whole
    named = [f for f in reader.state.frames if f.subject.name]
    with_levels = [f for f in named if f.levels]
    if len({f.subject.name for f in with_levels}) == 1:
        return with_levels[0]
    return reader.known(named[0].subject) if named and not with_levels else None


def close_all(reader: Reader) -> None:
    """Ends every list."""
    close_items(reader)

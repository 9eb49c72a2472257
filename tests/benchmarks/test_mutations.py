"""Planted slips: what they do to a number, that only what depends on them is read again, and that they are judged rightly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from benchmarks.mutations_edit import Edit, apply
from benchmarks.mutations_judging import Base, base, judge
from benchmarks.mutations_kinds import FIGURE_KINDS, KINDS, is_choice, opposite, slip
from benchmarks.mutations_places import edits
from benchmarks.mutations_reading import material, reread, rewritten
from benchmarks.mutations_visible import visible
from checks.shapes import shape_of
from store.artifacts import ArtifactStore
from tests import papers
from workers.pipeline import read_file
from workers.workshop import Workshop

TEXT = "2023年度教育支出1,200.50万元，比上年增加200.50万元，增长20.05%。"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A page with a table and a sentence, its wrong total set right."""
    if not papers.FONT.is_file():
        from tests.conftest import absent

        absent(f"the font {papers.FONT}")
    folder = tmp_path_factory.mktemp("mutations")
    path = folder / "born.pdf"
    path.write_bytes(papers.born())
    made = material(read_file(path, Workshop(ArtifactStore(str(folder)), "rapidocr")))
    return base(material(apply(made, planted(edits(made, "digit", Random(1)), "1,610.95", "1,598.85"))))


def planted(found: Iterator[Edit], old: str, new: str) -> Edit:
    """The edit of that figure, with `new` printed instead."""
    edit = next(edit for edit in found if edit.old == old)
    cells = tuple((at, text.replace(edit.new, new)) for at, text in edit.cells)
    changes = {name: replace(q, value=type(q.value)(new.replace(",", ""))) for name, q in edit.changes.items()}
    return replace(edit, new=new, cells=cells, changes=changes)


@pytest.mark.parametrize("number", ["7", "10", "251.21", "1,610.95", "0.30", "100"])
@pytest.mark.parametrize("kind", FIGURE_KINDS)
def test_a_slip_changes_a_number_and_leaves_it_one(kind: str, number: str) -> None:
    for seed in range(20):
        new = slip(kind, number, Random(seed))
        if new is None:
            continue
        assert new != number
        assert not (new[0] == "0" and number[0] != "0" and len(new) > 1)
        digits, before = [c for c in new if c.isdigit()], [c for c in number if c.isdigit()]
        assert len(digits) == len(before)
        assert sum(a != b for a, b in zip(digits, before, strict=True)) == {"digit": 1, "transposed": 2, "point": 0}[kind]


def test_what_has_no_point_or_no_two_digits_gets_no_such_slip() -> None:
    assert slip("point", "100", Random(1)) is None
    assert slip("point", "0.30", Random(1)) is None
    assert slip("transposed", "7", Random(1)) is None
    assert slip("transposed", "100", Random(1)) is None


def test_directions_have_opposites_and_open_choices_are_left_alone() -> None:
    assert [opposite(word) for word in ("增加", "下降", "大于")] == ["减少", "增长", "小于"]
    assert is_choice("比上年增加（减少）3万元", 3, 5)
    assert is_choice("比上年增加（减少）3万元", 6, 8)
    assert not is_choice("比上年增加3万元，增长2%", 3, 5)


def test_the_same_seed_plants_the_same_slips(sound: Base) -> None:
    for kind in KINDS:
        first, again = (list(edits(sound.made, kind, Random("1"))) for _ in range(2))
        assert first == again


def test_nothing_changed_reads_the_same(sound: Base) -> None:
    document = sound.made.document
    assert reread(sound.made, document.tables, sound.made.paragraphs) == document


def test_a_figure_of_a_table_is_seen_and_named(sound: Base) -> None:
    trial = judge(sound, planted(edits(sound.made, "digit", Random(1)), "110.25", "170.25"))
    assert trial.witnesses
    assert trial.detected
    assert trial.named
    assert not trial.collateral


def test_a_slip_within_rounding_is_not_called_visible(sound: Base) -> None:
    near, far = (planted(edits(sound.made, "digit", Random(1)), "110.25", new) for new in ("110.26", "110.45"))
    assert not visible(near, sound.shapes, sound.relations)
    assert visible(far, sound.shapes, sound.relations)


def test_a_slip_of_a_sentence_is_read_from_the_sentence(sound: Base) -> None:
    edit = next(edit for edit in edits(sound.made, "digit", Random(1)) if edit.place == "sentence" and edit.old == "20.05")
    changed = apply(sound.made, edit)
    assert [s.text for s in changed.sentences if edit.new in s.text] == [TEXT.replace("20.05", edit.new)]
    assert changed.schedules == sound.made.document.schedules
    assert judge(sound, edit).detected


def test_a_turned_direction_breaks_the_rate(sound: Base) -> None:
    trial = judge(sound, next(edit for edit in edits(sound.made, "direction", Random(1)) if edit.old == "增加"))
    assert trial.witnesses == ("N001",)
    assert trial.detected


def test_a_shifted_cell_leaves_its_old_place_empty(sound: Base) -> None:
    assert all(edit.cells[0][1] == "" and len(edit.cells) == 2 for edit in edits(sound.made, "shifted", Random(1)))


def test_a_longer_word_moves_the_boxes_behind_it_and_renames_its_sections(sound: Base) -> None:
    paragraphs = sound.made.paragraphs
    index = next(i for i, p in enumerate(paragraphs) if "20.05" in p.text)
    old = paragraphs[index]
    new = rewritten(paragraphs, index, 0, 4, "二〇二三")[index]
    longer = rewritten(paragraphs, index, 0, 4, "公历2023")[index]
    assert [s.box for s in new.spans] == [s.box for s in longer.spans] == [s.box for s in old.spans]
    assert longer.spans[-1].end == old.spans[-1].end + 2


def test_every_shape_gives_its_relation_again(sound: Base) -> None:
    for shape in sound.shapes:
        assert shape_of(shape.relation) is not None
        assert shape.weigh([fact.quantity for fact in shape.facts]).verdict is not None

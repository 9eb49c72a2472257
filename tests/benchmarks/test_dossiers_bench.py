"""The benchmark between documents: its dossiers are silent, a slip is planted where it says, and what came of it is told rightly."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.bench_dossiers import chosen, lines
from benchmarks.dossiers_cases import Case, cases
from benchmarks.dossiers_judging import BROKEN, SHOWN, judge
from benchmarks.dossiers_slips import apply, slips
from checks.dossier import check_dossier
from samples.source import Block, Table


@pytest.fixture(scope="module")
def case() -> Case:
    """Two years of accounts and budgets."""
    return next(cases("shandong", 4))


def texts(blocks: tuple[Block | Table, ...]) -> list[str]:
    """Everything that is printed, piece by piece."""
    return [text for b in blocks for text in ([b.text] if isinstance(b, Block) else [c for row in b.rows for c in row])]


def test_a_clean_dossier_is_silent_and_has_something_to_compare(case: Case) -> None:
    relations, findings = check_dossier(case.dossier())
    assert [one.message.zh for one in findings if one.status in BROKEN and one.severity in SHOWN] == []
    assert {"D009", "D010", "D011", "D031", "X018"} <= {one.rule for one in relations}
    assert [(one.fiscal_year, one.kinds) for one in case.documents][::2] == [(2018, ("final_accounts",)), (2018, ("budget",))]


@pytest.mark.parametrize("kind", ["digit", "unit", "direction"])
def test_a_slip_changes_one_thing_and_is_detected(case: Case, kind: str) -> None:
    relations, _ = check_dossier(case.dossier())
    found = [one for one in slips(case, relations, kind, Random(1)) if "D009" in _rules(one) or kind == "direction"]
    before, after = (texts(paper.blocks) for paper in (case.papers[found[0].spot.paper], apply(case, found[0])))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1 and found[0].new in changed[0][1]
    trial = judge(case, found[0])
    assert trial.detected and trial.named and trial.beside == ()
    assert lines([trial])[-1][:3] == ["all", "1", "1/1 100.0%"]


def _rules(one: object) -> set[str]:
    return {witness.rule for witness in one.witnesses}  # type: ignore[attr-defined]


def test_slips_are_chosen_in_turn_from_every_rule(case: Case) -> None:
    relations, _ = check_dossier(case.dossier())
    found = [(case, one) for one in slips(case, relations, "digit", Random(1))]
    picked = chosen(found, 8, Random(1))
    assert len(picked) == 8 and {"D009", "D011", "D031", "X018"} <= {rule for _, one in picked for rule in _rules(one)}

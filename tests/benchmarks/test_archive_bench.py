"""The archive's benchmark: what it files is there, every question has an answer, and a kill's damage would be told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from benchmarks.archive_asking import asked
from benchmarks.archive_filling import FINDINGS, Sample, fill, numbered, organisation
from benchmarks.archive_papers import Paper, read
from benchmarks.archive_server import empty, megabytes
from benchmarks.bench_resume import compared, drawn
from checks.judge import check
from samples.source import Block, Table
from store.artifacts import ArtifactStore
from store.documents import DocumentFilter, list_documents
from store.findings import FindingFilter, list_findings
from workers.filing import Desk

SHEET = Table(
    (("科目编码", "科目名称", "合计"), ("", "合计", "12.00"), ("205", "教育支出", "12.00")),
    {"title": "一般公共预算财政拨款支出决算表", "form": "公开05表", "unit": "万元", "head": "1"},
)
PAPER = Paper(
    "决算", "某县教育局", (Block("cover", "2023年度\n某县教育局\n部门决算"), Block("text", "教育支出12.00万元。"), SHEET)
)


def test_a_paper_is_read_as_a_web_page() -> None:
    document = read(PAPER)
    assert (document.fiscal_year, document.kinds) == (2023, ("final_accounts",))
    assert [schedule.kind for schedule in document.schedules] == ["final.general_expenditure"]
    assert {fact.quantity.text for fact in document.schedules[0].facts} == {"12.00"}


def test_an_archive_is_filled_and_asked(tmp_path: Path) -> None:
    document = read(PAPER)
    relations, _ = check(document)
    with closing(empty("sqlite", str(tmp_path), "archive")) as database:
        desk = Desk(database, ArtifactStore(str(tmp_path / "artifacts")))
        _, _, figures = fill(desk, [Sample(document, relations, ())], 0, 12)
        assert figures == 12 * len(document.facts) and megabytes(database, "sqlite") > 0
        with database.reading() as session:
            mine = list_documents(session, DocumentFilter(organisation=organisation(0))).items
            assert len(mine) == 6 and {one.identity.fiscal_year for one in mine} == {2020, 2021, 2022}
            assert len(list_findings(session, FindingFilter(subject=mine[0].id)).items) == FINDINGS
        answers = list(asked(database, 2, 2))
    assert len(answers) > 30 and all(0 < one.quantile(0.5) <= one.quantile(0.95) for one in answers)
    assert numbered(document, 5) == numbered(document, 5) != numbered(document, 6)


def test_what_differs_after_a_kill_is_told(tmp_path: Path) -> None:
    drawn(tmp_path, 6, 1)
    assert len(list(tmp_path.iterdir())) == 10
    same = [[(1, 2)], [(3,)], [], [], [], []]
    assert compared(same, same) == []
    assert compared(same, [[(1, 2)], [(4,)], [], [], [], []]) == ["facts: 2 rows differ"]

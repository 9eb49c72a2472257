"""A synthetic archive: thousands of made-up offices over several years, each document with figures, counts of relations and findings.

The documents are a few that were really read (`tests.provinces`, small ones for the mass, whole ones for the dossiers that are
measured) under other names, years and contents; nothing of them is a copy in the database, every figure is a row of its own.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.archive_papers import Paper, read
from benchmarks.dossiers_cases import cases
from checks.judge import check
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Place
from disclosure.geometry import Box
from disclosure.messages import Text
from disclosure.relation import Evidence, Finding, Relation, Severity
from disclosure.report import Coverage, cover
from store.artifacts import ArtifactStore
from store.checking import save_check
from store.documents import save_document
from workers.filing import Desk
from workers.pipeline import document_key
from workers.workshop import Workshop

YEARS, PER_YEAR, FINDINGS = 3, 2, 8
"""Years of an office, its documents of one year, findings of a document."""
TOPICS = ("教育支出", "社会保障和就业支出", "住房保障支出", "“三公”经费", "机关运行经费", "政府采购", "基本支出", "项目支出", "年初预算", "绩效指标", "得分", "增长率")  # fmt: skip
OFFICES = ("教育局", "水利局", "财政局", "民政局", "司法局", "商务局", "审计局", "统计局")
RULES = tuple(f"{group}{number:03}" for group in "NTXMCS" for number in range(1, 33))


@dataclass(frozen=True)
class Sample:
    """A document that was read, and what its check gave."""

    document: Document
    relations: tuple[Relation, ...]
    coverage: tuple[Coverage, ...]


def organisation(number: int) -> str:
    """The name of the archive's n-th office."""
    place, office = divmod(number, len(OFFICES))
    return f"第{place // 100 + 1}市第{place % 100 + 1}区{OFFICES[office]}"


def small_samples() -> list[Sample]:
    """Accounts and a budget cut down to their first pages: about a hundred figures each."""
    case = next(cases("sichuan", 1))
    papers = [
        replace(case.papers[1], blocks=case.papers[1].blocks[:24]),
        replace(case.papers[3], blocks=case.papers[3].blocks[:20]),
    ]
    kept = [
        replace(paper, blocks=(*paper.blocks, *_sheets(whole)[:1]))
        for paper, whole in zip(papers, case.papers[1::2], strict=True)
    ]
    return [_sample(read(paper)) for paper in kept]


def _sheets(paper: Paper) -> list[object]:
    return [block for block in paper.blocks if not hasattr(block, "kind")]


def _sample(document: Document) -> Sample:
    relations, _ = check(document)
    return Sample(document, relations, tuple(cover(document.id, sorted({one.rule for one in relations}), relations)))


def fill(desk: Desk, samples: Sequence[Sample], first: int, last: int, seed: int = 1) -> tuple[float, float, int]:
    """Files documents number `first` up to `last`; seconds by the clock, of these of this process's processor, and how many figures."""
    chance, figures, began, busy = Random(seed + first), 0, time.perf_counter(), time.process_time()
    for number in range(first, last):
        sample = samples[number % len(samples)]
        document = numbered(sample.document, number)
        with desk.database.writing() as session:
            figures += save_document(session, document, size=1000).facts
        found = list(_findings(document.id, chance))
        with desk.database.writing() as session:
            save_check(session, document.id, sample.relations, found, sample.coverage, desk.version)
    return time.perf_counter() - began, time.process_time() - busy, figures


def numbered(document: Document, number: int) -> Document:
    """The document as the archive's n-th: office, year and content follow from the number."""
    office, rest = divmod(number, YEARS * PER_YEAR)
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    year, org = 2020 + rest // PER_YEAR, organisation(office)
    return replace(document, id=sha256[:16], sha256=sha256, name=f"{org}{year}年公开-{rest}.pdf", org=org, fiscal_year=year)


def _findings(subject: str, chance: Random) -> Iterator[Finding]:
    """Findings as checks make them: many errors of few rules, each with amounts of its own."""
    for _ in range(FINDINGS):
        rule = chance.choices(RULES, [1 / (n + 1) for n in range(len(RULES))])[0]
        severity = chance.choices((Severity.ERROR, Severity.WARNING, Severity.INFO), (6, 2, 2))[0]
        amount, topic = chance.randrange(10**7) / 100, chance.choice(TOPICS)
        words = f"{topic}合计{amount}万元，各项相加得{amount + chance.randrange(1, 100)}万元，第{chance.randrange(1, 40)}页。"
        evidence = Evidence("stated", subject, Place(3, Box(1, 2, 3, 4)), str(amount))
        mark = f"{chance.getrandbits(96):024x}"
        yield Finding(
            mark[:16], rule, "growth", Verdict.DISCREPANCY, severity, mark, Text(words, f"sum {amount}"), ("r1",), (evidence,)
        )


def file_dossiers(desk: Desk, count: int, start: int) -> list[Document]:
    """Whole documents of so many offices, two years of accounts and budgets each, with their artifacts; not checked yet.

    `start` is a number no office has.
    """
    cases_ = [next(cases(layout, 1)) for layout in ("shandong", "zhejiang", "shaanxi", "sichuan")]
    filed: list[Document] = []
    for number in range(count):
        case = cases_[number % len(cases_)]
        for document in case.documents:
            sha256 = hashlib.sha256(f"{start + number}|{document.id}".encode()).hexdigest()
            made = replace(document, id=sha256[:16], sha256=sha256, org=organisation(start + number))
            filed.append(keep(desk, made))
    return filed


def keep(desk: Desk, document: Document) -> Document:
    """Saves the artifact and files the document with it."""
    key = document_key(document.sha256, Workshop(desk.store))
    desk.store.save(key, document)
    with desk.database.writing() as session:
        save_document(session, document, artifact=key.path)
    return document


def sized(document: Document, number: int) -> Document:
    """The n-th copy of a document, as an office of its own."""
    sha256 = hashlib.sha256(f"sized {len(document.pages)} {number}".encode()).hexdigest()
    return replace(document, id=sha256[:16], sha256=sha256, org=f"{organisation(number)}（{len(document.pages)}）")


def store_in(folder: str) -> ArtifactStore:
    """A store of artifacts in that folder."""
    return ArtifactStore(folder)

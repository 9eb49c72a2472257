"""What the template shows: the report's nouns arranged for a reader, all words chosen, nothing left to compute.

Pure: takes a `Report`, gives plain values. Pictures are added by `render`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.dossier import Dossier, together
from disclosure.messages import Text, say
from disclosure.relation import Evidence, Finding, Relation, Severity, between
from disclosure.report import Coverage, Report
from reports.html.cards import Card, card
from reports.html.crops import Crop
from reports.html.grids import Grid, grids
from reports.html.links import Links, links
from reports.html.numbers import Figure, Known, Numbers, numbers
from reports.html.readings import Reading, readings
from reports.places import Places
from reports.words import extent, reasons, word


@dataclass(frozen=True)
class RuleLine:
    """One rule with some of its relations: all that were checked, or the roundings."""

    code: str
    title: str
    coverage: Coverage | None
    relations: list[Relation]


@dataclass(frozen=True)
class Section:
    """One document with everything that was found in it and everything that was understood of it, or what is between documents."""

    name: str
    """The file's, or what is between files."""
    remarks: tuple[Text, ...]
    title: str
    subtitle: str
    about: list[tuple[str, str]]
    groups: list[tuple[str, Text, list[Card]]]
    reconciled: list[Card]
    waived: list[Card]
    rounding: list[RuleLine]
    totals: dict[str, int]
    rules: list[RuleLine]
    idle: list[tuple[str, str]]
    reasons: list[tuple[Text, int]]
    grids: list[Grid]
    readings: list[Reading]
    known: list[Known]

    @property
    def findings(self) -> int:
        """How many things are open."""
        return sum(len(cards) for _, _, cards in self.groups)

    @property
    def hints(self) -> int:
        """How many of them are only hints."""
        return sum(len(cards) for tone, _, cards in self.groups if tone == Severity.INFO.value)

    @property
    def open(self) -> str:
        """What is open in it, in words."""
        serious = self.findings - self.hints
        told = [f"{serious} 处需要处理" if serious else "没有需要处理的问题", f"{self.hints} 处提示" if self.hints else ""]
        return "，".join(filter(None, told))

    @property
    def tails(self) -> int:
        """How many figures are off by rounding."""
        return sum(len(line.relations) for line in self.rounding)

    @property
    def loose(self) -> int:
        """How many numbers are attached to no indicator."""
        return sum(known.loose for known in self.known)


@dataclass(frozen=True)
class _Shelf:
    """What every section looks things up in."""

    report: Report
    titles: Mapping[str, str]
    documents: dict[str, Document]
    relations: dict[str, Relation]
    numbers: dict[str, Numbers]
    figures: dict[tuple[str, str], Figure]
    places: Places


def sections(report: Report, titles: Mapping[str, str]) -> tuple[list[Section], Links]:
    """One section per document, then one per organisation for what lies between its documents, and the look-ups that the links were
    made with. `titles` are the rules' titles by code.
    """
    documents = {document.id: document for document in report.documents}
    found = links(report)
    made = {name: numbers(document, found, count) for count, (name, document) in enumerate(documents.items(), 1)}
    figures = {(name, fact): figure for name, read in made.items() for fact, figure in read.figures.items()}
    shelf = _Shelf(report, titles, documents, {r.id: r for r in report.relations}, made, figures, Places(documents.values()))
    single = [_single(document, shelf) for document in documents.values()]
    return [*single, *(_across(dossier, shelf) for dossier in together(documents.values()))], found


def _single(document: Document, shelf: _Shelf) -> Section:
    """One document by itself."""
    read = shelf.numbers[document.id]
    own = _section(document.id, {document.id}, shelf, across=False)
    return replace(
        own,
        name=shelf.places.name(document.id),
        remarks=document.remarks,
        title=document.org or document.name,
        subtitle=_subtitle(document),
        about=_about(document),
        grids=grids(document, read.figures),
        readings=readings(document, read.figures),
        known=read.known,
    )


def _across(dossier: Dossier, shelf: _Shelf) -> Section:
    """What lies between the documents of one organisation."""
    made = _section(dossier.id, {document.id for document in dossier.documents}, shelf, across=True)
    files = "，".join(shelf.places.name(document.id) for document in dossier.documents)
    heading = say("between").zh
    return replace(made, name=heading, title=heading, subtitle=dossier.org, about=[("文件", files)])


def _section(subject: str, names: Set[str], shelf: _Shelf, across: bool) -> Section:
    """What was found and checked of the subject: of one document, or `across` the documents of these names."""
    report, titles = shelf.report, shelf.titles
    findings = [f for f in report.findings if _belongs(f.evidence, names, across)]
    coverage = [line for line in report.coverage if line.document == subject]
    relations = [r for r in report.relations if _belongs(r.operands, names, across)]
    told = [finding for finding in findings if finding.waived is None]
    used = [line for line in coverage if line.applicable]
    return Section(
        name="",
        remarks=(),
        title="",
        subtitle="",
        about=[],
        groups=_groups(told, shelf),
        reconciled=_cards((f for f in told if f.status is Verdict.RECONCILED), shelf),
        waived=_cards((f for f in findings if f.waived), shelf),
        rounding=_tails([f for f in told if f.status is Verdict.ROUNDING], shelf),
        totals={verdict.value: sum(getattr(line, verdict.value) for line in coverage) for verdict in Verdict},
        rules=[RuleLine(c.rule, titles.get(c.rule, ""), c, [r for r in relations if r.rule == c.rule]) for c in used],
        idle=[(line.rule, titles.get(line.rule, "")) for line in coverage if not line.applicable],
        reasons=reasons(coverage),
        grids=[],
        readings=[],
        known=[],
    )


def _belongs(evidence: Sequence[Evidence], names: Set[str], across: bool) -> bool:
    """Whether it lies in these documents; what cites nothing is told with every document."""
    return between(evidence) is across and (not evidence or evidence[0].document in names)


def _groups(told: Sequence[Finding], shelf: _Shelf) -> list[tuple[str, Text, list[Card]]]:
    """What is open, by severity; doubtful readings apart."""
    wrong = [finding for finding in told if finding.status is Verdict.DISCREPANCY]
    found = [(s.value, word("severity", s.value), _cards((f for f in wrong if f.severity is s), shelf)) for s in Severity]
    doubtful = _cards((f for f in told if f.status is Verdict.SUSPECT_OCR), shelf)
    first, hints = found[:-1], found[-1]
    ordered = [*first, ("doubt", word("verdict", "suspect_ocr"), doubtful), hints]
    return [group for group in ordered if group[2]]


def _cards(findings: Iterable[Finding], shelf: _Shelf) -> list[Card]:
    """Cards in page order."""
    made = [card(finding, shelf.documents, shelf.relations, shelf.figures) for finding in findings]
    return sorted(made, key=lambda one: one.place)


def _tails(findings: Iterable[Finding], shelf: _Shelf) -> list[RuleLine]:
    """The roundings by rule."""
    found: dict[str, list[Relation]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).extend(shelf.relations[r] for r in finding.relations if r in shelf.relations)
    return [RuleLine(code, shelf.titles.get(code, ""), None, relations) for code, relations in found.items()]


def _subtitle(document: Document) -> str:
    year = f"{document.fiscal_year}年度" if document.fiscal_year else ""
    return year + "、".join(word("kind", kind).zh for kind in document.kinds)


def _about(document: Document) -> list[tuple[str, str]]:
    """The identity of the document, line by line."""
    scanned = sum(page.scanned for page in document.pages)
    form = "电子版" if not scanned else "扫描件" if scanned == len(document.pages) else f"其中扫描 {scanned} 页"
    understood = sum(s.kind != "unknown" for s in document.schedules) + len(document.evaluations)
    found = [
        ("文件", document.name),
        ("单位", document.org or "未能识别"),
        ("年度", str(document.fiscal_year or "未能识别")),
        ("种类", "、".join(word("kind", kind).zh for kind in document.kinds) or "未能识别"),
        ("级次", word("level", document.level).zh if document.level else "未能识别"),
        ("篇幅", extent(document) if not document.printed else f"{len(document.pages)} 页，{form}"),
        ("表格", f"{len(document.tables)} 张，识得 {understood} 张"),
        ("数字", f"{sum(not fact.blank for fact in document.facts.values())} 个"),
    ]
    return [*found, ("指纹", document.sha256[:16])]


def all_crops(made: Sequence[Section]) -> list[Crop]:
    """Every crop that is shown anywhere."""
    cards = [card for section in made for _, _, group in section.groups for card in group]
    cards += [card for section in made for card in (*section.reconciled, *section.waived)]
    return [crop for card in cards for crop in (*card.shown, *card.folded)]

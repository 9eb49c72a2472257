"""What the template shows: the report's nouns arranged for a reader, all words chosen, nothing left to compute.

Pure: takes a `Report`, gives plain values. Pictures are added by `render`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Sentence
from disclosure.messages import Text
from disclosure.relation import Amount, Evidence, Finding, Relation, Severity
from disclosure.report import Coverage, Report
from reports.html.crops import Crop, crops
from reports.words import reasons, word

SHAKY = 0.95
"""Recognition confidence below which a reading's own figure is shown beside it; better ones would only be noise."""


OPERATORS = (" + ", " - ", "÷", "×", "≤", "√", "Σ")


@dataclass(frozen=True)
class Card:
    """One finding as it is shown."""

    finding: Finding
    shown: list[Crop]
    folded: list[Crop]
    evidence: list[Line]
    others: int

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Printed, what it was held against, difference: those that there are."""
        finding = self.finding
        against = "上限" if "≤" in finding.formula else "应为" if self.formula else "另处"
        found = [("印列", finding.stated), (against, finding.expected), ("相差", finding.delta)]
        return [(name, printed(value)) for name, value in found if value is not None]

    @property
    def formula(self) -> str:
        """The equation, unless it only says again that two figures should be the same."""
        computed = any(sign in self.finding.formula for sign in OPERATORS)
        return self.finding.formula if computed else ""


@dataclass(frozen=True)
class Line:
    """One piece of evidence in words."""

    role: str
    name: str
    label: str
    text: str
    quote: Markup
    page: int
    doubt: str


@dataclass(frozen=True)
class RuleLine:
    """One rule's coverage with its relations."""

    title: str
    coverage: Coverage
    relations: list[Relation]


@dataclass(frozen=True)
class Section:
    """One document with everything that was found in it."""

    document: Document
    title: str
    subtitle: str
    about: list[tuple[str, str]]
    groups: list[tuple[str, Text, list[Card]]]
    reconciled: list[Card]
    waived: list[Card]
    rounding: list[Finding]
    totals: dict[str, int]
    rules: list[RuleLine]
    idle: list[tuple[str, str]]
    reasons: list[tuple[Text, int]]
    sentences: list[tuple[int, Markup]]

    @property
    def findings(self) -> int:
        """How many things are open."""
        return sum(len(cards) for _, _, cards in self.groups)

    @property
    def hints(self) -> int:
        """How many of them are only hints."""
        return sum(len(cards) for tone, _, cards in self.groups if tone == Severity.INFO.value)


def sections(report: Report, titles: Mapping[str, str]) -> list[Section]:
    """One section per document. `titles` are the rules' titles by code."""
    documents = {document.id: document for document in report.documents}
    return [_section(document, report, documents, titles) for document in documents.values()]


def _section(document: Document, report: Report, documents: dict[str, Document], titles: Mapping[str, str]) -> Section:
    findings = [f for f in report.findings if (f.evidence[0].document if f.evidence else document.id) == document.id]
    coverage = [line for line in report.coverage if line.document == document.id]
    relations = [r for r in report.relations if not r.operands or r.operands[0].document == document.id]

    told = [finding for finding in findings if finding.waived is None]

    def cards(status: Verdict, severity: Severity | None = None) -> list[Card]:
        return [_card(f, documents) for f in told if f.status is status and severity in (None, f.severity)]

    groups = [(s.value, word("severity", s.value), cards(Verdict.DISCREPANCY, s)) for s in Severity]
    groups.append(("doubt", word("verdict", "suspect_ocr"), cards(Verdict.SUSPECT_OCR)))
    used = [line for line in coverage if line.applicable]
    return Section(
        document=document,
        title=document.org or document.name,
        subtitle=_subtitle(document),
        about=_about(document),
        groups=[group for group in groups if group[2]],
        reconciled=cards(Verdict.RECONCILED),
        waived=[_card(finding, documents) for finding in findings if finding.waived],
        rounding=[finding for finding in told if finding.status is Verdict.ROUNDING],
        totals={verdict.value: sum(getattr(line, verdict.value) for line in coverage) for verdict in Verdict},
        rules=[RuleLine(titles.get(c.rule, ""), c, [r for r in relations if r.rule == c.rule]) for c in used],
        idle=[(line.rule, titles.get(line.rule, "")) for line in coverage if not line.applicable],
        reasons=reasons(coverage),
        sentences=[(s.spans[0].page if s.spans else 0, tagged(s)) for s in document.sentences if s.entities],
    )


def _subtitle(document: Document) -> str:
    year = f"{document.fiscal_year}年度" if document.fiscal_year else ""
    return year + "、".join(word("kind", kind).zh for kind in document.kinds)


def _about(document: Document) -> list[tuple[str, str]]:
    """The identity of the document, line by line."""
    scanned = sum(page.scanned for page in document.pages)
    form = "电子版" if not scanned else "扫描件" if scanned == len(document.pages) else f"其中扫描 {scanned} 页"
    found = [
        ("文件", document.name),
        ("单位", document.org or "未能识别"),
        ("年度", str(document.fiscal_year or "未能识别")),
        ("种类", "、".join(word("kind", kind).zh for kind in document.kinds) or "未能识别"),
        ("级次", word("level", document.level).zh if document.level else "未能识别"),
        ("页数", f"{len(document.pages)} 页，{form}"),
        ("表格", f"{len(document.tables)} 张，识得 {sum(s.kind != 'unknown' for s in document.schedules)} 张"),
        ("数字", f"{len(document.facts)} 个"),
    ]
    return [*found, ("指纹", document.sha256[:16])]


def _card(finding: Finding, documents: dict[str, Document]) -> Card:
    shown, folded = crops(finding.evidence, documents)
    return Card(finding, shown, folded, [_line(item) for item in finding.evidence], len(finding.relations) - 1)


def _line(item: Evidence) -> Line:
    confidence = item.fact.confidence if item.fact else 1.0
    doubt = f"识别可信度 {confidence:.0%}" if confidence < SHAKY else ""
    if item.fact and item.fact.alternatives:
        doubt = "，或读作 ".join(part for part in (doubt, " / ".join(item.fact.alternatives)) if part)
    return Line(
        item.role, word("role", item.role).zh, item.label, item.text, quoted(item.quote, item.text), item.place.page, doubt
    )


def quoted(quote: str, text: str) -> Markup:
    """The quote with the figure in it marked; nothing where it says no more than the figure."""
    if not quote or quote == text:
        return Markup()
    if not text or text not in quote:
        return escape(quote)
    before, _, after = quote.partition(text)
    return Markup("{}<mark>{}</mark>{}").format(before, text, after)


def tagged(sentence: Sentence) -> Markup:
    """The sentence with its entities marked, the longer of two that overlap."""
    out, at = Markup(), 0
    for entity in sorted(sentence.entities, key=lambda e: (e.start, -e.end)):
        if entity.start < at:
            continue
        name = word("entity", entity.label).zh + (f" · {entity.norm}" if entity.norm and entity.norm != entity.text else "")
        out += escape(sentence.text[at : entity.start])
        out += Markup('<span class="e e-{}" title="{}">{}</span>').format(
            re.sub(r"\W", "", entity.label).lower(), name, sentence.text[entity.start : entity.end]
        )
        at = entity.end
    return out + escape(sentence.text[at:])


def printed(value: Amount | None) -> str:
    """An amount as people read it, thousands set apart."""
    return "" if value is None else f"{value.value:,f}{value.unit or ''}"


def pages(items: Iterable[Evidence]) -> str:
    """'第 3、7 页'."""
    numbers = sorted({item.place.page for item in items})
    return f"第 {'、'.join(map(str, numbers))} 页" if numbers else ""


def equation(relation: Relation) -> str:
    """What was compared, in one line."""
    stated = printed(relation.stated)
    if relation.formula and stated and stated.replace(",", "") not in relation.formula:
        return f"{stated} ← {relation.formula}"
    return relation.formula or stated or "；".join(item.text for item in relation.operands)[:120]


def all_crops(made: Sequence[Section]) -> list[Crop]:
    """Every crop that is shown anywhere."""
    cards = [card for section in made for _, _, group in section.groups for card in group]
    cards += [card for section in made for card in (*section.reconciled, *section.waived)]
    return [crop for card in cards for crop in (*card.shown, *card.folded)]

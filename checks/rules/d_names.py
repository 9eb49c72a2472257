"""The names of the organisation, of its superior and of the projects, wherever the file prints them: D005."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from checks import relate
from checks.narrative import squeeze, words
from checks.projects import Project, bodies, projects
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Place, Sentence
from disclosure.relation import Evidence, Relation, Severity
from disclosure.table import Cell, Table

_SUPERIOR = re.compile(r"^(?:项目)?主管(?:部门|单位)(?:（?及代码）?)?[:：]?$")
_OWN = re.compile(r"^(?:实施|预算|填报|项目|申报)?(?:部门|单位)(?:（?及代码）?|名称|（单位）名称|、单位名称)?[:：]?$")
_PROJECT = re.compile(r"^(?:项目支出名称|项目名称|专项名称|政策（项目）名称)[:：]?$")
_BELONGS = re.compile(
    r"(?:为|是|系|隶属于?|归口)(?P<name>[\u4e00-\u9fff]{4,30}?(?:局|委员会|厅|办公室|政府|部|委|中心))(?:所属|下属|直属|管理|主管)"
)
_LEAST, _MOST = 6, 8
"""Characters of a name that is more than a short form, and places of one name that are cited."""


@rule("D005", family="name_mismatch", severity=Severity.WARNING)
def names(document: Document) -> Iterator[Relation]:
    """单位、主管部门、项目名称各处一致

    查什么：封面、标题、落款和自评表“预算部门（单位）名称”中的单位全称是否相同；自评表的主管部门与正文所写的上级部门是否相同；所附项目报告的项目名称与总报告所列是否相同。
    为什么：套用别的单位或上年的文稿时，名称最容易漏改。
    依据：地方预决算公开操作规程（财预〔2016〕143号）：预决算由负责编制的部门、单位公开；部门决算公开范本（封面、表题写单位全称）。
    例：自评表“某市社会保险服务中心”与封面相同 → 成立；“某市社会保障服务中心”（差一字）→ 提示；简称“市社保中心” → 不比较。
    不报的情形：简称；长短不同或差两个字以上的名称（可能是上级、下属或更名前的单位）。
    容差：只差一个字的作为笔误。
    """
    org = squeeze(document.org or "").text
    if len(org) >= _LEAST:
        yield from _everywhere(document, org)
    for form, cell in _cells(document, _OWN):
        yield from _slip(document, form, cell, org)
    yield from _superiors(document)
    yield from _projects(document)
    yield from _forms(document)


def _everywhere(document: Document, org: str) -> Iterator[Relation]:
    """One relation over the places where the whole name stands: titles of parts, lines of their own, forms."""
    seen: list[Evidence] = []
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        at = flat.text.find(org)
        if at >= 0 and len(flat.text) <= len(org) + 24 and not sentence.table and not flat.text.endswith("。"):
            seen += words(document, sentence, flat, at, at + len(org))
    for _, cell in _cells(document, _OWN):
        if squeeze(cell.text).text == org:
            seen.append(relate.quoted(document, Place(cell.page, cell.box), cell.text))
    if len(seen) > 1:
        yield relate.worded(document, "单位名称", False, seen[:_MOST], "D005", name=org, other=org)


def _slip(document: Document, form: Table, cell: Cell, org: str) -> Iterator[Relation]:
    """A form whose organisation differs from the document's in one character."""
    printed = squeeze(cell.text).text
    if len(org) >= _LEAST and _one_off(printed, org) and document.aliases.organisation(printed) != org:
        seen = [relate.quoted(document, Place(cell.page, cell.box), cell.text, form.title or cell.text, role="stated")]
        yield relate.worded(document, "自评表单位名称", True, seen, "D005", name=printed, other=org)


def _superiors(document: Document) -> Iterator[Relation]:
    """主管部门 of the forms against what the text says the organisation belongs to."""
    told = [(s, m) for s in document.sentences for m in _BELONGS.finditer(squeeze(s.text).text) if not s.table]
    for _, cell in _cells(document, _SUPERIOR):
        printed = squeeze(cell.text).text
        for sentence, match in told:
            said = match["name"]
            if said == printed or _one_off(said, printed):
                seen = [
                    relate.quoted(document, Place(cell.page, cell.box), cell.text, role="stated"),
                    *words(document, sentence, squeeze(sentence.text), *match.span("name")),
                ]
                yield relate.worded(document, "主管部门", said != printed, seen, "D005", name=printed, other=said)


def _projects(document: Document) -> Iterator[Relation]:
    """Each project's name in its own report, and in the report on the whole where that gives money for it."""
    body = _Flow([s for s in bodies(document) if s.facts])
    for project in projects(document):
        if len(project.name) < 4:
            continue
        said = body.first(document, project.name)
        own = _Flow(project.sentences).first(document, project.name) or _heading(document, project)
        if said and own:
            yield relate.worded(
                document, f"“{project.name}”项目名称", False, [own, said], "D005", name=project.name, other=project.name
            )


def _forms(document: Document) -> Iterator[Relation]:
    """The project's name in its form, and again in the text, where the very name stands."""
    told = _Flow([sentence for sentence in document.sentences if not sentence.table])
    for _, cell in _cells(document, _PROJECT):
        name = squeeze(cell.text).text
        said = told.first(document, name)
        if said and len(name) >= _LEAST:
            seen = [relate.quoted(document, Place(cell.page, cell.box), cell.text), said]
            yield relate.worded(document, f"“{name}”项目名称", False, seen, "D005", name=name, other=name)


class _Flow:
    """Sentences as one text, in which a name is looked up at once instead of sentence by sentence."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        flats = [squeeze(sentence.text).text for sentence in sentences]
        self.text = "\n".join(flats)
        self.starts = [0, *accumulate(len(flat) + 1 for flat in flats)]

    def first(self, document: Document, name: str) -> Evidence | None:
        """The first place of the name that can be shown."""
        at = self.text.find(name) if name else -1
        while at >= 0:
            n = bisect_right(self.starts, at) - 1
            sentence, start = self.sentences[n], at - self.starts[n]
            found = words(document, sentence, squeeze(sentence.text), start, start + len(name))
            if found:
                return found[0]
            at = self.text.find(name, self.starts[n + 1])
        return None


def _heading(document: Document, project: Project) -> Evidence | None:
    spans = project.sentences[0].spans
    return relate.quoted(document, Place(spans[0].page, spans[0].box), project.name) if spans else None


def _cells(document: Document, label: re.Pattern[str]) -> Iterator[tuple[Table, Cell]]:
    """The cells to the right of a label in the evaluation forms."""
    forms = {form.table for form in document.evaluations}
    for table in (t for t in document.tables if t.id in forms):
        by_place = {(cell.row, cell.col): cell for cell in table.cells}
        for cell in table.cells:
            if label.match(squeeze(cell.text).text):
                beside = by_place.get((cell.row, cell.col + cell.col_span))
                if beside and len(squeeze(beside.text).text) >= _LEAST:
                    yield table, beside


def _one_off(name: str, other: str) -> bool:
    """Whether two names of the same length differ in exactly one character."""
    return len(name) == len(other) >= _LEAST and sum(a != b for a, b in zip(name, other, strict=True)) == 1

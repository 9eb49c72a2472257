"""C005, C034, C035, M026: changes, shares and results that the text does not bear out, and more staff than posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checks import relate
from checks.narrative import name, squeeze, told, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure, Sentence
from disclosure.relation import Evidence, Relation, Severity

LARGE = Decimal(30)
"""Per cent from which on a change needs a reason: 公开发行证券的公司信息披露编报规则第15号 (变动幅度达30%以上的项目须说明原因)."""
_REASON = re.compile(r"原因|由于|因为|主要是|系|因(?!公|此)|所致|用于|得益|受.{1,12}影响")
_COPIED = re.compile(r"满意(?:度|率)(?:均|都)?(?:达到?|为|在)?了?(?:≥|不低于|大于等于|大于或等于)[\d.]+%")
_AROUND = re.compile(r"^(?:(?:本|当|全)年度?|20\d\d年度?|我?(?:单位|部门|局)的?)+|(?:合计|总[额数量计])$")
"""What a total's name may be said with or without: 本年财政拨款支出, 项目总数."""
_DONE = re.compile(r"完成|成效|结论|实现|效果|绩效情况")
_PLANNED = re.compile(r"概况|目标设定|应实现|申报|绩效目标。?$")
_OUTSIDE = re.compile(r"退休|聘用|编外|临聘|派遣|离休|借调|临时")


@rule("C005", family="growth", severity=Severity.INFO)
def large_change(document: Document) -> Iterator[Relation]:
    """大幅增减没有说明

    查什么：增减三成以上的，写明上年数（或增减额）或原因，至少其一。
    为什么：只有一个百分比，读者既无法复算，也不知为何。
    依据：财政预决算领域基层政务公开标准目录：公开决算收支增减变化情况的说明；三成的界限取自公开发行证券的公司信息披露编报规则第15号。
    例：“固定资产16.64万元，较上年下降49.03%” → 提示信息；写明“主要是报废车辆”或上年数32.64万元 → 不提示。
    不报的情形：基数为零；同句或后两句有原因；比率不到三成；表中的数。
    容差：无；一句只提示一次。
    """
    for n, sentence in enumerate(document.sentences):
        rates = [f for f in sentence.facts if f.measure is Measure.GROWTH and abs(f.quantity.value) >= LARGE]
        if not rates or sentence.table or any(f.measure in (Measure.CHANGE, Measure.PRIOR) for f in sentence.facts):
            continue
        after = [s for s in document.sentences[n : n + 3] if s.heading == sentence.heading]
        near = document.sentences[max(n - 1, 0) : n + 1]
        figures = [f for s in near for f in s.facts if f.measure in (Measure.CHANGE, Measure.PRIOR)]
        if not figures and not any(_REASON.search(s.text) for s in after):
            cited = [e for rate in rates for e in _with_value(document, sentence, rate)]
            yield relate.worded(document, name(rates[0]), True, cited, "C005", rates="、".join(map(relate.shown, rates)))


@rule("C034", family="ratio_share", severity=Severity.INFO)
def share_of_unknown(document: Document) -> Iterator[Relation]:
    """占比没有分母

    查什么：“占……的X%”所占的总数在文件中写明。
    为什么：没有分母，占比无法核验。
    依据：算术恒等式：占比＝部分÷整体，整体没有写明则占比无从核验；预决算公开须能够核对。
    例：“办件量242044件，占全市办件量的15%”而全文没有全市办件量 → 提示信息；总数在上文 → 不提示。
    不报的情形：总数在文件中任何一处（包括表）写明；占比为零或百分之百；部分没有写数。
    容差：无。
    """
    found: dict[tuple[str, str], list[Evidence]] = {}
    for one in told(document, ClaimKind.SHARE):
        rate, part = one.one("rate"), one.one("part")
        base = squeeze(one.claim.base).text
        if not rate or not part or one.all("whole") or not base or rate.quantity.base in (0, 1) or one.sentence.table:
            continue
        if not any(_is_called(f, base) for f in document.facts.values() if f.id != part.id and relate.comparable([f, part])):
            places = found.setdefault((relate.shown(rate), base), [])
            places += [relate.evidence(document, rate, "operand" if places else "stated"), relate.evidence(document, part)]
    for (rate_, base), places in found.items():
        yield relate.worded(document, f"“占{base}的{rate_}”", True, places, "C034", rate=rate_, base=base)


@rule("C035", family="target_vs_actual", severity=Severity.INFO)
def copied_target(document: Document) -> Iterator[Relation]:
    """完成情况照抄目标

    查什么：完成情况、结论中的满意度是实际测得的数，而不是“≥90%”这样的目标写法。
    为什么：照抄目标等于没有实测结果。
    依据：项目支出绩效评价管理办法（财预〔2020〕10号）；项目支出绩效自评表表式（“实际完成值”填实际值）。
    例：“通过以上措施，实现了满意度≥90%” → 提示信息；“满意度93.5%” → 不提示。
    不报的情形：写在项目概况、目标设定中的；一节只提示一次。
    容差：无。
    """
    seen: set[tuple[str, ...]] = set()
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        match = _COPIED.search(flat.text)
        titles = "".join(sentence.heading)
        done = _DONE.search("".join(sentence.heading[-2:])) or _DONE.search(flat.text[: match.start()] if match else "")
        if match and done and not _PLANNED.search(titles) and not sentence.table and sentence.heading not in seen:
            seen.add(sentence.heading)
            cited = words(document, sentence, flat, *match.span(), role="stated")
            cited += [relate.evidence(document, fact) for fact in _targets(document, sentence, flat.original(*match.span()))]
            yield relate.worded(document, f"“{match[0]}”", True, cited, "C035")


@rule("M026", family="target_vs_actual", severity=Severity.INFO)
def staff(document: Document) -> Iterator[Relation]:
    """实有人数与编制

    查什么：同一句写明编制与实有（在职）人数的，实有不大于编制。
    为什么：超编须说明原因（编外、划转人员等）。
    依据：地方各级人民政府机构设置和编制管理条例（国务院令第486号）；部门整体支出绩效评价指标体系：在职人员控制率＝在职人员数÷编制数×100%，以100%为标准。
    例：“编制人数14人，实有人数20人” → 提示信息；“编制63人，在编57人” → 成立。
    不报的情形：句中提到退休、聘用等不占编制的人员；编制分行政、事业分别写的。
    容差：无。
    """
    for sentence in document.sentences:
        posts, people = _only(sentence, "编制人数"), _only(sentence, "在职人数")
        if posts and people and posts.quantity.value and not _OUTSIDE.search(sentence.text):
            yield relate.at_most(document, "实有人数", people, posts, "M026")


def _with_value(document: Document, sentence: Sentence, rate: Fact) -> Iterator[Evidence]:
    """A rate of change with the figure before it that it belongs to."""
    yield relate.evidence(document, rate, "stated")
    before = [
        f for f in sentence.facts if f.end <= rate.start and f.indicator == rate.indicator and f.quantity.dimension != "rate"
    ]
    yield from (relate.evidence(document, fact) for fact in before[-1:] if rate.indicator)


def _targets(document: Document, sentence: Sentence, span: tuple[int, int]) -> list[Fact]:
    """The figure in that stretch, and the same one where the target was set."""
    own = [fact for fact in sentence.facts if span[0] <= fact.start < span[1]]
    if len(own) != 1:
        return own
    set_in = [s for s in document.sentences if s.part == sentence.part and _PLANNED.search("".join(s.heading))]
    same = [f for s in set_in for f in s.facts if f.quantity.base == own[0].quantity.base and "满意" in f.quote]
    return [*own, *same[:1]]


def _is_called(fact: Fact, base: str) -> bool:
    """Whether a figure elsewhere is, or may be, the whole of that name."""
    label, base = squeeze(fact.label).text, _AROUND.sub("", base) or base
    return base in label or bool(fact.indicator and (fact.indicator in base or base in fact.indicator))


def _only(sentence: Sentence, indicator: str) -> Fact | None:
    found = [fact for fact in sentence.facts if fact.indicator == indicator]
    return found[0] if len(found) == 1 else None

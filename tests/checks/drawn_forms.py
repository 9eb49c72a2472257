"""Self-evaluation forms drawn as text, for the tests of their rules: `project` and `overall` give a form, `relations` what a rule says."""

from __future__ import annotations

from checks.registry import all_rules, run
from disclosure.arithmetic import Verdict
from disclosure.document import Document, Part
from disclosure.fact import Fact, Measure, Place, Sentence
from disclosure.geometry import Box
from disclosure.numerals import parse
from disclosure.page import Page, Span
from disclosure.quantity import unit
from disclosure.relation import Relation
from extractors.evaluations import read_evaluations
from tests.tiny import tiny_tables

SOUND = """
| 资金 | 合计 | 200 | 300 | 285 | 10 | 95% | 9.5 | |
| ^ | 其中：当年财政拨款 | 200 | 250 | 240 | | | | |
| ^ | 其他资金 | | 50 | 45 | | | | |
"""

LINES = """
| 绩效指标 | 产出指标（50分） | 数量指标 | 补助户数 | 1200户 | 1230户 | 30 | 30 | |
| ^ | ^ | 质量指标 | 发放准确率 | 100% | 100% | 20 | 20 | |
| ^ | 效益指标（30分） | 社会效益指标 | 困难家庭生活 | 不断改善 | 不断改善 | 30 | 30 | |
| ^ | 满意度指标（10分） | 服务对象满意度指标 | 受助家庭满意度 | ≥95% | 97% | 10 | 10 | |
"""

TOTAL = "| 总分 | < | < | < | < | < | 100 | 99.5 | 等级：优 |"


def project(
    name: str = "临时救助", funds: str = SOUND, lines: str = LINES, total: str = TOTAL, title: str = "项目支出绩效自评表"
) -> str:
    """The drawing of a project form; `funds`, `lines` and `total` are rows of nine columns."""
    head = f"# 2023年度{title}\n| 项目支出名称 | < | {name} | < | < | < | < | < | < |\n" if name else f"# 2023年度{title}\n"
    money = "| 资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | |\n"
    indicators = "| 指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n"
    return head + money + funds.strip() + "\n" + indicators + lines.strip() + "\n" + total


def overall(funds: str = SOUND, lines: str = LINES, total: str = TOTAL) -> str:
    """The drawing of an overall form."""
    return project("", funds, lines, total, "部门整体支出绩效自评表")


def document(*drawings: str, sentences: tuple[Sentence, ...] = ()) -> Document:
    """A document with these forms and sentences; the sentences' part is an evaluation report."""
    tables = tiny_tables("\n".join(drawings))
    parts = (Part("report", "evaluation_report", "绩效评价报告", 1, 9),)
    pages = tuple(Page(n, 595, 842) for n in range(1, 10))
    forms = read_evaluations(tables)
    return Document(
        "d", "d.pdf", "0" * 64, pages, "某局", 2023, parts=parts, tables=tables, evaluations=forms, sentences=sentences
    )


def relations(code: str, of: Document) -> list[Relation]:
    """What the rule of that code says about the document."""
    return list(run(of, [rule for rule in all_rules() if rule.code == code]))


def verdicts(code: str, *drawings: str) -> list[Verdict]:
    """The verdicts of that rule over these forms, in order."""
    return [relation.verdict for relation in relations(code, document(*drawings))]


def told(text: str, *figures: tuple[str, str, str, Measure], part: str = "report", id: str = "s1") -> Sentence:
    """A sentence with facts: (number as printed, unit, indicator, measure) each."""
    facts = []
    for number, symbol, indicator, measure in figures:
        start = text.index(number + symbol)
        end = start + len(number + symbol)
        quantity = parse(number, unit(symbol), number + symbol)
        where = Place(9, Box(start * 8.0, 50, end * 8.0, 60))
        facts.append(
            Fact(f"{id}-{start}", quantity, where, indicator, measure, 2023, start=start, end=end, quote=text, source=id)
        )
    span = Span(0, len(text), 9, Box(0, 50, 500, 60))
    return Sentence(id, text, (span,), ("一、绩效自评",), part, facts=tuple(facts))

"""项目支出绩效自评: a report in a few paragraphs and a form per project, weights of 100 with the execution row, scores that add up.

Forms come in two orders: 资金 with 分值 执行率 得分 beside it (北京, 财政部), and 分值 得分 after the indicators with 总分 at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from samples.source import Block, Table
from tests.provinces.drawing import Look
from tests.provinces.ledger import GENERAL, Ledger
from tests.provinces.names import name
from tests.provinces.printing import Print

LOOK = Look(who="", unit_word="", size=14, lead=27)
PRINT = Print(zero="0.00", exact=True)
WEIGHTS = (
    ("数量指标", 20),
    ("质量指标", 10),
    ("时效指标", 10),
    ("成本指标", 10),
    ("社会效益指标", 20),
    ("可持续影响指标", 10),
    ("服务对象满意度指标", 10),
)
GROUPS = {"数量指标": "产出指标（50分）", "社会效益指标": "效益指标（30分）", "服务对象满意度指标": "满意度指标（10分）"}


@dataclass(frozen=True)
class Project:
    """A project with its money (分) and what each indicator scored."""

    label: str
    initial: int
    budget: int
    paid: int
    rows: tuple[tuple[str, str, str, str, int, int, str], ...]

    @property
    def execution(self) -> Decimal:
        return (Decimal(self.paid) * 10 / Decimal(self.budget)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def score(self) -> Decimal:
        return self.execution + sum(row[5] for row in self.rows)


def projects(ledger: Ledger) -> list[Project]:
    """Every project line of the general budget, evaluated."""
    luck = Random(ledger.seed + 1000)
    return [_project(luck, f"{name(x.code)}项目", x.project) for x in ledger.now.lines if x.fund == GENERAL and x.project]


def _project(luck: Random, label: str, paid: int) -> Project:
    budget = paid if luck.random() < 0.4 else int(paid / luck.uniform(0.9, 0.999))
    initial = luck.choice((budget, int(budget * luck.uniform(0.7, 1.3))))
    count, share = luck.randint(3, 400), luck.choice((90, 92, 95))
    facts = (
        ("开展服务活动次数", f"≥{count}次", f"{count + luck.randint(0, 9)}次"), ("验收合格率", "100%", "100%"),
        ("完成及时率", f"≥{share}%", f"{luck.randint(share, 100)}%"), ("项目成本", f"≤{PRINT.money(budget)}", PRINT.money(paid)),
        ("提升公共服务水平", "有效提升", "有效提升"), ("保障工作持续开展", "持续", "持续"), ("服务对象满意度", "≥90%", f"{luck.randint(90, 99)}%"),
    )  # fmt: skip
    rows = []
    for (kind, weight), (what, target, done) in zip(WEIGHTS, facts, strict=True):
        lost = luck.choice((0, 0, 0, 1, 2)) if kind in ("社会效益指标", "可持续影响指标") else 0
        rows.append((kind, what, target, done, weight, weight - lost, "宣传力度不够，下一步加强宣传" if lost else ""))
    return Project(label, initial, budget, paid, tuple(rows))


def document(ledger: Ledger) -> list[Block | Table]:
    """The report and the forms."""
    found, year = projects(ledger), ledger.now.year
    return [
        Block("cover", f"{ledger.org}\n{year}年度项目支出绩效自评报告"),
        Block("part", f"{ledger.org}{year}年度项目支出绩效自评报告"),
        *_report(ledger, found),
        *(_form(ledger, project, number) for number, project in enumerate(found, 1)),
    ]


def _report(ledger: Ledger, found: list[Project]) -> Iterator[Block]:
    year, m = ledger.now.year, PRINT.money
    paid, budget = sum(p.paid for p in found), sum(p.budget for p in found)
    yield Block("heading", "一、绩效自评工作开展情况")
    yield Block("text", f"{ledger.org}对{year}年度{len(found)}个项目开展了绩效自评，涉及资金{m(paid)}。")
    yield Block("heading", "二、项目绩效自评结果")
    for n, p in enumerate(found, 1):
        yield Block(
            "text",
            f"{n}．{p.label}绩效自评综述：全年预算数为{m(p.budget)}，执行数为{m(p.paid)}，完成预算的{PRINT.share(p.paid, p.budget)}。根据年初设定的绩效目标，项目自评得分{p.score}分。",
        )
    if len(found) > 1:
        yield Block("text", f"以上项目全年预算合计{m(budget)}，执行合计{m(paid)}，预算执行率{PRINT.share(paid, budget)}。")


def _form(ledger: Ledger, p: Project, number: int) -> Table:
    v = PRINT.number
    money = lambda x: (v(p.initial if x else 0), v(p.budget if x else 0), v(p.paid if x else 0))  # noqa: E731
    wide = ["<"] * 7
    rows = [
        ("项目名称", "<", p.label, *["<"] * 7),
        ("主管部门", "<", ledger.org, "<", "<", "实施单位", "<", ledger.org, "<", "<"),
        ("项目资金（万元）", "<", "", "<", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("^", "^", "年度资金总额", "<", *money(True), "10", PRINT.share(p.paid, p.budget), str(p.execution)),
        ("^", "^", "其中：当年财政拨款", "<", *money(True), "—", PRINT.share(p.paid, p.budget), "—"),
        ("^", "^", "上年结转资金", "<", *money(False), "—", "—", "—"),
        ("^", "^", "其他资金", "<", *money(False), "—", "—", "—"),
        ("年度总体目标", "预期目标", *["<"] * 3, "实际完成情况", *["<"] * 4),
        ("^", "按计划完成年度工作任务。", *["<"] * 3, "年度工作任务已按计划完成。", *["<"] * 4),
        (
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "<",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ),
    ]
    for kind, what, target, done, weight, score, why in p.rows:
        rows.append(("^", GROUPS.get(kind, "^"), kind, what, "<", target, done, str(weight), str(score), why))
    rows.append(("总分", *wide[:6], "100", str(p.score), ""))
    options = {"title": f"项目支出绩效自评表", "form": f"（{ledger.now.year}年度）", "unit": "", "head": "0", "align": "c" * 10}  # noqa: F541
    return Table(tuple(rows), options | {"widths": "7,10,13,11,9,12,12,7,9,14"})


__all__ = ["LOOK", "document", "projects"]

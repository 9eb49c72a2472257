"""部门整体支出绩效自评报告 with project forms behind it, of offices for schools, water and culture: counts, rates, points won and lost.

Every count is drawn once and told in text and tables alike: sums, changes over last year and points add up. Takes the office's books
for its money; fields of work stand in `FIELDS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from samples.source import Block, Table
from tests.provinces.drawing import Look
from tests.provinces.ledger import GENERAL, Ledger, Line, Profile
from tests.provinces.names import name
from tests.provinces.printing import Print

LOOK = Look(who="填报单位：", unit_word="", size=15, lead=28, body="Song")
PROFILES = (
    Profile("楚江市教育局", "行政", "2050101", ("2050202", "2050203", "2050299", "2050999")),
    Profile("青铜县水利局", "行政", "2130301", ("2130305", "2130306", "2130314", "2130399")),
    Profile("赤矶区文化和旅游局", "行政", "2070101", ("2070104", "2070109", "2070205")),
)
P = Print(rate_places=2)
STEPS = (("部门投入", 20), ("预算过程", 30), ("履职产出", 30), ("履职效果", 20))
EXTRA = "获市级以上表彰"


@dataclass(frozen=True)
class Field:
    """What an office counts: things made (name, unit, parts), services, a rate of quality, who is asked."""

    made: str
    unit: str
    parts: tuple[str, str, str]
    service: str
    people: str
    rate: str
    asked: str


FIELDS = (
    Field("新建、改扩建学校", "所", ("幼儿园", "小学", "初中"), "教师培训", "参训教师", "义务教育巩固率", "家长和学生"),
    Field("治理农村饮水工程", "处", ("水源工程", "管网工程", "净化工程"), "防汛演练", "参演人员", "农村自来水普及率", "受益群众"),
    Field(
        "改造公共文化场馆",
        "个",
        ("文化馆", "图书馆分馆", "村级文化室"),
        "送戏下乡演出",
        "观看群众",
        "场馆免费开放率",
        "观众和读者",
    ),
)


@dataclass(frozen=True)
class Year:
    """Everything counted in the year, drawn from the seed."""

    parts: tuple[int, int, int]
    before: int
    times: int
    people: int
    rate: Decimal
    last_rate: Decimal
    asked: int
    content: int
    lost: tuple[Decimal, ...]
    plus: int

    @property
    def made(self) -> int:
        return sum(self.parts)

    @property
    def score(self) -> Decimal:
        return Decimal(100) - sum(self.lost) + self.plus


def count(seed: int) -> Year:
    """The year's counts of that seed."""
    luck = Random(seed + 300)
    parts = tuple(luck.randint(2, 19) for _ in range(3))
    rate = Decimal(luck.randint(8800, 9900)) / 100
    asked = luck.choice((200, 400, 500))
    lost = tuple(Decimal(luck.randint(1, 8)) / 2 if luck.random() < 0.7 else Decimal(0) for _ in STEPS)
    plus = luck.choice((0, 1, 2)) if sum(lost) >= 2 else 0
    made = sum(parts)
    before = made - luck.choice((2, 3, 5)) if made > 8 else made + 4
    return Year(parts, before, luck.randint(6, 40), luck.randint(800, 9000), rate, rate - Decimal(luck.randint(5, 190)) / 100,
                asked, asked * luck.randint(88, 98) // 100, lost, plus)  # fmt: skip


def document(ledger: Ledger) -> list[Block | Table]:
    """The report, its table of points and a form per project."""
    field, year = FIELDS[ledger.seed % len(FIELDS)], count(ledger.seed)
    found = [x for x in ledger.now.lines if x.fund == GENERAL and x.project]
    return [
        Block("cover", f"{ledger.org}\n{ledger.now.year}年度部门整体支出绩效自评报告"),
        Block("part", f"{ledger.org}{ledger.now.year}年度部门整体支出绩效自评报告"),
        *_office(ledger),
        *_work(ledger, field, year),
        *_points(ledger, year),
        *_projects(ledger, found),
        _sheet(ledger, year),
        *(_form(ledger, field, x, n) for n, x in enumerate(found, 1)),
    ]


def _office(ledger: Ledger) -> Iterator[Block]:
    now, m, y, n = ledger.now, P.money, ledger.now.year, ledger.now.counts
    spent, initial = now.spent(GENERAL), sum(x.initial for x in now.lines if x.fund == GENERAL)
    yield Block("heading", "一、部门基本情况")
    yield Block(
        "text",
        f"（一）机构人员情况。{ledger.org}核定编制{n['people'] + 5}名，年末实有在职人员{n['people']}人，退休人员{n['retired']}人。",
    )
    yield Block("text", f"（二）年度预算及执行情况。{y}年年初一般公共预算安排{m(initial)}，"
        + ("年中未作调整，" if P.same(initial, spent) else f"年中调{'增' if spent > initial else '减'}{m(abs(spent - initial))}，")
        + f"调整后预算{m(spent)}，全年实际支出{m(spent)}，预算执行率100%。其中：基本支出{m(now.spent(GENERAL, what='basic'))}，占{P.share(now.spent(GENERAL, what='basic'), spent)}；"
        f"项目支出{m(now.spent(GENERAL, what='project'))}，占{P.share(now.spent(GENERAL, what='project'), spent)}。")  # fmt: skip


def _rise(now: Decimal, last: Decimal) -> str:
    return f"较上年提高{now - last}个百分点"


def _work(ledger: Ledger, f: Field, c: Year) -> Iterator[Block]:
    y = ledger.now.year
    share = (Decimal(c.content * 100) / c.asked).quantize(Decimal("0.1"), ROUND_HALF_UP)
    gap, rate = (
        abs(c.made - c.before),
        (Decimal(abs(c.made - c.before) * 100) / c.before).quantize(Decimal("0.01"), ROUND_HALF_UP),
    )
    parts = "、".join(f"{label}{amount}{f.unit}" for label, amount in zip(f.parts, c.parts, strict=True))
    yield Block("heading", "二、履职及绩效目标完成情况")
    yield Block("text", f"（一）产出情况。{y}年共{f.made}{c.made}{f.unit}，{'比上年' if ledger.seed % 2 else f'较上年{c.before}{f.unit}'}{'增加' if c.made > c.before else '减少'}{gap}{f.unit}，{'增长' if c.made > c.before else '下降'}{rate}%，其中：{parts}。"
        f"开展{f.service}{c.times}场次，{f.people}{c.people}人次，平均每场{(Decimal(c.people) / c.times).quantize(Decimal(1), ROUND_HALF_UP)}人次。")  # fmt: skip
    yield Block(
        "text", f"（二）质量情况。{f.rate}达到{c.rate}%，{_rise(c.rate, c.last_rate)}，项目验收合格率100%，安全责任事故0起。"
    )
    yield Block(
        "text",
        f"（三）满意度情况。发放调查问卷{c.asked}份，收回有效问卷{c.asked}份，表示满意的{c.content}份，{f.asked}满意度为{share}%，达到年初设定的85%以上目标。",
    )


def _grade(score: Decimal) -> str:
    return "优" if score >= 90 else "良" if score >= 80 else "中"


def _points(ledger: Ledger, c: Year) -> Iterator[Block]:
    yield Block("heading", "三、自评结论")
    listed = "；".join(
        f"{label}满分{weight}分，自评得{weight - lost}分" + (f"，扣{lost}分" if lost else "")
        for (label, weight), lost in zip(STEPS, c.lost, strict=True)
    )
    yield Block(
        "text",
        f"对照评价指标体系，{listed}。"
        + (f"{EXTRA}加{c.plus}分。" if c.plus else "")
        + f"本部门{ledger.now.year}年度整体支出绩效自评总分{c.score}分，自评等级为“{_grade(c.score)}”。",
    )
    yield Block("text", "评价等级划分标准为：90（含）-100分为优，80（含）-90分为良，60（含）-80分为中，60分以下为差。")
    yield Block("heading", "四、存在的主要问题和改进措施")
    yield Block(
        "text",
        "一是绩效指标量化程度不够；二是个别项目前期准备不足。下一步将完善指标体系，提前谋划项目，力争在下一年度6月底前完成80%以上的支出。",
    )


def _projects(ledger: Ledger, found: list[Line]) -> Iterator[Block]:
    made = [_made(ledger, x) for x in found]
    yield Block("heading", "五、项目绩效自评情况")
    yield Block(
        "text",
        f"纳入自评的项目{len(found)}个，自评覆盖率100%，涉及财政资金{P.money(sum(x.project for x in found))}。各项目自评得分情况如下：",
    )
    for n, (x, (_, _, score)) in enumerate(zip(found, made, strict=True), 1):
        yield Block(
            "text",
            f"{n}．{name(x.code)}项目，全年预算{P.money(_budget(ledger, x))}，实际支出{P.money(x.project)}，预算执行率{P.share(x.project, _budget(ledger, x))}{_late(ledger, x)}，自评得分{score}分。",
        )
    best = max(score for _, _, score in made)
    worst = min(score for _, _, score in made)
    if len(made) > 1:
        yield Block("text", f"{len(made)}个项目中，最高得分{best}分，最低得分{worst}分。")


def _late(ledger: Ledger, x: Line) -> str:
    return "" if x.project >= _budget(ledger, x) * 0.9 else "，未全部执行的原因是部分合同款未到支付期"


def _budget(ledger: Ledger, x: Line) -> int:
    luck = Random(f"{ledger.seed}{x.code}")
    return x.project if luck.random() < 0.4 else int(x.project / luck.uniform(0.82, 0.995))


def _made(ledger: Ledger, x: Line) -> tuple[Decimal, list[tuple[str, ...]], Decimal]:
    """Points for execution, rows of indicators, and the total."""
    luck, f, y = Random(f"{x.code}{ledger.seed}"), FIELDS[ledger.seed % len(FIELDS)], ledger.now.year
    done = (Decimal(x.project) * 10 / _budget(ledger, x)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    n, k = luck.randint(3, 60), luck.randint(200, 5000)
    short = luck.choice((0, 0, 1))
    rows = [
        ("产出指标", "数量指标", f"{f.made}数量", f"≥{n}{f.unit}", f"{n + luck.randint(0, 3)}{f.unit}", 15, 15, ""),
        (
            "^",
            "^",
            f"{f.people}数量",
            f"≥{k}人次",
            f"{k - short * (k // 10)}人次",
            10,
            10 - short,
            "部分活动延期" if short else "",
        ),
        ("^", "质量指标", f.rate, "≥95%", f"{luck.randint(950, 999) / 10}%", 10, 10, ""),
        ("^", "时效指标", "任务完成时间", f"{y}年12月底前", f"{y}年11月30日", 10, 10, ""),
        ("^", "成本指标", "项目总成本", f"≤{P.money(_budget(ledger, x))}", P.money(x.project), 5, 5, ""),
        (
            "效益指标",
            "社会效益指标",
            "群众受益程度",
            "显著",
            "较显著" if short else "显著",
            15,
            15 - 2 * short,
            "宣传不够" if short else "",
        ),
        ("^", "生态效益指标", "资源节约利用", "提高", "提高", 15, 15, ""),
        ("满意度指标", "服务对象满意度指标", f"{f.asked}满意度", "≥90%", f"{luck.randint(90, 98)}%", 10, 10, ""),
    ]
    cells = [tuple(map(str, row)) for row in rows]
    return done, cells, done + sum(row[6] for row in rows)


def _sheet(ledger: Ledger, c: Year) -> Table:
    """The points of the whole office."""
    rows = [("一级指标", "分值", "扣分", "自评得分", "扣分原因")]
    for (label, weight), lost in zip(STEPS, c.lost, strict=True):
        rows.append((label, str(weight), str(lost), str(weight - lost), "个别事项未按时完成" if lost else ""))
    rows.append(("加分项", "—", "—", str(c.plus), EXTRA if c.plus else ""))
    rows.append(("合计", "100", str(sum(c.lost)), str(c.score), ""))
    options = {
        "title": "部门整体支出绩效自评评分表",
        "form": f"（{ledger.now.year}年度）",
        "unit": "",
        "head": "1",
        "align": "lcccl",
    }
    return Table(tuple(rows), options | {"widths": "22,12,12,14,40"})


def _form(ledger: Ledger, f: Field, x: Line, number: int) -> Table:
    done, cells, score = _made(ledger, x)
    v, whole = P.number, _budget(ledger, x)
    spent = (v(x.initial if x.initial else whole), v(whole), v(x.project))
    rows = [
        ("项目名称", "<", f"{name(x.code)}项目", *["<"] * 6),
        ("主管部门", "<", ledger.org, "<", "项目实施单位", "<", ledger.org, "<", "<"),
        (
            "预算执行情况（万元）",
            "<",
            "资金来源",
            "年初预算数",
            "全年预算数（A）",
            "全年执行数（B）",
            "分值",
            "执行率（B/A）",
            "得分",
        ),
        ("^", "^", "年度资金总额", *spent, "10", P.share(x.project, whole), str(done)),
        ("^", "^", "其中：财政拨款", *spent, "—", P.share(x.project, whole), "—"),
        ("^", "^", "其他资金", "0", "0", "0", "—", "—", "—"),
        ("年度目标", "<", f"完成{f.made}等年度任务，提高服务水平。", *["<"] * 6),
        ("完成情况", "<", "年度任务基本完成。", *["<"] * 6),
        ("一级指标", "二级指标", "三级指标", "<", "年度指标值", "全年完成值", "分值", "得分", "未完成原因和改进措施"),
    ]
    rows += [(a, b, what, "<", target, got, weight, points, why) for a, b, what, target, got, weight, points, why in cells]
    rows.append(("总分", *["<"] * 5, "100", str(score), ""))
    rows.append(("自评等级", *["<"] * 5, _grade(score), "<", "<"))
    options = {"title": "项目支出绩效自评表", "form": f"（{ledger.now.year}年度）", "unit": "", "head": "0", "align": "c" * 9}
    return Table(tuple(rows), options | {"widths": "10,12,14,12,14,14,8,11,15"})


__all__ = ["LOOK", "PROFILES", "document"]

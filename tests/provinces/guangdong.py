"""广东 部门决算: 总收入 and 总支出 item by item against 上年决算数, percentages with one decimal, no 行次, thousands in tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name
from tests.provinces.printing import Print

LOOK = Look(form_left=True, who="公开部门：", unit_word="金额单位：", size=14, lead=27)
PRINT = Print(zero="0.00", rate_places=1, exact=False)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    year = ledger.now.year
    return [
        Block("cover", f"{year}年{ledger.org}\n部门决算"),
        Block("part", "第一部分  部门概况"),
        Block("heading", "一、部门主要职责"),
        Block("text", "贯彻执行有关法律法规和方针政策，统筹推进本地区相关工作。"),
        Block("part", f"第二部分  {year}年度部门决算表"),
        *_tables(ledger),
        Block("part", f"第三部分  {year}年度部门决算情况说明"),
        *_income(ledger),
        *_spending(ledger),
        *_fiscal(ledger),
        *_three(ledger),
        *_others(ledger),
    ]


def _versus(now: int, last: int) -> str:
    if PRINT.same(now, last):
        return "与上年决算数持平"
    return f"比上年决算数{PRINT.change(now, last)}，主要是专项经费变化"


def _income(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "一、收入支出决算总体情况说明")
    yield Block("subheading", "（一）年度收入情况")
    yield Block(
        "text",
        f"{ledger.org}{year}年度总收入{m(now.total)}，其中本年收入{m(now.year_income)}、使用非财政拨款结余0.00万元、年初结转和结余{m(sum(now.opening.values()))}。具体情况如下：",
    )
    for n, (label, key) in enumerate(zip(tables.INCOMES, tables.SOURCES, strict=True), 1):
        yield Block("text", f"{n}．{label}{m(now.income[key])}，{_versus(now.income[key], last.income[key])}。")


def _spending(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("subheading", "（二）年度支出情况")
    yield Block(
        "text",
        f"{ledger.org}{year}年度总支出{m(now.total)}，其中本年支出{m(now.spent())}、结余分配0.00万元、年末结转和结余{m(sum(now.closing.values()))}。具体情况如下：",
    )
    basic, project = now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"1．基本支出{m(basic)}，占支出合计的{PRINT.share(basic, now.spent())}，{_versus(basic, last.spent(what='basic'))}。",
    )
    yield Block(
        "text",
        f"2．项目支出{m(project)}，占支出合计的{PRINT.share(project, now.spent())}，{_versus(project, last.spent(what='project'))}。",
    )
    yield Block("text", "3．上缴上级支出0.00万元，与上年决算数持平。")


def _fiscal(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "二、财政拨款收入支出总体情况说明")
    spent = now.fiscal()
    yield Block(
        "text",
        f"{ledger.org}{year}年度财政拨款本年收入{m(now.fiscal_income)}，其中：一般公共预算财政拨款收入{m(now.income[GENERAL])}，政府性基金预算财政拨款收入{m(now.income[FUND])}，国有资本经营预算财政拨款收入{m(now.income[CAPITAL])}。",
    )
    yield Block("text", f"{year}年度财政拨款本年支出{m(spent)}，{_versus(spent, last.fiscal())}。")
    yield Block("heading", "三、一般公共预算财政拨款支出决算情况说明")
    total, budget = now.spent(GENERAL), sum(x.initial for x in now.lines if x.fund == GENERAL)
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出年初预算数为{m(budget)}，支出决算数为{m(total)}，完成年初预算的{PRINT.share(total, budget)}。",
    )
    classes = [c for c in now.codes(GENERAL) if len(c) == 3]
    yield Block(
        "text",
        "按功能分类科目，主要用于："
        + "；".join(f"{name(c)}{m(now.spent(GENERAL, c))}，占{PRINT.share(now.spent(GENERAL, c), total)}" for c in classes)
        + "。",
    )
    yield Block("text", f"其中基本支出{m(now.spent(GENERAL, what='basic'))}：人员经费{m(now.staff)}，公用经费{m(now.running)}。")


def _three(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    a, b, n = now.three, now.three_budget, now.counts
    total, planned = sum(a.values()), sum(b.values())
    done = lambda x, y: f"完成预算的{PRINT.share(x, y)}" if y else "未安排预算"  # noqa: E731
    yield Block("heading", "四、一般公共预算财政拨款“三公”经费支出决算情况说明")
    yield Block(
        "text",
        f"{year}年度“三公”经费支出决算为{m(total)}，预算为{m(planned)}，{done(total, planned)}，{_versus(total, sum(last.three.values()))}。",
    )
    yield Block("text", f"1．因公出国（境）费支出决算为0.00万元，与上年决算数持平。全年参加出国（境）团组0个，累计0人次。")  # noqa: F541
    cars, was = now.vehicles_cost, last.vehicles_cost
    yield Block(
        "text",
        f"2．公务用车购置及运行费支出决算为{m(cars)}，占“三公”经费支出的{PRINT.share(cars, total) if total else '0.0%'}，{_versus(cars, was)}。其中公务用车购置支出{m(a['buy'])}，公务用车购置数{n['bought']}辆；公务用车运行支出{m(a['run'])}，公务用车保有量{n['owned']}辆。",
    )
    yield Block(
        "text",
        f"3．公务接待费支出决算为{m(a['host'])}，占“三公”经费支出的{PRINT.share(a['host'], total) if total else '0.0%'}，{_versus(a['host'], last.three['host'])}。全年共接待国内来访团组{n['batches']}个，来宾{n['guests']}人次。",
    )


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year, n = ledger.now, ledger.last, PRINT.money, ledger.now.year, ledger.now.counts
    yield Block("heading", "五、其他重要事项的情况说明")
    yield Block("subheading", "（一）机关运行经费支出情况")
    if ledger.nature == "事业":
        yield Block("text", "本单位属于事业单位，无机关运行经费。")
    else:
        yield Block("text", f"{year}年度机关运行经费支出{m(now.running)}，{_versus(now.running, last.running)}。")
    goods, works, services = now.procurement
    total, (small, _) = goods + works + services, now.contracts
    yield Block("subheading", "（二）政府采购支出情况")
    yield Block(
        "text",
        f"{year}年度政府采购支出总额{m(total)}，其中货物支出{m(goods)}、工程支出{m(works)}、服务支出{m(services)}。授予中小企业合同金额{m(small)}，占政府采购支出总额的{PRINT.share(small, total)}。",
    )
    yield Block("subheading", "（三）国有资产占用情况")
    kinds = {
        "机要通信应急用车": ("secret", "emergency"),
        "执法执勤用车": ("police",),
        "特种专业技术用车": ("special",),
        "其他用车": ("other",),
    }
    listed = {label: sum(n[key] for key in keys) for label, keys in kinds.items()}
    yield Block(
        "text",
        f"截至{year}年12月31日，{ledger.org}共有车辆{sum(listed.values())}辆，其中"
        + "、".join(f"{label}{count}辆" for label, count in listed.items())
        + f"。单位价值50万元以上通用设备{n['fifty']}台（套），单位价值100万元以上专用设备{n['hundred']}台（套）。",
    )


def _tables(ledger: Ledger) -> Iterator[Table]:
    now = ledger.now
    sheet = tables.Sheet(replace(PRINT, thousands=True), numbered=False, every_class=True, code_head="支出功能分类科目编码")
    yield tables.summary(now, sheet, form="公开01表")
    yield tables.income(now, sheet)
    yield tables.expenditure(now, sheet)
    yield tables.fiscal_summary(now, sheet)
    yield tables.general(now, sheet)
    yield economic.basic(now, sheet)
    yield economic.three_public(now, sheet, "一般公共预算财政拨款“三公”经费支出决算表", "公开07表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开08表")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款支出决算表", "公开09表")

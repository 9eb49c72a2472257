"""山东 部门决算: tables first in three-line style; every item with 年初预算, 支出决算 and 完成年初预算的X%."""

from __future__ import annotations

from collections.abc import Iterator

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name, path
from tests.provinces.printing import Print

LOOK = Look(rules="three", who="部门：", unit_word="单位：", body="Song", size=13, lead=24)
PRINT = Print(zero="0.00", exact=True)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    year, org = ledger.now.year, ledger.org
    return [
        Block("cover", f"{year}年度\n{org}决算"),
        Block("part", f"第一部分  {org}概况"),
        Block("heading", "一、部门职责"),
        Block("text", "负责贯彻落实国家和省市有关政策，组织实施本辖区相关工作。"),
        Block("part", f"第二部分  {year}年度部门决算表"),
        *_tables(ledger),
        Block("part", f"第三部分  {year}年度部门决算情况说明"),
        *_totals(ledger),
        *_fiscal(ledger),
        *_items(ledger),
        *_three(ledger),
        *_others(ledger),
    ]


def _compared(now: int, last: int, year: int, subject: str = "") -> str:
    """与上年相比 as a sentence of its own."""
    if PRINT.same(now, last):
        return f"与{year - 1}年度持平。"
    return f"与{year - 1}年度相比，{subject}{PRINT.change(now, last)}。主要原因是相关工作安排变化。"


def _totals(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "一、收入支出决算总体情况说明")
    yield Block("text", f"{year}年度收、支总计均为{m(now.total)}。{_compared(now.total, last.total, year, '收、支总计各')}")
    yield Block("heading", "二、收入决算情况说明")
    yield Block("subheading", "（一）收入决算结构情况")
    income = now.year_income
    parts = [
        f"{label}{m(now.income[key])}，占{PRINT.share(now.income[key], income)}"
        for label, key in zip(tables.INCOMES, tables.SOURCES, strict=True)
        if now.income[key]
    ]
    yield Block("text", f"本年收入合计{m(income)}，其中：" + "；".join(parts) + "。")
    yield Block("subheading", "（二）收入决算具体情况")
    for n, (label, key) in enumerate(zip(tables.INCOMES, tables.SOURCES, strict=True), 1):
        amount = now.income[key]
        yield Block("text", f"{n}.{label}{m(amount)}，" + _versus(amount, last.income[key]))
    yield Block("heading", "三、支出决算情况说明")
    yield Block("subheading", "（一）支出决算结构情况")
    spent, basic, project = now.spent(), now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"本年支出合计{m(spent)}，其中：基本支出{m(basic)}，占{PRINT.share(basic, spent)}；项目支出{m(project)}，占{PRINT.share(project, spent)}。",
    )
    yield Block("subheading", "（二）支出决算具体情况")
    yield Block("text", f"1.基本支出{m(basic)}，" + _versus(basic, last.spent(what="basic")))
    yield Block("text", f"2.项目支出{m(project)}，" + _versus(project, last.spent(what="project")))


def _versus(now: int, last: int) -> str:
    """比上年决算数… after a comma."""
    if PRINT.same(now, last):
        return "与上年决算数持平。"
    return f"较上年决算数{PRINT.change(now, last)}。主要是相关经费变化。"


def _fiscal(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "四、财政拨款收入支出决算总体情况说明")
    subject = "财政拨款收、支总计各"
    yield Block(
        "text",
        f"{year}年度财政拨款收、支总计均为{m(now.fiscal_total)}。{_compared(now.fiscal_total, last.fiscal_total, year, subject)}",
    )
    spent = now.spent(GENERAL)
    yield Block("heading", "五、一般公共预算财政拨款支出决算情况说明")
    yield Block("subheading", "（一）一般公共预算财政拨款支出决算总体情况")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出{m(spent)}，占本年支出合计的{PRINT.share(spent, now.spent())}。"
        + _compared(spent, last.spent(GENERAL), year, "一般公共预算财政拨款支出"),
    )
    yield Block("subheading", "（二）一般公共预算财政拨款支出决算结构情况")
    classes = [c for c in now.codes(GENERAL) if len(c) == 3]
    parts = [f"{name(c)}（类）支出{m(now.spent(GENERAL, c))}，占{PRINT.share(now.spent(GENERAL, c), spent)}" for c in classes]
    parts = [part.replace("支出（类）支出", "支出（类）") for part in parts]
    yield Block("text", f"{year}年度一般公共预算财政拨款支出{m(spent)}，主要用于以下方面：" + "；".join(parts) + "。")


def _items(ledger: Ledger) -> Iterator[Block]:
    now, m, year = ledger.now, PRINT.money, ledger.now.year
    lines = [x for x in now.lines if x.fund == GENERAL]
    budget, spent = sum(x.initial for x in lines), now.spent(GENERAL)
    yield Block("subheading", "（三）一般公共预算财政拨款支出决算具体情况")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出年初预算为{m(budget)}，支出决算为{m(spent)}，完成年初预算的{PRINT.share(spent, budget)}。其中：",
    )
    for n, x in enumerate(lines, 1):
        yield Block("text", f"{n}.{path(x.code)}。年初预算为{m(x.initial)}，支出决算为{m(x.total)}，" + _done(x.total, x.initial))
    yield Block("heading", "六、一般公共预算财政拨款基本支出决算情况说明")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款基本支出{m(now.spent(GENERAL, what='basic'))}，其中：人员经费{m(now.staff)}，公用经费{m(now.running)}。",
    )


def _done(spent: int, budget: int) -> str:
    if PRINT.same(spent, budget):
        return "完成年初预算的100%，决算数与年初预算数持平。"
    if not budget:
        return "决算数大于年初预算数的主要原因是年中追加预算。"
    than, why = ("大于", "人员增加") if spent > budget else ("小于", "压减支出")
    return f"完成年初预算的{PRINT.share(spent, budget)}。决算数{than}年初预算数的主要原因是{why}。"


def _three(ledger: Ledger) -> Iterator[Block]:
    now, m, year = ledger.now, PRINT.money, ledger.now.year
    a, b, n = now.three, now.three_budget, now.counts
    total, planned = sum(a.values()), sum(b.values())
    yield Block("heading", "七、财政拨款“三公”经费支出决算情况说明")
    yield Block(
        "text", f"{year}年度“三公”经费财政拨款支出预算为{m(planned)}，支出决算为{m(total)}，" + _three_done(total, planned)
    )
    cars, cars_planned = now.vehicles_cost, b["buy"] + b["run"]
    yield Block("text", f"1.因公出国（境）费支出0.00万元。全年使用财政拨款安排{ledger.org}因公出国（境）团组0个、累计0人次。")
    yield Block(
        "text", f"2.公务用车购置及运行维护费支出预算为{m(cars_planned)}，支出决算为{m(cars)}，" + _three_done(cars, cars_planned)
    )
    yield Block(
        "text",
        f"其中，公务用车购置费支出{m(a['buy'])}，{year}年度更新公务用车{n['bought']}辆；公务用车运行维护费支出{m(a['run'])}，主要用于车辆燃料、维修、保险等，截至{year}年12月31日，开支财政拨款的公务用车保有量为{n['owned']}辆。",
    )
    yield Block("text", f"3.公务接待费支出预算为{m(b['host'])}，支出决算为{m(a['host'])}，" + _three_done(a["host"], b["host"]))
    yield Block(
        "text",
        f"其中，国内接待费支出{m(a['host'])}，共计接待{n['batches']}批次、{n['guests']}人次。国（境）外接待费支出0.00万元，共计接待0批次、0人次。",
    )


def _three_done(spent: int, budget: int) -> str:
    if not budget:
        return "与预算持平。"
    than = "与预算数持平" if PRINT.same(spent, budget) else "小于预算数的主要原因是厉行节约"
    return f"完成预算的{PRINT.share(spent, budget)}，决算数{than}。"


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year, n = ledger.now, ledger.last, PRINT.money, ledger.now.year, ledger.now.counts
    yield Block("heading", "八、政府性基金预算财政拨款收入支出决算情况说明")
    if now.spent(FUND):
        yield Block(
            "text",
            f"{year}年度政府性基金预算财政拨款年初结转和结余{m(now.opening[FUND])}，本年收入{m(now.income[FUND])}，本年支出{m(now.spent(FUND))}，年末结转和结余{m(now.closing[FUND])}。",
        )
    else:
        yield Block("text", f"{year}年度{ledger.org}没有政府性基金预算财政拨款收入支出。")
    yield Block("heading", "九、其他重要事项情况说明")
    yield Block("subheading", "（一）机关运行经费支出情况")
    if ledger.nature == "事业":
        yield Block("text", f"{ledger.org}为事业单位，无机关运行经费支出。")
    else:
        versus = _versus(now.running, last.running)
        yield Block("text", f"{year}年度机关运行经费支出{m(now.running)}，{versus}")
    goods, works, services = now.procurement
    total, (small, micro) = goods + works + services, now.contracts
    yield Block("subheading", "（二）政府采购支出情况")
    yield Block(
        "text",
        f"{year}年度政府采购支出总额{m(total)}，其中：政府采购货物支出{m(goods)}、政府采购工程支出{m(works)}、政府采购服务支出{m(services)}。"
        f"授予中小企业合同金额{m(small)}，占政府采购支出总额的{PRINT.share(small, total)}，其中：授予小微企业合同金额{m(micro)}，"
        f"占授予中小企业合同金额的{PRINT.share(micro, small)}。",
    )
    yield Block("subheading", "（三）国有资产占用情况")
    kinds = {
        "机要通信用车": "secret",
        "应急保障用车": "emergency",
        "执法执勤用车": "police",
        "特种专业技术用车": "special",
        "其他用车": "other",
    }
    listed = "、".join(f"{label}{n[key]}辆" for label, key in kinds.items())
    yield Block(
        "text",
        f"截至{year}年12月31日，共有车辆{sum(n[key] for key in kinds.values())}辆，其中，副部（省）级及以上领导用车0辆、主要领导干部用车0辆、{listed}。单价100万元以上设备{n['hundred']}台（套）。",
    )


def _tables(ledger: Ledger) -> Iterator[Table]:
    now = ledger.now
    sheet = tables.Sheet(PRINT, numbered=False, every_class=False, code_head="科目代码")
    yield tables.summary(now, sheet)
    yield tables.income(now, sheet)
    yield tables.expenditure(now, sheet)
    yield tables.fiscal_summary(now, sheet)
    yield tables.general(now, sheet)
    yield economic.basic_list(now, sheet, "一般公共预算财政拨款基本支出决算表", "公开06表")
    yield economic.three_public(now, sheet, "财政拨款“三公”经费支出决算表", "公开07表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开08表")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款支出决算表", "公开09表")

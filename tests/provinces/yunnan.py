"""云南 部门决算: tables first, with 行次 and 栏次, 三公 and 机关运行经费 downwards; income and spending each with its change."""

from __future__ import annotations

from collections.abc import Iterator

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name, numeral
from tests.provinces.printing import Print

LOOK = Look(who="部门：", unit_word="金额单位：", body="Song", size=15, lead=29)
PRINT = Print(unit="元", thousands=True, zero="0.00", exact=True)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    year = ledger.now.year
    return [
        Block("cover", f"{ledger.org}\n{year}年度部门决算"),
        Block("part", "第一部分  部门概况"),
        *_about(ledger),
        Block("part", f"第二部分  {year}年度部门决算表"),
        *_tables(ledger),
        Block("part", f"第三部分  {year}年度部门决算情况说明"),
        *_totals(ledger),
        *_general(ledger),
        *_three(ledger),
        Block("part", "第四部分  其他重要事项及相关口径情况说明"),
        *_others(ledger),
    ]


def _about(ledger: Ledger) -> Iterator[Block]:
    n = ledger.now.counts
    yield Block("heading", "一、主要职能")
    yield Block("text", f"{ledger.org}负责本辖区有关行政管理和公共服务工作，承办上级交办的其他任务。")
    yield Block("heading", "二、部门基本情况")
    yield Block(
        "text",
        f"{ledger.org}{ledger.now.year}年末实有人员编制{n['posts']}人。在职在编实有人员{n['people']}人。离退休人员{n['retired']}人，其中：离休0人，退休{n['retired']}人。",
    )
    yield Block("text", f"车辆编制{n['owned']}辆，在编实有车辆{n['owned']}辆。")


def _signed(now: int, last: int, p: Print = PRINT) -> str:
    return f"与上年相比，{p.change(now, last)}" if not p.same(now, last) else "与上年持平"


def _totals(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "一、收入决算情况说明")
    total = now.year_income
    fiscal, other = now.fiscal_income, now.income["other"]
    business = now.income["business"]
    yield Block(
        "text",
        f"{ledger.org}{year}年度收入合计{m(total)}。其中：财政拨款收入{m(fiscal)}，占总收入的{PRINT.share(fiscal, total)}；上级补助收入0.00元，占总收入的0.00%；"
        f"事业收入{m(business)}，占总收入的{PRINT.share(business, total)}；经营收入0.00元，占总收入的0.00%；附属单位上缴收入0.00元，占总收入的0.00%；"
        f"其他收入{m(other)}，占总收入的{PRINT.share(other, total)}。{_signed(total, last.year_income)}。"
        f"其中：财政拨款收入{PRINT.change(fiscal, last.fiscal_income)}；其他收入{PRINT.change(other, last.income['other'])}。主要原因是项目资金变化。",
    )
    yield Block("heading", "二、支出决算情况说明")
    spent, basic, project = now.spent(), now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"{ledger.org}{year}年度支出合计{m(spent)}。其中：基本支出{m(basic)}，占总支出的{PRINT.share(basic, spent)}；项目支出{m(project)}，"
        f"占总支出的{PRINT.share(project, spent)}；上缴上级支出、经营支出、对附属单位补助支出共0.00元，占总支出的0.00%。{_signed(spent, last.spent())}。"
        f"其中：基本支出{PRINT.change(basic, last.spent(what='basic'))}；项目支出{PRINT.change(project, last.spent(what='project'))}。主要原因是业务工作安排变化。",
    )
    yield Block("subheading", "（一）基本支出情况")
    basic = now.spent(GENERAL, what="basic")
    yield Block(
        "text",
        f"{year}年度用于保障机构正常运转的日常支出{m(now.spent(what='basic'))}。基本工资、津贴补贴等人员经费支出与办公费、差旅费等公用经费支出按标准执行。",
    )
    yield Block("subheading", "（二）项目支出情况")
    yield Block("text", f"{year}年度用于保障机构完成特定工作任务的项目支出{m(project)}，其中：基本建设类项目支出0.00元。")


def _general(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    spent = now.spent(GENERAL)
    yield Block("heading", "三、一般公共预算财政拨款支出决算情况说明")
    yield Block("subheading", "（一）一般公共预算财政拨款支出决算总体情况")
    yield Block(
        "text",
        f"{ledger.org}{year}年度一般公共预算财政拨款支出{m(spent)}，占本年支出合计的{PRINT.share(spent, now.spent())}。"
        f"{_signed(spent, last.spent(GENERAL))}，主要原因是人员经费和项目经费变化。",
    )
    yield Block("subheading", "（二）一般公共预算财政拨款支出决算具体情况")
    for n, (code, label) in enumerate(tables.class_lines(now, True), 1):
        amount = now.spent(GENERAL, code)
        if not amount:
            continue
        items = [
            f"{name(x.code).removesuffix('支出')}支出{m(x.total)}"
            for x in now.lines
            if x.fund == GENERAL and x.code.startswith(code)
        ]
        yield Block(
            "text",
            f"{n}．{label.split('、')[1]}（类）支出{m(amount)}，占一般公共预算财政拨款总支出的{PRINT.share(amount, spent)}。主要用于"
            + "，".join(items)
            + "；",
        )


def _three(ledger: Ledger) -> Iterator[Block]:
    now, last, p, year = ledger.now, ledger.last, PRINT, ledger.now.year
    m, a, b, n = p.money, now.three, now.three_budget, now.counts
    total, planned = sum(a.values()), sum(b.values())
    done = lambda x, y: p.share(x, y) if y else "0.00%"  # noqa: E731
    yield Block("heading", "四、财政拨款“三公”经费支出决算情况说明")
    yield Block("subheading", "（一）财政拨款“三公”经费支出决算总体情况")
    cars = now.vehicles_cost
    yield Block(
        "text",
        f"{ledger.org}{year}年度财政拨款“三公”经费支出年初预算为{m(planned)}，支出决算为{m(total)}，完成年初预算的{done(total, planned)}。"
        f"其中：因公出国（境）费支出年初预算为0.00元，决算为0.00元，完成年初预算的0.00%；公务用车购置费支出年初预算为{m(b['buy'])}，决算为{m(a['buy'])}，"
        f"完成年初预算的{done(a['buy'], b['buy'])}；公务用车运行维护费支出年初预算为{m(b['run'])}，决算为{m(a['run'])}，完成年初预算的{done(a['run'], b['run'])}；"
        f"公务接待费支出年初预算为{m(b['host'])}，决算为{m(a['host'])}，完成年初预算的{done(a['host'], b['host'])}。"
        + (f"{year}年度“三公”经费支出决算数小于预算数的主要原因是严格控制支出。" if p.value(total) < p.value(planned) else ""),
    )
    was = sum(last.three.values())
    more = [
        f"公务用车购置费支出决算{p.change(a['buy'], last.three['buy'])}",
        f"公务用车运行维护费支出决算{p.change(a['run'], last.three['run'])}",
    ]
    more.append(f"公务接待费支出决算{p.change(a['host'], last.three['host'])}")
    head = f"{year}年度“三公”经费支出决算数比{year - 1}年{p.change(total, was)}。" if not p.same(total, was) else ""
    yield Block("text", head + "其中：因公出国（境）费支出决算与上年持平；" + "；".join(more) + "。")
    yield Block("subheading", "（二）一般公共预算财政拨款“三公”经费支出决算具体情况")
    share = lambda x: p.share(x, total) if total else "0.00%"  # noqa: E731
    yield Block("text", "1．因公出国（境）费支出0.00元，占“三公”经费支出的0.00%。安排因公出国（境）团组0个，累计0人次。")
    yield Block(
        "text",
        f"2．公务用车购置及运行维护费支出{m(cars)}，占“三公”经费支出的{share(cars)}。其中：公务用车购置支出{m(a['buy'])}，购置车辆{n['bought']}辆；公务用车运行维护支出{m(a['run'])}，开支一般公共预算财政拨款的公务用车保有量为{n['owned']}辆。",
    )
    yield Block(
        "text",
        f"3．公务接待费支出{m(a['host'])}，占“三公”经费支出的{share(a['host'])}。其中：国内接待费支出{m(a['host'])}，共安排国内公务接待{n['batches']}批次，接待人次{n['guests']}人次；国（境）外接待费支出0.00元，共安排国（境）外公务接待0批次，接待人次0人次。",
    )


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, p, year = ledger.now, ledger.last, PRINT, ledger.now.year
    m = p.money
    yield Block("heading", "一、机关运行经费支出情况")
    if ledger.nature == "事业":
        yield Block("text", f"{ledger.org}为事业单位，{year}年度无机关运行经费支出。")
    else:
        yield Block(
            "text",
            f"{ledger.org}{year}年度机关运行经费支出{m(now.running)}，{_signed(now.running, last.running)}，主要原因是公务交通费用变化。",
        )
    yield Block("heading", "二、国有资产占用情况")
    yield Block("text", f"截至{year}年12月31日，{ledger.org}国有资产管理情况详见附表。")
    yield Block("heading", "三、政府采购支出情况")
    goods, works, services = now.procurement
    total, (small, _) = goods + works + services, now.contracts
    yield Block(
        "text",
        f"{year}年度，{ledger.org}政府采购支出总额{m(total)}，其中：政府采购货物支出{m(goods)}；政府采购工程支出{m(works)}；政府采购服务支出{m(services)}。授予中小企业合同金额{m(small)}，占政府采购支出总额的{p.share(small, total)}。",
    )


def _tables(ledger: Ledger) -> Iterator[Table | Block]:
    now = ledger.now
    sheet = tables.Sheet(PRINT, numbered=True)
    yield tables.summary(now, sheet)
    yield Block("note", "注：本表反映部门本年度的总收支和年初、年末结转结余情况。")
    yield tables.income(now, sheet)
    yield tables.expenditure(now, sheet)
    yield tables.fiscal_summary(now, sheet)
    yield tables.general(now, sheet)
    yield economic.basic(now, sheet)
    yield economic.projects(now, sheet, "一般公共预算财政拨款项目支出决算表", "公开07表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开08表")
    if not now.spent(FUND):
        yield Block(
            "note",
            f"说明：{ledger.org}{now.year}年度无政府性基金预算财政拨款收入，也没有使用政府性基金安排的支出，故本表无数据。",
        )
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款收入支出决算表", "公开09表")
    yield economic.three_down(
        now, sheet, "财政拨款“三公”经费、行政参公单位机关运行经费情况表", "公开10表", ledger.nature != "事业"
    )
    yield economic.three_down(now, sheet, "一般公共预算财政拨款“三公”经费情况表", "公开11表", ledger.nature != "事业")
    yield economic.assets(now, sheet, "国有资产使用情况表", "公开12表")


__all__ = ["LOOK", "document", "numeral"]

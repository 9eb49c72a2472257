"""浙江 部门决算: 收支总计 with 各增加, falls as 增加-X万元、增长-Y%, tables by office beside those by account, 类 款 项 apart."""

from __future__ import annotations

from collections.abc import Iterator

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name
from tests.provinces.printing import Print

LOOK = Look(form_left=True, who="部门：", unit_word="单位：", size=12, lead=22)
PRINT = Print(zero="0.00", exact=False)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    year = ledger.now.year
    return [
        Block("cover", f"{ledger.org}\n{year}年度部门决算公开"),
        Block("part", "一、概况"),
        Block("subheading", "（一）部门职责"),
        Block("text", "贯彻执行国家和省有关方针政策、法律法规，组织实施本领域工作。"),
        Block("part", f"二、{year}年度部门决算公开表"),
        *_tables(ledger),
        Block("part", f"三、{year}年度部门决算情况说明"),
        *_totals(ledger),
        *_general(ledger),
        *_three(ledger),
        *_others(ledger),
    ]


def _totals(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("subheading", "（一）收入支出决算总体情况说明")
    yield Block(
        "text",
        f"{year}年度收、支总计{m(now.total)}，与{year - 1}年度相比，各{PRINT.minus(now.total, last.total)}。主要原因是：项目经费变化。",
    )
    yield Block("subheading", "（二）收入决算情况说明")
    income, fiscal = now.year_income, now.fiscal_income
    yield Block(
        "text",
        f"本年收入合计{m(income)}；包括财政拨款收入{m(fiscal)}（其中一般公共预算财政拨款收入{m(now.income[GENERAL])}，政府性基金预算财政拨款收入{m(now.income[FUND])}，"
        f"国有资本经营预算财政拨款收入{m(now.income[CAPITAL])}），占收入合计{PRINT.share(fiscal, income)}；事业收入{m(now.income['business'])}，"
        f"占收入合计{PRINT.share(now.income['business'], income)}；其他收入{m(now.income['other'])}，占收入合计{PRINT.share(now.income['other'], income)}。",
    )
    yield Block("subheading", "（三）支出决算情况说明")
    spent, basic, project = now.spent(), now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"本年支出合计{m(spent)}，其中基本支出{m(basic)}，占{PRINT.share(basic, spent)}；项目支出{m(project)}，占{PRINT.share(project, spent)}；上缴上级支出0.00万元，占0.00%。",
    )
    yield Block("subheading", "（四）财政拨款收入支出决算总体情况说明")
    yield Block(
        "text",
        f"{year}年度财政拨款收、支总计{m(now.fiscal_total)}，与{year - 1}年度相比，各{PRINT.minus(now.fiscal_total, last.fiscal_total)}。主要原因是：人员经费变化。",
    )


def _general(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    lines = [x for x in now.lines if x.fund == GENERAL]
    spent, budget = now.spent(GENERAL), sum(x.initial for x in lines)
    yield Block("subheading", "（五）一般公共预算财政拨款支出决算情况说明")
    yield Block("text", "1．一般公共预算财政拨款支出决算总体情况。")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出{m(spent)}，占本年支出合计的{PRINT.share(spent, now.spent())}。与{year - 1}年度相比，一般公共预算财政拨款支出{PRINT.minus(spent, last.spent(GENERAL))}。",
    )
    yield Block("text", "2．一般公共预算财政拨款支出决算结构情况。")
    classes = [c for c in now.codes(GENERAL) if len(c) == 3]
    listed = "；".join(
        f"{name(c).removesuffix('支出')}（类）支出{m(now.spent(GENERAL, c))}，占{PRINT.share(now.spent(GENERAL, c), spent)}"
        for c in classes
    )
    yield Block("text", f"{year}年度一般公共预算财政拨款支出{m(spent)}，主要用于以下方面：{listed}。")
    yield Block("text", "3．一般公共预算财政拨款支出决算具体情况。")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出年初预算为{m(budget)}，支出决算为{m(spent)}，完成年初预算的{PRINT.share(spent, budget)}。其中：",
    )
    for code in classes:
        yield Block("text", f"{name(code).removesuffix('支出')}（类）")
        for x in (x for x in lines if x.code.startswith(code)):
            item = f"{name(x.code[:5])}（款）{name(x.code)}（项）"
            yield Block("text", f"{item}。年初预算为{m(x.initial)}，支出决算为{m(x.total)}，" + _done(x.total, x.initial))
    yield Block("subheading", "（六）一般公共预算财政拨款基本支出决算情况说明")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款基本支出{m(now.spent(GENERAL, what='basic'))}，其中：人员经费{m(now.staff)}，主要包括：基本工资、奖金等；公用经费{m(now.running)}，主要包括：办公费、其他商品和服务支出等。",
    )


def _done(spent: int, budget: int) -> str:
    if PRINT.same(spent, budget):
        return "完成年初预算的100%。"
    if not budget:
        return "决算数大于年初预算数的主要原因是年中追加。"
    return f"完成年初预算的{PRINT.share(spent, budget)}，决算数{'大于' if spent > budget else '小于'}年初预算数的主要原因是据实结算。"


def _three(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    a, b, n = now.three, now.three_budget, now.counts
    total, planned, was = sum(a.values()), sum(b.values()), sum(last.three.values())
    cars, cars_planned = now.vehicles_cost, b["buy"] + b["run"]
    share = lambda x: PRINT.share(x, total) if total else "0.00%"  # noqa: E731
    done = lambda x, y: f"完成预算的{PRINT.share(x, y)}" if PRINT.value(y) else "与预算持平"  # noqa: E731
    yield Block("subheading", "（七）一般公共预算财政拨款“三公”经费支出决算情况说明")
    yield Block(
        "text",
        f"{year}年度“三公”经费一般公共预算财政拨款支出全年预算为{m(planned)}，支出决算为{m(total)}，{done(total, planned)}。{year}年度“三公”经费支出决算数比{year - 1}年度{PRINT.minus(total, was)}。",
    )
    yield Block(
        "text",
        f"因公出国（境）费用支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算{m(cars)}，占{share(cars)}，与{year - 1}年度相比，{PRINT.minus(cars, last.vehicles_cost)}；公务接待费支出决算{m(a['host'])}，占{share(a['host'])}，与{year - 1}年度相比，{PRINT.minus(a['host'], last.three['host'])}。",
    )
    yield Block(
        "text",
        "（1）因公出国（境）费全年预算数0.00万元，支出决算0.00万元。全年使用一般公共预算财政拨款安排因公出国（境）团组0个；累计0人次。",
    )
    yield Block(
        "text",
        f"（2）公务用车购置及运行维护费全年预算数{m(cars_planned)}，支出决算{m(cars)}，{done(cars, cars_planned)}。其中：公务用车购置全年预算数{m(b['buy'])}，支出决算{m(a['buy'])}，主要用于经批准购置的{n['bought']}辆公务用车；公务用车运行维护费全年预算数{m(b['run'])}，支出决算{m(a['run'])}，主要用于公务用车燃料费、维修费、过桥过路费、保险费等支出；{year}年度，本级及所属单位开支一般公共预算财政拨款的公务用车保有量为{n['owned']}辆。",
    )
    yield Block(
        "text",
        f"（3）公务接待费全年预算数{m(b['host'])}，支出决算{m(a['host'])}，{done(a['host'], b['host'])}。其中：外事接待支出0.00万元，接待0人次，0批次。其他国内公务接待支出{m(a['host'])}，主要用于接待外地来访单位。接待{n['guests']}人次，{n['batches']}批次。",
    )


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year, n = ledger.now, ledger.last, PRINT.money, ledger.now.year, ledger.now.counts
    yield Block("subheading", "（八）机关运行经费支出说明")
    if ledger.nature == "事业":
        yield Block("text", f"{ledger.org}无机关运行经费支出。")
    else:
        yield Block(
            "text",
            f"{year}年度机关运行经费支出{m(now.running)}，比{year - 1}年度{PRINT.minus(now.running, last.running)}，主要原因是办公经费变化。",
        )
    goods, works, services = now.procurement
    total, (small, micro) = goods + works + services, now.contracts
    yield Block("subheading", "（九）政府采购支出说明")
    yield Block(
        "text",
        f"{year}年度政府采购支出总额{m(total)}，其中：政府采购货物支出{m(goods)}、政府采购工程支出{m(works)}、政府采购服务支出{m(services)}。授予中小企业合同金额{m(small)}，占政府采购支出总额的{PRINT.share(small, total)}。其中，授予小微企业合同金额{m(micro)}，占授予中小企业合同金额的{PRINT.share(micro, small)}。",
    )
    yield Block("subheading", "（十）国有资产占有使用情况说明")
    kinds = {
        "机要通信用车": "secret",
        "应急保障用车": "emergency",
        "执法执勤用车": "police",
        "特种专业技术用车": "special",
        "其他用车": "other",
    }
    yield Block(
        "text",
        f"截至{year}年12月31日，本级及所属各单位共有车辆{sum(n[key] for key in kinds.values())}辆，其中，主要领导干部用车0辆、"
        + "、".join(f"{label}{n[key]}辆" for label, key in kinds.items())
        + f"。单价100万元以上设备{n['hundred']}台（套）（不含车辆）。",
    )


def _tables(ledger: Ledger) -> Iterator[Table]:
    now = ledger.now
    sheet = tables.Sheet(PRINT, numbered=True, every_class=True, code_head="支出功能分类科目编码")
    yield tables.summary(now, sheet)
    yield _offices(ledger, sheet)
    yield tables.income(now, sheet, "收入决算表（按科目）", "公开02-2表")
    yield tables.expenditure(now, sheet)
    yield tables.fiscal_summary(now, sheet)
    yield tables.general(now, sheet)
    yield economic.basic(now, sheet)
    yield economic.three_public(now, sheet, "一般公共预算财政拨款“三公”经费支出决算表", "公开07表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开08表")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款支出决算表", "公开09表")


def _offices(ledger: Ledger, sheet: tables.Sheet) -> Table:
    """收入决算表 by office: the office itself and two below it share every column."""
    cell, income = sheet.print.cell, ledger.now.income
    fiscal = ledger.now.fiscal_income
    figures = [fiscal, income["superior"], income["business"], income["trade"], income["subsidiary"], income["other"]]
    parts = [[x // 2 for x in figures], [x // 3 for x in figures]]
    parts.append([x - a - b for x, a, b in zip(figures, *parts, strict=True)])
    heads = ("单位名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    names = (f"{ledger.org}（本级）", "第一服务站", "第二服务站")
    rows = [heads, ("栏次", *map(str, range(1, 8))), ("合计", *map(cell, (sum(figures), *figures)))]
    rows += [(label, *map(cell, (sum(part), *part))) for label, part in zip(names, parts, strict=True)]
    return sheet.table(rows, "收入决算表（按单位）", "公开02-1表", (24, *(12,) * 7), 2, align="l" + "r" * 7, landscape="yes")

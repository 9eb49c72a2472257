"""四川 部门决算: thirteen tables after the narrative, numbered headings of six parts, every 项 with its completion rate."""

from __future__ import annotations

from collections.abc import Iterator

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, OWN, Ledger
from tests.provinces.names import name, numeral, path
from tests.provinces.printing import Print

LOOK = Look(who="编制单位：", unit_word="金额单位：")
PRINT = Print(zero="", rate_places=2, exact=False)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    year, org = ledger.now.year, ledger.org
    return [
        Block("cover", f"{year}年度\n{org}\n部门决算"),
        Block("part", "第一部分 部门概况"),
        *_about(ledger),
        Block("part", f"第二部分 {year}年度部门决算情况说明"),
        *_overview(ledger),
        *_general(ledger),
        *_three(ledger),
        *_others(ledger),
        Block("part", "第三部分 名词解释"),
        Block("text", "1.财政拨款收入：指单位从同级财政部门取得的财政预算资金。"),
        Block("text", "2.基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
        Block("part", "第五部分 附表"),
        *_tables(ledger),
    ]


def _about(ledger: Ledger) -> Iterator[Block]:
    n = ledger.now.counts
    yield Block("heading", "一、部门职责")
    yield Block("text", f"{ledger.org}贯彻执行国家有关法律法规，负责本行政区域内相关工作的组织实施和监督管理。")
    yield Block("heading", "二、机构设置")
    yield Block("text", f"{ledger.org}下属二级预算单位0个。年末在职人员{n['people']}人，退休人员{n['retired']}人。")


def _overview(ledger: Ledger) -> Iterator[Block]:
    now, last, p, year = ledger.now, ledger.last, PRINT, ledger.now.year
    m = p.money
    yield Block("heading", "一、收入支出决算总体情况说明")
    change = p.change(now.total, last.total)
    yield Block(
        "text",
        f"{year}年度收、支总计均为{m(now.total)}。与{year - 1}年度相比，收、支总计各{change}。主要变动原因是项目安排变化。",
    )
    yield Block("heading", "二、收入决算情况说明")
    yield Block("text", f"{year}年度本年收入合计{m(now.year_income)}，其中：" + "；".join(_income_parts(ledger)) + "。")
    yield Block("heading", "三、支出决算情况说明")
    spent = now.spent()
    basic, project = now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"{year}年度本年支出合计{m(spent)}，其中：基本支出{m(basic)}，占{p.share(basic, spent)}；项目支出{m(project)}，"
        f"占{p.share(project, spent)}；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。",
    )
    yield Block("heading", "四、财政拨款收入支出决算总体情况说明")
    change = p.change(now.fiscal_total, last.fiscal_total)
    yield Block(
        "text",
        f"{year}年度财政拨款收、支总计均为{m(now.fiscal_total)}。与{year - 1}年度相比，财政拨款收、支总计各{change}。主要变动原因是人员及项目经费变化。",
    )


def _income_parts(ledger: Ledger) -> Iterator[str]:
    now, p = ledger.now, PRINT
    for label, key in zip(tables.INCOMES, tables.SOURCES, strict=True):
        amount = now.income[key]
        yield f"{label}{p.money(amount) if amount else '0万元'}，占{p.share(amount, now.year_income) if amount else '0%'}"


def _general(ledger: Ledger) -> Iterator[Block]:
    now, last, p, year = ledger.now, ledger.last, PRINT, ledger.now.year
    m, spent = p.money, now.spent(GENERAL)
    yield Block("heading", "五、一般公共预算财政拨款支出决算情况说明")
    yield Block("subheading", "（一）一般公共预算财政拨款支出决算总体情况")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出{m(spent)}，占本年支出合计的{p.share(spent, now.spent())}。与{year - 1}年度相比，"
        f"一般公共预算财政拨款支出{p.change(spent, last.spent(GENERAL))}。主要变动原因是项目支出变化。",
    )
    yield Block("subheading", "（二）一般公共预算财政拨款支出决算结构情况")
    classes = [c for c in now.codes(GENERAL) if len(c) == 3]
    parts = [f"{name(c)}{m(now.spent(GENERAL, c))}，占{p.share(now.spent(GENERAL, c), spent)}" for c in classes]
    yield Block("text", f"{year}年度一般公共预算财政拨款支出{m(spent)}，主要用于以下方面：" + "；".join(parts) + "。")
    yield Block("subheading", "（三）一般公共预算财政拨款支出决算具体情况")
    budget = sum(x.initial for x in now.lines if x.fund == GENERAL)
    yield Block("text", f"{year}年度一般公共预算支出决算数为{m(spent)}，完成预算{p.share(spent, budget)}。其中：")
    for n, line in enumerate((x for x in now.lines if x.fund == GENERAL), 1):
        yield Block("text", f"{n}．{path(line.code)}：支出决算为{m(line.total)}，" + _completed(line.total, line.initial))
    yield Block("heading", "六、一般公共预算财政拨款基本支出决算情况说明")
    yield Block("text", f"{year}年度一般公共预算财政拨款基本支出{m(now.spent(GENERAL, what='basic'))}，其中：")
    yield Block("text", f"人员经费{m(now.staff)}，主要包括：{_accounts(ledger, '301', '303')}。")
    yield Block("text", f"公用经费{m(now.running)}，主要包括：{_accounts(ledger, '302', '310')}。")


def _completed(spent: int, budget: int) -> str:
    if PRINT.same(spent, budget):
        return "完成预算100%，决算数与预算数持平。"
    if not budget:
        return "年初未安排预算，决算数大于预算数的主要原因是年中追加项目经费。"
    than = "大于" if spent > budget else "小于"
    return f"完成预算{PRINT.share(spent, budget)}，决算数{than}预算数的主要原因是{'年中追加经费' if spent > budget else '厉行节约'}。"


def _accounts(ledger: Ledger, *classes: str) -> str:
    paid = ledger.now.econ.items()
    return "、".join(name(code) for code, (basic, _) in paid if basic and code[:3] in classes)


def _three(ledger: Ledger) -> Iterator[Block]:
    now, p, year = ledger.now, PRINT, ledger.now.year
    m, three, budget, n = p.money, now.three, now.three_budget, now.counts
    total, planned = sum(three.values()), sum(budget.values())
    yield Block("heading", "七、财政拨款“三公”经费支出决算情况说明")
    yield Block("subheading", "（一）“三公”经费财政拨款支出决算总体情况说明")
    yield Block(
        "text", f"{year}年度“三公”经费财政拨款支出决算为{m(total)}，" + (_completed(total, planned) if total else "与上年持平。")
    )
    yield Block("subheading", "（二）“三公”经费财政拨款支出决算具体情况说明")
    cars = now.vehicles_cost
    share = (lambda x: p.share(x, total) if x else "0%") if total else (lambda x: "0%")
    yield Block(
        "text",
        f"{year}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务用车购置及运行维护费支出决算{m(cars)}，"
        f"占{share(cars)}；公务接待费支出决算{m(three['host'])}，占{share(three['host'])}。具体情况如下：",
    )
    yield Block(
        "text", "1．因公出国（境）经费支出0万元。全年安排因公出国（境）团组0次，出国（境）0人。因公出国（境）支出决算与上年持平。"
    )
    was = ledger.last.vehicles_cost
    yield Block(
        "text",
        f"2．公务用车购置及运行维护费支出{m(cars)}，"
        + (_completed(cars, budget["buy"] + budget["run"]) if cars else "本年度未发生支出。"),
    )
    yield Block("text", f"公务用车购置及运行维护费支出决算比{year - 1}年度{p.change(cars, was)}。主要原因是车辆维修情况变化。")
    bought = f"全年按规定更新购置公务用车{n['bought']}辆" + (f"，金额{m(three['buy'])}" if n["bought"] else "")
    yield Block(
        "text", f"其中：公务用车购置支出{m(three['buy'])}。{bought}。截至{year}年12月31日，单位共有公务用车{n['owned']}辆。"
    )
    yield Block(
        "text",
        f"公务用车运行维护费支出{m(three['run'])}。主要用于执行公务所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。",
    )
    yield Block(
        "text",
        f"3．公务接待费支出{m(three['host'])}，"
        + (_completed(three["host"], budget["host"]) if three["host"] else "本年度未发生支出。"),
    )
    yield Block("text", f"公务接待费支出决算比{year - 1}年度{p.change(three['host'], ledger.last.three['host'])}。")
    if three["host"]:
        yield Block(
            "text",
            f"国内公务接待支出{m(three['host'])}，主要用于执行公务、开展业务活动开支的用餐费等。国内公务接待{n['batches']}批次，{n['guests']}人次（不包括陪同人员），共计支出{m(three['host'])}。",
        )
    yield Block("text", "外事接待支出0万元，外事接待0批次，0人次，共计支出0万元。")


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, p, year = ledger.now, ledger.last, PRINT, ledger.now.year
    m, n = p.money, now.counts
    yield Block("heading", "八、政府性基金预算支出决算情况说明")
    yield Block("text", f"{year}年度政府性基金预算财政拨款支出{m(now.spent(FUND)) if now.spent(FUND) else '0万元'}。")
    yield Block("heading", "九、国有资本经营预算支出决算情况说明")
    yield Block("text", f"{year}年度国有资本经营预算财政拨款支出{m(now.spent(CAPITAL)) if now.spent(CAPITAL) else '0万元'}。")
    yield Block("heading", "十、其他重要事项的情况说明")
    yield Block("subheading", "（一）机关运行经费支出情况")
    if ledger.nature == "事业":
        yield Block("text", f"{year}年度，{ledger.org}为事业单位，按规定未使用机关运行经费。")
    else:
        change = p.change(now.running, last.running)
        yield Block(
            "text",
            f"{year}年度，{ledger.org}机关运行经费支出{m(now.running)}，比{year - 1}年度{change}。主要原因是办公费用变化。",
        )
    yield Block("subheading", "（二）政府采购支出情况")
    goods, works, services = now.procurement
    total, (small, micro) = goods + works + services, now.contracts
    yield Block(
        "text",
        f"{year}年度，{ledger.org}政府采购支出总额{m(total)}，其中：政府采购货物支出{m(goods)}、政府采购工程支出{m(works) if works else '0万元'}、"
        f"政府采购服务支出{m(services)}。授予中小企业合同金额{m(small)}，占政府采购支出总额的{p.share(small, total)}，"
        f"其中：授予小微企业合同金额{m(micro)}，占政府采购支出总额的{p.share(micro, total)}。",
    )
    yield Block("subheading", "（三）国有资产占有使用情况")
    cars = sum(n[key] for key in ("secret", "emergency", "police", "special", "other"))
    yield Block(
        "text",
        f"截至{year}年12月31日，{ledger.org}共有车辆{cars}辆，其中：主要领导干部用车0辆、机要通信用车{n['secret']}辆、应急保障用车{n['emergency']}辆、"
        f"执法执勤用车{n['police']}辆、特种专业技术用车{n['special']}辆、其他用车{n['other']}辆。单价100万元以上设备（不含车辆）{n['hundred']}台（套）。",
    )


def _tables(ledger: Ledger) -> Iterator[Table]:
    now = ledger.now
    sheet = tables.Sheet(Print(zero=""), numbered=True)
    yield tables.summary(now, sheet, form="公开01表")
    yield tables.income(now, sheet, form="公开02表")
    yield tables.expenditure(now, sheet, form="公开03表")
    yield tables.fiscal_summary(now, sheet, form="公开04表")
    yield economic.detail(now, sheet, "财政拨款支出决算明细表", "公开05表")
    yield tables.general(now, sheet, form="公开06表")
    yield economic.detail(now, sheet, "一般公共预算财政拨款支出决算明细表", "公开07表")
    yield economic.basic(now, sheet, "一般公共预算财政拨款基本支出决算表", "公开08表")
    yield economic.projects(now, sheet, "一般公共预算财政拨款项目支出决算表", "公开09表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开10表")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款收入支出决算表", "公开11表")
    yield economic.three_public(now, sheet, "财政拨款“三公”经费支出决算表", "公开13表")


__all__ = ["LOOK", "OWN", "document", "numeral"]

"""陕西 部门决算: 收入总计 and 支出总计 apart, 三公 with 会议费 and 培训费 in one table and in the text, form number at the left."""

from __future__ import annotations

from collections.abc import Iterator

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name, path
from tests.provinces.printing import Print

LOOK = Look(form_left=True, who="编制部门：", unit_word="金额单位：", size=15, lead=28)
PRINT = Print(zero="", exact=True)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    year = ledger.now.year
    return [
        Block("cover", f"{ledger.org}\n{year}年度部门决算"),
        Block("part", "第一部分 部门概况"),
        Block("heading", "一、主要职责及内设机构"),
        Block("text", "负责本行政区域相关政策的组织实施，设办公室等内设机构。"),
        Block("heading", "二、部门人员情况"),
        Block(
            "text",
            f"截至{year}年底，本部门人员编制{ledger.now.counts['posts']}人；实有人员{ledger.now.counts['people']}人。单位管理的离退休人员{ledger.now.counts['retired']}人。",
        ),
        Block("part", f"第二部分 {year}年度部门决算情况说明"),
        *_totals(ledger),
        *_general(ledger),
        *_three(ledger),
        *_others(ledger),
        Block("part", "第三部分 部门决算表"),
        *_tables(ledger),
    ]


def _versus(now: int, last: int) -> str:
    if PRINT.same(now, last):
        return "与上年持平。"
    return f"与上年相比{PRINT.change(now, last)}，{'增长' if now > last else '下降'}的主要原因是项目经费变化。"


def _totals(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "一、收入支出决算总体情况说明")
    yield Block("text", f"{year}年度收入总计{m(now.total)}，{_versus(now.total, last.total)}")
    yield Block("text", f"{year}年度支出总计{m(now.total)}，{_versus(now.total, last.total)}")
    yield Block("heading", "二、收入决算情况说明")
    income = now.year_income
    listed = [
        f"{label}{m(now.income[key])}，占{PRINT.share(now.income[key], income)}"
        for label, key in zip(tables.INCOMES, tables.SOURCES, strict=True)
        if now.income[key]
    ]
    yield Block("text", f"{year}年度收入合计{m(income)}，其中：" + "；".join(listed) + "。")
    yield Block("heading", "三、支出决算情况说明")
    spent, basic, project = now.spent(), now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"{year}年度支出合计{m(spent)}，其中：基本支出{m(basic)}，占{PRINT.share(basic, spent)}；项目支出{m(project)}，占{PRINT.share(project, spent)}；经营支出0万元，占0%。",
    )
    yield Block("heading", "四、财政拨款收入支出决算总体情况说明")
    yield Block(
        "text",
        f"{year}年度财政拨款收入总计{m(now.fiscal_total)}，支出总计{m(now.fiscal_total)}。{_versus(now.fiscal_total, last.fiscal_total)}",
    )


def _general(ledger: Ledger) -> Iterator[Block]:
    now, m, year = ledger.now, PRINT.money, ledger.now.year
    lines = [x for x in now.lines if x.fund == GENERAL]
    budget, spent = sum(x.initial for x in lines), now.spent(GENERAL)
    yield Block("heading", "五、一般公共预算财政拨款支出决算情况说明")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款支出年初预算{m(budget)}，支出决算{m(spent)}，完成年初预算的{PRINT.share(spent, budget)}，占本年支出合计的{PRINT.share(spent, now.spent())}。按照政府功能分类科目，其中：",
    )
    for n, x in enumerate(lines, 1):
        yield Block("text", f"{n}．{path(x.code)}。")
        yield Block(
            "text", f"年初预算{m(x.initial) if x.initial else '0万元'}，支出决算{m(x.total)}，" + _done(x.total, x.initial)
        )
    yield Block("heading", "六、一般公共预算财政拨款基本支出决算情况说明")
    basic = now.spent(GENERAL, what="basic")
    yield Block(
        "text",
        f"{year}年度一般公共预算财政拨款基本支出{m(basic)}，包括人员经费支出{m(now.staff)}和公用经费支出{m(now.running)}。其中：",
    )
    yield Block("text", f"（一）人员经费{m(now.staff)}，主要包括：{_listed(ledger, '301', '303')}。")
    yield Block("text", f"（二）公用经费{m(now.running)}，主要包括：{_listed(ledger, '302', '310')}。")


def _listed(ledger: Ledger, *classes: str) -> str:
    """Every account with its amount."""
    return "、".join(
        f"{name(code)}{PRINT.money(paid)}"
        for code, (paid, _) in ledger.now.econ.items()
        if PRINT.value(paid) and code[:3] in classes
    )


def _done(spent: int, budget: int) -> str:
    if PRINT.same(spent, budget):
        return "完成年初预算的100%，决算数与年初预算数持平。"
    if not budget:
        return "决算数大于年初预算数的主要原因是本年追加项目。"
    than = "大于" if spent > budget else "小于"
    return f"完成年初预算的{PRINT.share(spent, budget)}，决算数{than}年初预算数的主要原因是据实支出。"


def _three(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    a, b, n = now.three, now.three_budget, now.counts
    total, planned = sum(a.values()), sum(b.values())
    zero = lambda x: m(x) if x else "0万元"  # noqa: E731
    yield Block("heading", "七、一般公共预算财政拨款“三公”经费及会议费、培训费支出决算情况说明")
    yield Block("subheading", "（一）“三公”经费支出决算情况说明")
    yield Block("text", f"{year}年度“三公”经费支出预算{zero(planned)}，支出决算{zero(total)}，" + (_kept(total, planned)))
    yield Block("text", "1．因公出国（境）支出情况说明。")
    yield Block("text", "本部门无因公出国（境）支出预算，支出决算0万元。全年支出涉及因公出国（境）团组0个，累计0人次。")
    yield Block("text", "2．公务用车购置费支出情况说明。")
    yield Block("text", f"公务用车购置支出预算{zero(b['buy'])}，支出决算{zero(a['buy'])}，" + _kept(a["buy"], b["buy"]))
    yield Block("text", "3．公务用车运行维护费支出情况说明。")
    yield Block(
        "text",
        f"公务用车运行维护费支出预算{zero(b['run'])}，支出决算{zero(a['run'])}，"
        + _kept(a["run"], b["run"])
        + f"公务用车保有量{n['owned']}辆。",
    )
    yield Block("text", "4．公务接待费支出情况说明。")
    yield Block(
        "text",
        f"公务接待费支出预算{zero(b['host'])}，支出决算{zero(a['host'])}，"
        + _kept(a["host"], b["host"])
        + f"其中：国内公务接待{n['batches']}个，来宾{n['guests']}人次。",
    )
    for title, code in (("（二）培训费", "30216"), ("（三）会议费", "30215")):
        spent = sum(now.econ.get(code, (0, 0)))
        yield Block("subheading", f"{title}支出决算情况说明")
        was = sum(last.econ.get(code, (0, 0)))
        yield Block(
            "text",
            f"{year}年度{title[3:]}预算{zero(spent)}，支出决算{zero(spent)}，决算数与预算数持平。较上年{PRINT.change(spent, was)}。"
            if not PRINT.same(spent, was)
            else f"{year}年度{title[3:]}预算{zero(spent)}，支出决算{zero(spent)}，决算数与预算数持平。",
        )


def _kept(spent: int, budget: int) -> str:
    if not PRINT.value(budget):
        return "决算数与预算数持平。"
    if PRINT.same(spent, budget):
        return "完成预算的100%，决算数与预算数持平。"
    return f"完成预算的{PRINT.share(spent, budget)}，决算数较预算数减少{PRINT.gap(spent, budget)}，减少的主要原因是压缩开支。"


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year, n = ledger.now, ledger.last, PRINT.money, ledger.now.year, ledger.now.counts
    yield Block("heading", "八、政府性基金预算财政拨款收入支出决算情况说明")
    if now.spent(FUND):
        yield Block(
            "text",
            f"{year}年度政府性基金预算财政拨款收入年初结转和结余{m(now.opening[FUND]) if now.opening[FUND] else '0万元'}，本年收入{m(now.income[FUND])}，本年支出{m(now.spent(FUND))}，年末结转和结余{m(now.closing[FUND]) if now.closing[FUND] else '0万元'}。",
        )
    else:
        yield Block("text", "本部门无政府性基金决算收支，并已公开空表。")
    yield Block("heading", "九、机关运行经费支出情况说明")
    if ledger.nature == "事业":
        yield Block("text", f"{year}年度本单位无机关运行经费。")
    else:
        yield Block(
            "text",
            f"{year}年度机关运行经费支出{m(now.running)}，"
            + (
                f"较上年{PRINT.change(now.running, last.running)}，主要原因是办公成本变化。"
                if not PRINT.same(now.running, last.running)
                else "与上年持平。"
            ),
        )
    goods, works, services = now.procurement
    total, (small, micro) = goods + works + services, now.contracts
    yield Block("heading", "十、政府采购支出情况说明")
    yield Block(
        "text",
        f"{year}年度政府采购支出共{m(total)}，其中：政府采购货物类支出{m(goods)}、政府采购工程类支出{m(works) if works else '0万元'}、政府采购服务类支出{m(services)}。授予中小企业合同金额{m(small)}，占政府采购支出总额的{PRINT.share(small, total)}，其中：授予小微企业合同金额{m(micro)}，占授予中小企业合同金额的{PRINT.share(micro, small)}。",
    )
    yield Block("heading", "十一、国有资产占用及购置情况说明")
    kinds = {
        "机要通信用车": "secret",
        "应急保障用车": "emergency",
        "执法执勤用车": "police",
        "特种专业技术用车": "special",
        "其他用车": "other",
    }
    yield Block(
        "text",
        f"截至{year}年末，本部门机关及所属单位共有车辆{sum(n[key] for key in kinds.values())}辆，其中："
        + "；".join(f"{label}{n[key]}辆" for label, key in kinds.items())
        + f"。单价50万元以上的通用设备{n['fifty']}台（套）；单价100万元以上的专用设备{n['hundred']}台（套）。",
    )


def _tables(ledger: Ledger) -> Iterator[Table]:
    now = ledger.now
    sheet = tables.Sheet(PRINT, numbered=False, every_class=True, code_head="功能分类科目编码", label_head="功能分类科目名称")
    yield tables.summary(now, sheet, form="表1")
    yield tables.income(now, sheet, form="表2")
    yield tables.expenditure(now, sheet, form="表3")
    yield tables.fiscal_summary(now, sheet, form="表4")
    yield tables.general(now, sheet, form="表5")
    yield economic.basic_list(now, sheet, "一般公共预算财政拨款基本支出决算表", "表6")
    yield economic.three_meetings(now, sheet, "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "表7")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "表8")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款支出决算表", "表9")

"""部门预算: tables 表1…表8 in 元 with a narrative in 万元 (四川, `LOOK`), income and spending lanes of used lines only.

The year's books serve as the budget: what they call spent is what is planned; nothing is carried into the next year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, OWN, Books, Ledger
from tests.provinces.names import name, path
from tests.provinces.printing import Print

LOOK = Look(form_left=True, who="部门：", unit_word="金额单位：", size=14, lead=27)
PRINT = Print(zero="0.00", exact=True)
SHEET = Print(unit="元", thousands=True, zero="")


def planned(books: Books) -> Books:
    """The books as a budget: the year's income is what is spent less what was carried over."""
    none = dict.fromkeys(books.closing, 0)
    income = {fund: books.spent(fund) - books.opening[fund] for fund in (GENERAL, FUND, CAPITAL)}
    own = books.spent(OWN) - books.opening[OWN]
    short = {fund: max(0, -amount) for fund, amount in (income | {OWN: own}).items()}
    opening = {fund: books.opening[fund] - short[fund] for fund in books.opening}
    income = {fund: max(0, amount) for fund, amount in income.items()}
    rest = dict.fromkeys(("superior", "business", "trade", "subsidiary"), 0)
    return replace(books, closing=none, opening=opening, income=income | rest | {"other": max(0, own)})


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    ledger = replace(ledger, now=planned(ledger.now), last=planned(ledger.last))
    year = ledger.now.year
    return [
        Block("cover", f"{ledger.org}\n{year}年部门预算"),
        Block("part", f"第一部分 {ledger.org}概况"),
        Block("heading", "一、基本职能及主要工作"),
        Block("text", "贯彻落实上级决策部署，做好本辖区相关工作。"),
        Block("part", f"第二部分 {ledger.org}{year}年部门预算情况说明"),
        *_totals(ledger),
        *_general(ledger),
        *_three(ledger),
        *_others(ledger),
        Block("part", f"第三部分 {ledger.org}{year}年部门预算表"),
        *_tables(ledger),
    ]


def _versus(now: int, last: int, year: int) -> str:
    if PRINT.same(now, last):
        return f"与{year - 1}年预算数持平。"
    return f"比{year - 1}年预算数{PRINT.change(now, last).split('，')[0]}，主要原因是项目安排变化。"


def _totals(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "一、收支预算情况说明")
    yield Block(
        "text",
        f"按照综合预算的原则，{ledger.org}所有收入和支出均纳入部门预算管理。{ledger.org}{year}年收支总预算{m(now.total)}，{_versus(now.total, last.total, year)}",
    )
    yield Block("subheading", "（一）收入预算情况")
    opening = sum(now.opening.values())
    parts = [
        ("上年结转", opening),
        *((label, now.income[key]) for label, key in zip(tables.INCOMES, tables.SOURCES, strict=True)),
    ]
    yield Block(
        "text",
        f"{ledger.org}{year}年收入预算{m(now.total)}，其中："
        + "；".join(f"{label}{m(x)}，占{PRINT.share(x, now.total)}" for label, x in parts if x)
        + "。",
    )
    yield Block("subheading", "（二）支出预算情况")
    spent, basic, project = now.spent(), now.spent(what="basic"), now.spent(what="project")
    yield Block(
        "text",
        f"{ledger.org}{year}年支出预算{m(spent)}，其中：基本支出{m(basic)}，占{PRINT.share(basic, spent)}；项目支出{m(project)}，占{PRINT.share(project, spent)}。",
    )
    yield Block("heading", "二、财政拨款收支预算情况说明")
    opening = now.balance("opening", GENERAL, FUND, CAPITAL)
    yield Block(
        "text",
        f"{ledger.org}{year}年财政拨款收支总预算{m(now.fiscal_total)}，{_versus(now.fiscal_total, last.fiscal_total, year)}",
    )
    yield Block(
        "text",
        f"收入包括：本年一般公共预算拨款收入{m(now.income[GENERAL])}、本年政府性基金预算拨款收入{m(now.income[FUND])}、本年国有资本经营预算拨款收入{m(now.income[CAPITAL])}、上年结转{m(opening)}。",
    )
    classes = [c for c in now.codes(GENERAL, FUND, CAPITAL) if len(c) == 3]
    yield Block("text", "支出包括：" + "、".join(f"{name(c)}{m(now.fiscal(c))}" for c in classes) + "。")


def _general(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    spent = now.spent(GENERAL)
    yield Block("heading", "三、一般公共预算当年拨款情况说明")
    yield Block("subheading", "（一）一般公共预算当年拨款规模变化情况")
    yield Block("text", f"{ledger.org}{year}年一般公共预算当年拨款{m(spent)}，{_versus(spent, last.spent(GENERAL), year)}")
    yield Block("subheading", "（二）一般公共预算当年拨款结构情况")
    classes = [c for c in now.codes(GENERAL) if len(c) == 3]
    yield Block(
        "text",
        "；".join(f"{name(c)}{m(now.spent(GENERAL, c))}，占{PRINT.share(now.spent(GENERAL, c), spent)}" for c in classes) + "。",
    )
    yield Block("subheading", "（三）一般公共预算当年拨款具体使用情况")
    for n, x in enumerate((x for x in now.lines if x.fund == GENERAL), 1):
        yield Block("text", f"{n}．{path(x.code)}{year}年预算数为{m(x.total)}，主要用于：保障相关工作开展。")
    yield Block("heading", "四、一般公共预算基本支出情况说明")
    yield Block("text", f"{ledger.org}{year}年一般公共预算基本支出{m(now.spent(GENERAL, what='basic'))}，其中：")
    yield Block("text", f"人员经费{m(now.staff)}，主要包括：基本工资、奖金、住房公积金等。")
    yield Block("text", f"公用经费{m(now.running)}，主要包括：办公费、其他商品和服务支出等。")


def _three(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    a = now.three
    yield Block("heading", "五、“三公”经费财政拨款预算安排情况说明")
    yield Block(
        "text",
        f"{ledger.org}{year}年“三公”经费财政拨款预算数{m(sum(a.values()))}，其中：因公出国（境）经费0.00万元，公务接待费{m(a['host'])}，公务用车购置及运行维护费{m(now.vehicles_cost)}。",
    )
    yield Block(
        "text",
        f"（一）公务接待费{_versus(a['host'], last.three['host'], year)}{year}年公务接待费计划用于执行公务接待、检查指导等公务活动开支的用餐费等。",
    )
    yield Block(
        "text",
        f"（二）公务用车购置及运行维护费{_versus(now.vehicles_cost, last.vehicles_cost, year)}部门现有公务用车{now.counts['owned']}辆。{year}年安排公务用车购置费{m(a['buy'])}。安排公务用车运行维护费{m(a['run'])}，用于车辆燃油、维修、保险等方面支出。",
    )


def _others(ledger: Ledger) -> Iterator[Block]:
    now, last, m, year = ledger.now, ledger.last, PRINT.money, ledger.now.year
    yield Block("heading", "六、政府性基金预算支出情况说明")
    yield Block(
        "text",
        f"{ledger.org}{year}年政府性基金预算拨款安排的支出{m(now.spent(FUND))}。"
        if now.spent(FUND)
        else f"{ledger.org}{year}年没有使用政府性基金预算拨款安排的支出。",
    )
    yield Block("heading", "七、其他重要事项的情况说明")
    if ledger.nature != "事业":
        yield Block(
            "text",
            f"（一）机关运行经费。{year}年，{ledger.org}机关运行经费财政拨款预算为{m(now.running)}，{_versus(now.running, last.running, year)}",
        )
    goods, works, services = now.procurement
    yield Block(
        "text",
        f"（二）政府采购情况。{year}年，{ledger.org}安排政府采购预算{m(goods + works + services)}，其中：政府采购货物预算{m(goods)}；政府采购工程预算{m(works)}；政府采购服务预算{m(services)}。",
    )


def _tables(ledger: Ledger) -> Iterator[Table]:
    now = ledger.now
    sheet = tables.Sheet(SHEET, numbered=False, every_class=False, code_head="科目编码")
    yield _both(now, sheet)
    yield _income(now, sheet)
    spent = [
        ("合计", lambda c: now.spent(code=c)),
        ("基本支出", lambda c: now.spent(code=c, what="basic")),
        ("项目支出", lambda c: now.spent(code=c, what="project")),
    ]
    yield tables.by_code(now, sheet, now.codes(), spent, "部门支出总表", "表1-2")
    yield _fiscal(now, sheet)
    spent = [
        ("合计", lambda c: now.spent(GENERAL, c)),
        ("基本支出", lambda c: now.spent(GENERAL, c, "basic")),
        ("项目支出", lambda c: now.spent(GENERAL, c, "project")),
    ]
    yield tables.by_code(now, sheet, now.codes(GENERAL), spent, "一般公共预算支出预算表", "表3")
    yield economic.basic_list(now, sheet, "一般公共预算基本支出预算表", "表3-1")
    yield economic.projects(now, sheet, "一般公共预算项目支出预算表", "表3-2")
    yield _public(now, sheet)
    fund = [("合计", lambda c: now.spent(FUND, c)), ("基本支出", lambda c: 0), ("项目支出", lambda c: now.spent(FUND, c))]
    yield tables.by_code(now, sheet, now.codes(FUND), fund, "政府性基金预算支出预算表", "表4")


def _both(now: Books, sheet: tables.Sheet) -> Table:
    """部门收支总表."""
    cell = sheet.print.cell
    left = [
        (f"{n}、{label}", cell(now.income[key]))
        for n, (label, key) in zip("一二三四五六七八", zip(tables.INCOMES, tables.SOURCES, strict=True), strict=True)
    ]
    right = [(label, cell(now.spent(code=code))) for code, label in tables.class_lines(now, False)]
    tail = [
        (("本年收入合计", cell(now.year_income)), ("本年支出合计", cell(now.spent()))),
        (("上年结转", cell(sum(now.opening.values()))), ("结转下年", "")),
        (("收入总计", cell(now.total)), ("支出总计", cell(now.total))),
    ]
    table = tables.two_lanes(sheet, "部门收支总表", "表1", left, right, tail)
    return Table((table.rows[0], ("项目", "预算数", "项目", "预算数"), *table.rows[2:]), table.options)


def _income(now: Books, sheet: tables.Sheet) -> Table:
    """部门收入总表: one row for the office."""
    cell = sheet.print.cell
    heads = (
        "单位代码",
        "单位名称",
        "合计",
        "上年结转",
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "事业收入",
        "其他收入",
    )
    amounts = (now.total, sum(now.opening.values()), *(now.income[key] for key in (GENERAL, FUND, CAPITAL, "business", "other")))
    row = tuple(map(cell, amounts))
    rows = [heads, ("", "合计", *row), ("301001", "本级", *row)]
    return sheet.table(rows, "部门收入总表", "表1-1", (10, 16, *(12,) * 7), 1, align="ll" + "r" * 7, landscape="yes")


def _fiscal(now: Books, sheet: tables.Sheet) -> Table:
    """财政拨款收支预算总表."""
    cell, three = sheet.print.cell, (GENERAL, FUND, CAPITAL)
    words = ("一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入")
    left = [
        ("一、本年收入", cell(now.fiscal_income)),
        *((label, cell(now.income[f])) for label, f in zip(words, three, strict=True)),
    ]
    left += [
        ("二、上年结转", cell(now.balance("opening", *three))),
        *((label, cell(now.opening[f])) for label, f in zip(words, three, strict=True)),
    ]
    whole = [now.spent(f) for f in three]
    right = [("一、本年支出", *map(cell, (sum(whole), *whole)))]
    for code in (c for c in now.codes(*three) if len(c) == 3):
        parts = [now.spent(f, code) for f in three]
        right.append((name(code), *map(cell, (sum(parts), *parts))))
    tail = [(("收入总计", cell(now.fiscal_total)), ("支出总计", *map(cell, (sum(whole), *whole))))]
    size = max(len(left), len(right))
    left += [("", "")] * (size - len(left))
    right += [("",) * 5] * (size - len(right))
    head = [
        ("收入", "<", "支出", "<", "<", "<", "<"),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
    ]
    rows = [(*a, *b) for a, b in [*zip(left, right, strict=True), *tail]]
    return sheet.table(
        [*head, *rows], "财政拨款收支预算总表", "表2", (24, 14, 26, 14, 14, 14, 14), 2, align="lrlrrrr", landscape="yes"
    )


def _public(now: Books, sheet: tables.Sheet) -> Table:
    """一般公共预算“三公”经费支出预算表: one row."""
    cell, a = sheet.print.cell, now.three
    top = [
        ("单位编码", "单位名称", "当年财政拨款预算安排", "<", "<", "<", "<", "<"),
        ("^", "^", "合计", "因公出国（境）费用", "公务用车购置及运行费", "<", "<", "公务接待费"),
        ("^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"),
    ]
    row = tuple(map(cell, (sum(a.values()), a["abroad"], now.vehicles_cost, a["buy"], a["run"], a["host"])))
    return sheet.table(
        [*top, ("301001", "本级", *row)],
        "一般公共预算“三公”经费支出预算表",
        "表3-3",
        (10, 18, *(12,) * 6),
        3,
        align="ll" + "r" * 6,
        landscape="yes",
    )

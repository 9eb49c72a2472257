"""单位预算 of a small unit: no 三公, no 政府性基金, every section says 无 or 0; tables in 万元 before a short text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samples.source import Block, Table
from tests.provinces import budget, economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, OWN, Books, Ledger, Profile
from tests.provinces.names import name
from tests.provinces.printing import Print

LOOK = Look(rules="three", who="填报单位：", unit_word="单位：", size=16, lead=29)
PROFILES = (
    Profile("梅埠区少年宫", "事业", "2050299", ("2050999",)),
    Profile("榆河县水文站", "事业", "2130306", ("2130314", "2130399")),
    Profile("汀溪县博物馆", "事业", "2070205", ("2070104", "2070109")),
)


def _plain(books: Books) -> Books:
    """Without 三公, funds of its own and what is left over."""
    nothing = dict.fromkeys(books.opening, 0)
    lines = tuple(x for x in books.lines if x.fund == GENERAL)
    drop = ("30217", "30231", "31013")
    econ = {code: paid for code, paid in books.econ.items() if code not in drop}
    basic = sum(books.econ.get(code, (0, 0))[0] for code in drop)
    project = sum(books.econ.get(code, (0, 0))[1] for code in drop)
    econ["30299"] = (econ["30299"][0] + basic, econ["30299"][1] + project)
    income = dict.fromkeys(books.income, 0) | {GENERAL: sum(x.total for x in lines)}
    three = dict.fromkeys(books.three, 0)
    return replace(
        books, lines=lines, econ=econ, opening=nothing, closing=nothing, income=income, three=three, three_budget=three
    )


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    ledger = replace(ledger, now=_plain(ledger.now), last=_plain(ledger.last))
    p, y, org = Print(zero=("0.00", "")[ledger.seed % 2], rate_places=2), ledger.now.year, ledger.org
    return [
        Block("cover", f"{y}年{org}\n单位预算公开"),
        Block("part", "一、单位概况"),
        Block("heading", "（一）单位职责"),
        Block("text", "承担公益服务工作；完成主管部门交办的其他任务。"),
        Block("heading", "（二）人员情况"),
        Block("text", f"核定事业编制{ledger.now.counts['people'] + 2}名，现有在编人员{ledger.now.counts['people']}名，退休人员{ledger.now.counts['retired']}名。"),
        Block("part", f"二、{y}年单位预算表"),
        *_tables(ledger.now, p),
        Block("part", f"三、{y}年单位预算说明"),
        *_text(ledger, p),
    ]  # fmt: skip


def _text(ledger: Ledger, p: Print) -> Iterator[Block]:
    now, last, y, org, m = ledger.now, ledger.last, ledger.now.year, ledger.org, p.money
    total, before, basic, project = now.spent(), last.spent(), now.spent(what="basic"), now.spent(what="project")
    yield Block("heading", "（一）收支总体情况")
    moved = "与上年持平" if p.same(total, before) else f"较{y - 1}年预算{p.change(total, before)}"
    yield Block(
        "text",
        f"{y}年，{org}收入预算{m(total)}，全部为一般公共预算财政拨款；支出预算{m(total)}，{moved}，主要原因是人员经费标准调整及项目增减。",
    )
    yield Block(
        "text",
        f"支出预算按类别分：基本支出{m(basic)}，占{p.share(basic, total)}，其中人员经费{m(now.staff)}、公用经费{m(now.running)}；项目支出{m(project)}，占{p.share(project, total)}。",
    )
    yield Block("heading", "（二）支出按功能分类情况")
    for c in (c for c in now.codes() if len(c) == 3):
        lines = [x for x in now.lines if x.code.startswith(c)]
        yield Block(
            "text", f"{name(c)}{m(now.spent(code=c))}，其中：" + "，".join(f"{name(x.code)}{m(x.total)}" for x in lines) + "。"
        )
    yield Block("heading", "（三）“三公”经费情况")
    yield Block(
        "text",
        f"{y}年“三公”经费财政拨款预算0万元，与上年持平。其中：因公出国（境）费0万元；公务用车购置及运行维护费0万元（公务用车购置费0万元、公务用车运行维护费0万元）；公务接待费0万元。均与上年一致，主要原因是本单位无相关支出安排。",
    )
    yield Block("heading", "（四）其他事项")
    yield Block("text", "1.机关运行经费。本单位为公益一类事业单位，不安排机关运行经费，无机关运行经费说明。")
    goods, _, services = now.procurement
    yield Block(
        "text", f"2.政府采购。{y}年政府采购预算{m(goods + services)}，其中货物类{m(goods)}、工程类0万元、服务类{m(services)}。"
    )
    yield Block("text", f"3.国有资产。截至{y - 1}年末，本单位无公务用车，无单价100万元以上设备；{y}年无新增购置计划。")
    yield Block(
        "text",
        f"4.政府性基金。{y}年无政府性基金预算支出，相应表格为空表。5.国有资本经营预算。{y}年无国有资本经营预算支出，相应表格为空表。",
    )
    found = [x for x in now.lines if x.project]
    yield Block("text", f"6.绩效目标。{y}年实行绩效目标管理的项目{len(found)}个，涉及一般公共预算拨款{m(project)}。")


def _tables(now: Books, p: Print) -> Iterator[Table]:
    sheet = tables.Sheet(p, numbered=False, every_class=False, code_head="科目编码")
    yield _both(now, sheet)
    kinds = (("合计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
    columns = [(head, lambda c, what=what: now.spent(code=c, what=what)) for head, what in kinds]
    yield tables.by_code(now, sheet, now.codes(), columns, "支出预算总表", "附表3")
    yield budget._fiscal(now, sheet)
    columns = [(head, lambda c, what=what: now.spent(GENERAL, c, what)) for head, what in kinds]
    yield tables.by_code(now, sheet, now.codes(GENERAL), columns, "一般公共预算支出表", "附表5")
    yield economic.basic_list(now, sheet, "一般公共预算基本支出表", "附表6")
    yield _empty(sheet, "政府性基金预算支出表", "附表7")
    yield budget._public(now, sheet)


def _both(now: Books, sheet: tables.Sheet) -> Table:
    """收支预算总表."""
    cell = sheet.print.cell
    left = [(label, cell(now.income[key])) for label, key in zip(tables.INCOMES, tables.SOURCES, strict=True)]
    right = [(name(c), cell(now.spent(code=c))) for c in now.codes() if len(c) == 3]
    tail = [
        (("本年收入合计", cell(now.year_income)), ("本年支出合计", cell(now.spent()))),
        (("收入总计", cell(now.total)), ("支出总计", cell(now.total))),
    ]
    size = max(len(left), len(right))
    body = [*zip(left + [("", "")] * (size - len(left)), right + [("", "")] * (size - len(right)), strict=True), *tail]
    head = [("收入", "<", "支出", "<"), ("项目", "预算数", "项目（按功能分类）", "预算数")]
    return sheet.table([*head, *((*a, *b) for a, b in body)], "收支预算总表", "附表1", (30, 14, 32, 14), 2, align="lrlr")


def _empty(sheet: tables.Sheet, title: str, form: str) -> Table:
    head = [("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("合计", "<", "", "", "")]
    return sheet.table(head, title, form, (14, 34, 16, 16, 16), 1, align="llrrr")


__all__ = ["CAPITAL", "FUND", "LOOK", "OWN", "PROFILES", "document"]

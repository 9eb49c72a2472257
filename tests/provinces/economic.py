"""Tables by economic account and of 三公经费, in the variants that provinces use. Takes and gives what `tables` does."""

from __future__ import annotations

from itertools import zip_longest

from samples.source import Table
from tests.provinces.ledger import GENERAL, Books
from tests.provinces.names import name
from tests.provinces.tables import Sheet

LANES = (
    ("301", "30101", "30102", "30103", "30106", "30107", "30108", "30109", "30110", "30111", "30112", "30113", "30114", "30199",
     "303", "30301", "30302", "30304", "30305", "30307", "30309", "30399"),
    ("302", "30201", "30202", "30203", "30205", "30206", "30207", "30209", "30211", "30212", "30213", "30214", "30215", "30216",
     "30217", "30218", "30226", "30227", "30228", "30229", "30231", "30239", "30240", "30299"),
    ("307", "30701", "310", "31001", "31002", "31003", "31007", "31013", "31022", "31099", "399", "39999"),
)  # fmt: skip


def basic(books: Books, sheet: Sheet, title: str = "一般公共预算财政拨款基本支出决算表", form: str = "公开06表") -> Table:
    """基本支出 by economic account in three lanes, every account of the form."""
    cell = sheet.print.cell
    lanes = [[(code, name(code), cell(books.paid(code))) for code in lane] for lane in LANES]
    rows = [sum(line, ()) for line in zip_longest(*lanes, fillvalue=("", "", ""))]
    top = [("人员经费", "<", "<", "公用经费", "<", "<", "<", "<", "<"), ("科目编码", "科目名称", "决算数") * 3]
    foot = [("人员经费合计", "<", cell(books.staff), "公用经费合计", "<", "<", "<", "<", cell(books.running))]
    return sheet.table([*top, *rows, *foot], title, form, (7, 20, 10) * 3, 2, align="llr" * 3, landscape="yes")


def basic_list(books: Books, sheet: Sheet, title: str, form: str) -> Table:
    """基本支出 by economic account in one lane: total, staff, running costs; only accounts that were used."""
    cell = sheet.print.cell
    codes = sorted({code[:n] for code, (paid, _) in books.econ.items() if paid for n in (3, 5)})
    rows = [("合计", "<", cell(books.staff + books.running), cell(books.staff), cell(books.running))]
    for code in codes:
        amount, staff = books.paid(code), code[:3] in ("301", "303")
        rows.append((code, name(code), cell(amount), cell(amount if staff else 0), cell(0 if staff else amount)))
    top = [("经济分类科目", "<", "本年基本支出", "<", "<"), ("科目编码", "科目名称", "合计", "人员经费", "公用经费")]
    return sheet.table([*top, *rows], title, form, (12, 34, 16, 16, 16), 2, align="llrrr")


def detail(books: Books, sheet: Sheet, title: str, form: str) -> Table:
    """支出明细: economic accounts with basic and project spending of the general budget."""
    cell = sheet.print.cell
    codes = sorted({code[:n] for code in books.econ for n in (3, 5)})

    def line(prefix: str) -> tuple[str, ...]:
        parts = (books.paid(prefix), books.paid(prefix, 1))
        return tuple(map(cell, (sum(parts), *parts)))

    rows = [("合计", "<", *line("")), *((code, name(code), *line(code)) for code in codes)]
    top = [("项目", "<", "合计", "基本支出", "项目支出"), ("经济分类科目编码", "科目名称", "^", "^", "^")]
    return sheet.table([*top, *rows], title, form, (14, 34, 16, 16, 16), 2, align="llrrr")


def projects(books: Books, sheet: Sheet, title: str, form: str) -> Table:
    """一般公共预算财政拨款项目支出: every item with its amount."""
    cell = sheet.print.cell
    rows = [("合计", "<", cell(books.spent(GENERAL, what="project")))]
    spent = {code: books.spent(GENERAL, code, "project") for code in books.codes(GENERAL)}
    rows += [(code, name(code), cell(amount)) for code, amount in spent.items() if amount]
    top = [("项目", "<", "金额"), ("科目编码", "科目名称", "^")]
    return sheet.table([*top, *rows], title, form, (14, 40, 20), 2, align="llr")


def _three(amounts: dict[str, int]) -> tuple[int, ...]:
    cars = amounts["buy"] + amounts["run"]
    return (amounts["abroad"] + cars + amounts["host"], amounts["abroad"], cars, amounts["buy"], amounts["run"], amounts["host"])


HEADS = ("合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费")
SUBHEADS = ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^")


def three_public(books: Books, sheet: Sheet, title: str, form: str) -> Table:
    """三公经费 in one row: six budget columns, six of final accounts."""
    cell = sheet.print.cell
    top = [("预算数", *["<"] * 5, "决算数", *["<"] * 5), (*HEADS, *HEADS), (*SUBHEADS, *SUBHEADS)]
    if sheet.numbered:
        top.append(tuple(str(n) for n in range(1, 13)))
    row = tuple(map(cell, (*_three(books.three_budget), *_three(books.three))))
    return sheet.table([*top, row], title, form, (9,) * 12, len(top), align="r" * 12, landscape="yes")


def three_down(books: Books, sheet: Sheet, title: str, form: str, official: bool) -> Table:
    """三公经费 downwards, with the things bought and 机关运行经费, budget beside final accounts."""
    cell, a, b, n = sheet.print.cell, _three(books.three), _three(books.three_budget), books.counts
    run = cell(books.running if official else 0)
    body = [
        ("一、“三公”经费支出", "—", "—"), ("（一）支出合计", cell(b[0]), cell(a[0])), ("1．因公出国（境）费", cell(b[1]), cell(a[1])),
        ("2．公务用车购置及运行维护费", cell(b[2]), cell(a[2])), ("（1）公务用车购置费", cell(b[3]), cell(a[3])),
        ("（2）公务用车运行维护费", cell(b[4]), cell(a[4])), ("3．公务接待费", cell(b[5]), cell(a[5])),
        ("（1）国内接待费", "—", cell(a[5])), ("其中：外事接待费", "—", cell(0)), ("（2）国（境）外接待费", "—", cell(0)),
        ("（二）相关实物量", "—", "—"), ("1．因公出国（境）团组数（个）", "—", "0"), ("2．因公出国（境）人次数（人）", "—", "0"),
        ("3．公务用车购置数（辆）", "—", str(n["bought"])), ("4．公务用车保有量（辆）", "—", str(n["owned"])),
        ("5．国内公务接待批次（个）", "—", str(n["batches"])), ("6．国内公务接待人次（人）", "—", str(n["guests"])),
        ("二、机关运行经费", "—", run), ("（一）行政单位", "—", run), ("（二）参照公务员法管理事业单位", "—", cell(0)),
    ]  # fmt: skip
    rows = [(label, str(k), *figures) for k, (label, *figures) in enumerate(body, 1)]
    top = [("项目", "行次", "预算数", "决算统计数"), ("栏次", "", "1", "2")]
    return sheet.table([*top, *rows], title, form, (40, 8, 16, 16), 2, align="lcrr")


def three_meetings(books: Books, sheet: Sheet, title: str, form: str) -> Table:
    """三公经费 beside 会议费 and 培训费, one line for budget and one for final accounts."""
    cell = sheet.print.cell
    meeting, training = (sum(books.econ.get(code, (0, 0))) for code in ("30215", "30216"))
    top = [
        ("项目", "一般公共预算财政拨款安排的“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费"),
        ("^", "小计", "因公出国（境）费用", "公务接待费", "公务用车购置及运行维护费", "<", "<", "^", "^"),
        ("^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^", "^"),
    ]

    def line(label: str, amounts: dict[str, int], *more: int) -> tuple[str, ...]:
        t = _three(amounts)
        return (label, *map(cell, (t[0], t[1], t[5], t[2], t[3], t[4], *more)))

    rows = [line("预算数", books.three_budget, meeting, training), line("决算数", books.three, meeting, training)]
    return sheet.table([*top, *rows], title, form, (10, *(11,) * 8), 3, align="c" + "r" * 8, landscape="yes")


def assets(books: Books, sheet: Sheet, title: str, form: str) -> Table:
    """国有资产: one row whose total is that of its kinds."""
    size = books.staff + books.running
    current, houses, cars, others, soft = (size * part // 997 for part in (311, 640, 87, 203, 41))
    fixed = houses + cars + others
    top = [
        ("项目", "行次", "合计", "流动资产", "固定资产", "<", "<", "<", "<", "无形资产", "其他资产"),
        ("^", "^", "^", "^", "小计", "房屋构筑物", "汽车", "单价200万元以上大型设备", "其他固定资产", "^", "^"),
        ("栏次", "", *(str(n) for n in range(1, 10))),
    ]
    row = tuple(map(sheet.print.cell, (current + fixed + soft, current, fixed, houses, cars, 0, others, soft, 0)))
    return sheet.table([*top, ("合计", "1", *row)], title, form, (8, 5, *(11,) * 9), 3, align="cc" + "r" * 9, landscape="yes")

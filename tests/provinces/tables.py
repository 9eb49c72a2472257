"""The tables of final accounts as sheets of text, in the variants that provinces use.

Each function takes the books and a `Sheet` (how this province prints tables) and gives a `samples.source.Table`; `<` continues the
cell to the left, `^` the cell above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from samples.source import Table
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, OWN, Books
from tests.provinces.names import CLASSES, name, numeral
from tests.provinces.printing import Print

Rows = list[tuple[str, ...]]
THREE = (GENERAL, FUND, CAPITAL)
INCOMES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)
SOURCES = (GENERAL, FUND, CAPITAL, "superior", "business", "trade", "subsidiary", "other")


@dataclass(frozen=True)
class Sheet:
    """`numbered` prints 行次 and 栏次; `every_class` lists all function lines, also the empty ones; `options` go to the drawing."""

    print: Print
    numbered: bool = True
    every_class: bool = True
    code_head: str = "功能分类科目编码"
    label_head: str = "科目名称"
    options: dict[str, str] = field(default_factory=dict)

    def table(
        self, rows: Sequence[Sequence[str]], title: str, form: str, widths: Iterable[float], head: int, **more: str
    ) -> Table:
        shares = ",".join(map(str, widths))
        settings = {"title": title, "form": form, "widths": shares, "head": str(head), "unit": self.print.unit}
        return Table(tuple(map(tuple, rows)), self.options | settings | more)


def class_lines(books: Books, every: bool) -> list[tuple[str, str]]:
    """(class code, printed label) of the function lines, numbered as printed."""
    codes = {name(code): code for code in _class_codes()}
    used = [label for label in CLASSES if every or books.spent(code=codes[label])]
    return [(codes[label], f"{numeral(n)}、{label}") for n, label in enumerate(used, 1)]


def _class_codes() -> list[str]:
    return [str(n) for n in (*range(201, 209), *range(210, 218), *range(219, 225), 229, 231, 232, 234)]


def summary(books: Books, sheet: Sheet, title: str = "收入支出决算总表", form: str = "公开01表") -> Table:
    """收入支出决算总表: two lanes."""
    cell = sheet.print.cell
    income = [
        (f"{numeral(n)}、{label}", cell(books.income[key]))
        for n, (label, key) in enumerate(zip(INCOMES, SOURCES, strict=True), 1)
    ]
    spending = [(label, cell(books.spent(code=code))) for code, label in class_lines(books, sheet.every_class)]
    tail = [
        (("本年收入合计", cell(books.year_income)), ("本年支出合计", cell(books.spent()))),
        (("使用非财政拨款结余", cell(0)), ("结余分配", cell(0))),
        (("年初结转和结余", cell(sum(books.opening.values()))), ("年末结转和结余", cell(sum(books.closing.values())))),
        (("总计", cell(books.total)), ("总计", cell(books.total))),
    ]
    return two_lanes(sheet, title, form, income, spending, tail)


def two_lanes(sheet: Sheet, title: str, form: str, left: list, right: list, tail: list) -> Table:
    body = [*zip_longest(left, right, fillvalue=("", "")), *tail]
    offset = len(body)
    if not sheet.numbered:
        head = [("收入", "<", "支出", "<"), ("项目", "决算数", "项目", "决算数")]
        return sheet.table([*head, *((*a, *b) for a, b in body)], title, form, (30, 14, 32, 14), 2, align="lrlr")
    head = [
        ("收入", "<", "<", "支出", "<", "<"),
        ("项目", "行次", "决算数", "项目", "行次", "决算数"),
        ("栏次", "", "1", "栏次", "", "2"),
    ]
    rows = [(a[0], str(n), a[1], b[0], str(n + offset), b[1]) for n, (a, b) in enumerate(body, 1)]
    return sheet.table([*head, *rows], title, form, (28, 6, 14, 30, 6, 14), 3, align="lcrlcr")


def by_code(books: Books, sheet: Sheet, codes: list[str], columns: list, title: str, form: str, **more: str) -> Table:
    """A table by function code: `columns` pairs header words with a function from a code prefix ('' for all) to 分."""
    cell, heads = sheet.print.cell, [head for head, _ in columns]
    top: Rows = [("项目", "<", *heads), (sheet.code_head, sheet.label_head, *("^" for _ in heads))]
    if sheet.numbered:
        top.append(("栏次", "<", *(str(n) for n in range(1, len(heads) + 1))))
    rows: Rows = [("合计", "<", *(cell(amount("")) for _, amount in columns))]
    rows += [(code, name(code), *(cell(amount(code)) for _, amount in columns)) for code in codes]
    widths = (11, 34, *(12 for _ in heads))
    return sheet.table([*top, *rows], title, form, widths, len(top), align="ll" + "r" * len(heads), landscape="yes", **more)


def income(books: Books, sheet: Sheet, title: str = "收入决算表", form: str = "公开02表") -> Table:
    """收入决算表. Every fund's income stands where it is spent; what is carried over is taken from the largest line."""
    share = _income_by_code(books)

    def of(*keys: str):
        return lambda code: sum(v for (c, key), v in share.items() if c.startswith(code) and key in keys)

    columns = [
        ("本年收入合计", of(*SOURCES)), ("财政拨款收入", of(*THREE)), ("上级补助收入", of("superior")), ("事业收入", of("business")),
        ("经营收入", of("trade")), ("附属单位上缴收入", of("subsidiary")), ("其他收入", of("other")),
    ]  # fmt: skip
    codes = sorted({code[:n] for (code, _), v in share.items() if v for n in (3, 5, 7)})
    return by_code(books, sheet, codes, columns, title, form)


def _income_by_code(books: Books) -> dict[tuple[str, str], int]:
    out: dict[tuple[str, str], int] = {}
    for fund in THREE:
        _spread(books, fund, {fund: books.income[fund]}, out)
    _spread(books, OWN, {key: books.income[key] for key in SOURCES[3:]}, out)
    return out


def _spread(books: Books, fund: str, incomes: dict[str, int], out: dict[tuple[str, str], int]) -> None:
    """Spends each income on the fund's lines in turn until it is used up; the rest goes to the first."""
    lines = sorted((line for line in books.lines if line.fund == fund), key=lambda line: -line.total)
    room = {line.code: line.total for line in lines}
    for line in lines[:1]:  # the largest line also lives on what was kept from last year
        room[line.code] = max(0, line.total - books.opening[fund] + books.closing[fund])
    first = lines[0].code if lines else next(line.code for line in books.lines)
    for key, amount in incomes.items():
        for code in room:
            taken = min(room[code], amount)
            out[code, key] = out.get((code, key), 0) + taken
            room[code], amount = room[code] - taken, amount - taken
        out[first, key] = out.get((first, key), 0) + amount


def expenditure(books: Books, sheet: Sheet, title: str = "支出决算表", form: str = "公开03表") -> Table:
    """支出决算表."""
    none = lambda code: 0  # noqa: E731
    columns = [
        ("本年支出合计", lambda c: books.spent(code=c)), ("基本支出", lambda c: books.spent(code=c, what="basic")),
        ("项目支出", lambda c: books.spent(code=c, what="project")), ("上缴上级支出", none), ("经营支出", none),
        ("对附属单位补助支出", none),
    ]  # fmt: skip
    return by_code(books, sheet, books.codes(), columns, title, form)


def fiscal_summary(books: Books, sheet: Sheet, title: str = "财政拨款收入支出决算总表", form: str = "公开04表") -> Table:
    """财政拨款收入支出决算总表: three funds beside their total."""
    cell = sheet.print.cell
    income = [
        (f"{numeral(n)}、{label[:-2]}", cell(books.income[key]))
        for n, (label, key) in enumerate(zip(INCOMES[:3], THREE, strict=True), 1)
    ]

    def four(amounts: list[int]) -> tuple[str, ...]:
        return tuple(map(cell, (sum(amounts), *amounts)))

    lines = [
        (label, *four([books.spent(f, code) for f in THREE]))
        for code, label in class_lines(books, sheet.every_class)
        if sheet.every_class or books.fiscal(code)
    ]
    opening, closing = ([getattr(books, w)[f] for f in THREE] for w in ("opening", "closing"))
    tail = [
        (("本年收入合计", cell(books.fiscal_income)), ("本年支出合计", *four([books.spent(f) for f in THREE]))),
        (("年初财政拨款结转和结余", cell(sum(opening))), ("年末财政拨款结转和结余", *four(closing))),
        *((((f"{label}财政拨款", cell(amount)), ("",) * 5) for label, amount in zip(("一般公共预算", "政府性基金预算", "国有资本经营预算"), opening, strict=True))),
        (("总计", cell(books.fiscal_total)), ("总计", *four([books.spent(f) + books.closing[f] for f in THREE]))),
    ]  # fmt: skip
    body = [*((a, b) for a, b in zip_longest(income, lines, fillvalue=None)), *tail]
    body = [(a or ("", ""), b or ("",) * 5) for a, b in body]
    return _fiscal_sheet(sheet, title, form, body)


FUND_HEADS = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def _fiscal_sheet(sheet: Sheet, title: str, form: str, body: list) -> Table:
    if not sheet.numbered:
        head = [("收入", "<", "支出", "<", "<", "<", "<"), ("项目", "决算数", "项目", *FUND_HEADS)]
        rows = [(*a, *b) for a, b in body]
        return sheet.table([*head, *rows], title, form, (26, 12, 28, 12, 13, 13, 13), 2, align="lrlrrrr", landscape="yes")
    head = [
        ("收入", "<", "<", "支出", "<", "<", "<", "<", "<"),
        ("项目", "行次", "金额", "项目", "行次", *FUND_HEADS),
        ("栏次", "", "1", "栏次", "", "2", "3", "4", "5"),
    ]
    rows = [(a[0], str(n), a[1], b[0], str(n + len(body)), *b[1:]) for n, (a, b) in enumerate(body, 1)]
    return sheet.table([*head, *rows], title, form, (24, 5, 12, 26, 5, 12, 13, 13, 13), 3, align="lcrlcrrrr", landscape="yes")


def general(books: Books, sheet: Sheet, title: str = "一般公共预算财政拨款支出决算表", form: str = "公开05表") -> Table:
    """一般公共预算财政拨款支出决算表."""
    columns = [
        ("本年支出合计", lambda c: books.spent(GENERAL, c)), ("基本支出", lambda c: books.spent(GENERAL, c, "basic")),
        ("项目支出", lambda c: books.spent(GENERAL, c, "project")),
    ]  # fmt: skip
    return by_code(books, sheet, books.codes(GENERAL), columns, title, form)


def rolling(books: Books, sheet: Sheet, fund: str, title: str, form: str) -> Table:
    """政府性基金/国有资本: opening, income, spending, closing by item."""
    share = _income_by_code(books)
    biggest = max((x for x in books.lines if x.fund == fund), key=lambda x: x.total, default=None)

    def kept(when: str):
        return lambda c: books.balance(when, fund) if biggest and biggest.code.startswith(c) else 0

    columns = [
        ("年初结转和结余", kept("opening")), ("本年收入", lambda c: sum(v for (k, f), v in share.items() if f == fund and k.startswith(c))),
        ("小计", lambda c: books.spent(fund, c)), ("基本支出", lambda c: books.spent(fund, c, "basic")),
        ("项目支出", lambda c: books.spent(fund, c, "project")), ("年末结转和结余", kept("closing")),
    ]  # fmt: skip
    flat = by_code(books, sheet, books.codes(fund), columns, title, form)
    top = [("项目", "<", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余")]
    top.append((sheet.code_head, sheet.label_head, "^", "^", "小计", "基本支出", "项目支出", "^"))
    return Table((*top, *flat.rows[2:]), flat.options)

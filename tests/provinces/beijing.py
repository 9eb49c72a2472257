"""北京 and 中央部门 决算: text before tables, 类 and 款 against 年初预算, charts whose labels stand beside the text, costs per vehicle.

Percentages and 比…年决算 wording change with the seed; tables are 万元 with blanks for zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name
from tests.provinces.printing import Print
from tests.provinces.told import PROFILES, Told

LOOK = Look(who="单位：", unit_word="金额单位：", size=13, lead=23, form_left=True)


def _print(seed: int) -> Print:
    return Print(zero="", rate_places=1 if seed % 2 else 2, thousands=seed % 4 == 3)


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    t = Told(ledger, _print(ledger.seed), ledger.now.year, ledger.org)
    return [
        Block("cover", f"{t.org}\n{t.year}年度部门决算公开"),
        Block("part", f"第一部分　{t.org}{t.year}年度部门决算说明"),
        Block("heading", "一、部门基本情况"),
        Block("subheading", "（一）机构设置、职责"),
        Block("text", f"{t.org}主要职责是贯彻落实本行业法律法规和政策，组织实施相关规划。"),
        Block("text", f"{t.org}内设5个科室，分别为办公室、计划财务科、业务一科、业务二科、监督科。部门行政编制{t.ledger.now.counts['people'] + 4}人，实际{t.ledger.now.counts['people']}人。"),
        Block("subheading", "（二）人员构成情况"),
        Block("text", f"离退休人员{t.ledger.now.counts['retired']}人，其中：离休0人，退休{t.ledger.now.counts['retired']}人。"),
        *_totals(t),
        *_fiscal(t),
        *_classes(t),
        *_rest(t),
        *_public(t),
        *_matters(t),
        Block("heading", "七、专业名词解释"),
        Block("text", "1.本年收入：指单位本年度取得的全部收入。"),
        Block("text", "2.年末结转和结余：指单位结转到下年继续使用的资金，或项目已完成等产生的结余资金。"),
        Block("part", f"第二部分　{t.year}年度部门决算报表"),
        *_tables(t),
    ]  # fmt: skip


def _against(t: Told, now: int, last: int, what: str, why: str) -> str:
    """，比…增加…万元，增长…%，主要是…: a clause that begins with its comma."""
    if t.p.same(now, last):
        return f"，与{what}持平"
    return f"，比{what}{t.p.change(now, last)}，主要是{why}"


def _chart(number: int, title: str, parts: list[tuple[str, int]], p: Print) -> Iterator[Block]:
    """Labels of a pie and its caption, as text layers carry them."""
    whole = sum(x for _, x in parts)
    for label, amount in parts:
        if amount:
            yield Block("note", f"{label}\n{p.money(amount)}\n{p.share(amount, whole)}")
    yield Block("note", f"图{number}：{title}")


def _totals(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m, income, spent = p.money, now.year_income, now.spent()
    yield Block("heading", "二、收入支出决算总体情况说明")
    yield Block("text", f"{y}年度收、支总计{m(now.total)}{_against(t, now.total, last.total, '上年', '专项任务变化')}。")
    yield Block("subheading", "（一）收入决算说明")
    yield Block("text", f"{y}年度本年收入合计{m(income)}{_against(t, income, last.year_income, '上年', '财政拨款变化')}，其中：财政拨款收入{m(now.fiscal_income)}，占收入合计的{t.percent(now.fiscal_income, income)}；"
        + "；".join(f"{label}{m(now.income[k])}，占收入合计的{t.percent(now.income[k], income)}" for label, k in zip(tables.INCOMES[3:], tables.SOURCES[3:], strict=True))
        + "。")  # fmt: skip
    others = [(label, now.income[k]) for label, k in zip(tables.INCOMES[3:], tables.SOURCES[3:], strict=True)]
    yield from _chart(1, "收入决算", [("财政拨款收入", now.fiscal_income), *others], p)
    basic, project = now.spent(what="basic"), now.spent(what="project")
    yield Block("subheading", "（二）支出决算说明")
    yield Block("text", f"{y}年度本年支出合计{m(spent)}{_against(t, spent, last.spent(), '上年', '人员和项目支出变化')}，其中：基本支出{m(basic)}，占支出合计的{t.percent(basic, spent)}；"
        f"项目支出{m(project)}，占支出合计的{t.percent(project, spent)}；经营支出{m(0)}，占支出合计的0%。")  # fmt: skip
    yield from _chart(2, "基本支出和项目支出情况", [("基本支出", basic), ("项目支出", project)], p)


def _fiscal(t: Told) -> Iterator[Block]:
    now, last, y = t.ledger.now, t.ledger.last, t.year
    yield Block("heading", "三、财政拨款收入支出决算总体情况说明")
    yield Block(
        "text",
        f"{y}年度财政拨款收、支总计{t.p.money(now.fiscal_total)}{_against(t, now.fiscal_total, last.fiscal_total, f'{y - 1}年决算数', '上年结转和当年安排变化')}。",
    )


def _classes(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m, spent = p.money, now.spent(GENERAL)
    yield Block("heading", "四、一般公共预算财政拨款支出决算情况说明")
    yield Block("subheading", "（一）一般公共预算财政拨款支出决算总体情况")
    classes = [c for c in now.codes(GENERAL) if len(c) == 3]
    yield Block(
        "text",
        f"{y}年度一般公共预算财政拨款支出{m(spent)}{_against(t, spent, last.spent(GENERAL), f'{y - 1}年决算数', '厉行节约和任务调整')}。主要用于以下方面（按大类）：",
    )
    yield Block(
        "text",
        "；".join(
            f"{name(c)}{m(now.spent(GENERAL, c))}，占本年财政拨款支出{t.percent(now.spent(GENERAL, c), spent)}" for c in classes
        )
        + "。",
    )
    yield from _chart(3, "一般公共预算财政拨款支出决算结构", [(name(c), now.spent(GENERAL, c)) for c in classes], p)
    yield Block("subheading", "（二）一般公共预算财政拨款支出决算具体情况")
    for n, c in enumerate(classes, 1):
        yield Block("text", f"{n}、“{name(c)}”（类）{y}年度决算{m(now.spent(GENERAL, c))}{_initial(t, c)}其中：")
        for s in (s for s in now.codes(GENERAL) if len(s) == 5 and s.startswith(c)):
            yield Block("text", f"“{name(s)}”（款）{y}年度决算{m(now.spent(GENERAL, s))}{_initial(t, s)}")
            if n % 2:
                for x in (x for x in now.lines if x.fund == GENERAL and x.code.startswith(s)):
                    yield Block("text", f"{name(x.code)}（项）年初预算{m(x.initial)}，支出决算{m(x.total)}" + (f"，完成年初预算的{p.share(x.total, x.initial)}" if x.initial else "，年中追加") + "。")  # fmt: skip


def _initial(t: Told, code: str) -> str:
    now, p = t.ledger.now, t.p
    spent, budget = now.spent(GENERAL, code), sum(x.initial for x in now.lines if x.fund == GENERAL and x.code.startswith(code))
    if p.same(spent, budget):
        return f"，与{t.year}年年初预算持平。"
    return (
        f"，比{t.year}年年初预算{p.change(spent, budget)}。主要原因：{'年中追加专项经费' if spent > budget else '部分项目结余'}。"
    )


def _rest(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m = p.money
    yield Block("heading", "五、政府性基金预算及国有资本经营预算财政拨款支出决算情况说明")
    if now.spent(FUND):
        yield Block(
            "text",
            f"{y}年度政府性基金预算财政拨款支出{m(now.spent(FUND))}{_against(t, now.spent(FUND), last.spent(FUND), f'{y - 1}年决算数', '项目进度变化')}。",
        )
    else:
        yield Block("text", "本年度无政府性基金预算财政拨款支出。")
    yield Block("text", "本年度无国有资本经营预算财政拨款支出。")
    yield Block("heading", "六、其他重要事项的情况说明")
    yield Block("subheading", "（一）财政拨款基本支出决算情况说明")
    yield Block("text", f"{y}年使用一般公共预算财政拨款安排基本支出{m(now.staff + now.running)}，其中：（1）工资福利支出{m(now.paid('301'))}，包括基本工资、津贴补贴、奖金、住房公积金等；"
        f"（2）商品和服务支出{m(now.paid('302'))}，包括办公费、印刷费、水费、电费等；（3）对个人和家庭的补助支出{m(now.paid('303'))}，包括退休费、医疗费补助等；"
        f"（4）资本性支出{m(now.paid('310'))}。")  # fmt: skip


def _public(t: Told) -> Iterator[Block]:
    now, p, y = t.ledger.now, t.p, t.year
    m, a, b, n = p.money, now.three, now.three_budget, now.counts
    whole, budget = sum(a.values()), sum(b.values())

    def beside(spent: int, planned: int) -> str:
        if p.same(spent, planned):
            return f"{y}年决算数{m(spent)}，与{y}年年初预算数持平。"
        side = "增加" if spent > planned else "减少"
        return f"{y}年决算数{m(spent)}，比{y}年年初预算数{m(planned)}{side}{p.gap(spent, planned)}。主要原因：严格控制经费支出。"

    yield Block("subheading", "（二）“三公”经费财政拨款决算情况")
    yield Block("text", "“三公”经费包括本部门所属0个行政单位、0个参照公务员法管理事业单位、0个其他事业单位。" + f"{y}年“三公”经费财政拨款决算数{m(whole)}，"
        + (f"与{y}年“三公”经费财政拨款年初预算数持平。" if p.same(whole, budget) else f"比{y}年“三公”经费财政拨款年初预算数{m(budget)}{'增加' if whole > budget else '减少'}{p.gap(whole, budget)}。") + "其中：")  # fmt: skip
    yield Block(
        "text",
        f"1.因公出国（境）费用。{y}年决算数{m(0)}，与{y}年年初预算数持平。{y}年组织因公出国（境）团组0个、0人次，人均因公出国（境）费用{m(0)}。",
    )
    yield Block(
        "text",
        f"2.公务接待费。{beside(a['host'], b['host'])}{y}年公务接待费主要用于业务交流。公务接待{n['batches']}批次，公务接待{n['guests']}人次。",
    )
    cars = f"3.公务用车购置及运行维护费。{beside(now.vehicles_cost, b['buy'] + b['run'])}其中，公务用车购置费{beside(a['buy'], b['buy'])}{y}年购置（更新）{n['bought']}辆"
    cars += f"，车均购置费{m(a['buy'])}。" if n["bought"] else "。"
    cars += f"公务用车运行维护费{beside(a['run'], b['run'])}"
    if a["run"]:
        split = [p.value(x) for x in (a["run"] * 2 // 5, a["run"] // 4, a["run"] // 6)]
        rest = p.value(a["run"]) - sum(split)
        words = ("公务用车加油", "公务用车维修", "公务用车保险", "公务用车其他支出")
        each = (p.value(a["run"]) / n["owned"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        cars += f"{y}年公务用车运行维护费中，" + "，".join(
            f"{w}{p._signed(x)}" for w, x in zip(words, (*split, rest), strict=True)
        )
        cars += f"。{y}年公务用车保有量{n['owned']}辆，车均运行维护费{p._signed(each)}。"
    yield Block("text", cars)


def _matters(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m, n = p.money, now.counts
    if t.ledger.nature != "事业":
        yield Block("subheading", "（三）机关运行经费支出情况")
        yield Block(
            "text",
            f"{y}年本部门行政单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出，合计{m(now.running)}{_against(t, now.running, last.running, '上年', '办公费、邮电费变化')}。",
        )
    else:
        yield Block("subheading", "（三）机关运行经费支出情况")
        yield Block("text", "本单位为事业单位，不在机关运行经费统计范围之内。")
    goods, works, services = now.procurement
    small, micro = now.contracts
    yield Block("subheading", "（四）政府采购支出情况")
    yield Block("text", f"{y}年政府采购支出总额{m(goods + works + services)}，其中：政府采购货物支出{m(goods)}，政府采购工程支出{m(works)}，政府采购服务支出{m(services)}。"
        f"授予中小企业合同金额{m(small)}，占政府采购支出总额的{t.percent(small, goods + works + services)}，其中：授予小微企业合同金额{m(micro)}，占政府采购支出总额的{t.percent(micro, goods + works + services)}。")  # fmt: skip
    cars = sum(n[key] for key in ("secret", "emergency", "police", "special", "other"))
    yield Block("subheading", "（五）国有资产占用情况")
    yield Block("text", f"截至{y}年12月31日，车辆{cars}台，其中：机要通信用车{n['secret']}台，应急保障用车{n['emergency']}台，执法执勤用车{n['police']}台，特种专业技术用车{n['special']}台，其他用车{n['other']}台。"
        f"单位价值100万元以上的设备（不含车辆）{n['hundred']}台（套）。")  # fmt: skip
    found = [x for x in now.lines if x.fund == GENERAL and x.project]
    money = sum(x.project for x in found)
    yield Block("subheading", "（六）预算绩效评价情况")
    top, good = len(found) - len(found) // 3, len(found) // 3
    yield Block(
        "text",
        f"本部门对{y}年度部门项目支出实施绩效评价，评价项目{len(found)}个，占部门项目总数的100%，涉及金额{m(money)}。评价结果“优”{top}个、“良”{good}个，评价得分均在80分（含）以上。",
    )


def _tables(t: Told) -> Iterator[Table]:
    now = t.ledger.now
    sheet = tables.Sheet(t.p, numbered=False, every_class=False, code_head="科目编码")
    yield tables.summary(now, sheet, form="公开01表")
    yield tables.income(now, sheet, form="公开02表")
    yield tables.expenditure(now, sheet, form="公开03表")
    yield tables.fiscal_summary(now, sheet, form="公开04表")
    yield tables.general(now, sheet, form="公开05表")
    yield economic.basic_list(now, sheet, "一般公共预算财政拨款基本支出决算表", "公开06表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开07表")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款收入支出决算表", "公开08表")
    yield economic.three_public(now, sheet, "财政拨款“三公”经费支出决算表", "公开09表")


__all__ = ["LOOK", "PROFILES", "document"]

"""湖北 部门决算: tables before the text, every 三公 item with 年初预算, 完成率 and last year, 政府采购 by kind, projects reviewed one by one.

Thousands separators, the blank before the unit, decimals of rates and what an empty cell prints change with the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from samples.source import Block, Table
from tests.provinces import economic, tables
from tests.provinces.drawing import Look
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, Ledger
from tests.provinces.names import name, numeral
from tests.provinces.printing import Print
from tests.provinces.told import PROFILES, Told

LOOK = Look(who="部门名称：", unit_word="金额单位：", size=15, lead=28)
TASKS = ("设备更新", "专业能力建设", "信息系统运行维护", "公共服务提升", "基层站点改造")


def _print(seed: int) -> Print:
    return Print(
        unit=(" " if seed % 2 else "") + "万元", thousands=seed % 3 != 1, zero=("0.00", "0", "")[seed % 3], rate_places=1 + seed % 2, fell="降低"
    )  # fmt: skip


def document(ledger: Ledger) -> list[Block | Table]:
    """The whole disclosure."""
    t = Told(ledger, _print(ledger.seed), ledger.now.year, ledger.org)
    return [
        Block("cover", f"{t.year}年度{t.org}\n部门决算公开"),
        Block("part", f"第一部分  {t.org}概况"),
        Block("heading", "一、部门主要职责"),
        Block("text", "（一）贯彻执行国家和省有关方针政策，拟订全市规划并组织实施。（二）承担行业管理、指导和监督职责。"),
        Block("heading", "二、机构设置情况"),
        Block("text", f"从单位构成看，{t.org}部门决算由实行独立核算的{t.org}本级决算组成，纳入本部门{t.year}年度部门决算编制范围的二级预算单位0个。"),
        Block("text", f"截至{t.year}年底，在职实有人数{ledger.now.counts['people']}人，离退休人员{ledger.now.counts['retired']}人。"),
        Block("part", f"第二部分  {t.year}年度部门决算表"),
        *_tables(t),
        Block("part", f"第三部分  {t.year}年度部门决算情况说明"),
        *_overall(t),
        *_general(t),
        *_funds(t),
        *_three(t),
        *_things(t),
        *_performance(t),
        Block("part", "第四部分  名词解释"),
        Block("text", "（一）一般公共预算财政拨款收入：指省级财政一般公共预算当年拨付的资金。"),
        Block("text", "（二）使用非财政拨款结余：指事业单位使用以前年度积累的非财政拨款结余弥补当年收支差额的金额。"),
        Block("text", "（三）“三公”经费：纳入财政预决算管理的“三公”经费，是指部门用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"),
    ]  # fmt: skip


def _overall(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m = p.money
    yield Block("heading", "一、收入支出决算总体情况说明")
    yield Block(
        "text",
        f"{y}年度收、支总计均为{m(now.total)}。{t.versus(now.total, last.total, '收、支总计各')}，主要原因是专项资金安排变化。",
    )
    yield Block("heading", "二、收入决算情况说明")
    parts = [
        ("财政拨款收入", now.fiscal_income),
        *zip(tables.INCOMES[3:], (now.income[k] for k in tables.SOURCES[3:]), strict=True),
    ]
    listed = "；".join(f"{label}{m(x)}，占本年收入{t.percent(x, now.year_income)}" for label, x in parts)
    yield Block(
        "text",
        f"{y}年度收入合计{m(now.year_income)}，{t.versus(now.year_income, last.year_income, '收入合计')}，主要原因是项目收入变化。其中：{listed}。",
    )
    yield Block("heading", "三、支出决算情况说明")
    spent = now.spent()
    yield Block(
        "text",
        f"{y}年度支出合计{m(spent)}，{t.versus(spent, last.spent(), '支出合计')}。其中："
        + "；".join(f"{w}{m(x)}，占本年支出{t.percent(x, spent)}" for w, x in (("基本支出", now.spent(what="basic")), ("项目支出", now.spent(what="project"))))
        + "；上缴上级支出0万元，占本年支出0%；经营支出0万元，占本年支出0%；对附属单位补助支出0万元，占本年支出0%。",
    )  # fmt: skip
    yield Block("heading", "四、财政拨款收入支出决算总体情况说明")
    yield Block(
        "text",
        f"{y}年度财政拨款收、支总计均为{m(now.fiscal_total)}。{t.versus(now.fiscal_total, last.fiscal_total, '财政拨款收、支总计各')}。",
    )
    words = []
    for fund, label in ((GENERAL, "一般公共预算"), (FUND, "政府性基金预算"), (CAPITAL, "国有资本经营预算")):
        a, b = now.income[fund], last.income[fund]
        gap = "与上年持平" if p.same(a, b) else f"比{y - 1}年度决算数{'增加' if a > b else '减少'}{p.gap(a, b)}"
        words.append(f"{label}财政拨款收入{m(a)}，{gap}")
    yield Block("text", f"{y}年度财政拨款收入中，" + "；".join(words) + "。")


def _general(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m, spent = p.money, now.spent(GENERAL)
    yield Block("heading", "五、一般公共预算财政拨款支出决算情况说明")
    yield Block("subheading", "（一）一般公共预算财政拨款支出决算总体情况")
    yield Block(
        "text",
        f"{y}年度一般公共预算财政拨款支出{m(spent)}，占本年支出合计的{t.percent(spent, now.spent())}。"
        f"{t.versus(spent, last.spent(GENERAL), '一般公共预算财政拨款支出')}。",
    )
    yield Block("subheading", "（二）一般公共预算财政拨款支出决算结构情况")
    yield Block("text", f"{y}年度一般公共预算财政拨款支出{m(spent)}，主要用于以下方面：")
    for n, code in enumerate((c for c in now.codes(GENERAL) if len(c) == 3), 1):
        amount = now.spent(GENERAL, code)
        yield Block("text", f"{n}.{name(code).removesuffix('支出')}（类）支出{m(amount)}，占{t.percent(amount, spent)}。")
    yield Block("subheading", "（三）一般公共预算财政拨款支出决算具体情况")
    lines = [x for x in now.lines if x.fund == GENERAL]
    budget = sum(x.initial for x in lines)
    yield Block(
        "text",
        f"{y}年度一般公共预算财政拨款支出年初预算为{m(budget)}，支出决算为{m(spent)}{t.done(spent, budget)}。其中："
        f"基本支出{m(now.spent(GENERAL, what='basic'))}，项目支出{m(now.spent(GENERAL, what='project'))}。",
    )
    for n, x in enumerate(lines, 1):
        item = f"{name(x.code[:3])}（类）{name(x.code[:5])}（款）{name(x.code)}（项）"
        yield Block(
            "text",
            f"{n}.{item}。年初预算为{m(x.initial)}，支出决算为{m(x.total)}{t.done(x.total, x.initial)}{_why(p, x.total, x.initial)}。",
        )
    yield Block("heading", "六、一般公共预算财政拨款基本支出决算情况说明")
    yield Block("text", f"{y}年度一般公共预算财政拨款基本支出{m(now.staff + now.running)}，其中：")
    yield Block("text", f"人员经费{m(now.staff)}，主要包括：{_accounts(t, '301', '303')}。")
    yield Block("text", f"公用经费{m(now.running)}，主要包括：{_accounts(t, '302', '310')}。")


def _accounts(t: Told, *classes: str) -> str:
    return "、".join(name(code) for code, (basic, _) in t.ledger.now.econ.items() if basic and code[:3] in classes)


def _why(p: Print, spent: int, budget: int) -> str:
    if p.same(spent, budget):
        return "，支出决算数与年初预算数持平"
    side = "大于" if spent > budget else "小于"
    return f"，支出决算数{side}年初预算数的主要原因：一是{'年中追加上级专项' if spent > budget else '压减一般性支出'}；二是部分工作跨年实施"


def _funds(t: Told) -> Iterator[Block]:
    now, m, y = t.ledger.now, t.p.money, t.year
    yield Block("heading", "七、政府性基金预算财政拨款收入支出决算情况说明")
    if now.spent(FUND) or now.opening[FUND]:
        yield Block(
            "text",
            f"{y}年度政府性基金预算财政拨款年初结转和结余{m(now.opening[FUND])}，本年收入{m(now.income[FUND])}，"
            f"本年支出{m(now.spent(FUND))}，年末结转和结余{m(now.closing[FUND])}。具体支出情况为：",
        )
        for n, x in enumerate((x for x in now.lines if x.fund == FUND), 1):
            yield Block("text", f"（{numeral(n)}）{name(x.code)}（项）支出决算为{m(x.total)}，主要用于项目建设。")
    else:
        yield Block("text", "本部门当年无政府性基金预算财政拨款收支。")
    yield Block("heading", "八、国有资本经营预算财政拨款支出决算情况说明")
    yield Block("text", f"本部门{y}年度没有使用国有资本经营预算财政拨款安排的支出。")


def _three(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m, a, b, n, was = p.money, now.three, now.three_budget, now.counts, last.three
    cars, planned = now.vehicles_cost, b["buy"] + b["run"]
    yield Block("heading", "九、财政拨款“三公”经费支出决算情况说明")
    yield Block("subheading", "（一）“三公”经费财政拨款支出决算总体情况说明")
    whole, budget, before = sum(a.values()), sum(b.values()), sum(was.values())
    yield Block(
        "text",
        f"{y}年度“三公”经费财政拨款支出预算为{m(budget)}，支出决算为{m(whole)}{t.done(whole, budget, '预算')}；{_year(p, whole, before)}。",
    )
    yield Block("subheading", "（二）“三公”经费财政拨款支出决算具体情况说明")
    yield Block(
        "text",
        f"1.因公出国（境）费预算为0万元，支出决算为0万元，与预算持平。全年支出涉及因公出国（境）团组0个，累计0人次。",  # noqa: F541
    )
    yield Block(
        "text",
        f"2.公务用车购置及运行维护费预算为{m(planned)}，支出决算为{m(cars)}{t.done(cars, planned, '预算')}；{_year(p, cars, last.vehicles_cost)}。其中：",
    )
    yield Block("text", f"（1）公务用车购置费支出{m(a['buy'])}，本年度购置（更新）公务用车{n['bought']}辆。")
    fuel, repair = a["run"] // 2, a["run"] // 5
    rounded = [p.value(x) for x in (fuel, repair)]
    rest = p.value(a["run"]) - sum(rounded)
    text = f"（2）公务用车运行维护费支出{m(a['run'])}"
    if a["run"]:
        text += f"，主要用于公务出行，其中：燃料费{m(fuel)}；维修费{m(repair)}；过桥过路费和保险费{p._signed(rest)}"
    yield Block("text", text + f"。截止{y}年12月31日，开支财政拨款的公务用车保有量{n['owned']}辆。")
    yield Block(
        "text",
        f"3.公务接待费预算为{m(b['host'])}，支出决算为{m(a['host'])}{t.done(a['host'], b['host'], '预算')}；{_year(p, a['host'], was['host'])}。",
    )
    if a["host"]:
        yield Block(
            "text",
            f"其中：国内公务接待支出{m(a['host'])}，接待对象主要是上级检查和兄弟单位考察。{y}年共接待国内来访团组{n['batches']}个，{n['guests']}人次（不包括陪同人员）。",
        )


def _year(p: Print, now: int, last: int) -> str:
    return "与上年持平" if p.same(now, last) else f"较上年{p.change(now, last)}"


def _things(t: Told) -> Iterator[Block]:
    now, last, p, y = t.ledger.now, t.ledger.last, t.p, t.year
    m, n = p.money, now.counts
    yield Block("heading", "十、机关运行经费支出说明")
    if t.ledger.nature == "事业":
        yield Block("text", "本单位为事业单位，无机关运行经费。")
    else:
        yield Block(
            "text",
            f"本部门{y}年度机关运行经费支出{m(now.running)}，{_year(p, now.running, last.running)}。主要原因是办公设备购置变化。",
        )
    goods, works, services = now.procurement
    total, (small, micro) = goods + works + services, now.contracts
    shares = [int(x * small / total) for x in (goods, works, services)]
    yield Block("heading", "十一、政府采购支出说明")
    yield Block(
        "text",
        f"本部门{y}年度政府采购支出总额{m(total)}，其中：政府采购货物支出{m(goods)}、政府采购工程支出{m(works)}、政府采购服务支出{m(services)}。"
        f"授予中小企业合同金额{m(small)}，占政府采购支出总额的{t.percent(small, total)}，其中：授予小微企业合同金额{m(micro)}，占授予中小企业合同金额的{t.percent(micro, small)}；"
        f"货物采购授予中小企业合同金额占货物支出金额的{t.percent(shares[0], goods)}，"
        + (f"工程采购授予中小企业合同金额占工程支出金额的{t.percent(shares[1], works)}，" if works else "")
        + f"服务采购授予中小企业合同金额占服务支出金额的{t.percent(shares[2], services)}。",
    )
    cars = sum(n[key] for key in ("secret", "emergency", "police", "special", "other"))
    yield Block("heading", "十二、国有资产占用情况说明")
    yield Block(
        "text",
        f"截至{y}年12月31日，本部门共有车辆{cars}辆，其中，副部（省）级及以上领导用车0辆、主要负责人用车0辆、机要通信用车{n['secret']}辆、应急保障用车{n['emergency']}辆、"
        f"执法执勤用车{n['police']}辆、特种专业技术用车{n['special']}辆、离退休干部服务用车0辆、其他用车{n['other']}辆，其他用车主要是业务保障用车；"
        f"单位价值100万元（含）以上设备（不含车辆）{n['hundred']}台（套）。",
    )


def _performance(t: Told) -> Iterator[Block]:
    now, p, y, luck = t.ledger.now, t.p, t.year, Random(t.ledger.seed + 77)
    m, money = p.money, now.spent(GENERAL, what="project")
    found = [x for x in now.lines if x.fund == GENERAL and x.project]
    yield Block("heading", "十三、预算绩效情况说明")
    yield Block("subheading", "（一）预算绩效管理工作开展情况")
    yield Block(
        "text",
        f"根据预算绩效管理要求，本部门组织对{y}年度一般公共预算项目支出全面开展绩效自评，共涉及项目{len(found)}个，资金{m(money)}，占一般公共预算项目支出总额的100%。",
    )
    yield Block("text", f"从评价情况来看，{len(found)}个项目均达到预期目标，自评等级均为“优”。")
    yield Block("subheading", "（二）部门决算中项目绩效自评结果")
    for n, x in enumerate(found, 1):
        budget = x.project if luck.random() < 0.5 else int(x.project / luck.uniform(0.91, 0.99))
        yield Block("text", f"{n}.{luck.choice(TASKS)}（{name(x.code)}）项目绩效自评综述：项目全年预算数为{m(budget)}，执行数为{m(x.project)}，完成预算的{p.share(x.project, budget)}。"
            f"主要产出和效果：一是完成站点改造{luck.randint(3, 40)}处，开展培训{luck.randint(2, 20)}期、{luck.randint(200, 900)}人次；二是服务对象满意度达到{luck.randint(91, 99)}%。"
            "发现的问题及原因：个别指标设置不够细化。下一步改进措施：强化绩效目标审核，提高指标的可衡量性。")  # fmt: skip
    yield Block("subheading", "（三）绩效自评结果应用情况")
    yield Block("text", f"将绩效自评结果作为编制{y + 1}年度预算的重要依据。")


def _tables(t: Told) -> Iterator[Table]:
    now = t.ledger.now
    p = Print(thousands=t.p.thousands, zero=t.p.zero)
    sheet = tables.Sheet(p, numbered=t.ledger.seed % 2 == 0, every_class=t.ledger.seed % 3 != 0)
    yield tables.summary(now, sheet, form="公开01表")
    yield tables.income(now, sheet, form="公开02表")
    yield tables.expenditure(now, sheet, form="公开03表")
    yield tables.fiscal_summary(now, sheet, form="公开04表")
    yield tables.general(now, sheet, form="公开05表")
    yield economic.basic(now, sheet, "一般公共预算财政拨款基本支出决算明细表", "公开06表")
    yield tables.rolling(now, sheet, FUND, "政府性基金预算财政拨款收入支出决算表", "公开07表")
    yield tables.rolling(now, sheet, CAPITAL, "国有资本经营预算财政拨款支出决算表", "公开08表")
    yield economic.three_public(now, sheet, "财政拨款“三公”经费支出决算表", "公开09表")


__all__ = ["LOOK", "PROFILES", "document"]

"""N001–N004, N013: what sentences say about changes against last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import relate
from checks.narrative import Told, name, squeeze, told
from checks.registry import rule
from checks.slips import Slip, repair, slips
from checks.weigh import direction, size, weigh
from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact
from disclosure.relation import Relation, Severity

NEARLY = Decimal("0.01")
"""基本持平: the field calls a change of no more than one per cent so (catalogue §2)."""
NEARLY_MONEY = Decimal(5000)
"""… or, for small amounts, of no more than 0.5万元."""


@rule("N001", family="growth")
def growth_rate(document: Document) -> Iterator[Relation]:
    """增减率与增减额

    查什么：同一句写明本年数、增减额与增减率时，增减率 = 增减额 ÷（本年数 ∓ 增减额）。
    为什么：比率常沿用上年稿或抄错行，是公开文本中最多见的差错。
    依据：部门决算公开范本的文字说明（比上年增减额、增减率）；算术恒等式：增减率＝增减额÷（本年数∓增减额）；四舍五入数的区间按 XBRL Calculations 1.1。
    例：支出14.58万元，增加2.72万元，增长69.2% → 应为22.93%，报；251.21万元、增加43.97万元、增长21.22% → 成立。
    不报的情形：上年数可能为零（见 N013）；方向词不明；单位不同。
    容差：只取印列位数所允许的区间；截位而非四舍五入的比率记为尾差。
    """
    found = slips(document)
    for one in _of_growth(document, found):
        rate, current, change = one.one("rate"), one.one("current"), one.one("change")
        if not rate or not current or not change or _base_zero(one):
            continue
        way = direction(one) or _either(one)
        if way:
            yield relate.growth(document, _subject(one, "增减率"), size(rate), current, size(change), way)
        else:
            yield relate.unresolved(document, _subject(one, "增减率"), "ambiguous_figure", [rate, current, change])


@rule("N002", family="growth")
def growth_over_prior(document: Document) -> Iterator[Relation]:
    """增减与写明的上年数

    查什么：写明上年数时，本年数 − 上年数 = ±增减额，增减率 = 本年数 ÷ 上年数 − 1。
    为什么：两年的数都在纸上，读者自己就能算。
    依据：部门预算公开范本的编制说明（上年执行数、本年安排、增减率）；算术恒等式：增减额＝本年数－上年数，增减率＝本年数÷上年数－1。
    例：上年114.00、本年110.60、减少2.98% → 成立；写减少3.98% → 报。
    不报的情形：上年数为零（见 N013）；方向相反另由 N003 报，此处只比大小。
    容差：印列位数所允许的区间。
    """
    for one in _of_growth(document, slips(document)):
        current, prior, change, rate = one.one("current"), one.one("prior"), one.one("change"), one.one("rate")
        if not current or not prior or not relate.comparable([current, prior]):
            continue
        if change:
            way = 1 if current.quantity.base >= prior.quantity.base else -1
            parts, signs = ([current, prior], [1, -1]) if way > 0 else ([prior, current], [1, -1])
            yield relate.total(document, _subject(one, "增减额"), size(change), parts, signs)
        if rate and prior.quantity.base and not one.one("change"):
            yield _over(document, one, rate, current, prior)


@rule("N003", family="wording")
def growth_direction(document: Document) -> Iterator[Relation]:
    """增减方向

    查什么：写明本年数与上年数时，“增加/减少”“增长/下降”与两数大小一致。
    为什么：方向词多由模板带入，数改了词没改。
    依据：算术恒等式：本年数－上年数为正是增加，为负是减少。
    例：上年数9.00、本年数11.91，写“减少” → 报；写“增加” → 成立。
    不报的情形：没有写明上年数；方向词留有模板的两种写法（见 U006）。
    容差：两数在印列位数内可能相等时不报。
    """
    for one in _of_growth(document, slips(document)):
        current, prior, way = one.one("current"), one.one("prior"), direction(one)
        if current and prior and way and relate.comparable([current, prior]):
            lesser, greater = (prior, current) if way > 0 else (current, prior)
            yield relate.at_most(document, _subject(one, "增减方向"), lesser, greater, "N003")


@rule("N004", family="wording", severity=Severity.WARNING)
def level(document: Document) -> Iterator[Relation]:
    """持平

    查什么：写“持平”“一致”“等于”的两个数相等；写“基本持平”的相差不超过百分之一或0.5万元。
    为什么：“持平”是不需说明原因的理由，不相等就应说明。
    依据：部门决算公开范本（预决算持平的不用说明）；算术恒等式：持平即两数之差为零；“基本持平”的限度按业内习惯。
    例：预算10.00、决算10.00，“基本持平” → 成立；预算12.00、决算10.00，“持平” → 报。
    不报的情形：没有写出两个数；单位不同。
    容差：印列末位的一个单位；“基本持平”如上。
    """
    for one in told(document, ClaimKind.COMPARISON, ClaimKind.GROWTH):
        left, right = (one.one("left"), one.one("right")) if one.all("left") else (one.one("current"), one.one("prior"))
        if one.claim.direction or not left or not right or one.one("rate") or one.one("change"):
            continue
        if relate.comparable([left, right]):
            outcome = _level(left, right, "基本" in one.claim.cue or "基本持平" in squeeze(one.sentence.text).text)
            yield relate.judged(
                document, _subject(one, "持平"), outcome, left, [right], f"{relate.shown(left)} = {relate.shown(right)}", "equal"
            )


@rule("N013", family="growth", severity=Severity.INFO)
def growth_over_zero(document: Document) -> Iterator[Relation]:
    """基数为零的增减率

    查什么：上年数为零（写明为零，或本年数减增减额为零）时不应有增减率。
    为什么：零没有增长率，写100%没有计算依据。
    依据：算术恒等式：增减率＝增减额÷上年数，上年数为零时无定义。
    例：上年0.00万元、本年25.00万元，“增加100%” → 提示；上年15.00万元、本年30.00万元 → 不提示。
    不报的情形：上年数为四舍五入后接近零的数；本年数与增减额都为零。
    容差：无。
    """
    for one in _of_growth(document, slips(document)):
        rate, current, prior = one.one("rate"), one.one("current"), one.one("prior")
        if rate and rate.quantity.value and current and _base_zero(one):
            base = prior or one.one("change")
            cited = [relate.evidence(document, rate, "stated"), relate.evidence(document, current)]
            cited += [relate.evidence(document, base)] if base else []
            yield relate.worded(document, _subject(one, "增减率"), True, cited, "N013", stated=relate.shown(rate))


def _of_growth(document: Document, found: dict[str, Slip]) -> Iterator[Told]:
    return (repair(one, found) for one in told(document, ClaimKind.GROWTH))


def _subject(one: Told, what: str) -> str:
    fact = one.one("current") or one.one("actual") or one.one("left") or (one.roles[0][1] if one.roles else None)
    return f"{name(fact)}{what}" if fact else what


def _base_zero(one: Told) -> bool:
    """Whether the year before was zero, as printed or by what was added."""
    prior, current, change = one.one("prior"), one.one("current"), one.one("change")
    if prior:
        return prior.quantity.base == 0 and not prior.blank
    return bool(
        current and change and direction(one) > 0 and current.quantity.base and current.quantity.base == change.quantity.base
    )


def _either(one: Told) -> int:
    """The direction that makes the claim hold where its word leaves it open (下降（增长）), 0 where both or neither do."""
    fits = []
    for way in (1, -1):
        outcome = weigh(replace(one, claim=replace(one.claim, direction=way)))
        if outcome and outcome.verdict in (Verdict.HOLDS, Verdict.ROUNDING):
            fits.append(way)
    return fits[0] if len(fits) == 1 else 0


def _over(document: Document, one: Told, rate: Fact, current: Fact, prior: Fact) -> Relation:
    """The rate against both years, compared by size: its direction is another rule's."""
    rising = current.quantity.base >= prior.quantity.base
    value = abs(rate.quantity.value)
    signed = replace(rate, quantity=replace(rate.quantity, value=value if rising else -value))
    outcome = arithmetic.growth_over(signed.quantity, current.quantity, prior.quantity)
    formula = f"{relate.shown(current)} ÷ {relate.shown(prior)} − 1"
    return relate.judged(document, _subject(one, "增减率"), outcome, signed, [current, prior], formula, "ratio")


def _level(left: Fact, right: Fact, nearly: bool) -> Outcome:
    outcome = arithmetic.equal(left.quantity, right.quantity)
    if outcome.verdict is not Verdict.DISCREPANCY or not nearly or outcome.delta is None:
        return outcome
    limit = max(abs(right.quantity.base) * NEARLY, NEARLY_MONEY if left.quantity.dimension == "money" else Decimal(0))
    return replace(outcome, verdict=Verdict.HOLDS) if abs(outcome.delta) <= limit else outcome

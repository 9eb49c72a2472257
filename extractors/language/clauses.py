"""The name of what a figure measures, read from its own clause: the noun phrase or verb and object before it, the noun after it.

Takes folded text around one figure and gives a squeezed name without filler, or nothing where the words are none. What the clause
leaves to the clauses before it is for `openset`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.language.naming import naming

LONGEST = 34
"""Characters of the longest name that is still one and no whole clause."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BRACKETS = re.compile(r"\([^()]{0,24}\)")
_QUOTED = re.compile(r'"([^"]{2,40})"')
_HALF_QUOTED = re.compile(r'^([^"]{2,40})"')
"""A quote whose opening mark was left out."""
_LED_AWAY = re.compile(r"用于|包括|对|为[^:]|^在|^的|^[\u4e00-\u9fff]?办理|等$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+[、.是]|\(?[一二三四五六七八九十\d]{1,3}[)、.]\s*|[①-⑳])")
_OWN = re.compile(r"^[^\"]*?(?:该|此|本)项目")
_PERSONAL = frozenset({"people", "households", "organisations", ""})
_MONEY = re.compile(r"^的?[\u4e00-\u9fff]{0,12}(?:资金|经费|补助|补贴|贷款|奖金|款项|物资)")
_PLACE = re.compile(r"(?:全[省市县区镇乡国校院]|全街道|辖区内?|[省市县区镇]内)?")
_SPREAD = re.compile(r"^(全[\u4e00-\u9fff]{1,2}?|辖区内?)(?:共有|现有|累计|共计|共|已|有(?![效机关色]))")
_PURPOSE = re.compile(r"^.*(?:用于|包括|审核|对|为|向|给)(?=[\u4e00-\u9fff]{0,4}$)")
_PLAIN = {
    "count": frozenset({"项目", "单位", "部门", "问题", "内容", "一级项目", "二级项目"}),
    "money": frozenset({"项目", "项目资金", "专项资金", "项目支出", "专项支出", "支出", "年度资金", "资金总额"}),
}
"""Words that are names beside a figure of that kind only."""
_WEAK = re.compile(r"(?:金额|资金额|数额|数量|数目|总额|总数|总量)$")


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a figure's clause: `before` it from the last boundary on, `after` it up to the next; its unit's dimension."""

    before: str
    after: str
    dimension: str
    cut_off: bool = False
    """Whether the words after it end at another figure and not at a boundary."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read, empty where the clause gives none. `verb` stands alone before the figure; `taken` of `after` is the name's.

    `silent` says that nothing but filler stands before the figure; `own_project` that the words begin with 该项目.
    """

    text: str = ""
    verb: str = ""
    taken: int = 0
    silent: bool = False
    own_project: bool = False


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:{naming().lead}|\s)+")


@cache
def _trail() -> re.Pattern[str]:
    return re.compile(rf"(?:{naming().trail}|\s)+$")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"{naming().verbs}了?$")


@cache
def _act() -> re.Pattern[str]:
    """A verb of two characters or more inside a clause."""
    return re.compile(rf"(?=[\u4e00-\u9fff]{{2}}){naming().verbs}")


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(naming().cuts)


@cache
def _being() -> re.Pattern[str]:
    return re.compile(rf"^[\u4e00-\u9fff()]*{naming().beings}(?![资群团])")


def is_generic(name: str) -> bool:
    """Whether a name says only what sort of figure it is (参保人数, 发放资金), and of what must stand before."""
    return bool(re.fullmatch(rf"{naming().generic}+", name)) or is_task_rate(name) or is_fund_rate(name)


def is_task_rate(name: str) -> bool:
    """Whether a name is that of a rate of something done (完成率)."""
    return bool(re.fullmatch(naming().task_rates, name))


def is_fund_rate(name: str) -> bool:
    """Whether a name is that of a rate of money (到位率) or a score."""
    return bool(re.fullmatch(naming().fund_rates, name))


def tidy_name(text: str) -> str:
    """The text without numbering, lead-in words, brackets and filler around it."""
    found = re.sub(r"[\[\]]", "", _BRACKETS.sub("", text))
    while True:
        shorter = _shorter(_lead().sub("", _NUMBERING.sub("", found)))
        shorter = _SPREAD.sub(r"\1", shorter)
        if shorter == found:
            found = re.sub(r"(?<=项目)(?:支出)?绩效(?:自评|评价)(?:综述|情况|结果)?$", "", found)
            return re.sub(r"(项目)项目", r"\1", found.replace('"', ""))
        found = shorter


def _shorter(text: str) -> str:
    """The text without filler at its end; 金额 and the like stay behind a bare verb (累计缓缴金额)."""
    cut = _trail().sub("", text)
    weak = _WEAK.search(text)
    return text if weak and 1 <= len(cut) <= 3 and text == cut + weak[0] else cut


def is_name(text: str, dimension: str = "") -> bool:
    """Whether the text can be a name: two Chinese characters or more, not only hollow words, not a whole clause."""
    if text in _PLAIN.get(dimension, ()):
        return True
    return len(_HAN.findall(text)) >= 2 and len(text) <= LONGEST and not re.fullmatch(rf"{naming().hollow}*", text)


def restricted(after: str) -> str:
    """The people, or else the words, that a figure before them restricts (40岁以下业务骨干), empty where they are none."""
    being = _being().match(after)
    if being:
        return being[0]
    cut = _cut().search(after, 1)
    words = re.sub(r"(?:[、和及与的]|以及)+$", "", after[: cut.start()] if cut else after)
    return words if 2 <= len(words) <= 20 and _HAN.match(words) else ""


def read_name(around: Around) -> Name:
    """The figure's name by its own clause."""
    listing = around.before.count("、") > 1 and around.dimension == "count" and bool(_HAN.match(around.after))
    before = "" if listing or re.search(r"等$", around.before) else around.before
    listed = before != around.before
    if quoted := _quoted(before):
        return Name(quoted)
    own = _OWN.match(before)
    before = before[own.end() :] if own else before
    head = _narrowed(tidy_name(before))
    if head in _PLAIN.get(around.dimension, ()) and around.dimension == "money":
        return Name(head, own_project=bool(own))
    verb = _verb().search(head)
    head = _opened(head, around)
    noun, taken = _noun(around, not head or bool(verb))
    if not noun and not verb and head and around.dimension in _PERSONAL - {""} and len(head) <= 4:
        being = _being().match(around.after)
        noun, taken = (being[0], being.end()) if being else ("", 0)
    if not noun and not head and around.dimension != "rate":
        noun, taken = _predicate(around)
    if noun:
        head = "" if noun.startswith("\0") else head
        return Name(_fitting(head + noun.lstrip("\0"), around.dimension), taken=taken, own_project=bool(own))
    silent = not head and not listed
    if verb and verb.start() == 0:
        done = head.rstrip("了")
        return Name(verb=f"{done}金额" if around.dimension == "money" else done, own_project=bool(own))
    return Name(_fitting(head, around.dimension), silent=silent, own_project=bool(own))


def _narrowed(head: str) -> str:
    """The head without what leads up to it (项目支出包括…, 按集中供养每人每年) or goes on from it (低保标准从)."""
    last = re.split(r"(?:包括|包含|涵盖|按照?|将(?!军)|把(?!握|关))(?=[\u4e00-\u9fff\d]{2})", head)[-1]
    short = re.sub(r"(?:为?每[人名户亩家月年天次站村所校班])+$|从[^从]{0,6}$", "", last)
    return tidy_name(short) if is_name(short) else last


def _opened(head: str, around: Around) -> str:
    """Nothing, or a place, where all that stands before the figure leads up to the noun behind it (对全区约16万领取人员)."""
    led = _PURPOSE.sub("", head)
    if led != head and _PLACE.fullmatch(led) and _HAN.match(around.after) and around.dimension != "money":
        return ""
    return (
        ""
        if _PLACE.fullmatch(head) or re.fullmatch(r"划?分|内?含", head) or re.search(r"(?:过程|清洗|工作|活动)中$", head)
        else head
    )


def _fitting(text: str, dimension: str) -> str:
    """The name itself, its last verb and object where it is a long clause, or nothing."""
    if len(text) > LONGEST:
        starts = [m.start() for m in _act().finditer(text) if 4 <= len(text) - m.start() <= 24]
        text = text[starts[0] :] if starts else ""
    return text if is_name(text, dimension) else ""


def _quoted(before: str) -> str:
    """A name in quotes that the words after it carry on to the figure: 项目"某某补贴"金额25万元."""
    found = list(_QUOTED.finditer(before)) or list(_HALF_QUOTED.finditer(before))
    if not found:
        return ""
    said = re.sub(r"^(?:专项|预算)*项目(?:该项目)?", "项目", before[found[-1].end() :])
    rest = tidy_name(said)
    if len(rest) > 10 or _LED_AWAY.search(said):
        return ""
    name = found[-1][1] if '"' in found[-1][0][:1] else tidy_name(found[-1][1])
    return name if not is_name(rest) else name + rest


def _predicate(around: Around) -> tuple[str, int]:
    """What the counted do or undergo (25559人享受城乡低保), or what an amount is for (30万元用于项目审计)."""
    spent = re.match(r"^(?:主要)?用于([\u4e00-\u9fff、]{2,30})$", around.after)
    if spent and not around.cut_off:
        return tidy_name(spent[1]), len(around.after)
    done = re.match(rf"^(?:已|均|全部)?({naming().verbs}|享受|受|接受)了?[\u4e00-\u9fff]{{1,14}}$", around.after)
    if done and around.dimension in _PERSONAL - {""}:
        return tidy_name(around.after), 0
    return "", 0


def _noun(around: Around, open_: bool) -> tuple[str, int]:
    """The noun behind the figure (3期培训班), where what stands before leaves room for one, and how far it reaches.

    It begins with NUL where it must stand without the words before the figure.
    """
    after = re.sub(r"^(?:余|多|左右|以上|以下|以内)", "", around.after)
    skipped = len(around.after) - len(after)
    if around.dimension in {"rate", "points", "multiple"}:
        fits = not tidy_name(around.before) and len(after) <= LONGEST and bool(_HAN.match(after))
        return (tidy_name(after), len(around.after)) if fits else ("", 0)
    if around.dimension == "money" and re.match(r"^(?:主要)?用于", after):
        return "", 0
    if not open_ or not re.match(r'["\u4e00-\u9fff]', after) or (around.dimension == "money" and not _MONEY.match(after)):
        return "", 0
    of = len(after) - len(re.sub(r"^的", "", after))
    after = after[of:]
    cut = _cut().search(after)
    noun = re.sub(r"(?:[、和及与]|以及)+$", "", after[: cut.start()] if cut else after)
    being = _being().match(noun.partition("、")[0]) if around.dimension in _PERSONAL | {"count"} else None
    if being and (being[0] != noun or around.cut_off) and (around.dimension != "count" or around.cut_off):
        alone = "" if _verb().search(tidy_name(around.before)) and not around.cut_off else "\0"
        return alone + being[0], skipped + of + being.end()
    if not 2 <= len(noun) <= 24:
        return "", 0
    done = re.match(rf"^(?:{naming().verbs})了?[\u4e00-\u9fff]{{2,14}}$", after[len(noun) :])
    if done and not around.cut_off and re.fullmatch(r"(?:选取|抽取|选定|组织)?", tidy_name(around.before)):
        return f"\0{done[0].replace('了', '')}的{noun}", len(around.after)
    return noun.replace('"', ""), skipped + of + len(noun)

"""Names of accounts, from the accounts of the product where it has them, and a few that it does not list."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

ACCOUNTS = Path(__file__).resolve().parents[2] / "extractors" / "language" / "accounts.csv"
MORE = {
    "21208": "国有土地使用权出让收入安排的支出",
    "2120816": "农业农村生态环境支出",
    "2120899": "其他国有土地使用权出让收入安排的支出",
    "22960": "彩票公益金安排的支出",
    "2296002": "用于社会福利的彩票公益金支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "2101103": "公务员医疗补助",
    "20501": "教育管理事务",
    "2050101": "行政运行",
    "20502": "普通教育",
    "2050202": "小学教育",
    "2050203": "初中教育",
    "2050204": "高中教育",
    "2050299": "其他普通教育支出",
    "20509": "教育费附加安排的支出",
    "2050999": "其他教育费附加安排的支出",
    "20508": "进修及培训",
    "2050803": "培训支出",
    "20701": "文化和旅游",
    "2070101": "行政运行",
    "2070104": "图书馆",
    "2070109": "群众文化",
    "20702": "文物",
    "2070205": "博物馆",
    "21004": "公共卫生",
    "2100401": "疾病预防控制机构",
    "2100408": "基本公共卫生服务",
    "2100409": "重大公共卫生服务",
    "2100499": "其他公共卫生支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130305": "水利工程建设",
    "2130306": "水利工程运行与维护",
    "2130314": "防汛",
    "2130399": "其他水利支出",
}
CLASSES = (
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
    "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
    "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出", "住房保障支出",
    "粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "其他支出", "债务还本支出", "债务付息支出",
    "抗疫特别国债安排的支出",
)  # fmt: skip
NUMERALS = "一二三四五六七八九十"


@cache
def _names() -> dict[str, str]:
    rows = csv.DictReader(ACCOUNTS.read_text("utf-8").splitlines())
    return MORE | {row["code"]: row["name"] for row in rows if row["kind"] != "alias"}


def name(code: str) -> str:
    """The account's name."""
    return _names()[code]


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 21 → 二十一."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens < 2 else NUMERALS[tens - 1]) + ("十" if tens else "")
    return ten + (NUMERALS[ones - 1] if ones else "")


def path(code: str) -> str:
    """类（类）款（款）项（项), as narratives name an item."""
    return f"{name(code[:3])}（类）{name(code[:5])}（款）{name(code)}（项）"

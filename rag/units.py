"""Units of measure in Chinese reports: which there are, their family, and their value in a base unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from rag.numerals import MULTIPLIERS

__all__ = ["COUNT_UNITS", "MEASURES", "UNIT_PATTERN", "normalise", "unit_family"]

MEASURES: dict[str, tuple[str, str, Decimal]] = {}
"""Unit as written -> (family, base unit, factor)."""


def _measure(family: str, base: str, **factors: str | int) -> None:
    for unit, factor in factors.items():
        MEASURES[unit] = (family, base, Decimal(factor))


_measure("money", "元", 元=1, 块钱=1, 元人民币=1)
for _currency in ["美元", "欧元", "港元", "日元", "英镑", "澳元", "加元", "新加坡元", "韩元", "卢布", "港币", "美金"]:
    MEASURES[_currency] = ("foreign_money", {"美金": "美元", "港币": "港元"}.get(_currency, _currency), Decimal(1))
_measure("area", "平方米", 平方米=1, 平米=1, 平方=1, 平方公里=10**6, 平方千米=10**6, 公顷=10**4)
MEASURES |= {"㎡": ("area", "平方米", Decimal(1)), "m²": ("area", "平方米", Decimal(1))}
MEASURES |= {"m2": ("area", "平方米", Decimal(1)), "km²": ("area", "平方米", Decimal(10**6))}
MEASURES |= {"km2": ("area", "平方米", Decimal(10**6)), "亩": ("area", "平方米", Decimal(2000) / 3)}
_measure("length", "米", 米=1, 公里=1000, 千米=1000, km=1000, KM=1000, Km=1000, m=1, 厘米="0.01", cm="0.01")
_measure("length", "米", 毫米="0.001", mm="0.001", 海里=1852, 华里=500, 延米=1, 纳米="0.000000001", 微米="0.000001")
_measure(
    "mass",
    "千克",
    千克=1,
    公斤=1,
    kg=1,
    斤="0.5",
    吨=1000,
    t=1000,
    克="0.001",
    微克="0.000000001",
    担=50,
    毫克="0.000001",
)
_measure("volume", "立方米", 立方米=1, 方=1, 立方=1, m3=1, 升="0.001", 毫升="0.000001")
MEASURES["m³"] = ("volume", "立方米", Decimal(1))
_measure("coal", "吨标准煤", 吨标准煤=1, 吨标煤=1)
_measure("energy", "千瓦时", 千瓦时=1, kWh=1, 度电=1, 兆瓦时=1000, 度=1)
_measure("power", "千瓦", 千瓦=1, kW=1, KW=1, 兆瓦=1000, MW=1000, GW=10**6, 吉瓦=10**6, 瓦="0.001", 千伏安=1)
_measure("voltage", "千伏", 千伏=1, kV=1, KV=1, 伏="0.001")
_measure("data", "兆", 兆=1, M=1)
_measure("time", "天", 天=1, 个工作日=1, 工作日=1)
_measure("time", "小时", 小时=1, 个小时=1, 分钟="0.0166666667", 秒="0.0002777778")
_measure("time", "个月", 个月=1, 年=12, 个季度=3)
_measure("age", "岁", 岁=1, 周岁=1)
_measure("percent", "%", 成=10)
MEASURES |= {"%": ("percent", "%", Decimal(1)), "‰": ("percent", "%", Decimal("0.1"))}
_measure("points", "百分点", 个百分点=1, 百分点=1, 个千分点="0.1", 千分点="0.1", 个点=1, 个基点="0.01", 个BP="0.01")
_measure("times", "倍", 倍=1)
_measure("doubling", "番", 番=1)
_measure("people", "人", 人=1, 名=1, 人口=1)
_measure("people", "人次", 人次=1)
_measure("household", "户", 户=1)
_measure("rank", "位", 位次=1, 个位次=1)
_measure("temperature", "℃", 摄氏度=1)
MEASURES["℃"] = ("temperature", "℃", Decimal(1))

_COUNTED = (
    "个 家 件 项 处 座 条 台 套 辆 所 间 栋 幢 株 棵 头 只 羽 匹 尾 对 批 场 期 "
    "起 宗 笔 种 类 份 张 片 块 层 位 客 单 例 门 部 本 册 支 组 队 节 轮 颗 口 "
    "孔 眼 盏 根 桶 艘 架 道 卷 幅 篇 首 面 具 枚 粒 次 户次 家次 件次 台次 车次 辆次 "
    "架次 班次 批次 场次 趟 剂 剂次 针 针次 人份 标箱 标准箱 大箱 箱 床 瓶 袋 包 盒 "
    "副 列 班 届 分 例次 样 项次 条次 处次 亩次 TEU 台套 对次 堂 课时 盆 丛 筐 票 "
    "宗地 艘次 航次 列次 人天 家户 栏 羽次 幅次 回 字 段 枝 束 尊 顶 扇 眼井 股 集 "
    "版 期次 杆 方次 车 船 点位 分贝 比特 宿位 学位 泊位 车位 床位 席 桌 餐 户头 团 "
    "卡 名次 站 村"
)
COUNT_UNITS: tuple[str, ...] = tuple(_COUNTED.split())
"""Measure words that count things; their own word is their base unit."""

_BRACKET = r"(?:[（(][套户只件台人次名处个口座条辆项盒][）)])?"


def _guarded(unit: str) -> str:
    """Return a unit's pattern; Latin ones must not run on into other Latin letters or digits."""
    return re.escape(unit) + (r"(?![A-Za-z0-9²³])" if unit.isascii() and unit.isalpha() else "")


_EXACT = sorted(set(MEASURES) | set(COUNT_UNITS), key=len, reverse=True)
_NOT_UNIT = (
    r"(?!个[性别体人]|支[持撑付援出部队]|家(?:庭|园(?!区)|乡(?![镇村]))|件套|项目|位于|人大|人民|人均|人口(?:普查|出生)|名[称义牌优师]|"
    r"方[面案式便向]|点半|年级)"
)
UNIT_PATTERN: str = rf"{_NOT_UNIT}(?:{'|'.join(_guarded(u) for u in _EXACT)}){_BRACKET}"
"""A regular expression for one unit, without a multiplier, longest first."""

_PREFIX = re.compile(r"(万亿|[十百千]?[万亿]|[十百千])(.*)\Z", re.DOTALL)


@lru_cache(maxsize=4096)
def _split(unit: str) -> tuple[Decimal, str]:
    """Split a unit into its multiplier and the unit proper: 万元 gives (10000, 元), 千瓦 stays (1, 千瓦)."""
    if unit in MEASURES or unit in COUNT_UNITS:
        return Decimal(1), unit
    match = _PREFIX.match(unit)
    if match:
        return MULTIPLIERS[match.group(1)], match.group(2)
    return Decimal(1), unit


@lru_cache(maxsize=4096)
def _base(unit: str) -> tuple[Decimal, str]:
    """Return the factor to the base unit, and the base unit."""
    scale, rest = _split(unit.replace(" ", "").replace("每", "/"))
    rest = rest.partition("（")[0].partition("(")[0] or rest
    if rest in MEASURES:
        _, base, factor = MEASURES[rest]
        return scale * factor, base
    top, slash, bottom = rest.partition("/")
    if slash and top in MEASURES:
        _, base, factor = MEASURES[top]
        return scale * factor, f"{base}/{bottom}"
    return scale, rest


def normalise(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return the value in the unit's base unit: (14869, 万元) gives (148690000, 元).

    Money goes to 元, area to 平方米, length to 米, mass to 千克, percent to %, points to 百分点 (these two never mix).
    An unknown unit keeps its name, with 万 or 亿 applied. 亩 and 分钟 are rounded to 6 decimals: 15亩 is 10000平方米.
    """
    factor, base = _base(unit)
    result = value * factor
    if base in ("平方米", "小时"):
        result = round(result, 6)
    return result.normalize() + Decimal(0), base


def unit_family(unit: str) -> str:
    """Return what a unit measures; a counting unit such as 家 is its own family, without 万 or 亿.

    Families: money, foreign_money, area, length, mass, volume, coal, energy, power, voltage, data, time, age, percent,
    points, times, doubling, people, household, rank, temperature. A unit per another (微克/立方米) has the first's.
    """
    _, rest = _split(unit.replace("每", "/"))
    rest = rest.partition("（")[0].partition("(")[0].partition("/")[0] or rest
    if rest in MEASURES:
        return MEASURES[rest][0]
    return rest

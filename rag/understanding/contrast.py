"""Words that tell one of several like things from the others (城镇 and 农村, 进口 and 出口), put for one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["counterpart", "opposed"]


@dataclass(frozen=True, slots=True)
class _Member:
    """One of several like things: its forms within phrases, in step with those of the others, and other names."""

    forms: tuple[str, ...]
    names: frozenset[str]


def _groups(text: str) -> tuple[tuple[_Member, ...], ...]:
    """Read lines of members like 城镇居民/城镇:市民/城里人 (forms, then other names), one group a line."""
    groups = []
    for line in text.strip().splitlines():
        members = []
        for member in line.split():
            forms, _, names = member.partition(":")
            split = tuple(forms.split("/"))
            members.append(_Member(split, frozenset((*split, *filter(None, names.split("/"))))))
        groups.append(tuple(members))
    return tuple(groups)


_GROUPS = _groups(
    """
    城镇居民/城镇/城市:城里/城里人/市民/城区/城市居民 农村居民/农村/农村:农民/乡下/村民/村里/乡村/农牧民
    第一产业/一产:第一/农业 第二产业/二产:第二 第三产业/三产:第三/服务业
    规模以上工业/规上工业/工业 农业/农业/农业 服务业/服务业/服务业 建筑业/建筑业/建筑业
    进出口 进口 出口
    内资 外资:外商/外企
    存款 贷款 存贷款:存贷
    男性/男 女性/女
    公办 民办:私立
    国内 入境:境外/国外/海外/外国/外籍 国内外:海内外/境内外
    国有 民营:民企/私营
    户籍 常住 流动
    住宅 商业 办公
    国家级 省级 自治区级 市级 区级 县级
    PM2.5:pm2.5/细颗粒物 PM10:pm10/可吸入颗粒物
    养老保险:养老金 医疗保险:医保 失业保险 工伤保险
    粮食 油料 蔬菜 水果 肉类 水产品 茶叶 棉花 中药材
    生猪 肉牛 肉羊 家禽
    风电 光伏 水电 火电 核电
    货物:货运 旅客:客运
    高速公路 铁路 高铁 地铁 农村公路
    高新技术企业:高企 科技型中小企业 规上工业企业:规模以上工业企业 规上服务业企业 专精特新 小巨人 瞪羚 独角兽
    小学 初中 高中 幼儿园
    """
)
_TAILS = ("居民", "人口", "群众", "地区", "部分", "方面", "类", "业")


_SECTORS = _groups("第一产业:一产/农业 第二产业:二产 第三产业:三产/服务业 工业:规上工业/规模以上工业 建筑业")
"""The sectors of the economy, each by all of its names, which no follow-up exchanges for one another."""


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Return of each group a pattern for its members' names, the longest first, and which member each name means."""
    found = []
    for group in (*_GROUPS, *_SECTORS):
        owners = {name: member.forms[0] for member in group for name in member.names}
        pattern = "|".join(map(re.escape, sorted(owners, key=len, reverse=True)))
        found.append((re.compile(pattern), owners))
    return tuple(found)


@lru_cache(maxsize=65536)
def _members(text: str) -> tuple[frozenset[str], ...]:
    """Return which members of each group a text names; 进出口 names neither 进口 nor 出口."""
    return tuple(frozenset(owners[name] for name in pattern.findall(text)) for pattern, owners in _named())


def opposed(asked: str, indicator: str, clause: str) -> bool:
    """Tell whether an indicator names another of several like things than is asked, and its clause not the asked one.

    出口总额 is opposed to 进出口总额, 农村居民收入 to 城镇居民收入 and 国外游客 to 国内外游客.
    """
    return any(
        wanted and named and not wanted & (named | near)
        for wanted, named, near in zip(_members(asked), _members(indicator), _members(clause), strict=True)
    )


def counterpart(phrase: str, earlier: str) -> str:
    """Return an earlier phrase with its telling word exchanged for the new one; empty where they are no such pair.

    农村 after 城镇居民人均可支配收入 gives 农村居民人均可支配收入.
    """
    asked = phrase.removesuffix("的")
    for group in _GROUPS:
        member = next((m for m in group if asked in m.names or _without_tail(asked) in m.names), None)
        if member is None:
            continue
        for other in sorted(group, key=lambda m: -max(map(len, m.forms))):
            if other is member:
                continue
            for place, form in enumerate(other.forms):
                if form in earlier and (asked not in earlier or asked in form):
                    return earlier.replace(form, member.forms[min(place, len(member.forms) - 1)], 1)
            name = next((n for n in sorted(other.names - set(other.forms)) if len(n) > 1 and n in earlier), "")
            if name and asked not in earlier:
                return earlier.replace(name, member.forms[0], 1)
    return ""


def _without_tail(phrase: str) -> str:
    return next((phrase.removesuffix(tail) for tail in _TAILS if phrase.endswith(tail) and phrase != tail), phrase)

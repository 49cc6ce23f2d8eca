"""Words that tell one of several like things from the others (城镇 and 农村, 进口 and 出口), put for one another."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["counterpart"]


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
    存款 贷款
    男性/男 女性/女
    公办 民办:私立
    国内 境外 入境 国外 海外
    国有 民营:民企/私营
    户籍 常住 流动
    住宅 商业 办公
    国家级 省级 自治区级 市级 区级 县级
    PM2.5 PM10
    """
)
_TAILS = ("居民", "人口", "群众", "地区", "部分", "方面", "类", "业")


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

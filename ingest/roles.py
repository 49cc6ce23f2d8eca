"""Tells what a section speaks of (work done, work to do, terms, annex) from its heading and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.period import find_periods
from rag.schema import Role

__all__ = ["heading_role", "is_closing", "is_problem", "review_score", "years_in"]

_REVIEW = re.compile(
    r"回顾|总结|完成情况|工作情况|执行情况|主要(?:工作)?成(?:就|绩|效)|取得的?(?:主要|新|显著|重大)?(?:成绩|成就|成效|进展)|"
    r"所做的?工作|主要做了|(?:过去|刚刚过去|走过)的?.{0,6}[年季月]|[一二三四五六]年来|以来的?(?:主要)?工作|"
    r"发展历程|上半年(?:的)?(?:主要)?(?:工作|经济)(?!.*(?:安排|打算|计划))|(?:存在|面临)的?(?:主要)?(?:问题|困难|不足)|本届政府(?:的)?(?:主要)?工作"
)
_PLAN = re.compile(
    r"打算|安排|计划|任务|部署|目标|思路|总体要求|工作要点|工作重点|重点工作|主要举措|举措|今后|未来|下一步|下一阶段|"
    r"下半年|展望|规划|明年|来年|奋斗|蓝图|新一届|预期|做好.{0,10}工作|怎么干|构想|愿景|建议|编制说明|"
    r"自身建设|政府建设"
)
_STRIVING = re.compile(r"开创|谱写|新征程")
"""Words of a plan that a look back may end its heading with as well: 阔步迈上现代化建设新征程."""
_SET_OUT = re.compile(r"(?:迈上|踏上|迈入|走上)[^，。]{0,16}新征程\Z")
_WEIGHTS = {
    "累计": 4.0, "入选": 4.0, "获评": 4.0, "荣获": 4.0, "被评为": 4.0, "一年来": 3.5, "连续": 3.0, "同比": 3.0,
    "获批": 2.7, "成功": 2.6, "顺利": 2.5, "首批": 2.4, "得到": 2.1, "明显": 2.1, "成绩": 2.0, "率先": 2.0,
    "取得": 1.9, "下降": 1.9,
    "较上年": 1.9, "百分点": 1.8, "通车": 1.7, "举办": 1.6, "全部": 1.6, "分别": 1.6, "成立": 1.5, "前列": 1.5,
    "竣工": 1.4,
    "获得": 1.4, "全面完成": 1.1, "出台": 1.1,
    "力争": -3.6, "争创": -2.5, "年内": -2.3, "鼓励": -2.2, "确保": -2.0, "依托": -1.9, "引导": -1.7, "今年": -1.7,
    "大力发展": -1.4, "办好": -1.4, "更好": -1.3, "抓好": -1.2, "健全": -1.1, "做好": -1.1, "继续": -1.2, "打造": -1.0,
    "进一步": -0.9, "探索": -0.9, "扩大": -0.9, "完善": -0.9, "努力": -0.8, "规范": -0.8, "着力": -0.7,
}  # fmt: skip
"""Log odds of a word in a review against a plan, counted in paragraphs of 166 reports under such headings."""
_WORD = re.compile("|".join(_WEIGHTS))
_REACHED = re.compile(
    r"[^，,、]{2,}(?:持续|不断|有效|全面|稳步|加速|加快|日益|扎实|有序|逐步|深入|明显|显著|稳中|蓬勃|更加|有力|成功|大幅|取得|得到|进一步|纵深|健康)"
    r"[\u4e00-\u9fff]{1,4}$"
)
_REACHED_ODDS, _NOT_REACHED_ODDS = 2.4, -0.6
"""Log odds of a heading that ends in a reached state (社会治理持续加强) and of one that does not, counted likewise."""
_PROBLEM = re.compile(r"(?:困难|问题|不足|短板|差距|挑战|薄弱|矛盾)")
_AWARE = re.compile(r"清醒|也要看到|也看到|深知|认识到|仍然?(?:存在|面临|需)|还(?:存在|面临|有)|依然|面临")
_APPEAL = re.compile(
    r"让我们|携手|不忘初心|为.{4,40}(?:而|努力|不懈)奋斗|作出.{0,8}贡献|再创.{0,6}辉煌|谱写.{0,20}(?:篇章|华章)|谢谢"
)
_LONG_HEADING = 18
"""In a longer heading without a year, words such as 目标 or 举措 tell nothing of its role."""
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})(?=\s*年|[—–-]|上半年|下半年|度|(?!\d)$)|([一二][〇九][〇一二三四五六七八九]{2})(?=年)"
)
_WIDE = str.maketrans("０１２３４５６７８９○零Ｏ", "0123456789〇〇〇")


def heading_role(heading: str, report_year: int | None, *, mid_year: bool = False) -> Role | None:
    """Return the role a heading names, or None where it names none.

    A year in the heading decides between a review (before the report's year) and a plan (the report's year or later),
    unless the words say otherwise.
    """
    review, plan = bool(_REVIEW.search(heading)), bool(_PLAN.search(heading) or _opens_plan(heading))
    years = years_in(heading) or [period.year for _, _, period in find_periods(heading)]
    if not years and len(heading) > _LONG_HEADING:
        plan = False
    if review and plan:
        last_review = max(match.start() for match in _REVIEW.finditer(heading))
        last_plan = max(match.start() for match in _PLAN.finditer(heading))
        return Role.REVIEW if last_review > last_plan else Role.PLAN
    if review:
        return Role.REVIEW
    if plan:
        return Role.REVIEW if _past_only(heading, years, report_year) else Role.PLAN
    if years and report_year and not mid_year:
        return Role.REVIEW if max(years) < report_year else Role.PLAN
    return None


def _opens_plan(heading: str) -> bool:
    """Tell whether a heading's striving is one to come: not 阔步迈上…新征程, which is reached."""
    return bool(_STRIVING.search(heading)) and not _SET_OUT.search(heading)


def _past_only(heading: str, years: list[int], report_year: int | None) -> bool:
    """Tell whether 目标任务 or 重点工作 in a heading are those of a year before the report's."""
    return bool(years and report_year and max(years) < report_year and re.search("完成|实现|工作$|成|进展", heading))


def years_in(text: str) -> list[int]:
    """Return the calendar years that a text names, in order: 2023年, ２０２３年, 二〇二三年."""
    return [_year(match) for match in _YEAR.finditer(text.translate(_WIDE))]


def _year(match: re.Match[str]) -> int:
    return int(match.group(1) or "".join(str("〇一二三四五六七八九".index(char)) for char in match.group(2)))


def review_score(paragraphs: Iterable[str], headings: Iterable[str] = ()) -> float:
    """Return how much more paragraphs and headings sound like work done (above 0) than like work to do (below 0)."""
    score = sum(_WEIGHTS[word] for text in paragraphs for word in set(_WORD.findall(text)))
    return score + sum(
        _REACHED_ODDS if _REACHED.search(heading.rstrip("。")) else _NOT_REACHED_ODDS for heading in headings
    )


def is_problem(text: str) -> bool:
    """Tell whether a paragraph owns up to difficulties and shortcomings."""
    head = text[:160]
    return bool(_AWARE.search(head) and _PROBLEM.search(head))


def is_closing(text: str) -> bool:
    """Tell whether a paragraph is the appeal that ends a report."""
    return bool(_APPEAL.search(text)) and bool(
        re.match(
            r"各位|同志们|让我们|实干|新时代|新征程|征程|奋进|使命|展望|站在|前程|蓝图|回望|道阻|千川|时代|[^。]{4,40}[！!。]",
            text,
        )
    )

"""Tells what a section speaks of (work done, work to do, terms, annex) from its heading and its words."""

from __future__ import annotations

import re

from rag.schema import Role

__all__ = ["heading_role", "is_closing", "is_problem", "role_of_words", "years_in"]

_REVIEW = re.compile(
    r"回顾|总结|完成情况|工作情况|执行情况|主要(?:工作)?成(?:就|绩|效)|取得的?(?:主要|新|显著|重大)?(?:成绩|成就|成效|进展)|"
    r"所做的?工作|主要做了|(?:过去|刚刚过去|走过)的?.{0,6}[年季月]|[一二三四五六]年来|以来的?(?:主要)?工作|"
    r"发展历程|上半年(?:的)?(?:主要)?(?:工作|经济)(?!.*(?:安排|打算|计划))|(?:存在|面临)的?(?:主要)?(?:问题|困难|不足)|本届政府(?:的)?(?:主要)?工作"
)
_PLAN = re.compile(
    r"打算|安排|计划|任务|部署|目标|思路|总体要求|工作要点|工作重点|重点工作|主要举措|举措|今后|未来|下一步|下一阶段|下半年|"
    r"展望|规划|明年|来年|奋斗|蓝图|新一届|预期|开创|谱写|新征程|做好.{0,10}工作|怎么干|构想|愿景|建议|编制说明|自身建设|政府建设"
)
_PAST = re.compile(
    r"累计|同比|比上年|荣获|获评|获得|入选|成功|顺利|圆满|一年来|过去|已(?:经)?|被评为|被列为|被授予|得到|取得|历史新高|实现了|达到|完成|新增|"
    r"超额|提前|建成|投产|增长\d|增长了|下降\d|下降了"
)
_FUTURE = re.compile(
    r"力争|争取|确保|计划|将|要|继续|进一步|着力|加快|抓好|打造|努力|持续|推动|推进|深化|加强|强化|完善|落实|坚持|扩大|培育|严格|积极|全面"
)
_STRONG_FUTURE = re.compile(r"力争|争取|确保|[，。；]要|必须|年内|年底前|计划|左右|以上")
_PROBLEM = re.compile(r"(?:困难|问题|不足|短板|差距|挑战|薄弱|矛盾)")
_AWARE = re.compile(r"清醒|也要看到|也看到|深知|认识到|仍然?(?:存在|面临|需)|还(?:存在|面临|有)|依然|面临")
_APPEAL = re.compile(
    r"让我们|携手|不忘初心|为.{4,40}(?:而|努力|不懈)奋斗|作出.{0,8}贡献|再创.{0,6}辉煌|谱写.{0,20}(?:篇章|华章)|谢谢"
)
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?=\s*年|[—–-]|上半年|下半年|度|(?!\d)$)")


def heading_role(heading: str, report_year: int | None, *, mid_year: bool = False) -> Role | None:
    """Return the role a heading names, or None where it names none.

    A year in the heading decides between a review (before the report's year) and a plan (the report's year or later),
    unless the words say otherwise.
    """
    review, plan = bool(_REVIEW.search(heading)), bool(_PLAN.search(heading))
    if review and not plan:
        return Role.REVIEW
    years = years_in(heading)
    if plan and not review:
        return Role.PLAN if not _past_only(heading, years, report_year) else Role.REVIEW
    if review and plan:
        last_review = max(match.start() for match in _REVIEW.finditer(heading))
        last_plan = max(match.start() for match in _PLAN.finditer(heading))
        return Role.REVIEW if last_review > last_plan else Role.PLAN
    if years and report_year and not mid_year:
        return Role.REVIEW if max(years) < report_year else Role.PLAN
    return None


def _past_only(heading: str, years: list[int], report_year: int | None) -> bool:
    """Tell whether 目标任务 or 重点工作 in a heading are those of a year before the report's."""
    return bool(years and report_year and max(years) < report_year and re.search("完成|实现|工作$|成|进展", heading))


def years_in(text: str) -> list[int]:
    """Return the calendar years that a text names, in order."""
    return [int(match.group(1)) for match in _YEAR.finditer(text)]


def role_of_words(text: str) -> Role:
    """Guess from the words of a text whether it tells of work done or of work to do."""
    past, future = len(_PAST.findall(text)), len(_FUTURE.findall(text)) + 3 * len(_STRONG_FUTURE.findall(text))
    return Role.REVIEW if past * 2.2 > future else Role.PLAN


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

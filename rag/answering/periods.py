"""Whether a figure holds for the asked period: the same, a part of it, or years of which it is the last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.numbers import unit_family
from rag.schema import Aspect, Figure, FigureKind, Period

if TYPE_CHECKING:
    from rag.answering.matching import Wanted

__all__ = ["EARLIER", "RATES", "REACHED", "SUMMED", "YEAR", "period_fit"]

YEAR = 12
EARLIER = re.compile(r"去年|上年|此前|最低|最高|原来|前")
"""The basis of a value that was, beside the one that is (低于去年同期的96.3%)."""
RATES = frozenset({"percent", "points"})
REACHED = frozenset({FigureKind.ACHIEVED, FigureKind.COUNT})
SUMMED = re.compile(r"累计|总计|共计|年来|年间|期间|五年|三年|合计")
ADDED_UP = "累计"
WHOLE_YEAR = re.compile(
    r"(?<![成占])全年(?!的?(?:目标|任务|指标|计划|预期|预算|进度|工作))|整年|(?:最后|最终|到头来?)(?:[^，,？?]{0,6})?(?:实际|收|完成|是|达)"
)
"""Words that insist on a whole year, of which a part is no answer."""
OF_PLAN = re.compile(r"目标|指标|任务|计划|预算|预期|预计|[要推]|完成率|进度")
FLOW = re.compile(
    r"新[增建开签引认培登改设办]|投资|投入(?!强度)|发放|引进|引育|实施|建成|改造|完成|争取|治理|拆除|培训|开工|竣工|签约|脱贫|减贫|转移|解决|"
    r"化解|清理|办理|受理|查处|整治|造林|安置|搬迁|取消|下放|减免|荣?获|创[建成]|培育|惠及|扩建|修建|招引|落地|举办|开展|组织|净增|"
    r"减少|增加|到位|救助|调解|破获|建设|承办|举行|出台|制定|征收|出让|支出|资金|补助|销售|兑现|硬化|栽植|退役|淘汰|化债|减税|累计"
)
"""What is done or spent over a time, in contrast to what there is at its end."""


def period_fit(wanted: Wanted, figure: Figure, before: str = "") -> float | None:
    """Return how well a figure's period meets the asked ones (1 the same, less for a part), None where it cannot.

    `before` is the clause before its own, which may say that it adds up several years.
    """
    asked, planned = wanted.periods, wanted.kind is FigureKind.TARGET
    if not asked:
        return 0.5
    period = figure.period
    if period is None:
        return None if wanted.aspect is Aspect.PREVIOUS and EARLIER.search(figure.basis) else 0.2
    flow = unit_family(figure.unit) not in RATES and FLOW.search(figure.indicator)
    summed = bool(SUMMED.search(figure.clause) or flow)
    if period.months > YEAR and not summed:
        summed = ADDED_UP in before
    part = period.months < YEAR and figure.kind in REACHED
    insisted = WHOLE_YEAR.search(wanted.question) and not OF_PLAN.search(wanted.question)
    if part and insisted and all(want.months == YEAR for want in asked):
        return None
    fits = [_fit(want, period, figure.kind, cumulative=summed, planned=planned) for want in asked]
    return max((f for f in fits if f is not None), default=None)


def _fit(want: Period, period: Period, kind: FigureKind, *, cumulative: bool, planned: bool) -> float | None:
    """A part may stand for the asked period within one year; a longer period never stands for a shorter one.

    Only a planned amount or the completed part of one is said of the whole year and asked of a part of it, and what a
    look back on several years says was reached, unless summed up or done over the years, was reached in the last.
    """
    if want.first == period.first and want.last == period.last:
        return 1.0
    if period.months > YEAR and want.months == YEAR and want.last == period.last:
        return 0.3 if kind in {*REACHED, FigureKind.SHARE, FigureKind.RANK} and not cumulative else None
    if not want.overlaps(period) or max(want.months, period.months) > YEAR:
        return None
    if want.covers(period):
        return 0.6
    return 0.3 if kind is FigureKind.COMPLETION or (kind is FigureKind.TARGET and planned) else None

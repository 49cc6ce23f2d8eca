"""The place and the period that a number is about, where the words name others than the report's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures.clauses import Clause
from ingest.figures.lexicon import VERB
from ingest.figures.model import Carry, RawFigure
from ingest.figures.moves import MOVING
from rag.period import find_periods
from rag.schema import FigureKind, Period

__all__ = ["Times", "earlier_period", "is_yearly", "named_place", "one_year", "other_place", "times_of"]

_BASIS_BEFORE = re.compile(r"(?:[比较与超是由从]|超过|高于|低于|相当于|快于)(?:上)?[“\"]?\Z")
_BASIS_AFTER = re.compile(
    r"[”\"]?(?:的)?(?:指标|预算|进度|工作任务|同期|相比|末?相比|规划|目标|纲要|任务|计划|减排|开局|"
    r"收官|要点|年度计划|投资计划)"
)
_LEVEL_BEFORE = re.compile(r"(?:恢复[到至]|达到?|相当于)\Z")
_LEVEL_AFTER = re.compile(r"(?:同期)?(?:水平)?的?[约近]?\d[\d.]{0,7}%")
"""恢复到2019年的108%: the year is what the number is measured in."""
_MOVED = re.compile(rf"(?:{MOVING})\Z")
"""What the 到 of 增加到2021年 belongs to, instead of to the time."""
_LEADING = re.compile(r"(?:[在到自至，, ]|截[至止]|预计|力争|力争到|确保)*\Z")
_REPORT_YEAR = re.compile(r"(?:去年|上一?年|前年|今年|明年|来年|下一?年|本年)")


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of a sentence that say when, as (start, end, period, leading), in order.

    `leading` ones open a clause and hold for what follows.
    """

    spans: tuple[tuple[int, int, Period, bool], ...]

    def at(self, position: int, clause: Clause, default: Period | None) -> Period | None:
        """Return the period in force at a position: one of the same clause first, then the last leading one."""
        for start, end, period, leading in reversed(self.spans):
            if end <= position and (leading or start >= clause.start):
                return period
        return default

    def between(self, first: int, last: int) -> Period | None:
        """Return the period that is named between two positions."""
        return next((period for start, end, period, _ in self.spans if first <= start and end <= last), None)

    @property
    def opening(self) -> Period | None:
        """Return the period that opens the sentence, if one does."""
        return self.spans[0][2] if self.spans and self.spans[0][3] and self.spans[0][0] <= 3 else None

    def blanked(self, text: str) -> str:
        """Return the text with the time expressions blanked out, character for character."""
        kept, at = [], 0
        for start, end, _, _ in self.spans:
            kept += [text[at:start], " " * (end - start)]
            at = end
        return "".join([*kept, text[at:]])


def _shift(period: Period, years: int) -> Period:
    """Move a period by whole years, its label too."""
    label = re.sub(r"\d{4}", lambda m: str(int(m.group()) + years), period.label)
    return Period(period.first + 12 * years, period.last + 12 * years, label)


def times_of(sentence: str, clauses: list[Clause], period: Period | None, carry: Carry) -> Times:
    """Find the time expressions of a sentence that say when something was, not what it is compared with."""
    spans = []
    starts = [c.start for c in clauses]
    for begin, end, found in find_periods(sentence, period):
        start = begin + bool(sentence[begin] in "到至" and _MOVED.search(sentence[max(0, begin - 4) : begin]))
        if _BASIS_BEFORE.search(sentence[max(0, start - 6) : start]) or _BASIS_AFTER.match(sentence[end : end + 6]):
            continue
        if _LEVEL_BEFORE.search(sentence[max(0, start - 3) : start]) and _LEVEL_AFTER.match(sentence, end):
            continue
        by_report = carry.year is not None and period is not None and _REPORT_YEAR.match(sentence[start:end])
        when = _shift(found, carry.year - period.year) if by_report and carry.year and period else found
        if sentence.startswith("今年以来", start) and period and when.covers(period):
            when = period  # what a half-year report looks back on
        opened = max(starts[bisect_right(starts, start) - 1], start - 12)
        brief = found.months < 3 and start > 0 and sentence[end : end + 1] not in ("，", ",", "")  # 3月复工，…
        leading = bool(_LEADING.fullmatch(sentence[opened:start])) and not brief
        spans.append((start, end, when, leading))
    return Times(tuple(spans))


def earlier_period(period: Period | None, basis: str, base: Period | None) -> Period | None:
    """Return the period of an earlier value: a year before for 去年同期, the one that the words name, else none."""
    if basis.startswith(("去年", "上年")):
        return _shift(period, -1) if period else None
    if basis.startswith("前年"):
        return _shift(period, -2) if period else None
    found = find_periods(basis, base) if basis and basis != "此前" else []
    return found[0][2] if found else None


_OVER_YEARS = re.compile(
    r"年均|平均每年|累计|翻[了]?[\d一两三四]?番|倍(?!差)|[从由][^，；]{0,16}?(?:增|提|升|降|扩|到|至)"
    r"|[比较](?:[两三四五六七八九十\d]{1,4} ?年|“)|(?<!连续)(?<!连)[两三四五六七八九十]年(?:来|间|前)|期间|时期|期末"
    r"|任期"
)
_YEAR_BASIS = re.compile(r"同比|上年|去年|上一年")


def is_yearly(sentence: str, figures: Sequence[RawFigure], running: Period, section: Period | None) -> bool:
    """Tell whether a sentence under a running period of years reports one year, by a change against the year before.

    A plain 增长5.6% says so where the section itself is about one year, else only 同比 and 比上年; 年均, 累计, 比2018年
    and other words for several years say that it does not.
    """
    if _OVER_YEARS.search(sentence):
        return False
    changes = [f for f in figures if f.kind is FigureKind.CHANGE and f.period == running and f.unit == "%"]
    if section is not None and section.months <= 12:
        return bool(changes)
    return any(_YEAR_BASIS.search(f.basis) for f in changes)


def one_year(running: Period, section: Period | None) -> Period:
    """Return the year that a yearly sentence is about: the section's, else the last of the running period."""
    return section if section is not None and section.months <= 12 else Period.of_year(running.year)


_WIDE = re.compile(
    r"^[ ，、]*(?:预计|今年|去年|其中|同期|累计|目前|而|从)?(?P<wide>全(?P<level>[国省市区县州]))"
    r"(?!员|面|民|委|政|长|级|属|直|首|第|推|以|平均|通报|排)"
)
_PLAIN = (
    r"[^建设完成推落造新增改启动开展关爱调配织以对为向在各每全本该等的与及了个多其中预计管辖下沉进入覆"
    r"盖到涉惠支持帮扶划分实有登记评列省市镇乡\W\d_]"
)
_VERBAL = re.compile(r"做[大强优好实]|打造|抓好|抓实|力促|促进|促成|培优|壮大|发挥|提高|提升|加大|扩大")
_NAMED = re.compile(
    rf"(?P<name>(?:{_PLAIN}{{2,4}}(?:自治县|街道|县|村|旗)[、和]?){{1,4}})"
    r"(?=[\u4e00-\u9fffA-Z])(?![域级政民容干内属街辖委办城区市县长里外庄集社务居级])"
)
_NOT_PLACE = re.compile(
    r"(?:城|园|社|地|片|山|景|小|校|库|林|灾|市|郊|矿|牧|老|示范|保护|试验|功能|高新|经济|工业|产业|"
    r"创新|农|乡|行政|自然|美丽|贫困|脱贫|薄弱|标准化|整洁|嘎查|打通|棚户|居民|生活|聚居|安置|厂|营|港|保税|工矿|功能|林|棚|集聚|"
    r"集中|商圈|街特色|都|省|州|试点|重点|[一二三四五六七八九十两条])(?:区|县|"
    r"村|镇|乡|市)\Z"
)


def other_place(words: str, place: str) -> str:
    """Return the place that the words before a number open with where it is not the report's own (全省…, 惠军村…)."""
    own = place[-1:]
    wide = _WIDE.match(words)
    if wide:
        level = wide.group("level")
        if level in "国省" or (own and level != own and not (level in "县区" and own in "县区旗")):
            return wide.group("wide")
    return place


def named_place(subject: str, place: str) -> str:
    """Return the county, town or villages that a stripped subject opens with (宣郢村、黄小店村…), else the place."""
    named = _NAMED.match(subject)
    if not named or subject.startswith("等", named.end()) or _VERBAL.match(subject):
        return place
    name = named.group("name").rstrip("、和")
    return place if _NOT_PLACE.search(name) or VERB.search(name) or place.endswith(name) else name

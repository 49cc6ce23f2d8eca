"""Which clauses of a sentence speak of what is planned and which of what is done."""

from __future__ import annotations

import re

from ingest.figures.clauses import Clause
from rag.period import parse_period
from rag.schema import Period, Role

__all__ = ["Targets"]

_TO_END = re.compile(
    r"(?:预期|奋斗|发展|工作|主要|约束性|总体|具体)(?:性)?(?:目标|指标)(?:任务)?(?:是|为|[:：])|目标(?:是|为)[:：]?"
    r"|(?:今后|未来)[一二三四五十几两\d]+年|明年|来年|下一年"
)
_AHEAD = re.compile(r"到20\d\d年|[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间|末)")
_TO_GROUP = re.compile(
    r"力争(?!取)|力求|有望|(?<![于超合])预期(?=增|为|达|实现)|争取(?=到20|实现|达到|年内|完成|全年|在|用|今年|新|突破|进入)"
)
_HERE = re.compile(
    r"确保(?!了)|(?<![按超度照])计划(?=到|于|在(?!建)|投资|新|建|总|用|实施|开|完成|引|年)|拟(?=建|投|新|用|于|引)"
    r"|(?<![即必])将(?=获|达|于|在|实现|完成|超|突破|继续|投|如期|再|增|陆续|启动|开|建成|新[建增])"
)
_DONE = re.compile(r"去年|上年|已(?!经济|知|有)|累计完成|过去")
_GOALS = re.compile(r"(?:完成|超|占|达到?|为|对照|年度|全年)[^，；。]{0,10}(?:目标|计划|预算)")
_AGAINST = re.compile(r"[比较](?:去年|上年|20\d\d)")


class Targets:
    """The planned clauses of one sentence, by the section's role and the words in the clauses."""

    def __init__(self, sentence: str, clauses: list[Clause], role: Role, period: Period | None) -> None:
        self._flags: list[bool] = []
        to_end, group = False, -1
        for clause in clauses:
            text = sentence[clause.start : clause.end + 1]
            to_end = to_end or self._opens_goals(text, period)
            if _TO_GROUP.search(text):
                group = clause.group
            said = to_end or clause.group == group or bool(_HERE.search(text))
            self._flags.append(said or (role is Role.PLAN and not self._is_past(text, period)))

    @staticmethod
    def _opens_goals(text: str, period: Period | None) -> bool:
        """Tell whether a clause says that goals follow: 主要预期目标是, 到2030年."""
        if _TO_END.search(text):
            return not _GOALS.search(text)
        ahead = _AHEAD.search(text)
        if not ahead or period is None:
            return False
        when = parse_period(ahead.group())
        return when is not None and when.year > period.year and not _GOALS.search(text)

    @staticmethod
    def _is_past(text: str, planned: Period | None) -> bool:
        """Tell whether a clause of a plan speaks of what is done already."""
        if _AGAINST.search(text):
            return False
        if _DONE.search(text):
            return True
        years = [int(y) for y in re.findall(r"(20\d\d) ?年", text)]
        return bool(planned and years and max(years) < planned.first // 12)

    def at(self, clause: Clause) -> bool:
        """Tell whether the clause is planned."""
        return self._flags[clause.index]

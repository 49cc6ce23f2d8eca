"""Which clauses of a sentence speak of what is planned and which of what is done."""

from __future__ import annotations

import re

from ingest.figures.clauses import Clause
from rag.schema import Period, Role

__all__ = ["Targets"]

_TO_END = re.compile(
    r"(?:预期|奋斗|发展|工作|主要|约束性|总体)(?:性)?目标(?:任务)?(?:是|为|[:：])|目标(?:是|为)[:：]?|"
    r"预期指标|(?:今后|未来)[一二三四五十几两\d]+年|到20[2-9]\d年|明年|来年|下一年|"
    r"“十[四五六七]五”(?:时期|期间|末)"
)
_TO_GROUP = re.compile(r"力争|力求|有望|争取(?=到20|实现|达到|年内|完成|全年|在|用|今年|新|突破|进入)|预期")
_HERE = re.compile(
    r"确保(?!了)|(?<![按超度照])计划(?=到|于|在(?!建)|投资|新|建|总|用|实施|开|完成|引|年)|(?<![即必])"
    r"将(?=获|达|建|于|在|新|实现|完成|超|突破|有|继续|投|如期|再|全|增|为|达到|陆续|启动|开)|拟(?=建|"
    r"投|新|用|于|引)|目标(?=[^数任完的是]{0,4}\d)"
)
_DONE = re.compile(r"(?:去年|上年|已(?!经济|知|有)(?:经)?|累计完成|过去)")
_GOALS = re.compile(r"(?:完成|超|占|达到?|为|对照|年度|全年)[^，；。]{0,10}(?:目标|计划|预算)")


class Targets:
    """The planned clauses of one sentence, by the section's role and the words in the clauses."""

    def __init__(self, sentence: str, clauses: list[Clause], role: Role, planned: Period | None) -> None:
        self._role = role
        self._flags: dict[int, bool] = {}
        to_end, group = False, -1
        for clause in clauses:
            text = sentence[clause.start : clause.end]
            if _TO_END.search(text) and not _GOALS.search(text):
                to_end = True
            if _TO_GROUP.search(text):
                group = clause.group
            word = to_end or clause.group == group or bool(_HERE.search(text))
            self._flags[clause.start] = word or (role is Role.PLAN and not self._past(text, planned))

    @staticmethod
    def _past(text: str, planned: Period | None) -> bool:
        """Tell whether a clause of a plan speaks of what is done already."""
        if re.search(r"比(?:去年|上年)|较(?:去年|上年)", text):
            return False
        if _DONE.search(text):
            return True
        years = [int(y) for y in re.findall(r"(20\d\d) ?年", text)]
        return bool(planned and years and max(years) < planned.first // 12)

    def at(self, clause: Clause) -> bool:
        """Tell whether the clause is planned."""
        return self._flags[clause.start]

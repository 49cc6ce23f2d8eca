"""Lets a language model put a question anew that the rules could not place; rules decide whether it may be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.addressed import addresses_a_model
from rag.answering.llm import LanguageModel, ModelFailure, Reply
from rag.numerals import fold
from rag.question import understand
from rag.schema import Aspect, Query, Report, Turn
from rag.scope import select_reports

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

__all__ = ["SHARE_OF_TIME", "Proposal", "is_unsure", "propose", "strays"]

SHARE_OF_TIME = 1 / 3
"""Part of the time limit that a new wording may take; the rest is the answer's."""

_LONGEST = 80
_SHOWN_TURNS = 4
_SHOWN_NAMES = 60
_NONE = "无法改写"
_RULES = f"""你把用户的问题改写成一个完整、明确的问题，好在政府工作报告里查找。遵守：
1. 只改说法，不改意思：同一个地方、同一个时期、同一件事、问的是同一方面。
2. 地名和年份只用问题或前文里写明的；不加数字。
3. 事情的名称尽量用“报告中的说法”里意思相同的那个；没有相同的就不要换。
4. 只写改写后的一个问题，不回答，不解释。改不了就写：{_NONE}。"""

_STATING = frozenset(
    {
        Aspect.VALUE,
        Aspect.CHANGE,
        Aspect.COMPLETION,
        Aspect.TARGET,
        Aspect.RANK,
        Aspect.SHARE,
        Aspect.TOTAL,
        Aspect.DIFFERENCE,
        Aspect.RATIO,
        Aspect.PREVIOUS,
        Aspect.IMPLIED_TARGET,
    }
)
_GENERAL = re.compile(
    r"收入|支出|总额|金额|总量|数量|人数|面积|增长|下降|情况|工作|方面|目标|指标|任务|计划|完成|实现|建设|新增|累计|上半年|下半年|全年"
    r"|今年|去年|明年|多少|哪些|什么|怎么样?|如何|是否|为何|为什么|报告|全镇|全市|[的了吗呢是有在和与几率量数额]"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_A_NAME = 3
_LETTERS = re.compile(r"[a-z一-鿿]")
_QUESTION = re.compile(r"^(?:改写后?的?(?:问题)?|问题)?[：:]?\s*[“\"]?(.*?)[”\"]?$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question put anew, empty where there is none that may be asked; `told` says in Chinese how it came about."""

    question: str
    told: str


def is_unsure(query: Query, reports: Sequence[Report]) -> bool:
    """Tell whether an answer may have been missed for the wording: its place and time are there."""
    scope = select_reports(query, reports)
    return bool(scope.reports) and not scope.missing_places and not scope.missing_periods


def propose(
    model: LanguageModel, question: str, history: Sequence[Turn], reports: Sequence[Report], names: Iterable[str]
) -> Proposal:
    """Ask the model for another wording; `names` are indicators of the reports in scope. Failures give no question."""
    reply = Reply()
    limit = model.timeout * SHARE_OF_TIME
    try:
        said = "".join(model.stream(_messages(question, history, names), reply, limit=limit))
    except ModelFailure as failure:
        return Proposal("", f"{model.name}：{failure}")
    anew = _one_question(said)
    told = f"{model.name}：{anew or _NONE}（{reply}）"
    if not anew:
        return Proposal("", told)
    reason = strays(anew, question, history, reports)
    return Proposal("", f"{told}，不采用：{reason}") if reason else Proposal(anew, told)


def _messages(question: str, history: Sequence[Turn], names: Iterable[str]) -> tuple[BaseMessage, ...]:
    from langchain_core.messages import HumanMessage, SystemMessage  # noqa: PLC0415 - slow to import

    own = [name for name in dict.fromkeys(names) if name and not addresses_a_model(name)]
    own = sorted(own, key=lambda name: -len(set(name) & set(question)))[:_SHOWN_NAMES]
    before = [f"前文问：{turn.question}" for turn in history[-_SHOWN_TURNS:]]
    parts = [f"报告中的说法：{'、'.join(own)}", *before, f"问题：{question}"]
    return SystemMessage(_RULES), HumanMessage("\n".join(parts))


def _one_question(said: str) -> str:
    """Return the question in a reply, empty where it has none or more than one line."""
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()]
    if len(lines) != 1 or _NONE in lines[0] or len(lines[0]) > _LONGEST:
        return ""
    found = _QUESTION.match(lines[0])
    return found[1].strip() if found else ""


def strays(anew: str, question: str, history: Sequence[Turn], reports: Sequence[Report]) -> str:
    """Return in Chinese why a question put anew does not ask the same; empty where it may be asked.

    Places, times and numbers must be those of the question or the turns before it, the kind of answer the same, and
    what is asked about must keep the question's own telling characters: half of them where a number is asked.
    """
    asked, new = understand(question, history, reports), understand(anew, history, reports)
    said = fold("\n".join((question, *(f"{turn.question}\n{turn.answer}" for turn in history))))
    if _bare(anew) == _bare(question):
        return "没有改动"
    if addresses_a_model(anew):
        return "不是问题"
    if new.unknown_places or set(new.places) - set(asked.places) or set(asked.places) - set(new.places):
        return "地方与所问不同"
    if [p.label for p in new.periods] != [p.label for p in asked.periods] or new.report_year != asked.report_year:
        return "时期与所问不同"
    if set(_DIGITS.findall(fold(anew))) - set(_DIGITS.findall(said)):
        return "多了问题里没有的数字"
    stating = {asked.aspect, new.aspect} & _STATING
    if (stating and asked.aspect is not new.aspect) or (asked.unit and new.unit != asked.unit):
        return "问的方面不同"
    return "" if _keeps(asked, new, said) else "问的不是同一件事"


def _keeps(asked: Query, new: Query, said: str) -> bool:
    """Tell whether what is asked about anew keeps enough of what was asked about."""
    own, anew = (_telling("".join(query.indicators) or query.resolved, query) for query in (asked, new))
    known = len(set(anew) & set(said.lower()))
    if not own or (asked.carried and 2 * known >= len(set(anew))):
        return not anew or known > 0
    share = len(set(own) & set(anew)) / len(set(own))
    if asked.aspect not in _STATING:
        return share > 0
    return share >= 1 / 2 and (len(own) < _A_NAME or any(pair in anew for pair in map("".join, pairwise(own))))


def _telling(text: str, query: Query) -> str:
    """Return the letters of a phrase that tell it from others of its kind."""
    for word in (*query.places, *(place[:-1] for place in query.places), *(p.label for p in query.periods)):
        text = text.replace(word, "")
    return "".join(_LETTERS.findall(_GENERAL.sub("", text).lower()))


def _bare(text: str) -> str:
    return re.sub(r"[^\w]", "", text)

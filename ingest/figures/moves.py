"""A number that moves from one value to another: 由2017年的689.8亿元增加到2021年的903.6亿元."""

from __future__ import annotations

import re

__all__ = ["MOVING", "reaches", "start_of", "turned_into", "without_start"]

MOVING = (
    r"提高|增加|提升|上升|增长|扩大|发展|跃升|攀升|恢复|扩展|拓展|下降|降低|减少|回落|缩短|压缩|压减|调整|优化|调|缩减|"
    r"压降|下调|上调|扩容|延伸|拓宽|提速|放宽|缩|压|前移|推进|优化调整|缩小|改善|增|升|降|减|拓|扩|变更|转变|收窄|达|晋升|"
    r"进位|跃居|晋级|精简|回升|跃进|下滑|提|涨|上涨|壮大|增容|上移|跃|翻"
)
"""A verb that 到, 至 or 为 and the value reached follow."""
_BOUND = r"(?:不(?:低|少|高|多)于|不足|不到|不超过|超过|超|约|近|将近)"
_PER = (
    r"(?:每(?:人|户|亩|吨|立方米|平方米|月|年|天|日|公里|名|台|辆|度|造|百?平方公里|万人)+|"
    r"(?:家庭)?[年月日]?[人户亩]均(?:收入)?)"
)
_START = re.compile(
    rf"(?<![自理缘])(?:从(?![业事严优快])|由(?![于]))(?P<when>[^，；]{{0,16}}?)的?(?P<per>{_PER})?(?:{_BOUND}|[ ])*\Z"
)
_END = re.compile(
    rf"(?:[到至为]|达到?)(?:了|的|{_BOUND}|{_PER}|现在|目前|如今|今年|最高峰|峰值|历史最[高低]|[ “\"])*\Z"
)
_PAST = re.compile(
    r"\d{4} ?年|五[”\"]?(?:时期|规划)?期?末|[去上前]年|原来|原先|此前|过去|最[低高]|"
    r"[年月季期]初|[年月季期]末|年底|时\Z|初期|之前|以前|同期|当初|起初"
)
_MOVED = re.compile(
    rf"(?<![自理缘])(?:从(?![业事严优快])|由(?![于]))[^，；、]{{1,20}}?(?:{MOVING})(?:到|至|为)[ 的]*\Z"
)

_TURNED = re.compile(
    rf"个?(?P<noun>[^，；。\d]{{2,24}}?)(?:精简|大幅|逐步|进一步|直接|共|全部|统一)*"
    rf"(?:{MOVING}|整合|合并|归并|撤并)+(?P<to>到|至|为)(?:了)? ?\Z"
)
_FROM = re.compile(r"(?:(?P<of>.*?)(?:由|从)|.*?(?:将|把)|)(?:原来|原有|原先|此前|原|现有)?的?[ ]*\Z")


def turned_into(left: str, between: str) -> tuple[str, str] | None:
    """Return the words left of the two numbers of 52个内设机构优化为13个 as a move of their noun writes them.

    `left` is what stands left of the first number, `between` what parts the two: the example gives
    (内设机构由原来的, 调整为). None where the first number is no start of a move.
    """
    turned, start = _TURNED.match(between), _FROM.fullmatch(left.strip())
    if not turned or not start:
        return None
    noun = turned.group("noun")
    return f"{start.group('of') or ''}{noun}由原来的", f"调整{turned.group('to')}"


def start_of(left: str) -> tuple[str, str] | None:
    """Return the subject and the time of the value that a move starts from, the time 此前 where none is named.

    `left` is what stands left of the number: 城镇化率由2015年的 gives (城镇化率, 2015年).
    """
    match = _START.search(left)
    if not match:
        return None
    when = match.group("when").strip()
    return left[: match.start()], when if _PAST.search(when) else "此前"


def reaches(left: str) -> bool:
    """Tell whether the words left of a number say that the move ends with it: 增加到, 提高到2021年的."""
    return bool(_END.search(left))


def without_start(text: str) -> str:
    """Cut a move whose start is no number off the end: 收入由不足万元增加到 gives 收入."""
    return _MOVED.sub("", text)

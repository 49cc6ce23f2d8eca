"""Splits a question that asks several things into questions that ask one each, the later ones as follow-ups."""

from __future__ import annotations

import itertools
import re

__all__ = ["split_parts"]

MOST = 4
"""Most parts of one question; one that asks for more is read as one."""

_MANY = r"多少|好多(?=[钱个人户家亩吨天万亿元项处])|(?<![第这那好上下十百千万])几"
_END = re.compile(
    r"[，,；;。？?！!\n]+|(?<=[一-鿿])[ \u3000]+(?=[一-鿿])|\band\s+(?=(?:how|what|when|where|who|which|why)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"(?:{_MANY})(?!乎|年来|点)|多[大高长]|哪|什么|啥|谁|何[时地处为]|怎[么样]|如何|为啥|是否|有没有|[吗么呢]$|第几"
    r"|(?:同比|环比|增[速幅]|涨幅|占比|比重|率|排[名位])(?:呢|如何|怎样)?$"
    r"|\b(?:how|what|when|where|who|which|why)\b",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"哪[一两几]?[个家座镇乡市区县]|谁|相差|差距|差额|加起来|合计|之和|which|differ|compare", re.IGNORECASE
)
"""Words of a question that weighs things against each other; its pieces belong together."""
_AMOUNT = re.compile(rf"(?:{_MANY})(?!乎)")
_AND = re.compile(r"、|以及|[和及与]")
_ASPECT = re.compile(
    r"(?:、|以及|[和及与])(?=其?(?:同比|环比|增[速幅]|涨幅|占比|比重|排[名位]|位次|完成率|完成进度|第几)(?:变化|情况)?"
    r"(?:分别|各|都|是|为|有|如何|怎样|怎么样|多少|几何)*$)"
)
_UNIT = re.compile(r"[^\W\d到至]{1,3}")
"""What stands between two amounts that are asked side by side (多少户多少人)."""
_SUPPOSES = re.compile(r"(?:那么?|就)?(?:按照?|照着?|依照|要是|如果|假如|若是?)[^多几哪什啥谁何怎吗么呢]*")
"""What is only supposed (照这个增速)."""
_COUNTS = re.compile(r"[^?]*\bhow (?:many|much)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\b.*", re.IGNORECASE)
_TOPIC = re.compile(r"(?:那么?)?[^多几哪什谁何怎]*呢")


def split_parts(question: str) -> tuple[str, ...]:
    """Return the questions in a question, in order; later ones lean on the first. One alone gives itself.

    A piece that asks nothing belongs to the next one that asks, the last one to the piece before it. 有多少户多少人,
    几个村、几户 and 收入及增速 are two questions each. What weighs things against each other stays whole.
    """
    text = question.strip()
    if _WEIGHED.search(text):
        return (text,)
    parts = [part for piece in _with_ends(_asking(text)) for part in _amounts(piece)]
    return tuple(parts) if 1 < len(parts) <= MOST else (text,)


def _asking(text: str) -> list[str]:
    """Return the pieces between punctuation marks, each of them asking something."""
    pieces: list[str] = []
    waiting = ""
    for piece in filter(None, (p.strip() for p in _END.split(text))):
        asks = _ASKS.search(piece) and not _SUPPOSES.fullmatch(piece)
        if asks and (pieces or not _TOPIC.fullmatch(piece)):
            pieces.append(f"{waiting}{piece}")
            waiting = ""
        else:
            waiting += f"{piece}，"
    if waiting and pieces:
        pieces[-1] += "，" + waiting.rstrip("，")
    return pieces


def _with_ends(pieces: list[str]) -> list[str]:
    """Give English pieces the end that only the next one has (how many roads and how many bridges did they build)."""
    whole = list(pieces)
    for place in range(len(pieces) - 2, -1, -1):
        end = _VERB.search(whole[place + 1])
        if end and _COUNTS.match(whole[place]) and not _VERB.search(whole[place]):
            whole[place] += f" {end.group()}"
    return whole


def _amounts(piece: str) -> list[str]:
    """Split a piece before each further amount that it asks for."""
    cuts: list[tuple[int, int]] = []
    amounts = list(_AMOUNT.finditer(piece))
    for first, second in itertools.pairwise(amounts):
        between = piece[first.end() : second.start()]
        joint = _AND.search(between)
        if joint:
            cuts.append((first.end() + joint.start(), first.end() + joint.end()))
        elif _UNIT.fullmatch(between):
            cuts.append((second.start(), second.start()))
    aspect = _ASPECT.search(piece)
    if aspect and not cuts:
        cuts.append(aspect.span())
    parts, start = [], 0
    for cut, after in cuts:
        parts.append(piece[start:cut])
        start = after
    return [*parts, piece[start:]]

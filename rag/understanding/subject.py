"""Takes what is left of a question, once places, periods and question words are gone: its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.understanding.aspects import Clause
from rag.understanding.edges import trim
from rag.understanding.lexicon import words
from rag.understanding.normalise import BLANK
from rag.understanding.wordlists import EMPTY, STOP, VERBS, word_list

__all__ = ["is_measured", "subjects", "terms_of"]

_LOOSE = "具体|详细|大概|大约|目前|现在|一共|总共|共计|合计|总计|分别|各自|究竟|到底|其中|都"
_FILLER = re.compile(
    rf"的?(?:具体|详细)?(?:数据|数字|数值|数额)(?=[{BLANK}?,\s]|$)|(?:{_LOOSE}|截[至止]目前|各|主要)(?=[{BLANK}]|$)"
    rf"|的?各?方面的?(?=[{BLANK}]|$)|(?<=[{BLANK}])(?:{_LOOSE}|又|还)"
)
_INDUSTRIES = re.compile(r"(?:第?[一二三](?:次|产)?[、和,]?){2,3}产业(?=[一-鿿])")
_CONNECT = re.compile(r"、|和|与|以及|及|跟")
_KEEP_TOGETHER = re.compile(r"城乡|和谐|和平|及时|普及|与会|参与|及其|和美|总和|共和|跟踪|跟岗|和面|暖和|涉及|以及时")
_HEAD_NOUN = re.compile(
    "(?:收入|支出|产值|增加值|总值|总额|总量|产量|人数|户数|家数|数量|面积|里程|率|投资|贷款|存款|余额|销售额|进出口|出口|进口"
    "|税收|比重|金额|资金|规模|GDP|gdp|次数|件数|人次|人口|消费|指数|浓度|值|额|数|量)(?:增速|增幅)?$"
)
_COUNTERPARTS = word_list(
    """
    城镇 农村 城市 乡村 第一 第二 第三 一产 二产 三产 进口 出口 内资 外资 国税 地税 国内 国外 境外
    入境 工业 农业 服务业 公办 民办 男 女 户籍 常住 省级 市级 区级 国家级 PM2.5 PM10
    """
)
_WHOSE = re.compile(r"(?:居民|[农市村渔]民|职工|[城乡]下?人)$")
"""People, of whom an amount is asked that only the last of several phrases names (城镇居民、农牧民收入)."""
_QUOTED = re.compile(r"[“\"‘'「《]([^”\"’'」》]{1,40})[”\"’'」》]")


def is_measured(phrase: str) -> bool:
    """Tell whether the phrase ends in a word for an amount (收入, 总额, 率 …)."""
    return _HEAD_NOUN.search(phrase) is not None


def subjects(clauses: Sequence[Clause], *, several: bool = False) -> tuple[str, ...]:
    """Return the indicator phrases in what is left of a question, in the asker's own words.

    `clauses` have everything understood blanked. The pieces between blanks make one phrase; each asking clause has
    its own, and a clause that asks nothing belongs to the next one. Several phrases also come back where a clause
    joins indicators (A和B分别是多少), which `several` says.
    """
    phrases: list[str] = []
    waiting: list[str] = []
    for clause in clauses:
        pieces = _pieces(clause.text)
        if not clause.asks:
            waiting += [_join(pieces)] if pieces else []
        elif waiting or pieces:
            phrases += _split(_join([*waiting, *pieces]), several=several)
            waiting = []
    if waiting and not phrases:
        joined = waiting if all(map(is_measured, waiting)) else [_join(waiting)]
        phrases += [phrase for part in joined for phrase in _split(part, several=several)]
    return tuple(dict.fromkeys(phrases))


def _pieces(text: str) -> list[str]:
    text = _FILLER.sub(lambda m: BLANK * len(m.group()), text)
    pieces = [trim(piece) for piece in re.split(rf"{BLANK}+", text)]
    return [piece for piece in pieces if piece and piece not in STOP and piece not in EMPTY]


def _join(pieces: list[str]) -> str:
    joined = ""
    if len(pieces) > 1 and pieces[-1] in VERBS and re.search("[、和]", pieces[0]):
        pieces = pieces[:-1]
    pieces = [re.sub(r"(?<=[一-鿿])了(?=[一-鿿“《\d])(?!了解)", "", piece) for piece in pieces]
    for piece in pieces:
        gap = " " if joined and joined[-1].isascii() and piece[0].isascii() else ""
        joined += gap + piece
    joined = re.sub(r"\(\s*\)", "", joined)
    quoted = _QUOTED.fullmatch(joined)
    return quoted.group(1) if quoted and "《" not in joined else joined


def _split(phrase: str, *, several: bool) -> tuple[str, ...]:
    """Split a phrase that joins indicators; 城镇和农村居民收入 gives both in full."""
    if _KEEP_TOGETHER.search(phrase) and not several:
        return (phrase,)
    industries = _INDUSTRIES.search(phrase)
    if industries:
        rest = phrase[industries.end() :]
        return tuple(f"第{n}产业{rest}" for n in "一二三" if n in industries.group())
    parts = [part for part in (trim(p) for p in _CONNECT.split(phrase)) if part]
    if len(parts) < 2:
        return (phrase,)
    heads = [bool(_HEAD_NOUN.search(part)) for part in parts]
    if not (several or all(heads)) or (not heads[-1] and not several):
        return (phrase,)
    if any(re.search(r"[“《\"][^”》\"]*$", part) for part in parts):
        return (phrase,)
    last = parts[-1]
    shared = next((word for word in _COUNTERPARTS if last.startswith(word)), "")
    completed = [_completed(part, last, shared) for part in parts]
    return tuple(dict.fromkeys(completed))


def _completed(part: str, last: str, shared: str) -> str:
    """Return a part with the end that only the last one has (城镇居民, 农村居民收入); `shared` opens the last."""
    own = next((word for word in _COUNTERPARTS if part.startswith(word)), "")
    rest = last[len(shared) :]
    head = _HEAD_NOUN.search(last)
    if head and _WHOSE.search(part) and not _HEAD_NOUN.search(part):
        return part + head.group()
    return own + rest if shared and own and part != last and rest.startswith(part[len(own) :]) else part


def terms_of(text: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the content words for search: quoted names whole, then the words of the phrases, without stop words."""
    quoted = [match.group(1) for match in _QUOTED.finditer(text)]
    cut = [word.strip() for phrase in phrases for word in words(re.sub(r"[“”\"'‘’《》「」]", " ", phrase))]
    kept = [
        w
        for w in (*quoted, *cut)
        if w and w not in STOP and (len(w) > 1 or w.isalnum()) and not re.fullmatch(r"\W+", w)
    ]
    return tuple(dict.fromkeys(kept))

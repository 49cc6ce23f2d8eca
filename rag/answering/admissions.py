"""What a report says of its own place's shortcomings: the paragraph that owns up to them, point by point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import jieba

from rag.answering.draft import Draft
from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.schema import Aspect, Query, Report, Role, Sentence

__all__ = ["admitted", "asks_for_shortcomings"]

WORDS = "困难|问题|不足|短板|薄弱环节|薄弱|挑战|差距|弱项|痛点|难点|难题|矛盾"
ASKED = re.compile(
    rf"(?:哪|什么|啥|何种|几个)[^，,。？?]{{0,10}}(?:{WORDS})|(?:{WORDS})(?:在|都|主要|又|还|具体|分别|方面)*(?:是|有|包括|表现)?(?:在|为)?(?:哪|什么|啥|何)"
    rf"|(?:{WORDS})(?:吗|没有|没|么)?[？?]?$"
)
SOLVED = re.compile(
    r"(?<!没)(?<!没有)(?<!未)(?<!尚未)解决|化解|整改|应对|补齐|补足|克服|帮|为什么|怎么|如何|原因|处理|办结|投诉|举报|审计|[“《]"
)
SELF_WORDS = """
认为 自己 自身 承认 坦承 坦言 指出 存在 面临 还 有 经济社会 经济 社会 发展 工作 报告 政府 讲 说 提到 目前 当前
主要 突出 方面 在 中 里 上 的 和 与 及 了 仍 仍然 依然 着 过 给 把 是 都 又 哪些 什么 什么样 一些 不少 这些 觉得
看来 看到 意识 认识 到 吗 没有 全市 全镇 全县 本市 本镇 存 没 未 尚未 解决 没解决
"""
SELF = frozenset(SELF_WORDS.split())
"""Words of a question on shortcomings that name no field of work."""

OWNS_UP = re.compile(
    rf"(?:清醒|正视|深知|审视|认识到|看到|知道|坦诚|反思)[^。]{{0,70}}(?:{WORDS}|压力|不高|不强|不够)"
    rf"|(?:成绩|成就|肯定)[^。]{{0,12}}同时[^。]{{0,60}}(?:{WORDS}|压力)"
)
NAMES = re.compile(rf"(?:还|仍|依然|存在|面临)[^。，,]{{0,20}}(?:{WORDS})[^。，,]{{0,8}}(?:[：:]|主要)")
COLON = re.compile(r"[：:]")
MAINLY = re.compile(r"主要(?:表现|体现|集中|反映)?(?:在|是|为|有)(?:以下)?[^，,：:。；]{0,8}?[：:，,]|主要是")
KNOWN = re.compile(r"(?:认识|看|感|意识)到[，,：:]")
ITEM = re.compile(r"(?:第?[一二三四五六七八九十]+[是，,、]|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．])")
ANSWERED = re.compile(
    r"^(?:对此|对于?(?:这些|上述|以上|存在)|针对|面对这些|为此|下一步|今后|我们(?:将|一定|必须|要)|各位代表|这些(?:困难|问题|矛盾|不足))"
    r"|高度重视[^。]{0,30}(?:解决|改进)|认真(?:加以)?(?:解决|改进)|切实加以(?:解决|改进)"
)
ONLY_SAYS = re.compile(
    rf"^[^，,；;]{{0,24}}(?:面临|存在)[^，,；;。]{{0,16}}(?:{WORDS})(?:[和与、](?:{WORDS}))?[。；;]?$"
)
"""A sentence that says that there are problems, and none of them."""

SHORTEST, MOST, BEHIND = 8, 10, 14
"""Characters of a point; points of an answer; sentences looked at behind the one that owns up."""

SPOKEN = 0.6
"""Least share of the words of the asked field that a point must hold."""

PIECE = re.compile(r"[^；;]+[；;]?")


def asks_for_shortcomings(query: Query) -> bool:
    """Tell whether the question is which difficulties, shortcomings or problems there are."""
    if query.aspect is Aspect.WHY or re.search(r"\d", "".join(query.indicators)):
        return False
    return bool(ASKED.search(query.resolved)) and not SOLVED.search(query.resolved)


def admitted(query: Query, reports: Sequence[Report], draft: Draft) -> tuple[Report, list[Sentence]] | None:
    """Return the points in which a report owns up to shortcomings, as spans of its source; None where it does not.

    Where the question names a field (治理方面的薄弱环节), only the points that speak of it count.
    """
    material = draft.material
    subject = _subject(query)
    phrase = Phrase.of(subject)
    for report in _likeliest(query, reports):
        points = _points(report, material)
        if not subject or not points:
            named = points
        else:
            named = [p for p in points if phrase.coverage(p.text, material.weights) >= SPOKEN]
        if not named and points and _speaks_of(phrase, report, material):
            draft.note([f"报告没有单独说“{subject}”的不足，以下是它说到的全部困难和问题。"])
            named = points
        if named:
            return report, named[:MOST]
    return None


def _speaks_of(phrase: Phrase, report: Report, material: Material) -> bool:
    return any(phrase.coverage(p.text, material.weights) >= SPOKEN for p in material.passages(report.id))


def _subject(query: Query) -> str:
    words = [w for phrase in query.indicators for w in jieba.cut(re.sub(WORDS, "", phrase))]
    return "".join(w for w in words if w not in SELF and re.search(r"\w", w))


def _likeliest(query: Query, reports: Sequence[Report]) -> list[Report]:
    """Return the reports that look back on the asked period first, else the newest."""
    wanted = query.periods

    def rank(report: Report) -> tuple[bool, int]:
        exact = any(report.reviewed and p.covers(report.reviewed) for p in wanted)
        return not exact, -(report.year or 0)

    return sorted(reports, key=rank)


def _points(report: Report, material: Material) -> list[Sentence]:
    sentences = [s for p in material.passages(report.id) if p.role is not Role.GLOSSARY for s in p.sentences]
    own = [i for i, s in enumerate(sentences) if OWNS_UP.search(s.text)]
    own = own or [i for i, s in enumerate(sentences) if NAMES.search(s.text)]
    source = material.source(report)
    return max((_paragraph(source, sentences, i) for i in own), key=len, default=[])


def _paragraph(source: str, sentences: Sequence[Sentence], at: int) -> list[Sentence]:
    """Return the points of the sentence that owns up, and of those behind it up to the promise to do better."""
    found = list(_pieces(source, sentences[at], first=True))
    for i in range(at + 1, min(at + BEHIND, len(sentences))):
        begins = "\n" in source[sentences[i - 1].end : sentences[i].start] and not ITEM.match(sentences[i].text)
        if ANSWERED.search(sentences[i].text) or (begins and found):
            break
        found += _pieces(source, sentences[i], first=i == at + 1 and not found)
    numbered = next((i for i, point in enumerate(found) if ITEM.match(point.text)), 0)
    return found[numbered:]


def _pieces(source: str, sentence: Sentence, *, first: bool) -> Iterator[Sentence]:
    """Return the points of a sentence as spans of the source: what stands between semicolons, after the lead."""
    start, text = sentence.start, source[sentence.start : sentence.end]
    lead = MAINLY.search(text) or COLON.search(text) or KNOWN.search(text) if first else MAINLY.match(text)
    if first and lead is None:
        return
    if lead:
        start, text = start + lead.end(), text[lead.end() :]
    for match in PIECE.finditer(text):
        raw = match.group()
        kept = raw.strip()
        at = start + match.start() + len(raw) - len(raw.lstrip())
        if len(kept) >= SHORTEST and not ONLY_SAYS.search(kept):
            yield Sentence(start=at, end=at + len(kept), text="".join(kept.split()))

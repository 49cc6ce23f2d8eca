"""Open questions answered in points: the section that is about the subject, from its beginning to its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import jieba

from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.outline import NUMBERED, Node, bare, outline
from rag.answering.terms import parts_of
from rag.retrieval import Hit
from rag.schema import FigureKind, Query, Role, Sentence

__all__ = [
    "POINTS",
    "best_node",
    "chosen_points",
    "is_framing",
    "node_at",
    "overview",
    "plain_subject",
    "subject_of",
    "subjects_of",
]

POINTS = 6
"""Most sentences of an answer in points."""

HEADINGS = 12
"""Most headings of an answer that tells all main tasks."""

MISFIT = -1.5
"""What a node of another period than the asked one has at most."""

NAMED, HALF_NAMED = 0.6, 0.45
"""Least share of the asked words that a heading must hold for its section to be what is asked about; the second where
the likeliest sentence stands below it."""

GENERAL_WORDS = """
接下来 下一步 下一阶段 各个 各 方面 领域 工作 重点 主要 具体 打算 准备 计划 安排 推进 推动 加强 抓 抓好 开展 做
做好 搞 搞好 办 办好 干 大力 进一步 重要 全面 情况 成绩 成就 成效 进展 进步 措施 举措 做法 任务 思路 部署 规划
亮点 相关 有关 事 事情 做到 怎么 如何 报告 政府 市政府 镇政府 提到 要 想 弄 有 说 讲 谈 在 上 里 中 把 的
了 过 着 将 会 去 来 都 还 又 再 方案 努力 动作 考虑 对策 办法 变化 改进 经验 作为 动向 强化 深化 抓紧 落实 实施
采取 取得 哪些 什么 解决 问题 明年 今年 支持 促进 提升 提高 持续 加快 快速 继续 积极 着力 更好 好 力度 大 靠
从 和 与 及 等 是 吗 呢 方向 行动 目标 发展 来年 培育
"""
GENERAL = frozenset(GENERAL_WORDS.split())
"""Words of a question on work of any kind, which say nothing of the subject."""

FRAMING = re.compile(
    r"习近平|党的[一二三]?十|坚强领导|正确领导|各位代表|让我们|感谢|致以|敬意|同志们|^面对|^面临|清醒|总的来看|回顾"
    r"|提出了?[^。]{0,8}更高要求|^我们(?:将|要)[^，。]{0,12}以|[：:]$|^(?:过去|刚刚过去|一年来|五年来|今年是|\d{4}年是)"
)
"""What opens or closes a report or a section and is no point of its own."""

TELLING = 0.5
"""How much a word's part of speech must tell for it to name a subject."""

CONCRETE = re.compile(r"\d|[《“]|项目|工程|行动|机制|中心|平台|基地")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The node that an open question is about, and how sure that is (0 to 1)."""

    node: Node
    support: float


def subject_of(query: Query) -> str:
    """Return what an open question is about, without the words that ask of any work; empty for all work."""
    return "".join(plain_subject(phrase) for phrase in query.indicators)


def subjects_of(query: Query) -> list[Phrase]:
    """Return each of the subjects that an open question joins (垃圾分类和市容管理); the whole where it is one."""
    parts = [plain_subject(part) for phrase in query.indicators for part in parts_of(phrase)]
    whole = subject_of(query) or "".join(query.indicators)
    return [Phrase.of(part) for part in parts if len(part) > 1] or [Phrase.of(whole)]


def plain_subject(phrase: str) -> str:
    """Return a phrase without the words that ask of any work at its ends."""
    words = [word for word in jieba.cut(phrase) if word.strip("，,、 ？?：:")]
    while words and words[-1] in GENERAL:
        words.pop()
    while words and words[0] in GENERAL:
        words.pop(0)
    return "".join(words)


def is_framing(text: str) -> bool:
    """Tell whether a sentence only opens or closes a report or section."""
    return FRAMING.search(text.strip()) is not None


def best_node(query: Query, hits: Sequence[Hit], material: Material, likeliest: int) -> Chosen | None:
    """Return the heading or topic that is about the question's subject; None where no heading names it.

    `likeliest` is the offset of the sentence that matches the question best: a heading above it may name less.
    """
    subject = subject_of(query)
    if not subject:
        return None
    phrase, best, top = Phrase.of(subject), None, 0.0
    for report_id in dict.fromkeys(hit.report.id for hit in hits):
        near = {h.passage.start: h.score for h in hits if h.report.id == report_id}
        for node in outline(report_id, material):
            named = phrase.coverage(node.title, material.weights)
            least = HALF_NAMED if node.start <= likeliest < node.end else NAMED
            fits = node.role in {Role.REVIEW, Role.PLAN} and _fits(query, node) >= MISFIT
            if named < least or not fits or not _names_rarest(phrase, node.title, material):
                continue
            score = _score(query, node, phrase, near, material) + 2 * named
            if best is None or score > top:
                best, top = Chosen(node, named), score
    return best


def _names_rarest(phrase: Phrase, title: str, material: Material) -> bool:
    """Tell whether a title holds the most telling word of the subject (健康 of 健康产业), or another name of it."""
    told = [t for t in phrase.terms if phrase.terms[t] >= TELLING] or list(phrase.terms)
    rarest = max(told, key=lambda t: material.weights.weight(t) * (2 if len(t) == 1 else 1), default="")
    return rarest in title or any(name in title for name in phrase.synonyms)


def _score(query: Query, node: Node, phrase: Phrase, near: Mapping[int, float], material: Material) -> float:
    title = Phrase.of(NUMBERED.sub("", node.title)).terms
    texts = [s.text for s in node.sentences]
    told = sum(1 for text in texts if phrase.coverage(text, material.weights) >= 0.5) / len(texts)
    closest = max((score for start, score in near.items() if node.start <= start < node.end), default=0.0)
    score = 0.6 * material.weights.coverage(title, phrase.phrase) + 0.4 * told + 0.8 * closest
    score += 0.3 * phrase.coverage(" ".join(node.path), material.weights)
    return score + _fits(query, node)


def _fits(query: Query, node: Node) -> float:
    """Return what a node gains or loses by what it speaks of: plans or work done, the asked period or another."""
    wanted = Role.PLAN if query.kind is FigureKind.TARGET else Role.REVIEW if query.kind else None
    fit = 0.0 if wanted is None else 0.8 if node.role is wanted else -0.8
    if wanted is None and node.role is Role.PLAN:
        fit += 0.2
    if not query.periods:
        return fit
    if node.period is None or not any(p.overlaps(node.period) for p in query.periods):
        return fit - 2.5
    return fit + (0.3 if any(p.covers(node.period) for p in query.periods) else 0.0)


def node_at(report_id: str, offset: int, material: Material) -> Node | None:
    """Return what stands below the heading or topic sentence at an offset; None where it is none."""
    sentence = material.sentence_at(report_id, offset)
    title = bare(sentence.text) if sentence else ""
    named = [n for n in outline(report_id, material) if n.title == title]
    return min(named, key=lambda n: abs(n.start - offset), default=None)


def chosen_points(node: Node, subject: str, material: Material, given: Mapping[int, float]) -> list[Sentence]:
    """Return up to six sentences that together tell what the node does, in the order of the text.

    A short section is given whole; of a longer one each topic has its best sentence, then the best others follow.
    """
    parts = [[s for s in part.sentences if not is_framing(s.text)] for part in node.parts]
    parts = [part for part in parts if part]
    every = [s for part in parts for s in part]
    if len(every) <= POINTS:
        return every
    phrase = Phrase.of(subject)

    def worth(sentence: Sentence) -> float:
        concrete = 0.1 * min(4, len(CONCRETE.findall(sentence.text)))
        telling = 0.2 if len(sentence.text) >= 24 else 0.0
        covered = phrase.coverage(sentence.text, material.weights)
        return given.get(sentence.start, 0.0) + 0.5 * covered + concrete + telling

    first = sorted((max(part, key=worth) for part in parts), key=worth, reverse=True) if len(parts) > 1 else []
    rest = sorted((s for s in every if s not in first), key=worth, reverse=True)
    return sorted([*first, *rest][:POINTS], key=lambda s: s.start)


def overview(query: Query, report_ids: Sequence[str], material: Material) -> list[Sentence]:
    """Return the headings of all main tasks, or of all work done, as spans of the source; none where too few."""
    wanted = Role.REVIEW if query.kind is FigureKind.ACHIEVED else Role.PLAN
    for report_id in report_ids:
        nodes = [n for n in outline(report_id, material) if n.role is wanted and _fits(query, n) > -0.5]
        for depth in range(3):
            level = [n for n in nodes if n.depth == depth and not n.parts[0].inner]
            headings = [h for n in level if (h := _heading(n, material)) is not None]
            if len(headings) > POINTS // 2:
                return headings[:HEADINGS]
    return []


def _heading(node: Node, material: Material) -> Sentence | None:
    """Return the sentence that is a node's heading, where the text has it as one."""
    sentence = material.sentence_at(node.report_id, node.start)
    if sentence is None or bare(sentence.text) != node.title:
        return None
    source = material.source(material.report(node.report_id))[sentence.start : sentence.end]
    number = NUMBERED.match(source)
    start = sentence.start + (number.end() if number else 0)
    return Sentence(start=start, end=sentence.end, text=source[start - sentence.start :])

"""Ordinals and grades, which are no amounts: 第几批, 第几期, 几A级景区, 全国多少强."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import Phrase
from rag.answering.sentences import write_sentences
from rag.schema import Query, Sentence
from rag.understanding.ranked import PROVINCES

__all__ = ["stated_ordinal"]

NUMBER = r"[\d一二两三四五六七八九十百]+"
ASKED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(form))
    for asked, form in (
        (r"第几批|哪一?批", rf"第{NUMBER}批|首批"),
        (r"(?:第几|(?<![这那近上下好])几)期(?!间|盼|望)", rf"第?{NUMBER}期(?!间)|首期"),
        (r"第几届", rf"第{NUMBER}届|首届"),
        (r"第几轮", rf"第?{NUMBER}轮|首轮"),
        (r"第几次", rf"第{NUMBER}次|首次"),
        (r"(?:几|多少)个?[Aa](?:级|景区|的)?", r"[1-5一二三四五]A级?|A{2,5}级?"),
        (r"几星", rf"{NUMBER}星"),
        (r"第?(?:几|多少)[百千]?强", rf"(?:{NUMBER}|千)[”’]?强"),
        (r"(?:几|多少)连冠", rf"{NUMBER}[”’]?连冠"),
        (r"几级(?!别)", r"[\d一二三四五六七八九十]+级"),
    )
)
"""How an ordinal is asked for, and how it is said."""
CLAUSE = re.compile(r"[，,；;。]")
WHOLE = 0.7
"""Least share of the other asked words that a sentence with the ordinal must hold."""
NEAR = 0.4
"""The same for the ordinal's own clause and the one before."""


def stated_ordinal(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer with the sentence that gives the asked ordinal of the asked thing; False where none does."""
    found = next(((a, form) for a, form in ASKED if a.search(query.resolved)), None)
    if found is None or not query.indicators:
        return False
    asked, form = found
    counter = asked.search(query.resolved)
    words = re.sub(rf"全[国省市区]|(?:{PROVINCES})省?", "", "".join(query.indicators))
    phrase = Phrase.of(words.replace(counter.group()[-1], " ") if counter else words)
    weights = finder.material.weights
    best = max(
        (
            (phrase.coverage(sentence.text, weights), phrase.coverage(near, weights), -rank, report_id, sentence)
            for rank, report_id in enumerate(finder.reports)
            for sentence, near in _with_form(finder, report_id, form)
        ),
        key=lambda one: one[:3],
        default=None,
    )
    if best is None or best[0] < WHOLE or best[1] < NEAR:
        return False
    draft.confidence = best[0]
    write_sentences(query, [best[4]], finder.material.report(best[3]), draft)
    draft.kind = "fact"
    draft.trace.append(("序数", best[4].text.strip()))
    return True


def _with_form(finder: Finder, report_id: str, form: re.Pattern[str]) -> Iterator[tuple[Sentence, str]]:
    """Yield each sentence that says such an ordinal, with the clause that does and the one before."""
    for passage in finder.material.passages(report_id):
        for sentence in passage.sentences:
            clauses = CLAUSE.split(sentence.text) if form.search(sentence.text) else []
            for i, clause in enumerate(clauses):
                if form.search(clause):
                    yield sentence, "，".join(clauses[max(0, i - 1) : i + 1])

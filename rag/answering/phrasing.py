"""A language model's wording of an answer that was found without it; what does not stand is never shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.draft import Draft
from rag.answering.llm import LanguageModel
from rag.answering.marks import renumber
from rag.answering.prompts import compose
from rag.answering.sentences import rank_sentences
from rag.answering.verify import check
from rag.answering.writer import Written, checker, write
from rag.retrieval import Hit
from rag.schema import Citation, Query

__all__ = ["phrased"]

WRITTEN = frozenset({"open", "list", "fact", "definition"})
"""Kinds of answer that the model writes from sentences."""

REWORDED = frozenset({"figure"})
"""Kinds that it only words; computations and comparisons stay as they are."""

SENTENCES = 16
"""Sentences that the model is given to write from."""


def phrased(model: LanguageModel, query: Query, found: Draft, hits: Sequence[Hit]) -> Iterator[Draft]:
    """Yield the answer as the model writes it, each time with the statements that have stood so far.

    The last draft is the answer: the model's where any statement stood, else the one that was found, with a remark why.
    Refusals, computations and comparisons are not given to the model.
    """
    if found.abstained or found.kind not in WRITTEN | REWORDED:
        return
    sources = _sources(query, found, hits)
    conclusion = found.text if found.kind in REWORDED else ""
    prompt = compose(query.resolved, sources.citations, sources.figures, conclusion=conclusion)
    written = Written()
    for _ in write(model, prompt, checker(found.material, prompt.sources, query.resolved), written):
        partial = _draft(found, written, prompt.sources)
        if not check(partial):
            yield partial
    final = _draft(found, written, prompt.sources) if written.accepted and not written.failure else None
    if final is None or check(final):
        final = found
        why = f"（{written.failure}）" if written.failure else ""
        final.note([f"语言模型没有给出经得起核对的回答{why}，以下是直接取自报告的回答。"])
    if written.struck:
        final.note([f"语言模型写的话有 {len(written.struck)} 处没有通过核对，已删去。"])
    for reply in written.replies:
        final.trace.append(("语言模型", f"{model.name}：{reply}"))
    final.trace += [("删去", f"{text}（{reason}）") for text, reason in written.struck]
    yield final


def _sources(query: Query, found: Draft, hits: Sequence[Hit]) -> Draft:
    """Return a draft that cites what the model may use: the answer's own sentences first, then the next best."""
    sources = Draft(found.material, citations=list(found.citations), figures=list(found.figures))
    if found.kind in WRITTEN:
        for candidate in rank_sentences(query, hits, found.material, limit=SENTENCES):
            sources.cite(candidate.report.id, candidate.sentence.start, candidate.sentence.end)
    return sources


def _draft(found: Draft, written: Written, sources: Sequence[Citation]) -> Draft:
    """Return the accepted statements as a draft of their own, its citations numbered in the order of use."""
    draft = Draft(
        found.material,
        kind=found.kind,
        notes=list(found.notes),
        suggestions=list(found.suggestions),
        trace=list(found.trace),
        confidence=found.confidence,
    )
    by_number = {source.n: source for source in sources}
    numbers = {}
    for mark in (mark for statement in written.accepted for mark in statement.marks):
        source = by_number[mark]
        numbers[mark] = draft.cite(source.report_id, source.start, source.end)
    draft.text = renumber(written.text, numbers)
    for figure in found.figures:
        holder = next((c for c in found.citations if c.n == figure.citation), None)
        if holder is not None and figure.text in draft.text.replace(" ", ""):
            draft.figures.append(replace(figure, citation=draft.cite(holder.report_id, holder.start, holder.end)))
    return draft

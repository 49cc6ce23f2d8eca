"""Lets a language model put a found answer into prose; what it may say and cite is what was found, no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.addressed import addresses_a_model
from rag.answering.draft import MARK, Draft
from rag.answering.faithful import states
from rag.answering.llm import LanguageModel
from rag.answering.marks import Statement, joined, renumber
from rag.answering.prompts import compose
from rag.answering.telling import ground_of, needs_plan_word
from rag.answering.verify import check
from rag.answering.writer import Written, checker, write
from rag.retrieval import Hit
from rag.schema import Citation, Query

__all__ = ["WORDED", "WRITTEN", "put_into_prose"]

WORDED = frozenset({"figure"})
"""Kinds of answers that the model only words: the conclusion is given to it and must be in what it writes."""

WRITTEN = frozenset({"open", "list", "fact"})
"""Kinds of answers that the model writes from the sentences found; all other kinds are left as they are."""

_MORE_SENTENCES = 12
_EXTRACT = "以下是直接从报告中查出的回答。"


def put_into_prose(
    model: LanguageModel, query: Query, draft: Draft, hits: Sequence[Hit], limit: float | None = None
) -> Iterator[Draft]:
    """Yield the answer as it grows, every statement in it checked, and put it into the draft at the end.

    The draft stays as it was, with a remark, where the model fails or nothing that it says stands; an answer that
    abstains, compares or computes is never given to it. The draft's trace says what was struck and why. `limit` are
    the seconds that the model gets, its time limit where none are given.
    """
    if draft.abstained or draft.kind not in WORDED | WRITTEN or draft.computed:
        return
    worded = draft.kind in WORDED
    sources = list(draft.citations) if worded else [*draft.citations, *_more(draft, hits)]
    if worded and any(addresses_a_model(source.quote) for source in sources):
        draft.note(["所引原文里有对语言模型说的话，这个回答没有交给语言模型。"])
        return
    prompt = compose(query.resolved, sources, draft.figures, conclusion=draft.text if worded else "")
    written = Written()
    told = Draft(draft.material, kind=draft.kind, reworded=True)
    texts: list[str] = []
    cited = {source.n: source for source in prompt.sources}
    asked = query.resolved + ("\n" + draft.text if worded else "")
    for statement in write(model, prompt, checker(draft.material, prompt.sources, asked), written, limit):
        texts.append(_renumbered(statement, cited, told))
        told.text = joined(texts)
        yield told
    _trace(model, written, draft)
    _carry_figures(told, draft)
    if not texts or (worded and not _complete(told, draft)) or check(told):
        draft.note([_excuse(written)])
        return
    draft.text, draft.citations, draft.figures, draft.reworded = told.text, told.citations, told.figures, True
    draft.note([f"由语言模型 {model.name} 根据所引原文写成，每句都经过核对。"])
    if written.struck:
        draft.note([f"核对时删去了 {len(written.struck)} 句没有原文支持的话。"])
    if written.failure:
        draft.note([f"{written.failure}回答到此为止。"])


def _more(draft: Draft, hits: Sequence[Hit]) -> list[Citation]:
    """Return the best sentences found beside those cited, numbered on from them."""
    scratch = Draft(draft.material, citations=list(draft.citations))
    found = [(score, hit.report.id, sentence) for hit in hits for sentence, score in hit.sentences]
    found.sort(key=lambda item: (-item[0], item[1], item[2].start))
    for _, report_id, sentence in found[:_MORE_SENTENCES]:
        scratch.cite(report_id, sentence.start, sentence.end)
    return scratch.citations[len(draft.citations) :]


def _renumbered(statement: Statement, cited: dict[int, Citation], told: Draft) -> str:
    """Cite in the new draft what the statement cites; return the statement with the new numbers.

    One that tells of plans without a word that says so is marked as a plan, as the program's own answers are.
    """
    sources = {mark: cited[mark] for mark in statement.marks}
    text = statement.text
    if needs_plan_word(statement.body, ground_of(told.material, list(sources.values()))):
        text = MARK.sub(lambda match: f"（计划）{match.group()}", text, count=1)
    return renumber(text, {mark: told.cite(s.report_id, s.start, s.end) for mark, s in sources.items()})


def _complete(told: Draft, draft: Draft) -> bool:
    """Tell whether the first figure of the found answer stands in the model's words."""
    return not draft.figures or states(told.text, draft.figures[0].text)


def _carry_figures(told: Draft, draft: Draft) -> None:
    """List in the new draft the figures of the old one that its text states and its citations hold."""
    spans = {citation.n: citation for citation in draft.citations}
    for figure in draft.figures:
        span = spans.get(figure.citation)
        again = [c.n for c in told.citations if span and (c.report_id, c.start) == (span.report_id, span.start)]
        if again and states(told.text, figure.text):
            told.figures.append(replace(figure, citation=again[0]))


def _trace(model: LanguageModel, written: Written, draft: Draft) -> None:
    for reply in written.replies:
        cost = model.cost(reply)
        spent = "" if cost is None else f"，约 {cost:.4f} 元"
        draft.trace.append(("语言模型", f"{model.name}：{reply}{spent}"))
    if written.accepted or written.struck:
        taken = "、".join(f"{1000 * seconds:.1f}" for seconds in written.checks) or "0"
        told = f"采用 {len(written.accepted)} 句，删去 {len(written.struck)} 句，用时 {taken} 毫秒"
        draft.trace.append(("逐句核对", told))
    draft.trace.extend(("删去", f"{text}（{reason}）") for text, reason in written.struck)


def _excuse(written: Written) -> str:
    if written.failure:
        return f"{written.failure}{_EXTRACT}"
    if written.declined:
        return f"语言模型没有在资料中找到更多内容。{_EXTRACT}"
    return f"语言模型的回答没有通过核对，已弃用。{_EXTRACT}"

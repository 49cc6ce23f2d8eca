"""The one door to answers: `ask` a question, with the turns before it, and get a verified `Answer`."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from rag.answering.draft import Draft, shown_reports
from rag.answering.english_answer import asks_in_english, text_in_english
from rag.answering.english_notes import note_in_english, suggestion_in_english
from rag.answering.fluent import put_into_prose
from rag.answering.llm import LanguageModel, ModelFailure
from rag.answering.lookup import Finder
from rag.answering.material import Material
from rag.answering.meaning import IndicatorMeaning
from rag.answering.parts import CARRIED, together
from rag.answering.rewrite import SHARE_OF_TIME, is_unsure, propose
from rag.answering.route import fill
from rag.answering.several import Part, fill_in
from rag.answering.spelt_names import doubt, spelt_names, with_names
from rag.answering.unknown_words import aligned, strange_words
from rag.answering.verify import check
from rag.index import Index
from rag.question import MAX_TURNS, understand
from rag.retrieval import Hit, Retriever
from rag.schema import Answer, Aspect, Figure, FigureKind, Query, Report, Retrieved, Turn
from rag.scope import Scope, matches_place, select_reports
from rag.settings import Settings, get_settings
from rag.understanding.parts import split_parts

__all__ = ["MAX_QUESTION", "Engine", "ask", "default_engine", "stream"]

MAX_QUESTION = 2000
"""Longest question, in characters."""

RETRIEVED = 20
KEPT = 2000
"""How many turns of conversations are kept in mind with the figures that answered them."""
MOST_SPELT = 20
"""Most reports that are read through for the names of an English question."""
GREETING = re.compile(
    r"(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|谢谢|多谢|再见|hi|hello|thanks)[呀啊吗了！!。.~～]*", re.IGNORECASE
)
NEXT_YEAR = re.compile(r"明年|来年|下一?年(?!级)|next year", re.IGNORECASE)
WORDLESS = re.compile(r"^[\W_]*$")


Found = tuple[Query | None, Draft, list[Hit]]
"""What was understood of a question, its answer, and the passages found for it."""


class Engine:
    """Answers questions from one index; safe to call from several threads."""

    def __init__(self, index: Index, settings: Settings | None = None) -> None:
        self.index = index
        self.settings = settings or get_settings()
        self.material = Material(index.catalogue)
        self._retriever = Retriever(index)
        self._meaning = IndicatorMeaning(index)
        self._seen: tuple[str, ...] = ()
        self._model: LanguageModel | None = None
        self._told: dict[tuple[object, ...], tuple[Figure, ...]] = {}

    def ask(
        self, question: str, history: Sequence[Turn] = (), *, places: Sequence[str] = (), year: int | None = None
    ) -> Answer:
        """Answer a question; `places` and `year` are filters set by hand, on top of what the question says."""
        *_, answer = self.stream(question, history, places=places, year=year)
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), *, places: Sequence[str] = (), year: int | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as it grows; the last one is whole and verified, and so is every sentence before it."""
        started = time.perf_counter()
        query, draft, hits = self._answer_all(question, history, tuple(places), year)
        model = self._language_model(draft) if query else None
        if query and model:
            limit = model.timeout
            if draft.abstained and is_unsure(query, self.material.reports):
                query, draft, hits = self._put_anew(model, (query, draft, hits), history, tuple(places), year)
                limit *= 1 - SHARE_OF_TIME
            for growing in put_into_prose(model, query, draft, hits, limit) if query else ():
                yield _answered(question, growing, hits, started)
        yield _answered(question, draft, hits, started)

    def _language_model(self, draft: Draft) -> LanguageModel | None:
        """Return the language model of the settings; None without one, or with a remark where it cannot be used."""
        try:
            self._model = self._model or LanguageModel.from_settings(self.settings)
        except ModelFailure as failure:
            draft.note([f"语言模型没有启用：{failure}"])
        return self._model

    def _put_anew(
        self, model: LanguageModel, given: Found, history: Sequence[Turn], places: tuple[str, ...], year: int | None
    ) -> Found:
        """Return the answer to the question in the model's words, which the note shows; what was given without one."""
        query, draft, _ = given
        if query is None:
            return given
        scope = select_reports(query, self.material.reports)
        names = (figure.indicator for figure in self.material.figures(report.id for report in scope.reports))
        proposal = propose(model, query.text, history, self.material.reports, names)
        draft.trace.append(("改问", proposal.told))
        if not proposal.question:
            return given
        anew = self._answer(proposal.question, history, places, year)
        if anew[1].abstained:
            draft.trace.append(("改问", "改问以后仍没有答案"))
            return given
        anew[1].trace[:0] = draft.trace
        anew[1].notes.insert(0, f"按您的意思改问：{proposal.question}")
        return anew

    def _answer_all(self, question: str, history: Sequence[Turn], places: tuple[str, ...], year: int | None) -> Found:
        """Answer every part of a question, the later ones as follow-ups; as a whole where no part has an answer."""
        found = self._answer_parts(question, history, places, year)
        self._keep(question, history, places, year, found[1])
        return found

    def _answer_parts(self, question: str, history: Sequence[Turn], places: tuple[str, ...], year: int | None) -> Found:
        parts = split_parts(question)
        if len(parts) < 2:
            return self._answer(question, history, places, year)
        turns = list(history)
        answers: list[Found] = []
        for part in parts:
            told = self._told_before(turns, places, year)
            where = places or self._place_of(answers, part)
            answers.append(self._answer(part, turns, where, year, told))
            self._keep(part, turns, places, year, answers[-1][1])
            turns.append(Turn(part, answers[-1][1].text))
        drafts = self._filled_in(parts, answers)
        if any(draft.abstained for draft in drafts):
            whole = self._answer(question, history, places, year)
            given = {figure.text for draft in drafts for figure in draft.figures}
            more = any(figure.text not in given for figure in whole[1].figures)
            if all(draft.abstained for draft in drafts) or (more and not whole[1].abstained):
                return whole
        return None, together(drafts), _in_turn([hits for _, _, hits in answers])

    def _place_of(self, answers: Sequence[Found], part: str) -> tuple[str, ...]:
        """Return the place where the first part of a question that names none was answered; empty where one is."""
        if not answers or understand(part, (), self.material.reports).places:
            return ()
        query, draft, _ = answers[0]
        told = {citation.place for citation in draft.citations}
        named = query is None or query.places
        return tuple(told) if not (named or draft.abstained) and len(told) == 1 else ()

    def _filled_in(self, parts: Sequence[str], answers: Sequence[Found]) -> list[Draft]:
        """Return the answers to the parts, with what stands beside the answer to another part put in."""
        drafts = [draft for _, draft, _ in answers]
        asked = [
            Part(understand(part, (), self.material.reports), query, draft)
            for part, (query, draft, _) in zip(parts, answers, strict=True)
            if query is not None
        ]
        if len(asked) < len(parts):
            return drafts
        scope = select_reports(asked[0].query, self.material.reports)
        order = tuple(self.material.order([r.id for r in scope.reports]))
        filled = fill_in(asked, Finder(self.material, self._meaning, order))
        for draft in filled:
            self._verified(draft)
        return [old if new.abstained else new for old, new in zip(drafts, filled, strict=True)]

    def _answer(
        self,
        question: str,
        history: Sequence[Turn],
        places: tuple[str, ...],
        year: int | None,
        told: Sequence[Sequence[Figure]] | None = None,
    ) -> Found:
        self._refresh()
        draft = Draft(self.material)
        refusal = self._refusal(question)
        if refusal:
            return None, draft.abstain(refusal), []
        reports = self.material.reports
        told = self._told_before(history, places, year) if told is None else told
        query = understand(question, history, reports, told=told)
        draft.trace.append(("理解", _understood(query)))
        if query.aspect is Aspect.CATALOGUE or GREETING.fullmatch(question.strip()):
            draft.kind, draft.confidence = "catalogue", 1.0
            hello = "您好！可以问这些报告里的数据、举措和打算。" if GREETING.fullmatch(question.strip()) else ""
            draft.text = f"{hello}现有 {len(reports)} 份报告：{shown_reports(reports)}。"
            return None, draft, []
        outside = [p for p in query.places if places and p not in places]
        if outside and len(outside) == len(query.places):
            return None, draft.abstain(f"所选范围（{'、'.join(places)}）不含{'、'.join(outside)}。"), []
        query = _filtered(query, places, year)
        if query.carried:
            draft.note([CARRIED + " · ".join(query.carried)])
        draft.note(_guess(typed, meant, query) for typed, meant in query.guesses)
        scope = select_reports(query, reports)
        if not scope.reports and not scope.missing_places and NEXT_YEAR.search(query.resolved):
            query = replace(query, periods=(), kind=FigureKind.TARGET)
            later, scope = scope, select_reports(query, reports)
            draft.note([f"{later.reason.rstrip('。')}；以下是现有报告里最近的打算。"])
        query = self._in_chinese(query, scope, draft)
        draft.trace.append(("范围", "、".join(f"{r.place}{r.year or ''}" for r in scope.reports) or scope.reason))
        searched = [r.id for r in self._searched(query, scope)]
        hits = self.material.without_orders(self._retriever.search(query, searched, k=RETRIEVED))
        fill(query, scope, hits, draft, self._meaning, self._retriever.prominence(query, searched))
        self._verified(draft)
        doubt(query, [self.material.source(report) for report in scope.reports], draft)
        return query, draft, hits

    def _told_before(
        self, history: Sequence[Turn], places: tuple[str, ...], year: int | None
    ) -> list[tuple[Figure, ...]]:
        """Return the figures that answer each turn of a conversation, worked out anew where they are not in mind."""
        told = []
        for n, turn in enumerate(history):
            if n >= len(history) - MAX_TURNS:
                key = _of_turn(turn.question, history[:n], places, year)
                if key not in self._told:
                    self._answer_all(turn.question, history[:n], places, year)
                told.append(self._told.get(key, ()))
            else:
                told.append(())
        return told

    def _keep(
        self, question: str, history: Sequence[Turn], places: tuple[str, ...], year: int | None, draft: Draft
    ) -> None:
        """Keep in mind which figures answer a question."""
        while len(self._told) >= KEPT:
            self._told.pop(next(iter(self._told)), None)
        self._told[_of_turn(question, history, places, year)] = () if draft.abstained else tuple(draft.told)

    def _in_chinese(self, query: Query, scope: Scope, draft: Draft) -> Query:
        """Put what is left in English of a question in the words of the reports in scope, and note what was guessed."""
        reports = scope.reports[:MOST_SPELT]
        if spelt_names(query):
            query = with_names(query, [self.material.source(report) for report in reports])
        if not strange_words(query):
            return query
        clauses = dict.fromkeys(figure.clause for figure in self.material.figures(r.id for r in reports))
        encoder = self.index.encoder
        query, read = aligned(query, clauses, encoder.encode_queries, encoder.encode_passages)
        draft.note(_guess(typed, meant, query) for typed, meant in read)
        return query

    def _searched(self, query: Query, scope: Scope) -> Sequence[Report]:
        """Return the reports to retrieve from: those in scope, else all of the asked places, never of others."""
        if scope.reports or scope.missing_places:
            return scope.reports
        return [r for r in self.material.reports if any(matches_place(r, p) for p in query.places)]

    def _refresh(self) -> None:
        self.material.refresh()
        seen = tuple(r.id for r in self.material.reports)
        if seen != self._seen:
            self._meaning.forget()
            self._told.clear()
            self._seen = seen

    def _refusal(self, question: str) -> str:
        """Say why a question cannot be answered at all; empty where it can."""
        if WORDLESS.match(question):
            return "请输入要问的内容，例如：上半年税收收入是多少？"
        if len(question) > MAX_QUESTION:
            return f"问题太长（{len(question)} 字），请压缩到 {MAX_QUESTION} 字以内。"
        if not self.material.reports:
            return "还没有收录任何报告。请先用 python -m ingest 文件或文件夹 收入报告。"
        return ""

    def _verified(self, draft: Draft) -> None:
        """Withhold an answer that says what its citations do not."""
        if draft.abstained:
            return
        problems = check(draft)
        draft.trace.append(("核对", "；".join(p.reason for p in problems) or "全部数字、地方和性质都在所引原文中"))
        if problems:
            draft.citations.clear()
            draft.figures.clear()
            draft.abstain("没有找到经得起核对的答案。" + problems[0].reason + "。")


def _answered(question: str, draft: Draft, hits: Sequence[Hit], started: float) -> Answer:
    """Return a draft as an answer; `started` is when the question came, by `time.perf_counter`."""
    english = asks_in_english(question)
    return Answer(
        question=question,
        text=text_in_english(question, draft) if english else draft.text,
        abstained=draft.abstained,
        kind=draft.kind,
        citations=tuple(draft.citations),
        figures=tuple(draft.figures),
        retrieved=_retrieved(draft, hits),
        latency_ms=(time.perf_counter() - started) * 1000,
        reason=note_in_english(draft.reason) if english else draft.reason,
        notes=tuple(map(note_in_english, draft.notes) if english else draft.notes),
        suggestions=tuple(map(suggestion_in_english, draft.suggestions) if english else draft.suggestions),
        confidence=draft.confidence,
        trace=tuple(draft.trace),
    )


def _of_turn(question: str, history: Sequence[Turn], places: tuple[str, ...], year: int | None) -> tuple[object, ...]:
    """Return what tells one turn of one conversation from all others."""
    return (question, *(turn.question for turn in history[-MAX_TURNS:]), places, year)


def _guess(typed: str, meant: str, query: Query) -> str:
    """Say how a misspelt name or word was read."""
    return f"“{typed}”按“{meant}”回答；如果不是，请{'写出全名' if meant in query.places else '换个写法'}。"


def _filtered(query: Query, places: tuple[str, ...], year: int | None) -> Query:
    """Apply the filters set by hand: places narrow those asked, a year counts where the question names none."""
    if places and not query.unknown_places:
        inside = tuple(p for p in query.places if p in places)
        query = replace(query, places=inside or places, all_places=False)
    if year is not None and not query.periods and query.report_year is None:
        query = replace(query, report_year=year)
    return query


def _understood(query: Query) -> str:
    parts = [
        "地方：" + ("、".join(query.places) or ("全部" if query.all_places else "未指明")),
        "期间：" + ("、".join(p.label for p in query.periods) or "未指明"),
        "问的是："
        + ("、".join(query.indicators) or query.resolved)
        + "（"
        + "、".join(a.value for a in query.aspects)
        + "）",
    ]
    return "；".join(parts)


def _in_turn(found: Sequence[list[Hit]]) -> list[Hit]:
    """Return the passages found for each part, by turns, each once."""
    hits = (hit for turn in zip_longest(*found) for hit in turn if hit is not None)
    return list({hit.passage.id: hit for hit in hits}.values())


def _retrieved(draft: Draft, hits: Sequence[Hit]) -> tuple[Retrieved, ...]:
    """Return the passages, those that hold the cited evidence first."""
    top = max((h.score for h in hits), default=0.0)
    ordered: dict[tuple[str, int], Retrieved] = {}
    for citation in draft.citations:
        passage = draft.material.passage_at(citation.report_id, citation.start)
        if passage:
            bonus = top + 1 - 0.01 * len(ordered)
            ordered.setdefault(
                (citation.report_id, passage.start),
                Retrieved(file=citation.file, start=passage.start, end=passage.end, score=bonus),
            )
    floor = top
    for hit in hits:
        floor = min(floor, hit.score)  # places take turns, so that a later one may have the higher score
        p = hit.passage
        found = Retrieved(file=hit.report.file, start=p.start, end=p.end, score=floor)
        ordered.setdefault((p.report_id, p.start), found)
    return tuple(ordered.values())[:RETRIEVED]


@lru_cache(maxsize=1)
def default_engine() -> Engine:
    """Return the engine over the default index, opened once."""
    settings = get_settings()
    return Engine(Index.open(settings, read_only=True), settings)


def ask(question: str, history: Sequence[Turn] = ()) -> Answer:
    """Answer a question from the default index."""
    return default_engine().ask(question, history)


def stream(question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
    """Yield the answer from the default index as it grows."""
    return default_engine().stream(question, history)

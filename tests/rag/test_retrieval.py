from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import rag.retrieval
from ingest.load import load
from ingest.parse import parse_document
from rag.index import Index
from rag.retrieval import Hit, ReportRetriever, Retriever
from rag.schema import FigureKind, Query, Role
from rag.settings import ROOT, Settings
from tests.rag.fakes import DONGPING, SONGNAN, BigramEncoder, parse

EAST = parse(DONGPING, name="dongping.txt", place="东平镇")
SOUTH = parse(SONGNAN, name="songnan.txt", place="淞南镇", year=2021)
COPY = parse(DONGPING + "\n", name="copy.txt", place="东平镇")
BOTH = [EAST.reports[0].id, SOUTH.reports[0].id]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    settings = Settings(index_dir=tmp_path_factory.mktemp("index"), _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        for document in (EAST, SOUTH, COPY):
            index.add(document)
        yield index


def _ask(question: str, **parts: object) -> Query:
    return Query(text=question, resolved=question, **parts)


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_search_finds_the_passage_and_its_sentence(index: Index) -> None:
    hits = Retriever(index).search(_ask("新建了几座公厕"), BOTH)
    assert hits[0].passage == EAST.passages[0]
    assert hits[0].report == EAST.reports[0]
    assert max(hits[0].sentences, key=lambda pair: pair[1])[0].text == "新建公厕3座。"
    assert [sentence for sentence, _ in hits[0].sentences] == list(EAST.passages[0].sentences)
    assert hits[0].lexical > 0
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_stays_within_the_reports(index: Index) -> None:
    hits = Retriever(index).search(_ask("新建了几座公厕"), [SOUTH.reports[0].id])
    assert {hit.report.id for hit in hits} == {SOUTH.reports[0].id}
    assert Retriever(index).search(_ask("新建了几座公厕"), []) == []
    assert Retriever(index).search(_ask("新建了几座公厕"), ["unknown"]) == []


@pytest.mark.parametrize("question", ["", "   "])
def test_an_empty_question_finds_nothing(index: Index, question: str) -> None:
    assert Retriever(index).search(_ask(question), BOTH) == []


@pytest.mark.parametrize("question", ["？！", '"', "NOT *", "🙂", "x" * 3000])
def test_any_question_is_taken(index: Index, question: str) -> None:
    assert len(Retriever(index).search(_ask(question), BOTH)) == 4


def test_k_limits_the_hits(index: Index) -> None:
    assert len(Retriever(index).search(_ask("税收收入"), BOTH, k=1)) == 1


def test_places_take_turns(index: Index) -> None:
    hits = Retriever(index).search(_ask("东平镇和淞南镇的税收收入", places=("东平镇", "淞南镇")), BOTH)
    assert len({hit.report.place for hit in hits[:2]}) == 2
    assert len({hit.report.place for hit in hits[2:]}) == 2


def test_a_question_about_plans_prefers_plans(index: Index) -> None:
    def scores(kind: FigureKind | None) -> dict[Role, float]:
        return {h.passage.role: h.score for h in Retriever(index).search(_ask("税收收入", kind=kind), BOTH[:1])}

    plain, planned, reached = (scores(kind) for kind in (None, FigureKind.TARGET, FigureKind.ACHIEVED))
    assert planned[Role.PLAN] > plain[Role.PLAN]
    assert planned[Role.REVIEW] == plain[Role.REVIEW] < reached[Role.REVIEW]


def test_a_passage_kept_twice_is_shown_once(index: Index) -> None:
    hits = Retriever(index).search(_ask("新建了几座公厕"), [BOTH[0], COPY.reports[0].id])
    assert len(hits) == 2


def test_beyond_the_exact_limit_the_best_are_the_same(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = Retriever(index).search(_ask("旧区改造签约率"), BOTH)
    monkeypatch.setattr(rag.retrieval, "_EXACT", 0)
    far = Retriever(index).search(_ask("旧区改造签约率"), BOTH)
    assert _ids(far) == _ids(exact)
    assert [hit.score for hit in far] == pytest.approx([hit.score for hit in exact], abs=1e-5)


def test_langchain_documents_carry_their_place_in_the_source(index: Index) -> None:
    first = ReportRetriever(index=index, k=2).invoke("淞南镇旧区改造签约率是多少？")[0]
    passage = SOUTH.passages[0]
    score = first.metadata.pop("score")
    assert first.page_content == passage.text
    assert score > 0
    assert first.metadata == {
        "file": "songnan.txt",
        "start": passage.start,
        "end": passage.end,
        "place": "淞南镇",
        "period": "2021年",
        "section": ["工作回顾"],
    }


def test_the_likest_sentences_stand_out_most_and_only_in_their_report(tmp_path: Path) -> None:
    [document] = load(ROOT / "data" / "reports" / "dongping-2023-midyear-report.txt", Settings(_env_file=None))
    parsed = parse_document(document)
    report = parsed.reports[0]
    asked = _ask("累计为独居老人高龄老人等送餐多少客")
    with Index.open(Settings(index_dir=tmp_path, _env_file=None), encoder=BigramEncoder()) as index:
        index.add(parsed)
        found = Retriever(index).prominence(asked, [report.id])
        nothing = Retriever(index).prominence(asked, [])

    texts = {s.start: s.text for p in parsed.passages for s in p.sentences}
    ranked = sorted(found, key=lambda place: -found[place])
    assert nothing == {}
    assert len(found) == 24
    assert {place[0] for place in found} == {report.id}
    assert min(found.values()) >= 1
    assert texts[ranked[0][1]] == "累计为独居老人、高龄老人等送餐8671客，送医助医7人，调解邻里纠纷8起，代书遗嘱6件。"

"""What ours is measured against: plain retrievers over all passages, and the usual LangChain tutorial pipeline.

None of them answers; each returns an `Answer` with no text and its retrieved spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from rag.index import Index, TextEncoder
from rag.schema import Answer, Passage, Report, Retrieved, Turn

__all__ = ["BASELINES", "Dense", "Lexical", "Tutorial", "make_baseline"]

DEPTH = 10
BASELINES = ("bm25", "dense", "tutorial")
"""The names `make_baseline` knows."""


def make_baseline(name: str, index: Index, sources: Mapping[str, str]) -> Lexical | Dense | Tutorial:
    """Return the named baseline over an index and its source texts; raises `KeyError` for an unknown name."""
    if name == "bm25":
        return Lexical(index)
    if name == "dense":
        return Dense(index)
    if name == "tutorial":
        return Tutorial(sources, index.encoder)
    raise KeyError(name)


class Lexical:
    """BM25 alone, over our passages of all reports."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._spans = _spans(index)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the passages with the highest BM25 scores for the question alone."""
        return _found(question, self._spans, self._index.catalogue.search(question, limit=DEPTH))


class Dense:
    """The encoder's similarity alone, over our passages of all reports."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._spans = _spans(index)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the passages most similar to the question alone."""
        vector = self._index.encoder.encode_queries([question])[0]
        return _found(question, self._spans, self._index.vectors.query("passages", vector, DEPTH))


class Tutorial:
    """The tutorial pipeline: 500 characters with an overlap of 50, Chroma, similarity search, the same encoder."""

    def __init__(self, sources: Mapping[str, str], encoder: TextEncoder, size: int = 500, overlap: int = 50) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap, add_start_index=True)
        chunks = splitter.create_documents(list(sources.values()), [{"source": name} for name in sources])
        self._store = Chroma("tutorial", _Adapter(encoder), collection_metadata={"hnsw:space": "cosine"})
        self._store.reset_collection()
        for start in range(0, len(chunks), 1000):
            self._store.add_documents(chunks[start : start + 1000])

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the chunks most similar to the question alone."""
        found = self._store.similarity_search_with_score(question, k=DEPTH)
        spans = tuple(
            Retrieved(
                file=chunk.metadata["source"],
                start=chunk.metadata["start_index"],
                end=chunk.metadata["start_index"] + len(chunk.page_content),
                score=1 - distance,
            )
            for chunk, distance in found
        )
        return Answer(question=question, text="", abstained=False, kind="none", retrieved=spans)


class _Adapter(Embeddings):
    """Our encoder as LangChain's."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self._encoder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self._encoder.encode_queries([text])[0]]


def _spans(index: Index) -> dict[str, tuple[Passage, Report]]:
    reports = {report.id: report for report in index.catalogue.reports()}
    return {p.id: (p, reports[p.report_id]) for p in index.catalogue.passages()}


def _found(question: str, spans: Mapping[str, tuple[Passage, Report]], scored: Iterable[tuple[str, float]]) -> Answer:
    retrieved = tuple(
        Retrieved(file=spans[key][1].file, start=spans[key][0].start, end=spans[key][0].end, score=float(score))
        for key, score in scored
        if key in spans
    )
    return Answer(question=question, text="", abstained=False, kind="none", retrieved=retrieved[:DEPTH])

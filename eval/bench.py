"""Where evaluation works: which questions, over which index, and which systems are measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.ablations import ABLATIONS, RetrievalOnly
from eval.baselines import BASELINES, make_baseline
from eval.corpus import build, documents, list_files, source_texts
from eval.questions import Question, load_questions
from eval.system import System
from rag.engine import Engine
from rag.index import Index, TextEncoder
from rag.schema import Document, Progress
from rag.settings import Settings

__all__ = ["OURS", "RUNS", "WITH_MODEL", "Bench", "open_bench"]

WITH_MODEL = "ours_llm"
OURS = ("ours", WITH_MODEL)
"""The systems that answer in full: without a language model, and with one."""

RUNS = Path(__file__).resolve().parent / "runs"
"""Where runs and the indexes made for them are kept; git leaves it out."""


@dataclass(frozen=True, slots=True)
class Bench:
    """An open index with its source texts, and the questions that can be asked on it."""

    settings: Settings
    index: Index
    sources: dict[str, str]
    questions: list[Question]
    skipped: int

    def system(self, name: str, progress: Progress | None = None) -> System:
        """Return `ours`, `ours_llm`, a baseline or an ablation by its name; raises `KeyError` for an unknown one.

        `ours` is always without a language model, `ours_llm` with the one of the settings.
        """
        if name in OURS:
            model = {} if name == WITH_MODEL else {"llm": ""}
            return Engine(self.index, self.settings.model_copy(update=model))
        if name in BASELINES:
            return make_baseline(name, self.index, self.sources)
        ablation = ABLATIONS[name]
        index = self.index
        if ablation.own_index:
            folder = RUNS / f"{self.settings.index_dir.name}-{name}"
            settings = self.settings.model_copy(update={"index_dir": folder})
            with ablation.reading():
                encoder = self.index.encoder
                index = build(settings, self._documents(), encoder=encoder, change=ablation.change, progress=progress)
        return RetrievalOnly(index, weights=ablation.weights, place_filter=ablation.place_filter)

    def _documents(self) -> list[Document]:
        found = (self.index.catalogue.document(info.id) for info in self.index.catalogue.documents())
        return [document for document in found if document is not None]

    @property
    def places(self) -> list[str]:
        """The places of all reports in the index."""
        return sorted({report.place for report in self.index.catalogue.reports()})


@contextmanager
def open_bench(
    settings: Settings,
    questions: Path,
    *,
    index: Path | None = None,
    corpus: Path | None = None,
    encoder: TextEncoder | None = None,
    progress: Progress | None = None,
) -> Iterator[Bench]:
    """Open a given index as it is, or build one of our own below `RUNS`.

    Our own holds the project's reports and, with `corpus` (a folder of other reports), those of its files that the
    questions are about. Questions whose files the index lacks are left out and counted as skipped.
    """
    asked = load_questions(questions)
    if index is not None:
        opened = Index.open(settings.model_copy(update={"index_dir": index}), encoder=encoder, read_only=True)
    else:
        place = settings.model_copy(update={"index_dir": RUNS / f"index-{questions.stem if corpus else 'reports'}"})
        opened = build(place, _texts(settings, asked, corpus), encoder=encoder, progress=progress)
    with opened:
        sources = source_texts(opened)
        possible = [q for q in asked if q.files <= sources.keys()]
        settings = settings.model_copy(update={"index_dir": opened.folder})
        yield Bench(settings, opened, sources, possible, len(asked) - len(possible))


def _texts(settings: Settings, asked: Sequence[Question], corpus: Path | None) -> list[Document]:
    own = documents(settings.reports_dir, list_files(settings.reports_dir), settings)
    if corpus is None:
        return own
    wanted = {file for question in asked for file in question.files}
    return own + documents(corpus, [name for name in list_files(corpus) if name in wanted], settings)

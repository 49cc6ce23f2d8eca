"""Bring an index in step with files and folders: only what has changed is read and encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from ingest.files import Candidate, candidates, reader_stamp
from ingest.load import Refused, load_each, read_file
from ingest.meter import Meter
from ingest.outcome import IngestResult, Outcome, Status
from ingest.sources import Source, Sources
from ingest.understand import understand
from rag.index import AddResult, Index
from rag.schema import Document, Progress
from rag.settings import Settings, get_settings

__all__ = [
    "IngestResult",
    "Outcome",
    "Status",
    "ingest_each",
    "ingest_paths",
    "remove_each",
    "sync_each",
    "sync_folder",
]

_SOURCES_FILE = "sources.json"
_SAVE_EVERY = 20
_TAKEN = "索引里已有同名但内容不同的报告，来自别处。要用新内容取代它，请加 --replace；要两份都留，请先给文件改名。"


def ingest_paths(
    paths: Sequence[Path],
    index: Index,
    *,
    replace: bool = False,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> IngestResult:
    """Take files and whole folders into the index; see `ingest_each`."""
    return IngestResult(list(ingest_each(paths, index, replace=replace, progress=progress, settings=settings)))


def sync_folder(
    folder: Path, index: Index, progress: Progress | None = None, settings: Settings | None = None
) -> IngestResult:
    """Make the index hold what the folder holds, beside what came from elsewhere; see `sync_each`."""
    return IngestResult(list(sync_each(folder, index, progress, settings)))


def ingest_each(
    paths: Sequence[Path],
    index: Index,
    *,
    replace: bool = False,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> Iterator[Outcome]:
    """Take files and whole folders into the index, one at a time, and yield what became of each.

    A file that has changed since it was taken in is replaced. A file with the name of a document that came from
    elsewhere is refused, unless `replace` is true. A refused file harms no other. Raises `ReportQAError` where the
    index itself fails; what was yielded until then stands.
    """
    return _Run(index, settings or get_settings(), progress, replace=replace).take(candidates(paths))


def sync_each(
    folder: Path, index: Index, progress: Progress | None = None, settings: Settings | None = None
) -> Iterator[Outcome]:
    """Add what is new in a folder, replace what has changed, rename what was renamed, remove what has vanished."""
    run = _Run(index, settings or get_settings(), progress, sync=True)
    yield from run.take(candidates([folder]) if folder.is_dir() else [])
    yield from run.drop_vanished(folder)


def remove_each(targets: Iterable[str], index: Index, settings: Settings | None = None) -> Iterator[Outcome]:
    """Take documents out of the index; a target is a document's name, its file's path, or the folder it came from."""
    run = _Run(index, settings or get_settings(), None)
    for target in targets:
        yield from run.remove(target)


class _Run:
    """One pass over files: what the index holds, where it came from, and what each file changes in it."""

    def __init__(
        self,
        index: Index,
        settings: Settings,
        progress: Progress | None,
        *,
        replace: bool = False,
        sync: bool = False,
    ) -> None:
        self._index = index
        self._settings = settings
        self._replace = replace
        self._sync = sync
        self._meter = Meter(progress)
        self._stamp = reader_stamp(settings)
        self._sources = Sources(index.folder / _SOURCES_FILE)
        self._names = {info.id: info.name for info in index.catalogue.documents()}
        self._ids = {name: key for key, name in self._names.items()}

    # ------------------------------------------------------------------ files

    def take(self, files: Iterable[Candidate | Refused]) -> Iterator[Outcome]:
        """Take in every file that has changed since it was last read."""
        changed: list[tuple[Candidate, str, int]] = []
        try:
            for file in files:
                outcome = self._first_look(file, changed)
                if outcome:
                    yield outcome
            for count, (file, digest, size) in enumerate(changed, 1):
                self._meter.begin(size, file.name)
                yield from self._take_file(file, digest)
                if count % _SAVE_EVERY == 0:
                    self._sources.save()
        finally:
            self._sources.save()

    def _first_look(self, file: Candidate | Refused, changed: list[tuple[Candidate, str, int]]) -> Outcome | None:
        """Settle a file that cannot be read or has not changed; put any other on the list."""
        try:
            if isinstance(file, Refused):
                raise file
            data = read_file(file.path, self._settings)
        except Refused as refusal:
            return Outcome(file.name, Status.REFUSED, refusal.reason)
        digest, known = sha256(data).hexdigest(), self._sources.get(file.path)
        if known and (known.sha256, known.stamp) == (digest, self._stamp) and known.ids and self._holds(known.ids):
            return Outcome(known.name, Status.UNCHANGED)
        changed.append((file, digest, len(data)))
        self._meter.expect(len(data))
        return None

    def _holds(self, ids: Iterable[str]) -> bool:
        return all(key in self._names for key in ids)

    def _take_file(self, file: Candidate, digest: str) -> Iterator[Outcome]:
        known = self._sources.get(file.path)
        name = known.name if known else file.name
        ids: list[str] = []
        refused = False
        for item in load_each(file.path, self._settings, name):
            outcome = self._take_item(file.path, item)
            refused |= outcome.status is Status.REFUSED
            if isinstance(item, Document) and outcome.status is not Status.REFUSED:
                ids.append(item.id)
            yield outcome
        if ids:
            # an archive with a refused member is read again next time, so that the refusal is told again
            self._sources.record(file.path, Source(name, "" if refused else digest, tuple(ids), self._stamp))
            for key in known.ids if known else ():
                yield from self._release(key)

    def _take_item(self, path: Path, item: Document | Refused) -> Outcome:
        if isinstance(item, Refused):
            return Outcome(item.name, Status.REFUSED, item.reason)
        holder = self._names.get(item.id)
        if holder is not None and holder != item.name:
            return self._same_text(path, item, holder)
        current = self._ids.get(item.name)
        if current is not None and current != item.id:
            if not self._may_replace(path, current):
                return Outcome(item.name, Status.REFUSED, _TAKEN)
            self._hand_over(current, path)
        return self._add(item)

    # ------------------------------------------------------------------ documents

    def _add(self, document: Document) -> Outcome:
        name = document.name
        try:
            parsed = understand(document, self._settings)
        except Refused as refusal:
            return Outcome(name, Status.REFUSED, refusal.reason)
        result = self._index.add(parsed, self._meter.of(parsed))
        self._meter.finish(parsed)
        self._names.pop(self._ids.get(name, ""), None)
        self._names[document.id], self._ids[name] = name, document.id
        return Outcome(name, _STATUS[result])

    def _same_text(self, path: Path, document: Document, holder: str) -> Outcome:
        """Settle a text that the index holds under another name: a renamed file, or a second copy."""
        others = [file for file, _ in self._sources.holders(document.id) if file != path.resolve()]
        if not others or any(file.exists() for file in others):
            return Outcome(document.name, Status.DUPLICATE, f"与“{holder}”内容相同，只收一份")
        for file in others:
            self._sources.forget(file)
        if document.name in self._ids:
            self._hand_over(self._ids[document.name], path)
        self._rename(document.id, document.name)
        return Outcome(document.name, Status.RENAMED, f"原名“{holder}”")

    def _may_replace(self, path: Path, current: str) -> bool:
        """Tell whether a file may take the place of a document: its own earlier form, or by order.

        A folder that is synchronised also takes over what no file holds any more, e.g. after it was moved.
        """
        origins = [file for file, _ in self._sources.holders(current)]
        taken_over = self._sync and not any(file.exists() for file in origins)
        return self._replace or taken_over or path.resolve() in origins

    def _hand_over(self, key: str, path: Path) -> None:
        """Let another file that holds the same text go on holding it, under its own name."""
        for file, source in self._sources.holders(key):
            if file != path.resolve() and file.exists() and source.name not in self._ids:
                self._rename(key, source.name)
                return

    def _rename(self, key: str, name: str) -> None:
        old = self._names[key]
        if name in self._ids:
            self._remove(name)
        self._index.rename(old, name)
        del self._ids[old]
        self._names[key], self._ids[name] = name, key

    def _remove(self, name: str) -> None:
        self._index.remove(name)
        self._names.pop(self._ids.pop(name), None)

    # ------------------------------------------------------------------ what is gone

    def drop_vanished(self, folder: Path) -> Iterator[Outcome]:
        """Remove what came from files of this folder that are no longer there."""
        try:
            gone = [(file, source) for file, source in self._sources.under(folder) if not file.exists()]
            for file, _ in gone:
                self._sources.forget(file)
            for _, source in gone:
                for key in source.ids:
                    yield from self._release(key)
        finally:
            self._sources.save()

    def _release(self, key: str) -> Iterator[Outcome]:
        """Remove a document that no file holds any more; hand it over where another file does."""
        if key not in self._names:
            return
        holders = [source for file, source in self._sources.holders(key) if file.exists()]
        name = self._names[key]
        if not holders:
            self._remove(name)
            yield Outcome(name, Status.REMOVED)
        elif all(not _named_by(source, name) for source in holders):
            self._rename(key, holders[0].name)
            yield Outcome(holders[0].name, Status.RENAMED, f"原名“{name}”")

    def remove(self, target: str) -> Iterator[Outcome]:
        """Remove the document of this name, or all that came from this file or folder."""
        places = self._sources.under(Path(target))
        names = [self._names[key] for _, source in places for key in source.ids if key in self._names]
        if target in self._ids:
            names = [target]
        names += [name for name in self._ids if name.startswith(f"{target}/") and target not in names]
        if not names:
            listed = "、".join(sorted(self._ids)[:10]) or "（空）"
            yield Outcome(target, Status.REFUSED, f"索引里没有这个报告。现有：{listed}")
        for name in dict.fromkeys(names):
            self._remove(name)
            yield Outcome(name, Status.REMOVED)
        for file, source in places:
            if not self._holds(source.ids):
                self._sources.forget(file)
        self._sources.save()


_STATUS = {
    AddResult.ADDED: Status.ADDED,
    AddResult.UNCHANGED: Status.UNCHANGED,
    AddResult.REPLACED: Status.REPLACED,
    AddResult.RENAMED: Status.RENAMED,
    AddResult.DUPLICATE: Status.DUPLICATE,
}


def _named_by(source: Source, name: str) -> bool:
    """Tell whether a document's name comes from this source (an archive's documents have its name before theirs)."""
    return name == source.name or name.startswith(f"{source.name}/")

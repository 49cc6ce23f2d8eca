"""The source text behind a citation, as the page's side panel needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.catalogue import Catalogue

__all__ = ["source_json"]


def source_json(catalogue: Catalogue, file: str) -> dict[str, Any] | None:
    """Return text, page starts and reports of a source file, or None where the catalogue has no such file.

    All offsets count characters (code points) of `text`.
    """
    document = catalogue.document(file)
    if document is None:
        return None
    reports = [r for r in catalogue.reports() if r.document_id == document.id]
    return {
        "file": document.name,
        "text": document.text,
        "pages": list(document.pages),
        "notes": list(document.notes),
        "reports": [
            {"title": r.title, "place": r.place, "start": r.start, "end": r.end, "notes": list(r.notes)}
            for r in reports
        ],
    }

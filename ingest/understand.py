"""Parse a document, or refuse it: no defect met in one file may stop the others."""

from __future__ import annotations

import logging

from ingest.loaders.base import Refused
from ingest.parse import parse_document
from rag.schema import Document, ParsedDocument
from rag.settings import Settings

__all__ = ["understand"]

log = logging.getLogger(__name__)


def understand(document: Document, settings: Settings) -> ParsedDocument:
    """Return what was read out of a document; raise `Refused` where it has no body or cannot be parsed."""
    try:
        parsed = parse_document(document, settings.passage_tokens)
    except Exception as error:
        log.debug("cannot parse %s", document.name, exc_info=True)
        what = f"{type(error).__name__}：{error}"
        raise Refused(document.name, f"解析时出错（{what}）。请把这个文件反馈给开发者。") from error
    if not parsed.passages:
        raise Refused(document.name, "没有找到可用的正文。请确认这是一份工作报告。")
    return parsed

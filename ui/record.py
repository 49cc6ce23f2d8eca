"""Keeping what was asked and answered, without ever letting that harm the answer."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

from rag.errors import ReportQAError
from rag.schema import Answer

if TYPE_CHECKING:
    from rag.engine import Engine

__all__ = ["keep"]

_log = logging.getLogger(__name__)


def keep(engine: Engine, answer: Answer) -> None:
    """Put a question with its answer into the catalogue's list of questions; a failure is only logged."""
    try:
        engine.index.catalogue.log_question(answer)
    except (ReportQAError, sqlite3.Error) as error:
        _log.warning("问题未能记录：%s", error)

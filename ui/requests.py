"""What the doors of the page share: errors for the caller, and reading what a request asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import JSONResponse

from rag.schema import Turn
from ui.startup import Startup

if TYPE_CHECKING:
    from rag.engine import Engine

__all__ = [
    "MAX_QUESTION",
    "ApiError",
    "engine_of",
    "error_response",
    "question_problem",
    "read_body",
    "read_history",
    "read_places",
    "read_text",
    "read_year",
]

MAX_QUESTION = 2000
"""The longest question, in characters."""


class ApiError(Exception):
    """An error for the caller: an HTTP status and a Chinese sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def error_response(error: ApiError) -> JSONResponse:
    """Return the error as `{"error": sentence}` with its status."""
    return JSONResponse({"error": str(error)}, status_code=error.status)


def question_problem(question: str) -> ApiError | None:
    """Return why a question cannot be asked, or None where it can."""
    if not question.strip():
        return ApiError(400, "请输入问题。")
    if len(question) > MAX_QUESTION:
        return ApiError(413, f"问题太长：{len(question):,} 字，最多 {MAX_QUESTION:,} 字。请缩短后再问。")
    return None


def engine_of(startup: Startup) -> Engine:
    """Return the engine; raises `ApiError` 503 until the start is over."""
    if startup.engine is None:
        raise ApiError(503, startup.state.sentence)
    return startup.engine


async def read_body(request: Request) -> dict[str, Any]:
    """Return the request's JSON object; raises `ApiError` 400 where it has none."""
    try:
        body = await request.json()
    except ValueError as error:
        raise ApiError(400, "请求不是合法的 JSON。") from error
    if not isinstance(body, dict):
        raise ApiError(400, '请求应为 JSON 对象，如 {"question": "…"}。')
    return body


def read_text(body: dict[str, Any], key: str) -> str:
    """Return a text of the body, empty where it is missing; raises `ApiError` 400 for anything else."""
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise ApiError(400, f"{key} 应为文字。")
    return value or ""


def read_history(body: dict[str, Any]) -> list[Turn]:
    """Return the earlier turns, oldest first."""
    turns = body.get("history") or []
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise ApiError(400, 'history 应为 [{"question": "…", "answer": "…"}]。')
    return [Turn(read_text(turn, "question"), read_text(turn, "answer")) for turn in turns]


def read_places(body: dict[str, Any]) -> Sequence[str]:
    """Return the places to keep to; none = all."""
    places = body.get("places") or []
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        raise ApiError(400, "places 应为地名的列表。")
    return places


def read_year(body: dict[str, Any]) -> int | None:
    """Return the year to keep to; None = all."""
    year = body.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise ApiError(400, "year 应为整数。")
    return year

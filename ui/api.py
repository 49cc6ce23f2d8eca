"""The REST door beside the page: ask, state, sources and feedback; every error is Chinese JSON."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from ui.record import keep
from ui.requests import (
    ApiError,
    engine_of,
    question_problem,
    read_body,
    read_history,
    read_places,
    read_text,
    read_year,
)
from ui.source import source_json
from ui.startup import Startup

__all__ = ["question_routes"]

_LONGEST = 20_000


def question_routes(startup: Startup) -> APIRouter:
    """Return `/api/ask`, `/api/health`, `/api/source` and `/api/feedback`; 503 until the start is over."""
    router = APIRouter(prefix="/api")

    @router.get("/health")
    async def health() -> Response:
        engine = startup.engine
        reports = len(engine.index.catalogue.reports()) if engine else 0
        return JSONResponse(startup.state.to_json() | {"reports": reports})

    @router.post("/ask")
    async def ask(request: Request) -> Response:
        body = await read_body(request)
        question = read_text(body, "question")
        problem = question_problem(question)
        if problem:
            raise problem
        engine = engine_of(startup)
        history, places, year = read_history(body), read_places(body), read_year(body)
        answer = await run_in_threadpool(engine.ask, question, history, places=places, year=year)
        await run_in_threadpool(keep, engine, answer)
        return JSONResponse(answer.to_json())

    @router.get("/source")
    async def source(file: str = "") -> Response:
        found = await run_in_threadpool(source_json, engine_of(startup).index.catalogue, file)
        if found is None:
            raise ApiError(404, f"库中没有文件“{file}”，可能已被移除。")
        return JSONResponse(found)

    @router.post("/feedback")
    async def feedback(request: Request) -> Response:
        body = await read_body(request)
        helpful = body.get("helpful")
        if not isinstance(helpful, bool):
            raise ApiError(400, "缺少评价：helpful 应为 true 或 false。")
        question, answer, comment = (read_text(body, key)[:_LONGEST] for key in ("question", "answer", "comment"))
        catalogue = engine_of(startup).index.catalogue
        await run_in_threadpool(catalogue.add_feedback, question, answer, helpful=helpful, comment=comment)
        return JSONResponse({"ok": True})

    return router

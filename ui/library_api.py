"""The REST door to the library: upload with progress, removal, and its undoing."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from dataclasses import asdict
from pathlib import Path

from fastapi import APIRouter, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from rag.schema import Document
from ui.jobs import Jobs
from ui.requests import ApiError, engine_of, read_body, read_text
from ui.shelf import put_back, take_in, take_out
from ui.startup import Startup

__all__ = ["library_routes"]

_KEPT_REMOVED = 20
_CHUNK = 1 << 20
_NAME_BYTES = 200


def library_routes(startup: Startup) -> APIRouter:
    """Return the routes under `/api/reports` and `/api/jobs`; 503 until the start is over."""
    router = APIRouter(prefix="/api")
    removed: OrderedDict[str, Document] = OrderedDict()
    jobs = Jobs(lambda paths, progress: take_in(engine_of(startup), paths, progress))

    @router.post("/reports")
    async def upload(files: list[UploadFile]) -> Response:
        limit = engine_of(startup).settings.max_file_mb
        too_big = [f.filename or "" for f in files if (f.size or 0) > limit << 20]
        if too_big:
            raise ApiError(413, f"文件太大，单个文件最多 {limit} MB：{'、'.join(too_big)}。")
        folder = Path(tempfile.mkdtemp(prefix="reportqa-"))
        names = [await _save(file, folder) for file in files]
        return JSONResponse(asdict(jobs.start(folder, names)), status_code=202)

    @router.get("/jobs/{job_id}")
    async def job(job_id: str) -> Response:
        found = jobs.get(job_id)
        if found is None:
            raise ApiError(404, "没有这个上传任务。")
        return JSONResponse(asdict(found))

    @router.delete("/reports")
    async def remove(file: str = "") -> Response:
        taken = await run_in_threadpool(take_out, engine_of(startup), file)
        if taken is None:
            raise ApiError(404, f"库中没有文件“{file}”。")
        document, remark = taken
        removed[document.name] = document
        while len(removed) > _KEPT_REMOVED:
            removed.popitem(last=False)
        return JSONResponse({"removed": document.name, "remark": remark})

    @router.post("/reports/restore")
    async def restore(request: Request) -> Response:
        name = read_text(await read_body(request), "file")
        document = removed.get(name)
        if document is None:
            raise ApiError(404, f"“{name}”已无法恢复，请重新上传。")
        await run_in_threadpool(put_back, engine_of(startup), document)
        removed.pop(name, None)
        return JSONResponse({"restored": name})

    return router


async def _save(file: UploadFile, folder: Path) -> str:
    name = _plain_name(file.filename or "")
    while (folder / name).exists():
        name = f"另一份-{name}"
    with (folder / name).open("wb") as target:
        while chunk := await file.read(_CHUNK):
            target.write(chunk)
    return name


def _plain_name(name: str) -> str:
    """Return the file's name without folders, control characters and leading dots, short enough for any disk."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    path = Path("".join(c for c in last if c.isprintable()).lstrip(".") or "未命名文件")
    stem = path.stem.encode()[:_NAME_BYTES].decode(errors="ignore")
    return stem + path.suffix[:12]

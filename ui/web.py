"""The web application: REST routes, static files and the page; nothing from other hosts, no writes from other sites."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.settings import ROOT
from ui.api import question_routes
from ui.library_api import library_routes
from ui.requests import ApiError, error_response
from ui.startup import Startup

__all__ = ["POLICY", "TITLE", "create_app", "localise"]

TITLE = "政府工作报告问答"
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What the browser may load for the page: nothing from any other host."""
EVALUATION = ROOT / "eval" / "runs" / "latest.html"
"""The last evaluation report, written by `python -m eval run`."""
_STATIC = Path(__file__).parent / "static"
_SCRIPTS = ("base.js", "start.js", "source.js", "chat.js", "library.js")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HTTP_ERRORS = {404: "没有这个地址。", 405: "这个地址不接受这种请求。", 413: "请求太大。"}
_MOST_BYTES = 1 << 30
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def create_app(startup: Startup, evaluation: Path = EVALUATION) -> FastAPI:
    """Return the application; it answers at once, whatever the state of the start."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import gradio  # noqa: PLC0415 - reads the environment when it is imported

    from ui.app import build_page, page_theme  # noqa: PLC0415

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, max_body_size=_MOST_BYTES)
    _add_errors(app)
    app.include_router(question_routes(startup))
    app.include_router(library_routes(startup))
    _add_files(app, evaluation)
    app.add_middleware(_Page)
    gradio.mount_gradio_app(
        app,
        build_page(startup, evaluation),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,  # uploads go through our own door, not Gradio's
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        theme=page_theme(),
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    return app


def localise(html: str) -> str:
    """Return Gradio's page in Chinese, without its references to other hosts, and with our script and style."""
    start, end = html.find("<meta property="), html.find("<style>")
    if 0 <= start < end:
        html = html[:start] + html[end:]
    start, end = (
        html.find('<meta property="og:url" content="https://gradio.app/"'),
        html.find("<script>window.gradio_config"),
    )
    if 0 <= start < end:
        html = html[:start] + html[end:]
    own = (
        f"<title>{TITLE}</title>"
        '<meta name="description" content="查地方政府工作报告：每个数字都有出处。">'
        f'<link rel="icon" href="{_versioned("icon.svg")}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{_versioned("style.css")}">'
        + "".join(f'<script src="{_versioned(name)}"></script>' for name in _SCRIPTS)
    )
    html = html.replace('<link rel="manifest" href="/manifest.json" />', "")
    return html.replace('lang="en"', 'lang="zh-CN"', 1).replace(
        '<meta charset="utf-8" />', '<meta charset="utf-8" />' + own, 1
    )


def _versioned(name: str) -> str:
    digest = sha256((_STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/page/{name}?v={digest}"


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(ApiError)
    async def told(_: Request, error: ApiError) -> JSONResponse:
        return error_response(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fields = "、".join(str(item["loc"][-1]) for item in error.errors())
        return error_response(ApiError(400, f"请求缺少内容或格式不对：{fields}。"))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        return error_response(ApiError(error.status_code, _HTTP_ERRORS.get(error.status_code, "无法处理这个请求。")))

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> JSONResponse:
        return error_response(ApiError(500, f"程序内部出错（{type(error).__name__}），请稍后重试。"))


def _add_files(app: FastAPI, evaluation: Path) -> None:
    @app.get("/page/{name}")
    async def file(name: str) -> Response:
        path = _STATIC / name
        if path.parent != _STATIC or not path.is_file():
            return error_response(ApiError(404, "没有这个文件。"))
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return FileResponse(path, media_type=_TYPES[path.suffix], headers=headers)

    @app.api_route("/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    async def nothing(path: str) -> Response:
        return error_response(ApiError(404, _HTTP_ERRORS[404]))

    @app.get("/evaluation")
    async def report() -> Response:
        if not evaluation.is_file():
            return error_response(ApiError(404, "还没有评测报告。"))
        headers = {"Content-Security-Policy": f"{POLICY}; sandbox allow-scripts", "Cache-Control": "no-cache"}
        return HTMLResponse(evaluation.read_text(encoding="utf-8"), headers=headers)


class _Page:
    """Rewrites the page itself, gives it its policy, and turns away writes that come from other sites."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] not in _SAFE_METHODS and _is_foreign(Headers(scope=scope)):
            await error_response(ApiError(403, "不接受来自其他网站的请求。"))(scope, receive, send)
        elif scope["path"] == "/" and scope["method"] == "GET":
            await self._page(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            if message["type"] != "http.response.body":
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            html = localise(body.decode("utf-8")).encode("utf-8")
            headers = MutableHeaders(raw=start["headers"])
            headers["Content-Length"] = str(len(html))
            headers["Content-Security-Policy"] = POLICY
            headers["Content-Language"] = "zh-CN"
            headers["Referrer-Policy"] = "no-referrer"
            headers["X-Content-Type-Options"] = "nosniff"
            await send(start)
            await send({"type": "http.response.body", "body": html})

        await self.app(scope, receive, collect)


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if headers.get("sec-fetch-site") == "cross-site":
        return True
    return origin is not None and urlsplit(origin).netloc != headers.get("host")

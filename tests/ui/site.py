"""A real server with the page, and a real browser to look at it."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from ui.serve import listen
from ui.startup import Startup
from ui.web import create_app

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of a Chromium on this machine, or an empty string."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )


@contextmanager
def serving(startup: Startup, folder: Path) -> Iterator[str]:
    """Serve the page on a free port in a thread; yields its address."""
    bound = listen("127.0.0.1", 0)
    server: list[uvicorn.Server] = []
    started = threading.Event()

    async def run() -> None:
        app = create_app(startup, folder / "latest.html")
        server.append(uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)))
        started.set()
        await server[0].serve(sockets=[bound])

    thread = threading.Thread(target=lambda: asyncio.run(run()), name="site")
    thread.start()
    try:
        assert started.wait(60)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server[0].should_exit = True
        thread.join(30)
        bound.close()


@contextmanager
def browser() -> Iterator[Any]:
    """Start a headless Chromium; yields playwright's browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        try:
            yield started
        finally:
            started.close()

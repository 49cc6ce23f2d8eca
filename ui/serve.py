"""`python -m ui`: take the port, listen at once, get ready in the background, end cleanly on Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import sys
from contextlib import suppress

import uvicorn
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rag.settings import Settings, get_settings
from ui.startup import Startup, build_engine

__all__ = ["PortInUse", "listen", "main", "serve"]


class PortInUse(Exception):
    """The address cannot be bound; `str(error)` is one Chinese line."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket on the address (port 0: any free one); raises `PortInUse`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        advice = f"请关闭占用该端口的程序，或换一个端口：REPORTQA_PORT={port + 1} python -m ui"
        raise PortInUse(f"无法使用 {host}:{port}（{_cause(error)}）。{advice}") from error
    return bound


async def serve(settings: Settings) -> None:
    """Serve the page until interrupted; raises `PortInUse`."""
    bound = listen(settings.host, settings.port)
    print(f"网页地址：http://{_shown(settings.host)}:{bound.getsockname()[1]}（按 Ctrl-C 结束）", flush=True)
    from ui.web import create_app  # noqa: PLC0415 - takes seconds, and the port must be checked first

    startup = Startup(build_engine(settings))
    app = create_app(startup)
    startup.start()  # only now: two threads that import numpy at once break it
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    try:
        await uvicorn.Server(config).serve(sockets=[bound])
    finally:
        startup.close()


def main() -> int:
    """Run the page with the settings of the environment; 0 after Ctrl-C, 1 where the port cannot be used."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    try:
        with suppress(KeyboardInterrupt):  # a shell that starts programs in the background lets them ignore Ctrl-C
            asyncio.run(serve(get_settings()))
    except PortInUse as error:
        print(error, file=sys.stderr)
        return 1
    except ValidationError as error:
        print("；".join(_bad_setting(item) for item in error.errors()), file=sys.stderr)
        return 1
    print("已结束。", flush=True)
    return 0


def _bad_setting(item: ErrorDetails) -> str:
    return f"设置 REPORTQA_{str(item['loc'][0]).upper()} 的值不对：{item['input']!r}"


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _cause(error: OSError) -> str:
    known = {errno.EADDRINUSE: "端口已被占用", errno.EACCES: "没有权限", errno.EADDRNOTAVAIL: "本机没有这个地址"}
    return known.get(error.errno or 0, "地址无法使用")

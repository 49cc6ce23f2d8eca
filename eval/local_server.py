"""A chat-completions server on this machine over any function that writes replies: what clients take for a model."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Writer", "serving"]

Writer = Callable[[list[dict[str, str]], int], Iterable[str]]
"""Writes the reply to messages (`role`, `content`) of at most so many tokens, piece by piece."""

_DEFAULT_TOKENS = 800


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    writer: Writer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """List the one model."""
        self._send(200, {"object": "list", "data": [{"id": "local", "object": "model"}]})

    def do_POST(self) -> None:
        """Write the reply to a request, as events or whole, as it asks."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        limit = int(request.get("max_tokens") or request.get("max_completion_tokens") or _DEFAULT_TOKENS)
        pieces = self.server.writer(request["messages"], limit)
        if not request.get("stream"):
            choice = {"index": 0, "message": {"role": "assistant", "content": "".join(pieces)}, "finish_reason": "stop"}
            self._send(200, _body("chat.completion", choice))
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with suppress(OSError):  # the client may have heard enough
            self._stream(pieces)

    def _stream(self, pieces: Iterable[str]) -> None:
        for piece in pieces:
            self._event(json.dumps(_chunk({"content": piece}, None), ensure_ascii=False))
        self._event(json.dumps(_chunk({}, "stop")))
        self._event("[DONE]")

    def _event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def _send(self, status: int, content: Mapping[str, Any]) -> None:
        data = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True


def _body(kind: str, choice: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": "local", "object": kind, "created": 0, "model": "local", "choices": [dict(choice)]}


def _chunk(delta: Mapping[str, str], finish: str | None) -> dict[str, Any]:
    return _body("chat.completion.chunk", {"index": 0, "delta": dict(delta), "finish_reason": finish})


@contextmanager
def serving(writer: Writer, port: int = 0) -> Iterator[str]:
    """Serve replies of a writer on loopback while the context lasts; gives the address (`http://…/v1`)."""
    server = _Server(("127.0.0.1", port), _Handler)
    server.writer = writer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

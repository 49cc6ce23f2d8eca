"""A chat-completions server on loopback whose replies are scripted, for tests of the model's client side."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat


@dataclass
class Script:
    """What the server does with the next request: a status, then events, each a text or raw bytes.

    `hang` keeps the connection open after the events until the server is closed; `endless` repeats the last event.
    """

    texts: list[str | bytes] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False
    endless: bool = False
    finish: bool = True
    usage: dict[str, int] | None = None


def chunk(text, *, finish=None, usage=None):
    """Return one server-sent event with a piece of the reply."""
    choice = {"index": 0, "delta": {"content": text} if text is not None else {}, "finish_reason": finish}
    body = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    if usage:
        body |= {"choices": [], "usage": usage}
    return f"data: {json.dumps(body)}\n\n".encode()


class Handler(BaseHTTPRequestHandler):
    """Plays the scripts of the server in turn, the last one again and again."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Keep quiet."""

    def do_GET(self):
        self._answer_json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        scripts = self.server.scripts
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        if script.status != 200:
            self._answer_json(script.status, {"error": {"message": "scripted", "type": "error"}}, script.headers)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self._play(script)
        except OSError:
            self.server.broken_off.set()
        self.close_connection = True

    def _play(self, script):
        for text in script.texts:
            self._send(text)
        if script.endless:
            for text in repeat(script.texts[-1]):
                self._send(text)
        if script.hang:
            self.server.closing.wait()
            return
        if script.finish:
            self._send(chunk(None, finish="stop"))
            if script.usage:
                self._send(chunk(None, usage=script.usage))
            self._send(b"data: [DONE]\n\n")

    def _send(self, text):
        self.wfile.write(text if isinstance(text, bytes) else chunk(text))
        self.wfile.flush()

    def _answer_json(self, status, content, headers=None):
        data = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(data)),
            "Connection": "close",
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True


@contextmanager
def serving(*scripts):
    """Serve the scripts; gives the server with `url` and `requests`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.scripts, server.requests = list(scripts), []
    server.closing, server.broken_off = threading.Event(), threading.Event()
    server.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()

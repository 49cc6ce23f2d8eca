"""Nothing outside this machine is contacted: a fresh process with every other host cut off answers a question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

GUARD = """
import socket, sys

TRIED = []

def local(family, address):
    return family not in (socket.AF_INET, socket.AF_INET6) or address[0] in ("127.0.0.1", "::1", "localhost", "0.0.0.0")

def guard(name):
    real = getattr(socket.socket, name)
    def connect(self, address, *rest):
        if not local(self.family, address):
            TRIED.append(str(address))
            raise OSError("no network")
        return real(self, address, *rest)
    setattr(socket.socket, name, connect)

for name in ("connect", "connect_ex", "sendto"):
    guard(name)

look_up = socket.getaddrinfo
def getaddrinfo(host, *args, **kwargs):
    if host not in (None, "", b"", "127.0.0.1", "::1", "localhost", "0.0.0.0"):
        TRIED.append(str(host))
        raise socket.gaierror("no network")
    return look_up(host, *args, **kwargs)
socket.getaddrinfo = getaddrinfo
"""


def run(body: str, tmp_path: Path) -> dict:
    """Run the code in a fresh process behind the guard; return what it leaves in RESULT and every host it tried."""
    code = GUARD + "RESULT = {}\n" + body + "\nimport json\nprint(json.dumps({**RESULT, 'tried': TRIED}))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REPORTQA_", "HF_"))}
    environment |= {"REPORTQA_INDEX_DIR": str(tmp_path / "index"), "HF_HOME": str(tmp_path / "hub")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_guard_sees_an_attempt(tmp_path):
    body = "import urllib.request\ntry:\n    urllib.request.urlopen('http://example.org')\nexcept OSError:\n    pass"
    assert run(body, tmp_path) == {"tried": ["example.org"]}


def test_the_encoder_and_the_token_counter_need_no_network(tmp_path, encoder):
    body = """
from rag.encoder import Encoder
from rag.settings import get_settings
from rag.tokens import count_tokens

RESULT["shape"] = Encoder.load(get_settings()).encode_queries(["东平镇上半年税收收入是多少？"]).shape
RESULT["tokens"] = count_tokens("东平镇上半年税收收入是多少？")
"""
    assert run(body, tmp_path) == {"shape": [1, 384], "tokens": 16, "tried": []}


def test_an_index_is_built_and_a_question_answered_without_network(tmp_path, encoder):
    report = tmp_path / "report.txt"
    report.write_text(
        "青石镇2023年政府工作报告\n\n各位代表：\n\n一、2023年工作回顾\n\n"
        "全年完成税收收入5200万元，同比增长8.5%。新建社区助餐点3个。\n\n"
        "二、2024年工作安排\n\n税收收入增长6%以上。\n",
        "utf-8",
    )
    body = f"""
from pathlib import Path
from ingest.pipeline import ingest_paths
from rag.engine import Engine
from rag.index import Index
from rag.settings import get_settings

with Index.open(get_settings()) as index:
    ingest_paths([Path({str(report)!r})], index)
    answer = Engine(index, get_settings()).ask("青石镇2023年税收收入是多少？")
RESULT["quotes"] = [citation.quote for citation in answer.citations]
RESULT["answer"] = answer.text
"""
    assert run(body, tmp_path) == {
        "quotes": ["全年完成税收收入5200万元，同比增长8.5%。"],
        "answer": "青石镇2023年税收收入为5200万元[1]（同比增长8.5%）。",
        "tried": [],
    }


def test_the_page_is_served_without_network(tmp_path):
    body = """
import asyncio
from starlette.testclient import TestClient
from ui.startup import Startup
from ui.web import create_app

async def create():
    return create_app(Startup(lambda progress: None))

with TestClient(asyncio.run(create())) as client:
    page = client.get("/")
RESULT["status"] = page.status_code
RESULT["title"] = page.text.split("<title>")[1].split("</title>")[0] != ""
"""
    assert run(body, tmp_path) == {"status": 200, "title": True, "tried": []}

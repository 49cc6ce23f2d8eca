from __future__ import annotations

import socket

import pytest

import ui.serve
from rag.settings import Settings
from ui.serve import PortInUse, listen, main


def test_listen_on_any_free_port():
    with listen("127.0.0.1", 0) as bound:
        assert bound.getsockname()[1] > 0


def test_a_port_in_use_is_one_chinese_line(capsys, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(ui.serve, "get_settings", lambda: Settings(port=port, _env_file=None))
        assert main() == 1
    advice = f"请关闭占用该端口的程序，或换一个端口：REPORTQA_PORT={port + 1} python -m ui"
    assert capsys.readouterr() == ("", f"无法使用 127.0.0.1:{port}（端口已被占用）。{advice}\n")


def test_an_address_of_another_machine():
    with pytest.raises(PortInUse, match="本机没有这个地址"):
        listen("192.0.2.1", 0)


def test_a_bad_setting_is_one_chinese_line(capsys, monkeypatch):
    monkeypatch.setattr(ui.serve, "get_settings", lambda: Settings(port="八千", _env_file=None))
    assert main() == 1
    assert capsys.readouterr() == ("", "设置 REPORTQA_PORT 的值不对：'八千'\n")


def test_ctrl_c_ends_cleanly(capsys, monkeypatch):
    async def interrupted(settings):
        raise KeyboardInterrupt

    monkeypatch.setattr(ui.serve, "serve", interrupted)
    assert main() == 0
    assert capsys.readouterr().out == "已结束。\n"

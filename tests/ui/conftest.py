"""The small engine, ready behind a start-up, for the tests of the page and its doors."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.ui.fakes import FakeEngine, FakeIndex
from ui.startup import Startup
from ui.web import create_app


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    return FakeEngine(FakeIndex(tmp_path))


@pytest.fixture
def ready(engine: FakeEngine) -> Startup:
    """A start-up that is over and gave the small engine."""
    startup = Startup(lambda progress: engine)
    startup.start()
    assert startup.wait(10).phase == "ready"
    return startup


def make_client(startup: Startup, folder: Path) -> TestClient:
    """Return a caller of the whole application in this process; it is made inside a loop, as the server does it."""

    async def make() -> FastAPI:
        return create_app(startup, folder / "latest.html")

    return TestClient(asyncio.run(make()), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Startup, TestClient, Path]:
    """One application for all tests that call it; making one takes a second."""
    startup, folder = Startup(lambda progress: None), tmp_path_factory.mktemp("evaluation")
    return startup, make_client(startup, folder), folder / "latest.html"


@pytest.fixture
def client(shared: tuple[Startup, TestClient, Path], ready: Startup) -> TestClient:
    """The application over the small engine of this test."""
    startup, client, _ = shared
    startup.engine, startup._state = ready.engine, ready.state
    return client

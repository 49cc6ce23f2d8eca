"""Getting ready in the background: encoder, index, reports, engine; with progress for the page to show."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from rag.errors import ReportQAError
from rag.schema import Progress
from rag.settings import Settings
from ui.shelf import read_again

if TYPE_CHECKING:
    from ingest.meter import ConsoleProgress
    from rag.engine import Engine

__all__ = ["Phase", "Startup", "State", "build_engine"]

_log = logging.getLogger(__name__)

_WARMING = "上半年有哪些重点工作？"
"""Asked once before anyone else asks, so that all dictionaries and models are loaded."""

Phase = Literal["building", "ready", "error"]


@dataclass(frozen=True, slots=True)
class State:
    """How far the start has come; `message` is Chinese, `done` of `total` steps of it are over (0 of 0: unknown)."""

    phase: Phase = "building"
    message: str = "正在启动"
    done: int = 0
    total: int = 0

    @property
    def sentence(self) -> str:
        """What to tell someone who asks too early."""
        if self.phase == "error":
            return f"系统未能启动：{self.message}"
        counted = f"（{self.done}/{self.total}）" if self.total else ""
        return f"索引还在准备中：{self.message}{counted}，请稍候再问。"

    def to_json(self) -> dict[str, str | int]:
        """Return the state for `GET /api/health`."""
        return asdict(self)


class Startup:
    """Runs `build` once in a thread of its own; `engine` is set when the state is `ready`."""

    def __init__(self, build: Callable[[Progress], Engine]) -> None:
        self._build = build
        self._state = State()
        self.engine: Engine | None = None
        self._thread = threading.Thread(target=self._run, name="startup", daemon=True)

    @property
    def state(self) -> State:
        """The state at this moment."""
        return self._state

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def wait(self, timeout: float | None = None) -> State:
        """Wait until the start is over, well or not, or until `timeout` seconds have passed."""
        self._thread.join(timeout)
        return self._state

    def close(self) -> None:
        """Close the index where one is open."""
        if self.engine is not None:
            self.engine.index.close()

    def _progress(self, done: int, total: int, what: str) -> None:
        self._state = State("building", what, done, total)

    def _run(self) -> None:
        try:
            self.engine = self._build(self._progress)
        except ReportQAError as error:
            self._fail(str(error))
        except Exception as error:
            _log.debug("start failed", exc_info=True)
            self._fail(f"程序内部出错（{type(error).__name__}：{error}）。")
        else:
            self._state = State("ready", "已就绪")

    def _fail(self, message: str) -> None:
        self._state = State("error", message)
        _log.error("启动失败：%s", message)


def build_engine(settings: Settings) -> Callable[[Progress], Engine]:
    """Return what makes the real engine: load the encoder, open the index, take in the folder of reports."""

    def build(progress: Progress) -> Engine:
        progress(0, 0, "正在载入程序")
        from ingest.meter import ConsoleProgress  # noqa: PLC0415 - heavy, and the server must listen first
        from ingest.pipeline import sync_folder  # noqa: PLC0415
        from rag.encoder import Encoder  # noqa: PLC0415
        from rag.engine import Engine  # noqa: PLC0415
        from rag.index import Index  # noqa: PLC0415

        progress(0, 0, "正在载入向量模型")
        with _also_on(ConsoleProgress(unit="MB"), progress) as both:
            encoder = Encoder.load(settings, both)
        progress(0, 0, "正在打开索引")
        with _also_on(ConsoleProgress(), progress) as both:
            index = Index.open(settings, encoder=encoder, progress=both)
            sync_folder(settings.reports_dir, index, both, settings)
            read_again(index, settings, both)
        progress(0, 0, "正在预热")
        engine = Engine(index, settings)
        engine.ask(_WARMING)
        return engine

    return build


@contextmanager
def _also_on(console: ConsoleProgress, progress: Progress) -> Iterator[Progress]:
    """Give a progress that is shown on the page and in the terminal from which the page was started."""

    def both(done: int, total: int, what: str) -> None:
        progress(done, total, what)
        if total:
            console(done, total, what)

    try:
        yield both
    finally:
        console.close()

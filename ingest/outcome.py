"""What became of the files of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["IngestResult", "Outcome", "Status"]


class Status(StrEnum):
    """What became of a document; the values are shown to the user."""

    ADDED = "新增"
    UNCHANGED = "未变"
    REPLACED = "更新"
    RENAMED = "改名"
    DUPLICATE = "重复"
    REMOVED = "移除"
    REFUSED = "拒绝"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `detail` is a refusal's reason, a duplicate's twin, an earlier name, or empty."""

    name: str
    status: Status
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.status}：{self.name}" + (f"（{self.detail}）" if self.detail else "")


@dataclass(slots=True)
class IngestResult:
    """What became of every document of a run, in order."""

    outcomes: list[Outcome] = field(default_factory=list)

    def of(self, status: Status) -> list[Outcome]:
        """Return the outcomes of one status."""
        return [outcome for outcome in self.outcomes if outcome.status is status]

    @property
    def refused(self) -> list[Outcome]:
        """The documents that were not taken in; `detail` says why."""
        return self.of(Status.REFUSED)

    def summary(self) -> str:
        """Say in one Chinese line how many there are of each status."""
        counts = [f"{status} {len(found)}" for status in Status if (found := self.of(status))]
        return "，".join(counts) if counts else "没有文件"

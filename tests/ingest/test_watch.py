from __future__ import annotations

from pathlib import Path

from ingest.watch import changes


class Looks:
    """Stands in for the event that ends watching: each wait does one thing to the files, the last one ends it."""

    def __init__(self, *actions: object) -> None:
        self._actions = iter(actions)

    def wait(self, seconds: float) -> bool:
        action = next(self._actions, None)
        if action is None:
            return True
        action()
        return False


def test_a_change_is_told_once_it_has_come_to_rest(tmp_path: Path):
    file = tmp_path / "a.txt"
    told: list[str] = []
    looks = Looks(
        lambda: told.append("quiet"),
        lambda: file.write_text("1", encoding="utf-8"),
        lambda: file.write_text("12", encoding="utf-8"),
        lambda: told.append("at rest"),
        lambda: told.append("quiet"),
        file.unlink,
        lambda: told.append("at rest"),
    )
    for _ in changes([tmp_path], stop=looks):
        told.append("change")  # noqa: PERF401 - the looks append, too
    assert told == ["quiet", "at rest", "change", "quiet", "at rest", "change"]


def test_changes_count_from_the_call(tmp_path: Path):
    watching = changes([tmp_path], stop=Looks(lambda: None, lambda: None))
    (tmp_path / "a.txt").write_text("1", encoding="utf-8")
    assert len(list(watching)) == 1

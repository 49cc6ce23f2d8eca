"""The tab with the last evaluation report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

__all__ = ["render_evaluation"]


def render_evaluation(path: Path) -> str:
    """Return the last report in a sandboxed frame, or how to make one."""
    if not path.is_file():
        return (
            '<div class="rq-empty"><p>还没有评测报告。</p>'
            "<p>在命令行运行下面的命令，完成后刷新本页即可在此查看：</p>"
            "<pre>python -m eval run</pre></div>"
        )
    stamp = int(path.stat().st_mtime)
    made = f"{datetime.fromtimestamp(stamp):%Y-%m-%d %H:%M}"
    return (
        f'<p class="rq-small">评测报告生成于 {made}</p>'
        f'<iframe class="rq-evaluation" title="评测报告" sandbox="allow-scripts" src="/evaluation?v={stamp}"></iframe>'
    )

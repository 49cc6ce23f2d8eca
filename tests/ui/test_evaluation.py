from __future__ import annotations

import os

from ui.evaluation import render_evaluation


def test_no_report_yet_says_how_to_make_one(tmp_path):
    html = render_evaluation(tmp_path / "latest.html")
    assert "还没有评测报告。" in html
    assert "python -m eval run" in html


def test_the_report_is_framed_in_a_sandbox(tmp_path):
    path = tmp_path / "latest.html"
    path.write_text("<script>parent.alert(1)</script>", encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    html = render_evaluation(path)
    assert ' title="评测报告" sandbox="allow-scripts" src="/evaluation?v=1700000000"></iframe>' in html
    assert "alert" not in html

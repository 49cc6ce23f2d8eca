from __future__ import annotations

import re

from eval.charts import curve, histogram, stacked_bars


def test_stacked_bars_share_the_width() -> None:
    parts = {"right": ("对", "green"), "wrong": ("错", "red")}
    svg = stacked_bars([("数值<", {"right": 3, "wrong": 1}), ("空", {})], parts)
    widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="17"', svg)]
    assert widths == [375.0, 125.0]
    assert "数值&lt;·对 3" in svg
    assert "3 / 4" in svg


def test_curve_runs_from_left_to_right() -> None:
    svg = curve([(0.5, 0.0), (1.0, 0.1)], "回答", "答错")
    assert 'points="370.0,220.0 680.0,30.0"' in svg
    assert "10.0%" in svg
    assert "polyline" in curve([], "回答", "答错")


def test_histogram_counts_every_value() -> None:
    svg = histogram([1, 1, 2, 3, 1000], "毫秒", bins=4)
    assert sum(map(int, re.findall(r"<title>(\d+)</title>", svg))) == 5
    assert histogram([], "毫秒") == ""

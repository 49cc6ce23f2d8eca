"""Charts as inline SVG, drawn from plain numbers, for a page that loads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

__all__ = ["curve", "histogram", "stacked_bars"]

WIDTH = 720
_LABEL = 150


def stacked_bars(rows: Sequence[tuple[str, Mapping[str, int]]], parts: Mapping[str, tuple[str, str]]) -> str:
    """Return one horizontal bar a row, each part's length its share; `parts` maps a part to its name and colour."""
    height = 24 * len(rows) + 30
    shapes, room = [_legend(parts)], WIDTH - _LABEL - 70
    for number, (name, counts) in enumerate(rows):
        top, left = 30 + 24 * number, float(_LABEL)
        total = sum(counts.get(part, 0) for part in parts) or 1
        shapes.append(f'<text x="{_LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(name)}</text>')
        for part, (label, colour) in parts.items():
            count = counts.get(part, 0)
            length = room * count / total
            if count:
                shapes.append(
                    f'<rect x="{left:.1f}" y="{top}" width="{length:.1f}" height="17" fill="{colour}">'
                    f"<title>{escape(name)}·{label} {count}</title></rect>"
                )
            left += length
        first = next(iter(parts))
        shapes.append(f'<text x="{WIDTH - 62}" y="{top + 13}">{counts.get(first, 0)} / {total}</text>')
    return _svg(height, shapes)


def curve(points: Sequence[tuple[float, float]], across: str, up: str) -> str:
    """Return a line through (x, y) points, both 0 to 1, with its axes named; the y axis ends at the highest value."""
    top = max((y for _, y in points), default=0.0) or 0.01
    plotted = " ".join(f"{60 + 620 * x:.1f},{220 - 190 * y / top:.1f}" for x, y in points)
    shapes = [_axes(across, up), f'<polyline points="{plotted}" class="line"/>']
    shapes += [_tick(60 + 620 * x, 238, f"{x:.0%}") for x in (0, 0.25, 0.5, 0.75, 1)]
    shapes += [_tick(32, 224 - 190 * share, f"{top * share:.1%}") for share in (0, 0.5, 1)]
    return _svg(265, shapes)


def histogram(values: Sequence[float], unit: str, bins: int = 24) -> str:
    """Return how many values fall into each of equal bins between 0 and the 99th percentile; the rest in the last."""
    if not values:
        return ""
    ordered = sorted(values)
    end = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / end * bins))] += 1
    step, tall = 620 / bins, max(counts)
    shapes = [_axes(unit, "问题数")]
    for number, count in enumerate(counts):
        high = 190 * count / tall
        shapes.append(
            f'<rect x="{60 + step * number:.1f}" y="{220 - high:.1f}" width="{step - 2:.1f}" height="{high:.1f}" '
            f'fill="var(--right)"><title>{count}</title></rect>'
        )
    shapes += [_tick(60 + 620 * share, 238, f"{end * share:.0f}") for share in (0, 0.25, 0.5, 0.75, 1)]
    shapes.append(_tick(40, 34, str(tall)))
    return _svg(265, shapes)


def _legend(parts: Mapping[str, tuple[str, str]]) -> str:
    marks = []
    for number, (label, colour) in enumerate(parts.values()):
        left = _LABEL + 110 * number
        marks.append(f'<rect x="{left}" y="4" width="12" height="12" fill="{colour}"/>')
        marks.append(f'<text x="{left + 18}" y="15">{escape(label)}</text>')
    return "".join(marks)


def _axes(across: str, up: str) -> str:
    return (
        '<path d="M60 25V220H685" class="axis"/>'
        f'<text x="685" y="258" text-anchor="end">{escape(across)}</text><text x="60" y="16">{escape(up)}</text>'
    )


def _tick(left: float, top: float, text: str) -> str:
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="middle" class="tick">{escape(text)}</text>'


def _svg(height: int, shapes: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(shapes)}</svg>'

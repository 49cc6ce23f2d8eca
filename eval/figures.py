"""Measure figure extraction on hand labels: precision and recall of value and unit, kind and indicator right.

The labels were written from the texts, before the program's output was seen, over 12 and more reports chosen at
random: `dev` to work with, `test` held out, `hard` (sentences with lists, ranks, points, earlier values), `fresh` and
`final` labelled after the work on the sets before. Run `python -m eval.figures [--verbose] [--half SET] [LABELS]`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.figures import Carry, RawFigure, extract_figures
from rag.numbers import normalise
from rag.schema import Period, Role

__all__ = ["main", "score"]

_QUOTES = str.maketrans("", "", '“”"')
LABELS = Path(__file__).parent / "labels" / "figures.jsonl"


def _key(value: Decimal, unit: str) -> tuple[Decimal, str]:
    base, name = normalise(value, unit)
    return round(base, 4), name


def _matches(label: dict[str, Any], indicator: str) -> bool:
    """Tell whether an indicator has, in order, all words of one of the label's alternatives."""
    for alternative in label["indicator"]:
        words = [word.translate(_QUOTES) for word in alternative]
        at = 0
        for word in words:
            at = indicator.find(word, at)
            if at < 0:
                break
            at += len(word)
        else:
            return len(indicator) <= 30
    return False


def _pair(
    labels: list[dict[str, Any]], found: list[RawFigure]
) -> tuple[list[tuple[dict[str, Any], RawFigure]], list[dict[str, Any]], list[RawFigure]]:
    """Match labels and figures of one sentence by value and unit, preferring the same indicator."""
    pairs, missed, rest = [], [], list(found)
    for label in labels:
        key = _key(Decimal(label["value"]), label["unit"])
        same = [f for f in rest if _key(f.value, f.unit) == key]
        best = next((f for f in same if _matches(label, f.indicator)), same[0] if same else None)
        if best is None:
            missed.append(label)
            continue
        rest.remove(best)
        pairs.append((label, best))
    return pairs, missed, rest


def score(rows: list[dict[str, Any]], verbose: bool = False) -> dict[str, float]:
    """Return the measures over labelled sentences as a flat dict; optional labels count neither way."""
    counts: Counter[str] = Counter()
    for row in rows:
        carry = Carry()
        found = extract_figures(
            row["sentence"], role=Role(row["role"]), period=Period.of_year(2020), place="", carry=carry
        )
        pairs, missed, spurious = _pair(row["figures"], found)
        for label, figure in pairs:
            if label["optional"]:
                continue
            counts["found"] += 1
            kind, indicator = figure.kind.value == label["kind"], _matches(label, figure.indicator)
            counts["kind"] += kind
            counts["indicator"] += indicator
            if verbose and not (kind and indicator):
                wanted = "|".join(" ".join(words) for words in label["indicator"])
                mark = "kind" if indicator else "indicator" if kind else "both"
                print(
                    f"{mark:9} #{row['id']} {label['value']}{label['unit']} {label['kind']} {wanted} <- "
                    f"{figure.kind.value} {figure.indicator}"
                )
        wrong = [m for m in missed if not m["optional"]]
        counts["missed"] += len(wrong)
        counts["spurious"] += len(spurious)
        if verbose:
            for m in wrong:
                print(f"missed    #{row['id']} {m['value']}{m['unit']}")
            for f in spurious:
                print(
                    f"spurious  #{row['id']} {f.value}{f.unit} {f.indicator}: "
                    f"{row['sentence'][max(0, f.start - 10) : f.end + 8]}"
                )
    found_count = counts["found"]
    return {
        "labels": found_count + counts["missed"],
        "precision": found_count / max(1, found_count + counts["spurious"]),
        "recall": found_count / max(1, found_count + counts["missed"]),
        "kind": counts["kind"] / max(1, found_count),
        "indicator": counts["indicator"] / max(1, found_count),
    }


def main(argv: list[str] | None = None) -> int:
    """Print the measures of both halves; return 0."""
    parser = argparse.ArgumentParser(description="按人工标注测量数字抽取的准确率")
    parser.add_argument("labels", nargs="?", type=Path, default=LABELS)
    parser.add_argument("--half", choices=["dev", "test", "hard", "fresh", "final"])
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(argv)
    rows = [json.loads(line) for line in options.labels.read_text(encoding="utf-8").splitlines()]
    for half in [options.half] if options.half else ["dev", "test", "hard", "fresh", "final"]:
        result = score([r for r in rows if r["half"] == half], options.verbose)
        print(half, " ".join(f"{name}={value:.4g}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

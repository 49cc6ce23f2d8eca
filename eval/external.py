"""Readers for public question sets that the user has: SQuAD form (CMRC 2018, DRCD) and RGB form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Noisy", "Reading", "read_rgb", "read_squad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question on one paragraph: `answers` are spans of it as written, none where it cannot be answered."""

    id: str
    question: str
    paragraph_id: str
    paragraph: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noisy:
    """A question with passages that answer it and passages that do not (RGB).

    `answers` are the required items, each a tuple of accepted forms. With `negative` alone it must be declined.
    """

    id: str
    question: str
    answers: tuple[tuple[str, ...], ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


def read_squad(path: Path) -> list[Reading]:
    """Read a file in SQuAD form, the official nested one or CMRC's flat list; raises `ValueError` for other forms."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        articles = data["data"] if isinstance(data, dict) else data
        return [reading for article in articles for reading in _readings(article)]
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path.name}: not in SQuAD form ({error!r})") from error


def _readings(article: dict[str, Any]) -> Iterator[Reading]:
    if "paragraphs" not in article:
        yield from _paragraph(article["context_text"], article["context_id"], article["qas"])
        return
    for number, paragraph in enumerate(article["paragraphs"]):
        paragraph_id = str(paragraph.get("id") or f"{article.get('id') or article.get('title')}-{number}")
        yield from _paragraph(paragraph["context"], paragraph_id, paragraph["qas"])


def _paragraph(text: str, paragraph_id: str, questions: list[dict[str, Any]]) -> Iterator[Reading]:
    for question in questions:
        answers = (a["text"] if isinstance(a, dict) else a for a in question.get("answers", ()))
        yield Reading(
            id=str(question.get("id", question.get("query_id"))),
            question=str(question.get("question", question.get("query_text"))),
            paragraph_id=paragraph_id,
            paragraph=text,
            answers=tuple(dict.fromkeys(answers)),
        )


def read_rgb(path: Path) -> list[Noisy]:
    """Read a file in RGB's form, one object a line; raises `ValueError` that names a malformed line."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.append(
                Noisy(
                    id=str(row["id"]),
                    question=row["query"],
                    answers=tuple(_forms(item) for item in _items(row["answer"])),
                    positive=tuple(_flat(row["positive"])),
                    negative=tuple(_flat(row["negative"])),
                )
            )
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path.name}:{number}: not in RGB's form ({error!r})") from error
    return rows


def _items(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def _forms(item: Any) -> tuple[str, ...]:
    return tuple(map(str, item)) if isinstance(item, list) else (str(item),)


def _flat(passages: list[Any]) -> Iterator[str]:
    for passage in passages:
        yield from passage if isinstance(passage, list) else [passage]

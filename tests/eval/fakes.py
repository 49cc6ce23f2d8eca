"""A small corpus, hand-made answers and a system that gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from eval.questions import Evidence, Question
from rag.schema import Answer, AnswerFigure, Citation, Retrieved, Turn

FILE = "甲镇.txt"
TEXT = "一、回顾\n上半年税收收入14869万元，同比减少36.2%。\n拆除违建2500平方米。\n二、打算\n全年税收目标4.4亿元。\n"
SOURCES = {FILE: TEXT}
TAX = "上半年税收收入14869万元，同比减少36.2%"
GOAL = "全年税收目标4.4亿元"


def question(**changes: object) -> Question:
    fields: dict[str, object] = {
        "id": "q-1",
        "question": "甲镇上半年税收多少？",
        "kind": "value",
        "places": ("甲镇",),
        "answer": "14869万元",
        "accepted": (("14869万元",),),
        "evidence": (Evidence(FILE, TAX),),
        "answerable": True,
    }
    return Question(**(fields | changes))  # type: ignore[arg-type]


def cite(quote: str, n: int = 1, place: str = "甲镇") -> Citation:
    start = TEXT.index(quote)
    return Citation(
        n=n, report_id="r", title="甲镇报告", place=place, period="2023年上半年", file=FILE, section=("一、回顾",),
        quote=quote, start=start, end=start + len(quote),
    )  # fmt: skip


def figure(value: str = "14869", unit: str = "万元", kind: str = "achieved", place: str = "甲镇") -> AnswerFigure:
    return AnswerFigure(
        indicator="税收收入", place=place, period="2023年上半年", kind=kind, value=Decimal(value), unit=unit,
        text=value + unit, citation=1,
    )  # fmt: skip


def found(*quotes: str) -> tuple[Retrieved, ...]:
    spans = [(TEXT.index(q), TEXT.index(q) + len(q)) for q in quotes]
    return tuple(Retrieved(file=FILE, start=a, end=b, score=1.0 - i / 10) for i, (a, b) in enumerate(spans))


def reply(text: str = "甲镇2023年上半年税收收入14869万元。", **changes: object) -> Answer:
    fields: dict[str, object] = {
        "question": "甲镇上半年税收多少？",
        "text": text,
        "abstained": False,
        "kind": "figure",
        "citations": (cite(TAX),),
        "figures": (figure(),),
        "retrieved": found("拆除违建2500平方米。", TAX),
    }
    return Answer(**(fields | changes))  # type: ignore[arg-type]


def refusal() -> Answer:
    return Answer(question="", text="报告没有写。", abstained=True, kind="none", confidence=0.1)


class Canned:
    """Answers each question with what it was given for it."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        return self.answers[question]

"""Answers to English questions: an English rendering of the stated figures, then the verified Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rag.answering.draft import Draft
from rag.answering.english_names import period_in_english, place_in_english
from rag.answering.english_notes import note_in_english
from rag.schema import AnswerFigure
from rag.understanding.english import is_english
from rag.understanding.english_terms import english_terms

__all__ = ["asks_in_english", "text_in_english"]

_WORD = re.compile(r"[a-z]{2}")
_SPACE = re.compile(r"\s+")
_YEARS = re.compile(r"\d{4}–\d{4}")
_DIGITS = re.compile(r"\d+")
_BREAK = re.compile(r"[，,。；;：:（(\n|]")

_BEFORE = {
    "不少于": "at least ",
    "不低于": "at least ",
    "至少": "at least ",
    "不超过": "at most ",
    "不高于": "at most ",
    "不多于": "at most ",
    "最多": "at most ",
    "高于": "over ",
    "超过": "over ",
    "突破": "over ",
    "超": "over ",
    "逾": "over ",
    "低于": "under ",
    "不足": "under ",
    "不到": "under ",
    "将近": "nearly ",
    "接近": "nearly ",
    "近": "nearly ",
    "大约": "about ",
    "约": "about ",
}
_AFTER = {
    "以上": " or more",
    "以下": " or less",
    "以内": " at most",
    "左右": " or so",
    "上下": " or so",
    "余": " or a little more",
    "多": " or a little more",
}
_UP = "增长|增加|上升|提高|提升|增"
_DOWN = "下降|减少|降低|回落|减|降"
_BASES = {
    "同比": "year on year",
    "环比": "on the period before",
    "年均": "a year on average",
    "比上年": "on the year before",
    "较上年": "on the year before",
    "比年初": "since the start of the year",
    "较年初": "since the start of the year",
}
_QUALIFIER = re.compile(rf"({'|'.join(_BEFORE)})?(?:为|达到?|了|至|到)*$")
_EXPECTED = re.compile("预计|预期|力争|有望")
_FOLLOWING = re.compile("|".join(_AFTER))
_MOVED = re.compile(rf"(?:(?P<down>负增长|{_DOWN})|(?<!负)(?P<up>{_UP}))了?$")
_BEYOND = re.compile("超|差|低于|高于|快于|慢于|缺")
_FORMULA = re.compile("（推算：(?:[^（）]|（[^（）]*）)*）")
_AGAINST = re.compile(rf"(?:{'|'.join(_BASES)})|[比较与].*$")
_COMPUTED = (
    (re.compile("相差$"), "difference, "),
    (re.compile("合计$"), "total, "),
    (re.compile("平均每.{1,3}$"), "average, "),
    (re.compile("(?:下降|减少)$"), "fall, "),
    (re.compile("(?:上升|增长|增加)$"), "rise, "),
    (re.compile("的全年目标$"), "target for the year, "),
    (re.compile("占.*比重$"), "share, "),
)
"""What the name of a computed figure ends with, and its English."""

_LONGEST_NAMED = 10
_SCALES = {"万": "万 = ten thousand", "亿": "亿 = hundred million"}
_LEAD = {
    "figure": "In Chinese:",
    "comparison": "Compared, in Chinese:",
    "computation": "With the computation, in Chinese:",
}
_SAYS = "The reports say (in Chinese):"
_DECLINED = "The reports do not answer this."
_REASON = "The reason, in Chinese:"
_NEAREST = "The nearest that they say:"
_HELD = "These reports are held (in Chinese):"


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure, where its number stands in the Chinese text, and the words there."""

    start: int
    figure: AnswerFigure
    words: str


def asks_in_english(question: str) -> bool:
    """Tell whether a question is in English; a bare abbreviation (GDP) is of no language."""
    return is_english(question) and _WORD.search(question) is not None


def text_in_english(question: str, draft: Draft) -> str:
    """Return the text of the answer to an English question.

    The draft's figures that its text states come first, in English and in the order of the text, their numbers and
    marks as they stand there; then the text itself, unchanged.
    """
    told = _lines(question, draft)
    if draft.abstained:
        reason = note_in_english(draft.reason)
        nearest = f"\n\n{_NEAREST}\n{told}" if told else ""
        if reason == draft.reason:
            return f"{_DECLINED} {_with(_REASON, draft.text)}{nearest}"
        return f"{_DECLINED} {reason}{nearest}\n\n{_with(_LEAD['figure'], draft.text)}"
    if draft.kind == "catalogue":
        return _with(_HELD, draft.text)
    said = _with(_LEAD.get(draft.kind, _SAYS), draft.text) if told else _with(_SAYS, draft.text)
    return f"{told}\n\n{said}" if told else said


def _with(lead: str, text: str) -> str:
    """Put a text after its lead: on the same line, or below it where it has several."""
    return f"{lead}\n\n{text}" if "\n" in text else f"{lead} {text}"


def _lines(question: str, draft: Draft) -> str:
    """Return a line for each place, period and indicator, with its figures; empty where the text states none."""
    stated = _stated(draft)
    held = _held(question, draft)
    lines = []
    for (place, label, indicator), group in groupby(stated, key=lambda item: _subject(item.figure)):
        opening = ", ".join(part for part in (place_in_english(place), _period(label, held)) if part)
        amounts = ", ".join(item.words for item in group)
        named = f"{_indicator(indicator, question)} {amounts}".strip()
        lines.append(f"{opening}: {named}" if opening else named)
    scales = [words for sign, words in _SCALES.items() if any(sign in item.figure.text for item in stated)]
    return "\n".join(lines) + (f" ({', '.join(scales)})" if scales else "")


def _period(label: str, held: set[str]) -> str:
    """Return the period in English; in Chinese where it has a number that neither question nor citations hold."""
    period = period_in_english(label)
    return period if set(_DIGITS.findall(_YEARS.sub("", period))) <= held else label


def _subject(figure: AnswerFigure) -> tuple[str, str, str]:
    return figure.place, figure.period, figure.indicator


def _held(question: str, draft: Draft) -> set[str]:
    """Return the runs of digits that the question and the citations hold."""
    texts: Iterable[str] = (question, *(text for c in draft.citations for text in (c.quote, c.title, c.period)))
    return {run for text in texts for run in _DIGITS.findall(text)}


def _stated(draft: Draft) -> list[_Stated]:
    """Return the figures whose numbers stand in the text, each once, in the order of the text.

    A number that stands for several figures, and not each time with the same words, is left to the Chinese text.
    """
    numbers: dict[str, dict[tuple[str, ...], AnswerFigure]] = {}
    for figure in draft.figures:
        same = numbers.setdefault(_SPACE.sub("", figure.text), {})
        same.setdefault((*_subject(figure), figure.kind), figure)
    text = _FORMULA.sub(lambda match: "；" * len(match.group()), draft.text)
    found: list[_Stated] = []
    for number, same in numbers.items():
        starts = _starts(number, text) or _starts(number, draft.text)
        for figure, start in zip(same.values(), starts, strict=False):
            words = {_amount(text, other, number, figure) for other in starts}
            if len(words) == 1 or (len(same) == 1 and not _at_odds(words)):
                found.append(_Stated(start, figure, _amount(text, start, number, figure) + _mark(figure)))
    return sorted(found, key=lambda item: item.start)


def _at_odds(words: Iterable[str]) -> bool:
    """Tell whether the same number is said to go up and to go down."""
    said = " ".join(words)
    return "up " in said and "down " in said


def _starts(number: str, text: str) -> list[int]:
    """Return where a number stands in a text, not as the end of a longer one."""
    return [m.start() for m in re.finditer(rf"(?<![\d.]){re.escape(number)}", text)] if number else []


def _mark(figure: AnswerFigure) -> str:
    return f" [{figure.citation}]" if figure.citation else ""


def _indicator(indicator: str, question: str) -> str:
    """Return the indicator in English with the Chinese in brackets; the Chinese alone where no term is exact."""
    terms = [term for term in english_terms(indicator) if not _DIGITS.search(term)]
    asked = [match.group() for term in terms if (match := re.search(rf"\b{re.escape(term)}\b", question, re.I))]
    term = max(asked, key=len) if asked else next(iter(terms), "")
    return f"{term} ({indicator})" if term else indicator


def _amount(text: str, start: int, number: str, figure: AnswerFigure) -> str:
    """Return a number that stands in a text with what its clause says of it."""
    before = _BREAK.split(text[:start])[-1]
    qualifier = _QUALIFIER.search(before)
    limit = _BEFORE[qualifier[1]] if qualifier and qualifier[1] else ""
    after = _FOLLOWING.match(text, start + len(number))
    amount = f"{limit}{number}{_AFTER[after.group()] if after else ''}"
    if figure.kind == "completion" and (figure.unit != "%" or _BEYOND.search(before)):
        return f"completion: {amount}"
    if figure.kind == "computed":
        named = next((words for ending, words in _COMPUTED if ending.search(figure.indicator)), "")
        return f"{named}computed: {amount}"
    worded = _worded(figure.kind, amount, before[: qualifier.start()] if limit and qualifier else before)
    return f"expected {worded}" if figure.kind != "target" and _EXPECTED.search(before) else worded


def _worded(kind: str, amount: str, before: str) -> str:
    """Return an amount with the word for its kind; `before` is what the clause says before it."""
    moved = _MOVED.search(before)
    move = ("up " if moved["up"] else "down ") if moved else ""
    if kind == "target":
        return f"target: {move}{amount}"
    if kind == "change":
        if not moved:
            return f"change: {amount} ({before})" if 0 < len(before) <= _LONGEST_NAMED else f"change: {amount}"
        against = _AGAINST.search(before[: moved.start()])
        basis = _BASES.get(against.group(), f"({against.group()})") if against else ""
        return f"{move}{amount} {basis}".strip()
    if kind == "completion":
        return f"{amount} of the target"
    wording = {"rank": "ranked ", "share": "share: "}
    return wording.get(kind, "") + amount

"""Reasons, notes and suggestions in English; the words of the question and of the reports stay in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.answering.english_names import period_in_english, place_in_english
from rag.understanding.english_terms import english_terms

__all__ = ["note_in_english", "suggestion_in_english"]

_DIGITS = re.compile(r"\d+")
_LABEL = r"(?:截至)?\d{4}年[^、（）。；，的]{0,9}|“[十一二三四五]+”(?:期间|时期)?"


def _places(text: str) -> str:
    return ", ".join(place_in_english(place) for place in text.split("、"))


def _period(label: str) -> str:
    """Return a period in English; one whose English would have numbers of its own stays as it is."""
    made = period_in_english(label)
    return made if set(_DIGITS.findall(made)) <= set(_DIGITS.findall(label)) else label


def _held(text: str) -> str:
    """Return a list of held reports in English: Dongping Town (东平镇): first half of 2023."""
    listed = []
    for place, labels in re.findall(r"([^、（）]+)（([^）]*)）", text):
        periods = ", ".join(_period(label) for label in labels.split("、"))
        listed.append(f"{place_in_english(place)}: {periods}")
    more = re.search(r"等(\d+)个地方", text)
    return "; ".join(listed) + (f"; {more[1]} places in all" if more else "")


def _missing(match: re.Match[str]) -> str:
    """Say which reports there are none of, and which there are."""
    place, label, have = match["place"] or "", match["label"] or "", match["have"] or ""
    of = f" of {_places(place)}" if place else ""
    on = f" for {_period(label)}" if label else ""
    return f"There is no report{of}{on}." + (f" Reports held: {_held(have)}." if have else "")


_Make = Callable[[re.Match[str]], str]
_RULES: tuple[tuple[str, _Make], ...] = (
    (
        rf"没有(?P<place>[^；。“0-9]*?)的?(?P<label>{_LABEL})?(?:的报告|报告)(?:；现有：(?P<have>.*))?",
        _missing,
    ),
    (
        r"没有(?P<place>[^；。]*?)本级的报告；其下现有：(?P<have>.*)",
        lambda m: f"There is no report of {_places(m['place'])} itself. Held for places below it: {_held(m['have'])}.",
    ),
    (r"现有的报告没有说明“(.*)”", lambda m: f"The reports held do not state this for “{m[1]}”."),
    (r"([^“”]*)的报告没有说明“(.*)”", lambda m: f"The reports of {_places(m[1])} do not state this for “{m[2]}”."),
    (r"现有的报告没有说到这一点", lambda _: "The reports held say nothing on this."),
    (r"([^“”]*)的报告没有说到这一点", lambda m: f"The reports of {_places(m[1])} say nothing on this."),
    (r"([^“”]*)的报告没有给出“(.*)”", lambda m: f"The reports of {_places(m[1])} do not give “{m[2]}”."),
    (r"报告里没有找到与“(.*)”对应的说法", lambda m: f"Nothing in the reports was found to correspond to “{m[1]}”."),
    (r"报告没有说“(.*)”", lambda m: f"The reports do not say “{m[1]}”."),
    (
        r"报告没有解释“(.*)”，这是提到它的地方",
        lambda m: f"The reports do not explain “{m[1]}”; this is where they mention it.",
    ),
    (
        r"报告没有单独说“(.*)”的不足，以下是它说到的全部困难和问题",
        lambda m: f"The report names no shortcomings of “{m[1]}” alone; these are all the difficulties it names.",
    ),
    (r"没有给出可比的“(.*)”：(.*)", lambda m: f"No comparable “{m[1]}” is given for {_places(m[2])}."),
    (
        r"推算：(?:结果由所引数据算得，报告没有直接给出)",
        lambda _: "Computed from the cited figures; the reports do not state it.",
    ),
    (
        r"推算：平均数报告没有直接给出，由同一句中的两个数相除得到",
        lambda _: "Computed: the average is not stated; it divides two figures of the same sentence.",
    ),
    (
        r"推算：变化由报告给出的两个数值相减得到",
        lambda _: "Computed: the change is the difference of two figures that the reports give.",
    ),
    (r"推算：(.*)", lambda m: f"Computed (in Chinese): {m[1]}"),
    (
        r"注意：所比数据的期间长短不同，不能直接比较",
        lambda _: "Note: the compared figures span periods of different lengths and cannot be compared directly.",
    ),
    (
        r"注意：所比数据不是同一期间：(.*)",
        lambda m: (
            "Note: the compared figures are of different periods: "
            + ", ".join(_period(label) for label in m[1].split("、"))
            + "."
        ),
    ),
    (
        r"注意：各报告的指标名称不同（(.*)），口径可能不一",
        lambda m: f"Note: the reports name the indicator differently ({m[1]}) and may define it differently.",
    ),
    (
        r"注意：其中既有实际完成数，也有计划目标",
        lambda _: "Note: some of these figures were reached, others are targets.",
    ),
    (r"报告另一处说法不同：(.*)", lambda m: f"Another part of the reports differs: {m[1]}"),
    (r"按：(.*)", lambda m: f"Carried over: {m[1]}"),
    (r"“(.*)”按“(.*)”回答；如果不是，请(?:写出全名|换个写法)", lambda m: f"“{m[1]}” was read as “{m[2]}”."),
    (r"所问的“(.*)”，报告说的方向相反", lambda m: f"The reports say the opposite of the “{m[1]}” asked about."),
    (r"所问的方向与报告相反", lambda _: "The reports say the opposite of what was asked about."),
    (
        r"所问的“(.*)”与报告不符，报告的数字是(.*)",
        lambda m: f"The “{m[1]}” asked about is not what the reports say; theirs is {m[2]}.",
    ),
    (r"所问的完成情况与报告不符", lambda _: "What was asked about being completed is not what the reports say."),
    (r"没有找到经得起核对的答案。(.*)", lambda m: f"No answer stood up to the check (in Chinese: {m[1]})."),
    (r"(.*)；以下是现有报告里最近的打算", lambda m: f"{note_in_english(m[1])} These are the latest plans held."),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), make) for pattern, make in _RULES)
_ASKED = re.compile(rf"(?P<place>[^0-9“]+?)(?P<label>{_LABEL})(?P<what>[一-鿿]+)是多少？")


def note_in_english(note: str) -> str:
    """Return a note or a reason in English; one that no rule reads stays as it is."""
    for pattern, make in _COMPILED:
        match = pattern.fullmatch(note.rstrip("。"))
        if match:
            return make(match)
    return note


def suggestion_in_english(question: str) -> str:
    """Return a suggested question in English where its place, period and indicator have exact English words."""
    for match in _ASKED.finditer(question):
        for end in range(len(match["label"]), 4, -1):
            label, what = match["label"][:end], match["label"][end:] + match["what"]
            terms, period = english_terms(what), period_in_english(label)
            if terms and period != label:
                place = place_in_english(match["place"]).partition(" (")[0]
                when = f"in {period}" if period[0].isdigit() else f"in the {period}"
                return f"What was the {terms[0]} of {place} {when}?"
    return question

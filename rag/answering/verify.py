"""The last check of every answer: each number, place and kind must stand in a cited span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.answering.draft import MARK, Draft, strip_marks
from rag.answering.exact import exact_problems
from rag.numbers import Quantity, find_quantities, unit_family
from rag.schema import Citation, FigureKind

__all__ = ["Problem", "check", "verify_text"]

STATEMENT = re.compile(r"[^。；;\n]+[。；;\n]?")
DIGITS = re.compile(r"\d+(?:\.\d+)?")
PLANNED = re.compile(r"目标|计划|预期|力争|确保|打算|安排|指标|将")
STATED_PLAN = re.compile(r"(?:目标|计划)为[^，。；（]*")
FORMULA = "（推算："
PLAN_OPENING = "（计划）"
ITEM = re.compile(r"^\s*\d{1,2}\.\s")
OPERATOR = re.compile(r"(?:（1)? [÷×＋－] ")
"""Between the operands of a shown formula; the 1 of `（1 － 36.2%）` is the formula's own."""
MONTH = 2
"""Digits of a month or a day as dates write them."""
SPACES = re.compile(r"[\s,，]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a statement does not stand: what was said and what the citations lack."""

    statement: str
    reason: str


def _plain(text: str) -> str:
    """Full-width digits and signs made half-width, layout spaces and thousands separators dropped."""
    table = {ord("０") + i: str(i) for i in range(10)} | {ord("％"): "%", ord("．"): "."}
    return SPACES.sub("", text.translate(table))


def _same(one: Quantity, other: Quantity) -> bool:
    return one.base == other.base and one.high == other.high and one.base_unit == other.base_unit


def _supported(quantity: Quantity, quoted: Sequence[Quantity]) -> bool:
    return any(_same(quantity, q) for q in quoted)


def verify_text(
    text: str,
    citations: Sequence[Citation],
    *,
    computed: Iterable[Decimal] = (),
    labels: Iterable[str] = (),
    places: Iterable[str] = (),
    kinds: dict[str, set[FigureKind]] | None = None,
    names: Iterable[str] = (),
) -> list[Problem]:
    """Return what in the text is not borne out by its citations; empty where all is.

    `computed` are results of shown formulas; `labels` are texts that may lend their digits (period labels, titles,
    places); `places` are all places known, of which the text may name only cited ones; `kinds` maps the number of
    each figure (without spaces) to the kinds that the cited figures have; `names` are cited indicators that hold a
    number of their own (15分钟医保服务圈), which states no amount.
    """
    quotes = {c.n: c for c in citations}
    problems = []
    allowed_digits = set(DIGITS.findall(_plain(" ".join(labels))))
    results = set(computed)
    every = _plain(" ".join(c.quote for c in citations))
    cited_places = {c.place for c in citations} | {p for p in places if p in every}
    for statement in STATEMENT.findall(text):
        marks = [int(m) for m in MARK.findall(statement)]
        if any(m not in quotes for m in marks):
            problems.append(Problem(statement, "引用编号不存在"))
            continue
        body = OPERATOR.sub("；", ITEM.sub("", strip_marks(statement)))
        for name in names:
            body = body.replace(name, "")
        scope = list(citations) if FORMULA in statement or not marks else [quotes[m] for m in marks]
        quotation = _plain(" ".join(c.quote for c in scope))
        quoted = [q for c in scope for q in find_quantities(_plain(c.quote))]
        digits = _digits(_plain(" ".join(c.quote for c in scope))) | allowed_digits
        problem = _number_problem(body, quoted, digits, results, quotation)
        problem = problem or _place_problem(body, places, cited_places)
        problem = problem or _kind_problem(body, kinds or {}, plan_said=PLAN_OPENING in text)
        if problem:
            problems.append(Problem(statement, problem))
    return problems


def _digits(text: str) -> set[str]:
    """Return the runs of digits of a text; that of a date (2019-06-20) also without its leading zero."""
    found = set(DIGITS.findall(text))
    return found | {run.lstrip("0") for run in found if len(run) == MONTH and run[0] == "0"}


def _indicators(draft: Draft) -> set[str]:
    """Return the indicators of the figures that the citations hold."""
    cited = (draft.material.figures_within(c.report_id, c.start, c.end) for c in draft.citations)
    return {figure.indicator for figures in cited for figure in figures}


def _number_problem(
    body: str, quoted: Sequence[Quantity], digits: set[str], results: set[Decimal], quotation: str
) -> str:
    plain = _plain(body)
    rest = plain
    for quantity in reversed(find_quantities(plain)):
        if _supported(quantity, quoted) or quantity.value in results or quantity.base in results:
            rest = rest[: quantity.start] + rest[quantity.end :]
            continue
        if not DIGITS.search(quantity.text) and quantity.text in quotation:
            continue
        if (
            DIGITS.search(quantity.text)
            and all(d in digits for d in DIGITS.findall(quantity.text))
            and _only_label(quantity)
        ):
            continue
        return f"“{quantity.text}”不在所引原文中"
    for number in DIGITS.findall(rest):
        if number not in digits and Decimal(number) not in results:
            return f"数字“{number}”不在所引原文中"
    return ""


def _only_label(quantity: Quantity) -> bool:
    """Numbers of labels (2023年) are no quantities of the text."""
    return unit_family(quantity.unit) in {"年", "月", "日"}


def _place_problem(body: str, places: Iterable[str], cited: set[str]) -> str:
    for place in places:
        if place in body and place not in cited and not any(place in c and c in body for c in cited):
            return f"所引原文不是{place}的"
    return ""


def _kind_problem(body: str, kinds: dict[str, set[FigureKind]], *, plan_said: bool) -> str:
    plain = _plain(body)
    as_plans = _plain(" ".join(STATED_PLAN.findall(body)))
    for number, known in kinds.items():
        stands = re.compile(rf"(?<![\d.]){re.escape(number)}")
        if stands.search(as_plans) and FigureKind.TARGET not in known:
            return f"“{number}”是实际数，不是目标"
        if stands.search(plain) and known == {FigureKind.TARGET} and not plan_said and not PLANNED.search(plain):
            return f"“{number}”是目标，不是实际数"
    return ""


def check(draft: Draft) -> list[Problem]:
    """Verify a draft against the sources its citations name; return what does not stand."""
    material = draft.material
    kinds: dict[str, set[FigureKind]] = {}
    for citation in draft.citations:
        source = material.source(material.report(citation.report_id))
        if source[citation.start : citation.end] != citation.quote:
            return [Problem(citation.quote, "引文与原文不符")]
    for citation in draft.citations:
        for figure in material.figures_within(citation.report_id, citation.start, citation.end):
            kinds.setdefault(_plain(figure.text), set()).add(figure.kind)
    stated = {f.indicator for f in draft.figures if DIGITS.search(f.indicator)}
    labels = [c.period for c in draft.citations] + [c.title for c in draft.citations]
    labels += [f.period for f in draft.figures]
    problems = verify_text(
        draft.text,
        draft.citations,
        computed=draft.computed,
        labels=labels,
        places=[r.place for r in material.reports],
        kinds=kinds,
        names=sorted(stated & _indicators(draft), key=len, reverse=True),
    )
    if not draft.reworded:
        problems += [Problem(statement, reason) for statement, reason in exact_problems(draft)]
    return problems

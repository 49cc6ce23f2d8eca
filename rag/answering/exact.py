"""Whether an answer in our own words says of each cited number exactly what its source says: no more, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.answering.denials import DENIAL, DENIED, MISSED
from rag.answering.draft import MARK, Draft, chinese_date
from rag.answering.formula import FORMULA, formula_problems
from rag.answering.wording import same_words, signed, written
from rag.numbers import find_quantities
from rag.schema import AnswerFigure, Citation, Figure, FigureKind, Role

__all__ = ["exact_problems"]

QUOTING = frozenset({"open", "list", "fact", "definition"})
SPACE = re.compile(r"\s+")
STATEMENT = re.compile(r"[^。；\n]+")
RISE = re.compile(r"增长|增加|上升|提高|提升|上涨|扩大|增至|升至|前移|进位|跃升|攀升")
FALL = re.compile(r"减少|下降|降低|回落|下滑|缩减|缩小|减至|降至|后移")
TOLD = re.compile(
    rf"\d|{RISE.pattern}|{FALL.pattern}|目标|计划|预期|力争|[上下]半年|季度|月底|年初|年底"
    r"|[去今明上前后]年|截至|截止|“十|[不未没非负]"
)
"""What changes the meaning of a statement, and so must come from its source."""

LEAD = re.compile(r"^(?P<name>[^：\n]+?)[最更](?P<way>[高低])：")
EQUAL = "两者相同："
APART = re.compile(r"前者比后者(?P<way>[高低])")
ITEM = re.compile(r"^(\d{1,2})\.")
PLANNED = re.compile(r"目标|计划|预期|力争|确保|打算|将")
COMPLETED = re.compile(r"完成[^，。；（]*(?:目标|任务|指标|计划|预算|进度)")
PLAN = "（计划）"
DAY = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
YEAR = re.compile(r"(?<!\d)(\d{4})(?=\s*年)")
BLANK = "\x00"
OF_KIND = {
    FigureKind.TARGET: ("的目标为", "（目标）", "目标", "计划"),
    FigureKind.COMPLETION: ("完成目标的",),
}
"""Words that the kind of a figure allows beside it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number in a statement: where it stands, the words that go with it and the mark it carries (0 for none)."""

    start: int
    end: int
    text: str
    words: str
    at: int
    mark: int


def exact_problems(draft: Draft) -> list[tuple[str, str]]:
    """Return pairs of a statement and the Chinese reason why it does not stand; empty where all do.

    An answer that quotes must give whole sentences of its citations under the right place, period and （计划）. Each
    number of any other answer must be that of one figure in the sentence its mark names, and the words that go with it
    may hold no digit, place, period, direction, plan or negation but that figure's own. Shown formulas are worked out
    again, and the order of compared figures is checked.
    """
    if draft.kind not in QUOTING:
        return _stating_problems(draft)
    lines = draft.text.split("\n")
    numbers = [int(found[1]) for line in lines if (found := ITEM.match(line))]
    if numbers != list(range(1, len(numbers) + 1)):
        return [(draft.text, "各条的编号不连续")]
    return [(line, reason) for line in lines if (reason := _quoting_problem(line, draft))]


def _squeezed(text: str) -> str:
    return SPACE.sub("", text)


def _left(text: str, pieces: Iterable[str]) -> str:
    """Return the text with the pieces blanked out, the longest first."""
    for piece in sorted({_squeezed(p) for p in pieces if p}, key=len, reverse=True):
        text = text.replace(piece, BLANK)
    return text


def _unexplained(text: str, places: Iterable[str]) -> bool:
    """Tell whether something that bears on the meaning is left, once all that a source explains is blanked out."""
    told = TOLD.search(text) or any(place in text for place in places)
    return bool(told) or any(quantity.text for quantity in find_quantities(text))


def _places(draft: Draft) -> list[str]:
    return [report.place for report in draft.material.reports]


def _quoting_problem(line: str, draft: Draft) -> str:
    marks = [int(mark) for mark in MARK.findall(line)]
    cited = [c for c in draft.citations if c.n in marks] if marks else draft.citations
    body = ITEM.sub("", _squeezed(MARK.sub("", line)))
    if not body or any(_opens(body, citation, draft, whole=bool(marks)) for citation in cited):
        return ""
    return "与所引原文不一致"


def _opens(body: str, citation: Citation, draft: Draft, *, whole: bool) -> bool:
    """Tell whether a line is a citation's sentence under its own place, period and plan, or tells of its report."""
    material = draft.material
    report = material.report(citation.report_id)
    period = material.period_at(report.id, citation.start)
    sentence = material.sentence_at(report.id, citation.start)
    texts = [_squeezed(t) for t in (sentence.text if sentence else "", citation.quote) if t]
    quoted = next((text for text in texts if text in body), "")
    opening = body.replace(quoted, "", 1) if quoted else body
    if DENIED.search(quoted) or MISSED.search(quoted):
        opening = opening.removeprefix(DENIAL)
    pieces = [report.place, period.label if period else ""]
    if whole and not quoted:
        told = [report.title, report.speaker, report.meeting, chinese_date(report.date), *_days(citation.quote)]
        return _squeezed(report.title) in body and not _unexplained(_left(opening, [*pieces, *told]), _places(draft))
    planned = material.role_at(report.id, citation.start) is Role.PLAN
    if opening and report.place in opening and planned != (PLAN in opening):
        return False
    return not _unexplained(_left(opening, [*pieces, PLAN]), _places(draft))


def _days(quote: str) -> list[str]:
    """Return the days that a quotation gives, and its years as words of a report's kind, as a reader says them."""
    days = [f"{int(y)}年{int(m)}月{int(d)}日" for y, m, d in DAY.findall(quote)]
    return [*days, *(f"{year}年" for year in YEAR.findall(quote))]


def _stating_problems(draft: Draft) -> list[tuple[str, str]]:
    problems = [(draft.text, reason) for reason in formula_problems(draft)]
    ordered: list[list[Figure]] = []
    bare = FORMULA.sub("", draft.text)
    lead = LEAD.match(bare)
    bare = bare[lead.end() :] if lead else bare.removeprefix(EQUAL)
    for statement in STATEMENT.findall(bare.replace("\n", "。\n")):
        body = _squeezed(statement)
        reason, found = _statement_problem(body, draft)
        if reason:
            problems.append((statement, reason))
        if found and not body.startswith("|"):
            ordered.append(found)
    if (lead or draft.text.startswith(EQUAL)) and not problems:
        firsts = [figures[0] for figures in ordered]
        way = lead["way"] if lead else ""
        if not _in_order(firsts, way) or (lead and not _names(lead["name"], firsts[0], draft)):
            problems.append((draft.text, "比较的结论与所引数字不符"))
    return problems


def _in_order(figures: Sequence[Figure], way: str) -> bool:
    values = [signed(figure) for figure in figures]
    if not way:
        return len(set(values)) == 1
    return len(values) > 1 and values == sorted(values, reverse=way == "高")


def _names(name: str, figure: Figure, draft: Draft) -> bool:
    """Tell whether a conclusion names what stands first, by its place, indicator or period, or as a target."""
    report = draft.material.report(figure.report_id)
    label = figure.period.label if figure.period else ""
    if any(place in name for place in _places(draft)):
        return name == report.place
    own = {_squeezed(figure.indicator), label, "目标" if figure.kind is FigureKind.TARGET else label}
    return _squeezed(name) in own


def _statement_problem(body: str, draft: Draft) -> tuple[str, list[Figure]]:
    """Return what is wrong with one statement, and the cited figures that its numbers were found to be."""
    figures = {c.n: draft.material.figures_within(c.report_id, c.start, c.end) for c in draft.citations}
    computed = [f for f in draft.figures if f.citation == 0]
    if any(int(mark) not in figures for mark in MARK.findall(body)):
        return "引用编号不存在", []
    numbers = {form for group in figures.values() for f in group for form in _forms(f)}
    numbers |= {_squeezed(f.text) for f in computed}
    found: list[Figure] = []
    claims = _claims(body, numbers)
    for claim in claims:
        named = [f for n, group in figures.items() if claim.mark in (0, n) for f in group]
        same = [f for f in named if claim.text in _forms(f)]
        own = next((f for f in same if _agrees(body, claim, f, found, draft)), None)
        if own is not None:
            found.append(own)
        elif not any(_is_computed(claim, f, draft) for f in computed) and not _shared(body, claim, named, found):
            return f"“{claim.text}”在所引原文中不是这样说的", found
    if not claims and _unexplained(_left(MARK.sub("", body), []), _places(draft)):
        return "所引原文没有这样说", found
    apart = APART.search(body)
    if apart and not _in_order(found[:2], apart["way"]):
        return "比较的结论与所引数字不符", found
    return "", found


def _forms(figure: Figure) -> set[str]:
    """Return the number as it stands, and with the unit that it shares with a neighbour."""
    return {_squeezed(figure.text), written(figure)}


def _claims(body: str, numbers: Iterable[str]) -> list[Claim]:
    """Return the known numbers of a statement in order, each with the words up to it, the last with those behind."""
    alternatives = "|".join(re.escape(n) for n in sorted(numbers, key=len, reverse=True) if n)
    if not alternatives:
        return []
    stands = [
        m for m in re.finditer(rf"(?<![\d.])(?:{alternatives})", body) if _whole(body, m.start(), m.end(), m.group())
    ]
    marks = list(MARK.finditer(body))
    claims = []
    for i, match in enumerate(stands):
        start = stands[i - 1].end() if i else 0
        end = match.end() if i + 1 < len(stands) else len(body)
        behind = [m for m in marks if m.start() >= match.end()] or marks[-1:]
        words = MARK.sub(lambda m: BLANK * len(m.group()), body[start:end])
        claims.append(
            Claim(
                match.start(),
                match.end(),
                match.group(),
                words,
                match.start() - start,
                int(behind[0][1]) if behind else 0,
            )
        )
    return claims


def _whole(body: str, start: int, end: int, text: str) -> bool:
    """Tell whether a number ends where its unit ends (not 9人 within 9人次)."""
    over = [q for q in find_quantities(body) if q.start < end and start < q.end]
    return all(q.start >= start and q.end <= end for q in over) or any(_squeezed(q.text) in text for q in over)


def _agrees(body: str, claim: Claim, figure: Figure, before: Sequence[Figure], draft: Draft) -> bool:
    """Tell whether all that the words around a number say of it holds of the figure, which follows others."""
    report = draft.material.report(figure.report_id)
    if figure.kind is FigureKind.TARGET and not PLANNED.search(_left(body, [figure.indicator])):
        return False
    copied = _copied_clause(body, claim, figure)
    if not _measures(claim, figure, before, draft) or not (copied or _said_as_its_kind(claim, figure)):
        return False
    clause, words = same_words(figure), claim.words
    fell = figure.direction == "减" or (not figure.direction and figure.base < 0)
    moves = RISE.findall(words) if figure.direction == "增" else FALL.findall(words) if fell else []
    pieces = [figure.indicator, report.place, figure.place, figure.period.label if figure.period else "", figure.basis]
    pieces += [claim.text, *figure.qualifier.split(), *moves, *OF_KIND.get(figure.kind, ())]
    if copied:
        pieces += [clause, clause[: clause.find(claim.text)]]
    return not _unexplained(_left(words, pieces), _places(draft))


def _copied_clause(body: str, claim: Claim, figure: Figure) -> bool:
    """Tell whether a number stands within its whole clause, to the letter."""
    clause = same_words(figure)
    return any(
        found.start() <= claim.start and claim.end <= found.end() for found in re.finditer(re.escape(clause), body)
    )


def _said_as_its_kind(claim: Claim, figure: Figure) -> bool:
    """Tell whether a number is said to be a completed part, a rise or a fall where it is one, and only there."""
    words = _left(claim.words[: claim.at], [figure.indicator])
    if bool(COMPLETED.search(words)) != (figure.kind is FigureKind.COMPLETION):
        return False
    if figure.kind is FigureKind.CHANGE and figure.direction:
        return bool((RISE if figure.direction == "增" else FALL).search(words))
    return True


def _measures(claim: Claim, figure: Figure, before: Sequence[Figure], draft: Draft) -> bool:
    """Tell whether the words name what the figure measures, or name nothing and it belongs to a figure before it.

    Of several indicators of the cited sentences in the words, the longest is what they name: 工业固定资产投资, not the
    固定资产投资 within it.
    """
    own = _squeezed(figure.indicator)
    cited = (f for c in draft.citations for f in draft.material.figures_within(c.report_id, c.start, c.end))
    named = [name for f in cited if (name := _squeezed(f.indicator)) and name in claim.words]
    if named:
        longest = max(named, key=len)
        return own == longest or (own in named and own not in longest)
    return not own or any(_belong(figure, other) for other in before)


def _belong(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one amount, or of the same indicator of one report."""
    return bool({one.id, one.head} & {other.id, other.head} - {""}) or (
        one.report_id == other.report_id and one.indicator == other.indicator
    )


def _is_computed(claim: Claim, figure: AnswerFigure, draft: Draft) -> bool:
    """Tell whether a number is the result of a shown formula, said of that result's own place, period and subject."""
    if _squeezed(figure.text) != claim.text:
        return False
    cited = [f for c in draft.citations for f in draft.material.figures_within(c.report_id, c.start, c.end)]
    moves = [word for word in ("上升", "下降") if figure.indicator.endswith(word)]
    goal = ["目标"] if figure.indicator.endswith("目标") else []
    pieces = [figure.place, figure.period, figure.indicator, *moves, *goal, *(f.indicator for f in cited)]
    return not _unexplained(_left(claim.words.replace(claim.text, BLANK, 1), pieces), _places(draft))


def _shared(body: str, claim: Claim, figures: Sequence[Figure], before: Sequence[Figure]) -> bool:
    """Tell whether a number stands in a whole clause that is also of a figure that goes with those before (分别 …)."""
    return any(
        claim.text in same_words(f)
        and claim.text not in _forms(f)
        and _copied_clause(body, claim, f)
        and any(_belong(f, other) for other in before)
        for f in figures
    )

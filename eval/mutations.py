"""How many falsified answers the last check of an answer catches: `python -m eval.mutations`.

Real answers, each of them verified, are changed in one place: a digit, a unit, a place, a period, a plan told as a fact
or a fact as a plan, a direction, a citation mark. Every such change says something that the sources do not, unless the
changed statement happens to be true as well; those are told apart exactly and not counted.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from eval.questions import FOLDER, load_questions
from rag.answering.draft import MARK, Draft
from rag.answering.english_answer import asks_in_english
from rag.answering.material import Material
from rag.answering.verify import check
from rag.engine import Engine
from rag.index import Index, TextEncoder
from rag.schema import Answer, Turn
from rag.settings import Settings, get_settings

__all__ = ["Mutant", "draft_of", "main", "measure", "mutants", "questions"]

Ask = tuple[str, Sequence[Turn]]

DIGIT = re.compile(r"(?<!\[)(?<!\d\])\d(?!\d?\])")
UNITS = {
    "万元": ("亿元", "元", "万美元", "万人"),
    "亿元": ("万元", "亿美元"),
    "%": ("个百分点", "‰", "倍"),
    "个百分点": ("%",),
    "户": ("人", "家"),
    "人次": ("人", "万人次"),
    "人": ("户", "万人", "人次"),
    "家": ("户", "万家"),
    "个": ("户", "万个"),
    "亩": ("公顷", "万亩"),
    "平方米": ("平方公里", "亩"),
    "公里": ("米",),
    "件": ("万件", "起"),
    "吨": ("公斤", "万吨"),
    "名": ("户",),
    "条": ("公里",),
}
UNIT = re.compile(r"(?<=\d)(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")(?![次米元])")
PERIOD = re.compile(r"\d{4}年(?:上半年|下半年|\d季度)?(?!\d)|“十[一二三四]五”期间")
UP, DOWN = ("增长", "增加", "上升", "提高"), ("下降", "减少", "降低")
MOVE = re.compile("|".join((*UP, *DOWN)) + r"(?=[了到至约近超]?\d)")
FACT = re.compile(r"为(?=(?:约|超过|不少于|近|预计)?\d)")
CLAUSE = re.compile(r"[，。；\n（]")
GOAL = re.compile(r"的目标为")
PLAN = re.compile(r"（计划）")
BETTER = re.compile(r"(?<=[最更])[高低](?=：)|(?<=前者比后者)[高低]")


@dataclass(frozen=True, slots=True)
class Mutant:
    """An answer's text with one change; `what` names the kind of change."""

    what: str
    text: str


def mutants(answer: Answer, material: Material, chance: random.Random) -> Iterator[Mutant]:
    """Yield changed texts of an answer, some of each kind that its text allows."""
    text = answer.text
    places = [report.place for report in material.reports]
    yield from _swaps(answer, material)
    for found in DIGIT.finditer(text):
        for digit in chance.sample([d for d in "0123456789" if d != found.group()], 2):
            yield _put("数字", text, found.span(), digit)
    for found in UNIT.finditer(text):
        for unit in UNITS[found.group()]:
            yield _put("单位", text, found.span(), unit)
    for found in re.finditer("|".join(map(re.escape, places)), text) if len(places) > 1 else ():
        yield _put("地方", text, found.span(), chance.choice([p for p in places if p != found.group()]))
    for found in PERIOD.finditer(text):
        for period in _other_periods(found.group()):
            yield _put("期间", text, found.span(), period)
    for found in MOVE.finditer(text):
        yield _put("增减", text, found.span(), chance.choice(DOWN if found.group() in UP else UP))
    for found in BETTER.finditer(text):
        yield _put("高低", text, found.span(), "低" if found.group() == "高" else "高")
    yield from _kinds(text)
    for found in MARK.finditer(text):
        for n in {len(answer.citations) + 1, *(c.n for c in answer.citations)} - {int(found[1])}:
            yield _put("引用", text, found.span(), f"[{n}]")


def _swaps(answer: Answer, material: Material) -> Iterator[Mutant]:
    """Yield the answer with one figure replaced by another of its sentence and unit that measures something else."""
    for cited in answer.citations:
        figures = material.figures_within(cited.report_id, cited.start, cited.end)
        for stated, other in product(figures, figures):
            text, new = ("".join(f.text.split()) for f in (stated, other))
            alike = (stated.indicator, stated.kind, stated.period) == (other.indicator, other.kind, other.period)
            found = re.search(rf"(?<![\d.]){re.escape(text)}", answer.text)
            aside = found and answer.text[: found.start()].endswith(f"（{other.indicator}为")
            if found and stated.unit == other.unit and stated.base != other.base and not (alike or aside):
                yield _put("换数", answer.text, found.span(), new)


def _kinds(text: str) -> Iterator[Mutant]:
    for found in FACT.finditer(text):
        if "目标" not in CLAUSE.split(text[: found.start()])[-1]:
            yield _put("实际说成目标", text, found.span(), "的目标为")
    for found in GOAL.finditer(text):
        yield _put("目标说成实际", text, found.span(), "为")
    for found in PLAN.finditer(text):
        yield _put("计划说成已做", text, found.span(), "")


def _put(what: str, text: str, span: tuple[int, int], new: str) -> Mutant:
    return Mutant(what, text[: span[0]] + new + text[span[1] :])


def _other_periods(label: str) -> list[str]:
    if label.startswith("“"):
        return [label.replace(label[2], "一" if label[2] != "一" else "四")]
    year = int(label[:4])
    others = [f"{year - 1}{label[4:]}", f"{year + 1}{label[4:]}"]
    return [*others, f"{year}年"] if label[5:] else [*others, f"{year}年一季度"]


def draft_of(answer: Answer, material: Material) -> Draft:
    """Return an answer as the draft that it was, for the check."""
    return Draft(
        material,
        kind=answer.kind,
        text=answer.text,
        citations=list(answer.citations),
        figures=list(answer.figures),
        computed=[f.value for f in answer.figures if f.citation == 0],
    )


def says_the_same(mutant: Mutant, answer: Answer, material: Material) -> bool:
    """Tell whether a change leaves the answer true: another mark whose sentence has all figures of the statement too.

    A changed mark is the only change that can: the changed statement must then say the same of the same sentence.
    """
    if mutant.what != "引用":
        return False
    was, now = (_cited(text, answer, material) for text in (answer.text, mutant.text))
    return was is not None and now is not None and all(one <= other for one, other in zip(was, now, strict=True))


def _cited(text: str, answer: Answer, material: Material) -> list[set[tuple[object, ...]]] | None:
    """Return, for each mark of a text, the figures of the sentence that it names; None where one names nothing."""
    spans = {c.n: c for c in answer.citations}
    marks = [int(n) for n in MARK.findall(text)]
    if any(n not in spans for n in marks):
        return None
    cited = (spans[n] for n in marks)
    return [
        {(f.indicator, f.base, f.kind, f.period) for f in material.figures_within(c.report_id, c.start, c.end)}
        | {("", c.quote)}
        for c in cited
    ]


def questions(engine: Engine, file: Path) -> list[Ask]:
    """Return the questions of a set, and one for each indicator, place and period of the catalogue.

    English ones are left out: their answers were checked before the English was put in front.
    """
    asked: dict[Ask, None] = {
        (q.question, q.history): None for q in load_questions(file) if not asks_in_english(q.question)
    }
    for report in engine.material.reports:
        for figure in engine.material.figures([report.id]):
            label = figure.period.label if figure.period else ""
            asked[(f"{report.place}{label}{figure.indicator}是多少？", ())] = None
    return list(asked)


def measure(
    engine: Engine, asked: Sequence[Ask], count: int, seed: int = 1
) -> tuple[Counter[str], Counter[str], list[Mutant]]:
    """Return how many changes of each kind were tried and caught, and those that were not caught."""
    chance = random.Random(seed)
    answers = [engine.ask(question, history) for question, history in asked]
    answers = [a for a in answers if not a.abstained and a.kind != "catalogue"]
    pool = [(answer, mutant) for answer in answers for mutant in mutants(answer, engine.material, chance)]
    chance.shuffle(pool)
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed = []
    for answer, mutant in pool:
        if tried.total() == count:
            break
        if says_the_same(mutant, answer, engine.material):
            continue
        tried[mutant.what] += 1
        if check(draft_of(replace(answer, text=mutant.text), engine.material)):
            caught[mutant.what] += 1
        else:
            missed.append(mutant)
    return tried, caught, missed


def main(argv: Sequence[str] | None = None, *, encoder: TextEncoder | None = None) -> int:
    """Print the share of changed answers that were caught, by kind of change; exit status 1 where one was not."""
    args = _parser().parse_args(argv)
    settings: Settings = get_settings()
    if args.index:
        settings = settings.model_copy(update={"index_dir": args.index})
    with Index.open(settings, encoder=encoder, read_only=True) as index:
        engine = Engine(index, settings)
        tried, caught, missed = measure(engine, questions(engine, args.questions), args.count)
    for what, number in sorted(tried.items()):
        print(f"{what}：{caught[what]} / {number}（{caught[what] / number:.2%}）")
    print(f"合计：{caught.total()} / {tried.total()}")
    for mutant in missed[: args.show]:
        print(f"未发现（{mutant.what}）：{mutant.text[:300]}")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.mutations", description="回答被改错一处，核对能发现多少。")
    parser.add_argument("--index", type=Path, help="索引文件夹（默认取 REPORTQA_INDEX_DIR）")
    parser.add_argument("--questions", type=Path, default=FOLDER / "dev.jsonl", help="问题集")
    parser.add_argument("--count", type=int, default=10000, help="改错的个数")
    parser.add_argument("--show", type=int, default=20, help="列出多少个未发现的")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""The figures of one sentence, put together from its clauses, the readings of its numbers and their subjects."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figures.clauses import Clause, Item, items_of, split_clauses
from ingest.figures.filters import is_figure
from ingest.figures.indicators import expand, phrase, strip_left, without_measure
from ingest.figures.kinds import Reading, read_kind
from ingest.figures.lexicon import (
    COUNTED_AMOUNT,
    GENERAL,
    HOLLOW,
    MACRO,
    PREDICATE,
    SEPARATOR,
    SUFFIX,
    TOPIC_END,
    VERB,
    VERB_START,
)
from ingest.figures.milestones import milestones_of
from ingest.figures.model import Carry, RawFigure
from ingest.figures.scope import Times, earlier_period, is_yearly, named_place, one_year, other_place, times_of
from ingest.figures.targets import Targets
from ingest.figures.things import SPENT, TOPIC, acted_on, belonging, is_size, named_only, noun_of, of_size, thing_of
from rag.numbers import find_quantities
from rag.numerals import fold
from rag.schema import FigureKind, Period, Role
from rag.units import unit_family

__all__ = ["extract_figures"]

_AMOUNTS = (FigureKind.ACHIEVED, FigureKind.COUNT)
_GENERIC = re.compile(
    r"(?:整治|整改|改造|建设|治理|修复|备案|处置|办理|验收|覆盖|服务|受益|检查|清理|培训)?(?:任务|"
    r"工作|对象|项目|工程|面积|群众|户数)?"
)
_TIME = re.compile(r"[年月五]|季度")
_NUMBERING = re.compile(r"^\s*\d{1,3}[.．、]")
_LEVEL = re.compile(r"(?:国家|自治区|省|市|区|县|镇|州)级")
_LOOK_BACK = 30  # numbers or clauses: how far back a subject is sought
_VERBS = re.compile(rf"(?:{VERB_START.pattern})+")
_SPACES = str.maketrans("", "", " ")
_SPEED = re.compile(r"增速|增幅|增长率|降幅|总量|总数|数量|增量|规模|占比|比重")
_TOTAL = re.compile(r"总数|总量|总计|人数|人次|户数|数量|件数|个数|家数|次数|就业|完成|占|率\Z")


def _standing_basis(sentence: str, carry: Carry) -> None:
    """Take note of 同比（下同）."""
    at = sentence.find("下同")
    if at >= 0:
        words = re.findall(r"同比|环比|[比较](?:上年|去年)(?:同期)?", sentence[:at])
        carry.basis = words[-1].lstrip("比较") if words else "同比"


class _Reader:
    """Reads one sentence; `read` gives its figures."""

    def __init__(self, sentence: str, role: Role, period: Period | None, place: str, carry: Carry) -> None:
        self.sentence, self.role, self.period, self.place, self.carry = sentence, role, period, place, carry
        folded = fold(sentence)
        found = find_quantities(sentence)
        quantities = [q for q, after in zip(found, [*found[1:], None], strict=False) if is_figure(folded, q, after)]
        self.clauses = split_clauses(folded, quantities)
        self.times = times_of(folded, self.clauses, period, carry) if quantities or _TIME.search(folded) else Times(())
        self.words, self.marks = milestones_of(self.times.blanked(folded), quantities)
        self.items = items_of(self.words, self.clauses, quantities)
        self.targets = Targets(folded, self.clauses, role, period)
        self.readings: list[Reading] = []
        self.figures: list[RawFigure] = []
        self.things: list[str] = []
        self.bases: dict[int, list[str]] = {}
        self.subjects: dict[int, list[str]] = {}
        self.places = (place,) if len(place) > 1 else ()

    def read(self) -> list[RawFigure]:
        """Return the figures in order and update what is carried on."""
        _standing_basis(self.sentence, self.carry)
        self._running_period()
        for at, item in enumerate(self.items):
            after = at + item.run_length - item.place_in_run
            following = self.items[after] if after < len(self.items) else None
            self.readings.append(self._reading(at, item, following))
            figure = self._figure(at, item)
            self.figures.append(figure)
            self.things.append(self._thing(at, item, figure.indicator, figure.head))
        running = self.carry.period or self.period
        if running is not None and running.months > 12 and is_yearly(self.sentence, self.figures, running, self.period):
            year = one_year(running, self.period)
            self.figures = [replace(f, period=year) if f.period == running else f for f in self.figures]
        if self.figures:
            self.carry.subject = self.figures[-1].indicator
        return self.figures

    def _running_period(self) -> None:
        """Let a time that opens the sentence (截至10月底, “十三五”期间) run on through the block."""
        lead = self.times.opening
        running = self.carry.period or self.period
        year = lead is not None and lead.months == 12 and not lead.first % 12 and not lead.label.startswith("截至")
        if lead is not None and (not year or (running is not None and running.months > 12)):
            self.carry.period = lead

    def _reading(self, at: int, item: Item, following: Item | None) -> Reading:
        """Read the kind; members of a bare list share the reading of the first."""
        if item.place_in_run > 0:
            first = self.readings[at - item.place_in_run]
            bases = self.bases.get(item.run)
            return replace(first, basis=bases[item.place_in_run] if bases else first.basis)
        reading = read_kind(item, following, self.carry.basis)
        bases = re.split("[、和]", reading.basis) if reading.kind is FigureKind.CHANGE else []
        if len(bases) == item.run_length > 1:
            self.bases[item.run], reading.basis = bases, bases[0]
        before = self.readings[-1] if self.readings else None
        moved = before is not None and before.earlier and self.items[at - 1].clause is item.clause
        if before is not None and moved and reading.kind in _AMOUNTS and not strip_left(reading.subject):
            reading.kind = before.kind
        return reading

    def _figure(self, at: int, item: Item) -> RawFigure:
        """Put one figure together."""
        reading, quantity = self.readings[at], item.quantity
        subject = self._subject(item, reading)
        head = self._head(at, item) if reading.dependent and not subject else None
        indicator = self._indicator(at, item, reading, subject, head)
        period = self.times.at(quantity.start, item.clause, self.carry.period or self.period)
        if reading.earlier:
            period = earlier_period(period, reading.basis, self.period)
        planned = self.targets.at(item.clause) and not reading.earlier
        kind = FigureKind.TARGET if planned else reading.kind
        measured = reading.kind in (FigureKind.ACHIEVED, FigureKind.CHANGE) and not item.parallel
        place = other_place(reading.subject, self.place) if measured else self.place
        if place == self.place and subject:
            place = named_place(subject, self.place)
        if head is not None and place == self.place:
            place = self.figures[head].place
        return RawFigure(
            start=quantity.start, end=quantity.end, clause_start=item.clause.start, clause_end=item.clause.end,
            indicator=indicator, place=place, value=quantity.value, unit=quantity.unit, base=quantity.base,
            base_unit=quantity.base_unit, high=quantity.high, kind=kind, qualifier=self._qualifier(item),
            direction=reading.direction, basis=reading.basis, period=period, head=head,
        )  # fmt: skip

    def _qualifier(self, item: Item) -> str:
        """Return the bounding word, else 预计 where the clause has it."""
        if item.quantity.qualifier:
            return item.quantity.qualifier
        if item.quantity.start in self.marks:
            return "超过"
        clause = self.sentence[item.clause.start : item.quantity.start]
        return "预计" if "预计" in clause else ""

    def _subject(self, item: Item, reading: Reading) -> str:
        """Return the stripped subject of a number; in a list, the member that is its own."""
        if item.run_length > 1:
            if item.place_in_run == 0:
                text = strip_left(reading.subject, self.places)
                text = named_only(text) if not item.right else text
                self.subjects[item.run] = self._owned(item, expand(text, item.run_length))
            return self.subjects[item.run][item.place_in_run]
        text = strip_left(reading.subject, self.places)
        return named_only(text) if not item.right else text

    def _owned(self, item: Item, subjects: list[str]) -> list[str]:
        """Give the equal subjects of a list (分别新增学位2920个、7920个) the nouns of an equally long list before."""
        count = len(self.figures)
        if subjects[0] and len(set(subjects)) == 1 and "分别" in item.left:
            listed = self._listed(item)
            if listed:
                return [name + subjects[0] for name in listed]
        if not subjects[0] or len(set(subjects)) > 1 or count < item.run_length:
            return subjects
        before = self.figures[-item.run_length :]
        names = [noun_of(f.indicator) for f in before]
        longer = count > item.run_length and self.figures[-item.run_length - 1].clause_start == before[0].clause_start
        if longer or len({f.clause_start for f in before}) > 1 or "分别" not in item.left or len(set(names)) == 1:
            return subjects
        return [name + subject for name, subject in zip(names, subjects, strict=True)]

    def _clause_before(self, item: Item) -> Clause | None:
        """Return the clause before the item's if it belongs to it and has no number of its own."""
        if item.clause.index == 0:
            return None
        clause = self.clauses[item.clause.index - 1]
        return None if clause.numbered or clause.group != item.clause.group else clause

    def _listed(self, item: Item) -> list[str]:
        """Return the members of the list in the clause before, if it has no number and is as long as the item's."""
        clause = self._clause_before(item)
        if clause is None:
            return []
        text = strip_left(self.words[clause.start : clause.end].strip(), self.places)
        verb = VERB_START.match(text)
        names = [p for p in SEPARATOR.split(text[verb.end() :] if verb else text) if p]
        return names if len(names) == item.run_length else []

    def _head(self, at: int, item: Item) -> int | None:
        """Return the index of the amount that a dependent number without a subject belongs to."""
        for index in range(at - 1, max(-1, at - _LOOK_BACK), -1):
            reading, other = self.readings[index], self.items[index]
            before = reading.kind is FigureKind.RANK and reading.earlier and other.clause is item.clause
            if other.clause.group < item.clause.group or before:
                return None
            share = reading.kind is FigureKind.SHARE and unit_family(item.quantity.unit) == "points"
            if (reading.kind in _AMOUNTS or share) and not reading.earlier:
                return self._fellow(index, at, item)
            if reading.dependent and not reading.earlier and self.figures[index].head is None:
                return None
        return None

    def _fellow(self, index: int, at: int, item: Item) -> int:
        """Return the member in the item's place where the list that holds `index` is as long as the item's list."""
        other, size = self.items[index], item.run_length
        opener = self.items[at - item.place_in_run]
        if other.run_length == 1 < size <= index + 1 and "分别" in opener.left:
            first = index - size + 1
            apart = self.items[first : index + 1]
            if all(i.run_length == 1 and i.clause.group == other.clause.group for i in apart):
                return first + item.place_in_run
        return index - other.place_in_run + item.place_in_run if item.run_length == other.run_length > 1 else index

    def _indicator(self, at: int, item: Item, reading: Reading, subject: str, head: int | None) -> str:
        """Return the indicator phrase of a number."""
        if reading.kind is FigureKind.RANK and not subject and len(reading.basis) > 4:
            return f"{reading.basis}排名"
        if reading.kind is FigureKind.RANK and subject and len(reading.basis) > 3:
            return f"{phrase(subject, '', '', True)}{reading.basis}排名".translate(_SPACES)
        if reading.dependent and not subject:
            base = self.figures[head].indicator if head is not None else self._inherited(at, item)
            if reading.frame:
                base = next((base.removesuffix(r.frame) for r in reversed(self.readings[:at]) if r.frame), base)
            return base + reading.frame or ("排名" if reading.kind is FigureKind.RANK else "")
        if reading.dependent and _SPEED.fullmatch(subject) and (at or self.carry.subject):
            return self._inherited(at, item) + subject
        if reading.dependent or reading.frame:
            name = phrase(subject, "", "", True)
            return (self._owned_by(at, item, name) if GENERAL.fullmatch(name) else name) + reading.frame
        name = self._named(at, item, subject)
        if not _GENERIC.fullmatch(name) or not name:
            return self._completed(at, item, name, subject)
        thing = self._object_before(at, item)
        return thing + name if thing else self._owned_by(at, item, name)

    def _owned_by(self, at: int, item: Item, name: str) -> str:
        """Complete a name as general as 总投资 by the thing it belongs to: what was counted or is spoken of."""
        before = self._clause_before(item)
        if at and self.items[at - 1].clause.group == item.clause.group:
            thing = self.things[at - 1]
            if before is None or item.clause is self.items[at - 1].clause:
                return name if name == "新增就业" else belonging(thing, name)
        first = at == 0 or self.items[at - 1].clause is not item.clause
        if before is None or not first or MACRO.fullmatch(name):
            return name
        opening = self.words[self.clauses[0].start : self.clauses[0].end].strip()
        if TOPIC.fullmatch(opening):
            return belonging(strip_left(opening.removesuffix("方面"), self.places), name)
        return belonging(self._topic(before) or self._object_before(at, item), name)

    def _thing(self, at: int, item: Item, indicator: str, head: int | None) -> str:
        """Return what a general name after this number would be about, empty where it measures a whole economy."""
        if head is not None:
            return self.things[head]
        if self.readings[at].kind is FigureKind.COUNT or (item.right and item.right != "的"):
            return thing_of(indicator)
        last = self.things[at - 1] if at else ""
        return last if last and indicator.startswith(last) else ""

    def _object_before(self, at: int, item: Item) -> str:
        """Return what the clause before, without a number, is about, for a name as general as 整治任务 or 备案."""
        clause = self._clause_before(item)
        if clause is None or (at and self.items[at - 1].clause is item.clause):
            return ""
        text = strip_left(self.words[clause.start : clause.end].strip(), self.places)
        cuts = [m.end() for m in VERB.finditer(text) if len(text) - m.end() >= 4]
        text = text[cuts[-1] :] if cuts else text
        return phrase(text, "", "", True) if len(text) <= 24 else ""

    def _named(self, at: int, item: Item, subject: str) -> str:
        """Return the phrase of an amount from its own words, or from those of the number that follows at once."""
        measured = unit_family(item.quantity.unit) in COUNTED_AMOUNT if item.quantity.unit else True
        if item.right and item.left.rstrip().endswith(("、", "和", "及", "与")):
            verb = VERB_START.match(subject)
            subject = verb.group() if verb else ""
        before = self.items[at - 1] if at else None
        if item.right == "的" and at + 1 < len(self.items):
            return phrase(subject, "的" + self.items[at + 1].right, "", measured)
        if before is not None and before.right == "的" and before.clause is item.clause:
            subject = without_measure(strip_left(before.left, self.places))
        name = phrase(subject, item.right, item.opener, measured)
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        if SPENT.fullmatch(name) and not item.parallel:
            flows = after is not None and after.clause is item.clause and after.flows
            purpose = phrase(strip_left((after.left if after and flows else item.right).lstrip("用于")), "", "", False)
            return purpose + name if 3 < len(purpose) <= 24 and not PREDICATE.match(purpose) else name
        if after is None or after.clause is not item.clause:
            return name
        if _LEVEL.fullmatch(item.right) and after.right:
            return phrase(subject, item.right + _LEVEL.sub("", after.right, count=1), item.opener, measured)
        if after.right.startswith("的") and _VERBS.fullmatch(name):
            return phrase(name, after.right[1:], "", False)
        loose = len(name) < 2 or (_VERBS.fullmatch(name) and not item.right and after.flows and not after.left.strip())
        if loose and len(named_only(strip_left(after.left))) < 2:
            return phrase(subject or name, after.right, item.opener, False)
        return name

    def _completed(self, at: int, item: Item, name: str, subject: str) -> str:
        """Complete a name that is empty, only a verb, or only says what is measured, from the numbers before it."""
        last = self.figures[at - 1] if at else None
        if last is not None and self.things[at - 1] and is_size(name):
            return of_size(self.things[at - 1], name)
        same_clause = last is not None and self.items[at - 1].clause is item.clause
        if not name:
            return self._inherited(at, item)
        if last is None:
            return self._owned_by(at, item, name) if GENERAL.fullmatch(name) else name
        if same_clause and item.parallel:
            verb = VERB_START.match(strip_left(item.opener, self.places))
            own = VERB_START.match(name) or GENERAL.fullmatch(name) or self._measures(item, name)
            if verb and not own:
                return verb.group() + name
            if GENERAL.fullmatch(name) and item.place_in_run == 0:
                return belonging(noun_of(last.indicator) if _TOTAL.match(name) else last.indicator, name)
        if same_clause and item.flows and item.place_in_run == 0 and GENERAL.fullmatch(name):
            return name if name in last.indicator else noun_of(last.indicator) + name
        if GENERAL.fullmatch(name) and not same_clause:
            return self._owned_by(at, item, name)
        if VERB_START.fullmatch(name) and item.place_in_run == 0:
            return self._acted_on(at, item, name)
        shared = self._list_verb(at, item, name)
        if shared:
            return shared + name
        if same_clause and item.flows and not subject and (self.items[at - 1].left or self.items[at - 1].right):
            return name if name in last.indicator else last.indicator + name
        return name

    def _acted_on(self, at: int, item: Item, verb: str) -> str:
        """Complete a bare verb (开工80个) by the thing that was counted before, in the same unit first."""
        group = item.clause.group
        near = [k for k in range(at - 1, -1, -1) if self.things[k] and self.items[k].clause.group == group]
        same = next((k for k in near if self.figures[k].base_unit == item.quantity.base_unit), None)
        if same is not None:
            return verb + acted_on(self.things[same])
        if self.figures[at - 1].base_unit == item.quantity.base_unit:
            return verb + noun_of(self.figures[at - 1].indicator)
        return self.things[near[0]] + verb if near else verb

    @staticmethod
    def _measures(item: Item, name: str) -> bool:
        """Tell whether a name is a measured indicator of its own (进出口总额), that shares no verb with a list."""
        family = unit_family(item.quantity.unit) if item.quantity.unit else "percent"
        return family in ("money", "foreign_money", "percent", "points") and bool(SUFFIX.search(name))

    def _list_verb(self, at: int, item: Item, name: str) -> str:
        """Return the 新增 or 新建 that a list parted by commas shares: 新认定技术中心1个，高新技术企业50家."""
        near, last = self.items[at - 1], self.figures[at - 1]
        if (
            near.clause.group != item.clause.group
            or near.clause.end + 1 != item.clause.start
            or item.right
            or near.right
        ):
            return ""
        verb = VERB_START.match(last.indicator)
        bare = item.left.strip().endswith(name) and not VERB.search(name) and not _TOTAL.search(name)
        if not verb or not verb.group().startswith("新") or not bare:
            return ""
        counts = self.readings[at].kind is self.readings[at - 1].kind is FigureKind.COUNT
        return verb.group() if counts and item.run_length == 1 else ""

    def _inherited(self, at: int, item: Item) -> str:
        """Return the subject that the words before set: the clause before without a number, else the last indicator."""
        first = at - item.place_in_run
        if first and self.items[first - 1].clause is item.clause:
            return self.figures[self._fellow(first - 1, first, item)].indicator
        for before in reversed(self.clauses[max(0, item.clause.index - _LOOK_BACK) : item.clause.index]):
            if before.numbered:
                break
            subject = self._topic(before)
            if subject:
                return subject
        return self.figures[self._fellow(first - 1, first, item)].indicator if first else self.carry.subject

    def _topic(self, clause: Clause) -> str:
        """Return the noun phrase that opens a clause without numbers."""
        text = TOPIC_END.split(self.words[clause.start : clause.end].strip(), maxsplit=1)[0]
        subject = strip_left(text, self.places)
        return phrase(subject, "", "", True) if 2 <= len(subject) <= 20 and not HOLLOW.fullmatch(subject) else ""


def extract_figures(sentence: str, *, role: Role, period: Period | None, place: str, carry: Carry) -> list[RawFigure]:
    """Return the figures of one clean sentence, left to right, and update `carry`.

    `role` and `period` are the section's (what it reviews or plans), `place` the report's. Numbers that say nothing of
    an amount (dates, ordinals, names in quotation marks, ages and thresholds that only describe a group) are left out.
    """
    if role is Role.GLOSSARY:
        sentence = _NUMBERING.sub(lambda m: "\x00" * len(m.group()), sentence, count=1)
    return _Reader(sentence, role, period, place, carry).read()

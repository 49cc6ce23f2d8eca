"""The figures of one sentence, put together from its clauses, the readings of its numbers and their subjects."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figures.clauses import Item, items_of, split_clauses
from ingest.figures.filters import figures_of
from ingest.figures.indicators import expand, strip_left
from ingest.figures.kinds import Reading, read_kind
from ingest.figures.lexicon import TOPIC_END, VERB_START
from ingest.figures.milestones import milestones_of
from ingest.figures.model import Carry, RawFigure
from ingest.figures.names import EFFORT, Names
from ingest.figures.scope import Times, earlier_period, is_yearly, named_place, one_year, other_place, times_of
from ingest.figures.targets import Targets
from ingest.figures.things import named_only, noun_of
from rag.numbers import find_quantities
from rag.numerals import fold
from rag.schema import FigureKind, Period, Role
from rag.units import unit_family

__all__ = ["extract_figures"]

_AMOUNTS = (FigureKind.ACHIEVED, FigureKind.COUNT)
_TIME = re.compile(r"[年月五]|季度")
_NUMBERING = re.compile(r"^\s*\d{1,3}[.．、]")
_LOOK_BACK = 30  # numbers or clauses: how far back a subject is sought


def _standing_basis(sentence: str, carry: Carry) -> None:
    """Take note of 同比（下同）."""
    at = sentence.find("下同")
    if at >= 0:
        words = re.findall(r"同比|环比|[比较](?:上年|去年)(?:同期)?", sentence[:at])
        carry.basis = words[-1].lstrip("比较") if words else "同比"


class _Reader(Names):
    """Reads one sentence; `read` gives its figures."""

    def __init__(self, sentence: str, role: Role, period: Period | None, place: str, carry: Carry) -> None:
        self.sentence, self.role, self.period, self.place, self.carry = sentence, role, period, place, carry
        folded = fold(sentence)
        quantities = figures_of(folded, find_quantities(sentence))
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
            own = self.times.between(self.items[at - 1].quantity.end, quantity.start) if item.place_in_run else None
            period = own or earlier_period(period, reading.basis, self.period)
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
        if len(set(subjects)) == 1 and "分别" in item.left:
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

    def _listed(self, item: Item) -> list[str]:
        """Return the members of the list in the clause before, if it has no number and is as long as the item's."""
        clause = self._clause_before(item)
        if clause is None:
            return []
        text = strip_left(self.words[clause.start : clause.end].strip(), self.places)
        text = TOPIC_END.split(text, maxsplit=1)[0] or text
        text = EFFORT.sub("", text)
        verb = VERB_START.match(text)
        names = expand(text[verb.end() :] if verb else text, item.run_length)
        return names if len(set(names)) == item.run_length else []

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


def extract_figures(sentence: str, *, role: Role, period: Period | None, place: str, carry: Carry) -> list[RawFigure]:
    """Return the figures of one clean sentence, left to right, and update `carry`.

    `role` and `period` are the section's (what it reviews or plans), `place` the report's. Numbers that say nothing of
    an amount (dates, ordinals, names in quotation marks, ages and thresholds that only describe a group) are left out.
    """
    if role is Role.GLOSSARY:
        sentence = _NUMBERING.sub(lambda m: "\x00" * len(m.group()), sentence, count=1)
    return _Reader(sentence, role, period, place, carry).read()

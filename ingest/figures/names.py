"""The indicator of each number of a sentence: from its own words, else from the subject that runs through it."""

from __future__ import annotations

import re

from ingest.figures.clauses import Clause, Item
from ingest.figures.indicators import phrase, strip_left, without_measure
from ingest.figures.kinds import Reading
from ingest.figures.lexicon import (
    CAUSATIVE,
    COUNTED_AMOUNT,
    HOLLOW,
    MACRO,
    PREDICATE,
    SEPARATOR,
    SUFFIX,
    TOPIC_END,
    VERB,
    VERB_START,
)
from ingest.figures.model import Carry, RawFigure
from ingest.figures.things import (
    SPENT,
    TOPIC,
    acted_on,
    belonging,
    is_general,
    is_size,
    named_only,
    noun_of,
    of_size,
    thing_of,
)
from rag.schema import FigureKind
from rag.units import unit_family

__all__ = ["EFFORT", "Names"]

_GENERIC = re.compile(
    r"(?:整治|整改|改造|建设|治理|修复|备案|处置|办理|验收|覆盖|服务|受益|检查|清理|培训)?(?:任务|"
    r"工作|对象|项目|工程|面积|群众|户数)?"
)
EFFORT = re.compile(r"\A(?:加大|加强|强化)|力度\Z")
"""What says how hard somebody tries, not at what: 加大…力度."""
_SETTLED = re.compile(
    rf"(?:坚决|依法|严肃|严厉|及时|全部|一律|从严|严格)*(?:给予|予以|进行)(?:{VERB.pattern}|打击|处理)\Z"
)
_MANNER = re.compile(rf"[\u4e00-\u9fff]{{2}}[性化](?:{VERB.pattern}|利用|发展|经营|管理)\Z|(?:{VERB.pattern})\Z")
_STANDING = re.compile(r"在[建库册校岗]|续建|筹建|拟建|在谈|储备")
_MEASURED = re.compile(r"(?:通车|运营|建成)?(?:总?里程|运营|投用|总数|数量)\Z")
_LISTED = re.compile(r"、[^，；]*等[^，、]{0,14}(?:项目|工程|园区|基地)")
_EACH = re.compile(r"[人户亩]均")
_LEVEL = re.compile(r"(?:国家|自治区|省|市|区|县|镇|州)级")
_COMPLETE = re.compile(r"林|树|绿化|脱贫|招商|投资\Z|演出|审计\Z|培训|演练|体检|走访|慰问")
_REACHED = re.compile(r"(?:总数|累计)?(?:达到?|增加到|增至|发展到)了? ?\Z")
_NEW = ("新增", "净增", "新建", "新培育", "新认定")
_ROUNDS = frozenset(("批", "批次", "轮", "轮次", "期", "次", "场", "场次", "组", "支"))
"""What something is done in, with how many taking part told at once: 27批1589名."""
_LAND = ("area", "length", "mass", "volume", "power")
_LOOK_BACK = 30  # numbers or clauses: how far back a subject is sought
_VERBS = re.compile(rf"(?:{VERB_START.pattern}[、和]?)+")
_MARKS = str.maketrans("", "", ' “”"')
_SPEED = re.compile(r"增速|增幅|增长率|降幅|总量|总数|数量|增量|规模|占比|比重")
_TOTAL = re.compile(r"总数|总量|总计|人数|人次|户数|数量|件数|个数|家数|次数|就业|完成|占|率\Z")


class Names:
    """What one sentence's numbers are called; the reader fills the fields as it reads on.

    `words` is the sentence without times and marks, `things` what a general name after each number would be about.
    """

    words: str
    clauses: list[Clause]
    items: list[Item]
    readings: list[Reading]
    figures: list[RawFigure]
    things: list[str]
    places: tuple[str, ...]
    carry: Carry

    def _clause_before(self, item: Item) -> Clause | None:
        """Return the clause before the item's if it belongs to it and has no number of its own."""
        if item.clause.index == 0:
            return None
        clause = self.clauses[item.clause.index - 1]
        return None if clause.numbered or clause.group != item.clause.group else clause

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
        if (
            reading.kind is FigureKind.RANK
            and not subject
            and len(reading.basis) > 4
            and not (head is not None and reading.basis.startswith("全"))
        ):
            return f"{reading.basis}排名".translate(_MARKS)
        if reading.kind is FigureKind.RANK and _SPEED.fullmatch(subject) and (at or self.carry.subject):
            return self._inherited(at, item) + subject
        if reading.kind is FigureKind.RANK and subject and len(reading.basis) > 3:
            return f"{phrase(subject, '', '', True)}{reading.basis}排名".translate(_MARKS)
        if reading.dependent and not subject:
            base = self.figures[head].indicator if head is not None else self._inherited(at, item)
            if reading.frame == "排名" and base.endswith(("排名", "排位", "位次")):
                return base
            if reading.frame:
                base = next((base.removesuffix(r.frame) for r in reversed(self.readings[:at]) if r.frame), base)
            return base + reading.frame or ("排名" if reading.kind is FigureKind.RANK else "")
        if reading.dependent and _SPEED.fullmatch(subject) and (at or self.carry.subject):
            return self._inherited(at, item) + subject
        if reading.dependent or reading.frame:
            name = phrase(subject, "", "", True)
            frame = "" if reading.frame == "排名" and name.endswith("排位") else reading.frame
            return (self._owned_by(at, item, name) if is_general(name) else name) + frame
        name = self._named(at, item, subject)
        if HOLLOW.fullmatch(name) and item.right:
            name = phrase("", item.right, "为", False)
        if not _GENERIC.fullmatch(name) or not name:
            return self._completed(at, item, name, subject)
        thing = self._object_before(at, item)
        return thing + name if thing else self._owned_by(at, item, name)

    def _owned_by(self, at: int, item: Item, name: str) -> str:
        """Complete a name as general as 总投资 by the thing it belongs to: what was counted or is spoken of."""
        before = self._clause_before(item)
        if before is None and name.endswith(("率", "度")):
            return self._rate_of(at, name)
        if at and self.items[at - 1].clause.group == item.clause.group:
            thing = self.things[at - 1]
            if before is None or item.clause is self.items[at - 1].clause:
                head = self.figures[at - 1].head
                unit = self.figures[at - 1 if head is None else head].unit
                land = unit_family(unit or "%") in _LAND and MACRO.fullmatch(name)
                return name if land or name == "新增就业" else belonging(thing, name)
        first = at == 0 or self.items[at - 1].clause is not item.clause
        if before is None or not first or MACRO.fullmatch(name):
            return name
        opening = self.words[self.clauses[0].start : self.clauses[0].end].strip()
        if TOPIC.fullmatch(opening):
            return belonging(strip_left(opening.removesuffix("方面"), self.places), name)
        return belonging(self._topic(before) or self._object_before(at, item), name)

    def _rate_of(self, at: int, name: str) -> str:
        """Complete a rate (解决率, 满意率) by the last thing counted in the sentence, 回访件数 and the like skipped."""
        things = [thing for thing in self.things[:at] if thing and not thing.endswith("数")]
        return belonging(things[-1], name) if things else name

    def _thing(self, at: int, item: Item, indicator: str, head: int | None) -> str:
        """Return what a general name after this number would be about, empty where it measures a whole economy."""
        if head is not None:
            return self.things[head]
        if (
            unit_family(item.quantity.unit or "%") in _LAND
            or self.readings[at].kind is FigureKind.COUNT
            or (item.right and item.right != "的")
        ):
            return thing_of(indicator)
        last = self.things[at - 1] if at else ""
        return last if last and indicator.startswith(last) else ""

    def _object_before(self, at: int, item: Item) -> str:
        """Return what the clause before, without a number, is about, for a name as general as 整治任务 or 备案."""
        clause = self._clause_before(item)
        if clause is None or (at and self.items[at - 1].clause is item.clause):
            return ""
        text = strip_left(self.words[clause.start : clause.end].strip(), self.places)
        text = _SETTLED.sub("", text)
        cuts = [m.end() for m in VERB.finditer(text) if len(text) - m.end() >= 4]
        rest = text[cuts[-1] :] if cuts else text
        if SEPARATOR.match(rest):
            rest = _MANNER.sub("", SEPARATOR.split(text, maxsplit=1)[0])
            rest = VERB_START.sub("", CAUSATIVE.sub("", rest, count=1), count=1)
            rest = rest if len(rest) > 2 else SEPARATOR.split(text, maxsplit=1)[0]
        return phrase(rest, "", "", True) if len(rest) <= 24 else ""

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
        if before is not None and not subject and self._adjoins(before, item):
            verb = _VERBS.match(strip_left(before.left, self.places))
            subject = verb.group() if verb else ""
        name = phrase(*self._member(item, subject), item.opener, measured)
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

    @staticmethod
    def _adjoins(before: Item, item: Item) -> bool:
        """Tell whether a number stands at once after another and shares its verb and noun: 27批1589名医护人员."""
        touching = before.clause is item.clause and before.quantity.end == item.quantity.start
        return bool(touching and item.right and not before.right and before.quantity.unit in _ROUNDS)

    @staticmethod
    def _member(item: Item, subject: str) -> tuple[str, str]:
        """Return the words of a number in a list of projects without the others: 甲、乙年产5万吨钢、丙等项目."""
        if "、" in subject and _LISTED.search(item.right) and "的" not in item.right.split("、")[0]:
            return subject.rpartition("、")[2], item.right.split("、")[0]
        return subject, item.right

    def _completed(self, at: int, item: Item, name: str, subject: str) -> str:
        """Complete a name that is empty, only a verb, or only says what is measured, from the numbers before it."""
        last = self.figures[at - 1] if at else None
        if last is not None and _EACH.fullmatch(name) and not last.indicator.startswith(name):
            return name + last.indicator
        if last is not None and _STANDING.fullmatch(name):
            return name + _MEASURED.sub("", acted_on(self.things[at - 1] or last.indicator))
        if not name:
            inherited = self._inherited(at, item)
            return noun_of(inherited) if _REACHED.search(item.left) and inherited.startswith(_NEW) else inherited
        if last is not None and self.things[at - 1] and is_size(name):
            return of_size(self.things[at - 1], name)
        if last is not None and _LEVEL.fullmatch(name) and _LEVEL.search(last.indicator):
            return _LEVEL.sub(name, last.indicator, count=1).replace(f"{name}以上", name)
        if last is not None and self.items[at - 1].clause is item.clause:
            return self._after(last, at, item, name, subject)
        if is_general(name):
            return self._owned_by(at, item, name)
        if _VERBS.fullmatch(name) and item.place_in_run == 0:
            return self._acted_on(at, item, name)
        return self._list_verb(at, item, name) + name if last is not None else name

    def _after(self, last: RawFigure, at: int, item: Item, name: str, subject: str) -> str:
        """Complete a name from the number before it in the same clause."""
        general = is_general(name) and item.place_in_run == 0
        if item.parallel:
            verb = VERB_START.match(strip_left(item.opener, self.places))
            own = VERB_START.match(name) or is_general(name) or self._measures(item, name)
            if verb and not own:
                return verb.group() + name
            if general:
                return belonging(noun_of(last.indicator) if _TOTAL.match(name) else last.indicator, name)
        if item.flows and general:
            return name if name in last.indicator else noun_of(last.indicator) + name
        if _VERBS.fullmatch(name) and item.place_in_run == 0:
            return self._acted_on(at, item, name)
        if item.flows and not subject and (self.items[at - 1].left or self.items[at - 1].right):
            return name if name in last.indicator else last.indicator + name
        return name

    def _acted_on(self, at: int, item: Item, verb: str) -> str:
        """Complete a bare verb (开工80个) by the thing that was counted before, in the same unit first."""
        if _COMPLETE.search(verb):
            return verb
        if at and item.flows and self.things[at - 1]:
            return self.things[at - 1] + verb
        group = item.clause.group
        near = [k for k in range(at - 1, -1, -1) if self.things[k] and self.items[k].clause.group == group]
        same = next((k for k in near if self.figures[k].base_unit == item.quantity.base_unit), None)
        if same is not None:
            return verb + acted_on(self.things[same])
        if at and self.figures[at - 1].base_unit == item.quantity.base_unit:
            return verb + noun_of(self.figures[at - 1].indicator)
        before = self._object_before(at, item)
        if len(verb) > 1 and before.endswith(verb):
            return before
        return verb + before if 0 < len(before) <= 20 else self.things[near[0]] + verb if near else verb

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
        subject = EFFORT.sub("", strip_left(text, self.places))
        return phrase(subject, "", "", True) if 2 <= len(subject) <= 20 and not HOLLOW.fullmatch(subject) else ""

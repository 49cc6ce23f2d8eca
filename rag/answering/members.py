"""The members of what a report counts under one name: “六个年”, 五大产业集群, 七个聚力, “加减乘除”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rag.answering.choice import ENUMERATED, FIRST
from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.outline import NUMBERED, bare
from rag.schema import Aspect, Query, Report, Section, Sentence

__all__ = ["Group", "asked_group", "members_of"]

ASKING = frozenset({Aspect.LIST, Aspect.DEFINITION, Aspect.NAME, Aspect.OPEN, Aspect.WHERE, Aspect.WHO})
DIGITS = {sign: n for n, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": 2, "双": 2}
NUMERAL = r"(?P<n>十[一二三四五六七八九]?|[二三四五六七八九两双])"
MEASURE = r"(?P<m>[大个项条类种件方])?"
QUOTED = re.compile(r"[“‘「『\"]([^”’」』\"，,。；;]{1,24})[”’」』\"]")
COUNTED = re.compile(NUMERAL + MEASURE + r"(?P<head>[^\W\d_]{1,12})$")
WANTS = re.compile(
    r"(?:是|指|有|包括|包含|为|叫|分别|各|含)[^，,？?哪什啥]{0,6}(?:哪[些几两双二三四五六七八九十]+|什么|啥)(?P<rest>[^，,？?]*)"
    r"|哪[两双二三四五六七八九十]+[大个项条类种件方]?(?P<more>[^，,？?]*)"
    r"|(?:还有|之外|剩下|其余|另外)[^？?]{0,8}哪几?[大个项条类种件方]?(?P<others>[^，,？?]*)"
)
OWN = re.compile(r"[大个项条类种件方样位]?(?:方面|内容|意思|含义|东西|呀|啊|呢)?")
PLAIN = re.compile(
    NUMERAL + r"(?P<m>[大个项条类种])(?P<head>[一-鿿]{2,12}?)(?:里|中)?[，,]?(?:都|分别|具体|主要|又|各|到底|究竟)*"
    r"(?:是|指|有|包括|为|叫|涉及|包含)+(?:的是|了)?(?:些)?(?:哪|什么|啥)"
)
WHICH = re.compile(r"哪" + NUMERAL + r"[大个项条类种](?P<head>[一-鿿]{2,8})(?=[？?呢啊呀]*$)")
EACH = re.compile(r"分别|各(?:是|自|指|做|干|有|怎)|怎么[做干]")
LETTERS = range(3, 7)
"""How long a name is whose letters each stand for a member (加减乘除)."""
SPLIT = re.compile(r"[、，,。；;：:！!（）()“”‘’「」『』\"\s]|以及|和(?!谐|平|美)|及(?!时|其)|与")
CLOSE = re.compile(r"[，,。；;：:]")
QUOTES = re.compile(r"[“”‘’「」『』\"\s]")
SHORT = 4
"""Characters that a member has at most whose name shares one character with the group's (煤尘 of 四尘)."""

LONGEST = 24
FAR, FEW = 12, 3
"""Most members of a group, and fewest of one without a name."""

SPOKEN = 0.8
"""Least share of what else is asked that the members of a group without a name must speak of."""


Finder = Callable[["Group", Report, Sequence[Sentence], Sequence[int], Material], list[Sentence]]


@dataclass(frozen=True, slots=True)
class Group:
    """A counted name: as the asker writes it, how many members it has, and the word that their names share.

    Without such a word each letter of the name stands for a member (加减乘除). Without a name only the count and the
    word are known (哪三条底线).
    """

    name: str
    count: int
    head: str
    about: str = ""
    """What else is asked of the members of a group without a name."""

    @property
    def spoken(self) -> re.Pattern[str]:
        """Matches the name in a report, with or without its measure word (四个港区, 四港区)."""
        found = COUNTED.search(self.name)
        if not found or not self.head:
            return re.compile(re.escape(self.name))
        return re.compile(
            f"{re.escape(self.name[: found.start()])}{found['n']}[大个项条类种件方]?{re.escape(self.head)}"
        )

    @property
    def heads(self) -> tuple[str, ...]:
        """What members' names may share: the whole head, then its shorter endings (优势产业集群, 产业集群, 集群)."""
        return (self.head, *(self.head[i:] for i in range(1, len(self.head) - 1)))


def asked_group(query: Query) -> Group | None:
    """Return the counted name whose members are asked; None where another thing is asked."""
    text = query.resolved
    if query.aspect not in ASKING:
        return None
    for quoted in QUOTED.finditer(text):
        found = COUNTED.search(quoted[1])
        behind = text[quoted.end() :]
        if found and _wants(behind, found["head"]):
            return _group(found, quoted[1])
        if len(quoted[1]) in LETTERS and EACH.search(behind):
            return Group(quoted[1], len(quoted[1]), "")
    plain = PLAIN.search(text)
    if plain:
        return _group(plain, f"{plain['n']}{plain['m'] or ''}{plain['head']}")
    which = WHICH.search(text)
    group = _group(which, "") if which else None
    if group is None or group.count < FEW:
        return None
    return replace(group, about="".join(query.indicators).replace(group.head, ""))


def _wants(text: str, head: str) -> bool:
    """Tell whether what stands behind a name asks for its members, and not for another thing (有什么成效)."""
    found = WANTS.search(text)
    if not found:
        return False
    rest = QUOTES.sub("", found["rest"] or found["more"] or found["others"] or "")
    return OWN.fullmatch(rest) is not None or head[-1] in rest


def _group(found: re.Match[str], name: str) -> Group | None:
    signs = found["n"]
    count = DIGITS[signs[0]] + (DIGITS[signs[1]] if len(signs) > 1 else 0)
    return Group(name, count, found["head"]) if 1 < count <= FAR else None


def members_of(group: Group, reports: Sequence[Report], material: Material) -> tuple[Report, list[Sentence]] | None:
    """Return the sentences or headings that name all members, as spans of a source; None where no report does.

    A group counts only in a report that speaks of it, and only with as many members as its name says.
    """
    finders: tuple[Finder, ...] = (_headed, _announced, _in_a_sentence, _opening, _quoted)
    if not group.head:
        finders = (_lettered,)
    elif not group.name:
        finders = (_opening,)
    for find in finders:
        for report in reports:
            sentences = [s for p in material.passages(report.id) for s in p.sentences]
            naming = [i for i, s in enumerate(sentences) if group.name and group.spoken.search(_bare(s.text))]
            found = (
                find(group, report, sentences, naming, material) if naming or not (group.head and group.name) else []
            )
            if found:
                return report, found
    return None


def _bare(text: str) -> str:
    return QUOTES.sub("", text)


def _announced(
    group: Group, report: Report, sentences: Sequence[Sentence], naming: Sequence[int], _: Material
) -> list[Sentence]:
    """Return the numbered sentences behind the one that names the group, where they are as many as it counts."""
    for at in naming:
        items: list[Sentence] = []
        for sentence in sentences[at + 1 : at + 1 + LONGEST]:
            if items and FIRST.match(sentence.text):
                break
            if ENUMERATED.match(sentence.text):
                items.append(sentence)
            elif not items:
                break
        if len(items) == group.count:
            return items
    return []


def _headed(
    group: Group, report: Report, sentences: Sequence[Sentence], naming: Sequence[int], material: Material
) -> list[Sentence]:
    """Return the headings right behind the sentence that names the group, or that share its word, if so many."""
    sections = material.sections(report.id)
    for at in naming:
        behind = [s for s in sections if s.start >= sentences[at].end]
        run = _siblings(behind, sections)
        if run and any(s.path[:-1] == run[0].path[:-1] and s.start < run[0].start for s in sections):
            continue
        sharing = [s for s in run if any(h in bare(s.heading) for h in group.heads)]
        chosen = run if len(run) == group.count and (_leads(sentences[at], group, run) or sharing == run) else sharing
        if len(chosen) == group.count:
            return [_heading(s, report, material) for s in chosen]
    return []


def _leads(sentence: Sentence, group: Group, run: Sequence[Section]) -> bool:
    """Tell whether a sentence names the group at its end, right before the sections."""
    last = group.spoken.search(_bare(sentence.text)[-LONGEST:])
    return bool(run) and last is not None and run[0].start - sentence.end < LONGEST


def _siblings(behind: Sequence[Section], sections: Sequence[Section]) -> list[Section]:
    """Return the first section of those, and the ones beside it under the same heading."""
    if not behind:
        return []
    first = behind[0]
    return [s for s in behind if s.level == first.level and s.path[:-1] == first.path[:-1]]


def _heading(section: Section, report: Report, material: Material) -> Sentence:
    """Return the heading of a section as a span of the source, without its number."""
    sentence = material.sentence_at(report.id, section.start)
    start = section.start
    end = sentence.end if sentence and bare(sentence.text) == bare(section.heading) else start + len(section.heading)
    source = material.source(report)[start:end]
    number = NUMBERED.match(source)
    cut = number.end() if number else 0
    kept = source[cut:].rstrip()
    return Sentence(start=start + cut, end=start + cut + len(kept), text="".join(kept.split()))


def _in_a_sentence(
    group: Group, report: Report, sentences: Sequence[Sentence], naming: Sequence[int], _: Material
) -> list[Sentence]:
    """Return the sentence that lists as many names that end or begin alike as the group counts."""
    order = [*naming, *(i for i in range(len(sentences)) if i not in set(naming))]
    for head in group.heads:
        for i in order:
            if len(dict.fromkeys(_alike(sentences[i].text, head, group))) == group.count:
                return [sentences[i]]
    return []


def _opening(
    group: Group, report: Report, sentences: Sequence[Sentence], naming: Sequence[int], material: Material
) -> list[Sentence]:
    """Return the sentences of one section whose first clauses end alike, as many as the group counts."""
    if len(group.head) < 2:
        return []
    for _, passages in groupby(material.passages(report.id), key=lambda p: p.section_id):
        found: dict[str, Sentence] = {}
        for sentence in (s for p in passages for s in p.sentences):
            clause = CLOSE.split(NUMBERED.sub("", sentence.text))[0]
            if clause.endswith(group.head) and len(clause) <= LONGEST:
                found.setdefault(clause, sentence)
        said = "".join(s.text for s in found.values())
        about = not group.about or Phrase.of(group.about).coverage(said, material.weights) >= SPOKEN
        if len(found) == group.count and about:
            return list(found.values())
    return []


def _quoted(
    group: Group, report: Report, sentences: Sequence[Sentence], naming: Sequence[int], material: Material
) -> list[Sentence]:
    """Return the sentences that hold quoted names which end or begin alike, as many as the group counts."""
    found: dict[str, Sentence] = {}
    for sentence in sentences:
        for name in _quotes(sentence.text, group.head, group):
            found.setdefault(name, sentence)
    if len(found) != group.count:
        return []
    return list({s.start: s for s in found.values()}.values())


def _lettered(
    group: Group, report: Report, sentences: Sequence[Sentence], naming: Sequence[int], material: Material
) -> list[Sentence]:
    """Return the sentences of one section with quoted words that begin with the letters of the name, one for each."""
    for passage in material.passages(report.id):
        within = [s for p in material.passages(report.id) if p.section_id == passage.section_id for s in p.sentences]
        quoted = [(q, s) for s in within for q in QUOTED.findall(s.text) if len(q) < SHORT]
        found = [next((s for q, s in quoted if q.startswith(letter)), None) for letter in group.name]
        if all(found):
            return list({s.start: s for s in found if s}.values())
    return []


def _quotes(text: str, head: str, group: Group) -> list[str]:
    return [q for q in QUOTED.findall(text) if _is_member(q, head, group)]


def _alike(text: str, head: str, group: Group) -> Iterator[str]:
    """Yield the quoted names of a sentence that share the head; of unquoted ones the longest unbroken run."""
    quoted = _quotes(text, head, group)
    if quoted:
        yield from quoted
        return
    best: list[str] = []
    run: list[str] = []
    for token in [*SPLIT.split(text), ""]:
        fits = _is_member(token, head, group) and (len(head) > 1 or len(token) <= SHORT)
        run = [*run, token] if fits else []
        best = max(best, run, key=len)
    yield from best


def _is_member(name: str, head: str, group: Group) -> bool:
    shares = (name.endswith(head) or name.startswith(head)) and len(name) > len(head)
    counted = COUNTED.fullmatch(name)
    return shares and len(name) <= LONGEST and not (counted and counted["head"] == head) and name != group.name

"""Puts what an English question speaks of in the Chinese order: what comes after of, in or for goes before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.understanding.english_terms import is_empty_verb
from rag.understanding.normalise import has_han
from rag.understanding.wordlists import IGNORED, word_set

__all__ = ["Order", "in_order"]

_TOKEN = re.compile(r"[\"“][^\"“”]{2,60}[\"”]|(?:[^\s,?!;:()\"]|(?<=\d)\.(?=\d))+|[,;:()]")
_LINKS = word_set(
    """
    of in on at for from by with through during under among within against per about into via around across since
    after before between over toward towards as out off up down behind beyond despite following regarding concerning
    to that which who whom whose where when while because if whether than
    """
)
_AUXILIARIES = word_set(
    """
    did does do will would can could should shall may might must has have had is are was were be been being not to
    """
)
_DO = word_set("did does do will would can could should has have had must may might to")
_BE = word_set("is are was were be been being has have had get got")
_SAYING = word_set(
    """
    main major key overall current latest local specific certain different various several own recent last next
    other additional more extra further approximate approximately roughly nearly almost altogether exactly actually
    really respectively together entire whole full big large small great important typical relevant corresponding
    planned projected estimated actual expected reported cumulative accumulated compared versus relative respect
    terms part kind kinds sort type types number numbers amount amounts quantity sum figures values levels
    percentage percentages proportion degree extent way ways thing things item items end beginning start period time
    times date year years month months week day yearly monthly year-end mid-year ago still yet already ever just
    only even too very both each every either neither many much few lot lots well good better best help please could
    tell show find list name jointly unit units nationwide citywide countywide townwide throughout inside outside
    there here else instead such same so anything something everything anyone someone everyone area-wide first
    second third half quarter growth county city cities town district township municipality prefecture province
    nation country counties towns districts residents-of now currently presently one two three four five six seven
    eight nine ten dozen dozens hundred hundreds thousand thousands million millions billion billions respective
    ordinary normal regular actual worth region regions autonomous extra successfully eventually final finally side
    sides scope range context case-by-case line form manner means aspect aspects role roles matter matters topic
    position figure data statistics detail details statement fact
    """
)
"""Words around a noun that leave open what it is."""

_ENDINGS = {"rate": "率", "rates": "率", "ratio": "比"}
_PARTICIPLE = re.compile("(?:ed|ing|en|own)$")
_DESCRIBING = re.compile("(?:al|ive|ous|ful|able|ible|ary|ic|ant|ent|ish|ory|wide|style|based|related|oriented|level)$")
"""Endings of adjectives, which narrow what other words name."""
_ENOUGH = 2
_LONG = 8
"""How many characters name a thing so closely that an unknown adjective hardly narrows it."""
_FITTING = (
    (re.compile("(?:新增){2,}"), "新增"),
    (re.compile("引进(?=.*(?:政策|办法|规定|条例|方案))|(?<=政策)引进"), "出台"),
    (re.compile("(?<=[产工行]业)产量"), "产值"),
    (re.compile("(?<=转移安置)(?=多少人)"), "群众"),
    (re.compile("招商引资税收(?:收入)?"), "招商税收"),
    (re.compile("(?<=[老年残疾困难贫]人)住房|(?<=人口)住房|(?<=人员)住房"), "家庭"),
    (re.compile("脱贫(农村|城镇|)(?:居民|人)$"), r"\1贫困人口脱贫"),
    (re.compile("脱贫(农村|城镇|)(?:居民|)(多少人)"), r"\1贫困人口脱贫\2"),
    (re.compile("转移安置(?=.*(?:企业|工厂|公司))|(?<=企业)转移安置|(?<=工厂)转移安置"), "搬迁"),
    (re.compile("公园(?=.*(?:电|企业|产值|产业|工业|税收|投资))"), "园区"),
    (re.compile("(港口(?:货物)?吞吐量)(?:货物|货运)"), r"\1"),
    (re.compile("(?<=港口)货物(?:处理)?(?=多少吨)"), "货物吞吐量"),
)
"""Words whose Chinese depends on what they are said of."""

_COUNT = re.compile("^(?:新增)?多少")
_DETERMINERS = word_set("the a an its their his her our your my this that these those")


@dataclass(slots=True)
class Order:
    """What a question speaks of, in the Chinese order, and the places it names.

    `several` tells whether it speaks of several things side by side.
    """

    subject: str = ""
    places: list[str] = field(default_factory=list)
    several: bool = False


@dataclass(slots=True)
class _State:
    """Groups of chunks: a group for each of the things side by side, in which what comes later goes before."""

    groups: list[list[list[str]]] = field(default_factory=lambda: [[[]]])
    auxiliary: bool = False
    named: bool = False
    before: str = ""
    joining: str = ""
    links: list[str] = field(default_factory=list)

    @property
    def chunk(self) -> list[str]:
        return self.groups[-1][-1]

    def break_off(self) -> None:
        """Begin a new chunk."""
        self.groups[-1].append([])


def in_order(text: str, is_place: frozenset[str] | set[str]) -> Order:
    """Return the subject of a question whose terms, places and question words are dealt with already.

    `is_place` holds the Chinese words that are places. Words that say nothing of their own go, and so does an unknown
    verb; an unknown noun stays, so that a question about an unknown thing is not taken for another.
    """
    order, state = Order(), _State()
    for token in _TOKEN.findall(text):
        word = re.sub(r"['’]s$", "", token)
        _take(word.strip("'’."), order, state, is_place)
        state.before = "owner" if word != token else state.before
    groups = [[chunk for chunk in group if chunk] for group in state.groups]
    count = next((chunk for group in groups for chunk in group if _COUNT.match(chunk[0])), None)
    rest = [[chunk for chunk in reversed(group) if chunk is not count] for group in groups]
    named = [[word for chunk in group for word in chunk] for group in rest]
    _drop_describing([*named, count or []])
    things = [thing for thing in map(_joined, named) if thing]
    order.several = len(things) > 1 or any("和" in thing[1:-1] for thing in things)
    subject = _together(things, _joined(count) if count else "")
    for wording, fitting in _FITTING:
        subject = wording.sub(fitting, subject)
    order.subject = subject
    return order


def _together(things: list[str], count: str) -> str:
    """Write the things that are spoken of side by side, then what is counted of them."""
    return re.sub(r"\s+", " ", "和".join(things) + count).strip()


def _drop_describing(named: list[list[str]]) -> None:
    """Take unknown participles, and adjectives before what is named closely anyway, out of a subject."""
    known = [word for words in named for word in words if has_han(word) and word != "和"]
    close = sum(map(len, known)) >= _LONG
    for words in named if len(known) >= _ENOUGH or close else ():
        words[:] = [word for word in words if has_han(word) or not _describes(word, close=close)]


def _describes(word: str, *, close: bool) -> bool:
    return word.islower() and bool(_PARTICIPLE.search(word) or (close and _DESCRIBING.search(word)))


def _take(word: str, order: Order, state: _State, is_place: frozenset[str] | set[str]) -> None:
    small = word.lower()
    if not word or word in ",;:()":
        listed = word == "," and state.before == "noun"
        if not listed:
            state.break_off()
        state.joining = "," if listed else ""
        return
    if word in is_place:
        order.places.append(word)
        state.named, state.before = True, "place"
        return
    if small == "and":
        state.joining = "and"
        return
    if small in _DETERMINERS:
        return
    if small in _ENDINGS and state.chunk and has_han(state.chunk[-1]):
        state.chunk[-1] += _ENDINGS[small]
    elif has_han(word) or word[0].isdigit() or word[0] in '"“':
        _name(word, state)
    elif small in _AUXILIARIES or small in _LINKS:
        state.auxiliary = small in _DO or (state.auxiliary and small not in _AUXILIARIES)
        _link(small, state)
        state.before = small
    elif not _says_nothing(word, state):
        if state.joining == "," and state.before == "noun":
            state.break_off()
        if state.joining == "and" and state.before == "noun":
            state.chunk.append("和")
        state.chunk.append(word)
        state.before = "unknown"
    state.joining = ""


def _name(word: str, state: _State) -> None:
    """Put a word for a thing after those before it; “A of a town and B” begins a group of its own."""
    if state.joining and state.chunk and state.before == "noun":
        state.chunk.append("和")
    elif state.joining == "and" and state.before == "place" and any(state.groups[-1]):
        state.groups.append([[]])
    state.chunk.append(word)
    state.before = "noun"


def _link(word: str, state: _State) -> None:
    """Begin a chunk after a link; “for A and for B” begins a group of its own."""
    if state.joining and word in state.links and any(state.groups[-1]):
        state.groups.append([[]])
        return
    state.links.append(word)
    state.break_off()


def _says_nothing(typed: str, state: _State) -> bool:
    """Tell whether a word can go: a function word, an empty or unknown verb, an adverb; never an unknown name."""
    word = typed.lower()
    if word in IGNORED or word in _SAYING or is_empty_verb(word):
        return True
    if typed[0].isupper():
        return False
    if re.fullmatch("[a-z]{3,}[^aeiou]ly", word):
        return True
    if state.before in _BE and _PARTICIPLE.search(word):
        return True
    return state.before == "to" or (state.auxiliary and state.before == "place")


def _joined(words: list[str]) -> str:
    """Write Chinese words together and others with spaces around them."""
    made = "".join(word if has_han(word) else f" {word} " for word in words)
    return re.sub(r"\s+", " ", re.sub("^和|和$", "", made)).strip()
